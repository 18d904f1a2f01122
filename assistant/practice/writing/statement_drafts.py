"""Questions for a statement: which of four answers about one topic the guide bears out, the others being its own, made false."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted, Several
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_statements import FORM
from studyground.assistant.practice.writing.statement_alterations import DUTY, NAME, NEGATION
from studyground.assistant.practice.writing.statement_swaps import EXCHANGE
from studyground.assistant.practice.writing.statement_topics import HEADING_WORDS, about, topic_of
from studyground.assistant.practice.writing.stems import Stem
from studyground.ingest.terms import tokens

STYLE = FORM
TRIES, OFFERED, NEAR, POOL, MATES = 12, 3, 18, 20, 8
MOST_OF_A_WAY = 2
BETTER = 0.5  # what is said of one and put on another comes earlier than any other change
MOST_RATIO, MOST_AT_NEED = 2.0, 2.3  # of the longest to the shortest; the second where a guide has little
MOST_OF_A_FRAME = 5  # questions of a batch
SHOWN_BEFORE = 1  # wrong options of a question that another one has had
MOST_OF_A_SENTENCE = 2  # times that one sentence is made false
MOST_HEADINGS, HEADINGS_TRIED = 2, 4
LEAST_APART = 3  # words by which two options differ
_ONE = (
    "Four trainees are asked about {about}. Whose answer is right?",
    "A new colleague asks about {about} and gets four different answers. Which answer is right?",
    "Four learners each write down one thing that they remember of {about}. Which note is right?",
    "In a team quiz the topic is {about}, and four teams answer. Which answer is right?",
    "A trainee prepares a short talk on {about} and has four statements to choose from. Which statement is right?",
    "In a study group, four people explain {about}, each from memory. Which account is right?",
    "A colleague drafts a reminder about {about} and asks for a check of four sentences. Which sentence is right?",
    "At a briefing on {about}, four people each add a point. Which point is right?",
    "A supervisor goes through four notes that trainees made on {about}. Which note is right?",
    "Two colleagues disagree about {about} and look at four statements together. Which statement is right?",
)
_TWO = (
    "Five trainees are asked about {about}. Which two answers are right? (Choose two.)",
    "A new colleague asks about {about} and gets five different answers. Which two answers are right? (Choose two.)",
    "Five learners each write down one thing that they remember of {about}. Which two notes are right? (Choose two.)",
    "A trainee prepares a short talk on {about} and has five statements to choose from. Which two statements are right? "
    "(Choose two.)",
    "At a briefing on {about}, five people each add a point. Which two points are right? (Choose two.)",
    "A supervisor goes through five notes that trainees made on {about}. Which two notes are right? (Choose two.)",
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
    made = 0
    for wrong in _chosen((fact,), desk, 3, longer):
        draft = _draft((fact,), wrong, desk)
        if draft:
            yield draft
            made += 1
            if made >= OFFERED:
                return


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
    made = 0
    for mate in [one for one in others if one.need and one.span != fact.span][:MATES]:
        keys = (fact, mate)
        if not _even(keys, desk) or not _apart(fact.thing, mate.thing):
            continue
        for wrong in _chosen(keys, desk, shape.options - shape.keys, longer=False):
            draft = _draft(keys, wrong, desk)
            if draft:
                yield draft
                made += 1
            break
        if made >= OFFERED:
            return


def _chosen(keys: Sequence[Fact], desk: Desk, count: int, longer: bool) -> Iterator[tuple[Fact, ...]]:
    """Sets of false statements that can stand beside the keys: those of the same heading, then of one more, then any near."""
    tried: set[frozenset[str]] = set()
    for pool, topics in _pools(keys, desk):
        if len({one.span for one in pool}) < count:
            continue
        found: list[tuple[Fact, ...]] = []
        for _ in range(TRIES):
            chosen = _drawn(keys, pool[:POOL], desk, count)
            names = frozenset(one.id for one in chosen)
            if chosen and names not in tried and _together(keys, chosen) and _kept_to(keys, chosen, topics):
                tried.add(names)
                found.append(chosen)
            if len(found) >= OFFERED:
                break
        if longer:
            found.sort(key=lambda chosen: max(len(one.thing) for one in chosen) <= max(len(one.thing) for one in keys))
        yield from found


def _pools(keys: Sequence[Fact], desk: Desk) -> Iterator[tuple[list[Fact], int]]:
    """False statements to draw from, and of how many headings a set may be; those of sentences not used before come first.

    A sentence is made false twice, in another way if it can be, only where a guide that teaches little has no other.
    """
    every = [
        one
        for one in (desk.facts[name] for name in desk.mined.other_actions.get(keys[0].id, ()))
        if not one.need and all(one.span != other.span for other in keys)
    ]
    new = [one for one in every if not desk.spread.used(FORM, _place(one.span))]
    unseen = [one for one in new if not desk.spread.used("stated key", _place(one.span))]
    levels = [unseen, new]
    if not desk.mined.strict:
        levels.append(
            [
                one
                for one in every
                if desk.spread.used(FORM, _place(one.span)) < MOST_OF_A_SENTENCE
                and not desk.spread.used("stated false", one.thing)
            ]
        )
        levels.append([one for one in every if desk.spread.used(FORM, _place(one.span)) < MOST_OF_A_SENTENCE])
    sections = {one.section for one in keys}
    for offers in levels:
        own = [one for one in offers if one.section in sections]
        yield own, MOST_HEADINGS
        others = dict.fromkeys(one.section for one in offers if one.section not in sections)
        if len(sections) < MOST_HEADINGS and topic_of(keys[0].section, desk):
            for other in [one for one in others if topic_of(one, desk)][:HEADINGS_TRIED]:
                yield [*own, *(one for one in offers if one.section == other)], MOST_HEADINGS
    for offers in levels:
        own = [one for one in offers if one.section in sections]
        near = [one for one in offers if one.section not in sections]
        yield [*own, *near[: max(0, NEAR - len(own))]], len(near)


def _kept_to(keys: Sequence[Fact], wrong: Sequence[Fact], topics: int) -> bool:
    """Whether options are of no more headings than they may be, with a wrong one under the key's where two are named."""
    sections = {one.section for one in (*keys, *wrong)}
    named = len(sections) > 1 and topics <= MOST_HEADINGS
    return len(sections) <= max(1, topics) and (not named or any(one.section == keys[0].section for one in wrong))


def _drawn(keys: Sequence[Fact], pool: Sequence[Fact], desk: Desk, count: int) -> tuple[Fact, ...]:
    """Some false statements in random order, each of a length with the others and of another sentence; () for too few.

    A key with a sweeping word needs another option that has one, and where no key has one, none has.
    """
    chosen: list[Fact] = []
    draw = desk.spread.random.random
    swept, denied = sum(sweeping(one.thing) for one in keys), sum(bool(_DENIED.search(one.thing)) for one in keys)
    plain = not denied and draw() < BETTER  # so that a denial can be taken away and nobody sees it
    left = sorted(pool, key=lambda one: draw() * (BETTER if one.situation in (NAME, EXCHANGE) else 1))
    left = [
        one for one in left if (not _DENIED.search(one.thing) if plain else denied > 1 or one.situation != NEGATION)
    ]
    if swept == 0:
        left = [one for one in left if not sweeping(one.thing)]
    elif swept == 1:
        left.sort(key=lambda one: not sweeping(one.thing))
    for one in left:
        if swept == 1 and not chosen and not sweeping(one.thing):
            return ()
        ways = sum(other.situation == one.situation for other in chosen)
        shown = sum(desk.spread.used("stated false", other.thing) for other in (*chosen, one))
        if (
            ways < MOST_OF_A_WAY
            and shown <= SHOWN_BEFORE
            and all(one.span != other.span for other in chosen)
            and _even((*keys, *chosen, one), desk)
        ):
            chosen.append(one)
            if len(chosen) == count:
                return tuple(chosen)
    return ()


def sweeping(text: str) -> bool:
    """Whether a statement has a word that says that there is no exception."""
    return bool(_SWEEPING.search(text))


def _together(keys: Sequence[Fact], wrong: Sequence[Fact]) -> bool:
    every = (*keys, *wrong)
    denied = sum(bool(_DENIED.search(one.thing)) for one in every)
    if denied == 1 and any(one.situation in (NEGATION, DUTY) for one in wrong):
        return False  # the one with a "not" would stand out
    swept = [one for one in every if sweeping(one.thing)]
    if len(swept) == 1 or sum(shapes_of(one.thing) == {"sentence"} for one in swept) == 1:
        return False
    return all(_apart(one.thing, other.thing) for one, other in combinations(every, 2))


def _even(facts: Sequence[Fact], desk: Desk) -> bool:
    most = MOST_RATIO if desk.mined.strict else MOST_AT_NEED
    lengths = [len(one.thing) for one in facts]
    counts = [len(one.thing.split()) for one in facts]
    return max(lengths) <= most * min(lengths) and max(counts) <= most * min(counts)


def _apart(one: str, other: str) -> bool:
    """Whether two statements differ in more than a word or two."""
    mine, theirs = set(tokens(one)), set(tokens(other))
    return len(mine - theirs) >= LEAST_APART and len(theirs - mine) >= LEAST_APART


def _draft(keys: Sequence[Fact], wrong: Sequence[Fact], desk: Desk) -> Draft | None:
    named = about([*keys, *wrong], desk)
    if not named:
        return None
    pool = _ONE if len(keys) == 1 else _TWO
    for frame in desk.spread.order(pool, "statement frame"):
        text = frame.format(about=named)
        used = desk.spread.used("statement frame", frame)
        if desk.spread.fresh(text) and used < MOST_OF_A_FRAME * (1 + desk.spread.used("statements", "") // 40):
            break
    else:
        return None
    spans = tuple(dict.fromkeys(one.span for one in keys))
    used_items = (
        ("statement frame", frame), ("statements", ""), *((FORM, _place(one.span)) for one in wrong),
        *(("stated false", one.thing) for one in wrong),
        *(("stated key", _place(one.span)) for one in keys),
    )  # fmt: skip
    return Draft(
        facts=tuple(one.id for one in keys), things=tuple(one.thing for one in keys), stem=Stem(text, used_items),
        options=(
            *(Drafted(one.thing, True, _right(one, desk), (one.span,)) for one in keys),
            *(Drafted(one.thing, False, _wrong(one, desk), (one.span,)) for one in wrong),
        ),
        spans=spans, difficulty="application" if len(keys) == 1 else "analysis", style=STYLE,
    )  # fmt: skip


def _place(span: Span) -> str:
    return f"{span.document}:{span.start}"


def _right(fact: Fact, desk: Desk) -> str:
    place = (
        f" under “{fact.section[-1]}”" if fact.section and len(fact.section[-1].split()) <= HEADING_WORDS + 3 else ""
    )
    return f"The guide says so{place}: “{fact.text}”"


def _wrong(fact: Fact, desk: Desk) -> str:
    was, _, now = fact.because.partition(" → ")
    if fact.situation == EXCHANGE:
        return f"The guide has it the other way round: “{fact.text}”"
    if fact.situation == NEGATION:
        return f"The guide denies it: “{fact.text}”"
    return f"The guide has “{was}” and not {now}: “{fact.text}”"
