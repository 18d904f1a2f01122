"""Questions for the figure of a rule, or for the case that meets a limit, beside others that are wrong."""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.amounts import value_of
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.figure_rivals import BESIDE, spoken
from studyground.assistant.practice.writing.figure_scope import is_name_of
from studyground.assistant.practice.writing.mining_blanks import LEFT_OUT
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.practice.writing.phrasing import noun_phrase
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.topics import topic_of
from studyground.ingest.terms import terms

FORM = "figure"
CASE = "case"  # the kind of a fact whose options are the case of a rule with a figure each
DEEP = 2  # headings, the first of which is the guide's title
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
_LENT = (
    "The guide gives this figure for something else: ",
    "This is the figure for another matter: ",
    "Elsewhere the guide has this figure: ",
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
    ranks = [(rank, _beside(fact, offers, rank, count)) for rank in desk.spread.order(range(count + 1), RANK)]
    # With figures of the guide's own first, best with those that it gives for the same matter.
    ranks.sort(key=lambda one: (-_of_the_matter(one[1]), not any(offer.text for offer in one[1])))
    for rank, beside in ranks:
        if beside:
            yield _draft(fact, beside, Stem(stem.text, (*stem.used, (RANK, rank))))


def _of_the_matter(offers: Sequence[Fact]) -> int:
    return sum(BESIDE in offer.because for offer in offers)


def ascending(texts: Sequence[str]) -> list[int] | None:
    """The order of options that are figures, by size; None where one is none."""
    sizes = [value_of(text) for text in texts]
    if any(size is None for size in sizes):
        return None
    return sorted(range(len(texts)), key=lambda at: sizes[at] or 0.0)


def _stem(fact: Fact, desk: Desk) -> Stem | None:
    """The question with its sentence; None where nobody could tell from both what is spoken of."""
    if fact.situation != LEFT_OUT:
        return Stem(fact.need)
    heading = set(terms(_COUNTED.sub("", " ".join(fact.section[-1:]))))
    named = 2 * len(heading & set(terms(fact.need))) > len(heading)
    under = "" if named else _told_under(fact.section, desk)
    if under and fact.section[-1:] != desk.index.headings_at(fact.span.document, fact.span.start)[-1:]:
        own = fact.section[-1]  # no heading, but what the paragraph named
        under = own if is_name_of(own, desk.index.stored_text(fact.span.document)) else under
    if not (under or named) and len(fact.section) > DEEP:
        # "Draft, issued, paid" names no matter; "Invoices and claims" above it does
        under = _told_under(fact.section[:-1], desk)
    first = fact.need.split()[0]
    if not (under or named) and (first in ("The", "He", "She") or first.casefold() in VERBS):
        return None
    at = desk.spread.pick(range(len(ALONE)), FRAMES)
    frame = UNDER_A_HEADING[at] if under else ALONE[at]
    if re.search(r"\. [A-Z]", fact.need):  # two sentences
        at = at if "this sentence" in frame else 1
        frame = (UNDER_A_HEADING[at] if under else ALONE[at]).replace("this sentence", "these sentences")
    return Stem(frame.format(under=under, said=fact.need), ((FRAMES, at),))


def _told_under(section: Sequence[str], desk: Desk) -> str:
    """A heading as what a sentence is said to be about; "" where it cannot be put so."""
    under = re.sub(r" in (?:brief|short|practice|outline)$", "", topic_of(section, desk))
    return "" if _NO_MATTER.search(under) else _in_a_sentence(desk.casing.inside(under), desk)


def _in_a_sentence(topic: str, desk: Desk) -> str:
    """A topic with the article that it needs; "" where it needs one that the guide does not give it."""
    if re.match(r"[A-Z][a-z]+-[a-z]+\b", topic):
        topic = topic[:1].lower() + topic[1:]
    low, running = topic.casefold(), desk.casing.running
    whole = noun_phrase(topic) if len(topic.split()) > 1 else not desk.casing.articleless(topic)
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
                for one, because in zip(offers, _reasons(fact, offers), strict=True)
            ),
        ),
        spans=(fact.span,), difficulty="application" if fact.situation not in ("", LEFT_OUT) else "foundation", style=FORM,
    )  # fmt: skip


def _reasons(fact: Fact, offers: Sequence[Fact]) -> list[str]:
    """Why each wrong figure is wrong: what the guide gives it for, else how it stands to the right one; none said twice."""
    said: list[str] = []
    key, lent, made = value_of(fact.thing), 0, 0
    for one in offers:
        size = value_of(one.thing)
        because = one.because
        if fact.kind != CASE and one.text and because.startswith(_LENT[0]):
            because = _LENT[lent % len(_LENT)] + one.because.removeprefix(_LENT[0])
            lent += 1
        elif fact.kind != CASE and key and size and not one.text:
            told = f"{'Too high' if size > key else 'Too low'}: the guide has {spoken(fact.thing)}."
            because = told if made else because
            made += 1
        again = f"Nothing in the guide gives this figure for it; there it has {spoken(fact.thing)}."
        said.append(again if because in said else because)
    return said
