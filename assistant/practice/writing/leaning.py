"""Whether words cut out of running text lean on what stands before them there: on a pronoun, or on a thing just spoken of."""

import re
from collections.abc import Iterable

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, balanced
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import STOP_WORDS, stem

_POINTS = re.compile(
    r"\b(?:this|these|those(?! (?:who|that|which|of|in|with|from|at|on|for|before|after|without)\b)|there|here|another|others|"
    r"the other(?! [a-z]+s\b)|the same|the (?:former|latter|rest|ones?|two|three|four|(?:\w+ )?figure)|"
    r"the (?:first|second|third)(?! (?:two|three|four|few|hours?|days?|weeks?|months?|years?|times?)\b)|"
    r"also|too|instead|both(?!.* and\b)|either(?!.* or\b)|neither|above|below|earlier|previous|following|you|your|we|our|us|I|"
    r"my|me|respectively|so)\b|\bsuch\b(?! as\b)|\bthat(?=[.,]|$)|"
    r"(?:\bof|\bthan|\bto|\bby|\bwith|\bin) that\b(?! (?:\w+ )?\w+ed\b)|[{}<>\\|=…]|https?:",
)
_MATTER_OF_COURSE = re.compile(r"\b(?:each other|one another|so that|(?:and|or) so on|so \w+ (?:that|as))\b")
_LOOSE = re.compile(r"\b(?:it|its|they|them|their|he|she|him|his|her)\b", re.IGNORECASE)
_SAYS_WHICH = PREPOSITIONS | {"that", "which", "who", "whose", "where", "when"}
# A noun with "the" that says itself which one is meant: "the edge of the table", "the idea that painful memories are …".
_DEFINITE = re.compile(
    r"\b[Tt]he ((?:[\w’'-]+ ){0,2}?[\w’'-]+)(?! (?:of|that|which|who|whose|where|when|in|to|for|between|at|by|with|from|on)\b)"
    r"(?=[,.;:?!)”\"]|$| (?:is|are|was|were|has|have|had|can|may|must|will|would|and|or|as|but|than|into|during|before|after|"
    r"while|until|under|over|without|through|\w+s|\w+ed)\b)"
)


# Of whom a clause says what is done to "it", that is never "it": "The landlord must place it with the bank" within three weeks.
_TO_ANOTHER = re.compile(
    r"^(?P<who>(?:(?:The|An?|Each|Every|Any|Your|You|Nobody|Somebody|One)\b(?: [a-z-]+){0,3}|[A-Z][a-z]+s)) "
    r"(?:must|may|can|shall|should|will|cannot|has to|have to) (?:not |only |also )?[a-z]+ (?:it|them)\b"
)


def done_to_another(said: str) -> bool:
    """Whether a sentence opens with what somebody does to "it" before anything is named that "it" could be.

    Args:
        said: A sentence.
    """
    match = _TO_ANOTHER.match(said)
    return match is not None and not set(match["who"].casefold().split()) & PREPOSITIONS


def leans(said: str, before: Iterable[str]) -> bool:
    """Whether words point at something that only the text before them tells.

    Args:
        said: What was cut out, a clause or a phrase.
        before: The sentences that stand before it in its section, for what "the" may point at.
    """
    if not balanced(said) or done_to_another(said) or _POINTS.search(_MATTER_OF_COURSE.sub("", said)):
        return True
    loose = _LOOSE.search(said)
    if re.search(r"\b(?:it|them|him|her)$", said) or (loose and not _names_something(said[: loose.start()])):
        return True
    spoken_of = {stem(singular(word)) for text in before for word in re.findall(r"[a-z][\w-]+", text.casefold())}
    for found in _DEFINITE.finditer(said):
        if set(found[1].casefold().split()) & _SAYS_WHICH:
            continue
        noun = stem(singular(found[1].split()[-1].casefold()))
        inside = {stem(singular(word)) for word in re.findall(r"[a-z][\w-]+", said[: found.start()].casefold())}
        if noun in spoken_of and noun not in inside:
            return True
    return False


def _names_something(before: str) -> bool:
    """Whether a noun stands in some words for which a pronoun behind them can stand."""
    words = re.findall(r"[\w’'-]+", before)
    small = DETERMINERS | PREPOSITIONS | PRONOUNS | STOP_WORDS
    return any(len(word) > 3 and word.casefold() not in small for word in words[1:])
