"""Rules that say what a measure must be ("X must stay between 16 and 25 °C"), each as four values of which one is allowed."""

import hashlib
import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.amounts import UNIT
from studyground.assistant.practice.writing.bounds import (
    Bound,
    Stretch,
    around,
    around_stretch,
    bounds_in,
    stretches_in,
)
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.figure_direct import says_itself
from studyground.assistant.practice.writing.mining_language import balanced, lower_first
from studyground.assistant.practice.writing.mining_source import Line
from studyground.ingest.terms import terms

FORM = "figure"
WORTH = 0.9
SUBJECT_WORDS = 8
_MUST = re.compile(
    r"^(?P<what>[A-Z][^,;:()\d]*?) (?:must|should|has to|have to|is to|are to) "
    r"(?:always )?(?:be|stay|remain|be kept|be held|lie) "
    r"(?:at )?(?P<limit>[^,;:]+)$"
)
_MUST_NOT = re.compile(
    r"^(?P<what>[A-Z][^,;:()\d]*?) (?:must|should|may|can) not "
    r"(?:exceed|be more than|be over|be above|rise above|go over|go above) "
    r"(?P<limit>\d[^,;:]*)$"
)
_KEEP = re.compile(
    r"^(?:Keep|Hold|Store) (?P<what>[^,;:()\d]+?) (?:at )?"
    r"(?P<limit>(?:\d+|under|below|over|above|between|at least|at most|up|no)\b[^,;:]*)$"
)
_REST = re.compile(r"^(?: (?:in every case|at all times|throughout|always))?$")
_UNIT = re.compile(rf"^\s?(?:{UNIT})(?=[ .]|$)")
_BEHIND = re.compile(r"^ or (?:more|over|above|higher|hotter|warmer|less|fewer|under|below|lower|cooler|colder)\b")
_UNSURE = re.compile(
    r"[?!=<>≤≥≈×@#|$£€“”\"]|\b(?:I|my|we|us|our|it|its|they|their|this|that|these|those|such|here|and|or|but|"
    r"if|when|unless|except|"
    r"not|never|example|both|each|other)\b",
    re.IGNORECASE,
)
_EXCEPTS = re.compile(r"^(?:Except|Exceptions?|Unless|But|Only|However|Otherwise)\b|\bexcept")
_SUPPOSED = re.compile(r"\b(?:if|when|while|unless)\b[^,;.]*")  # a limit there is a case's
_SHARE = re.compile(r"%|percent|per cent")


def allowed_in(lines: Sequence[Line]) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """Facts that ask which of four values a rule allows, and for each the ids of the three that it does not.

    Args:
        lines: The guide's sentences.
    """
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    for line, after in zip(lines, (*lines[1:], None), strict=False):
        excepted = after is not None and after.unit == line.unit and _EXCEPTS.search(after.text)
        made = _asked(line, lines) if line.weight == 1.0 and balanced(line.text) and not excepted else ()
        if made:
            facts.update({one.id: one for one in made})
            beside[made[0].id] = tuple(one.id for one in made[1:])
    return tuple(facts.values()), beside


def _asked(line: Line, lines: Sequence[Line]) -> tuple[Fact, ...]:
    """The value that a rule allows and three that it does not, the first one first; none where the line is no plain rule."""
    text = line.text.rstrip(". ")
    for form in (_MUST_NOT, _MUST, _KEEP):
        match = form.match(text)
        if match is None:
            continue
        limit = f"at most {match['limit']}" if form is _MUST_NOT else match["limit"]
        found: list[Bound | Stretch] = [*bounds_in(limit), *stretches_in(limit)]
        what = re.sub(r"^(?:The|A|An) ", lambda word: word.group().lower(), lower_first(match["what"]))
        if (
            len(found) != 1
            or _UNSURE.search(what)
            or len(what.split()) > SUBJECT_WORDS
            or not says_itself(what, told=False)
        ):
            return ()
        unit = _UNIT.match(limit[found[0].end :])
        rest = _BEHIND.sub("", limit[found[0].end + unit.end() :]) if unit else "?"
        if unit is None or found[0].start > 0 or not _REST.match(rest):
            return ()
        if any(other is not line and _ruled_too(other, what, unit.group()) for other in lines):
            return ()
        return _facts(what, found[0], unit.group(), line)
    return ()


def _ruled_too(line: Line, what: str, unit: str) -> bool:
    """Whether another sentence sets a limit to the same, so that this one alone does not decide."""
    text = _SUPPOSED.sub("", line.text)
    if not set(terms(what)) <= set(terms(text)):
        return False
    limits: tuple[Bound | Stretch, ...] = (*bounds_in(text), *stretches_in(text))
    return any(text[one.end :].lstrip().startswith(unit.strip()) for one in limits)


def _facts(what: str, limit: Bound | Stretch, unit: str, line: Line) -> tuple[Fact, ...]:
    stem = f"Which of these values is allowed for {what}?"
    draw = int(hashlib.sha256(stem.encode()).hexdigest()[:8], 16)
    near = around_stretch(limit, draw) if isinstance(limit, Stretch) else around(limit, share=bool(_SHARE.search(unit)))
    if near is None:
        return ()
    clause, made = line.text.rstrip(". "), list[Fact]()
    key, wrong = near
    for value in (key, *wrong):
        says = "keeps" if value == key else "does not keep"
        identity = hashlib.sha256(f"{FORM}|{stem}|{value}|{line.document}|{line.start}".encode()).hexdigest()[:12]
        made.append(Fact(
            id=identity, thing=f"{value}{unit}", kind="case", form="figure", need=stem if value == key else "",
            need_shape="question", situation="case" if value == key else "", span=Span(line.document, line.start, line.end),
            section=line.section, named_by="span", because=f"{value}{unit} {says} to the rule: “{clause}”.", text=clause,
            priority=round(WORTH * line.weight, 3), numbers=(),
        ))  # fmt: skip
    return tuple(made)
