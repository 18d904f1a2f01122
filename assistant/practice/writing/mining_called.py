"""Things that a guide calls by name, and what it says that each does: commands, flags, settings, labels of a list, people."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.called_beside import beside_called
from studyground.assistant.practice.writing.called_cited import AUTHORITY, authority_noun, cited_in
from studyground.assistant.practice.writing.called_found import Called, tools_in
from studyground.assistant.practice.writing.called_labels import CODE, LABEL, LEAST_OF_A_KIND, in_brackets, labels_in
from studyground.assistant.practice.writing.called_predicates import askable_need, predicate, quotable, verb_at
from studyground.assistant.practice.writing.called_subjects import PERSON, people_in, subjects_in
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_entries_names import MORE_KINDS
from studyground.assistant.practice.writing.mining_language import PREPOSITIONS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun, participle_of
from studyground.assistant.practice.writing.own_subject import OwnSubject, own_subject, shared_noun
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, VAGUE, singular
from studyground.assistant.practice.writing.what_it_is import breaks_off, describes, is_as_it_is, own_predicate
from studyground.ingest.index import Index

FORM, SNAKE = "called", "snake"
MOST_OF_A_KIND = 800  # a guide with more has questions enough, and comparing all of them takes too long
LEAST_WEIGHT = 0.5
PRIORITY = 0.75
ASKED_OF_THREE = 2  # labels of every three in a list
# Labels of the parts of a description, under which nothing is a member of one class.
FIELDS = frozenset(
    "address advantage advantages answer answers author benefits cause causes cons contact cost date day definition "
    "delivery detection disadvantage disadvantages duration email example examples feature fee fix format goal input "
    "inputs language languages length level limitations meaning no note notes number office output outputs overview part "
    "phase phone place prevention price problem pros purpose question questions remedy result score solution source "
    "sources step summary symptom symptoms telephone time total treatment usage use validity website week yes".split()
)
_GOES_ON = frozenset("you worth".split())
_OWN_KINDS = frozenset("edition directive primitive subcommand privilege scope tier plan".split())
_KINDS = {
    "flag": "option",
    "snake": "setting",
    "call": "function",
    "command": "command",
    "constant": "",
    "person": "",
}
_CODE_NOUNS = ("directive", "setting", "parameter", "option", "variable", "metric", "field", "function")
_CODE_NOUN = re.compile(rf"\b({'|'.join(_CODE_NOUNS)})s?\b", re.IGNORECASE)


def called_in(lines: Sequence[Line], index: Index) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """What a guide says of things that it calls by name, and for each statement the ids of others, of things of its kind.

    Args:
        lines: The guide's sentences.
        index: Its encoder measures how alike two statements are.
    """
    lines = [line for line in lines if line.weight >= LEAST_WEIGHT]
    tools = tools_in(lines, index.encoder.is_word)
    groups: dict[tuple[str, ...], list[Called]] = defaultdict(list)
    listed = (*labels_in(lines, tools), *in_brackets(lines))
    for one in (*listed, *subjects_in(lines, tools), *people_in(lines), *cited_in(lines)):
        groups[_group(one)].append(one)
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    for group in _joined(groups, lines):
        names = {one.name.casefold() for one in group}
        if not LEAST_OF_A_KIND <= len(names) <= MOST_OF_A_KIND or (
            group[0].shape == LABEL and (_are_fields(names) or _are_topics(group))
        ):
            continue
        made = _less_the_last([_fact(one, _kind(group, lines)) for one in group])
        facts |= {fact.id: fact for fact in made}
        beside |= beside_called(made, lines, index)
    return tuple(facts.values()), beside


def _are_fields(names: set[str]) -> bool:
    """Whether some labels of a list are those of the parts of a description."""
    return any({name, singular(name), name.split()[0]} & FIELDS for name in names)


def _are_topics(group: Sequence[Called]) -> bool:
    """Whether labels are those of paragraphs, some of them of what is done ("Deploying") and some of things."""
    doing = [one for one in group if re.fullmatch(r"[A-Z]?[a-z]+ing", one.name)]
    return 0 < len(doing) < len(group) and not any(one.line.item for one in group)


def _group(one: Called) -> tuple[str, ...]:
    """What holds names together: the tool they are commands of, their shape in one document, their list."""
    if one.shape == "command":
        return (one.line.document, one.shape, one.name.split()[0])
    if one.shape in ("flag", PERSON, AUTHORITY):
        return (one.line.document, one.shape)
    if one.shape in (LABEL, CODE):
        return (one.line.document, one.shape, str(one.run))
    return (one.line.document, one.shape, *one.line.section)


def _joined(groups: Mapping[tuple[str, ...], list[Called]], lines: Sequence[Line]) -> Iterator[list[Called]]:
    """The groups; settings of one document are together where their section has too few or does not say what they are."""
    rest: dict[str, list[Called]] = defaultdict(list)
    for group in groups.values():
        few = len({one.name.casefold() for one in group}) < LEAST_OF_A_KIND
        loose = few or not any(_announced(text) for text in (group[0].lead, *group[0].line.section[-1:]))
        if loose and group[0].shape == SNAKE and _noun_for_code(lines, group[0].line.document):
            rest[group[0].line.document] += group
        else:
            yield group
    yield from rest.values()


def _noun_for_code(lines: Sequence[Line], document: str) -> str:
    """The noun that a guide has most for names written with underscores, "" where it has none of them."""
    found = Counter(
        noun.casefold() for line in lines if line.document == document for noun in _CODE_NOUN.findall(line.text)
    )
    return max(_CODE_NOUNS, key=lambda noun: found[noun]) if found else ""


def _kind(group: Sequence[Called], lines: Sequence[Line]) -> str:
    """The noun for names of a group: what the line or heading over them announces, else what their shape says."""
    first = group[0]
    heading = first.line.section[-1] if first.line.section else ""
    if first.shape == AUTHORITY:
        return authority_noun([one.name for one in group])
    if first.shape == CODE:
        coded = re.search(
            r"\b(?:(error|status|exit|return|fault|result|alarm|reply) )?codes?\b",
            f"{first.lead} {heading}",
            re.IGNORECASE,
        )
        return " ".join(filter(None, (coded[1] and coded[1].casefold(), "code"))) if coded else "code"
    if first.shape == SNAKE and len({one.line.section for one in group}) > 1:
        return _noun_for_code(lines, first.line.document)
    heading = "" if first.shape == LABEL and " " in heading else heading  # it may be their topic, and not their class
    for text in (*(one.lead for one in group if one.lead), heading):
        noun = _announced(text)
        if noun and first.shape not in ("command", PERSON):
            return noun
    by_guide = _noun_for_code(lines, first.line.document) if first.shape == SNAKE else ""
    if first.shape == LABEL:
        return shared_noun([own_subject(one.name, one.said) for one in group])
    return by_guide or _KINDS.get(first.shape, "")


def _announced(text: str) -> str:
    """The noun of a short heading in the plural ("The system roles", "Lifecycle arguments"); "" for any other."""
    words = re.findall(r"[A-Za-z-]+", re.sub(r"^[\d.]+\s+|^(?:The|Some|All|Both|More|Our|Other|Further)\s+", "", text))
    at = next(
        (at for at, word in enumerate(words) if word.casefold() in PREPOSITIONS | SUBORDINATORS | _GOES_ON), len(words)
    )
    words = words[:at]
    if len(words) > 1 and participle_of(words[-1]):
        words.pop()  # "Methods compared"
    if not 1 <= len(words) <= 3 or (words[0].casefold() in VERBS and not may_be_noun(words[0].casefold())):
        return ""
    last = words[-1].casefold()
    noun = singular(last)
    plain = noun != last and noun in KIND_NOUNS | MORE_KINDS | _OWN_KINDS and noun not in VAGUE
    before = [word for word in words[:-1] if word.islower() or not words.index(word)]
    return " ".join([*(word.lower() for word in before[-1:] if not word.isupper()), noun]) if plain else ""


def _less_the_last(made: list[Fact]) -> list[Fact]:
    """The facts of a list, of every three labels two to be asked: the last would be known by leaving out the others."""
    asked = [at for at, fact in enumerate(made) if fact.need]
    left = set(asked[ASKED_OF_THREE * len(made) // 3 :]) if made[0].situation == LABEL else set()
    return [replace(fact, need="") if at in left else fact for at, fact in enumerate(made)]


def _described(one: Called) -> str:
    """What a list says first of a label, where that is what it is; of a code, what it means."""
    said = quotable(one.said, one.name)
    if one.shape == CODE:
        return said if said in one.clause else ""
    return said if said and one.said.startswith(said) and describes(said) else ""


def _fact(one: Called, kind: str) -> Fact:
    line = one.line
    own = own_subject(one.name, one.said) if one.shape == LABEL else OwnSubject("", one.said)
    kind = kind or shared_noun([own])
    told = own_predicate(own.said) if one.shape == LABEL else one.said
    said = predicate(told, label=bool(one.run)) if one.shape != AUTHORITY else one.said
    alone = askable_need(said, one.name) or (is_as_it_is(said) and bool(quotable(said[3:], one.name)))
    alone = alone and not breaks_off(said, told)
    need, shape = said if one.shape not in (AUTHORITY, CODE) and alone else "", "finite"
    if one.shape == AUTHORITY:
        finite = verb_at(one.said.split(), 0) and one.clause.startswith(one.name)
        need, shape = (said if askable_need(said, one.name) else "", "finite") if finite else (one.said, "clause")
    elif not need and one.shape in (LABEL, CODE):
        need, shape = _described(one), "clause"
    key = f"{one.name}|{FORM}|{one.said}|{line.document}|{line.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=one.name, kind=kind, form="called", need=need,
        need_shape="clause" if shape == "clause" else "finite", situation=one.shape,
        span=Span(line.document, line.start, line.end), section=line.section,
        named_by="span", because=said or one.said.rstrip(". "), text=one.clause.rstrip(". "),
        priority=round(PRIORITY * line.weight, 3),
    )  # fmt: skip
