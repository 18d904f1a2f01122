"""What is said of a thing that is called by name, made ready to be asked for: one clause, which says enough by itself."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PRONOUNS, THAT_ONE, balanced, tidy
from studyground.assistant.practice.writing.mining_told import JUDGED
from studyground.assistant.practice.writing.mining_verbs import base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import absolute
from studyground.assistant.practice.writing.praise import praises
from studyground.ingest.terms import stem, terms

LEAST_WORDS, MOST_WORDS = 3, 24
LEAST_TERMS = 2
LEAST_DEFINITION = 6  # words
LEAST_QUOTED = 3  # words, and words that tell
_BUT = re.compile(r",? (?:unless|though|although)\b.*$|, (?:which|who|so|but|if|good|handy|useful|because)\b.*$")
_NOT_LATER = re.compile(r"\bnot (?:later|earlier|more|less) than\b")
_ALLOWED = re.compile(r"has (?:the )?(?:authority|right|power|permission|duty|task|job|last word|final say)\b")
_FIRST = re.compile(
    r"(?<=[\w)])[.?!]\s.*$|;.*$|: .*$|,? (?:e\.g\.|i\.e\.|for example|for instance|such as)\b.*$", re.DOTALL
)
_ASIDE = re.compile(r"\s\([^()]*\)(?!\w)")
# What points at something outside, or is said to somebody.
_POINTS = re.compile(
    r"\b(?:this|these|those|such|here|there|above|below|another|others?|the same|the (?:old )?ones?|instead|also|too|you|your|we|"
    r"our|us|I|my|me|same|both|former|latter|either|neither|yourself|exams?|questions?)\b|\bthat(?=[.,]|$)|"
    r"\b(?:says?|said|does|do|is) so\b|[\"“”{}<>\\|=]|\?",
)
# What only seems to point: "each other", "one … the others", "another server".
_INSIDE = re.compile(
    r"\b(?:each other|one another|another (?=[a-z])|(?<=one )(?:[\w-]+ )+?while the others?(?= [a-z]))"
)
_LOOSE = re.compile(r"\b(?:it|its|they|them|their|he|she|him|his|her)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"^(?:is|are) (?:\w+ly )?[a-z]+(?:ed|en|wn|lt|de|pt|ld|nt|ft|id|rd|ut|ne) (?:\w+ly )?(?:by|in|with|to|at|from|on|over|"
    r"through|for|into|as|when|before|after|until|without|between|under)\b"
)
_HALF = re.compile(r"\b(?:and|or|of|in|to|the|an?|with|by|for|than|as)$|\b(?:both|between) [^,]*$(?<! and)|[→=]")
_DEFINES = re.compile(r"^(?:is|are) (?:an? |the |[a-z]+s (?:that|which|of)\b)")
_AFTER_VERB = DETERMINERS | {"or", "everything", "everybody", "anything", "how", "what", "whether", "that", "to"}
_LEADS_TO = frozenset("point link map move return lead turn switch talk listen change amount".split())
_EMPTY = re.compile(
    r"^(?:is|are|was|were|has|had|exists?|means?|comes?|goes|looks?|seems?|remains?|stays?|matters?|works?|starts?|begins?|ends?|"
    r"depends?|needs?|includes?|consists?|belongs?|differs?|follows?|appears?|happens?|wants?|likes?|thinks?|says?|helps?|"
    r"lets (?:you|us|people|users))\b"
    r"(?! (?:to|by) (?:the|a)\b)"
)
_DENIES = re.compile(r"\b(?:not|never|nothing|cannot|nobody)\b|n[’']t\b")


def predicate(text: str, *, label: bool = False) -> str:
    """What a name's clause says, up to where it ends; "" where it is no finite predicate.

    Args:
        text: What stands behind the name.
        label: Whether a colon or dash stands between, behind which nouns are likelier than verbs.
    """
    said = _ASIDE.sub("", " ".join(text.split()))
    said = tidy(cut(_BUT.sub("", _FIRST.sub("", said)))[0]).rstrip(" .,")
    words = said.split()
    if label and (len(words) < LEAST_WORDS or words[0].endswith(",")):
        return ""
    if label and may_be_noun(base_of(words[0])) and words[1] not in _AFTER_VERB:
        return ""  # "weights from 32-bit floats"
    return said if verb_at(words, 0) else ""


def verb_at(words: Sequence[str], at: int) -> bool:
    """Whether a word behind a name is its finite verb, known or not ("acknowledges each request")."""
    word, after = (words[at].strip(",") if at < len(words) else ""), words[at + 1] if at + 1 < len(words) else ""
    if word in ("is", "can", "may", "must", "has", "does"):
        return True
    if base := base_of(word):
        # "points to the file" and "needs to rest", but "updates to a signed zone" are no deed of it
        thing = after == "to" and (words[at + 2 : at + 3] or ("",))[0] in DETERMINERS
        return not (thing and may_be_noun(base) and base not in _LEADS_TO)
    return bool(re.fullmatch(r"[a-z]{3,}[^s\W]s", word)) and after in DETERMINERS


def askable_need(said: str, name: str) -> bool:
    """Whether a predicate can be asked for by itself: it says something, and points at nothing outside.

    Args:
        said: The predicate.
        name: Of which it is said; its words must not be in it.
    """
    words = said.split()
    telling = " ".join(word for word in words if not word.endswith("ly"))
    if not LEAST_WORDS <= len(words) <= MOST_WORDS or len(set(terms(telling)) - set(terms(name))) < LEAST_TERMS:
        return False
    if (
        (_EMPTY.match(said) and not _ALLOWED.match(said) and not _PASSIVE.match(said) and not _defines(said))
        or _POINTS.search(_INSIDE.sub("", said))
        or THAT_ONE.match(said)
        or absolute(said)
        or praises(said)
    ):
        return False
    if _DENIES.search(_NOT_LATER.sub("", said)) or _shown_in(name, said):
        return False
    if words[0] in ("can", "may", "must") and words[1] in ("be", "have", "also", "only", "then"):
        return False
    if may_be_noun(base_of(words[0])) and len(words) > 1 and words[1] in ("is", "are", "of"):
        return False
    loose = _LOOSE.search(said)
    return not loose or _has_noun(said[: loose.start()])


def _defines(said: str) -> bool:
    """Whether a predicate says what its thing is, in words enough: "is an organ that consumes or stores sugar"."""
    return bool(_DEFINES.match(said)) and len(said.split()) >= LEAST_DEFINITION and not JUDGED.match(said)


def _shown_in(name: str, said: str) -> bool:
    """Whether a word of what is said shows in a name written as code: "codes" in "-detailed-exitcode", "org…" in "ORGADMIN"."""
    low = name.casefold()
    if re.fullmatch(r"[a-z]+(?: [a-z]+)*", name):
        return False
    words = [word.casefold() for word in re.findall(r"[A-Za-z]{5,}", said)]
    start = re.sub(r"^\W+", "", low)[:3] if name.isupper() else ""
    return any(stem(word) in low for word in words) or any(word.startswith(start) for word in words if start)


def quotable(text: str, label: str) -> str:
    """What a list says of a label, as a note of it could stand alone without the label; "" where it cannot.

    Args:
        text: What stands behind the label, any number of sentences.
        label: The label.
    """
    first, *more = re.split(
        r"(?<=[\w)])[.?!](?:\s|$)|;| [–—] |: |, (?:e\.g\.|i\.e\.|for example|such as|good for)\b",
        _ASIDE.sub("", " ".join(text.split())),
    )
    return _alone(first, label) or (_alone(more[0], label) if more and ";" in text.split(". ")[0] else "")


def _alone(text: str, label: str) -> str:
    """One piece of what is said of a label; "" where it cannot stand alone."""
    said = text.strip(" .,")
    words = said.split()
    own = {stem(word.casefold()) for word in re.findall(r"[A-Za-z]{3,}", label)}
    if not LEAST_QUOTED <= len(words) <= MOST_WORDS or len(set(terms(said))) < LEAST_QUOTED or not balanced(said):
        return ""
    if (
        own & {stem(word.casefold()) for word in re.findall(r"[A-Za-z]{3,}", said)}
        or _POINTS.search(_INSIDE.sub("", said))
        or praises(said)
    ):
        return ""
    if (
        said[:1].isdigit()
        or _HALF.search(said)
        or re.match(r"(?:see|not|and|or|but|for|if|when|because|where|which|that)\b", said, re.I)
    ):
        return ""
    loose = _LOOSE.search(said)
    return said if not loose or _has_noun(f"is {said[: loose.start()]}") else ""


def _has_noun(before: str) -> bool:
    """Whether something that "it" can stand for has been named: the object of the verb."""
    words = before.replace(",", "").split()
    return len(words) > 1 and any(word not in DETERMINERS | PRONOUNS and len(word) > 3 for word in words[1:])
