"""What the gates need to judge a question that tells two names apart: whether the guide says of each what an option says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.answer import Citation
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.spans import stands, too_long
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.ingest.terms import terms, tokens

MOST_BEFORE = 3  # words before a name that opens a clause ("In short, the …")
SAID, AS_WELL = 0.99, 0.75
_LIKE = re.compile(r"^(?P<one>[^,;]+), like (?P<other>[^,;]+), (?P<said>.+)$")
_CLAUSES = re.compile(r";\s+|:\s+|,?\s+whereas\s+|,\s+while\s+|,\s+but\s+")
_ASIDE = re.compile(r"\s\([^()]{1,80}\)")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_ASKS = re.compile(
    r"\bwhich (?:note|answer|account|description|statement)s? (?:(?:about|of) [^?]+ )?is right\?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What an option says of one name."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class TellingApart:
    """A question that tells two names apart.

    Args:
        claims: For each option what it says of the one name and of the other.
        scores: How well the guide bears out the weaker of the two, 0 to 1.
    """

    claims: tuple[tuple[Claim, Claim], ...]
    scores: tuple[float, ...]

    def fault(self, question: PracticeQuestion, context: GateContext) -> str:
        """Why what is cited does not show the key; "" when it does."""
        cited = question.citations or tuple(item for key in question.keys for item in key.citations)
        good = [item for item in cited if stands(item, context) and not too_long(item, context)]
        for at, option in enumerate(question.options):
            if option.correct and any(not _cited(claim, good) for claim in self.claims[at]):
                return f"The words cited do not say of both names what “{option.text}” says."
        return ""

    def as_well(self, question: PracticeQuestion) -> str:
        """A wrong option that the guide bears out; "" for none."""
        wrong = (at for at, option in enumerate(question.options) if not option.correct)
        return next((question.options[at].text for at in wrong if self.scores[at] >= AS_WELL), "")


def telling_apart(stem: str, options: Sequence[str], context: GateContext) -> TellingApart | None:
    """A question whose options each say something of the same two names of its stem; None for any other.

    Args:
        stem: It names both.
        options: Their texts; which of them is the key is not asked.
        context: The guide.
    """
    if not _ASKS.search(stem):
        return None
    return context.once(("telling apart", stem, tuple(options)), lambda: _telling_apart(stem, tuple(options), context))


def _telling_apart(stem: str, options: tuple[str, ...], context: GateContext) -> TellingApart | None:
    names = _names(stem, options)
    if names is None:
        return None
    claims = []
    for option in options:
        text = option.rstrip(" .")
        like = _LIKE.match(text)
        halves = [like["one"], like["other"]] if like else text.split("; ")
        if len(halves) != len(names):
            return None
        found = [next((name for name in names if _opens(half, name)), "") for half in halves]
        if set(found) != set(names):
            return None
        said = [like["said"]] * 2 if like else [_after(half, name) for half, name in zip(halves, found, strict=True)]
        both = sorted(
            (Claim(name, one) for name, one in zip(found, said, strict=True)), key=lambda one: names.index(one.name)
        )
        claims.append((both[0], both[1]))
    shared = frozenset[str].intersection(*(frozenset(terms(one.said)) for both in claims for one in both))
    scores = tuple(min(_borne_out(one, shared, context) for one in both) for both in claims)
    return TellingApart(tuple(claims), scores)


def _names(stem: str, options: Sequence[str]) -> tuple[str, str] | None:
    """The two names: what stands around ", like ", or what all first and all second halves open with."""
    like = next(filter(None, (_LIKE.match(option) for option in options)), None)
    if like:
        one, other = (_ARTICLE.sub("", like[part]) for part in ("one", "other"))
    else:
        halves = [option.split("; ") for option in options]
        if any(len(parts) != len(("one", "other")) for parts in halves):
            return None
        one, other = (_opening([parts[at] for parts in halves], stem) for at in (0, 1))
    named = all(name and tokens(name) and _plain(name) in _plain(stem) for name in (one, other))
    return (one, other) if named and _plain(one) != _plain(other) else None


def _opening(halves: Sequence[str], stem: str) -> str:
    """The words that all halves open with, as far as the stem has them."""
    split = [_ARTICLE.sub("", half).split() for half in halves]
    best = ""
    for count in range(1, min(map(len, split))):
        opening = " ".join(split[0][:count])
        if any(_plain(" ".join(words[:count])) != _plain(opening) for words in split) or _plain(opening) not in _plain(
            stem
        ):
            break
        best = opening
    return best


def _plain(text: str) -> str:
    return f" {' '.join(tokens(text))} "


def _opens(half: str, name: str) -> bool:
    return _plain(_ARTICLE.sub("", half)).startswith(_plain(name))


def _after(half: str, name: str) -> str:
    return " ".join(_ARTICLE.sub("", half).split()[len(name.split()) :])


def _borne_out(claim: Claim, shared: frozenset[str], context: GateContext) -> float:
    """How much of a claim the guide says, by the clause that opens with its name and says most of it."""
    own = frozenset(terms(claim.name))
    held = [set(context.statements.with_term(term)[0].tolist()) for term in own]
    rows = set[int].intersection(*held) if held else set()
    texts = [context.statements.items[row].text for row in sorted(rows)]
    return max(
        (_share(claim, clause, shared) for text in texts for clause in _own_clauses(text, claim.name)), default=0.0
    )


def _share(claim: Claim, clause: str, shared: frozenset[str]) -> float:
    if _plain(claim.said) in _plain(clause):
        return 1.0
    telling = frozenset(terms(claim.said)) - shared - frozenset(terms(claim.name))
    return len(telling & frozenset(terms(clause))) / (len(telling) + 1) if telling else 0.0


def _own_clauses(text: str, name: str) -> list[str]:
    """The clauses of a text that open with a name."""
    clauses = [clause for sentence in re.split(r"(?<=[.!?])\s+", _ASIDE.sub("", " ".join(text.split())))
               for clause in _CLAUSES.split(sentence)]  # fmt: skip
    wanted = _plain(name).strip()
    return [clause for clause in clauses if wanted in " ".join(tokens(clause)[: MOST_BEFORE + len(tokens(name))])]


def _cited(claim: Claim, citations: Sequence[Citation]) -> bool:
    """Whether a cited text has a claim word for word, in a clause that opens with its name."""
    return any(
        _plain(claim.said) in _plain(clause) for item in citations for clause in _own_clauses(item.quote, claim.name)
    )
