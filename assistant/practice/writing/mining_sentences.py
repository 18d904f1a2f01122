"""Facts in sentences: each clause is read for what it says of the thing it names."""

import re
from collections.abc import Iterator
from dataclasses import replace

from studyground.assistant.practice.writing.mining_advice import PURPOSE_LABEL, advice_in, each_for, labelled_purpose
from studyground.assistant.practice.writing.mining_found import Found
from studyground.assistant.practice.writing.mining_language import LEAD_IN, balanced
from studyground.assistant.practice.writing.mining_lists import enumerations
from studyground.assistant.practice.writing.mining_names import LABELLED
from studyground.assistant.practice.writing.mining_predicates import labelled, said_of
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.things import Names

_OWN_NOUNS = frozenset(
    "service algorithm method technique tool metric test format library framework function platform database "
    "store plot chart layer optimiser optimizer classifier device machine engine protocol law plant organ "
    "drug enzyme".split()
)

LEAST_CLAUSE = 4  # words


def mine_lines(lines: tuple[Line, ...], names: Names) -> Iterator[Found]:
    """All facts in sentences."""
    previous: Line | None = None
    for line in lines:
        before, previous = previous, line
        text = LEAD_IN.sub("", line.text)
        if (
            before is not None
            and before.unit == line.unit
            and before.document == line.document
            and re.match(r"It [a-z]", text)
        ):
            yield from _continued(before, line, text, names)
            continue
        if text.endswith(("?", ":")) or re.match(
            r"(?:These|Those|This|Such|Here|There|They|We|You|I|In this|As)\b", text
        ):
            continue
        found = list(_statements(text, line, names))
        yield from found


def _continued(before: Line, line: Line, text: str, names: Names) -> Iterator[Found]:
    """A sentence that opens with "It" after one about a single thing: both sentences are the span."""
    start = names.at_start(LEAD_IN.sub("", before.text))
    if (
        not start
        or re.search(r";|\bwhereas\b|, (?:and|but|while) (?:the|an?|it|its|[A-Z])", before.text)
        or len(text.split()) > 40
    ):
        return
    if not re.match(r"\s+(?:\w+ly\s+|also\s+)?(?:is|are|can|has|\w+s)\s", LEAD_IN.sub("", before.text)[start[0] :]):
        return
    clause = re.split(r";\s+|,?\s+whereas\s+", text.rstrip("."))[0]
    for found in said_of(clause, (2, start[1]), line, names):
        yield replace(found, start=before.start, text=f"{before.text} {line.text}", weight=found.weight * 0.9)


def _statements(text: str, line: Line, names: Names) -> Iterator[Found]:
    text = text.rstrip(".")
    subject_heading = names.resolve(line.section[-1]) if line.section else ""
    yield from _classes(text, line, names)
    yield from each_for(text, line, names)
    label = LABELLED.match(text) if line.item and line.first else None
    if label and subject_heading and PURPOSE_LABEL.match(label["name"]):
        yield from labelled_purpose(label["name"], label["text"], subject_heading, line)
        return
    if label and names.resolve(label["name"]):
        yield from labelled(label["name"], label["text"], line, names, labelled=True)
        return
    clauses = [clause.strip() for clause in re.split(r";\s+(?:and |but |so )?", text)] if balanced(text) else [text]
    for clause in clauses:
        sides = re.split(r",?\s+whereas\s+|,\s+while\s+", clause)
        starts = [names.at_start(side) for side in sides]
        if len(sides) == 2 and starts[0] and starts[1] and starts[0][1] != starts[1][1]:
            for side, start, other in ((sides[0], starts[0], starts[1]), (sides[1], starts[1], starts[0])):
                for found in said_of(side, start, line, names):
                    yield replace(
                        found,
                        contrasts=(*found.contrasts, other[1]),
                        form="contrast" if found.form == "property" else found.form,
                    )
            continue
        if len(sides) == 2 and not starts[1] and starts[0] and len(sides[0].split()) >= LEAST_CLAUSE:
            clause = sides[0]
        elif len(sides) == 2 and starts[1] and not starts[0] and len(sides[1].split()) >= LEAST_CLAUSE:
            clause = sides[1]  # "monitoring … captures metrics, while CloudTrail tracks …"
        yield from advice_in(clause, line, names)
        opened = names.at_start(clause)
        if opened:
            for found in said_of(clause, opened, line, names):
                yield found
                if re.match(r"it [a-z]+s\b.*\d", found.because):  # "…, because it accepts up to 1 GB per request"
                    reasons = said_of(found.because, (2, opened[1]), line, names)
                    yield from (replace(one, weight=one.weight * 0.9) for one in reasons if one.form == "property")
        else:
            by_heading = re.match(r"The (?P<noun>[a-z]+)(?=\s)", clause)
            if (
                by_heading
                and subject_heading
                and (by_heading["noun"] in _OWN_NOUNS and len(subject_heading.split()) <= 5)
            ):
                for found in said_of(clause, (by_heading.end(), subject_heading), line, names):
                    yield replace(found, named_by="heading")


def _classes(text: str, line: Line, names: Names) -> Iterator[Found]:
    """What "techniques such as A and B reduce noise" says, said of each."""
    for listed in enumerations(text):
        if not listed.rest:
            continue
        members = [canonical for member in listed.members if (canonical := names.resolve(member))]
        for name in members:
            for found in said_of("X " + listed.rest, (1, name), line, names):
                if found.form in ("purpose", "choice", "cause"):
                    yield replace(found, kind=listed.kind, same=tuple(m for m in members if m != name))
            if len(members) > 3:
                break
