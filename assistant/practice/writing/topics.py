"""What some statements are about, in words that a sentence can hold: their heading."""

import re
from collections.abc import Sequence
from functools import lru_cache

from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.mining_language import PREPOSITIONS
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, gerund_base
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, VAGUE, singular
from studyground.ingest.terms import terms

HEADING_WORDS, SHORT_WORD = 7, 3
LEAST_CODED = 3  # headings of a document that begin with one letter and a number
_NUMBERED = re.compile(
    r"^(?:(?:part|section|chapter|lecture|unit|step|module|week|rule|art(?:icle)?\.?)\s+)?(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])[.):]?\s+(?=\S)",
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


_SAYS_HOW = re.compile(
    r"^(?:(?:the )?(?:[A-Z]?[a-z]+ing|principles?|mechanisms?|basics?|concepts?|details?|description|usage|options?|background|"
    r"presentation|features?|theory|practice|general|advanced|use|essentials|fundamentals|terminology|parameters?)"
    r"(?:,? and |$))+$",
    re.IGNORECASE,
)


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
        and not gerund_base(first)
        and first not in ordered
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
        named = named or (at == 1 and bool(gerund_base(first)) and _is_object_named(word, desk))
        shown.append(word if named or (at and not titled) else _inside(word, desk))
    return " ".join(shown)


def concerning(question: str, section: Sequence[str], desk: Desk, told: str) -> str:
    """A question with what its section is about in front; "" where no heading says that.

    A heading that only says how a matter is treated ("Configuring", "Principle and mechanism") leaves it to the one above.

    Args:
        question: As it stands alone.
        section: Headings, the nearest last.
        desk: The guide.
        told: The question's own matter and its options: a topic that takes up a word of these could point at one.
    """
    own = [heading for heading in section if not _SAYS_HOW.match(_NUMBERED.sub("", heading))]
    if not own or (len(section) > 1 and own[-1] == section[0] and not _NUMBERED.match(own[-1])):
        return ""  # the title of the whole guide
    topic = topic_of(own, desk)
    plain = topic[:1].lower() + topic[1:] if re.match(r"[A-Z][a-z]+-[a-z]+\b", topic) else topic
    plain = _object_of(plain)
    broad = " " not in plain and singular(plain.casefold()) in KIND_NOUNS | VAGUE
    if broad or "“" in plain or set(terms(plain)) & set(terms(told)):
        return ""
    return f"Concerning {plain}, {question[:1].lower()}{question[1:]}" if plain else ""


def _object_of(topic: str) -> str:
    """What a heading is at, without the doing: "Squid" of "Securing Squid"; "" where that is no noun that can stand alone."""
    doing, _, what = topic.partition(" ")
    if not gerund_base(doing.casefold()) or not what:
        return topic
    what = re.sub(r"^(?:and|or) [a-z]+ing ", "", what, flags=re.IGNORECASE)
    what = re.sub(r"^(?:up|out|off|down) (?=[A-Z]|the )", "", what, flags=re.IGNORECASE)
    first = what.split()[0].casefold()
    stands = what[:1].isupper() or what.startswith("the ") or plural(what)
    return what if stands and first not in PREPOSITIONS else ""


def _is_object_named(word: str, desk: Desk) -> bool:
    """Whether what a heading is at is named by a word that the guide writes large within its sentences ("Securing Squid")."""
    texts = [desk.index.stored_text(document) for document in desk.titles]
    return word[:1].isupper() and not plural(word.lower()) and any(_large(word, text, often=False) for text in texts)


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
    if bare.isupper() and len(bare) > SHORT_WORD + 1 and desk.index.encoder.is_word(bare.lower()):
        return word.lower()  # a heading that is all in capitals
    if not plain:
        return word
    ordinary = desk.index.encoder.is_word(bare.lower()) or bool(_NO_NAME.search(bare))
    texts = [desk.index.stored_text(document) for document in desk.titles]
    named = any(_large(bare, text, often=ordinary) for text in texts) and not (
        ordinary and desk.casing.written_small(bare)
    )
    return low if not named and (ordinary or bare.lower() in desk.casing.running) else word


@lru_cache(maxsize=1024)
def _large(word: str, text: str, *, often: bool) -> bool:
    """Whether a text has a word with its capital within a sentence; where it is an everyday word, never without it."""
    small = word[:1].lower() + word[1:]
    inside = re.search(rf"[a-z,] {re.escape(word)}\b", text)
    return bool(inside) and not (often and re.search(rf"\b{re.escape(small)}\b", text))
