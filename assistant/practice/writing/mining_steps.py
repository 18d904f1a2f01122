"""Procedures of a guide: numbered instructions, instructions that a lead announces, and runs told with "First … Then"."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mathematics import with_signs
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS
from studyground.assistant.practice.writing.mining_source import Item, Line, Source
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, gerund_base
from studyground.assistant.practice.writing.step_order import bonds
from studyground.assistant.practice.writing.step_words import (
    ASIDE,
    LEAST_WORDS,
    POINTING,
    reads_alike,
    shown_step,
    tells_to_do,
)
from studyground.ingest.index import Index
from studyground.ingest.terms import terms, tokens

FORM = "step"
NEXT, FIRST, LAST = "next", "first", "last"
FEWEST, MOST = 4, 20  # steps
LABEL_WORDS, NAME_WORDS = 5, 10
MOSTLY, LABELLED_MOSTLY = 0.7, 0.6  # share of steps that tell to do something
ONE_VERB = 0.4  # share of steps with one verb above which a list leads through the buttons of a screen
MOST_BETWEEN = 2  # sentences that say more of a step told in prose
PRIORITY = 0.6
_NUMBER = re.compile(r"(?:^|\s)\(?(\d{1,2})[.)]\s*$")
_ORDERED = (
    r"steps?|procedures?|sequence|order|stages?|phases?|process|step[- ]by[- ]step|how to|routine|workflow|recipe"
)
_ANNOUNCED = re.compile(
    rf"\b(?:{_ORDERED})\b|^To [a-z]|^How (?:an?|the|we|you|it|this) .*\b(?:goes|works|is done|is made|do|make)\b",
    re.IGNORECASE,
)
_UNORDERED = re.compile(
    r"\b(?:tips?|rules?|options?|practices?|ways|reasons?|habits?|recommendations?|requirements?|advice|principles?|guidelines?|"
    r"mistakes?|questions?|exercises?|problems?|examples?|features?|benefits?|types?|kinds?|things|symptoms?|signs|causes?|"
    r"ingredients?|equipment|tools|materials|properties|facts|objectives|goals|topics|contents|precautions?|methods|measures|"
    r"actions?|strategies|techniques|approaches|checklist|do(?:[’']?s)? and don|following (?:are|is)|one of|any of|either|"
    r"overview|summary|introduction|agenda|outline|what (?:is|are)|which|why|advantages?|parameters?|settings?|duties)\b",
    re.IGNORECASE,
)
_GENERAL_NAME = frozenset(
    "step procedur instruct process sequenc method order overview follow proceed direct stage phase".split()
)
_BEGINS = re.compile(
    r"(?:First(?: of all)?|Firstly|To begin(?: with)?|To start(?: with)?|(?:Step|Stage) (?:1|one))\b[,:]?\s"
)
_GOES_ON = re.compile(
    r"(?:Then|Next|After (?:that|this)|Afterwards?|Subsequently|Finally|Lastly|"
    r"(?:Step|Stage) (?:\d+|two|three|four|five|six))\b[,:]?\s"
)
_IN_TIME = re.compile(
    r"^(?:First|Then|Next|Finally|Lastly|After|Afterwards|Once|When|An? (?:minute|hour|day|week|month)s? later)\b"
)
_TELLS_ORDER = re.compile(
    r"\b(?:first|second|third|last|lastly|finally|next|previous|begin|start with|steps? \w+|again|same|earlier|now|above|below|"
    r"further|other|others|another|instead|too|also|either|both|repeat|continue)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?P<label>[^–—:.]{2,50}?)(?: [–—-] |: )(?P<body>\S.*)$")
_BUTTONS = frozenset("choose select click specify enter type tap".split())
_POSSESSIVE = re.compile(r"^(?:my|our|your|the|an?|this) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words as a question shows them ("" where they cannot be shown), and where it stands."""

    shown: str
    text: str
    span: Span
    orders: bool


@dataclass(frozen=True, slots=True)
class Procedure:
    """Steps in the order in which they are to be done.

    Args:
        id: Twelve hexadecimal digits.
        name: What a heading or lead calls it.
        done: What is done, as an infinitive without "to", or "" where nothing says so.
        qualified: What the lead adds to a heading ("for the first control-plane node"), or "".
        quoted: The name is a heading, and stands in quotation marks.
        section: Headings above.
        steps: At least four.
    """

    id: str
    name: str
    done: str
    qualified: str
    quoted: bool
    section: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def document(self) -> str:
        """Where it stands."""
        return self.steps[0].span.document

    def called(self) -> str:
        """The name as a sentence has it after "in"."""
        base = f"the procedure “{self.name}”" if self.quoted else f"the {self.name}"
        return f"{base} {self.qualified}".strip()


def procedures_in(read: Source, index: Index) -> tuple[Procedure, ...]:
    """The procedures of a guide; those that nothing tells apart are left out.

    Args:
        read: The guide taken apart.
        index: Where its texts are.
    """
    found: list[Procedure] = []
    for one in read.lists:
        text = index.stored_text(one.document)
        for numbered, items in _runs(text, one.items):
            steps = _steps(one.document, items)
            named = _named(one.lead, one.section)
            if named and _in_order(numbered, one.lead, one.section, items):
                found += _made(steps, named, one.section)
    found += _told(read.lines)
    names = Counter((one.document, one.called().casefold(), one.done) for one in found)
    return tuple(one for one in found if names[one.document, one.called().casefold(), one.done] == 1)


def steps_in(procedures: Sequence[Procedure]) -> tuple[Fact, ...]:
    """What can be asked of procedures: the step after another, the first and the last."""
    return tuple(fact for one in procedures for fact in _asked(one))


def _asked(one: Procedure) -> Iterator[Fact]:
    """What the guide itself puts in order: a number alone says what somebody did first, and not that it had to be so."""
    shown = [step.shown for step in one.steps]
    held = bonds([step.text for step in one.steps])
    after_all = {at for at in range(1, len(shown)) if len(held[at]) == at}
    for at, step in enumerate(one.steps):
        if not step.shown or sum(reads_alike(step.shown, other) for other in shown if other) > 1:
            continue
        before = shown[at - 1] if at else ""
        if (
            before
            and any(bond.before == at - 1 for bond in held[at])
            and sum(reads_alike(before, other) for other in shown if other) == 1
            and not reads_alike(before, step.shown)
        ):
            yield _fact(one, step, NEXT, f"after “{before}” in {one.called()} {one.done}")
        followed = sum(any(bond.before == 0 for bond in own) for own in held) >= FEWEST - 1
        forced = at in after_all if at else followed
        if at in (0, len(shown) - 1) and forced and not _TELLS_ORDER.search(step.shown):
            place = LAST if at else FIRST
            yield _fact(one, step, place, f"{place} in {one.called()} {one.done}")


def _fact(one: Procedure, step: Step, asks: str, need: str) -> Fact:
    key = f"{step.shown}|{FORM}|{asks}|{one.id}|{step.span.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=step.shown, kind="step", form="step", need=need,
        need_shape="noun", situation=asks, span=step.span, section=one.section, named_by="span", text=step.text,
        priority=PRIORITY,
    )  # fmt: skip


def _runs(text: str, items: Sequence[Item]) -> Iterator[tuple[bool, tuple[Item, ...]]]:
    """A list as it is where no item has a number; else the items that are numbered on from one, without what they hold."""
    numbers = [
        int(match[1]) if (match := _NUMBER.search(text[max(0, one.start - 6) : one.start])) else 0 for one in items
    ]
    if not any(numbers):
        yield False, tuple(items)
        return
    run: list[Item] = []
    for number, item in zip(numbers, items, strict=True):
        if number == 1 or (number and number != len(run) + 1):
            yield True, tuple(run)
            run = []
        if number and number == len(run) + 1:
            run.append(item)
    yield True, tuple(run)


def _in_order(numbered: bool, lead: str, section: tuple[str, ...], items: Sequence[Item]) -> bool:
    """Whether the order of items matters: announced, numbered instructions, or instructions with words of time."""
    heading = section[-1] if section else ""
    if (
        not FEWEST <= len(items) <= MOST
        or _UNORDERED.search(lead)
        or (_UNORDERED.search(heading) and not _ANNOUNCED.search(lead))
    ):
        return False
    orders = sum(tells_to_do(item.text) for item in items)
    verbs = Counter(ASIDE.sub("", item.text).split()[0].lower() for item in items)
    if max((count for verb, count in verbs.items() if verb in VERBS), default=0) > ONE_VERB * len(items):
        return False
    if sum(verbs[verb] for verb in _BUTTONS) >= len(items) / 2:
        return False  # what to press on a screen
    mostly = orders >= MOSTLY * len(items)
    announced = bool(_ANNOUNCED.search(lead) or _ANNOUNCED.search(heading))
    if announced:
        return mostly or (numbered and not orders)  # instructions beside names of things are no parallel options
    if numbered:
        bodies = [match["body"] for item in items if (match := _LABEL.match(item.text))]
        told = sum(tells_to_do(body) for body in bodies) >= LABELLED_MOSTLY * len(items)
        return mostly or (len(bodies) == len(items) and told and bool(gerund_base(heading.split(" ")[0].lower())))
    return mostly and any(_IN_TIME.match(item.text) for item in items[1:])


def _steps(document: str, items: Sequence[Item]) -> tuple[Step, ...]:
    labels = [match["label"].strip() if (match := _LABEL.match(item.text)) else "" for item in items]
    labelled = all(label and len(label.split()) <= LABEL_WORDS for label in labels)
    return tuple(
        Step(
            label if labelled else shown_step(item.text), item.text, Span(document, item.start, _first_end(item)),
            not labelled and tells_to_do(item.text),
        )
        for item, label in zip(items, labels, strict=True)
    )  # fmt: skip


def _first_end(item: Item) -> int:
    """Where the first sentence of an item ends, as near as its text with white space collapsed tells."""
    match = re.search(r"[.!](?= [A-Z])", item.text)
    return item.start + match.end() if match and len(item.text) == item.end - item.start else item.end


def _named(lead: str, section: tuple[str, ...]) -> tuple[str, str, str, bool] | None:
    """Name, what is done, what the lead adds, and whether the name is quoted; None where nothing names a procedure."""
    lead = " ".join(lead.split())
    doing = re.match(
        r"(?:In order )?[Tt]o ([a-z][^,;:]*?)(?:, .*| (?:you must|follow|do|proceed|take) .*)?$"
        r"|(?:[Hh]ow to|.*\b[Ss]teps? (?:to|needed to)) ([a-z][^,;:]*?)(?: (?:are|is|follow).*)?$", lead)  # fmt: skip
    if doing:
        done = (doing[1] or doing[2]).strip()
        if 2 <= len(done.split()) <= NAME_WORDS + 2 and _a_verb(done.split()[0]) and not POINTING.search(done):
            return f"To {done}", done, "", True
    heading = _heading(section)
    bare = re.split(r",| \(| – | - ", _POSSESSIVE.sub("", lead))[0].strip()
    if (
        bare
        and re.search(r"\b(?:procedure|sequence|routine|order) (?:for|of|when) ", bare)
        and 3 <= len(bare.split()) <= NAME_WORDS
    ):
        return bare[0].lower() + bare[1:], "", "", False
    if (
        lead
        and _POSSESSIVE.match(lead)
        and 2 <= len(bare.split()) <= 4
        and not re.search(r"\b(?:is|are|steps|follow\w*)\b", bare)
    ):
        return bare[0].lower() + bare[1:], "", "", False  # "The artificial swarm"
    if not heading:
        return None
    to_do = re.match(r"(?i:how to) ([A-Za-z]\S*)(.*)$", heading)
    if to_do and to_do[1].lower() in VERBS:
        done = f"{to_do[1].lower()}{to_do[2]}"
        return heading, (done if done == done.lower() else ""), "", True
    qualified = bare[0].lower() + bare[1:] if re.match(r"For [a-z]", bare) and len(bare.split()) <= NAME_WORDS else ""
    return heading, "", "" if POINTING.search(qualified) else qualified, True


def _a_verb(word: str) -> bool:
    """Whether a word after "To" is a verb: it is unless it opens a noun phrase ("To the left")."""
    return word in VERBS or (
        word.isalpha() and word not in DETERMINERS | PRONOUNS | PREPOSITIONS and not gerund_base(word)
    )


def _heading(section: tuple[str, ...]) -> str:
    """The nearest heading that names what is done, without its number and what a comma or bracket adds."""
    for heading in reversed(section[-2:]):
        plain = re.sub(
            r"^(?:(?:[A-Z]?\d+[.)])+\d*|\d+)\s+|^(?:Step|Part|Chapter|Lesson) \w+[:.]\s*", "", heading
        ).strip()
        plain = re.split(r",| \(|: ", plain)[0].strip().rstrip(".:")
        if not 1 <= len(plain.split()) <= NAME_WORDS or re.search(r"[?“”\[\]|]", plain):
            return ""
        if set(terms(plain)) - _GENERAL_NAME:
            return plain.capitalize() if plain.isupper() and " " in plain else plain
    return ""


def _made(steps: tuple[Step, ...], named: tuple[str, str, str, bool], section: tuple[str, ...]) -> Iterator[Procedure]:
    if len(steps) < FEWEST or sum(bool(step.shown) for step in steps) < FEWEST:
        return
    name, done, qualified, quoted = named
    key = "|".join((name, done, steps[0].span.document, str(steps[0].span.start)))
    yield Procedure(hashlib.sha256(key.encode()).hexdigest()[:12], name, done, qualified, quoted, section, steps)


def _told(lines: Sequence[Line]) -> Iterator[Procedure]:
    """Procedures told in prose: a sentence with "First", and then at least three that say when they come."""
    at = 0
    while at < len(lines):
        run, stop = _run_from(lines, at)
        if len(run) >= FEWEST:
            before = lines[at - 1] if at and lines[at - 1].document == lines[at].document else None
            lead = before.text.rstrip(":") if before and before.text.endswith(":") else ""
            steps = tuple(_told_step(line) for line in run)
            named = _named(lead, lines[at].section)
            orders = all(step.orders for step in steps)
            if (
                named
                and not _UNORDERED.search(lead or " ".join(lines[at].section[-1:]))
                and (orders or not any(step.orders for step in steps))
            ):
                yield from _made(steps, named, lines[at].section)
        at = max(stop, at + 1)


def _run_from(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    if lines[at].item or not _BEGINS.match(lines[at].text):
        return [], at + 1
    run, between, stop = [lines[at]], 0, at + 1
    for place in range(at + 1, len(lines)):
        line = lines[place]
        if (
            line.item
            or line.document != lines[at].document
            or line.section != lines[at].section
            or _BEGINS.match(line.text)
        ):
            break
        if _GOES_ON.match(line.text):
            run.append(line)
            between, stop = 0, place + 1
        else:
            between += 1
            if between > MOST_BETWEEN:
                break
    return run, stop


def _told_step(line: Line) -> Step:
    shown = shown_step(line.text)
    first = shown.split()[0].lower() if shown else ""
    if first in AUXILIARY or base_of(first):
        shown = ""  # "Then comes the mast"
    return Step(shown, line.text, Span(line.document, line.start, line.end), tells_to_do(line.text))


def place_of(option: str, one: Procedure) -> int:
    """Which step of a procedure an option is, -1 for none."""
    said = tokens(with_signs(option))
    for at, step in enumerate(one.steps):
        if said == tokens(with_signs(step.shown)):
            return at
    if len(said) < LEAST_WORDS:
        return -1
    for at, step in enumerate(one.steps):
        whole = tokens(with_signs(step.text))
        if any(whole[start : start + len(said)] == said for start in range(len(whole) - len(said) + 1)):
            return at
    return -1
