"""What a tool does, told as somebody's need: "X converts speech into text, keeping …" becomes work that has to be done."""

import re
from collections.abc import Iterator
from dataclasses import replace

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import TOOLS, askable
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_language import DETERMINERS, stands_alone
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_verbs import base_of, gerund_base
from studyground.assistant.practice.writing.phrasing import absolute, usable, words
from studyground.assistant.practice.writing.plain_stems import as_deed
from studyground.assistant.practice.writing.praise import praises
from studyground.assistant.practice.writing.stems import Line, Request

MEASURES = frozenset("metric measure score statistic test chart plot".split())
MOST_SECOND = 16  # words of what the tool brings besides
# "X provides managed streaming": what is provided is what somebody lacks; the others say what somebody is at.
_GIVES = re.compile(r"^(?:provides?|offers?|allows? for|gives?|suppl(?:y|ies)) (?=\S)")
_HELPS = re.compile(r"^(?:facilitates?|supports?|enables?) (?=\S)")
_BESIDES = re.compile(
    r"^,? (?:thereby |thus |while |and )?(?P<gerund>enabling|allowing|supporting|reducing|integrating|preserving|keeping|"
    r"preventing|avoiding|fostering|facilitating|handling|minimi[sz]ing|capturing)\b(?P<rest>[^.;:()“”]+)"
)
_ENDS = re.compile(r",? (?:while|whereas|but|so that|which) |, (?!and\b|or\b)\w+ing\b")


def need_requests(fact: Fact, noun: str, desk: Desk) -> Iterator[Request]:
    """Stems in which somebody needs what a tool does, the fullest first; none for what is no tool, or where nobody needs that.

    Args:
        fact: Of the form "told".
        noun: What the options are called; "" where no noun is known.
        desk: The guide.
    """
    line = _first_line(fact) if _is_tool(fact, noun, desk) else None
    if line is None:
        return
    second, ask = _besides(fact, desk), desk.spread.pick(frames.ASK_TOLD, "told ask")
    if not second:
        return  # a person with one need and no condition does nothing for the question
    yield Request(
        about=(f"{fact.need} {fact.thing}", fact.thing, " ".join(fact.section[-1:]), " ".join(fact.section)),
        technical=fact.span.document in desk.technical, code=fact.span.document in desk.programming, topic="",
        lines=(line, Line("told besides", frames.NEED_BESIDES, second)),
        ask=Line("told ask", frames.ASK_CHOOSE if noun else ask), kind=noun or "option",
    )  # fmt: skip


def _is_tool(fact: Fact, noun: str, desk: Desk) -> bool:
    """Whether a term is something that people choose and use: by its noun, or as a product of a technical guide."""
    document = fact.span.document
    if document not in desk.technical and document not in desk.programming:
        return False
    product = sum(word[:1].isupper() for word in fact.thing.split()) > 1 and not fact.thing.isupper()
    return noun in TOOLS or noun in MEASURES or product


def _first_line(fact: Fact) -> Line | None:
    """The need itself: what has to be done, what is lacking, or what somebody is at."""
    for pattern, frame in ((_GIVES, frames.NEED_HAVE), (_HELPS, frames.NEED_AT)):
        brought = pattern.match(fact.need)
        if brought:
            rest = fact.need[brought.end() :]
            if deed := as_deed(rest):
                return Line("told need", frames.NEED_DO, deed)
            if frame == frames.NEED_AT:
                return None
            return Line("told need", frame, rest) if _thing_wanted(rest) else None
    first, _, rest = fact.need.partition(" ")
    base = base_of(first)
    wanted = replace(fact, form="purpose", need=f"{base} {rest}", need_shape="infinitive", priority=1.0)
    return Line("told need", frames.NEED_DO, wanted.need) if base and askable(wanted) else None


def _thing_wanted(phrase: str) -> bool:
    """Whether what follows "provides" is a thing that one can need, and nobody who is helped to do something."""
    plain = not re.search(r"\bto [a-z]+\b|\b(?:that|which|who)\b", phrase) and not has_finite_verb(f"it {phrase}")
    return plain and usable(phrase, 3, 20) and not praises(phrase)


def _besides(fact: Fact, desk: Desk) -> str:
    """What the tool brings besides, as its sentence goes on behind the need; "" where it says nothing that can be asked."""
    text = " ".join(desk.index.stored_text(fact.span.document)[fact.span.start : fact.span.end].split())
    at = text.find(fact.need)
    found = _BESIDES.match(text[at + len(fact.need) :]) if at >= 0 else None
    base = gerund_base(found["gerund"]) if found else ""
    if found is None or not base:
        return ""
    said = f"{base}{_ENDS.split(found['rest'])[0]}".strip(" ,")
    good = 3 <= words(said) <= MOST_SECOND and stands_alone(said, 3, MOST_SECOND) and usable(said, 3, MOST_SECOND)
    named = {word.casefold() for word in fact.thing.split()} & {word.casefold() for word in said.split()} - DETERMINERS
    return said if good and not absolute(said) and not praises(said) and not named else ""
