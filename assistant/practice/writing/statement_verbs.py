"""Whether a sentence or a piece of one has a finite verb, and where."""

import re

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural

_NOUN_COMES = frozenset("the a an you there each every no it they nobody".split())
MOST_BEFORE = 9  # words of what a preposition opens a sentence with
_DONE_SO = frozenset("on with by for from as using".split())
LEAST_CLAUSE = 4  # words of "if no expression matched"
_AUXILIARY = frozenset(
    "is are was were has have had can cannot may must should will would could need do does did".split()
)
_OPENS_CLAUSE = frozenset(
    "that which who whose when where if because while whereas although though unless whether since until once".split()
)
_MORE_VERBS = frozenset(
    "download exit acidif acknowledge carry carri hold catch meet accept refresh destroy rewrite lock unlock "
    "vanish wake queue unpack "
    "leak drain freeze thaw boil melt dissolve absorb emit bind attract repel settle weigh pump seal drip flow cure "
    "delegate notif appl suppl modif specif verif identif classif arrive depart land fly sail anchor climb descend".split()
)


def has_verb(text: str) -> bool:
    """Whether a sentence has a verb of its own besides those of its subordinate clauses, in front of what follows its subject."""
    plain = text.rstrip(".")
    opening = plain.split()[0].casefold()
    if opening in _OPENS_CLAUSE | PREPOSITIONS | {"to"}:
        before, comma, rest = plain.partition(", ")
        if opening in _OPENS_CLAUSE and (not comma or len(before.split()) < LEAST_CLAUSE):
            return False
        if opening in _OPENS_CLAUSE and not _finite(before) and not before.endswith(("ed", "s", "n", "t", "e")):
            return False
        if not comma and not _subject_behind(plain):
            return False
        plain = rest if comma else plain
    low = [word.casefold() for word in re.findall(r"[A-Za-z][\w’'-]*|,", plain)]
    base = base_of(low[0]) if low else ""
    if not low or (
        base
        and text[1:2].islower()
        and (not may_be_noun(base) or (low[1:2] and low[1] in SUBORDINATORS | {"the", "a", "an"}))
    ):
        return False
    if base and not any(word in _AUXILIARY or word.endswith("n't") for word in low) and not _finite(plain):
        return False
    finite, opens = (
        _finite(plain),
        sum(word in _OPENS_CLAUSE and not (word == "that" and low[at - 1] == "so") for at, word in enumerate(low)),
    )
    return finite > opens and bool(_finite(",".join(plain.split(",")[:2])))


def _subject_behind(text: str) -> bool:
    """Whether another noun comes behind what a preposition opens a sentence with: "at openings a drink may be served"."""
    found = list(re.finditer(r"[A-Za-z][\w’'-]*|\d+", text))
    for at in range(LEAST_CLAUSE - 2, min(len(found), MOST_BEFORE)):
        word, before = found[at].group(), found[at - 1].group().casefold()
        if word.casefold() in _NOUN_COMES or (word[0].isupper() and before not in PREPOSITIONS | DETERMINERS):
            base = base_of(before)
            return before not in PREPOSITIONS | _AUXILIARY and not (base and not may_be_noun(base))
    return False


def has_finite(text: str) -> bool:
    """Whether a piece of a sentence has a finite verb."""
    return _finite(text) > 0


def first_finite(text: str) -> int | None:
    """Where the first finite verb of a clause begins; None where it has none."""
    found = list(re.finditer(r"[A-Za-z][\w’'-]*|\d+|,", text))
    low = [match.group().casefold() for match in found]
    return next((found[at].start() for at in range(1, len(low)) if _is_finite(low, at)), None)


def _finite(text: str) -> int:
    low = [word.casefold() for word in re.findall(r"[A-Za-z][\w’'-]*|\d+|,", text)]
    return sum(_is_finite(low, at) for at in range(1, len(low)))


def _is_finite(low: list[str], at: int) -> bool:
    word, before = low[at], low[at - 1]
    after = low[at + 1] if at + 1 < len(low) else ""
    if word in _AUXILIARY or word.endswith(("n't", "n’t")):
        return before not in ("to", ",") and not (word in ("have", "do", "need", "has") and before in _AUXILIARY)
    if before in DETERMINERS | PREPOSITIONS | {"to", "and", "or"} and before not in ("all", "both", "and", "or"):
        return False
    leads = after in DETERMINERS | PREPOSITIONS | PRONOUNS | {
        "to",
        "that",
        "not",
        "only",
        "how",
        "whether",
        "each",
        "no",
    }
    base = base_of(word)
    if base:
        return before not in ("and", "or") and (not may_be_noun(base) or leads)
    if before in ("and", "or", ","):
        return False
    if word in VERBS and (plural(before) or before in ("you", "they", "who", "that", "which")):
        return not may_be_noun(word) or leads
    if word.endswith("ed") and len(word) > 4:  # "encoding fitted on the full table" is no sentence
        told = before not in _AUXILIARY | {"been", "be", "being"} and after not in _DONE_SO
        return told and (leads or after.isdigit())
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return False
    return (
        after in DETERMINERS
        or after.isdigit()
        or word[:-1] in _MORE_VERBS
        or (word.endswith("es") and word[:-2] in _MORE_VERBS)
    )
