"""Names that a guide sets beside each other, of which one can stand for the other in a statement that is then false."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.distinct_rivals import Said, said_too
from studyground.assistant.practice.writing.mining_distinctions import _OF_MANY as OF_MANY
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, gerund_base, may_be_noun
from studyground.assistant.practice.writing.named_together import Together, akin
from studyground.assistant.practice.writing.opposites import OPPOSITES
from studyground.assistant.practice.writing.phrasing import capital, plural
from studyground.assistant.practice.writing.said_of_name import said_of
from studyground.assistant.practice.writing.statement_alterations import NAME
from studyground.assistant.practice.writing.statement_swaps import Alteration, put
from studyground.ingest.terms import stem, terms

LEAST_LETTERS, LEAST_SAID = 4, 2
OFTEN = 2  # times that two names stand side by side so that they are taken for a pair
MOST_TIMES = 5  # oftener that a guide names one of two than the other, and the two are no match for each other
_NAME = r"[A-Za-z][\w-]*[a-z\d]"
# Two names side by side, the second at the end of its phrase.
_BESIDE = re.compile(
    rf"(?<![\w-])(?P<one>{_NAME}),? (?:and|or|versus|vs\.?|rather than|instead of|not|from|than|but not|nor) "
    rf"(?:the |an? |in the |in |of the |of |by the |by |for |with )?(?P<other>{_NAME})(?=[,.;:)]|$| (?:is|are|in|"
    rf"on|at|for|of|by|with|to|from|can|may|must|has|have|do|does|that|which)\b)"
)
_LARGE = re.compile(r"(?<=[a-z,] )[A-Z][\w-]*")
_DONE = re.compile(r"(?:ed|en|pt|nt|ld|wn)$")
_BEFORE_NOUN = frozenset("the a an of in by for to from with on into at through between no each every".split())
_FOLLOWS = (
    PREPOSITIONS
    | SUBORDINATORS
    | frozenset(
        "is are was were has have can cannot may must should will would does do need needs not only and or but".split()
    )
)
_NO_NAME = frozenset(
    "more less most least other others many much some few first last next time times case cases part parts way "
    "ways end thing things "
    "kind kinds sort number numbers amount size half both same such them they it this that these those what which who when where "
    "again over under back down away long short good well often days hours minutes weeks months years seconds "
    "people person one two "
    "three four five once twice day hour week month year use uses work works need needs help make makes set sets "
    "order point points "
    "before after during not only also even still here there very then than name names value values example examples".split()
)


class Names:
    """Which words a guide sets beside each other, by document.

    Args:
        lines: The guide's sentences.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._beside: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._nouns: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            words = re.findall(r"[A-Za-z][\w-]*", line.text)
            counts, nouns = self._counts[line.document], self._nouns[line.document]
            counts.update(words)
            for before, word in zip(words, words[1:], strict=False):
                if before.casefold() in _BEFORE_NOUN:
                    nouns.add(word)
        for line in lines:
            for match in _BESIDE.finditer(line.text):
                one, other = match["one"], match["other"]
                if self._alike(one, other, line.document):
                    worth = 1 if re.search(r" (?:and|or) ", match.group()) and one[0].islower() else OFTEN
                    self._beside[line.document][one][other] += worth
                    self._beside[line.document][other][one] += worth

    def _alike(self, one: str, other: str, document: str) -> bool:
        """Whether two words side by side are names of one sort."""
        if min(len(one), len(other)) < LEAST_LETTERS or stem(one.casefold()) == stem(other.casefold()):
            return False
        if {one.casefold(), other.casefold()} & (
            _NO_NAME | DETERMINERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS | set(OPPOSITES)
        ):
            return False
        if one[0].isupper() != other[0].isupper() or plural(one) != plural(other):
            return False
        counts, nouns = self._counts[document], self._nouns[document]
        said = sorted((counts[one], counts[other]))
        if said[0] < LEAST_SAID or said[1] > MOST_TIMES * said[0]:
            return False
        if any(_may_act(word) for word in (one, other)):
            return False
        same_end = one[-2:] == other[-2:] and one.endswith(("ic", "al", "ar", "ive", "ous", "ary"))
        return same_end or (one[0].isupper() and one in nouns and other in nouns)

    def exchanged(self, text: str, document: str) -> Alteration | None:
        """A statement with one name put for another that the guide sets beside it; None where it has none that would do."""
        beside = self._beside[document]
        found = list(re.finditer(r"(?<![\w/.-])[A-Za-z][\w-]*(?![\w/-])", text))
        words = [match.group() for match in found]
        low = [word.casefold() for word in words]
        for at, match in enumerate(found):
            word = match.group()
            opening = at == 0
            options = beside.get(word) or (beside.get(word[:1].lower() + word[1:]) if opening else None)
            if not options or low.count(word.casefold()) > 1:
                continue
            before, after = (low[at - 1] if at else ""), (low[at + 1] if at + 1 < len(low) else "")
            joints = {"and", "or", "nor", "versus", "both", "between"}
            gap = text[match.end() : match.end() + 1]
            if (
                before in joints
                or after in joints
                or (gap == "," and at + 2 < len(low))
                or (at and text[match.start() - 2] == ",")
            ):
                continue
            if gap == " " and after not in _FOLLOWS and not _may_act(after):
                continue
            for other, times in sorted(options.items(), key=lambda pair: (-pair[1], pair[0])):
                if times < OFTEN or set(terms(other)) & set(terms(text)):
                    continue
                shown = other[:1].upper() + other[1:] if opening else other
                return put(text, match.start(), match.end(), shown, NAME)
        return None


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


def _may_act(word: str) -> bool:
    """Whether a word is a verb or comes from one, and names nothing."""
    low = word.casefold()
    base = base_of(low)
    return bool(
        (base and not may_be_noun(base))
        or (low in VERBS and not may_be_noun(low))
        or gerund_base(low)
        or low.endswith("ly")
        or low.endswith("ed")
    )
