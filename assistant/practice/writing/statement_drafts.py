"""Questions for a statement: which of some on one heading the guide bears out, the others being its own, made false."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted, Several
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_statements import FORM
from studyground.assistant.practice.writing.statement_swaps import EXCHANGE
from studyground.assistant.practice.writing.statement_topics import HEADING_WORDS, topic_of
from studyground.assistant.practice.writing.stems import Stem
from studyground.ingest.terms import tokens

STYLE = FORM
TRIES, OFFERED, MATES = 12, 3, 8
MOST_OF_A_WAY = 3
MOST_RATIO = 2.0  # of the longest to the shortest
LEAST_APART = 3  # words by which two options differ
_ONE = (
    "Which statement about {about} is right?",
    "Which of these statements about {about} is right?",
    "Which statement about {about} is correct?",
    "Which of these statements about {about} is correct?",
)
_TWO = (
    "Which two statements about {about} are right? (Choose two.)",
    "Which two of these statements about {about} are right? (Choose two.)",
    "Which two statements about {about} are correct? (Choose two.)",
)
# Headings that speak of the learner, of the text or in pictures, or ask, and name no matter.
_NO_MATTER = re.compile(
    r"[“”?!:;\d]|\b(?:know|heart|worth|must|need|you|your|glance|practice|breath|words|week|part)\b", re.IGNORECASE
)
_SWEEPING = re.compile(
    r"(?<![\w-])(?:only|solely|exclusively|every|everything|nothing|all|none|must)\b(?!-)", re.IGNORECASE
)
_DENIED = re.compile(r"\b(?:not|no|never|cannot|nor|without)\b|n[’']t\b", re.IGNORECASE)


def statement_drafts(fact: Fact, desk: Desk, longer: bool) -> Iterator[Draft]:
    """Drafts that ask which of four statements is right.

    Args:
        fact: Of the form "stated", the key.
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
    """
    for wrong in _chosen((fact,), desk, 3, longer):
        draft = _draft((fact,), wrong, desk)
        if draft:
            yield draft


def several_statements(fact: Fact, desk: Desk, shape: Several) -> Iterator[Draft]:
    """Drafts with two right statements among five.

    Args:
        fact: One of the keys.
        desk: The guide and what was used.
        shape: How many options and keys; only two of five are written.
    """
    if fact.form != FORM or not fact.need or shape.keys != len(("one", "two")):
        return
    others = [desk.facts[name] for name in desk.mined.other_actions.get(fact.id, ())]
    for mate in [one for one in others if one.need and one.span != fact.span][:MATES]:
        keys = (fact, mate)
        if not _even(keys) or not _apart(fact.thing, mate.thing):
            continue
        for wrong in _chosen(keys, desk, shape.options - shape.keys, longer=False):
            draft = _draft(keys, wrong, desk)
            if draft:
                yield draft
                break


def _chosen(keys: Sequence[Fact], desk: Desk, count: int, longer: bool) -> list[tuple[Fact, ...]]:
    """Sets of false statements of the key's own heading that can stand beside the keys, of sentences not used before."""
    pool = [
        one
        for one in (desk.facts[name] for name in desk.mined.other_actions.get(keys[0].id, ()))
        if not one.need
        and one.section == keys[0].section
        and all(one.span != other.span for other in keys)
        and not desk.spread.used(FORM, _place(one.span))
    ]
    found: dict[frozenset[str], tuple[Fact, ...]] = {}
    for _ in range(TRIES if len({one.span for one in pool}) >= count else 0):
        chosen = _drawn(keys, pool, desk, count)
        if chosen and _together(keys, chosen):
            found.setdefault(frozenset(one.id for one in chosen), chosen)
        if len(found) >= OFFERED:
            break
    sets = list(found.values())
    if longer:
        sets.sort(key=lambda chosen: max(len(one.thing) for one in chosen) <= max(len(one.thing) for one in keys))
    return sets


def _drawn(keys: Sequence[Fact], pool: Sequence[Fact], desk: Desk, count: int) -> tuple[Fact, ...]:
    """Some false statements in random order, each of a length with the others and of another sentence; () for too few."""
    chosen: list[Fact] = []
    left = list(pool)
    desk.spread.random.shuffle(left)
    for one in left:
        ways = sum(other.situation == one.situation for other in chosen)
        if (
            ways < MOST_OF_A_WAY
            and all(one.span != other.span for other in chosen)
            and all(_apart(one.thing, other.thing) for other in chosen)
            and _even((*keys, *chosen, one))
        ):
            chosen.append(one)
            if len(chosen) == count:
                return tuple(chosen)
    return ()


def sweeping(text: str) -> bool:
    """Whether a statement has a word that says that there is no exception."""
    return bool(_SWEEPING.search(text))


def _together(keys: Sequence[Fact], wrong: Sequence[Fact]) -> bool:
    """Whether no option stands out: by a denial, by a word that allows no exception, or as the only one without a figure."""
    every = (*keys, *wrong)
    if any(sum(bool(mark(one.thing)) for one in every) == 1 for mark in (_DENIED.search, sweeping)):
        return False
    figures = [bool(re.search(r"\d", one.thing)) for one in every]
    if sum(figures) == 1 or sum(figures) == len(every) - 1:
        return False
    swept = [one for one in every if sweeping(one.thing)]
    if sum(shapes_of(one.thing) == {"sentence"} for one in swept) == 1:
        return False
    return all(_apart(one.thing, other.thing) for one, other in combinations(every, 2))


def _even(facts: Sequence[Fact]) -> bool:
    lengths = [len(one.thing) for one in facts]
    counts = [len(one.thing.split()) for one in facts]
    return max(lengths) <= MOST_RATIO * min(lengths) and max(counts) <= MOST_RATIO * min(counts)


def _apart(one: str, other: str) -> bool:
    """Whether two statements differ in more than a word or two."""
    mine, theirs = set(tokens(one)), set(tokens(other))
    return len(mine - theirs) >= LEAST_APART and len(theirs - mine) >= LEAST_APART


def _draft(keys: Sequence[Fact], wrong: Sequence[Fact], desk: Desk) -> Draft | None:
    named = topic_of(keys[0].section, desk)
    if not named or _NO_MATTER.search(named):
        return None
    frame = next(
        (one for one in desk.spread.order(_ONE if len(keys) == 1 else _TWO, "statement frame")
         if desk.spread.fresh(one.format(about=named))), ""
    )  # fmt: skip
    if not frame:
        return None
    used = (("statement frame", frame), *((FORM, _place(one.span)) for one in (*keys, *wrong)))
    return Draft(
        facts=tuple(one.id for one in keys), things=tuple(one.thing for one in keys),
        stem=Stem(frame.format(about=named), used),
        options=(
            *(Drafted(one.thing, True, _right(one), (one.span,)) for one in keys),
            *(Drafted(one.thing, False, _wrong(one), (one.span,)) for one in wrong),
        ),
        spans=tuple(dict.fromkeys(one.span for one in keys)), difficulty="application" if len(keys) == 1 else "analysis",
        style=STYLE,
    )  # fmt: skip


def _place(span: Span) -> str:
    return f"{span.document}:{span.start}"


def _right(fact: Fact) -> str:
    place = (
        f" under “{fact.section[-1]}”" if fact.section and len(fact.section[-1].split()) <= HEADING_WORDS + 3 else ""
    )
    return f"The guide says so{place}: “{fact.text}”"


def _wrong(fact: Fact) -> str:
    was, _, now = fact.because.partition(" → ")
    if fact.situation == EXCHANGE:
        return f"The guide has it the other way round: “{fact.text}”"
    return f"The guide has “{was}” and not {now}: “{fact.text}”"
