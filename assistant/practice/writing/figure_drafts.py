"""Questions for the figure of a rule, or for the case that meets a limit, beside others that are wrong."""

from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.amounts import value_of
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_blanks import LEFT_OUT
from studyground.assistant.practice.writing.section_headings import heading_of
from studyground.assistant.practice.writing.stems import Stem

FORM = "figure"
CASE = "case"  # the kind of a fact whose options are the case of a rule with a figure each
RANK, FRAMES = "rank of a figure", "frame of a figure"
# Around a sentence of the guide with its figure left out; {under} names the heading above it.
UNDER_A_HEADING = (
    "The part on “{under}” has this sentence: “{said}” Which figure belongs in the gap?",
    "A revision card on “{under}” reads: “{said}” Which figure is missing?",
    "A quiz on “{under}” leaves one figure out: “{said}” Which figure completes the sentence?",
    "A trainee copies this line from the notes under “{under}” and skips the figure: “{said}” Which figure was skipped?",
    "A checklist headed “{under}” has an entry with one figure left open: “{said}” Which figure completes it?",
    "Colleagues remember different figures for this line under “{under}”: “{said}” Which figure is right?",
    "A draft handout on “{under}” still lacks one figure: “{said}” Which figure should be filled in?",
    "A newcomer reads up on “{under}” and comes across this line: “{said}” Which figure belongs there?",
    "Somebody prepares a slide on “{under}” with this line: “{said}” Which figure goes into the gap?",
    "Two learners who revise “{under}” disagree about one figure: “{said}” Which figure is correct?",
    "A wall chart on “{under}” is to carry this line: “{said}” Which figure must stand in the gap?",
    "In a test on “{under}”, this sentence has to be completed: “{said}” Which figure is correct?",
)
ALONE = (
    "The guide has this sentence: “{said}” Which figure belongs in the gap?",
    "A revision card reads: “{said}” Which figure is missing?",
    "A quiz leaves one figure out: “{said}” Which figure completes the sentence?",
    "A trainee copies this line from the guide and skips the figure: “{said}” Which figure was skipped?",
    "A checklist has an entry with one figure left open: “{said}” Which figure completes it?",
    "Colleagues remember different figures for this line of the guide: “{said}” Which figure is right?",
    "A draft handout still lacks one figure: “{said}” Which figure should be filled in?",
    "A newcomer comes across this line in the guide: “{said}” Which figure belongs there?",
    "Somebody prepares a slide with this line: “{said}” Which figure goes into the gap?",
    "Two learners disagree about one figure: “{said}” Which figure is correct?",
    "A wall chart is to carry this line: “{said}” Which figure must stand in the gap?",
    "In a test, this sentence has to be completed: “{said}” Which figure is correct?",
)


def figure_drafts(fact: Fact, desk: Desk, count: int) -> Iterator[Draft]:
    """Drafts that ask for one figure, its place by size the least used first; none where too few can stand beside it.

    Args:
        fact: Of the form "figure".
        desk: The guide and what was used.
        count: How many wrong options.
    """
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())]
    if len(offers) < count or not desk.spread.fresh(fact.need):
        return
    if fact.kind == CASE:
        yield _draft(fact, offers[:count], Stem(fact.need))
        return
    stem = _stem(fact, desk)
    if not desk.spread.fresh(stem.text):
        return
    for rank in desk.spread.order(range(count + 1), RANK):
        beside = _beside(fact, offers, rank, count)
        if beside:
            yield _draft(fact, beside, Stem(stem.text, (*stem.used, (RANK, rank))))


def ascending(texts: Sequence[str]) -> list[int] | None:
    """The order of options that are figures, by size; None where one is none."""
    sizes = [value_of(text) for text in texts]
    if any(size is None for size in sizes):
        return None
    return sorted(range(len(texts)), key=lambda at: sizes[at] or 0.0)


def _stem(fact: Fact, desk: Desk) -> Stem:
    if fact.situation != LEFT_OUT:
        return Stem(fact.need)
    under = heading_of(fact.section)
    at = desk.spread.pick(range(len(UNDER_A_HEADING)), FRAMES)
    frame = UNDER_A_HEADING[at] if under else ALONE[at]
    return Stem(frame.format(under=under, said=fact.need), ((FRAMES, at),))


def _beside(fact: Fact, offers: Sequence[Fact], rank: int, count: int) -> list[Fact]:
    """Wrong figures of which so many are smaller than the key, the first ones that will do; none where there are too few."""
    key = value_of(fact.thing)
    sizes = [(one, value_of(one.thing)) for one in offers]
    if key is None or any(size is None for _, size in sizes):
        return []
    smaller = [one for one, size in sizes if size is not None and size < key][:rank]
    larger = [one for one, size in sizes if size is not None and size > key][: count - rank]
    return [*smaller, *larger] if len(smaller) + len(larger) == count else []


def _draft(fact: Fact, offers: Sequence[Fact], stem: Stem) -> Draft:
    return Draft(
        facts=(fact.id,), things=(fact.need,), stem=stem,
        options=(
            Drafted(fact.thing, True, fact.because, (fact.span,)),
            *(Drafted(one.thing, False, one.because, tuple(dict.fromkeys((one.span, fact.span)))) for one in offers),
        ),
        spans=(fact.span,), difficulty="application" if fact.situation not in ("", LEFT_OUT) else "foundation", style=FORM,
    )  # fmt: skip
