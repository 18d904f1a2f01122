"""A model's reply read leniently, as it comes: sentences with the passages they are said to rest on."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from studyground.assistant.language_model.clauses import content_words
from studyground.assistant.language_model.prompts import CANNOT_ANSWER
from studyground.ingest.sentences import sentence_spans

LONGEST = 600
_MARK = re.compile(
    r"[\[(](?:passages?|source|no\.?|#)?\s*(\d{1,2}(?:\s*(?:,|and|&|-)\s*\d{1,2})*)[\])]|"
    r"\(?(?:see |from )?passages? (\d{1,2})\)?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\s*(?:[-*•>]+\s+|\d{1,2}[.)]\s+|(?:answer|sentence \d+)\s*:\s*|"
    r"the (?:correct |short |right )?(?:answer|sentence) (?:to (?:the|this|your) question )?is\s*(?::|that\b)\s*[\"“]?|"
    r"(?:you|we|i)\b[^.:\n]{1,40}:\s+(?-i:(?=[A-Z])))+|"
    r"^\s*(?:according to|as (?:stated|explained|mentioned) in|in)\s+"
    r"(?:the\s+)?(?:passages?|source|guide)s?\s*(?:[\[(]?\d*[\])]?)\s*,?\s*(?:it (?:says|states) that\s+)?",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:the|these|this|provided|given|above|following) passages?\b|\bas an ai\b|\bi (?:am|cannot|can't|don't|do not|will)\b|"
    r"^(?:sure|certainly|here (?:is|are)|note)\b|^the (?:correct |short |right )?(?:answer|question|sentence) is\b|"
    r"^question\s*:|\bone sentence a line\b",
    re.IGNORECASE,
)
# The line of headings that a passage is shown under: not a word of an answer.
_HEADINGS = re.compile(r"\([^()]{2,160} > [^()]{2,160}\)|^\s*\[\d{1,2}\]\s*\([^()]{3,160}\)(?=\s+[A-Z])")
_CANNOT = re.compile(re.escape(CANNOT_ANSWER).replace(r"\ ", r"\s+"), re.IGNORECASE)
THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_COMPLETE = re.compile(
    r"\n|(?<=[.!?])[\"”’)]?(?:\s*[\[(]\d[\d, ]*[\])])+[.]?(?=\s+\S)|(?<=\w)(?:\s*\[\d[\d, ]*\])+[.](?=\s+\S)"
)


# A weak model falls into saying the same again and again: what is read of it ends there.
_LOOP_WORDS, _LOOP_TIMES, _LOOP_WITHIN = 5, 4, 60
_STUCK = re.compile(r"(\S{1,12}?)\1{11,}$")
LEAST_DISTINCT = 0.5
_CONTRAST = re.compile(r",?\s+(?:whereas|while)\s+")
MOST_SAME = 0.7
_GIVEN_BACK, _SUBJECT_WITHIN = re.compile(r",\s+which (?:is|are) (?:an? |the )?(\w+)"), 4
_DISTINCT_FROM, _SAME_FROM = 12, 3
_SHORT = 40  # words of a reply that may be one sentence without a stop


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence a model wrote, without marks, and the passage numbers it named."""

    text: str
    passages: tuple[int, ...]


def claims(pieces: Iterable[str]) -> Iterator[Claim]:
    """The sentences of a reply, each as soon as it is whole.

    A reply may be numbered or plain lines, one paragraph, or JSON ("sentences", "text" or "sentence", "passages" or
    "citations"); what a model thinks aloud is passed over. Nothing comes of a reply that says it cannot answer, of a
    sentence that is broken off, or of one that goes round in circles; a reply that does so is not read on.
    """
    waiting, read = "", ""
    circling = False
    for piece in pieces:
        waiting += piece
        read += piece
        while (cut := _whole(waiting)) is not None:
            done, waiting = waiting[:cut], waiting[cut:]
            yield from _claims_in(done)
        circling = in_circles(read[-1200:])
        if circling:
            break
    whole = not circling and len(waiting) == len(read) and len(waiting.split()) <= _SHORT
    yield from _claims_in(_finished(THINKING.sub(" ", waiting), whole))


def in_circles(text: str) -> bool:
    """Whether a text ends in the same few words, or the same few letters, again and again."""
    if _STUCK.search(text):
        return True
    words = text.split()[-_LOOP_WITHIN:]
    last = words[-_LOOP_WORDS:]
    starts = range(len(words) - _LOOP_WORDS + 1)
    return len(words) > _LOOP_WORDS and sum(words[at : at + _LOOP_WORDS] == last for at in starts) >= _LOOP_TIMES


def repeats_itself(said: str) -> bool:
    """Whether a sentence says a thing twice: "the change that does it is the change that does it", "X reads, while Y reads"."""
    words = re.findall(r"[\w%$'’-]+", said.lower())
    for at, word in enumerate(words):
        if word in ("is", "are", "means") and at >= _SAME_FROM and words[at + 1 : 2 * at + 1] == words[:at]:
            return True
    if len(words) >= _DISTINCT_FROM and len(set(words)) < LEAST_DISTINCT * len(words):
        return True
    back = _GIVEN_BACK.search(said)
    if back and back.group(1).lower() in words[:_SUBJECT_WITHIN]:
        return True
    sides = [set(content_words(side)) for side in _CONTRAST.split(said)]
    return len(sides) == 2 and all(sides) and len(sides[0] & sides[1]) > MOST_SAME * min(map(len, sides))


def cannot_answer(reply: str) -> bool:
    """Whether a reply says, and says only, that the passages do not answer."""
    return bool(_CANNOT.search(reply)) and not any(True for _ in claims([reply]))


def _whole(text: str) -> int | None:
    """Where the first finished sentence of a text ends; None while there is none, or while the reply is JSON or a thought."""
    opening = text.lstrip()
    if opening.lower().startswith("<think"):
        closed = re.search(r"</think(?:ing)?>", text, re.IGNORECASE)
        return closed.end() if closed else None
    if not opening or "<think".startswith(opening.lower()):
        return None
    if opening[0] in "[{`" and not re.match(r"\[\d", opening):
        return None
    match = _COMPLETE.search(text, len(text) - len(opening))
    return match.end() if match else None


def _finished(text: str, whole: bool) -> str:
    """A reply's last words without a sentence that is broken off: where the reply was too long, it ends anywhere.

    Args:
        text: The last words.
        whole: Whether they are all of a short reply, which need not end in a stop.
    """
    bare = text.rstrip()
    if _from_json(text) is not None or not bare or bare.endswith((*'.!?"”’)]*`', "…")):
        return text
    line = bare.rfind("\n") + 1
    spans = sentence_spans(bare[line:])
    if whole and not line and len(spans) < 2:
        return text
    return bare[: line + (spans[-1][0] if spans else 0)]


def _claims_in(text: str) -> Iterator[Claim]:
    text = THINKING.sub(" ", text)
    if _CANNOT.search(text):
        return
    found = _from_json(text)
    if found is not None:
        for said, numbers in found:
            yield from _claims_of_line(said, numbers)
        return
    for line in text.splitlines():
        yield from _claims_of_line(line, ())


def _claims_of_line(line: str, numbers: tuple[int, ...]) -> Iterator[Claim]:
    """The sentences of a line; a mark belongs to the sentence it ends or opens, the last one to all before it without."""
    text = " ".join(line.split())[: 4 * LONGEST]
    text = re.sub(r"([.!?])((?:\s*[\[(]\d[\d, ]*[\])])+)", lambda found: f"{found.group(2)}{found.group(1)}", text)
    spans = sentence_spans(text) if text else []
    rows = [(text[start:end], _numbers(text[start:end])) for start, end in spans]
    all_numbers = tuple(dict.fromkeys(number for _, own in rows for number in own))
    for said, own in rows:
        clean = "" if said.rstrip().endswith(":") else _clean(said)
        if clean and not repeats_itself(clean) and not _ABOUT_ITSELF.search(clean) and len(clean) <= LONGEST:
            yield Claim(clean, own or numbers or all_numbers)


def _numbers(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for match in _MARK.finditer(text):
        found += [int(number) for number in re.findall(r"\d+", match.group(1) or match.group(2))]
    return tuple(dict.fromkeys(found))


def _clean(said: str) -> str:
    text = _LEAD.sub("", _HEADINGS.sub(" ", said))
    text = _LEAD.sub("", re.sub(r"^([^.:\n]{1,40}:)\s*\[\d{1,2}\](?=\s)", r"\1", text))
    text = _MARK.sub(lambda found: "" if found.group()[0] == "[" or "assage" in found.group() or "ource" in found.group()
                     else found.group(), text)  # fmt: skip
    text = re.sub(r"\(\d{1,2}\)(?=[.\s]*$)", "", text)
    text = re.sub(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", "", text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split())).strip(" -–—*")
    text = re.sub(r"(?<![.])[.]{2}$", ".", text)  # a mark stood between two stops
    if not text or not any(c.isalpha() for c in text):
        return ""
    if text[-1] not in '.!?"”’)':
        text = text.rstrip(",;:") + "."
    return text[0].upper() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _from_json(text: str) -> list[tuple[str, tuple[int, ...]]] | None:
    """Sentences out of JSON anywhere in a text, None where it is none."""
    bare = re.sub(r"^\s*```\w*|```\s*$", "", text.strip()).strip()
    if not bare or bare[0] not in "[{" or re.match(r"\[\d", bare):
        return None
    try:
        value: Any = json.loads(bare)
    except ValueError:
        objects = re.findall(r"\{[^{}]*\}", bare)
        value = []
        for one in objects:
            try:
                value.append(json.loads(one))
            except ValueError:
                continue
        if not value:
            return None
    if isinstance(value, dict):
        value = next((inner for inner in value.values() if isinstance(inner, list) and inner and isinstance(inner[0], dict)),
                     [value])  # fmt: skip
    found: list[tuple[str, tuple[int, ...]]] = []
    for row in value if isinstance(value, list) else []:
        if isinstance(row, str):
            found.append((row, ()))
        elif isinstance(row, dict):
            texts = [row[key] for key in ("text", "sentence", "answer", "claim") if isinstance(row.get(key), str)]
            said = str(texts[0]) if texts else ""
            named: object = next(
                (row[key] for key in ("passages", "passage", "citations", "sources", "source") if key in row), []
            )
            numbers = [int(number) for number in re.findall(r"\d+", str(named))]
            found.append((said, tuple(numbers)))
    return [(said, tuple(numbers)) for said, numbers in found if said]
