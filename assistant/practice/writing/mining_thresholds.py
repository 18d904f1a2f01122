"""Rules with a limit ("if an AUC is over 0.95, …", "a vessel under 7 m need not …"), each as four cases of which one meets it."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.amounts import UNIT
from studyground.assistant.practice.writing.bounds import Bound, around, bounds_in
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_language import LEAD_IN, PREPOSITIONS, SUBORDINATORS, balanced
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, may_be_noun, third_person
from studyground.assistant.practice.writing.phrasing import plural, usable
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import terms

FORM = "figure"
WORTH = 0.9
LEAST_TERMS, MOST_WORDS = 3, 26
_ONE = r"(?:[^,;:]|,(?=\d))"  # within a clause
_IF = re.compile(rf"^(?:If|When|Whenever) (?P<case>{_ONE}+), (?P<act>[^;:]+)$")
_ACT_IF = re.compile(rf"^(?P<act>{_ONE}+?),? (?:if|when|whenever) (?P<case>{_ONE}+)(?P<rest>[,;:].*)?$")
_CLASS = re.compile(
    r"^(?P<noun>(?:An? )?[A-Za-z][\w-]*(?: [a-z][\w-]+){0,2}?)(?: of)? "
    r"(?=(?:under|over|above|below|more than|less than|fewer than|at least|up to) "
    r"(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve) ))"
)
_MEASURES = frozenset(
    "temperature reading humidity rate share score accuracy value level loss error drop rise".split()
)  # which have degrees, or are a part of a whole
_LABEL = re.compile(r"^[A-Z][a-z]+(?: [a-z]+){0,3}: (?=if |when )")
_UNIT = re.compile(rf"^\s?(?:{UNIT}|million|people|[a-z]{{3,}}s)(?=[ ,.]|$)")
_AND_THOSE = re.compile(r",? and (?=(?:those|these|all) )")
_CUT = re.compile(r"[,;:(–—]| and | but | or |\s-\s")
_UNSURE = re.compile(
    r"[?!=<>≤≥≈×¥₹@#\\|“”\"]|(?<!over )(?<!under )(?<!above )(?<!below )(?<!than )(?<!least )[$£€]|"
    r"\b(?:I|my|we|us|our|example|e\.g|i\.e|etc|dollars?|euros?|pounds|fees?|prices?|costs?|pays?|sale)\b"
)
_AND_OTHERS = re.compile(r",? and (?=(?:on|in|at|for|from|with) [^,;]*$)")  # a second rule of other things
_WHOLE = re.compile(
    r"%|\b(?:percent|per cent|AUC|accuracy|precision|recall|F1|p-value|probability|PSI|correlation|share|score)\b"
)
_POINTS = re.compile(
    r"\b(?:it|its|this|that|these|those|they|them|their|such|you|your|he|she|his|her|there)\b", re.IGNORECASE
)
_MOVES = frozenset("rise fall drop climb grow go increase decrease sink come".split())
_NO_CLASS = SUBORDINATORS | {"and", "or", "people", "children", "the", "those", "all", "any"}
_PLACES = frozenset("over above under below".split())
_TURNS = re.compile(r"\b(?:unless|except|otherwise|and|or|but|not|never|no|only)\b|n[’']t\b")


def thresholds_in(lines: Sequence[Line]) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """Facts that ask which of four cases meets a limit, and for each the ids of the three that do not.

    Args:
        lines: The guide's sentences.
    """
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    names = {word for line in lines for word in re.findall(r"(?<=[a-z,;] )[A-Z][a-z]+", line.text)}
    for line in lines:
        clauses = re.split(r";\s", line.text.rstrip(". "))
        text = _LABEL.sub("", LEAD_IN.sub("", clauses[0]))
        text = _AND_THOSE.split(text[:1].upper() + text[1:])[0]
        first, *more = _AND_OTHERS.split(text)
        text = first if more and any(bounds_in(more[-1])) and has_finite_verb(first) else text
        first = text.split(" ", 1)[0]
        if (
            first[1:].islower()
            and first not in names
            and _ACT_IF.match(text)
            and re.match(r"\S+ [a-z]+ (?:is|are|must) ", text)
        ):
            text = text[:1].lower() + text[1:]  # "Night guarding is asked for if …"
        if line.weight < 1.0 or not balanced(text) or _UNSURE.search(text) or len(list(bounds_in(text))) != 1:
            continue
        asked = (*_of_a_case(text), *_of_a_class(text))
        made = next(filter(None, (_facts(*one, clauses[0], line) for one in asked)), ())
        if made:
            facts.update({one.id: one for one in made})
            beside[made[0].id] = tuple(one.id for one in made[1:])
    return tuple(facts.values()), beside


def _of_a_case(text: str) -> Iterator[tuple[str, str, Bound]]:
    """What to do where something passes a limit: the options are the case with a figure each."""
    for form in (_IF, _ACT_IF):
        match = form.match(text)
        bound = next(iter(bounds_in(match["case"])), None) if match else None
        if match is None or bound is None or bound.said.startswith("or "):
            continue
        act = _act(match["act"])
        case = re.sub(r"^you have (?=over|more|fewer|less|at)", "there are ", match["case"])
        bound = next(iter(bounds_in(case)))
        before = case[: bound.start].rstrip()
        if not act or _POINTS.search(act) or _POINTS.search(case.removeprefix("there")) or _TURNS.search(case):
            continue
        if re.search(r"\d", case[: bound.start] + case[bound.end :]) or not before:
            continue
        link = _link(before, bound.said)
        if link is None:
            continue
        shape = f"{before}{link} {bound.money}{{}}{case[bound.end :]}"
        yield f"In which of these cases {act}?", shape[:1].upper() + shape[1:], bound


def _link(before: str, said: str) -> str | None:
    """What joins a figure to the words before its limit: "an AUC of 0.97" (over), "rises to 4 m" (above), "is 7" (under)."""
    last = before.split()[-1]
    if last == "worth":
        return ""
    base = base_of(last) or (last if last in VERBS and not may_be_noun(last) else "")
    if base in _MOVES and said in _PLACES:
        return " to"
    if last in AUXILIARY or last in PREPOSITIONS or (base and said not in _PLACES):
        return ""
    return None if base or last.endswith("ly") or last in ("only", "just", "often", "always") else " of"


def _act(told: str) -> str:
    """The question for what is to be done: "should one stop"; "" where it is no plain instruction."""
    end = _CUT.search(told)
    if end and end.group() == " and " and told[end.end() :].split(" ", 1)[0] in VERBS:
        end = _CUT.search(told, end.end())  # "stop and find out why"
    own = (told[: end.start()] if end else told).strip(" .")
    own = re.sub(r"^(?:then|please) | only$", "", own)
    first, _, rest = own.partition(" ")
    verb = first.casefold()
    modal = re.match(r"^(?P<who>[^,]+?) (?P<aux>must|should|may|can|is|are) (?P<does>[a-z].+)$", own)
    known = verb in VERBS or verb.removeprefix("re") in VERBS or rest.startswith(("the ", "a ", "an "))
    if known and not has_finite_verb(own) and not plural(verb):
        return f"should one {verb} {rest}".strip() if rest else ""
    if (
        modal
        and not re.search(r"\b(?:not|never|no)\b", own)
        and not re.match(r"(?:the|this|that) \w+$", modal["who"], re.IGNORECASE)
    ):
        who = modal["who"]
        who = who if who.split()[0] not in ("The", "A", "An") else who[:1].lower() + who[1:]
        return f"{modal['aux']} {who} {modal['does']}"
    finite = re.match(r"^An? (?P<who>[a-z][\w-]*(?: [a-z][\w-]*){0,2}?) (?P<verb>[a-z]+s)(?P<rest> .+)?$", own)
    if finite and base_of(finite["verb"]) and not re.search(r"\b(?:not|never|no)\b", own):
        return f"does {own.split()[0].lower()} {finite['who']} {base_of(finite['verb'])}{finite['rest'] or ''}"
    return ""


def _of_a_class(text: str) -> Iterator[tuple[str, str, Bound]]:
    """What holds for things of a size: the options are such things with a figure each."""
    match = _CLASS.match(text)
    bound = next(iter(bounds_in(text)), None)
    if (
        match is None
        or bound is None
        or bound.start != match.end()
        or (_NO_CLASS | PREPOSITIONS) & set(match["noun"].casefold().split())
    ):
        return
    unit = _UNIT.match(text[bound.end :])
    if unit and unit.group().strip() in VERBS | AUXILIARY:
        unit = None
    rest = text[bound.end + (unit.end() if unit else 0) :].strip()
    middle = re.match(
        r"(?P<where>(?:on|in|at|with|from|of) (?:an? |the )?[\w -]+?) (?=(?:is|are|must|may|can|should|need|has|have)\b)",
        rest,
    )
    where, rest = (f" {middle['where']}", rest[middle.end() :]) if middle else ("", rest)
    end = re.search(r"[,;:(–—]| but | and (?:those|these|all|\w+s (?:under|over|of)) ", rest)
    does = rest[: end.start()].strip() if end else rest
    if end and re.match(r"(?:may|can)\b", does) and re.match(r",?\s*but\b", rest[end.start() :]):
        return  # "Helpers under 18 may lead games but do not count": so may those over 18
    name, many = _single(match["noun"], unit.group().strip() if unit else "")
    said = _does(does, many=many) if name else ""
    if (
        not said
        or _POINTS.search(does)
        or re.search(r"\d", rest)
        or _TURNS.search(re.sub(r" (?:and|or) |^(?:need|must) not", " ", does))
    ):
        return
    article = "An" if re.match(r"[aeiou]|[AEFHILMNORSX](?=[A-Z])", name) else "A"
    yield (
        f"Which of these {said}?",
        f"{article} {name} of {bound.money}{{}}{unit.group() if unit else ''}{where}",
        bound,
    )


def _single(written: str, unit: str) -> tuple[str, bool]:
    """One of a class of things, without its article, and whether the guide writes of several; "" for what has no size.

    Args:
        written: "Vessels", "A hive", "PSI".
        unit: Of the limit.
    """
    noun = re.sub(r"^[Aa]n? ", "", written)
    *before, last = noun.split()
    many = plural(noun.casefold())
    name = " ".join((*before, singular(last.casefold()) if many else last))
    counted = many or noun != written or name.isupper()
    sized = not re.match(r"per|°|%|degrees", unit) or name.split()[-1].casefold() in _MEASURES
    verb = before and before[0].casefold() in VERBS and not may_be_noun(before[0].casefold())
    if not counted or not sized or verb:
        return "", many
    return (name if name.isupper() else name[:1].lower() + name[1:]), many


def _does(does: str, *, many: bool) -> str:
    """A predicate said of one thing."""
    first, _, rest = does.partition(" ")
    if first == "need" and rest and not rest.startswith("not "):
        return f"needs {rest}"
    if first in ("must", "may", "can", "should", "need") and rest:
        return does
    if first in ("is", "are", "has", "have"):
        return f"{ {'are': 'is', 'have': 'has'}.get(first, first) } {rest}".strip() if rest else ""
    if many and first in VERBS and rest:
        return f"{third_person(first)} {rest}"
    return does if not many and base_of(first) and rest else ""


def _of_one(text: str) -> str:
    """A text with the unit of one in the singular ("1 minutes")."""
    return re.sub(r"(?<![\w.,/-])1 ([a-z]{2,}[^s\W])s\b", r"1 \1", text)


def _facts(question: str, shape: str, bound: Bound, clause: str, line: Line) -> tuple[Fact, ...]:
    """The key and three cases that do not meet the limit, the key first; none where the question is no plain one."""
    plain = re.sub(r"\bof these(?: cases)?\b|\bthere are\b", "", f"{question.rstrip('?')}, {shape.format(7)}")
    counted = re.match(r" (?!million)[a-z]{3,}", shape.partition("{}")[2]) and not re.match(
        rf"\s?(?:{UNIT})(?=\W|$)", shape.partition("{}")[2]
    )
    near = around(bound, share=bool(_WHOLE.search(clause)), whole=bool(counted) or bound.number.isalpha())
    if near is None or not usable(plain, 6, MOST_WORDS + 8) or len(set(terms(plain))) < LEAST_TERMS:
        return ()
    key, wrong = near
    measure = _UNIT.match(shape.partition("{}")[2])
    unit = measure.group() if measure else ""
    made = []
    asked = question.replace("should one ", "should you ")
    for value in (key, *wrong):
        word = "is" if value == key else "is not"
        limit, shown = f"{bound.said} {bound.money}{bound.number}{unit}", _of_one(f"{bound.money}{value}{unit}")
        identity = hashlib.sha256(f"{FORM}|{question}|{value}|{line.document}|{line.start}".encode()).hexdigest()[:12]
        made.append(Fact(
            id=identity, thing=_of_one(shape.format(value)), kind="case", form="figure", need=asked if value == key else "",
            need_shape="question", situation="case" if value == key else "", span=Span(line.document, line.start, line.end),
            section=line.section, named_by="span", because=f"{shown} {word} {limit}: “{clause}”.", text=clause,
            priority=round(WORTH * line.weight, 3), numbers=(bound.number,),
        ))  # fmt: skip
    return tuple(made)
