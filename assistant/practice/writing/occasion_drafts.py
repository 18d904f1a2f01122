"""Questions that tell a deed or what happens and ask when: the options are cases for which the guide has something else."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.consequence_rivals import next_to, sort_of
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.guessed import only_match
from studyground.assistant.practice.writing.inverted_questions import when_question, when_right
from studyground.assistant.practice.writing.leaking import shows_within
from studyground.assistant.practice.writing.mining_consequences import CASE, FORM, IF, WHEN
from studyground.assistant.practice.writing.mining_rules import FIRST, INSTEAD
from studyground.assistant.practice.writing.option_use import least_used, marked
from studyground.assistant.practice.writing.phrasing import alike, capital, sentence
from studyground.assistant.practice.writing.rationales import MOST_QUOTED
from studyground.assistant.practice.writing.rule_acts import fits_many, general
from studyground.assistant.practice.writing.rule_cases import SOMEBODY
from studyground.assistant.practice.writing.stems import Stem
from studyground.ingest.terms import terms

STYLE = "occasion"
SAME_CASE, SAME_DEED = 0.5, 0.55  # cosine of two cases, and of two deeds, that may be one
LEAST_TERMS = 2  # of a case that says enough by itself
_LOOSE = re.compile(
    r"\b(?:it|its|they|them|their|ones?|(?:stop|do|avoid|prevent|change|undo) that)\b|, (?:and|or|once) "
)
WIDE, MOST_SETS, MOST_LENGTH = 8, 60, 2.3
_OF_ANOTHER = (
    "For that case the guide has something else: {said}",
    "The guide says of that case: {said}",
    "That case is another one: {said}",
)


def occasion_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that ask when something is to be done, or happens.

    Args:
        fact: Of the form "rule" or "consequence", with its case.
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    if not _askable(fact):
        return
    offers = [one for one in _offers(fact, desk) if alike((fact.need, one.need), MOST_LENGTH)]
    for chosen in _chosen(fact, offers, desk, longer, count):
        texts = [f"When {_as_told(one.need)}" for one in (fact, *chosen)]
        stem = Stem(_asked(fact))
        if (
            not desk.spread.fresh(stem.text)
            or desk.gives_away(stem.text, texts)
            or shows_within(stem.text, texts[0], texts[1:])
        ):
            continue
        if only_match(fact.thing, fact.need, [one.need for one in chosen], desk.index.encoder):
            continue
        options = [Drafted(texts[0], True, f"The guide says: {_quoted(fact)}", (fact.span,))]
        options += [
            Drafted(text, False, _OF_ANOTHER[at % len(_OF_ANOTHER)].format(said=_quoted(one)), (one.span, fact.span))
            for at, (text, one) in enumerate(zip(texts[1:], chosen, strict=True))
        ]
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen), options=tuple(options), spans=(fact.span,),
            difficulty="application", style=STYLE,
        )  # fmt: skip


def _askable(fact: Fact) -> bool:
    """Whether what is to be done, or happens, belongs to one case: to ask somebody or to stop may be right in many."""
    if not _told(fact):
        return False
    if fact.form == FORM:
        return fact.situation in (IF, WHEN) and not re.match(r"(?:it|its|they|their)\b", fact.thing, re.IGNORECASE)
    return (
        fact.situation not in (FIRST, INSTEAD)
        and fact.named_by == "span"
        and not (general(fact.thing) or fits_many(fact.thing))
    )


def _told(fact: Fact) -> bool:
    """Whether a fact has a case that says enough by itself and a sentence that can be quoted."""
    own = set(terms(fact.need)) - set(terms(SOMEBODY))
    whole = fact.need_shape == "clause" and len(own) >= LEAST_TERMS and not _LOOSE.search(fact.need)
    return whole and bool(_quoted(fact))


def _offers(fact: Fact, desk: Desk) -> list[Fact]:
    """Other cases of the guide, in which surely something else is done or happens, the most tempting first."""
    pool = list({
        one.need: one
        for one in desk.facts.values()
        if one.form in (FORM, "rule") and one.span.document == fact.span.document and one.need != fact.need
        and (one.form != FORM or one.situation in (IF, WHEN, CASE)) and _told(one) and not next_to(one, fact)
    }.values())  # fmt: skip
    if not pool:
        return []
    encode = desk.index.encoder.encode
    cases, deeds = encode([fact.need, *(one.need for one in pool)]), encode([fact.thing, *(one.thing for one in pool)])
    near, like, same = cases[1:] @ deeds[0], cases[1:] @ cases[0], deeds[1:] @ deeds[0]
    own = set(terms(fact.thing))
    ranked = [
        (one.section != fact.section and not _matter(fact) & set(terms(one.need)), -float(near[at]), one.id)
        for at, one in enumerate(pool)
        if like[at] < SAME_CASE and same[at] < SAME_DEED and len(own & set(terms(one.thing))) < max(2, 0.5 * len(own))
    ]
    return [desk.facts[name] for _, _, name in sorted(ranked)]


def _chosen(fact: Fact, offers: Sequence[Fact], desk: Desk, longer: bool, count: int) -> Iterator[list[Fact]]:
    """Wrong options, the most tempting first and of these those that were used least."""
    at_hand = sum(one.section == fact.section or bool(_matter(fact) & set(terms(one.need))) for one in offers)
    near = list(offers[: min(WIDE, max(at_hand, count))])  # a case of another subject only where too few are left
    use = {one.id: at for at, one in enumerate(least_used(near, desk))}
    rank = {one.id: at for at, one in enumerate(near)}
    sets = [list(one) for one in islice(combinations(near, count), MOST_SETS)]
    sets.sort(key=lambda one: sum(rank[each.id] + 0.5 * use.get(each.id, 0) for each in one))
    sets.sort(key=lambda one: longer and all(len(each.need) <= len(fact.need) for each in one))
    yield from sets[:4]


def _matter(fact: Fact) -> set[str]:
    """What a question is about: a case that shares none of it, and stands in another section, tempts nobody."""
    return (set(terms(fact.thing)) | set(terms(fact.need))) - set(terms(SOMEBODY))


def _as_told(case: str) -> str:
    """A case as an option has it, which speaks of nobody in particular as "one"."""
    return f"one{case.removeprefix(SOMEBODY)}" if case.startswith(f"{SOMEBODY} ") else case


def _asked(fact: Fact) -> str:
    if fact.form == FORM:
        frame = frames.ASK_WHEN_HOLDS if sort_of(fact) else frames.ASK_WHEN_HAPPENS
        return when_question(fact.thing) or frame.format(said=capital(fact.thing))
    return when_right(fact.thing) or frames.ASK_WHEN_DONE.format(said=fact.thing)


def _quoted(fact: Fact) -> str:
    """What the guide says, quoted; "" where that is too long for a reason."""
    return "" if len(fact.text.split()) > MOST_QUOTED or "“" in fact.text else f"“{sentence(fact.text)}”"
