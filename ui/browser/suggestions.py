"""Questions the guide answers, made from its headings and kept only when asking them finds that very section."""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.errors import StudygroundError
from studyground.ingest.index import Index

FIRST, FOLLOW_UPS = 4, 3
SURE = 0.6
MOST_TRIED = 60
LEAST_SECTION = 200  # characters
_ASKS = re.compile(r"^(?:what|who|when|where|why|how|which|can|do|does|is|are|should)\b.*\?$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|(?:chapter|part|section|domain|step)\s+\w+\s*[:.–-])\s+", re.IGNORECASE)
_FRONT = re.compile(
    r"\b(?:conclusion|introduction|summary|overview|references|contents|index|glossary|appendix|faq|notes|about|further)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:how|why|what|when|where|which|who|whether|if|from|to|in|on|with|a|an|one|two|three|four|five|six|seven|your|our)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\s(?:of|for|in|with|to|at|by|from|on|instead|worth|as|under|behind)\s", re.IGNORECASE)
_PLURAL = re.compile(r"(?:[^sui]s|ices|ies)$")
_MORE_THAN_A_NAME = re.compile(r"[:;,()?!|/–—]")


@dataclass(frozen=True, slots=True)
class Suggested:
    """A question and the section it was made from."""

    question: str
    document: str
    path: tuple[str, ...]


def question_from(heading: str, text: str) -> str:
    """A question a section of that heading should answer, "" where none is natural.

    Args:
        heading: As it is printed.
        text: Of the document: a heading it also writes in lower case is no name.
    """
    plain = _NUMBER.sub("", " ".join(heading.split())).strip(" .:")
    if _ASKS.match(plain):
        return plain[0].upper() + plain[1:]
    words = plain.split()
    if not 1 <= len(words) <= 5 or not 3 <= len(plain) <= 60 or _FRONT.search(plain) or _CLAUSE.match(plain):
        return ""
    if _MORE_THAN_A_NAME.search(plain) or not plain[0].isalpha():
        return ""
    name = plain
    if name.split()[0].lower() == "the":
        name = "the " + name[4:]
    if plain.lower() in text:
        name = plain.lower()
    elif len(words) > 1 and words[0][1:].islower() and all(word.islower() for word in words[1:]):
        name = plain[0].lower() + plain[1:]
    noun = _PREPOSITION.split(name)[0].split()[-1].lower()
    return f"What {'are' if _PLURAL.search(noun) or ' and ' in name else 'is'} {name}?"


def candidates(index: Index) -> Iterator[Suggested]:
    """Questions from the headings of all documents, taken from the documents in turn, short headings first."""
    by_document = []
    for row in index.documents():
        if row.duplicate_of:
            continue
        found = _of_document(index, row.document)
        by_document.append(sorted(found, key=lambda one: (" and " in one.question, len(one.question.split()) > 5)))
    for turn in zip_longest(*by_document):
        yield from (one for one in turn if one is not None)


def _of_document(index: Index, document: str) -> list[Suggested]:
    """Questions from one document's headings, in its order."""
    row = index.document(document)
    text = index.text_by_id(row.id)
    found = []
    for section in index.sections(row.id):
        if section.path and section.path[-1] != row.title and section.end - section.start > LEAST_SECTION:
            question = question_from(section.path[-1], text)
            if question:
                found.append(Suggested(question, row.document, section.path))
    return found


def answers_itself(assistant: Assistant, one: Suggested) -> bool:
    """Whether asking the question finds the section it was made from, and surely."""
    try:
        answer = assistant.ask(one.question)
    except StudygroundError:
        return False
    return (
        answer.status == "answered"
        and answer.confidence >= SURE
        and not answer.note
        and any(
            cited.document == one.document and cited.section[: len(one.path)] == one.path for cited in answer.citations
        )
    )


class Suggestions:
    """First questions of each index, found once and kept. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[str, tuple[str, ...]] = {}

    def first(self, assistant: Assistant) -> tuple[str, ...]:
        """Questions to begin with, each from another place of the guide; takes a second or two the first time."""
        index = assistant.index
        with self._lock:
            if index.index_id not in self._found:
                if len(self._found) > 64:
                    self._found.clear()
                self._found[index.index_id] = tuple(_checked(assistant, candidates(index), FIRST))
            return self._found[index.index_id]


def follow_ups(assistant: Assistant, answer: Answer, asked: Sequence[str]) -> tuple[str, ...]:
    """Questions about what stands nearest to the sources of an answer, that were not asked yet."""
    known = {" ".join(one.casefold().split()) for one in asked}
    sources = answer.citations or answer.nearest
    cited = {(one.document, one.section) for one in sources}
    ranked: list[tuple[int, Suggested]] = []
    for document in dict.fromkeys(one.document for one in sources):
        row = assistant.index.document(document)
        order = {section.path: at for at, section in enumerate(assistant.index.sections(row.id))}
        own = [order[path] for name, path in cited if name == document and path in order]
        for one in _of_document(assistant.index, document):
            if own and (document, one.path) not in cited and one.question.casefold() not in known:
                ranked.append((min(abs(order[one.path] - at) for at in own), one))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(_checked(assistant, (one for _, one in ranked[: FOLLOW_UPS * 4]), FOLLOW_UPS))


def _checked(assistant: Assistant, tried: Iterator[Suggested], wanted: int) -> list[str]:
    kept: list[str] = []
    for number, one in enumerate(tried):
        if len(kept) == wanted or number == MOST_TRIED:
            break
        if one.question not in kept and answers_itself(assistant, one):
            kept.append(one.question)
    return kept
