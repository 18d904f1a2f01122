"""Questions for the figure of a rule, or for the case that meets a limit, beside others that are wrong."""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.amounts import value_of
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.figure_named import (
    is_aspect,
    is_written_as_name,
    names_itself,
    names_things,
)
from studyground.assistant.practice.writing.figure_reasons import reasons_of
from studyground.assistant.practice.writing.figure_scope import is_name_of
from studyground.assistant.practice.writing.mining_blanks import LEFT_OUT
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun
from studyground.assistant.practice.writing.phrasing import noun_phrase
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.topics import topic_of
from studyground.ingest.terms import terms

FORM = "figure"
CASE = "case"  # the kind of a fact whose options are the case of a rule with a figure each
RANK, FRAMES = "rank of a figure", "frame of a figure"
# Around a sentence of the guide with its figure left out; {under} names what it is about, where it does not do so itself.
UNDER_A_HEADING = (
    "In this sentence about {under}, one figure is left out: “{said}” Which figure is it?",
    "Complete this sentence about {under}: “{said}” Which figure belongs in the gap?",
    "“{said}” Which figure is missing from this sentence about {under}?",
    "“{said}” Which figure completes this sentence about {under}?",
)
ALONE = (
    "“{said}” Which figure is missing?",
    "Complete this sentence: “{said}” Which figure belongs in the gap?",
    "“{said}” Which figure completes this sentence?",
    "In this sentence, one figure is left out: “{said}” Which figure is it?",
)
_FLOOR = re.compile(
    r"\b(?:at least|no (?:less|fewer|shorter) than|more than|over|above|minimum of)(?: ____| how| what)", re.I
)
_CEILING = re.compile(
    r"\b(?:at most|up to|no (?:more|longer|later) than|less than|under|below|maximum of)(?: ____| how| what)|\bat most\b[^“]*\?$",
    re.I,
)
_COUNTED = re.compile(r"\b(?:\d[\d.]*|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
# Headings whose words do not name a matter inside a sentence.
_NO_MATTER = re.compile(
    r"\b(?:to (?:know|learn|remember|watch)|in (?:practice|brief|short|full|\w+ pages)|worth|first|what|how|why|that|which|who|"
    r"terms|rules|friends|others|more)\b|"
    r"[“?!]",
    re.IGNORECASE,
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
    if stem is None or not desk.spread.fresh(stem.text):
        return
    for rank in by_rank(desk, count, all_weaker(fact.need, count)):
        beside = _beside(fact, offers, rank, count)
        if beside:
            yield _draft(fact, beside, Stem(stem.text, (*stem.used, (RANK, rank))))


def all_weaker(asked: str, count: int) -> int:
    """The rank of a key beside limits that are all weaker, which the stronger one makes true as well; -1 for no limit.

    Args:
        asked: The question, or the sentence with its gap.
        count: How many wrong options.
    """
    if _FLOOR.search(asked):
        return count
    return 0 if _CEILING.search(asked) else -1


def by_rank(desk: Desk, count: int, never: int = -1) -> list[int]:
    """How many wrong figures may be smaller than the key: the least used first, and of those both sides before one.

    Args:
        desk: The guide and what was used.
        count: How many wrong options.
        never: A rank that is left out.
    """
    ranks = [rank for rank in desk.spread.order(range(count + 1), RANK) if rank != never]
    return sorted(ranks, key=lambda rank: (desk.spread.used(RANK, rank), rank in (0, count)))


def ascending(texts: Sequence[str]) -> list[int] | None:
    """The order of options that are figures, by size; None where one is none."""
    sizes = [value_of(text) for text in texts]
    if any(size is None for size in sizes):
        return None
    return sorted(range(len(texts)), key=lambda at: sizes[at] or 0.0)


_ALL_OF_IT = re.compile(
    r"\b(?:everything|everybody|everyone|all (?:of )?(?:this|that|these|them))\b", re.IGNORECASE
)  # of what?


def _stem(fact: Fact, desk: Desk) -> Stem | None:
    """The question with its sentence; None where nobody could tell from both what is spoken of."""
    if fact.situation != LEFT_OUT:
        return Stem(fact.need)
    if _ALL_OF_IT.search(fact.need):
        return None
    heading = set(terms(_COUNTED.sub("", " ".join(fact.section[-1:]))))
    named = 2 * len(heading & set(terms(fact.need))) > len(heading)
    vague = is_aspect(" ".join(fact.section[-1:]))
    named = named and not vague
    named = named or (not vague and names_itself(fact.need))
    under = "" if named or vague else _told_under(fact.section, desk)
    if (
        not vague
        and fact.section[-1:] != desk.index.headings_at(fact.span.document, fact.span.start)[-1:]
        and not named
    ):
        own = fact.section[-1]  # no heading, but what the paragraph named
        named_so = is_written_as_name(own) or is_name_of(own, desk.index.stored_text(fact.span.document))
        under = own if named_so else under
    if not (under or named) and names_things(" ".join(fact.section[-2:-1])):
        # "Draft, issued, paid" names no matter; "Invoices and claims" above it does
        under = _told_under(fact.section[:-1], desk)
    if not (under or named or names_itself(fact.need)):
        return None
    at = desk.spread.pick(range(len(ALONE)), FRAMES)
    frame = UNDER_A_HEADING[at] if under else ALONE[at]
    if re.search(r"\. [A-Z]", fact.need):  # two sentences
        at = at if "this sentence" in frame else 1
        frame = (UNDER_A_HEADING[at] if under else ALONE[at]).replace("this sentence", "these sentences")
    return Stem(frame.format(under=under, said=fact.need), ((FRAMES, at),))


def _told_under(section: Sequence[str], desk: Desk) -> str:
    """A heading as what a sentence is said to be about; "" where it cannot be put so."""
    under = re.sub(
        r"(?: in (?:brief|short|practice|outline)|,? step by step|, [^,]*explained)$", "", topic_of(section, desk)
    )
    first, *more = under.casefold().split() or [""]
    if more and first in VERBS and (not may_be_noun(first) or under.split()[1][:1].isupper()):
        return ""  # "Click Apply" is to be done
    return "" if _NO_MATTER.search(under) else _in_a_sentence(desk.casing.inside(under), desk)


def _in_a_sentence(topic: str, desk: Desk) -> str:
    """A topic with the article that it needs; "" where it needs one that the guide does not give it."""
    if re.match(r"[A-Z][a-z]+-[a-z]+\b", topic):
        topic = topic[:1].lower() + topic[1:]
    low, running = topic.casefold(), desk.casing.running
    whole = noun_phrase(topic) if len(topic.split()) > 1 else not desk.casing.articleless(topic)
    whole = whole or bool(re.fullmatch(r"[a-z]{3,}ing", topic))
    if not topic or whole or topic.startswith("the "):
        return topic
    if re.search(rf"\bthe {re.escape(low)}\b", running):
        return f"the {topic}"
    return topic if re.search(rf"(?<!\ba) (?<!\ban ){re.escape(low)}[ ,.;]", running) else ""


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
            *(
                Drafted(one.thing, False, because, tuple(dict.fromkeys((one.span, fact.span))))
                for one, because in zip(offers, reasons_of(fact, offers, of_a_case=fact.kind == CASE), strict=True)
            ),
        ),
        spans=(fact.span,), difficulty="application" if fact.situation not in ("", LEFT_OUT) else "foundation", style=FORM,
    )  # fmt: skip
