"""From one mined fact to drafts of a question: several kinds of stem and option, none of them checked yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studyground.assistant.practice.practice_question import Difficulty
from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.advised import advised, matter_lines
from studyground.assistant.practice.writing.asking import TOOLS
from studyground.assistant.practice.writing.beside import (
    already_there,
    also_needed,
    descriptions_of,
    joined,
    objection_to,
    seconds_of,
)
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted, fitting_stem
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.lines import VAGUE_KINDS, ask_for, ask_reversed, lines_of, said_whole
from studyground.assistant.practice.writing.option_names import broad, category, proper, vague
from studyground.assistant.practice.writing.options import PRODUCTS, Choice, Style, by_name, described, reversed_
from studyground.assistant.practice.writing.phrasing import words
from studyground.assistant.practice.writing.rationales import rationale
from studyground.assistant.practice.writing.stems import Line, Request
from studyground.assistant.practice.writing.wholes import CHARTS, as_actions

DISTRACTORS = 3
REVERSED_SHARE = 0.75
ALREADY_SHARE = 0.8
SHORT_NEED = 7  # words of a case that leaves open what it is about
_APPLIED = ("purpose", "choice", "property", "contrast")


@dataclass(frozen=True, slots=True)
class _Plan:
    """Options with the sentences that lead to them; `extra` holds facts that are used besides the one asked for."""

    choices: list[Choice]
    lines: tuple[Line, ...]
    extra: tuple[Fact, ...] = ()
    other: str = ""


def drafts(
    fact: Fact, desk: Desk, longer: bool, want_long: bool, may_reverse: bool = True, may_name: bool = True
) -> Iterator[Draft]:
    """Drafts that ask for one fact, the most wanted style first.

    Args:
        fact: What is asked.
        desk: The guide and what was used.
        longer: Whether a distractor should be longer than the key.
        want_long: Whether options that are phrases are wanted rather than names.
        may_reverse: Whether the stem may give the thing and ask what the guide says of it.
        may_name: Whether options may be bare names.
    """
    if fact.form == "action":
        yield from advised(fact, desk, longer, DISTRACTORS)
        return
    thing = desk.mined.things[fact.thing]
    if vague(fact.thing) or category(thing) or broad(thing, desk.mined) or _bare(fact, desk) or not said_whole(fact):
        return
    order: list[Style] = ["described"]
    defined = fact.form == "definition"
    if may_reverse and desk.spread.random.random() < REVERSED_SHARE and (not defined or _product(fact)):
        order = ["described", "reverse"]
    order += ["actions"] if want_long else []
    order += ["names"] if may_name else []
    for style in order:
        draft = _draft(fact, desk, style, longer)
        if draft:
            yield draft


def _draft(fact: Fact, desk: Desk, style: Style, longer: bool) -> Draft | None:
    plan = _plan(fact, desk, style, longer)
    if plan is None:
        return None
    if style != "names":  # what is asked for is to be done, and not only to be named
        wanted = (
            replace(line, pool="do", frames=frames.NEED_DO) if line.pool == "told" else line for line in plan.lines
        )
        plan = replace(plan, lines=tuple(wanted))
    kind = kind_for(fact, plan.choices, desk) if style in ("names", "actions") else "option"
    if style == "reverse":
        ask = ask_reversed(fact)
    else:
        ask = ask_for(fact, kind) if style == "names" else Line("ask do", frames.ASK_DO)
    request = Request(
        about=(fact.need, fact.thing, " ".join(fact.section[-1:]), " ".join(fact.section)),
        technical=fact.span.document in desk.technical, topic=desk.topic(fact.section, fact.thing),
        lines=plan.lines, ask=ask, kind=kind, thing=_called(fact, desk) if style == "reverse" else "",
        other=plan.other, sought=sought_of(fact),
    )  # fmt: skip
    stem = fitting_stem(request, desk, [choice.text for choice in plan.choices])
    if stem is None:
        return None
    choices = plan.choices
    if style == "actions":
        acted = as_actions(choices, fact.kind, stem.scene, stem.trade, desk.casing, desk.spread.random.random())
        if acted is None or desk.gives_away(stem.text, [choice.text for choice in acted]):
            return None
        choices = acted
    spans = joined((fact.span, *(one.span for one in plan.extra)))
    return Draft(
        facts=(fact.id, *(one.id for one in plan.extra)), things=(fact.thing,), stem=stem,
        options=tuple(_drafted(choice, fact, style, spans, desk) for choice in choices),
        spans=spans, difficulty=_difficulty(fact, sum(line.pool != "matter" for line in plan.lines), style), style=style,
    )  # fmt: skip


def _plan(fact: Fact, desk: Desk, style: Style, longer: bool) -> _Plan | None:
    if style == "reverse":
        return _reversed_plan(fact, desk, longer)
    if style == "described":
        return _described_plan(fact, desk, longer)
    if style == "actions" and (fact.span.document not in desk.technical or fact.form not in _APPLIED):
        return None
    return _named_plan(fact, desk, longer)


def _reversed_plan(fact: Fact, desk: Desk, longer: bool) -> _Plan | None:
    """The stem gives the thing, the options what the guide says of it and of others."""
    choices = reversed_(fact, desk.mined, desk.facts, DISTRACTORS, desk.spread, longer)
    asked_what = fact.form == "definition"
    if not asked_what and desk.casing.articleless(fact.thing):
        return None
    concept = frames.PRODUCT_GIVEN if _product(fact) else frames.CONCEPT_GIVEN
    line = Line("concept", concept) if asked_what else Line("given", frames.THING_GIVEN)
    return _Plan(choices, (line,)) if choices else None


def _called(fact: Fact, desk: Desk) -> str:
    """How a stem names the thing it asks about: a common noun to be defined is quoted, which spares it an article."""
    shown = desk.casing.inside(fact.thing)
    if fact.form == "definition" and shown.islower():
        return f"the term “{shown}”"
    return desk.casing.named(fact.thing, fact.kind)


def _described_plan(fact: Fact, desk: Desk, longer: bool) -> _Plan | None:
    """The stem gives one need, the options say something else of each thing."""
    if fact.form not in _APPLIED and not (fact.form == "definition" and fact.kind in TOOLS):
        return None
    others = descriptions_of(fact, desk)
    choices = described(fact, others, desk.mined, desk.facts, DISTRACTORS, desk.spread, longer, desk.casing)
    if choices is None or choices[0].fact is None:
        return None
    return _Plan(choices, _with_matter(fact, lines_of(fact), desk), (choices[0].fact,))


def _with_matter(fact: Fact, lines: tuple[Line, ...], desk: Desk) -> tuple[Line, ...]:
    """The lines of a need, with what it is about in front where the need itself is short."""
    if fact.form != "choice" or fact.need_shape == "question" or words(fact.need) > SHORT_NEED:
        return lines
    return (*matter_lines(fact, desk), *lines)


def _named_plan(fact: Fact, desk: Desk, longer: bool) -> _Plan | None:
    """The options are names; the stem may say more than the need: an objection, or what is there already and a second need."""
    lines = _with_matter(fact, lines_of(fact), desk)
    objection, barred = objection_to(fact, desk)
    if objection:
        choices = by_name(fact, desk.mined, desk.facts, DISTRACTORS, desk.spread, barred, longer, desk.casing)
        return _Plan(choices, (*lines, objection)) if choices else None
    also = also_needed(fact, seconds_of(fact, desk))
    said = words(fact.need) + (words(also[1].need) if also else 0)
    already = already_there(fact, desk, said) if desk.spread.random.random() < ALREADY_SHARE else None
    without = frozenset((already[1],)) if already else frozenset()
    choices = by_name(fact, desk.mined, desk.facts, DISTRACTORS, desk.spread, without, longer, desk.casing)
    if choices is None:
        return None
    return _Plan(
        choices,
        (*((already[0],) if already else ()), *lines, *((also[0],) if also else ())),
        (also[1],) if also else (),
        desk.casing.named(already[1], desk.mined.things[already[1]].kind) if already else "",
    )


def _product(fact: Fact) -> bool:
    """Whether a fact is about a product, which one may be asked to describe; a term's description is mere recall."""
    return proper(fact.thing) and fact.kind in PRODUCTS


def _bare(fact: Fact, desk: Desk) -> bool:
    """Whether a thing is an everyday word of which the guide never says what it is or does."""
    thing = desk.mined.things.get(fact.thing)
    if " " in fact.thing or not desk.casing.inside(fact.thing).islower() or thing is None:
        return False
    return all(desk.facts[one].form == "choice" for one in thing.facts) and fact.need_shape != "infinitive"


def kind_for(fact: Fact, choices: Sequence[Choice], desk: Desk) -> str:
    """The noun that the question uses for its options: their kind where most have it, a general one otherwise."""
    fallback = "term" if fact.form == "definition" else "option"
    if not fact.kind or fact.kind in VAGUE_KINDS:
        return fallback
    kinds = [desk.mined.things[choice.thing].kind for choice in choices[1:] if choice.thing in desk.mined.things]
    if sum(kind == fact.kind for kind in kinds) < 2 or any(
        fact.kind in choice.text.lower().split() for choice in choices
    ):
        return fallback
    head = fact.thing.split()[-1].lower()
    if head != fact.kind and head in desk.mined.vocabulary:
        return fallback  # a "calibration plot" is no metric, whatever list it stands in
    return fact.kind


def sought_of(fact: Fact) -> str:
    """The noun by which a stem may call what it looks for: the key's kind, unless that says nothing or gives the key away."""
    if not fact.kind or fact.kind in VAGUE_KINDS or fact.kind in f"{fact.thing} {fact.need}".lower().split():
        return ""
    return fact.kind if (fact.kind in TOOLS or fact.kind in CHARTS) and fact.kind != "storage" else ""


def _difficulty(fact: Fact, lines: int, style: Style) -> Difficulty:
    if lines > 1 or style == "described" or fact.form == "contrast":
        return "analysis"
    return "foundation" if fact.form == "definition" else "application"


def _drafted(choice: Choice, asked: Fact, style: Style, spans: tuple[Span, ...], desk: Desk) -> Drafted:
    own = spans if choice.correct else ((choice.fact.span,) if choice.fact else ())
    return Drafted(choice.text, choice.correct, rationale(choice, asked, desk.casing, style == "reverse"), own)
