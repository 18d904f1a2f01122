"""Which steps of a procedure the guide itself puts after others: by a word of time, or because one uses what another makes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.mining_language import PREPOSITIONS
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun
from studyground.ingest.terms import terms

MOST_BETWEEN = 2  # words between "the" and the noun of what is used
_AFTER_ANOTHER = re.compile(
    r"^(?:(?:and )?then|next|after (?:that|this|which)|afterwards?|subsequently|finally|lastly|once|after|as soon as|"
    r"an? (?:\w+ )?(?:minute|hour|day|week|month)s? later)\b",
    re.IGNORECASE,
)
_POINTED = re.compile(
    r"\b(?:the|its|their|this|that|these|those) (?=(?P<words>[a-z][\w-]*(?: [a-z][\w-]*){0,2}))", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z][\w-]*")
_OPENS = frozenset("the its their this that these those".split())
# Work that leaves something behind, which the guide may call "the …" from its first mention.
_MAKES = frozenset(
    "create make build write draw compute calculate generate choose select pick find collect mix prepare cut form produce "
    "draft train fit measure record install define assemble print export take count estimate".split()
)


@dataclass(frozen=True, slots=True)
class Bond:
    """That a step comes after another: `noun` is what it uses of that step, "" where a word of time says so."""

    before: int
    noun: str


def bonds(texts: Sequence[str]) -> tuple[tuple[Bond, ...], ...]:
    """For each step the earlier ones that the guide puts before it, itself or through others between.

    Args:
        texts: The steps in their order, as the guide has them.
    """
    found: list[dict[int, Bond]] = []
    for at, text in enumerate(texts):
        own: dict[int, Bond] = {}
        if at and _AFTER_ANOTHER.match(text.strip()):
            own[at - 1] = Bond(at - 1, "")
        for noun in _used(text):
            maker = next((n for n in range(at) if _makes(texts[n], noun)), None)
            if maker is not None:
                own.setdefault(maker, Bond(maker, noun))
        for before in tuple(own):
            for bond in found[before].values():
                own.setdefault(bond.before, Bond(bond.before, ""))
        found.append(own)
    return tuple(tuple(sorted(own.values(), key=lambda bond: bond.before)) for own in found)


def _used(text: str) -> list[str]:
    """What a step points at as known already ("the partition"), without what it names for the first time."""
    return [word for match in _POINTED.finditer(text) for word in _noun_words(match["words"].split())]


def _noun_words(words: Sequence[str]) -> list[str]:
    """The words up to the end of a noun phrase."""
    kept: list[str] = []
    for word in words:
        low = word.lower()
        if not terms(low) or low in PREPOSITIONS or (kept and low in VERBS and not may_be_noun(low)):
            break
        kept.append(low)
    return kept[-1:]


def _makes(text: str, noun: str) -> bool:
    """Whether a step brings something in: it names it without "the", or begins with a verb of making."""
    words = [word.lower() for word in _WORD.findall(text)]
    stem = set(terms(noun))
    for at, word in enumerate(words):
        if not stem or not stem <= set(terms(word)):
            continue
        before = words[max(0, at - MOST_BETWEEN - 1) : at]
        if words[0] in _MAKES or not _OPENS & set(before):
            return at > 0  # a step does not make its own verb
    return False
