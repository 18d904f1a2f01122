"""Which of two things gets which part: a sentence may not give to one what its source gives to the other, in whatever words.

The words of a sentence are laid beside those of its source by their roots, by their side of a pair of opposites and by the
encoder. What belongs together in the source by its clauses must not be found crossed in the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from studyground.assistant.language_model.clauses import content_spans
from studyground.assistant.language_model.names import names_in
from studyground.assistant.language_model.opposites import POLES
from studyground.assistant.language_model.prefixes import root_of
from studyground.assistant.language_model.wording_likeness import Reading, nearness
from studyground.ingest.encoder import Vectors
from studyground.ingest.terms import stem

# A word of a sentence is taken for the nearest of its source from here on, unless another is as near.
LEAST_NEAR, AS_NEAR = 0.5, 0.1
SEGMENTS = 8
OF_A_KIND = 0.4
TOLD = -1
# Function words that are one of a pair of opposites, and so can tell two parts from each other.
_SMALL = re.compile(r"\b(?:up|down|before|after|above|below|over|under)\b", re.IGNORECASE)
_JOIN = r"whereas|while|and|since|because|although|though|otherwise"
_FINE = re.compile(rf"[;:|()]|,\s+(?:(?:{_JOIN}|but)\b)?|\s+(?:{_JOIN})\s+|[.!?](?:\s+|$)|\s[—–]\s", re.IGNORECASE)
_BROAD = re.compile(
    r"[;:|]|,\s+(?:and|but|whereas|while|otherwise)\s|\s+(?:whereas|while|but)\s+|[.!?](?:\s+|$)", re.IGNORECASE
)
# A phrase that opens a statement belongs to what comes after its comma.
_OPENING = re.compile(
    r"(?:in|on|at|for|with|without|when|whenever|if|where|while|whereas|as|by|to|under|during|should|from|among)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"\b(?:whereas|while)\b", re.IGNORECASE)
_BARE = re.compile(r"\s+and\s+")
_POINTING = re.compile(
    r"(?<=the )(?:former|latter)\b(?=\s*[,.;)]|\s+(?:is|are|was|were|being|has|have|can|will|must|may|does|do|by|of|for)\b|$)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s(?:and|or)\s", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)

# For each word of a pair of opposites the side it is of, and the other.
_SIDES: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
for _left, _right in POLES:
    for _mine, _other in ((_left, _right), (_right, _left)):
        for _word in _mine:
            _SIDES.setdefault(_word, []).append((_mine, _other))


@dataclass(frozen=True, slots=True)
class Token:
    """A word that can tell two parts from each other: where it stands, its root, and its number among the content words."""

    start: int
    word: str
    root: str
    at: int | None


def crossed_parts(said: Reading, source: Reading) -> str:
    """Two parts of a source that a sentence puts together crosswise, as one word of each; "" for none."""
    if not said.words or not source.words or _RESPECTIVELY.search(said.text):
        return ""
    mine, theirs = _tokens(said.text), _tokens(source.text)
    beside = [_beside(token, theirs, nearness(said, source)) for token in mine]
    segments = _segments(said.text, _FINE)
    held = [
        [(token, places) for token, places in zip(mine, beside, strict=True) if low <= token.start < high and places]
        for low, high in segments
    ]
    named = names_in(source.text)
    for one, other in _pointed(source.text, theirs):
        found = _crossed(held, one, other, theirs, source, named, TOLD)
        if found:
            return found
    for split in (_FINE, _BROAD):
        parts = [
            (frozenset(at for at, token in enumerate(theirs) if low <= token.start < high), low, high)
            for low, high in _segments(source.text, split)
        ][:SEGMENTS]
        for (one, _, end), (other, start, stop) in pairwise(parts):
            if _POINTING.search(source.text[start:stop]):
                continue  # `_pointed` knows what it belongs to
            join = source.text[end:start]
            needed = 0 if _CONTRAST.search(join) else 2 if _BARE.fullmatch(join) else 1
            found = _crossed(held, one, other, theirs, source, named, needed)
            if found:
                return found
    return ""


def _crossed(
    held: Sequence[Sequence[tuple[Token, frozenset[int]]]],
    one: frozenset[int],
    other: frozenset[int],
    theirs: Sequence[Token],
    source: Reading,
    named: frozenset[str],
    needed: int,
) -> str:
    """What of two parts of a source stands crosswise in two segments of a sentence.

    Args:
        held: For each segment its words, and the words of the source they stand for.
        one: The words of a part, by number.
        other: Those of the part beside it.
        theirs: The words of the source.
        source: It.
        named: Its names.
        needed: How many pairs of a kind there must be; `TOLD` where the source itself says what belongs to what.
    """
    sides = []
    roots, other_roots = ({theirs[at].root for at in part} for part in (one, other))
    for segment in held:
        found: tuple[set[str], set[str]] = (set(), set())
        for _, places in segment:
            here, there = places & one, places & other
            if bool(here) != bool(there):
                root = theirs[min(here or there)].root
                if not (root in roots and root in other_roots):
                    found[0 if here else 1].add(root)
        sides.append(found)
    for first, second in permutations(sides, 2):
        a, b = first[0] - second[0], first[1] - second[1]
        c, d = second[0] - first[0], second[1] - first[1]
        if not (a and b and (c or d)):
            continue
        heads = _of_a_kind(b, c, one, other, theirs, source, named) if c else 0
        rest = _of_a_kind(a, d, one, other, theirs, source, named) if d else 0
        # Two words that stand for two of the other part have only changed places as a whole: "sand outside, ash inside".
        moved = (len(b) > 1 and len(c) > 1 and not rest) or (len(a) > 1 and len(d) > 1 and not heads)
        pairs = bool(heads) + bool(rest)
        alone = (heads > 1 and not d and len(b) == len(c) == 1) or (rest > 1 and not c and len(a) == len(d) == 1)
        if not moved and ((c and d and pairs >= needed) or alone or (needed == TOLD and rest and len(d) == 1)):
            return f"{min(b or a)} / {min(c or d)}"
    return ""


def _of_a_kind(
    mine: set[str],
    theirs: set[str],
    one: frozenset[int],
    other: frozenset[int],
    tokens: Sequence[Token],
    source: Reading,
    named: frozenset[str],
) -> int:
    """How surely a word of one part and one of another are two of a kind: 2 for opposites, 1 for names and near words, 0."""
    part = one | other
    left = [tokens[at] for at in part if tokens[at].root in mine]
    right = [tokens[at] for at in part if tokens[at].root in theirs]
    for first in left:
        for second in right:
            if any(second.word in opposite for _, opposite in _SIDES.get(first.word, ())):
                return 2
    if any(token.word in named for token in left) and any(token.word in named for token in right):
        return 1
    pairs = [(first.at, second.at) for first in left for second in right if None not in (first.at, second.at)]
    return int(any(float(source.alone[i] @ source.alone[j]) >= OF_A_KIND for i, j in pairs))


def _beside(token: Token, theirs: Sequence[Token], near: Vectors) -> frozenset[int]:
    """The words of a source, by number, that a word of a sentence stands for."""
    same = frozenset(at for at, other in enumerate(theirs) if other.root == token.root)
    if same:
        return same
    for mine, opposite in _SIDES.get(token.word, ()):
        if any(other.word in opposite for other in theirs):
            return frozenset(at for at, other in enumerate(theirs) if other.word in mine)
    if token.at is None:
        return frozenset()
    scores = [float(near[token.at, other.at]) if other.at is not None else 0.0 for other in theirs]
    best = max(scores, default=0.0)
    if best < LEAST_NEAR:
        return frozenset()
    return frozenset(at for at, score in enumerate(scores) if score > best - AS_NEAR)


def _tokens(text: str) -> list[Token]:
    """The words of a text that tell parts apart, an identifier such as `train_test_split` as one."""
    found: list[Token] = []
    end = -1
    for at, (word, start, stop) in enumerate(content_spans(text)):
        if word in ("former", "latter", "otherwise"):
            continue
        joined = found and end >= 0 and text[end:start] == "_"
        root = root_of(stem(word))
        if joined:
            last = found.pop()
            found.append(Token(last.start, f"{last.word}_{word}", f"{last.root}_{root}", last.at))
        else:
            found.append(Token(start, word, root, at))
        end = stop
    taken = {token.start for token in found}
    for match in _SMALL.finditer(text):
        if match.start() not in taken:
            found.append(Token(match.start(), match.group().lower(), match.group().lower(), None))
    return sorted(found, key=lambda token: token.start)


def _pointed(text: str, tokens: Sequence[Token]) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """What belongs together by "the former", "the latter" or "respectively", as words by number."""

    def sides(join: "re.Match[str]") -> tuple[int | None, int | None]:
        left = [at for at, token in enumerate(tokens) if token.start < join.start()]
        right = [at for at, token in enumerate(tokens) if join.start() < token.start]
        return (left[-1] if left else None), (right[0] if right else None)

    for match in _POINTING.finditer(text):
        joins = list(_JOINED.finditer(text[: match.start()]))
        first, second = sides(joins[-1]) if joins else (None, None)
        meant, not_meant = (second, first) if match.group().lower() == "latter" else (first, second)
        end = next((end for low, end in _segments(text, _BROAD) if low <= match.start() < end), len(text))
        told = {at for at, token in enumerate(tokens) if match.start() < token.start < end}
        if meant is not None and not_meant is not None and told:
            yield frozenset({not_meant}), frozenset({meant, *told})
    for match in _RESPECTIVELY.finditer(text):
        joins = list(_JOINED.finditer(text[: match.start()]))[-2:]
        if len(joins) == 2:
            (first, second), (third, fourth) = sides(joins[0]), sides(joins[1])
            if first is not None and second is not None and third is not None and fourth is not None:
                yield frozenset({first, third}), frozenset({second, fourth})


def _segments(text: str, split: "re.Pattern[str]") -> list[tuple[int, int]]:
    """Starts and ends of the pieces of a text; an opening phrase is one piece with what it opens."""
    found: list[tuple[int, int]] = []
    begin, kept = 0, -1
    for match in [*split.finditer(text), None]:
        end = match.start() if match else len(text)
        low = kept if kept >= 0 else begin
        if kept < 0 and match and match.group().strip() == "," and _OPENING.match(text[begin:end].lstrip()):
            kept = begin
        else:
            found.append((low, end))
            kept = -1
        begin = match.end() if match else len(text)
    return [piece for piece in found if text[piece[0] : piece[1]].strip()]
