"""What the sentences under a heading say of the thing that it names, as a predicate or as the case in which it is chosen."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, balanced, lower_first
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.praise import praises
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import terms

BARE = (2, 14)  # words of a noun phrase that stands for a sentence
LEAST_SAID, MOST_SAID = 5, 34  # words
LEAST_TERMS = 3
SUBJECT_WORDS = 5
_HANGS = re.compile(
    r"(?<![\w-])(?:this|these|those|such|they|them|their|others?|another|above|below|there|here|your?|we|our|us|I|my|he|she|"
    r"his|her|former|latter|both|same|note|see)(?![\w-])|(?<!\bso )\bits?\b",
    re.IGNORECASE,
)
_FOR_THE_READER = re.compile(r"\blets (?:you|us) ")
_CASE_OF = re.compile(r"^you (?P<verb>have|need|want|must|are|work with|do not|can|cannot) ")
_OF_A_TEAM = {
    "have": "has",
    "need": "needs",
    "want": "wants",
    "are": "is",
    "work with": "works with",
    "do not": "does not",
}
_RENOWN = re.compile(r"\b(?:popular|common|well-known|famous|important|favou?rite|new name|best|easiest)\b")
_TRAIL = re.compile(r",? so (?!that\b|much\b|many\b)\w.*$|, which .*$")


def said_of(text: str, heading: str) -> str:
    """A sentence as a predicate of the thing in the heading ("is a service that …"); "" where it speaks of other things."""
    text = _FOR_THE_READER.sub("lets its users ", text.rstrip(". "))
    if text.endswith(("?", ":", "!")) or not balanced(text):
        return ""
    words = text.split()
    low = [word.casefold() for word in words]
    if own := _of_subject(words, heading):
        return own
    if low[0] in ("a", "an"):
        bare = not any(base_of(word) and not may_be_noun(base_of(word)) for word in low[1:SUBJECT_WORDS])
        return f"is {lower_first(text)}" if bare else ""
    if is_verb(low[0]) and (not may_be_noun(base_of(low[0])) or (len(words) > 1 and low[1] not in PREPOSITIONS)):
        return lower_first(text)
    return ""


def is_bare(text: str) -> bool:
    """Whether a sentence is a noun phrase that says what the thing in the heading is ("Managed Apache Airflow.")."""
    words = text.rstrip(". ").split()
    low = words[0].casefold()
    if (
        not text.endswith(".")
        or not BARE[0] <= len(words) <= BARE[1]
        or not words[0][:1].isupper()
        or low in PREPOSITIONS
    ):
        return False
    return (
        shapes_of(text.rstrip(". ")) == {"noun"}
        and not has_finite_verb(lower_first(text))
        and "," not in text.split(" for ")[0]
    )


def _of_subject(words: Sequence[str], heading: str) -> str:
    """What a sentence says whose subject is the heading, or a part of it."""
    named = {word.casefold() for word in re.findall(r"[\w-]+", heading)}
    start = 1 if words[0].casefold() in DETERMINERS else 0
    for at in range(start + 1, min(start + SUBJECT_WORDS + 1, len(words))):
        subject = [re.sub(r"\W+$", "", word).casefold() for word in words[start:at] if not word.startswith("(")]
        if any(word not in named and singular(word) not in named for word in subject):
            return ""
        verb = words[at].casefold()
        if verb in ("is", "are", "can", "has") or is_verb(verb):
            return " ".join(words[at:]) if verb not in ("are",) else ""
    return ""


def is_verb(word: str) -> bool:
    """Whether a word is a verb in the third person."""
    return bool(base_of(word)) and word not in VERBS


def stands_by_itself(said: str) -> bool:
    """Whether what is said can be asked by itself: whole, of some length, without praise, and pointing at nothing else."""
    said = _TRAIL.sub("", said)
    if not LEAST_SAID <= len(said.split()) <= MOST_SAID or len(set(terms(said))) < LEAST_TERMS:
        return False
    plain = said.replace("lets its users", "lets")
    return not (
        _HANGS.search(plain) or praises(said) or _RENOWN.search(said) or re.search(r"[;:()“”\"]", said)
    ) and bool(cut(said)[0])


def case_in(text: str) -> str:
    """A case in which a thing is chosen, told of a team; "" where it cannot be."""
    text = re.sub(r"\byour own\b", "its own", text)
    told = _CASE_OF.match(text)
    if told is None and re.match(r"the [a-z]+ (?:is|are|has|have|must|cannot|can) ", text):
        return _of_a_matter(text)
    if told is None or re.search(r"\b(?:your?|we)\b", text[told.end() :]):
        return ""
    rest = text[told.end() :]
    verb = _OF_A_TEAM.get(told["verb"], told["verb"])
    good = LEAST_SAID - 1 <= len(rest.split()) <= MOST_SAID and len(set(terms(rest))) >= LEAST_TERMS
    return f"A team {verb} {rest}" if good and not _HANGS.search(rest.replace("its own", "")) else ""


def _of_a_matter(text: str) -> str:
    """A case told of something else than the reader ("the task is generic and you have no data")."""
    told = re.sub(r"\byou (have|need|want|are|do not)\b", lambda match: f"the team {_OF_A_TEAM[match[1]]}", text)
    good = LEAST_SAID <= len(told.split()) <= MOST_SAID and len(set(terms(told))) >= LEAST_TERMS
    plain = told.replace("its own", "")
    return told[0].upper() + told[1:] if good and not _HANGS.search(plain) else ""


def suits_in(what: str) -> bool:
    """Whether what a thing is good for can be asked by itself: some words that point at nothing else."""
    good = LEAST_SAID <= len(what.split()) <= MOST_SAID and len(set(terms(what))) >= LEAST_TERMS
    return good and not _HANGS.search(what) and not praises(what)


def without_trail(said: str) -> str:
    """A predicate without what follows from it."""
    return _TRAIL.sub("", said)
