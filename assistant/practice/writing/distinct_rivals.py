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

MOST_LONGER = 2.6  # times that what is said of one is longer than what is said of the other
SET_APART = re.compile(r"\bwhereas\b|,\s+while\s")
SAID_TOO = (
    0.6  # share of its telling words that a clause naming the other has, from which it may be true of that as well
)
_THIRD_PREDICATE = re.compile(r", [a-z]+s [a-z]+")  # "uses UDP, encrypts the password": a third goes on with a verb too
_BARE_NUMBER = re.compile(r" (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)$")
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
            bool(base)
            and base != word
            and (not may_be_noun(base) or after in DETERMINERS | {"them", "it"} or bool(_THIRD_PREDICATE.search(first)))
        )
        they = word in ("are", "have", "can") or (word in VERBS and not may_be_noun(word) and after != "and")
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
    if any(_BARE_NUMBER.search(part) for part in (*mine, *theirs)):
        return None  # "survives two": of what, only the other half says
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


def third_of(one: Said, other: Said, sides: Sequence[Said], lines: Sequence[Line]) -> Said | None:
    """What the same paragraph says of a third name in the words in which it tells two apart; None where it has no third.

    Args:
        one: What is said of the first.
        other: What is said of the second.
        sides: What the guide says of any name.
        lines: The guide's sentences.
    """
    frame, names = _frame(one), set(terms(f"{one.name} {other.name}"))
    if _frame(other) != frame:
        return None
    for third in sides:
        place = (third.line.document, third.line.section)
        if (
            place != (one.line.document, one.line.section)
            or _frame(third) != frame
            or third.name in (one.name, other.name)
        ):
            continue
        if third.line.unit not in (one.line.unit, other.line.unit):
            continue
        lengths = sorted(len(side.said) for side in (one, other, third))
        own = set(terms(third.said))
        if lengths[-1] > MOST_LONGER * lengths[0] or own & (names | set(terms(third.name))):
            continue
        if not all(own - set(terms(side.said)) for side in (one, other)) or set(terms(third.name)) & names == names:
            continue
        skip = {(third.line.document, third.line.start)}
        if not any(said_too(third, side.name, side, lines, skip) for side in (one, other)):
            return third
    return None


def _frame(side: Said) -> tuple[str, bool, str, str]:
    """How a statement is made: its verb, its number, the article of its name, and what a form of "be" goes on with."""
    return side.verb, side.several, side.article, _sort(side.said)


def _sort(said: str) -> str:
    """What a form of "be" goes on with: "a" noun, "for" or "about" something, or what it "is"; "" behind any other verb."""
    first, second = (*said.casefold().split(), "")[:2]
    if first not in ("is", "are"):
        return ""
    if second in ("a", "an", "the", "any", "one"):
        return "a"
    return second if second in ("for", "about") else "is"
