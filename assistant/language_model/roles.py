"""Who is said to do what: whether a sentence gives the part of one thing to another."""

import re
from collections.abc import Callable, Set
from itertools import combinations, permutations

from studyground.assistant.language_model.clauses import is_content, words_of
from studyground.assistant.language_model.names import names_in
from studyground.assistant.language_model.opposites import POLES
from studyground.assistant.language_model.prefixes import root_of
from studyground.ingest.terms import stem

WINDOW = 5
MODIFIERS = 2
RESPECTIVELY = "respectively"
_KIND = "kind"
_PREPOSITIONS = frozenset("of in by to for at on with from".split())
# What comes after one of these is said of something else: "lower costs through increased usage".
_PARTING = frozenset("of in by for at on from through via during".split())
Holds = Callable[[list[str]], bool]
# Before and after these words stand two things of which one is set above, before or in place of the other.
_SET_ABOVE = (
    re.compile(r"\bprefer(?:s|red)?\s+(?P<a>.{3,80}?)\s+(?:over|to)\s+(?P<b>.{3,80})", re.IGNORECASE),
    re.compile(r"(?P<a>.{3,80}?)\s+(?:is|are)\s+prefer(?:able|red)\s+(?:over|to)\s+(?P<b>.{3,80})", re.IGNORECASE),
    re.compile(r"^(?:rather than|instead of|unlike)\s+(?P<b>[^,]{3,80}),\s*(?P<a>.{3,80})", re.IGNORECASE),
    re.compile(
        r"(?P<a>.{3,80}?)(?:,?\s+(?:rather than|instead of|and not|but not)|,\s+not)\s+(?P<b>.{3,80})", re.IGNORECASE
    ),
    re.compile(r"\bmore\s+(?P<a>.{3,80}?)\s+than\s+(?P<b>.{3,80})", re.IGNORECASE),
    re.compile(r"\bnot\s+(?P<b>[^,;]{3,60}),?\s+but\s+(?P<a>.{3,80})", re.IGNORECASE),
)
_CLAUSE = re.compile(r"[;:|]|,\s+|\s+(?:whereas|while|but|and|since|because|so)\s+|[.!?](?:\s|$)", re.IGNORECASE)
_PARALLEL = re.compile(r"[;:|]|,\s+(?:and\s+|or\s+)?|\s+(?:whereas|while|but)\s+|[.!?](?:\s|$)", re.IGNORECASE)
_PIECE = re.compile(
    r"[;:,()|]|\s[—–]\s|\s+(?:and|or|whereas|while|but|than|rather than|instead of|not|from|to|by|with|without)\s+|[.!?](?:\s|$)",
    re.IGNORECASE,
)


_JOINED = re.compile(r"(?<=[^\W_])_(?=[^\W_])")  # an identifier is one word


def swapped(said: str, source: str, known: Set[str] = frozenset()) -> str:
    """What changed places between a sentence and its source, as a phrase; "" when nothing did.

    Args:
        said: The sentence.
        source: What it rests on.
        known: Names of the guide in lower case, so that a name at the head of a sentence is seen to be one.
    """
    said, source = (_JOINED.sub("", text) for text in (said, source))
    own, theirs = _favoured(said), _favoured(source)
    for above, below in own:
        for high, low in theirs:
            straight = len(above & high) + len(below & low)
            crossed = len(above & low) + len(below & high)
            if above & low and below & high and crossed > straight:
                return "one put above the other"
    if RESPECTIVELY in source:
        return ""  # `parallels` knows what belongs to what
    said, source = _kinds_joined(said, source)
    return (
        _crossed(said, source)
        or _misattached(said, source, known)
        or _exchanged(said, source, _shared_names(said, source, known))
    )


def _kinds_joined(said: str, source: str) -> tuple[str, str]:
    """Two texts in which kinds of one thing are a name each: "data parallelism" beside "model parallelism"."""
    mine, theirs = (
        {(root_of(stem(one)), root_of(stem(two))) for one, two in _neighbours(text)} for text in (said, source)
    )
    forms: dict[str, set[str]] = {}
    for _, two in (*_neighbours(said), *_neighbours(source)):
        forms.setdefault(root_of(stem(two)), set()).add(two.removesuffix("s"))
    # "KMS encrypts" and "envelope encryption" are no two kinds of one thing.
    heads = {head for _, head in mine & theirs if len(forms[head]) == 1}
    kinds: dict[str, set[str]] = {}
    for first, head in theirs:
        if head in heads and (first, head) in mine:
            kinds.setdefault(head, set()).add(first)
    for first, head in theirs:
        if head in kinds:
            kinds[head].add(first)
    joined = []
    for text in (said, source):
        for one, two in _neighbours(text):
            first, head = root_of(stem(one)), root_of(stem(two))
            if len(kinds.get(head, ())) > 1 and first in kinds[head]:
                text = re.sub(
                    rf"\b{re.escape(one)} {re.escape(two)}\b",
                    f"{_name(first)}{_name(head)}{_KIND.capitalize()}",
                    text,
                    flags=re.I,
                )
        joined.append(text)
    return joined[0], joined[1]


def _name(root: str) -> str:
    return re.sub(r"[\W\d_]", "", root).capitalize()


def _neighbours(text: str) -> list[tuple[str, str]]:
    """Words with content that stand right beside each other."""
    return [
        (one.lower(), two.lower())
        for one, two in re.findall(r"(?=\b([^\W\d_]+) ([^\W\d_]+)\b)", text)
        if is_content(one.lower()) and is_content(two.lower())
    ]


def _crossed(said: str, source: str) -> str:
    """What a clause says with the subject of one of two like clauses of its source, and the rest of the other."""
    theirs = [_roots(" ".join(words)) for words in _pieces(_PARALLEL, source)]
    for clause in _pieces(_PARALLEL, said):
        mine = set(_roots(" ".join(clause)))
        for one, other in permutations([roots for roots in theirs if len(roots) > 1], 2):
            if not set(one) & set(other):
                continue
            (subject, rest), (subject_there, rest_there) = _halves(one, other), _halves(other, one)
            if not (subject and rest and subject_there and rest_there):
                continue
            if subject <= mine and not rest & mine and rest_there & mine and not subject_there & mine:
                return f"{min(subject)} / {min(subject_there)}"
    return ""


def _halves(clause: list[str], like: list[str]) -> tuple[set[str], set[str]]:
    """The roots a clause has for itself, before and after the first that it shares with a like one."""
    at = next((at for at, root in enumerate(clause) if root in like), 0)
    own = [root for root in clause if root not in like]
    subject = {root for root in clause[:at] if root not in like} or set(own[:1])
    return subject, set(own) - subject


def _misattached(said: str, source: str, known: Set[str]) -> str:
    """A name that is given what the source says of another name, and nothing of what it says of this one."""
    names = sorted(name for name in (names_in(source) | (known & set(words_of(source)))) if len(name) > 2)
    runs = _runs(source) | _runs(said)
    mine, theirs = _pieces(_CLAUSE, said), _pieces(_CLAUSE, source)
    for one in names:
        rest = [name for name in names if name != one]
        own = _company(mine, _holding(one), _holding_any(rest)) if any(_headed(words, one) for words in mine) else set()
        for other in names:
            if not own or other == one or other in one or one in other or {(one, other), (other, one)} & runs:
                continue
            if not all(any(_headed(words, name) for words in theirs) for name in (one, other)):
                continue
            of_one = _company(theirs, _holding(one), _holding(other))
            of_other = _company(theirs, _holding(other), _holding(one))
            mark = {root_of(stem(word)) for word in names}
            if len(own & (of_other - of_one) - mark) >= 2 and not own & (of_one - of_other) - mark:
                return f"{one} / {other}"
    return ""


def _runs(text: str) -> set[tuple[str, str]]:
    """Capitalised words right beside each other: parts of one name."""
    return {(a.lower(), b.lower()) for a, b in re.findall(r"(?=\b([A-Z][\w-]*) ([A-Z][\w-]*)\b)", text)}


def _headed(words: list[str], name: str) -> bool:
    """Whether a clause begins with a name, small words and one other word aside."""
    return _holding(name)([word for word in words if is_content(word)][:2])


def _holding_any(names: list[str]) -> Holds:
    return lambda words: any(_holding(name)(words) for name in names)


def _favoured(text: str) -> list[tuple[set[str], set[str]]]:
    """Pairs of what is set above and what below, as roots of the nearest content words."""
    pairs = []
    for at, pattern in enumerate(_SET_ABOVE):
        for match in pattern.finditer(text):
            before, after = match.group("a"), match.group("b")
            starts = at in (0, 2, 4, 5)
            above = _roots(before)[:WINDOW] if starts else _roots(before)[-WINDOW:]
            below = _roots(after)[:WINDOW]
            if above and below:
                pairs.append((set(above), set(below)))
    return pairs


def _roots(text: str) -> list[str]:
    return [root_of(stem(part)) for word in words_of(text) for part in word.split("-") if is_content(part)]


def _shared_names(said: str, source: str, known: Set[str]) -> list[str]:
    """What either text shows to be a name and both hold; of "GPT-style" the first part counts."""
    mine, theirs = ({part for word in words_of(text) for part in (word, *word.split("-"))} for text in (said, source))
    named = {part for name in names_in(said) | names_in(source) for part in (name, name.split("-")[0])}
    named |= known & mine
    return sorted(name for name in named & mine & theirs if len(name) > 1)


def _exchanged(said: str, source: str, names: list[str]) -> str:
    """Two names, or two opposites, each of which keeps the company in the sentence that the other keeps in the source."""
    anchors: list[tuple[str, Holds, str, Holds]] = []
    for one, two in combinations(names, 2):
        if one not in two and two not in one:
            anchors.append((one, _holding(one), two, _holding(two)))
    words, their_words = set(words_of(said)), set(words_of(source))
    for left, right in POLES:
        if words & left and words & right and their_words & left and their_words & right:
            anchors.append((min(left), _among(left), min(right), _among(right)))
    for pattern in (_PIECE, _CLAUSE):
        mine, theirs = _pieces(pattern, said), _pieces(pattern, source)
        for one, holds_one, two, holds_two in anchors:
            mark = {root_of(stem(word)) for word in (*one.split(), *two.split())}
            first, second = (_company(mine, *pair) - mark for pair in ((holds_one, holds_two), (holds_two, holds_one)))
            high, low = (_company(theirs, *pair) - mark for pair in ((holds_one, holds_two), (holds_two, holds_one)))
            high, low = high - low, low - high
            straight, crossed = len(first & high) + len(second & low), len(first & low) + len(second & high)
            kinds = one.endswith(_KIND) and two.endswith(_KIND)
            both = first & low and second & high and crossed > straight
            if both or (kinds and first and second and crossed and not straight):
                return f"{one} / {two}"
    return _words_exchanged(said, source) or _turned(said, source)


def _turned(said: str, source: str) -> str:
    """A thing that goes, or is, the other way than in the source: "recall rises" for "lowers recall"."""
    mine, theirs = _ways(said), _ways(source)
    for key in sorted(mine.keys() & theirs.keys()):
        if len(mine[key]) == 1 and len(theirs[key]) == 1 and mine[key] != theirs[key]:
            return key[0]
    return ""


def _ways(text: str) -> dict[tuple[str, int], set[int]]:
    """For each content word the pole (of each pair of opposites) that stands right by it, where nothing is denied."""
    found: dict[tuple[str, int], set[int]] = {}
    for words in _pieces(_CLAUSE, text):
        if any(word in ("not", "no", "never", "cannot", "without", "nor", "less", "least") for word in words):
            continue
        for at, word in enumerate(words):
            if not is_content(word):
                continue
            for step in (-1, 1):
                place = at + step
                ends = at + 1 == len(words) or words[at + 1] in _PREPOSITIONS
                for _ in range(MODIFIERS if ends else 0):  # "raise the decision threshold" is about the threshold
                    if step < 0 < place and is_content(words[place]) and words[place] not in _ANY_POLE:
                        place += step
                while (
                    0 <= place < len(words)
                    and not is_content(words[place])
                    and words[place] not in _ANY_POLE
                    and not (step > 0 and words[place] in _PARTING)
                ):
                    place += step
                if 0 <= place < len(words) and words[place] in _ANY_POLE:
                    for number, poles in enumerate(POLES):
                        for side in (0, 1):
                            if words[place] in poles[side]:
                                found.setdefault((root_of(stem(word)), number), set()).add(side)
                    break
    return found


_ANY_POLE = frozenset(word for pair in POLES for side in pair for word in side)


def _words_exchanged(said: str, source: str) -> str:
    """Two ordinary words that changed clauses: each stands only with what the other stands with in the source."""
    mine, theirs = ([set(_roots(" ".join(words))) for words in _pieces(_CLAUSE, text)] for text in (said, source))
    shared = sorted(set().union(*mine) & set().union(*theirs)) if mine and theirs else []
    for one, two in combinations(shared, 2):
        sides = []
        for pieces in (mine, theirs):
            first = set().union(*(piece for piece in pieces if one in piece and two not in piece)) - {one, two}
            second = set().union(*(piece for piece in pieces if two in piece and one not in piece)) - {one, two}
            sides.append((first - second, second - first))
        (first, second), (high, low) = sides
        if first & low and second & high and not first & high and not second & low:
            return f"{one} / {two}"
    return ""


def _holding(name: str) -> Holds:
    return lambda words: any(name == word or name in word.split("-") for word in words)


def _among(pole: frozenset[str]) -> Holds:
    return lambda words: bool(pole & set(words))


def _pieces(pattern: "re.Pattern[str]", text: str) -> list[list[str]]:
    return [words for piece in pattern.split(text) if (words := words_of(piece or ""))]


def _company(pieces: list[list[str]], holds: Holds, other: Holds) -> set[str]:
    """The roots that stand in a piece with one thing and without the other, the pieces after it too that name neither."""
    found: set[str] = set()
    inside = False
    for words in pieces:
        here, there = holds(words), other(words)
        inside = (here and not there) or (inside and not here and not there)
        if inside:
            found |= set(_roots(" ".join(words)))
    return found
