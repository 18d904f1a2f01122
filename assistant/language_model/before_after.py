"""What comes first: a sentence may not put before what its source puts after, in whatever words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyground.assistant.language_model.clauses import content_spans
from studyground.assistant.language_model.wording_likeness import Reading, nearness
from studyground.ingest.encoder import Vectors

REACH = 8
LEAST_NEAR = 0.5
CLEARLY = 2
_STATEMENT = re.compile(r"[;:|]|[.!?](?:\s|$)|\s(?:whereas|while|but)\s", re.IGNORECASE)
_AFTER = r"(?:after|as soon as|once(?!\s+(?:an?|per|every|daily|weekly|more|again)\b))"
_BEFORE = r"(?:before|prior to)"
# Each says where in a statement its word stands, and whether what follows the word comes earlier.
_ORDERS = (
    (re.compile(rf"^\W*(?:only\s+|shortly\s+|right\s+|just\s+)?{_AFTER}\s", re.IGNORECASE), True, True),
    (re.compile(rf"^\W*(?:not|never)\s+(?:{_BEFORE}|until|till)\s", re.IGNORECASE), True, True),
    (re.compile(rf"^\W*(?:shortly\s+|right\s+|just\s+)?{_BEFORE}\s", re.IGNORECASE), True, False),
    (re.compile(rf"\s(?:only\s+)?{_AFTER}\s", re.IGNORECASE), False, True),
    (re.compile(rf"\s{_BEFORE}\s", re.IGNORECASE), False, False),
    (re.compile(r",?\s(?:is\s+|are\s+|be\s+)?followed\s+by\s", re.IGNORECASE), False, False),
    (re.compile(r",?\s(?:and\s+(?:only\s+)?)?(?:then|later|afterwards)\s", re.IGNORECASE), False, False),
)
_DENIED = re.compile(r"\b(?:not|never|cannot|no)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Order:
    """Two happenings of a text, each as numbers of its content words."""

    earlier: frozenset[int]
    later: frozenset[int]


def put_before(said: Reading, source: Reading) -> str:
    """A word of what a sentence puts first and its source last; "" where the order is kept or none is told."""
    theirs = list(orders(source.text))
    if not theirs:
        return ""
    mine = list(orders(said.text))
    near = nearness(said, source)
    for own in mine:
        first, last = (_stands_for(side, said, source, near) for side in (own.earlier, own.later))
        first, last = first - last, last - first
        for other in theirs:
            straight = len(first & other.earlier) + len(last & other.later)
            crossed = len(first & other.later) + len(last & other.earlier)
            if first & other.later and last & other.earlier and crossed >= straight + CLEARLY:
                return source.words[min(first & other.later)]
    return ""


def orders(text: str) -> Iterator[Order]:
    """The happenings of a text that it puts one after the other."""
    spans = content_spans(text)
    start = 0
    for stop in [*_STATEMENT.finditer(text), None]:
        end = stop.start() if stop else len(text)
        piece = text[start:end]
        for pattern, opens, follows_earlier in _ORDERS:
            match = pattern.search(piece)
            if not match:
                continue
            comma = piece.find(",", match.end())
            if opens and comma < 0:
                comma = _verb_after(piece, match.end())
            if opens and comma < 0:
                break
            if not opens and _DENIED.search(piece[: match.start()]):
                break
            bounds = (match.end(), comma, comma, len(piece)) if opens else (match.end(), len(piece), 0, match.start())
            low, high, other_low, other_high = (start + at for at in bounds)
            named = [at for at, (_, begin, _) in enumerate(spans) if low <= begin < high][:REACH]
            rest = [at for at, (_, begin, _) in enumerate(spans) if other_low <= begin < other_high]
            rest = rest[:REACH] if opens else rest[-REACH:]
            if named and rest:
                one, two = frozenset(named), frozenset(rest)
                yield Order(one, two) if follows_earlier else Order(two, one)
            break
        start = stop.end() if stop else end


def _verb_after(piece: str, at: int) -> int:
    """Where, in a statement that opens with its order and has no comma, the main statement may begin: -1 for unknown."""
    verbs = list(re.finditer(r"\s(?:is|are|was|were|can|may|must|will|do|does)\s", piece[at:], re.IGNORECASE))
    return at + verbs[-1].start() if len(verbs) > 1 else -1


def _stands_for(side: frozenset[int], said: Reading, source: Reading, near: Vectors) -> frozenset[int]:
    """The words of a source that some words of a sentence stand for, by number."""
    found: set[int] = set()
    for at in side:
        same = {place for place, root in enumerate(source.roots) if root == said.roots[at]}
        if not same and float(near[at].max()) >= LEAST_NEAR:
            same = {int(near[at].argmax())}
        found |= same
    return frozenset(found)
