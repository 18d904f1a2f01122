"""Shapes of phrases: infinitive, clause, noun phrase or question, and how one is turned into another."""

import re
from functools import lru_cache

from studyground.assistant.practice.writing.fact import NeedShape
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    tokens,
)
from studyground.assistant.practice.writing.mining_verbs import (
    AUXILIARY,
    VERBS,
    base_of,
    gerund_base,
    may_be_noun,
    mostly_verb,
    participle_of,
)
from studyground.assistant.practice.writing.phrasing import plural

_ADVERBS = frozenset(
    "also mainly usually often only always never typically generally simply just then automatically directly "
    "mostly sometimes now still even rather quickly already commonly normally thereby thus therefore both "
    "first later instead".split()
)
_BEFORE_SUBJECT = frozenset("and or but nor then".split())


@lru_cache(maxsize=65536)
def shape_of(phrase: str) -> NeedShape:
    """What a table cell or item is: a question, an infinitive, a clause, or a noun phrase."""
    if phrase.rstrip().endswith("?"):
        return "question"
    words = tokens(phrase)
    lower = [word.casefold() for word in words]
    if not lower:
        return "noun"
    if len(lower) > 2 and lower[0].endswith("ly"):
        lower = lower[1:]
    if _starts_with_infinitive(lower):
        return "infinitive"
    if base_of(lower[0]) and not may_be_noun(base_of(lower[0])):
        return "finite"
    return "clause" if has_finite_verb(phrase) or _many_do(lower) else "noun"


def _many_do(lower: list[str]) -> bool:
    """Whether several do something to a thing: "business users build models", unlike "access logs in S3"."""
    return any(
        plural(before) and verb in VERBS and verb not in AUXILIARY and (plural(after) or after in DETERMINERS)
        for before, verb, after in zip(lower[:3], lower[1:4], lower[2:5], strict=False)
    )


def _starts_with_infinitive(lower: list[str]) -> bool:
    first = lower[0]
    if first not in VERBS or first in AUXILIARY:
        return False
    following = lower[1] if len(lower) > 1 else ""
    if not following:
        return not may_be_noun(first)
    if following in DETERMINERS or following in PRONOUNS or following in ("to", "how", "whether", "that", "and"):
        return following != "and" or not may_be_noun(first)
    if may_be_noun(first) or first in (
        "open",
        "equal",
        "clean",
        "slow",
        "clear",
        "lower",
        "dry",
        "warm",
        "cool",
        "separate",
        "smooth",
        "level",
        "complete",
        "correct",
        "direct",
        "secure",
        "own",
        "narrow",
        "live",
        "mean",
        "duplicate",
    ):
        return (
            first
            in (
                "load",
                "move",
                "stream",
                "label",
                "process",
                "query",
                "store",
                "search",
                "test",
                "train",
                "transform",
                "monitor",
                "host",
                "run",
            )
            and following.isalpha()
            and (following.endswith("s") or following in ("data", "records", "events", "text"))
            and following not in PREPOSITIONS
        )
    return following not in AUXILIARY


def has_finite_verb(phrase: str) -> bool:
    """Whether a phrase holds a main verb of its own, outside relative and other subordinate clauses."""
    words = [word.casefold() for word in tokens(phrase)]
    for at, word in enumerate(words):
        if word in SUBORDINATORS and at:
            return False
        if word in AUXILIARY and word not in ("be", "been", "being", "having") and at:
            return True
        if at and base_of(word) and _verb_here(words, at):
            return True
        if (
            at
            and word in VERBS
            and not may_be_noun(word)
            and _plural(words[at - 1])
            and words[at - 1] not in DETERMINERS
        ):
            return True
        if (
            at
            and word in ("need", "needs", "lack", "fit", "differ", "share", "overlap", "vary", "arrive", "show")
            and _plural(words[at - 1])
        ):
            return True
        if at and word in ("has", "have", "had"):
            return True
    return False


def _plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in PREPOSITIONS) or word in (
        "data",
        "people",
        "children",
    )


def _verb_here(words: list[str], at: int) -> bool:
    """Whether the -s form at a place is a verb and not a plural."""
    base = base_of(words[at])
    following = words[at + 1] if at + 1 < len(words) else ""
    before = words[at - 1]
    if (
        before in DETERMINERS
        or before in PREPOSITIONS
        or before.endswith(("ing", "'s", "’s"))
        or before in _BEFORE_SUBJECT
    ):
        return False
    if not may_be_noun(base) or (mostly_verb(base) and following and not _plural(before)):
        return True
    return following in DETERMINERS or following in PRONOUNS or following in _ADVERBS or following == "to"


def infinitive_from_finite(phrase: str) -> str:
    """A third-person verb phrase as an infinitive ("keeps a copy and runs jobs": "keep a copy and run jobs"), or "".

    Coordinated verbs follow the first one. Where a word may be verb or noun and its neighbours do not tell, or a verb
    may belong to a relative clause, the phrase is given up.
    """
    pieces = re.split(r"(\s+)", phrase)
    words = pieces[::2]
    plain = [word.strip(",;:()").casefold() for word in words]
    start = 0
    while start < len(plain) and (plain[start] in _ADVERBS or plain[start].endswith("ly")):
        start += 1
    if start >= len(plain):
        return ""
    first = base_of(plain[start])
    if not first:
        return ""
    words[start] = words[start].replace(plain[start], first)
    drop = [
        at
        for at in range(start)
        if plain[at]
        in (
            "also",
            "then",
            "both",
            "thus",
            "therefore",
            "now",
            "still",
            "only",
            "mainly",
            "usually",
            "just",
            "even",
            "often",
            "mostly",
            "typically",
            "generally",
            "commonly",
            "normally",
            "sometimes",
            "instead",
            "first",
        )
    ]
    subordinate = False
    changed = {start}
    for at in range(start + 1, len(words)):
        word = plain[at]
        if word in SUBORDINATORS:
            subordinate = True
        joined = words[at - 1].endswith(",") or plain[at - 1] in ("and", "or", "but", "then", "also")
        if not joined:
            continue
        base = base_of(word)
        if not base or word in ("is", "has", "does"):
            if word in AUXILIARY:
                return ""
            continue
        verdict = "verb" if at - 1 in changed else _coordinated(plain, at, base)
        if verdict == "noun":
            continue
        if verdict == "unclear" or subordinate:
            return ""
        words[at] = words[at].replace(word, base, 1)
        changed.add(at)
    pieces[::2] = ["" if at in drop else word for at, word in enumerate(words)]
    return " ".join("".join(pieces).split())


def _coordinated(plain: list[str], at: int, base: str) -> str:
    following = plain[at + 1] if at + 1 < len(plain) else ""
    if not may_be_noun(base):
        return "verb"
    if following in DETERMINERS or following in PRONOUNS:
        return "verb"
    if (
        not following
        or following in PREPOSITIONS
        or following in ("and", "or", "is", "are")
        or following in SUBORDINATORS
    ):
        before = plain[at - 2] if at >= 2 and plain[at - 1] in ("and", "or") else plain[at - 1]
        return "noun" if _plural(before) or not following else "unclear"
    if mostly_verb(base):
        return "verb"
    return "unclear"


def infinitive_from_gerund(phrase: str) -> str:
    """A gerund phrase as an infinitive ("building and tuning models": "build and tune models"), or ""."""
    pieces = re.split(r"(\s+)", phrase)
    words = pieces[::2]
    plain = [word.strip(",;:()").casefold() for word in words]
    first = gerund_base(plain[0]) if plain else ""
    if not first or len(plain) < 2:
        return ""
    words[0] = words[0].replace(plain[0], first, 1)
    subordinate = False
    for at in range(1, len(words)):
        subordinate = (
            subordinate
            or plain[at] in SUBORDINATORS
            or plain[at] in ("by", "without", "for", "of", "after", "before", "from", "with")
        )
        joined = words[at - 1].endswith(",") or plain[at - 1] in ("and", "or")
        base = gerund_base(plain[at])
        if joined and base:
            if subordinate:
                return ""
            following = plain[at + 1] if at + 1 < len(plain) else ""
            if not following or following in ("of", "is"):
                return ""
            words[at] = words[at].replace(plain[at], base, 1)
    pieces[::2] = words
    return "".join(pieces)


def is_participle(word: str) -> bool:
    """A past participle, as far as its form tells."""
    return bool(participle_of(word)) or word in (
        "built made held kept run written read drawn given taken known set spread sent split chosen shown "
        "grown found left lost "
        "paid bought brought taught meant done seen".split()
    )
