"""From one mined fact to drafts of a question: several kinds of stem and option, none of them checked yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.practice_question import Difficulty
from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.advised import advised
from studyground.assistant.practice.writing.asking import HOW_KINDS, TOOLS, described_in, describes
from studyground.assistant.practice.writing.beside import descriptions_of, joined
from studyground.assistant.practice.writing.called_drafts import called_drafts
from studyground.assistant.practice.writing.credited_drafts import credited_drafts
from studyground.assistant.practice.writing.deed_drafts import deed_drafts
from studyground.assistant.practice.writing.defined_drafts import defined_drafts
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted, fitting_stem
from studyground.assistant.practice.writing.distinct_drafts import distinct_drafts
from studyground.assistant.practice.writing.entry_drafts import entry_drafts
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.figure_drafts import figure_drafts
from studyground.assistant.practice.writing.labelled_drafts import labelled_drafts
from studyground.assistant.practice.writing.lines import VAGUE_KINDS, ask_for, lines_of, said_whole
from studyground.assistant.practice.writing.meanings import meaning_drafts
from studyground.assistant.practice.writing.option_names import broad, category, vague
from studyground.assistant.practice.writing.options import Choice, Style, by_name, described
from studyground.assistant.practice.writing.phrasing import quantities
from studyground.assistant.practice.writing.plain_names import asked_plainly, plain_stem
from studyground.assistant.practice.writing.rationales import described_as, rationale
from studyground.assistant.practice.writing.ruled import ruled
from studyground.assistant.practice.writing.stems import Line, Request, Stem
from studyground.assistant.practice.writing.step_drafts import step_drafts
from studyground.assistant.practice.writing.told_drafts import dated_drafts, solved_drafts, told_drafts

DISTRACTORS = 3
SAME_KIND = 2  # options that are no more than these leave too little choice
CHARTS = frozenset("chart plot graph diagram".split())
_APPLIED = ("purpose", "choice", "property", "contrast")


@dataclass(frozen=True, slots=True)
class _Plan:
    """Options, and the facts that are used besides the one asked for."""

    choices: list[Choice]
    extra: tuple[Fact, ...] = ()


def drafts(fact: Fact, desk: Desk, longer: bool) -> Iterator[Draft]:
    """Drafts that ask for one fact, the most wanted style first.

    Args:
        fact: What is asked.
        desk: The guide and what was used.
        longer: Whether a distractor should be longer than the key.
    """
    if fact.form == "action":
        yield from advised(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "rule":
        yield from ruled(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "entry":
        yield from entry_drafts(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "solved":
        yield from solved_drafts(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "dated":
        yield from dated_drafts(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "figure":
        yield from figure_drafts(fact, desk, DISTRACTORS)
        return
    if fact.form == "told":
        yield from told_drafts(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "called":
        yield from called_drafts(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "credited":
        yield from credited_drafts(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "defined":
        yield from defined_drafts(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "labelled":
        yield from labelled_drafts(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "deed":
        yield from deed_drafts(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "distinction":
        yield from distinct_drafts(fact, desk)
        return
    if fact.form == "step":
        yield from step_drafts(fact, desk, longer, DISTRACTORS)
        return
    if fact.form == "meaning":
        yield from meaning_drafts(fact, desk, longer, DISTRACTORS)
        return
    thing = desk.mined.things[fact.thing]
    if vague(fact.thing) or category(thing) or broad(thing, desk.mined) or _bare(fact, desk) or not said_whole(fact):
        return
    if describes(fact) or _only_so(fact) or fact.kind in HOW_KINDS:
        plain = _plain(fact, desk, longer)
        if plain:
            yield plain
        if plain or fact.kind not in HOW_KINDS or _only_so(fact):
            return
    order: tuple[Style, ...] = ("described", "names")
    for style in order:
        draft = _draft(fact, desk, style, longer)
        if draft:
            yield draft


def _only_so(fact: Fact) -> bool:
    """Whether what a thing is or has, without a figure, is said of it: that is true of it, and nobody's need."""
    return fact.need_shape == "finite" and not quantities(fact.need)


def _draft(fact: Fact, desk: Desk, style: Style, longer: bool) -> Draft | None:
    plan = _described_plan(fact, desk, longer) if style == "described" else _named_plan(fact, desk, longer)
    if plan is None:
        return None
    kind = kind_for(fact, plan.choices, desk) if style == "names" else "option"
    texts = [choice.text for choice in plan.choices]
    if asked_plainly(fact, desk):
        stem = plain_stem(fact, kind, desk) if style == "names" else None
        stem = stem if stem and not desk.gives_away(stem.text, texts) else None
    else:
        stem = _scene(fact, plan, kind, style, desk)
    if stem is None:
        return None
    spans = joined((fact.span, *(one.span for one in plan.extra)))
    return Draft(
        facts=(fact.id, *(one.id for one in plan.extra)), things=(fact.thing,), stem=stem,
        options=tuple(_drafted(choice, fact, spans, desk) for choice in plan.choices),
        spans=spans, difficulty=_difficulty(fact, style), style=style,
    )  # fmt: skip


def _scene(fact: Fact, plan: _Plan, kind: str, style: Style, desk: Desk) -> Stem | None:
    """A stem in which somebody has the need."""
    request = Request(
        about=(fact.need, fact.thing, " ".join(fact.section[-1:]), " ".join(fact.section)),
        technical=fact.span.document in desk.technical, code=fact.span.document in desk.programming,
        topic=desk.matter(fact, [choice.fact for choice in plan.choices if choice.fact and not choice.correct]),
        lines=lines_of(fact), ask=ask_for(fact, kind) if style == "names" else Line("ask do", frames.ASK_DO),
        kind=kind, sought=sought_of(fact, plan.choices, desk),
    )  # fmt: skip
    return fitting_stem(request, desk, [choice.text for choice in plan.choices])


def _plain(fact: Fact, desk: Desk, longer: bool) -> Draft | None:
    """A question for what a thing does or how, with nobody in it: the options are all of the kind that it asks for."""
    plan, said = _named_plan(fact, desk, longer), fact.need if fact.need_shape == "finite" else described_in(fact)
    kind = kind_for(fact, plan.choices, desk) if plan else ""
    if plan is None or not said or kind in ("option", "term", ""):
        return None
    if any(desk.mined.things[choice.thing].kind != kind for choice in plan.choices):
        return None
    request = Request(
        about=(fact.need,),
        technical=False,
        topic="",
        lines=(),
        ask=Line("ask plain", frames.ASK_PLAIN, said),
        kind=kind,
    )
    stem = fitting_stem(request, desk, [choice.text for choice in plan.choices])
    if stem is None:
        return None
    spans = (fact.span,)
    options = tuple(
        Drafted(
            choice.text, choice.correct, described_as(choice, fact, said, desk.casing),
            spans if choice.correct or choice.fact is None else (choice.fact.span,),
        )
        for choice in plan.choices
    )  # fmt: skip
    return Draft(
        facts=(fact.id,), things=(fact.thing,), stem=stem, options=options, spans=spans, difficulty="foundation",
        style="plain",
    )  # fmt: skip


def _described_plan(fact: Fact, desk: Desk, longer: bool) -> _Plan | None:
    """The stem gives one need, the options say something else of each thing."""
    if fact.form not in _APPLIED:
        return None
    others = descriptions_of(fact, desk)
    choices = described(fact, others, desk.mined, desk.facts, DISTRACTORS, desk.spread, longer, desk.casing)
    if choices is None or choices[0].fact is None:
        return None
    return _Plan(choices, (choices[0].fact,))


def _named_plan(fact: Fact, desk: Desk, longer: bool) -> _Plan | None:
    """The options are names."""
    if not fact.kind and not fact.contrasts and not desk.mined.strict and not describes(fact):
        return None  # nothing says what would be a match for it
    choices = by_name(fact, desk.mined, desk.facts, DISTRACTORS, desk.spread, frozenset(), longer, desk.casing)
    return _Plan(choices) if choices else None


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
    if sum(kind == fact.kind for kind in kinds) < 2 or fact.kind in choices[0].text.lower().split():
        return fallback
    head = fact.thing.split()[-1].lower()
    if head != fact.kind and head in desk.mined.vocabulary:
        return fallback  # a "calibration plot" is no metric, whatever list it stands in
    return fact.kind


def sought_of(fact: Fact, choices: Sequence[Choice], desk: Desk) -> str:
    """The noun by which a stem may call what it looks for: the key's kind, unless that says nothing or gives the key away."""
    kinds = [desk.mined.things[choice.thing].kind for choice in choices if choice.thing in desk.mined.things]
    if kinds.count(fact.kind) <= SAME_KIND:
        return ""  # only the key, or hardly another, would be what is looked for
    if not fact.kind or fact.kind in VAGUE_KINDS or fact.kind in f"{fact.thing} {fact.need}".lower().split():
        return ""
    return fact.kind if (fact.kind in TOOLS or fact.kind in CHARTS) and fact.kind != "storage" else ""


def _difficulty(fact: Fact, style: Style) -> Difficulty:
    if style == "described" or fact.form == "contrast":
        return "analysis"
    return "foundation" if fact.form == "definition" else "application"


def _drafted(choice: Choice, asked: Fact, spans: tuple[Span, ...], desk: Desk) -> Drafted:
    own = spans if choice.correct else ((choice.fact.span,) if choice.fact else ())
    return Drafted(choice.text, choice.correct, rationale(choice, asked, desk.casing), own)
