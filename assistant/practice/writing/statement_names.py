"""Names that a guide sets beside each other, of which one can stand for the other in a statement that is then false."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.distinct_rivals import Said, said_too
from studyground.assistant.practice.writing.mining_distinctions import _OF_MANY as OF_MANY
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.named_together import Together, akin
from studyground.assistant.practice.writing.phrasing import capital
from studyground.assistant.practice.writing.said_of_name import said_of
from studyground.assistant.practice.writing.statement_swaps import NAME, Alteration, put
from studyground.ingest.terms import terms

_LARGE = re.compile(r"(?<=[a-z,] )[A-Z][\w-]*")
_DONE = re.compile(r"(?:ed|en|pt|nt|ld|wn)$")


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the statements of each section open with.

    Args:
        by_section: What is said of which name, by document and headings.
        lines: The guide's sentences.
        together: Which names stand side by side.
        large: Words that have a capital within a sentence.
        ordinary: Whether a word is one of the language.
    """

    by_section: Mapping[tuple[str, tuple[str, ...]], Sequence[Said]]
    lines: Sequence[Line]
    together: Together
    large: frozenset[str]
    ordinary: Callable[[str], bool]

    @classmethod
    def of(cls, said: Iterable[tuple[str, Line]], lines: Sequence[Line], ordinary: Callable[[str], bool]) -> "Subjects":
        """The subjects of some statements, each with the sentence it is from."""
        found: dict[tuple[str, tuple[str, ...]], list[Said]] = defaultdict(list)
        for text, line in said:
            one = said_of(text.rstrip("."), line)
            if one:
                found[line.document, line.section].append(one)
        running = "\n".join(line.text for line in lines)
        return cls(found, lines, Together(running), frozenset(_LARGE.findall(running)), ordinary)

    def put_on_another(self, text: str, line: Line) -> Alteration | None:
        """A statement said of another name of its section; None where no other is a match, or it may be true of that too."""
        one = said_of(text.rstrip("."), line)
        if one is None or one.verb in OF_MANY or not text.startswith(one.shown):
            return None
        for other in self.by_section.get((line.document, line.section), ()):
            if (
                not self._match(one, other)
                or not (told := set(terms(other.name)) - set(terms(one.name)))
                or told & set(terms(text))
                or (other.verb == one.verb == "be" and not _told_apart(one, other))
            ):
                continue
            if said_too(one, other.name, other, self.lines, {(line.document, line.start)}):
                continue
            if one.said.startswith(("is what ", "is when ")) or other.shown[1:2].isupper() > other.shown[:1].isupper():
                continue
            return put(text, 0, len(one.shown), capital(other.shown), NAME)
        return None

    def _match(self, one: Said, other: Said) -> bool:
        if one.several != other.several or one.article != other.article or one.name.casefold() == other.name.casefold():
            return False
        if one.article == "the" and not akin(one.name, other.name):
            return False
        mine, theirs = one.name.split(), other.name.split()
        kin = len(mine) > 1 and len(theirs) > 1 and mine[0] == theirs[0] and mine[0][0].isupper()
        named = mine[0] in self.large and theirs[0] in self.large and len(mine) == len(theirs) == 1
        return kin or named or akin(one.name, other.name) or self.together.of(one.name, other.name)


def _told_apart(one: Said, other: Said) -> bool:
    """Whether something else is done to each of two things of one kind: "are dropped", "are kept"."""
    done = [(*said.said.split(), "", "")[1].strip(",") for said in (one, other)]
    return akin(one.name, other.name) and done[0] != done[1] and all(_DONE.search(word) for word in done)
