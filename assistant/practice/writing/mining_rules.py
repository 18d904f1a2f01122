"""Rules of running text: in which case one should do what ("If the batter curdles, add a spoonful of flour")."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from studyground.assistant.practice.writing.code_names import NO_STATEMENT, NOT_AFTER_ARTICLE, STATEMENT
from studyground.assistant.practice.writing.embedded_questions import asks_whether, ends_in_question
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import LEAD_IN, PREPOSITIONS, balanced
from studyground.assistant.practice.writing.mining_shapes import infinitive_from_gerund
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_troubles import troubles_in
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.rule_acts import act_of, tells, unclear
from studyground.assistant.practice.writing.rule_cases import OF_STUDY, case_of, finite, lower, subject_of
from studyground.assistant.practice.writing.rule_signs import on_event, sign_asked, while_doing
from studyground.ingest.terms import terms

FORM = "rule"
FIRST, INSTEAD = "first", "instead"  # situations: what is to be done before anything else, and in place of something
WORTH = 0.95
LEAST_PRIORITY = 0.5
WHOLE_OF_ITEM = 8  # words of a case inside an item that says enough without the item's beginning
LEAST_SAID, MOST_NAME = 4, 4  # words of a case that leans on its passage, and of a name in a heading
_LINKS = r"if|when|whenever|where|once|as soon as|in case|before|after|with|in order to|to"
_AFTER = r"if|when|whenever|as soon as|in case"
_CASE_FIRST = re.compile(rf"^(?!(?:if|when) {STATEMENT})(?P<link>{_LINKS}) (?P<rest>.+)$", re.IGNORECASE)
_CASE_LAST = re.compile(
    rf"^(?P<act>.+?),? {NOT_AFTER_ARTICLE}(?:only |but only |and only )?(?P<link>{_AFTER}) {NO_STATEMENT}(?P<case>.+)$"
)
_BEFORE = re.compile(r"^(?P<act>.+?),? (?P<link>before) (?P<case>(?:you |[a-z]+ing ).+)$")
_INSTEAD = re.compile(r"^(?P<act>.+?),? (?:instead of|rather than) (?P<case>[a-z]+ing .+)$")
_FORBIDDEN = re.compile(r"^(?:Do not|Don[’']t|Never|You (?:must|should) not) (?:ever )?(?P<case>[a-z]+ .+)$")
_ENDS = re.compile(r"(?:,|:|\))\s+(?:then )?")
_PERSON = (
    r"(?:you|we|one|(?:the|an?|each|every|any)(?: [a-z-]+){0,2}? ?[a-z]*(?:er|or|ist|ant|ian|nurse|cook|chef|crew|guard|clerk|"
    r"pilot|captain|student|trainee|lead|head|staff)(?: on (?:call|duty|shift)| in charge)?|staff|[a-z]+ers|crews?|nurses|cooks)"
)
_MODAL = re.compile(
    rf"^(?P<who>{_PERSON}) (?:must|should|shall|needs? to|ha(?:s|ve) to|(?:is|are) to|ought to|had better)"
    r"(?: always| first| then| therefore| at once| immediately)? (?P<act>(?!not\b|never\b|be\b|have\b).+)$",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"^(?:it is (?:best|better|safer|wise|advisable|recommended) to|the best thing is to|be sure to|make sure to|remember to|"
    r"try to|aim to) (?P<act>.+)$",
    re.IGNORECASE,
)
_RECOMMENDED = re.compile(r"^(?:we|I) (?:recommend|advise|suggest) (?P<act>[a-z]+ing .+)$", re.IGNORECASE)
_NAMED_FOR = re.compile(
    r"^(?P<name>(?:the |an? )?[A-Z]?[^,;:]{2,60}?) is (?:the|an?) (?:[\w-]+ )?(?:substitute|replacement|fallback|remedy|answer|"
    r"right choice|better choice|best choice|alternative|way out)$"
)
_FINE = re.compile(
    r"^(?P<act>[a-z]+ing [^,;:]+?) (?:alone )?(?:is|may be|can be|will be) (?:best|fine|enough|better|safer|the best \w+|"
    r"sufficient|right|recommended|advisable|preferable)$"
)
_PRONOUN = re.compile(r"^(?:use|choose|prefer|pick|take) (?:it|these|them|this|one)$", re.IGNORECASE)
# A condition in the middle of another clause.
_LEANS = re.compile(r"\b(?:because|since|that|which|if|when|where|how|what|who|whose|why|whether)\b")
_POINTS = re.compile(r"(?:it|they)\b", re.IGNORECASE)
_LABEL = re.compile(r"^[^.,;:?!]{2,60}: (?=(?:if|when|whenever|once)\b)", re.IGNORECASE)
LIKE_ANOTHER = re.compile(
    r"^[^.,;:?!`]*\b(?:otherwise|the same|just like|likewise|similarly|unlike)\b[^.,;:?!`]*: ", re.IGNORECASE
)  # a label that tells the thing by another
NUMBERED = re.compile(r"^\d+(?:\.\d+)+ (?=[A-Z])")  # of a paragraph in a book of rules
_IN_THAT_CASE = re.compile(r"^(?:In that case|In this case|Then),? ")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule before it is a fact: what is to be done, the case by itself ("" where it cannot be), and the case as told.

    Args:
        situation: Whether it comes first of all, or in place of something.
        who: Whom it tells to, "" for anybody.
        above: Whether the heading names what is to be used.
    """

    act: str
    situation: str
    case: str
    told: str
    who: str = ""
    above: bool = False


def rules_in(lines: Sequence[Line]) -> tuple[Fact, ...]:
    """All rules of a guide, none twice; one whose case cannot stand alone only stands beside others (its need is "").

    Args:
        lines: The guide's sentences.
    """
    found: dict[str, Fact] = {}
    for _, unit in groupby(lines, key=lambda line: (line.document, line.unit)):
        for fact in _in_unit(list(unit)):
            found.setdefault(fact.thing.casefold(), fact)
    for act, first, case, sign, told in troubles_in(lines):
        if told.weight >= LEAST_PRIORITY:
            fact = _fact(_Rule(act, FIRST if first else "", case, case), sign, told, f"{sign.text} {told.text}")
            found.setdefault(fact.thing.casefold(), fact)
    return tuple(found.values())


def with_rules(lines: Sequence[Line], advice: Sequence[Fact]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The rules of a guide, and what of its advice is none: advice for a case stands beside rules, so that it becomes one.

    Args:
        lines: The guide's sentences.
        advice: What else was read as advice.
    """
    rules = rules_in(lines)
    told = {(one.span.document, one.span.start) for one in rules}
    others = [one for one in advice if (one.span.document, one.span.start) not in told]
    more = [replace(one, form="rule", kind="", because="") for one in others if one.need_shape == "clause"]
    return (*rules, *more), tuple(one for one in others if one.need_shape != "clause")


def _in_unit(unit: Sequence[Line]) -> Iterator[Fact]:
    """The rules of one paragraph or item."""
    subject = ""  # what its last case was about
    for at, line in enumerate(unit):
        text, before = LEAD_IN.sub("", NUMBERED.sub("", line.text)), unit[at - 1] if at else None
        about = f"{text} {' '.join(line.section[-1:])}"
        if (
            LIKE_ANOTHER.match(text)
            or text.endswith("?")
            or not balanced(text)
            or line.weight < LEAST_PRIORITY
            or OF_STUDY.search(about)
        ):
            continue
        for clause in re.split(r";\s+(?:and |but |so )?", text):
            rule = _rule(_LABEL.sub("", clause.strip().rstrip(".")), subject, _named_above(line))
            if rule is None:
                continue
            subject = subject_of(rule.case) or subject
            leans = line.item and before is not None and len(rule.case.split()) < WHOLE_OF_ITEM
            told = line.text if _POINTS.match(rule.told) else clause
            yield _fact(replace(rule, case="") if leans else rule, line, line, told, before)
        for rule in _after_trouble(before, text) if before is not None else ():
            yield _fact(rule, before or line, line, f"{before.text if before else ''} {line.text}")


def _rule(clause: str, subject: str, heading: str) -> _Rule | None:
    """A rule that one clause tells; None for any other clause."""
    first = _CASE_FIRST.match(clause)
    if first:
        link, rest = first["link"].casefold().replace("in order ", ""), first["rest"]
        heads = [(rest[: end.start() + (end[0][0] == ")")], rest[end.end() :]) for end in _ENDS.finditer(rest)]
        for head, main in heads:
            case = "" if link == "with" and "," in head else case_of(head, link, subject)
            act, leads = _told(main, subject_of(case))
            if act:
                return _Rule(act, FIRST if leads else "", case, head, _who(main)) if case or _says(head) else None
            if tells(main) or (finite(main.split(", ")[0]) and link != "to"):
                return None
        return None
    doing, then = while_doing(clause) if "," in clause else ("", "")
    if not doing:
        doing, then = on_event(clause)
    if doing and (told := _told(then, ""))[0]:
        return _Rule(told[0], FIRST if told[1] else "", doing, doing, _who(then))
    turned = _INSTEAD.match(clause)
    if turned:
        case = case_of(infinitive_from_gerund(turned["case"]), "instead")
        act, _ = _told(turned["act"], "")
        return (
            _Rule(act, INSTEAD, case, turned["case"]) if act and case and len(set(terms(case))) >= LEAST_SAID else None
        )
    last = _CASE_LAST.match(clause) or _BEFORE.match(clause)
    if last is None or _LEANS.search(last["act"]) or asks_whether(last["act"]):
        return None
    case, main = case_of(last["case"], last["link"].casefold()), last["act"]
    own = re.split(r",? (?:and|but) (?=[a-z])", main)
    if len(own) > 1 and all(tells(part) and len(part.split()) > 1 for part in own):
        main = own[-1]  # what is to be done in this case alone
    above = bool(_PRONOUN.match(main))
    if above:
        main = f"use {heading}" if heading else ""
    act, leads = _told(main, subject_of(case))
    leads = leads or last["link"] == "before"
    return (
        _Rule(act, FIRST if leads else "", case, last["case"], _who(main), above)
        if act and (case or _says(last["case"]))
        else None
    )


def _says(case: str) -> bool:
    """Whether a case that leans on its passage says enough to be told from others."""
    return len(case.split()) >= LEAST_SAID and len(set(terms(case))) > 1 and finite(case)


def _told(text: str, subject: str) -> tuple[str, bool]:
    """What a main clause tells somebody to do, as an instruction, and whether first of all."""
    whole = cut(text, one_clause=False)[0]
    named, fine = _NAMED_FOR.match(whole), _FINE.match(whole)
    if named:
        return act_of(f"use {lower(named['name'])}")
    modal = _MODAL.match(text) or _BEST.match(text)
    if modal:
        return act_of(modal["act"], subject)
    recommended = _RECOMMENDED.match(text) or fine
    if recommended:
        return act_of(infinitive_from_gerund(recommended["act"]), subject)
    return act_of(text, subject) if tells(text) else ("", False)


def _who(main: str) -> str:
    """Whom a main clause tells to do something, by the noun that it has for one such person; "" for anybody."""
    told = _MODAL.match(main)
    who = re.match(r"(?:the|an?|each|every|any) (?P<noun>[a-z][a-z -]+)$", told["who"], re.IGNORECASE) if told else None
    return who["noun"] if who and not plural(who["noun"]) and who["noun"] != "other" else ""


def _named_above(line: Line) -> str:
    """The thing that a line's heading names; "" where it names none."""
    heading = line.section[-1] if line.section else ""
    name = re.sub(r"^[\d.]+ ", "", heading).strip()
    fit = 1 <= len(name.split()) <= MOST_NAME and re.fullmatch(r"[A-Z][\w -]+", name) and not finite(name)
    if not fit or not name.split()[-1][:1].isupper():
        return ""  # a subject and no name
    return " ".join(word.casefold() if word.casefold() in PREPOSITIONS else word for word in name.split())


def _after_trouble(before: Line, text: str) -> Iterator[_Rule]:
    """What a sentence tells to do in the case that the sentence before it tells: "When …, the groups differ. Use …"."""
    bare = _IN_THAT_CASE.sub("", text)
    act, leads = _told(bare, "") if not re.search(rf"\b(?:{_LINKS})\b", bare) else ("", False)
    told = LEAD_IN.sub("", before.text).rstrip(".")
    first, forbidden = _CASE_FIRST.match(told), _FORBIDDEN.match(told)
    case = case_of(forbidden["case"], "instead") if forbidden and ";" not in told and ": " not in told else ""
    if act and case:
        yield _Rule(act, INSTEAD, case, case)
    if act and (asked := sign_asked(before.text)):
        yield _Rule(act, FIRST if leads else "", asked, asked)
    if not act or not first or first["link"].casefold() in ("before", "after", "with", "to") or ";" in before.text:
        return
    for end in _ENDS.finditer(first["rest"]):
        case, rest = case_of(first["rest"][: end.start()], first["link"].casefold()), first["rest"][end.end() :]
        if case and finite(rest) and not _told(rest, "")[0]:
            yield _Rule(act, FIRST if leads else "", case, case)
            return


def _fact(rule: _Rule, start: Line, end: Line, text: str, before: Line | None = None) -> Fact:
    shared = set(terms(rule.act)) & set(terms(rule.case))
    need = "" if len(shared) > 1 or unclear(rule.act) or ends_in_question(rule.act) else rule.case
    key = f"{rule.act}|{FORM}|{rule.case}|{start.document}|{start.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=rule.act, kind=rule.who, form="rule", need=need,
        need_shape="clause", situation=rule.situation, span=Span(start.document, start.start, end.end), section=end.section,
        named_by="heading" if rule.above else "span", because=before.text if before else "", text=text,
        priority=round(WORTH * end.weight, 3),
    )  # fmt: skip
