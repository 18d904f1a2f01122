"""What comes of a case: "If the pump fails, the basin drains", "In frost, the points are swept", "Do X, otherwise Y fails"."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from studyground.assistant.practice.writing.code_names import NO_STATEMENT, NOT_AFTER_ARTICLE
from studyground.assistant.practice.writing.consequence_words import effect_of, instructs, stated
from studyground.assistant.practice.writing.embedded_questions import asks_whether
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.leaning import leans
from studyground.assistant.practice.writing.mining_language import LEAD_IN, balanced, tidy
from studyground.assistant.practice.writing.mining_rules import LIKE_ANOTHER, NUMBERED
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.phrasing import absolute, capital
from studyground.assistant.practice.writing.rule_cases import OF_STUDY, SOMEBODY, case_of
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.assistant.practice.writing.whole_clauses import full_clause
from studyground.ingest.terms import terms

FORM = "consequence"
IF, WHEN, AT, ELSE = "if", "when", "at", "otherwise"  # situations: how a case and what comes of it are linked
CASE = "case"  # likewise: a case that only stands beside others, with the rest of its sentence
LEAST_WEIGHT, PRIORITY = 0.9, 0.9
CAST = 3  # sections of a guide that speak of "the" somebody or something: a reader of any of them knows which
_CASE_FIRST = re.compile(rf"^(?P<link>If|When|Whenever|Once|As soon as) {NO_STATEMENT}(?P<rest>.+)$")
_CASE_LAST = re.compile(
    rf"^(?P<effect>.+?)(?<!only)(?<! at)(?<! even),? {NOT_AFTER_ARTICLE}"
    rf"(?P<link>if|when|whenever|once(?! (?:an?|every|per|more|in)\b)|as soon as) {NO_STATEMENT}(?P<case>.+)$"
)
_SIDES = re.compile(r"; (?!otherwise\b|or else\b)(?:and |but |while |whereas )?")
_LABEL = re.compile(r"^[^.,;:?!`]{2,60}: ")
_OCCASION = re.compile(
    r"^(?P<case>(?:In|On|At|After|Before|During|Under|Above|Below|Over|With|Without|For|Near|Between) [^,;:]{3,60}), "
    r"(?P<main>[^;]+)$"
)
_NO_OCCASION = re.compile(
    r"(?:In (?:practice|short|general|fact|particular|addition|contrast|this|that|these|those|our|other|such|both|all|any|"
    r"most|many|\d+)|For (?:example|instance|this|that|these|those|such|now|all|us)|With (?:this|that|these|those)|"
    r"At (?:first|last|least|most|that|this)|On (?:the (?:other|one)|average|this|that)|After (?:that|this|all|them|it)|"
    r"Before (?:that|this)|Over time|Under this)\b"
)
_COMMA = re.compile(r", (?:then )?")
_OTHERWISE = re.compile(r"^(?P<said>.+?)(?:,|;) (?:otherwise|or else) (?P<effect>.+)$")
_TWO_CLAUSES = re.compile(r", (?:and|but|so|yet|or) |; ")
_DUTY = re.compile(r"\b(?:must|shall|should|ought|needs? to|ha(?:s|ve) to|(?:is|are) to)\b")
_STATES_CASE = re.compile(r"\b(?:if|when|whenever|unless|until|because|since|whether|as soon as|once|while|so that)\b")
_INNER_CLAUSE = re.compile(r"[,;]|\b(?:which|whose|that|where|how|what|who|whom|why)\b")
_SURELY_CLAUSE = re.compile(r"(?:the|an?|no|each|every|all|both|it|they|nobody|somebody) ", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:Note|Remember|Bear in mind|Keep in mind) that |^(?:In our experience,?|As a rule,?) ", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Link:
    """A case, or advice that is not followed, with what comes of it; `said` is "" where it cannot be told alone."""

    how: str
    said: str
    effect: str
    clause: str


def consequences_in(lines: Sequence[Line]) -> tuple[Fact, ...]:
    """All that a guide says of what happens or applies in a case; of one sentence the first.

    Args:
        lines: The guide's sentences.
    """
    found: dict[str, Fact] = {}
    for _, document in groupby(lines, key=lambda line: line.document):
        own = list(document)
        cast = _cast(own)
        for _, group in groupby(own, key=lambda line: line.section):
            section = list(group)
            for at, line in enumerate(section):
                about = f"{line.text} {' '.join(line.section[-1:])}"
                if line.weight < LEAST_WEIGHT or not balanced(line.text) or OF_STUDY.search(about):
                    continue
                before = [cast.sub("", one.text.casefold()) for one in section[:at]]
                link = next(_links(line, before), None)
                if link is not None:
                    found.setdefault(f"{link.how == CASE} {link.effect.casefold()}", _fact(link, line))
    return tuple(found.values())


def _cast(lines: Sequence[Line]) -> re.Pattern[str]:
    """The words that a guide has in many of its sections ("customer", "landlord"): of these it has one that all know."""
    told: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for line in lines:
        for noun in re.findall(r"[a-z][a-z-]{2,}", line.text.casefold()):
            told[singular(noun)].add(line.section)
    known = sorted(noun for noun, sections in told.items() if len(sections) >= CAST)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, known)) or '(?!)'})s?\b")


def _links(line: Line, before: Sequence[str]) -> Iterator[_Link]:
    """The links of one sentence that can be lifted out of it."""
    text = LEAD_IN.sub("", line.text).strip()
    if not text.endswith(".") or re.search(r"[“”\"?!|]|\d\.$", text) or LIKE_ANOTHER.match(text):
        return
    for at, side in enumerate(_SIDES.split(text.rstrip("."))):
        clause = capital(_OPENING.sub("", _LABEL.sub("", NUMBERED.sub("", side))))
        if at and re.match(r"(?:it|they|this|that|these|those|its|their)\b", side):
            continue
        yield from _otherwise(clause, before)
        yield from _case(clause, before)
        yield from _occasion(clause, before)
    for side in _SIDES.split(text.rstrip(".")):
        yield from _bare_case(capital(_LABEL.sub("", NUMBERED.sub("", side))), before)


def _otherwise(clause: str, before: Sequence[str]) -> Iterator[_Link]:
    """What comes of it where something advised is not done."""
    found = _OTHERWISE.match(clause)
    if not found or not instructs(found["said"]):
        return
    said, effect = stated(found["said"], before), effect_of(found["effect"], found["said"], sure=True)
    if effect:
        yield _Link(ELSE, said, effect, clause)


def _case(clause: str, before: Sequence[str]) -> Iterator[_Link]:
    """What happens or applies in a case."""
    first = _CASE_FIRST.match(clause)
    if first:
        for comma in _COMMA.finditer(first["rest"]):
            head, main = first["rest"][: comma.start()], first["rest"][comma.end() :]
            if instructs(main):
                return
            if _SURELY_CLAUSE.match(main) or full_clause(main):
                yield from _happens(first["link"], head, main, clause, before)
                return
        return
    last = _CASE_LAST.match(clause)
    told = last["effect"] if last else ""
    if (
        last
        and full_clause(told)
        and not (_STATES_CASE.search(told) or asks_whether(told) or _INNER_CLAUSE.search(told))
    ):
        yield from (one for one in _happens(last["link"], last["case"], told, clause, before) if one.said)


def _bare_case(clause: str, before: Sequence[str]) -> Iterator[_Link]:
    """A case by itself, whatever its sentence says of it."""
    first, last = _CASE_FIRST.match(clause), _CASE_LAST.match(clause)
    if first:
        comma = _COMMA.search(first["rest"])
        head, rest = (first["rest"][: comma.start()], first["rest"][comma.end() :]) if comma else ("", "")
    elif last and "," not in last["case"] and not asks_whether(last["effect"]):
        head, rest = last["case"], last["effect"]
    else:
        return
    halved = re.match(r"(?:and|but|or)\b", rest)  # the case goes on behind the comma
    case = "" if not head or halved or _STATES_CASE.search(head) else case_of(head, "if")
    if case and (instructs(rest) or full_clause(rest)) and not (leans(case, before) or absolute(case)):
        yield _Link(CASE, case, tidy(rest), clause)


def _occasion(clause: str, before: Sequence[str]) -> Iterator[_Link]:
    """What happens or applies on an occasion that a few words name ("In frost", "After any use of the brake")."""
    found = _OCCASION.match(clause)
    if not found or instructs(found["main"]) or _NO_OCCASION.match(found["case"]) or _TWO_CLAUSES.search(found["main"]):
        return
    case = f"{found['case'][:1].lower()}{found['case'][1:]}"
    effect = effect_of(re.sub(r"\bshall\b", "must", found["main"]), case)
    if (
        re.search(r"\b(?:it|they|them|its|their|we|our|you|your|that|which|next|previous|following)\b", case)
        or leans(case, before)
        or not terms(case)
    ):
        case = ""
    if effect:
        yield _Link(AT, case, effect, clause)


def _happens(link: str, head: str, main: str, clause: str, before: Sequence[str]) -> Iterator[_Link]:
    if instructs(main) or _STATES_CASE.search(head):
        return
    main = re.sub(r"\bshall\b", "must", main)
    case = case_of(head, link.casefold())
    main = re.sub(r"\byour\b", "their", re.sub(r"\byou\b", "they", main)) if case.startswith(SOMEBODY) else main
    case = "" if leans(case, before) or absolute(case) or re.search(r", (?:and|or) ", case) else case
    effect = effect_of(main, case)
    if effect:
        yield _Link(IF if link.casefold() == "if" else WHEN, case, effect, clause)


def _fact(link: _Link, line: Line) -> Fact:
    key = f"{link.effect}|{FORM}|{link.said}|{line.document}|{line.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=link.effect, kind="", form="consequence", need=link.said,
        need_shape="clause", situation=link.how, span=Span(line.document, line.start, line.end), section=line.section,
        named_by="span", because=f"paragraph {line.unit}", text=line.text, priority=round(PRIORITY * line.weight, 3),
    )  # fmt: skip
