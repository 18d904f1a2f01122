"""What some statements are about, in words that a sentence can hold: their headings, or what their document speaks of."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of
from studyground.assistant.practice.writing.phrasing import plural
from studyground.ingest.terms import terms

HEADING_WORDS, SHORT_WORD = 7, 3
DOCUMENTS_KEPT = 16
MANY = 20  # times that a document names what it is about
PARTS, SPREAD = 10, 0.7  # pieces of a document, and in how many of them it does
OF_MANY = 0.12  # share of those times that it has an article, from which it is no name
MOST_LOOKED_AT = 4
MOST_TOPICS = 12  # words of two headings together
LEAST_CODED = 3  # headings of a document that begin with one letter and a number
_NUMBERED = re.compile(
    r"^(?:(?:part|section|chapter|lecture|unit|step|module|week)\s+)?(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])[.):]?\s+(?=\S)",
    re.IGNORECASE,
)
_CODED = re.compile(r"^(?:[A-Z]{2,}[- ]?\d+\s*[·:–-]?\s*|[^:]*#\d+:\s*)")  # of a course or a series
_LETTERED = re.compile(r"^(?P<letter>[A-Z])\d+(?:\.\d+)*[.:)]?\s+(?=\S)")
_NO_NAME = re.compile(r"(?:tion|tions|ment|ments|ing|ings|ness|ity|ities|ance|ence|ses|ics|isms?|logy)$")
_CLAUSE_HEADING = re.compile(
    r"^(?:how|what|why|when|where|who|which|if|is|are|does|do|can|should|up|down|in|on|at|to|for|from|with|by|during|under|over|after|before|without|"
    r"the (?:two|three|four))\b",
    re.IGNORECASE,
)
_NO_TOPIC = re.compile(
    r"[?!|/=<>]|\b(?:introduction|overview|summary|conclusion|notes?|faq|questions?|misc\w*|home|about|contents|"
    r"tl;dr|you|your|we|our|my|I|blog|"
    r"guide|handbook|manual|part|section|chapter|appendix|gotchas|tips|tricks|examples?|advertisement|"
    r"log in|contents|glossary|abbreviations|heads)\b",
    re.IGNORECASE,
)


def about(facts: Sequence[Fact], desk: Desk) -> str:
    """What statements are about: one heading or two, else the heading above them, the title, or what the document speaks of.

    Args:
        facts: The statements, the key first.
        desk: The guide.
    """
    sections = list(dict.fromkeys(one.section for one in facts))
    document = facts[0].span.document
    title = desk.titles.get(document, "")
    topics = [topic_of(section, desk) for section in sections if section[-1:] != (title,)]
    listed = list(dict.fromkeys(topics))
    if len(topics) == len(sections) and all(topics):
        if len(listed) == 1:
            return listed[0]
        if len(listed) == len(("one", "two")) and sum(len(one.split()) for one in listed) <= MOST_TOPICS:
            joint = "as well as" if any(re.search(r"\band\b|,", one) for one in listed) else "and"
            return f"{listed[0]} {joint} {listed[1]}"
    shared = 0
    while all(len(one) > shared and one[shared] == sections[0][shared] for one in sections):
        shared += 1
    whole = not shared or sections[0][shared - 1] == title
    parent = "" if whole else topic_of(sections[0][:shared], desk)
    return parent or topic_of((title,), desk) or _subject(document, desk)


def topic_of(section: Sequence[str], desk: Desk) -> str:
    """A heading as one can be asked about it; "" where it names no topic.

    Args:
        section: Headings, the nearest last.
        desk: The guide.
    """
    if not section:
        return ""
    plain = _NUMBERED.sub("", _CODED.sub("", section[-1])).strip()
    lettered = _LETTERED.match(plain)
    if lettered and _lettered(lettered["letter"], desk) >= LEAST_CODED:
        plain = plain[lettered.end() :]
    plain = plain.strip(".:").strip().replace(" & ", " and ")
    if ":" in plain:
        plain = plain.split(":")[0].strip()
    plain = re.sub(r"\s*\([^()]*\)$", "", plain)
    words = plain.split()
    if not 1 <= len(words) <= HEADING_WORDS or _NO_TOPIC.search(plain) or not terms(plain) or not plain[0].isalpha():
        return ""
    if _CLAUSE_HEADING.match(plain) or re.search(
        r"\b(?:is|are|was|were|has|have|can|must|should|will|does|decides|goes|wins|do)\b", plain
    ):
        return f"“{plain}”"
    first = words[0].casefold()
    ordered = ("a", "an", "the", "your", "it")
    if len(words) > 1 and first in VERBS and not plural(plain) and words[1].casefold() in ordered:
        return f"“{plain}”"
    if base_of(first) and len(words) > 1 and words[1].casefold() in (*ordered, "on", "in"):
        return f"“{plain}”"
    if (
        len(words) > 1
        and plain.casefold() != plain
        and any(_large(plain, desk.index.stored_text(one), often=False) for one in desk.titles)
    ):
        return plain  # a name that the guide writes so within its sentences
    if plain.count(",") > 1 and not re.search(r"\b(?:and|or)\b", plain):
        words = re.sub(r",(?= [^,]*$)", " and", plain).split()
    titled = sum(word[:1].isupper() for word in words[1:]) * 2 > sum(len(word) > SHORT_WORD for word in words[1:])
    shown: list[str] = []
    for at, word in enumerate(words):
        named = bool(shown) and _named(shown[-1]) and word[:1].isupper()  # "Meiji Restoration"
        shown.append(word if named or (at and not titled) else _inside(word, desk))
    return " ".join(shown)


def _named(shown: str) -> bool:
    return shown[:1].isupper() and not shown.endswith((",", ";"))


def _lettered(letter: str, desk: Desk) -> int:
    """How many headings of a guide begin with a letter and a number."""
    headings = {heading for fact in desk.facts.values() for heading in fact.section}
    return sum(found["letter"] == letter for heading in headings if (found := _LETTERED.match(heading)))


def _inside(word: str, desk: Desk) -> str:
    """A word of a heading within a sentence: small, unless the guide has it large there or it is no word of the language."""
    low = word[:1].lower() + word[1:]
    bare = word.strip(",.;")
    plain = bare.isalpha() and bare[1:].islower()
    if not plain:
        return word
    ordinary = desk.index.encoder.is_word(bare.lower()) or bool(_NO_NAME.search(bare))
    texts = [desk.index.stored_text(document) for document in desk.titles]
    named = any(_large(bare, text, often=ordinary) for text in texts)
    return low if not named and (ordinary or bare.lower() in desk.casing.running) else word


@lru_cache(maxsize=DOCUMENTS_KEPT)
def _counted(text: str) -> Counter[str]:
    return Counter(word for word in re.findall(r"[A-Za-z][\w-]{3,}", text) if terms(word))


@lru_cache(maxsize=1024)
def _large(word: str, text: str, *, often: bool) -> bool:
    """Whether a text has a word with its capital within a sentence; where it is an everyday word, never without it."""
    small = word[:1].lower() + word[1:]
    inside = re.search(rf"[a-z,] {re.escape(word)}\b", text)
    return bool(inside) and not (often and re.search(rf"\b{re.escape(small)}\b", text))


def _subject(document: str, desk: Desk) -> str:
    """The one thing that a document speaks of from beginning to end; "" where there is none."""
    return _spoken_of(desk.index.stored_text(document), desk.titles.get(document, ""), desk.index.encoder.is_word)


@lru_cache(maxsize=DOCUMENTS_KEPT)
def _spoken_of(text: str, title: str, ordinary: Callable[[str], bool]) -> str:
    counts = _counted(text)
    together: Counter[str] = Counter()
    for word, number in counts.items():
        together[word.casefold()] += number
    part = len(text) // PARTS + 1
    parts = [text[at : at + part].casefold() for at in range(0, len(text), part)]
    for word, number in together.most_common(MOST_LOOKED_AT):
        every = rf"\b{re.escape(word)}\b"
        one = len(re.findall(rf"\b(?:an?|each|every|one|this|that) {every}", text, re.IGNORECASE))
        the = len(re.findall(rf"\b(?:the|your|our) {every}", text, re.IGNORECASE))
        spread = sum(bool(re.search(every, piece)) for piece in parts)
        if number < MANY or spread < SPREAD * len(parts) or one > OF_MANY * number:
            continue
        large = word.capitalize()
        if not ordinary(word) and counts[large] and _large(large, text, often=False):
            return large
        if (word in title.casefold()) if ordinary(word) else the <= OF_MANY * number:
            return word
    return ""
