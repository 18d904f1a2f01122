"""Whether words are a whole clause: a subject and what it does or is, so that they can stand as a sentence."""

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_verbs import (
    AUXILIARY,
    STATIVE,
    VERBS,
    base_of,
    gerund_base,
    may_be_noun,
)
from studyground.assistant.practice.writing.phrasing import plural

MOST_SUBJECT = 9  # words before the verb
_OPENS = DETERMINERS | PRONOUNS
_LINKS = frozenset("of in on at for from to with without by and or between per after before than".split())
_ADVERBS = frozenset("often seldom only also never always then now still rarely usually soon once not partly".split())
_FINITE = AUXILIARY - {"be", "been", "being"}


def full_clause(text: str) -> bool:
    """Whether a text opens with a subject that a finite verb follows.

    Args:
        text: Without its stop ("long lists dominate the training", "a lever that is bent jams").
    """
    words = [word.strip(",;:()“”\"'").casefold() for word in text.split()]
    if len(words) < 3 or words[0] in SUBORDINATORS or (words[0] in PREPOSITIONS and words[0] != "like"):
        return False
    return _verb_place(words) > 0


def _verb_place(words: list[str]) -> int:
    """The place of the finite verb of a clause that opens with its subject; 0 where none is seen.

    Args:
        words: In small letters, without marks.
    """
    likely = 0  # a word that may be a noun too, where nothing behind it is the verb: "the horn sounds twice"
    for at, word in enumerate(words[: MOST_SUBJECT + 1]):
        if not at:
            continue
        before = next((one for one in reversed(words[:at]) if one not in _ADVERBS and not one.endswith("ly")), "")
        after = words[at + 1] if at + 1 < len(words) else ""
        if word in ("if", "when", "because", "while", "whereas", "so"):
            return likely
        if before in _LINKS or before in DETERMINERS - {"all", "both", "some", "many", "most", "one", "two"}:
            continue
        if word in _FINITE:
            return at
        if _does(word, before, after, joined="and" in words[:at]):
            return at
        if at > 1 and words[0] in DETERMINERS and base_of(word) and not plural(before):
            likely = likely or at
    return likely


def _does(word: str, before: str, after: str, *, joined: bool) -> bool:
    """Whether a word between two others is a verb in the present, by its ending and by what stands around it.

    Args:
        word: In small letters.
        before: The last word before it that is no adverb.
        after: The next word, "" for none.
        joined: Whether the subject is two things ("the count and the slip").
    """
    base = base_of(word)
    goes_on = (
        not after
        or after in _OPENS
        or after in PREPOSITIONS
        or after.endswith("ly")
        or after in ("no", "not", "nothing")
    )
    if base:
        return bool(before) and not plural(before) and (not may_be_noun(base) or goes_on)
    many = joined or (bool(before) and plural(before)) or before in ("they", "people", "you", "we")
    return many and word in VERBS | STATIVE and not gerund_base(word) and (not may_be_noun(word) or goes_on)
