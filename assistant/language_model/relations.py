"""What small words set in an order: "text to speech" is not "speech to text", nor is "A is part of B" "B is part of A"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from studyground.assistant.language_model.clauses import is_content, words_of
from studyground.assistant.language_model.prefixes import root_of
from studyground.ingest.terms import stem

REACH = 6
_KINDS = {
    "to": "to", "into": "to", "onto": "to", "than": "than", "from": "from", "by": "by", "before": "before", "after": "after",
    "precedes": "before", "follows": "after", "beyond": "than", "around": "around", "over": "over",
}  # fmt: skip
_MARKS = {"partofdatakind": "part of", "consistsofdatakind": "whole of", "insteaddatakind": "instead"}
_DENIES = frozenset("cannot not never".split())
_PARTING = frozenset("and or by of for with from over on in via through".split())
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|in place of|as opposed to|and not|but not|,\s*not)\b", re.IGNORECASE
)
_PART_OF = re.compile(
    r"\b(?:is|are|as|,)\s+(?:an?\s+|one\s+)?(?:sub-?set|branch|part|kind|type|form|"
    r"special case|generali[sz]ation|field|area)s?\s+(?:of|in)\b",
    re.IGNORECASE,
)
# What a whole is said to consist of: the part stands after it.
_CONSISTS_OF = re.compile(
    r"\b(?:(?:is|are)\s+(?:an?\s+|the\s+)?(?:combination|sum|mixture|blend|product)s?\s+of|consists?\s+of|comprises?|"
    r"(?:is|are)\s+(?:made\s+up|composed|built)\s+(?:of|from))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:an?\s+(?:single|few|couple|hundred|thousand|third|half|quarter)|half|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|\d)"
)
_OR_SO = re.compile(r"\s+or so\b", re.IGNORECASE)
_NAMELY = re.compile(r",\s*(?=(?:namely|i\.e\.|that is)\b)", re.IGNORECASE)
_JOINED = re.compile(r"(?<=\w)_(?=\w)")
_CLAUSE = re.compile(
    r"[;:|]|,\s+|\s+(?:whereas|while|but|since|because|so|although|though)\s+|[.!?](?:\s|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What stands on either side of a small word, as roots."""

    kind: str
    left: frozenset[str]
    right: frozenset[str]


def turned_about(said: str, source: str) -> str:
    """Two things that stand the other way about in a sentence than in its source, around words of one kind; "" for none."""
    theirs = list(relations(source))
    for mine in relations(said):
        like = [other for other in theirs if other.kind == mine.kind]
        straight = (
            (mine.left - mine.right) & (other.left - other.right)
            and (mine.right - mine.left) & (other.right - other.left)
            for other in like
        )
        if any(straight):
            continue
        for other in like:
            one, two = (mine.left & other.right) - other.left, (mine.right & other.left) - other.right
            if one - mine.right and two - mine.left:
                return f"{min(one)} / {min(two)}"
    return ""


def relations(text: str) -> Iterable[Relation]:
    """The relations of a text, clause by clause."""
    text = _JOINED.sub("", _NAMELY.sub(" ", _OR_SO.sub("", text)))
    text = _PART_OF.sub(" partofdatakind ", text)
    text = _CONSISTS_OF.sub(" consistsofdatakind ", text)
    text = _INSTEAD.sub(" insteaddatakind ", text)
    for clause in _CLAUSE.split(text):
        words = words_of(clause or "")
        for at, word in enumerate(words):
            kind = _MARKS.get(word) or _KINDS.get(word)
            if not kind or (word == "than" and _NUMBER.match(" ".join(words[at + 1 : at + 3]))):
                continue
            begin = (
                max((place + 1 for place in range(at) if words[place] in _PARTING), default=0) if kind == "to" else 0
            )
            left = [root_of(stem(one)) for one in words[begin:at] if is_content(one)][-REACH:]
            right = [root_of(stem(one)) for one in words[at + 1 :] if is_content(one)][:REACH]
            if kind in ("to", "from"):
                left, right = left[-2:], right[: 2 if "of" in words[at + 1 : at + 4] else 1]
            if kind == "before" and any(one in _DENIES or one.endswith("n't") for one in words[:at]):
                left, right = right, left  # "cannot be sold before it is sealed"
            if left and right:
                yield Relation(kind, frozenset(left), frozenset(right))
