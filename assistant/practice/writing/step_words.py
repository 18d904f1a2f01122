"""A step of a procedure in the words of a question: without asides and reasons, and whether it tells to do something."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    balanced,
)
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, mostly_verb
from studyground.assistant.practice.writing.phrasing import capital, plural
from studyground.ingest.terms import terms

LEAST_WORDS, MOST_WORDS = 3, 20  # of a step as it is shown
LEAST_GERUND = 5  # letters; "bring" and "ring" have fewer
ALIKE = 0.6  # share of words in common from which two steps read alike
OPENING = re.compile(
    r"^(?:\((?:optional|recommended)\)\s*|(?:First(?: of all)?|Firstly|Then|Next|Finally|Lastly|Last|After that|After this|"
    r"Afterwards?|Now|To begin(?: with)?|To start(?: with)?|Start by|(?:Step|Stage|Phase) \w+)\b[,:]?\s+)",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"\b(?:this|these|those|such|here|following)\b|\s(?:on|in|of|at|to|from|by|for|with) that \w", re.IGNORECASE
)
ASIDE = re.compile(
    r"^(?:\(\w+\) |(?:For|In|On|Under|From|When|After|Once|At|To|With|As|Under) [^,.]{1,60}, |An? \w+ later,? )+"
)
_BRACKET = re.compile(r"\s*\([^()]{1,50}\)")
_SET_OFF = re.compile(r"\s+[–—]\s+[^–—]+?\s+[–—]\s+")
_EXPLAINED = re.compile(
    r"(?:\s+[–—-]\s+|;\s+|:\s+|,? because\b|, (?:as|since|so|for|which|where|building|holding|leaning|whichever|judged|if)\b|"
    r", (?:to|by) ).*$"
)
_CLAUSE_END = re.compile(r", (?:and|then|but) | (?:until|so that|while) ")
_PLACED = re.compile(r"^((?:(?!\b(?:first|last)\b).)+?),? (?:first|last)$", re.IGNORECASE)  # as the order says already
_OBJECTS = frozenset("the a an your each every all both any one it its them up off down out".split())


def reads_alike(one: str, other: str) -> bool:
    """Whether two steps have most of their words in common, or one has all words of the other."""
    first, second = set(terms(one)), set(terms(other))
    common = len(first & second)
    return common >= ALIKE * max(1, len(first), len(second)) or common == min(len(first), len(second))


def tells_to_do(text: str) -> bool:
    """Whether a step begins with a verb that tells to do something, perhaps after when or where."""
    plain = OPENING.sub("", text)
    return any(_commands(words) for words in (ASIDE.sub("", plain).split(), plain.split()) if words)


def _commands(words: Sequence[str]) -> bool:
    first, second = words[0].lower().strip(",.:"), words[1].lower() if len(words) > 1 else ""
    if first in PREPOSITIONS:  # "On each worker run the command": a place, and then the verb
        pairs = zip(words[2:7], words[3:8], strict=False)
        return any(word in VERBS and (after in _OBJECTS or mostly_verb(word)) for word, after in pairs)
    if first.endswith("ing") and len(first) > LEAST_GERUND:
        return False
    if first in VERBS:
        return second not in AUXILIARY
    # no noun stands before an article: "Hoist the ball"
    small_word = (
        first in SUBORDINATORS or first in DETERMINERS or first in PRONOUNS or first in ("and", "or", "but", "not")
    )
    return (
        not small_word and first.isalpha() and not base_of(first) and (second in _OBJECTS or second[:1] in ("“", '"'))
    )


def shown_step(text: str) -> str:
    """A step in the words of its first clauses, without reasons and asides; "" where they cannot stand in a question."""
    first = re.split(r"(?<=[\w)”\"])[.!] (?=[A-Z])", text, maxsplit=1)[0].strip().rstrip(".,;:")
    plain = _SET_OFF.sub(" ", _BRACKET.sub("", OPENING.sub("", first)))
    cut = _EXPLAINED.sub("", plain).strip().rstrip(",;:")
    plain = cut if len(cut.split()) >= LEAST_WORDS else plain
    if len(plain.split()) > MOST_WORDS:
        ends = [
            match.start()
            for match in _CLAUSE_END.finditer(plain)
            if 5 <= len(plain[: match.start()].split()) <= MOST_WORDS
        ]
        plain = plain[: ends[-1]] if ends else ""
    plain = _PLACED.sub(r"\1", plain)
    return "" if _hangs(plain) else capital(plain)


def _hangs(text: str) -> bool:
    """Whether a step cannot be understood away from its list."""
    words = text.split()
    if not LEAST_WORDS <= len(words) <= MOST_WORDS or not balanced(text) or re.search(r"[?“”|]|https?:|\.\s", text):
        return True
    if (
        POINTING.search(text)
        or re.match(r"(?:If|Unless|Or|And|But|It|They|He|She|You)\b", text)
        or re.search(r"\bsteps?\b", text)
    ):
        return True
    for at, word in enumerate(words):
        low = word.lower().strip(",.")
        before = [one.lower().strip(",.") for one in words[:at]]
        if low in ("them", "they", "their") and not any(plural(one) for one in before if one.isalpha()):
            return True
        if low in ("it", "its") and at < 2:
            return True
    return False
