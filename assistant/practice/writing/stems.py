"""From what a question is about to its stem: who, with what, in need of what, decided by what, and one question."""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import (
    capital,
    plural,
    sentence,
    several,
    small,
    with_article,
    words,
)
from studyground.assistant.practice.writing.scenes import CODE, PLAIN, TECHNICAL, scene_for
from studyground.assistant.practice.writing.spread import Spread
from studyground.assistant.practice.writing.trades import ACTORS, PLAIN_ACTORS, actors_for
from studyground.ingest.terms import terms

MOST_WORDS = 82
TRIES = 14
_ROLE_NOUNS = ("engineer", "architect", "developer", "lead")
_GENERAL = ("", "option", "term")
MATTER_WORDS = 5  # of a heading that can be said in a sentence
HEARD = 2  # how often a heading must stand in running text to be a subject that one can speak of
_NUMBERED = re.compile(r"^(?:\d+\.)*\d*\.?\s+")


# What a heading calls a part of a book, or compares it with, and nothing that one works on.
NO_MATTER = re.compile(
    r"\(\d[a-z]*\)|\b(?:man|manual|reference) pages?\b|\b(?:manual|documentation|tutorial|reference|appendix)$|"
    r"^(?!(?:classifier|multiplier|barrier|carrier|supplier|tier|pier)\b)\w+(?:ier|iest)\b|^(?:better|best|faster|fancy|quick|brief|further|"
    r"getting|advanced|basic)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence to be: its frame, and what goes into it."""

    pool: str
    frame: str
    need: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What a stem has to say.

    Args:
        about: Texts that show the subject, from the most telling to the least.
        technical: Whether the guide is about data or software, which says whose work it is.
        code: Whether it teaches programming, which says so better.
        topic: What the passage is about ("hive inspection"); "" where no heading can be said.
        lines: The sentences that carry the question, in order.
        ask: The final question.
        kind: Common noun of the options ("service").
        ending: "(Choose two.)" or "".
        sought: Common noun of the key, where it may be said; "" where a general one must do.
    """

    about: tuple[str, ...]
    technical: bool
    topic: str
    lines: tuple[Line, ...]
    ask: Line
    kind: str
    ending: str = ""
    sought: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class Stem:
    """A stem with what it used, to be counted when the question is taken."""

    text: str
    used: tuple[tuple[str, Hashable], ...] = ()


def write_stem(request: Request, spread: Spread) -> Stem | None:
    """A stem that was not used before; None when none was found."""
    for _ in range(TRIES):
        made = _attempt(request, spread)
        if words(made.text) <= MOST_WORDS and spread.fresh(made.text):
            return made
    return None


def _attempt(request: Request, spread: Spread) -> Stem:
    scene = (scene_for(request.about) or TECHNICAL) if request.technical else CODE if request.code else PLAIN
    actors = actors_for(request.about[0]) if request.technical else ACTORS if request.code else PLAIN_ACTORS
    actor = _loosely(spread, actors, "actor")
    role = _loosely(spread, scene.roles, "role")
    sought = _sought(request)
    slots = {
        "a": with_article(actor), "A": capital(with_article(actor)), "role": role, "arole": with_article(role),
        "Arole": capital(with_article(role)), "topic": request.topic, "solution": sought, "akind": with_article(sought),
        "kind": request.kind, "kinds": several(request.kind),
    }  # fmt: skip
    said = [sentence(frames.OPENING.format(**slots))] if request.topic else []
    for line in request.lines:
        parts = {f"need{n}": part for n, part in enumerate(line.need.split("\n"), 1)}
        who = (frames.WHO if said else frames.WHO_FIRST).format(**slots)
        said.append(_sentences(line.frame, {**slots, "need": line.need, "Who": who, **parts}))
    asked = f"{capital(request.ask.frame.format(**slots, need=request.ask.need))} {request.ending}".strip()
    used = (("actor", actor), ("role", role)) if said else ()
    return Stem(_shorter(" ".join([*said, asked]), role), used)


def _sought(request: Request) -> str:
    """The noun for what is looked for."""
    return request.sought or (request.kind if request.kind not in _GENERAL else "solution")


def _shorter(text: str, role: str) -> str:
    """A role is named in full once, and by its last word afterwards ("the machine learning engineer", "the engineer")."""
    last = role.split()[-1]
    if len(role.split()) < 3 or last not in _ROLE_NOUNS:
        return text
    first, found, rest = text.partition(role)
    return first + found + rest.replace(role, last)


def _loosely(spread: Spread, pool: Sequence[str], of: str) -> str:
    """One of the least used few: evenly used in the long run, and another at every attempt."""
    first = spread.order(pool, of)
    return spread.random.choice(first[: max(1, min(3, len(first) // 3))])


def _sentences(frame: str, slots: dict[str, str]) -> str:
    """A filled frame; a frame may hold several sentences, parted by ". "."""
    text = frame.format(**slots)
    if "“" in text:
        return capital(text)
    return " ".join(sentence(part) for part in text.split(". ") if part.strip())


def topic_of(section: Sequence[str], running: str) -> str:
    """What a passage is about, from the innermost heading that the guide also uses in running text; "" failing that.

    Args:
        section: Headings, outermost first.
        running: The guide's text, case folded.
    """
    for heading in reversed(section):
        plain = _NUMBERED.sub("", heading).strip().strip(".:")
        plain = plain.split(":")[-1].strip() if ":" in plain else plain
        inside = plain.split()
        if not 1 <= len(inside) <= 5 or any(mark in plain for mark in '?!()[]/&|=;,“”"') or plain[0].isdigit():
            continue
        first = inside[0].lower()
        if NO_MATTER.search(plain):
            continue
        if len(inside) == 1 and first.endswith(("s", "ing")) and inside[0][1:].islower():
            continue  # "Tools", "Principles": of what, the heading alone does not say
        if (
            first in _NO_TOPIC
            or first in _NO_MATTER
            or first in VERBS
            or base_of(first)
            or first.startswith(("how", "what", "why", "when"))
        ):
            continue
        if len(re.findall(rf"(?<=[a-z,] ){re.escape(plain.casefold())}\b(?! [a-z]+ing\b)", running)) >= HEARD:
            return small(plain) if sum(word[:1].isupper() for word in inside) <= 1 else _lowered(plain)
    return ""


_NO_TOPIC = frozenset(
    "introduction overview summary conclusion chapter section part appendix references exercises contents index notes note "
    "example examples review key tips do don't use choose".split()
)


def matter_of(section: Sequence[str], named: Callable[[str], bool], apart_from: Callable[[str], bool]) -> str:
    """The subject under whose heading a passage stands, as one could say it at a meeting; "" where no heading will do.

    Args:
        section: Headings, outermost first; the outermost is a title and says too little.
        named: Whether a heading names a thing, which would point at an answer.
        apart_from: Whether a heading has nothing in common with the answer.
    """
    for heading in reversed(section[1:]):
        plain = _NUMBERED.sub("", heading).strip().strip(".:")
        inside = plain.split()
        if not 1 <= len(inside) <= MATTER_WORDS or not re.fullmatch(r"[A-Za-z][A-Za-z -]+", plain) or named(plain):
            continue
        first = inside[0].lower()
        if (
            NO_MATTER.search(heading)
            or first in _NO_TOPIC
            or first in _NO_MATTER
            or any(word[:1].isupper() for word in inside[1:])
        ):
            continue
        asked = first in VERBS and not first.endswith("ing") and not plural(plain) and len(inside) > 1
        if asked or not apart_from(plain):
            continue
        return small(plain)
    return ""


def subject_of_work(section: Sequence[str], asked: str, inside: Callable[[str], str]) -> str:
    """What somebody works on who meets a case: the innermost heading that says it; "" where none does.

    Args:
        section: Headings, outermost first.
        asked: The case, or the thing; a heading that only repeats it says nothing more.
        inside: Writes a name as it stands in the middle of a sentence.
    """
    said = set(terms(asked))
    for heading in reversed(section):
        plain = _NUMBERED.sub("", heading).strip().strip(".:")
        words_of = plain.split()
        first = words_of[0].lower() if words_of else ""
        if (
            not 1 <= len(words_of) <= SUBJECT_WORDS
            or not re.fullmatch(r"[\w][\w .,’'()/+#-]*", plain)
            or plain[0].isdigit()
        ):
            continue
        if (
            first in _NO_TOPIC
            or first in _NO_MATTER
            or first in _NO_WORK
            or not terms(plain)
            or _ASIDE.search(plain)
            or NO_MATTER.search(plain)
        ):
            continue
        if (
            base_of(first)
            or (first in VERBS and not may_be_noun(first))
            or first.endswith("ing")
            or set(terms(plain)) <= said
        ):
            continue
        if sum(letter.isupper() for letter in plain) > SHOUTED:
            continue
        low = inside(words_of[0])
        return " ".join((low, *(small(word) for word in words_of[1:]))) if low[:1].islower() else plain
    return ""


SHOUTED = 5  # capitals, of a label and not a heading
SUBJECT_WORDS = 7  # of a heading that somebody can be said to work on
_ASIDE = re.compile(
    r"\b(?:advantages?|drawbacks|disadvantages|formulation|tips|details|more|other|using|use|learn\w*|writing|special)\b",
    re.IGNORECASE,
)
_NO_WORK = frozenset(
    "section sections options commands description synopsis arguments parameters usage notes "
    "key basic basics some common many good better advanced our my your first second further mathematical practical".split()
)
_NO_MATTER = frozenset(
    "how what why when which where who the a an from in on at for with use other more general".split()
)


def _lowered(title: str) -> str:
    """A heading in title case as running text; words with capitals inside stay."""
    return " ".join(small(word) for word in title.split())
