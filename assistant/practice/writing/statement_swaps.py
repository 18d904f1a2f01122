"""A statement with two of its parts in each other's place, so that what is said of the one is said of the other."""

import re
from dataclasses import dataclass

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.phrasing import plural, small, with_article
from studyground.assistant.practice.writing.statement_verbs import first_finite
from studyground.ingest.terms import terms

NAME, EXCHANGE = "name", "exchange"
MOST_SUBJECT = 5  # words
_BOTH = re.compile(r",? whereas |, while |, (?:and|but) |; | and ")
_SURE = re.compile(r"whereas|, while")


@dataclass(frozen=True, slots=True)
class Alteration:
    """A statement that the guide contradicts.

    Args:
        text: The whole of it.
        way: What kind of thing was changed.
        was: What the guide has there.
        now: What stands there now.
    """

    text: str
    way: str
    was: str
    now: str


def put(text: str, start: int, end: int, now: str, way: str) -> Alteration:
    """A statement with a piece of it changed, and an article before it that fits.

    Args:
        text: The statement.
        start: Of the piece.
        end: Of the piece.
        now: What stands there then.
        way: What kind of thing it is.
    """
    was, before = text[start:end], text[:start]
    if re.search(r"\b[Aa]n? $", before) and now[:1].isalpha():
        article = with_article(now.split()[0]).split()[0]
        before = re.sub(r"\b([Aa])n? $", lambda match: f"{match[1]}{article[1:]} ", before)
    return Alteration(before + now + text[end:], way, was.strip(), now.strip())


def swapped(text: str) -> Alteration | None:
    """The subjects of two clauses in each other's place, where both are one thing or both several.

    Args:
        text: A statement.
    """
    if re.search(r"\b(?:it|its|they|their|them|both|each|this|that)\b", text):
        return None
    for joint in _BOTH.finditer(text):
        first, second = text[: joint.start()], text[joint.end() :].rstrip(".")
        opened = re.match(r"^(?:In|At|On|During|With|For) [^,]{3,30}, ", first)
        start = opened.end() if opened else 0
        mine, theirs = first_finite(first[start:]), first_finite(second)
        if mine is None or theirs is None or re.search(r";|, (?:and|but|while|whereas) ", first + " " + second):
            continue
        one, other = first[start:][:mine].strip(), second[:theirs].strip()
        verbs = first[start:][mine:].split()[0], second[theirs:].split()[0]
        if not _SURE.search(joint.group()) and verbs[0] != verbs[1]:
            continue
        if not (_subject(one) and _subject(other)) or set(terms(one)) == set(terms(other)):
            continue
        if (
            plural(_head(one)) != plural(_head(other))
            or set(terms(one)) <= set(terms(second))
            or set(terms(other)) <= set(terms(first))
        ):
            continue
        second_shown = other[:1].upper() + other[1:] if not start else other
        named = any(word[:1].isupper() for word in one.split()[1:])
        first_shown = one if start or named else small(one)
        between, rest = text[start + len(one) : joint.end()], text[joint.end() + len(other) :]
        made = f"{text[:start]}{second_shown}{between}{first_shown}{rest}"
        return Alteration(made, EXCHANGE, f"{one} … {other}", f"{second_shown} … {first_shown}")
    return None


def _subject(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= MOST_SUBJECT or "," in text or re.search(r"\d", text):
        return False
    first = words[0].casefold()
    return (
        first not in (PREPOSITIONS | SUBORDINATORS | PRONOUNS | {"you", "there"})
        and (len(words) > 1 or first not in DETERMINERS)
        and words[-1].casefold() not in DETERMINERS | PREPOSITIONS
    )


def _head(subject: str) -> str:
    return re.split(r" (?:of|in|on|for|with|from|by|at)\b", subject)[0].split()[-1]
