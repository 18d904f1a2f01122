"""What is said of two things told apart: which parts of it could be exchanged, and whether it is said of the other too."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.mining_language import DETERMINERS
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import terms

SAID_TOO = (
    0.6  # share of its telling words that a clause naming the other has, from which it may be true of that as well
)
_CLAUSES = re.compile(r"[;:]\s|,?\s(?:whereas|while|but)\s")


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause says of the name it opens with.

    Args:
        name: Without its article.
        shown: With it, as written.
        said: The predicate, verbatim.
        verb: Its verb's base.
        several: The verb is a plural.
        line: The sentence.
    """

    name: str
    shown: str
    said: str
    verb: str
    several: bool
    line: Line

    @property
    def article(self) -> str:
        """The article it has: "the", "a" for either of "a" and "an", "" for none."""
        first = self.shown.split()[0].casefold()
        return {"the": "the", "a": "a", "an": "a"}.get(first, "") if " " in self.shown else ""


def parts_of(said: str) -> tuple[str, str] | None:
    """The two predicates that one name has in one sentence ("rises to 300 m", "burns 40 seconds"); None for any other."""
    verb = said.split()[0]
    several = verb in ("are", "have", "do") or (verb in VERBS and not base_of(verb))
    found = []
    for joint in re.finditer(r",? and (?=\S)", said):
        first, second = said[: joint.start()], said[joint.end() :]
        word, after = (*second.split(), "")[:2]
        base = base_of(word)
        finite = word in ("is", "has", "can", "does") or (
            bool(base) and base != word and (not may_be_noun(base) or after in DETERMINERS | {"them", "it"})
        )
        they = word in ("are", "have", "can") or (word in VERBS and not may_be_noun(word))
        if (they if several else finite) and min(len(first.split()), len(second.split())) > 1:
            found.append((first, second))
    return found[0] if len(found) == 1 else None


def mixed(one: str, other: str) -> tuple[str, str, str, str] | None:
    """The parts of what is said of two things, where their parts go together so that each could be put on the other.

    Args:
        one: What is said of the first.
        other: What is said of the second.

    Returns:
        First and second part of what is said of one, then of the other; None where the parts are no match for one another.
    """
    mine, theirs = parts_of(one), parts_of(other)
    if not mine or not theirs:
        return None
    verbs = [part.split()[0] for part in (*mine, *theirs)]
    straight = (verbs[0] == verbs[2]) + (verbs[1] == verbs[3])
    crossed = (verbs[0] == verbs[3]) + (verbs[1] == verbs[2])
    apart = [set(terms(part)) for part in (*mine, *theirs)]
    same = not (apart[0] ^ apart[2]) or not (apart[1] ^ apart[3])
    points = any(re.search(r"\b(?:they|them|their|it)\b", part) for part in (mine[1], theirs[1]))
    nouns = {word for word in mine[0].split() if plural(word)} & {word for word in theirs[0].split() if plural(word)}
    good = straight and straight >= crossed and not same and (nouns or not points)
    return (*mine, *theirs) if good else None


def said_too(said: Said, name: str, own: Said | None, lines: Sequence[Line], skip: set[tuple[str, int]]) -> bool:
    """Whether another clause that names a thing has most of what is said of another.

    Args:
        said: What is said.
        name: Of which it may be said too.
        own: What is said of that name beside it, whose words tell nothing.
        lines: The guide's sentences.
        skip: Those that tell the two apart.
    """
    asked = set(terms(said.said)) - set(terms(f"{said.name} {name}"))
    asked = asked - set(terms(own.said)) if own else asked
    named = re.compile(rf"(?<!\w){re.escape(singular(name.casefold()))}(?:s|es)?(?!\w)")
    for line in lines:
        if (line.document, line.start) in skip or not named.search(line.text.casefold()):
            continue
        for clause in _CLAUSES.split(line.text):
            if named.search(clause.casefold()) and len(asked & set(terms(clause))) >= SAID_TOO * max(1, len(asked)):
                return True
    return False
