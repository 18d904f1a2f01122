"""Whether a pronoun of a sentence stands for something outside it."""

import re

from studyground.assistant.practice.writing.mining_language import PREPOSITIONS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_verbs import base_of
from studyground.assistant.practice.writing.phrasing import plural

_PRONOUN = re.compile(
    r"\b(?P<one>it|its|itself)\b|\b(?P<many>they|them|their|theirs|themselves)\b|\b(?P<person>he|she|him|his|her)\b",
    re.IGNORECASE,
)
_CLAUSE_BEFORE = re.compile(
    r"[,;]|\b(?:and|that|which|if|when|who|because|or|so|until|while|as|than|after|before|where|once|since|but|to|"
    r"without|by|how)\b",
    re.IGNORECASE,
)
_OPENED = re.compile(
    r"^(?:In|On|At|For|With|By|From|Under|Over|During|Without|After|Before|Of|Through)\b"
    r"(?:(?!\b(?:is|are|has|have|can|may|must)\b)[^;])*, (?:it|they)\b"
)
_RELATIVE = re.compile(r"\b(?:who|which|that)\b")
_EXPLETIVE = re.compile(
    r"\bit (?!is not to be\b)(?:is|takes|makes sense|was|does not matter|matters|helps|pays) (?:[a-z]+ )?(?:to|that|for)\b|"
    r"\bas it (?:is|were)\b|\bhow \w+ it takes\b"
)


def points(text: str) -> bool:
    """Whether a pronoun has nothing before it in its sentence that it could stand for.

    Args:
        text: A sentence.
    """
    text = _EXPLETIVE.sub("", text)
    if re.match(
        r"(?:If|When|Where|Once|Unless|While|Until)\b(?:(?!,|\b(?:and|that|which|so|because|before|after)\b).)*\b(?:it|them)\b",
        text,
    ):
        return True  # in the case itself
    if _OPENED.match(text):
        return True  # what a preposition opens a sentence with is not what it speaks of
    for match in _PRONOUN.finditer(text):
        before = text[: match.start()]
        inside = re.findall(r"[A-Za-z][\w’'-]*", before)
        if match["person"]:
            return True
        ends = re.match(r"[.,;]|$", text[match.end() :])
        if match.group().casefold() in ("it", "them", "they") and not (
            _CLAUSE_BEFORE.search(_RELATIVE.sub(" ", before) if ends else before)
        ):
            return True  # what a verb is done to is not its subject
        nouns = [word for word in inside if word.casefold() not in PREPOSITIONS | SUBORDINATORS and len(word) > 2]
        if len(nouns) < 2:
            return True
        if re.match(r"^(?:If|When|Once|After|Before|Until|While|As|Where|Because|Since)\s+$", before):
            return True
        many = [word for word in inside if plural(word.casefold()) and not base_of(word.casefold())]
        if (
            match["many"]
            and not many
            and not re.search(
                r"\b(?:[\w-]+ and (?!they|them|their)\w|people|everyone|anyone|each|staff|team|who|somebody|someone|nobody)\b",
                before,
            )
        ):
            return True
        if match["one"] and not re.search(r"\b(?:the|an?|each|every|any|no)\b|^[A-Z][\w-]+", before):
            return True
    return False
