"""What sentences of running text say of the term they open with, whole: "Box plots reveal the spread of a column"."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from studyground.assistant.practice.writing.asking import EXAMPLE_VALUE, MORE, without_trail
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    LEAD_IN,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    balanced,
    stands_alone,
    tidy,
)
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb, is_participle
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import (
    AUXILIARY,
    VERBS,
    base_of,
    gerund_base,
    may_be_noun,
    participle_of,
)
from studyground.assistant.practice.writing.phrasing import absolute, plural, usable
from studyground.assistant.practice.writing.praise import praises, without_praise
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, singular
from studyground.ingest.terms import terms

FORM = "told"
SUBJECT_WORDS = 4
LEAST_LETTERS = 3
LEAST_WORDS, MOST_WORDS = 4, 20  # of what is said
LEAST_TERMS = 3
LEAST_PRIORITY = 0.2
WORTH = 0.7
WELL_KNOWN = 2  # times that a word stands in a guide that tells what one such thing is
TWICE = 2  # how often a term of small letters must stand in a guide to be one that it teaches
_PAST = dict(
    pair.split(":")
    for pair in (
        "wrote:write built:build led:lead won:win lost:lose became:become began:begin made:make found:find fought:fight "
        "brought:bring took:take drew:draw gave:give held:hold sent:send sold:sell spoke:speak swore:swear overthrew:overthrow "
        "bought:buy dug:dig left:leave met:meet broke:break struck:strike sank:sink kept:keep taught:teach chose:choose "
        "grew:grow saw:see ran:run laid:lay rebuilt:rebuild undertook:undertake fell:fall rose:rise "
        "defeated:defeat ruled:rule founded:found crowned:crown invaded:invade painted:paint composed:compose signed:sign"
    ).split()
)
SIDES = re.compile(
    r",?\s+whereas\s+|,\s+while\s+(?!\w+ing\b)|;\s+(?:and |but |whereas )?|,\s+but\s+(?=[a-z-]+ing |the |an? )"
)
_ADVERBS = frozenset(
    "also further always often usually then thus therefore instead never still only alone itself".split()
)
_REMARKED = frozenset(
    "correctly properly also even still only".split()
)  # what follows is a remark, and not what it is for
# What a passage points at, and people: neither is taught.
_NO_TERM = frozenset(
    "such different new following resulting above below previous next figure table example section chapter first second latter "
    "former same this that these those understanding knowledge experience".split()
)
_ASIDE = re.compile(r"\s\([^()]{1,60}\)(?!\w)")  # "(X)HTML" is a word
CALLED = 2  # words: a name in code and its noun
_POINTS_BACK = re.compile(
    r"^(?:These|Those|This|That|Such|Here|There|They|We|You|I|It|Its|Their|Each|Both|Some|Many|Most|All|Other|Another|As|In|If|"
    r"When|While|For|To|With|By|On|At|From|After|Before|Although|Because|Since|Unlike|One|Any|Every|No|Not|What|How|Why)\b",
    re.IGNORECASE,
)
# What praises, or says of a thing no more than that it is there.
_EMPTY = re.compile(
    r"^can (?!be (?:used|applied) (?:to|for)\b)|"  # what others can do as well
    r"^(?:can |also )*(?:plays?|remains?|becomes?|seems?|appears?|includes?|involves?|matters?|depends?|comes?|goes?|exists?|"
    r"follows?|happens?|occurs?|begins?|starts?|ends?|ha[sv]e?|consists? of|looks?|stays?|needs?|varies|vary|differs?|deserves?|"
    r"emphasi[sz]es?|highlights?|shows?|illustrates?|demonstrates?|compares?|presents?|discuss(?:es)?|appl(?:y|ies)|accepts?|works?|"
    r"supports? both|(?:serves?|acts?) as|(?:offers?|provides?) (?:insights?|various|many|several|access)|"
    r"makes? (?:it|the assumption)|ensures? that)\b|"
    r"^(?:is|are) (?!(?:an?|the|used|designed|meant|useful|suited|suitable|ideal|effective|preferred|measured|calculated|"
    r"computed|defined|made|formed|built|caused|produced|stored|written|known for|found|applied|employed|recommended)\b)"
)
JUDGED = re.compile(
    r"^(?:is|are) (?:an?|the) (?:\w+ )?(?:one|part|way|step|form|type|kind|variant|variation|example|case|"
    r"matter|question|process of|important|popular|common|good|"
    r"poor|great|simple|general|similar|single|major|main|key|wide|large|natural|good|special case|"
    r"extension|alternative)\b"
)
_ORDER = re.compile(r"\b(?:first|second|third|last) ")  # says which, and points nowhere
_DENIED = re.compile(r"\b(?:not|never|no|cannot)\b|n[’']t\b")  # what is not so of one is not so of others
_HANGS = re.compile(
    r"\b(?:this|these|those|such|it|its|they|them|one|other|another|same|above|below|also|too|so|instead|there)\b"
)
# What is said of one value or use of a thing is not said of the thing.
OF_AN_EXAMPLE = re.compile(r"(?:E\.g\.|I\.e\.|For (?:example|instance)\b)")
# What somebody did for the guide itself is thanked for in it, and not taught.
_OF_THE_BOOK = re.compile(
    r"\b(?:chapters?|appendi(?:x|ces)|paragraphs?|(?:this|the(?: original)?) (?:document|manual|guide|book|howto|faq))\b",
    re.IGNORECASE,
)
Told = Callable[[str], int]


def told_in(lines: Sequence[Line], running: str, ordinary: Callable[[str], bool]) -> tuple[Fact, ...]:
    """What a guide's sentences say of the terms they open with, one fact a term and statement.

    Args:
        lines: The guide's sentences.
        running: The guide's text, case folded.
        ordinary: Whether a word in small letters is one of the language.
    """
    found: dict[tuple[str, str], Fact] = {}

    @cache
    def count(name: str) -> int:
        return running.count(singular(name.casefold()))

    for line in lines:
        if line.weight < LEAST_PRIORITY:
            continue
        for fact in _statements(line, count, ordinary):
            found.setdefault((fact.thing.casefold(), fact.need.casefold()), fact)
    return tuple(found.values())


def _statements(line: Line, count: Told, ordinary: Callable[[str], bool]) -> Iterator[Fact]:
    text = LEAD_IN.sub("", line.text).strip()
    if text.endswith(("?", ":", "!")) or not balanced(text) or "“" in text or OF_AN_EXAMPLE.match(text):
        return
    sides = [side.strip().rstrip(".") for side in SIDES.split(text)]
    made = [_made(side, line, count, ordinary) for side in sides]
    names = tuple(one.thing for one in made if one)
    for one in made:
        if one:
            yield replace(one, contrasts=tuple(name for name in names if name != one.thing))


def _made(clause: str, line: Line, count: Told, ordinary: Callable[[str], bool]) -> Fact | None:
    found = parted(_ASIDE.sub("", clause))
    if found is None:
        return None
    subject, predicate = found
    name, kind = _term(subject, count, ordinary)
    need = _said(predicate)
    if not name or not need or (_is_code(name) and re.match(r"supports?\b", need)):
        return None
    if "\\" in clause or (past_of(predicate.split()[0]) and _OF_THE_BOOK.search(predicate)):
        return None
    end = clause.find(need)
    clause = clause[: end + len(need)] if end >= 0 else clause
    key = f"{name}|{FORM}|{need}|{line.document}|{line.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=name, kind=kind, form="told", need=need, need_shape="finite",
        situation="", span=Span(line.document, line.start, line.end), section=line.section, named_by="span",
        text=clause, priority=round(WORTH * max(line.weight, 0.5), 3),
    )  # fmt: skip


def parted(clause: str) -> tuple[str, str] | None:
    """A clause as its subject, a few words without a phrase of their own, and what is said of it."""
    words = clause.split()
    for at in range(1, min(SUBJECT_WORDS + 2, len(words) - 2)):
        before, word, after = words[at - 1], words[at].casefold(), words[at + 1].casefold().strip(",")
        if before.endswith((",", ":", ".")) or (words[at][:1].isupper() and base_of(word)):
            return None
        done = past_of(words[at]) and _is_name(words[:at]) and (after in DETERMINERS or words[at + 1][:1].isupper())
        if done or _opens_predicate(before.casefold(), word, after, " ".join(words[at + 1 :])):
            return " ".join(words[:at]), " ".join(words[at:])
        if word in PREPOSITIONS or word in SUBORDINATORS or word in ("and", "or", "but") or word in PRONOUNS:
            return None
    return None


def _is_name(words: Sequence[str]) -> bool:
    """Whether words are a name of several, of a person or a body ("Ada Lovelace", "the Royal Society")."""
    bare = [word for word in words if word.casefold() != "the"]
    return len(bare) > 1 and all(word[:1].isupper() for word in bare)


def past_of(word: str) -> str:
    """The base of a verb in the past, regular or of those that a history is full of; "" for any other word."""
    return participle_of(word) or _PAST.get(word, "")


def _opens_predicate(before: str, word: str, after: str, rest: str) -> bool:
    """Whether a word is the finite verb of the subject that ends before it."""
    if word in AUXILIARY:
        return word in ("is", "are", "can", "has", "have", "does")
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    base = base_of(word) or (word if word in VERBS and plural(before) else "")
    if not base or after in AUXILIARY:
        return False
    if not may_be_noun(base) or after in DETERMINERS:
        return True
    if gerund_base(before.rpartition("-")[2]) and is_participle(after):
        return False  # "re-routing tracks attached to pads" is done to tracks
    if after == "to":  # "needs to rest", but "queries to a zone are refused"
        return rest.split()[1:2] != [] and (rest.split()[1] in VERBS or not has_finite_verb(f"it {rest}"))
    # "tracks API activity", but "learning rates determine the pace" and "access controls limit what is seen"
    later = after in VERBS or base_of(after) or after in PREPOSITIONS or has_finite_verb(f"it {rest}")
    return not later and base != word and not plural(before)


def _term(subject: str, count: Told, ordinary: Callable[[str], bool]) -> tuple[str, str]:
    """A subject as a term that the guide teaches, and the noun it is called by where its name is code ("class").

    Both are "" for anything that it only speaks of in passing.
    """
    words = subject.split()
    if words[-1] in _REMARKED:
        return "", ""
    while words and words[-1].islower() and (words[-1] in _ADVERBS or words[-1].endswith("ly")):
        words.pop()
    if not words or _POINTS_BACK.match(subject):
        return "", ""
    article = words[0].casefold() if words[0].casefold() in ("a", "an", "the") else ""
    words = words[1:] if article else words
    kind = ""
    if len(words) == CALLED and _is_code(words[0]) and words[1] in KIND_NOUNS:
        words, kind = words[:1], words[1]
    elif len(words) == CALLED and _is_code(words[1]) and words[0] in KIND_NOUNS:
        words, kind = words[1:], words[0]
    bare = " ".join(words)
    if not 1 <= len(words) <= SUBJECT_WORDS or not re.fullmatch(r"[A-Za-z][\w.()’'/+&-]*(?: [\w.()’'/+&-]+)*", bare):
        return "", ""
    low = [word.casefold() for word in words]
    if len(bare) < LEAST_LETTERS or not balanced(bare) or any(word in DETERMINERS or word in _NO_TERM for word in low):
        return "", ""
    coded = any(letter.isupper() or letter.isdigit() or letter in "_()." for letter in bare[1:])
    if re.fullmatch(r"[a-z]+[A-Z]\w*", bare) and not kind:
        return "", ""  # a variable of some example
    known = article in ("a", "an") and count(low[0]) > WELL_KNOWN
    pointed = article or plural(low[0]) or low[0] in KIND_NOUNS
    if len(words) == 1 and not coded and ordinary(low[0]) and pointed and not known:
        return "", ""  # "the method", "models": which, only the passage says
    if gerund_base(low[0]) and len(words) > 1 and (words[1][:1].isupper() or count(bare) <= TWICE):
        return "", ""  # "using Docker", "mastering these terms"
    if low[0].endswith("ly") or (not coded and count(bare) < TWICE):
        return "", ""
    return bare, kind


def _is_code(word: str) -> bool:
    return bool(re.search(r"[a-z][A-Z]|_|\(\d?\)|\w\.\w", word))


def _said(predicate: str) -> str:
    """What is said, as it stands, up to where its own clause ends; "" where it cannot stand alone."""
    passive = re.match(
        r"(?:is|are) ([a-z]+) (?:in|inside|by|from|with|to|on|at|as|using|before|after|when|without)\b", predicate
    )
    if (_EMPTY.match(predicate) and not (passive and is_participle(passive[1]))) or JUDGED.match(predicate):
        return ""
    need, _ = cut(predicate)
    need = tidy(without_praise(without_trail(need)))
    if praises(need):
        return ""
    count = len(need.split())
    if not LEAST_WORDS <= count <= MOST_WORDS or len(set(terms(need))) < LEAST_TERMS:
        return ""
    if (
        not stands_alone(need, LEAST_WORDS, MOST_WORDS)
        or not usable(_ORDER.sub("", need), LEAST_WORDS)
        or absolute(need)
    ):
        return ""
    if EXAMPLE_VALUE.search(need) or (passive and re.search(r"\d", need)):
        return ""
    if "," in need and not re.search(r"\b(?:and|or)\b", need[need.rindex(",") :]):
        return ""  # half a list
    return "" if _DENIED.search(need) or _HANGS.search(need) or MORE.search(need) or "(" in need else need
