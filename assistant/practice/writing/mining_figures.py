"""Rules of running text with one figure in them, each as a question for it, and other figures that stand beside it."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from studyground.assistant.practice.writing.amounts import SHARES, TIMES, Amount, amounts_in, counts_in
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.figure_asked import asked_for
from studyground.assistant.practice.writing.figure_bare import asked_bare, bare_in
from studyground.assistant.practice.writing.figure_beside import Paragraphs
from studyground.assistant.practice.writing.figure_direct import direct, says_itself
from studyground.assistant.practice.writing.figure_matter import while_doing, with_matter
from studyground.assistant.practice.writing.figure_named import for_a_purpose, in_its_part
from studyground.assistant.practice.writing.figure_rivals import FORM, FRAME, Given, Rivals, shown
from studyground.assistant.practice.writing.figure_scope import Scope, scoped, scopes_of
from studyground.assistant.practice.writing.mining_allowed import allowed_in
from studyground.assistant.practice.writing.mining_blanks import blanks_in, printed
from studyground.assistant.practice.writing.mining_language import LEAD_IN, PREPOSITIONS, balanced, lower_first
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Line, Source
from studyground.assistant.practice.writing.mining_thresholds import thresholds_in
from studyground.assistant.practice.writing.phrasing import usable
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

WORTH, OF_THE_GUIDE, IN_A_CASE, WRONG = 0.75, 0.05, 0.05, 3
LEAST_TERMS, MOST_WORDS = 3, 30
CLAUSE_WORDS = 45
UNHEARD = "?"  # a subject of which nobody can tell whether it is a name ("Invoices", "Kubernetes")
CASE_WORDS = 3  # "Once thawed" does not say what
_CASE = re.compile(r"^(?P<case>(?P<link>If|When|Once|While|After|Before|During) [^,;:]+), (?=\S)")
_TAIL_CASE = re.compile(r",? (?P<case>(?P<link>if|when) .+)$")
_OPENING = re.compile(
    r"^(?P<case>(?:After|During|For|In|On|At|With|Before) (?:an? |the )?[^,;:()]+?),? (?=(?:the|an?) )"
)
_TURNS = re.compile(r"\b(?:unless|except|otherwise|but|not|never|no)\b|n[’']t\b")
_UNSURE = re.compile(
    r"[?!=<>≤≥≈×$£€¥₹@#\\|“”\"]|\b(?:I|my|we|us|our|example|e\.g|i\.e|etc|ago|survey|reported|today)\b|"
    r"\b(?:dollars?|euros?|pounds|cents|credits?|fees?|prices?)\b"
)
_STATED = re.compile(r"^(?:the |an? )")
_ORDER = re.compile(r"\b(?:first|second|third|last) ")  # says which, and points nowhere
_EDGE = re.compile(r"\b(?:above|below)\b(?= (?:what|how|\d))", re.IGNORECASE)  # of a figure, and not of a page
_MOST = re.compile(r",? with an? (?:absolute )?(?:maximum|minimum|default)\b")
_SOME = re.compile(r"\b(?:the|this|that|each) (?:\w+ )?ones?\b")
_OWN = re.compile(r"\b(?:it|its|they|their|them)\b")  # behind a subject that is named


def figures_in(read: Source, index: Index) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """Facts that ask for a figure, and for each the ids of the figures that may stand beside it, the best first.

    Args:
        read: The guide taken apart.
        index: Of the guide.
    """
    given = [one for line in read.lines for one in _given(line)]
    counted = [one for line in read.lines for one in _counted(line)]
    bare = [one for line in read.lines for one in _bare(line)]
    every = (*given, *counted, *bare)
    small = _small(read.lines, index)
    scopes = scopes_of(read.lines, small)
    around = {id(line): scope for line, scope in zip(read.lines, scopes, strict=True)}
    shown_by = {
        id(line)
        for before, line in pairwise(read.lines)
        if before.unit == line.unit and re.search(r"\bexamples?\b", before.text, re.IGNORECASE)
    } | {one for one, scope in around.items() if scope.story}  # figures of an example are no rule
    ruled = [line for line in read.lines if not around[id(line)].story]
    may_be_lent = [one for one in every if not around[id(one.line)].story]
    rivals = Rivals(may_be_lent, (*every, *_in_tables(read)), index, Paragraphs(ruled))
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    seen: set[tuple[str, str]] = set()
    for one in every:
        made = None if id(one.line) in shown_by else _fact(one, given, small, around[id(one.line)])
        if made is None or made[0].id in facts or (place := (one.line.document, one.clause)) in seen:
            continue
        fact, subject = made
        others = [other for other in rivals.beside(fact, subject, one) if not printed(other.thing, fact.need)]
        if len(others) < WRONG:
            continue
        seen.add(place)  # a second question of a sentence would print what the first asks for
        lent = sum(bool(other.text) for other in others[:WRONG])
        worth = WORTH + OF_THE_GUIDE * lent + IN_A_CASE * bool(fact.situation)
        fact = replace(fact, priority=round(worth * one.line.weight, 3))
        facts[fact.id] = fact
        facts.update({other.id: facts.get(other.id, other) for other in others})
        beside[fact.id] = tuple(other.id for other in others)
    (cases, of_case), (allowed, of_value) = thresholds_in(read.lines), allowed_in(read.lines)
    cases, of_case = (*cases, *allowed), of_case | of_value
    asked = {(fact.span.document, fact.span.start) for fact in (*facts.values(), *cases) if fact.need}
    for fact, others in blanks_in(read.lines, rivals, frozenset(asked), scopes, small):
        facts[fact.id] = fact
        facts.update({other.id: facts.get(other.id, other) for other in others})
        beside[fact.id] = tuple(other.id for other in others)
    return (*facts.values(), *cases), beside | of_case


def _given(line: Line) -> Iterator[Given]:
    around = set(terms(" ".join(line.section[-1:])))
    clauses = re.split(r";\s", line.text.rstrip(". "))
    for clause in clauses if len(clauses) == 1 or has_finite_verb(clauses[0]) else clauses[:1]:
        for amount in amounts_in(clause):
            yield Given(amount, clause, line, frozenset(around | set(terms(clause))))


def _counted(line: Line) -> Iterator[Given]:
    """Limits of numbers and of money, which are asked for only where the sentence is quoted."""
    said = frozenset(terms(f"{' '.join(line.section[-1:])} {line.text}"))
    for amount in counts_in(line.text):
        yield Given(amount, line.text.rstrip(". "), line, said)


def _bare(line: Line) -> Iterator[Given]:
    """Numbers of things that a sentence or a part of it gives."""
    around = set(terms(" ".join(line.section[-1:])))
    for clause in re.split(r";\s", line.text.rstrip(". ")):
        for amount in bare_in(LEAD_IN.sub("", clause)):
            yield Given(amount, clause, line, frozenset(around | set(terms(clause))))


def _in_tables(read: Source) -> Iterator[Given]:
    """Figures of tables, which are never asked for here but may answer what is asked."""
    for table in read.tables:
        for row in table.rows:
            text = " | ".join((*table.header, *row.cells))
            line = Line(table.document, row.start, row.end, text, table.section, -1, False, False, table.weight)
            said = frozenset(terms(f"{' '.join(table.section[-1:])} {text}"))
            for cell in row.cells:
                for amount in amounts_in(cell):
                    yield Given(amount, text, line, said)


def _small(lines: Sequence[Line], index: Index) -> Callable[[str], str]:
    """How a subject stands inside a sentence: "Keys" as "keys", "Snowpipe" as it is."""
    words: Counter[str] = Counter(
        word for line in lines for word in re.findall(r"(?<=[\w,;] )[A-Za-z][\w’'-]*", line.text)
    )

    def small(who: str) -> str:
        first, _, rest = who.partition(" ")
        if first in ("The", "A", "An"):
            return lower_first(who)
        if not rest and re.fullmatch(r"[A-Z][a-z]+s", first) and not words[first] + words[first.casefold()]:
            return UNHEARD if not index.encoder.is_word(singular(first.casefold())) else lower_first(who)
        low, named = first.casefold(), re.match(r"[A-Z][a-z]", rest) is not None
        common = index.encoder.is_word(low) or index.encoder.is_word(singular(low)) or rest.split(" ", 1)[0].islower()
        known = words[low] > words[first] or (common and words[low] >= words[first])
        return lower_first(who) if known and not named else who

    return small


def _fact(one: Given, given: Sequence[Given], small: Callable[[str], str], scope: Scope) -> tuple[Fact, str] | None:
    """The question for a figure with its subject; None where the clause is no plain rule with this figure alone."""
    whole = LEAD_IN.sub("", one.clause)
    last = whole.rpartition(": ")[2]
    made = _asked(one, whole, given, small, scope)
    if made or last == whole:
        return made
    return _asked(one, f"{last[:1].upper()}{last[1:]}", given, small, scope, lead=whole.removesuffix(f": {last}"))


_OF_EXAMPLES = re.compile(r"\b(?:examples?|walk-?through|demo|tutorial)\b", re.IGNORECASE)


def _asked(
    one: Given, clause: str, given: Sequence[Given], small: Callable[[str], str], scope: Scope, lead: str = ""
) -> tuple[Fact, str] | None:
    """The question that a clause, or what stands behind its colon and a lead, gives."""
    amount, line = one.amount, one.line
    plain = one.clause.replace(amount.text, "0") if re.match(r"[$£€]", amount.text) else one.clause
    if any(_OF_EXAMPLES.search(heading) for heading in line.section[-2:]):
        return None  # it holds for the data of one example
    if line.weight < 1.0 or not balanced(one.clause) or _UNSURE.search(plain) or len(clause.split()) > CLAUSE_WORDS:
        return None
    alone = sum(other.clause is one.clause and other.amount.unit == amount.unit for other in given) <= 1
    case, main, behind = _parts(clause, amount)
    shift = (
        clause.casefold().find(main.casefold())
        if amount in bare_in(clause)
        else one.clause.casefold().find(main.casefold())
    )
    if shift < 0 or not shift <= amount.start <= amount.end <= shift + len(main):
        return None
    measured = (*amounts_in(main), *counts_in(main), *bare_in(main))
    own = next((found for found in measured if found.text == amount.text and found.bound == amount.bound), None)
    asked = asked_for(main, own, small, told=bool(case)) if own and alone and any(amounts_in(own.text)) else None
    share = own is not None and own.unit in SHARES
    if asked and not share and not says_itself(asked.subject, told=bool(case)):
        return None
    if own and own in bare_in(main):
        asked = asked_bare(main, small)
    elif own and (asked is None or not asked.sure):
        main = _named_before(main, line)
        own = next((found for found in (*amounts_in(main), *counts_in(main)) if found.text == own.text), own)
        asked = direct(main, own, small, told=bool(case))
        if asked and not (alone or asked.tail or asked.every or _MOST.match(main[own.end :])):
            return None  # which of two, the question could not say
    if (
        own is None
        or asked is None
        or not asked.sure
        or asked.subject == UNHEARD
        or _TURNS.search(case)
        or 0 < len(case.split()) < CASE_WORDS
    ):
        return None
    beside = [other.unit for other in amounts_in(asked.question)]
    if any((amount.unit not in TIMES and unit not in TIMES) or unit == amount.unit for unit in beside):
        return None  # a second figure may stand there where one says how much and the other for how long
    question = re.sub(r"\bshould one\b", "should you", _told(asked.question, case, behind))
    question = re.sub(r"^(Within .*) at most\?$", r"\1?", question)
    question = _at_most_behind(question, asked.tail)
    question = re.sub(r"^At most (how many) (.*)\?$", r"How many \2 at most?", question)
    lead = lead or (clause.split(": ")[0] if 0 < clause.find(": ") < clause.find(own.text) else "")
    question = question if case else while_doing(lead, question, asked.subject)
    question = with_matter(question, asked.subject, line.section)
    question = in_its_part(scoped(question, asked.subject, line.section, scope), asked.subject, line.section)
    if (
        not question
        or not for_a_purpose(question)
        or not _stands_alone(question, amount.unit, named=not case and asked.subject not in ("one", "you"))
    ):
        return None
    key = f"{FORM}|{question}|{line.document}|{line.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=shown(own.text, every=asked.every), kind=amount.unit,
        form="figure", need=question, need_shape="question", situation=case, section=line.section,
        span=Span(line.document, line.start, line.end), named_by="span", because=f"The guide says: “{one.clause}”.",
        text=one.clause, numbers=(own.text,),
    ), asked.subject  # fmt: skip


def _at_most_behind(question: str, tail: str) -> str:
    """A question with "at most" where one says it: behind the verb ("How long does it take at most for …?")."""
    match = re.match(r"At most (how long .*)\?$", question)
    if match is None:
        return question
    said = match[1].removesuffix(f" {tail}") if tail else match[1]
    return f"{said[:1].upper()}{said[1:]} at most{match[1][len(said) :]}?"


def _named_before(main: str, line: Line) -> str:
    """A clause in which "the release" is called what the sentence called it before: "the hydrostatic release"."""
    match = re.match(r"[Tt]he (?P<noun>[a-z]+) (?=(?:is|are|must|should|may|can)\b)", main)
    earlier = line.text[: max(0, line.text.find(main))] if match else ""
    found = (
        {one[0] for one in re.findall(rf"\b(?:an?|the) (([a-z-]+ ){{1,2}}){match['noun']}\b", earlier)}
        if match
        else set()
    )
    if match is None or len(found) != 1 or set(" ".join(found).split()) & PREPOSITIONS:
        return main
    return f"The {found.pop()}{main[match.start('noun') :]}"


def _stands_alone(question: str, unit: str, *, named: bool) -> bool:
    """Whether a question says enough and points at nothing outside it.

    Args:
        question: As asked.
        unit: Of its figure.
        named: Whether it has a subject, of which "it" may be said behind.
    """
    plain = _ORDER.sub("", _EDGE.sub("at", re.sub(r"\byou\b", "one", question.rstrip("?").replace(". ", ", "))))
    plain = _OWN.sub("something", plain) if named else plain
    said = set(terms(question)) - FRAME - set(terms(unit))
    loose = _SOME.search(question) or re.search(r"(?<![\w.,])\d[\d.,]*\?$", question)
    return not loose and usable(plain, 5, MOST_WORDS) and len(said) >= LEAST_TERMS


def _parts(clause: str, amount: Amount) -> tuple[str, str, bool]:
    """The case that a clause gives ("" for none), its main clause, and whether the case stands behind it."""
    front = _CASE.match(clause)
    if front and front.end() <= amount.start:
        return front["case"], clause[front.end() :], False
    tail = _TAIL_CASE.search(clause)
    if tail and amount.end <= tail.start() and not re.search(r"[,;:–—]| and | or ", clause[amount.end : tail.start()]):
        return tail["case"], clause[: tail.start()], True
    opening = _OPENING.match(clause)
    within = opening is not None and opening["case"].rsplit(" ", 1)[-1].casefold() in PREPOSITIONS
    if opening and not within and not re.match(r"^For ", clause):
        return opening["case"], clause[opening.end() :], False
    return "", clause, False


def _told(question: str, case: str, behind: bool) -> str:
    """A question in its case: a case of somebody or something is told as a sentence, another stands beside it."""
    if not case:
        return question
    link, _, rest = case.partition(" ")
    if link.casefold() == "if" and _STATED.match(rest):
        return f"{rest[:1].upper()}{rest[1:]}. {question}"
    return f"{question[:-1]} {case}?" if behind else f"{case}, {question[:1].lower()}{question[1:]}"
