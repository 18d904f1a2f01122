"""What a figure's sentence leans on in its paragraph: the thing named there before, a case that is told, another value set."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studyground.assistant.practice.writing.amounts import amounts_in
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS
from studyground.assistant.practice.writing.mining_shapes import is_participle
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, base_of
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.section_headings import heading_of
from studyground.ingest.terms import terms

NAME_WORDS, HEADING_WORDS, ASKED_BEHIND = 4, 3, 3
# Subjects of a measure only: what runs, waits or is limited, they do not say.
_MEASURES = frozenset(
    "default maximum minimum max min limit ceiling floor cap run runtime time timeout period duration length size interval delay "
    "wait cooldown window threshold value number rate retention lifetime age frequency setting quota range step".split()
)
_NAMED = re.compile(rf"(?P<name>[A-Z][\w+/.-]*(?: [A-Z0-9][\w+/.-]*){{0,{NAME_WORDS - 1}}}) (?P<verb>[a-z]+)\b")
_LEANS = re.compile(r"(?:the|its|their|it|they|an?)\b", re.IGNORECASE)
_STORY = re.compile(
    r"\W*(?:(?:worked|short|real|quick) )?(?:scenario|example|case(?: study)?|story|anecdote|exercise|problem|riddle)s?\b\W*"
    r"(?:\d+\W*)?(?:$|[.:–-])",
    re.IGNORECASE,
)
_DONE = re.compile(r"^[^,;:]*?\b(?:has|have) (?:\w+ly |just |now |already )?(?P<done>[a-z]+)\b")
_RULED = re.compile(
    r"\b(?:must|may|can|should|could|will|if|when|once|until|after|before|who|that|which|unless|whether)\b[^,;:]*$",
    re.IGNORECASE,
)
_SET = (
    r"(?:set|change|alter|adjust|raise|lower|configure|override|extend|shorten|increase|reduce|vary|tune|customi[sz]e)"
)
_SETTABLE = re.compile(
    rf"\b(?:may|can|could) (?:\w+ly )?(?:be )?(?:{_SET}|{_SET}d|{_SET}ed|altered|adjusted|varied)\b|"
    r"\b(?:adjustable|configurable|settable)\b"
)
_OF_IT = re.compile(r"\b(?:it|this|these|those|that|both|anything)\b", re.IGNORECASE)
# What is asked of a case that was told ("What do you change?"), and no "Why?" that the next sentence answers.
_ASKS = re.compile(
    r"(?:(?:and|so|then|now) )?(?:what|which|how (?:many|much|long|often|do|would|should|can))\b[^.]*\?$",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(r"[A-Z][a-z]+(?:ing|tion|sion|ment|ness|ity|ance|ence)$")
_LEADS = re.compile(r"(?:How|What|Which|Within|For|At|After|To|About|Until|Inside)\b")


@dataclass(frozen=True, slots=True)
class Scope:
    """What stands around a sentence.

    Args:
        matter: The thing that its paragraph named before it and has gone on about; "" for none.
        story: Whether it tells of one case, and its figure is nobody's rule.
        settable: Whether what follows says that its figure may be set to others.
    """

    matter: str = ""
    story: bool = False
    settable: bool = False


def scopes_of(lines: Sequence[Line], small: Callable[[str], str]) -> list[Scope]:
    """What stands around each sentence of a guide.

    Args:
        lines: In order.
        small: A subject as it stands inside a sentence: a name keeps its capital.
    """
    found: list[Scope] = []
    unit, matter, told = None, "", False
    following = [*lines[1:], None]
    for at, (line, after) in enumerate(zip(lines, following, strict=False)):
        if (line.document, line.unit) != unit:
            unit, told = (line.document, line.unit), False
            matter = ""
            opens = True
        else:
            opens = False
        named = _name_in(line.text, small)
        if not opens and not named and not _LEANS.match(line.text) and _several(line.text):
            matter = ""  # of other things
        told = told or bool(_STORY.match(line.text))
        asked = any(
            _ASKS.match(other.text) and (other.document, other.unit) == unit
            for other in lines[at + 1 : at + 1 + ASKED_BEHIND]
        )
        set_behind = after is not None and (after.document, after.unit) == unit and _sets(after.text, line.text)
        found.append(
            Scope(
                "" if named else matter, told or asked or _of_a_case(line.text), set_behind or _sets_itself(line.text)
            )
        )
        if named:
            matter = named if opens or named == matter else ""
    return found


def scoped(question: str, subject: str, section: Sequence[str], scope: Scope) -> str:
    """A question with what its subject leaves out: the thing that the paragraph is about, or "by default"; "" where it is unsaid.

    Args:
        question: As it would be asked.
        subject: What its figure is said of.
        section: Headings above the sentence, the nearest last.
        scope: Of the sentence.
    """
    if scope.settable and "default" not in question and _LEADS.match(question):
        question = f"By default, {question[:1].lower()}{question[1:]}"
    if question.startswith(("In the case of", "When ", "If ")) or not _unsaid(subject):
        return question
    matter = "" if set(terms(scope.matter)) & set(terms(question)) else scope.matter
    if not matter and only_measured(subject):
        matter = _matter_of(heading_of(section[-1:]))
        if not matter or set(terms(matter)) & set(terms(question)):
            return question if matter else ""
    return f"In the case of {matter}, {question[:1].lower()}{question[1:]}" if matter else question


def only_measured(subject: str) -> bool:
    """Whether a subject says only what is measured ("the default maximum run"), and not of what.

    Args:
        subject: As it stands inside a sentence.
    """
    words = [word for word in subject.casefold().split() if word not in DETERMINERS]
    return bool(words) and all(word in _MEASURES for word in words)


def subject_of(text: str) -> str:
    """The words of a sentence before its verb, where these are few; "" where the verb is not plain.

    Args:
        text: A sentence.
    """
    words = text.split()
    for at, word in enumerate(words[1 : HEADING_WORDS + 3], 1):
        if word in AUXILIARY or (base_of(word) and words[at - 1].casefold() not in DETERMINERS | PREPOSITIONS):
            return " ".join(words[:at])
    return ""


def leans_on(text: str, scope: Scope, small: Callable[[str], str]) -> bool:
    """Whether a sentence leaves unsaid of what it speaks, while its paragraph named that before.

    Args:
        text: A sentence.
        scope: Of it.
        small: A subject as it stands inside a sentence.
    """
    subject = subject_of(text)
    if not scope.matter or not subject or set(terms(scope.matter)) & set(terms(text)):
        return False
    return bool(re.match(r"The default\b", text)) or _unsaid(small(subject))


def is_name_of(matter: str, text: str) -> bool:
    """Whether a guide writes something with a capital only, and not as a label: a name, wherever in a sentence it stands.

    Args:
        matter: What a sentence is about.
        text: The guide.
    """
    small = matter[:1].lower() + matter[1:]
    return small != matter and f"{matter}:" not in text and not re.search(rf"\b{re.escape(small)}\b", text)


def _unsaid(subject: str) -> bool:
    """Whether a subject names nothing by itself: one everyday noun ("clocks", "the probe"), or a measure."""
    words = [word for word in subject.split() if word.casefold() not in DETERMINERS]
    if subject in ("you", "one") or not words or any(not word.islower() for word in words):
        return False
    return len(words) == 1 or only_measured(subject)


def _name_in(text: str, small: Callable[[str], str]) -> str:
    """The name that a sentence opens with as its subject; "" for none."""
    match = _NAMED.match(text)
    if match is None or not (match["verb"] in AUXILIARY or base_of(match["verb"]) or past_of(match["verb"])):
        return ""
    name = match["name"]
    if re.search(r"-[a-z]", name) or name.split()[0].casefold() in DETERMINERS | PREPOSITIONS:
        return ""
    if _ABSTRACT.fullmatch(name):
        return name.lower()
    inside = small(name)  # of "Kerberos runs" the verb says that it is no plural
    return name if inside == name or (not inside[:1].isalpha() and base_of(match["verb"])) else ""


def _several(text: str) -> bool:
    """Whether a sentence opens with things of its own ("Training jobs run …")."""
    subject = subject_of(text)
    return len(subject.split()) > 1 and plural(subject.split()[-1].casefold())


def _of_a_case(text: str) -> bool:
    """Whether a sentence tells what has gone on for some time, of one case."""
    done = _DONE.match(text)
    if done is None or not (is_participle(done["done"]) or past_of(done["done"]) or done["done"] in ("run", "been")):
        return False
    return not _RULED.search(text[: done.start("done")]) and bool(
        re.match(r" (?:\w+ )?(?:for|since)\b", text[done.end("done") :])
    )


def _sets(after: str, text: str) -> bool:
    """Whether a sentence says that the figure of the one before it may be set to others."""
    match = _SETTABLE.search(after)
    if match is None:
        return False
    units = {one.unit for one in amounts_in(text)}
    return bool(_OF_IT.search(after[: match.end() + len(" anything between")])) or any(
        one.unit in units for one in amounts_in(after)
    )


def _sets_itself(text: str) -> bool:
    """Whether what stands behind a semicolon says so of the figure before it."""
    return any(_sets(after, before) for before, after in pairwise(text.split("; ")))


def _matter_of(heading: str) -> str:
    """A heading as the thing that its section is about; "" where it names none."""
    words = heading.split()
    plain = all(re.fullmatch(r"[A-Za-z][\w-]*", word) for word in words)
    joined = any(word.casefold() in DETERMINERS | PREPOSITIONS | {"and", "or"} for word in words)
    if not 1 <= len(words) <= HEADING_WORDS or not plain or joined or only_measured(heading):
        return ""
    return f"{words[0].lower()}{heading[len(words[0]) :]}" if words[0][1:].islower() else heading
