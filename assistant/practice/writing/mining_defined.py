"""Terms that running text explains as it goes: "X is the …", "X, in which …", "the y, which holds …", "In z old hampers new"."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from studyground.assistant.practice.writing.called_predicates import askable_need, verb_at
from studyground.assistant.practice.writing.defined_rivals import beside_defined
from studyground.assistant.practice.writing.fact import Fact, NeedShape, Span
from studyground.assistant.practice.writing.leaking import telltale
from studyground.assistant.practice.writing.leaning import leans
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    lower_first,
)
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_told import JUDGED
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, may_be_noun, participle_of
from studyground.assistant.practice.writing.option_sorts import sort_of_definition
from studyground.assistant.practice.writing.phrasing import absolute, plural, words
from studyground.assistant.practice.writing.praise import praises
from studyground.assistant.practice.writing.torn_names import is_done, is_torn, says_what_holds_of_all
from studyground.assistant.practice.writing.what_it_is import describes
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

FORM = "defined"
IS, DOES, WHEN = "is", "does", "when"
LEAST_OF_A_GUIDE = 6  # terms that it explains
LEAST_WEIGHT, PRIORITY = 0.9, 0.8
NAME_WORDS, MOST_WORDS = 3, 28
LONG = 9  # letters of a word that is a term though it stands only once
_SHAPES: dict[str, NeedShape] = {IS: "noun", DOES: "finite", WHEN: "clause"}
_NO_VERB = PREPOSITIONS | SUBORDINATORS | PRONOUNS | {"and", "or"}
LEAST = {IS: (5, 3), DOES: (3, 2), WHEN: (4, 3)}  # words and terms of what is said
# Nouns that only a passage gives a meaning: what they name is no term.
_NO_TERM = frozenset(
    "advantage aim answer approach area article attempt book box case cause chance chapter claim concern conclusion consequence "
    "course day decision detail difference difficulty evidence example experiment explanation fact failure figure finding form "
    "goal group half idea kind lesson level list margin matter meaning method moment name number objection part passage "
    "people person place plan point position price problem purpose quality question reason result rest role rule section side "
    "situation source stage step story student study subject sum system table task team term test thing time topic type unit "
    "use value version view way week work world year".split()
)
_SAYS_LITTLE = frozenset("is are can may must has have needs need does do will should".split())
_NO_ADJECTIVE = frozenset(
    "this that these those what which such same not none neither whole too own other next last first second new old more most "
    "less least many few several some any all no every each there here entire main chief only".split()
)
_NO_NAME = DETERMINERS | PRONOUNS | SUBORDINATORS | _NO_ADJECTIVE | {"your", "my", "our", "and", "or"}
_NAME = r"[A-Za-z][\w’'-]+(?: \([a-z-]+\))?(?: (?:of )?[a-z][\w’'-]+){0,3}"
_WHICH = re.compile(
    r"^(?P<before>.*?[^\s,]), (?:which|that) (?P<said>(?!is why\b|means\b|was\b|were\b|had\b)[a-z]+ [^,;:]+)"
)
_IN_WHICH = re.compile(r"^(?P<before>.*?[^\s,]), in which (?P<said>[^,;:]+)")
_IN = re.compile(r"^[Ii]n (?P<rest>[a-z][a-z-]+ .+)$")
_APPOSED = re.compile(
    r"^(?P<before>.*?[^\s,]), (?P<said>(?:the|an?) (?:[a-z-]+ ){1,3}?(?:of|that|which|by which|in which) [^,;:()]+)"
    r"(?=$|,(?! (?:and|or)\b)|;|:)"
)
_DOING = re.compile(r"^(?P<before>.*?[^\s,]), (?P<said>[a-z]+ing [^,;:()]+), (?=(?:is|are|does|do|has|[a-z]+s) )")
_CALLED_SO = re.compile(
    rf"^(?P<said>(?:The|An?|[A-Z][a-z]+ing) [^,;:()]+?) (?:is|are) (?:now )?"
    rf"(?:called|known as) (?:the |an? )?(?P<name>{_NAME})(?=$|,)"
)
_CALLED_ASIDE = re.compile(
    rf"^(?P<said>(?:(?:The|An?) )?[A-Z]?[a-z]+ [^,;:()]+), (?:called|known as) (?:the |an? )?(?P<name>{_NAME}), (?=[a-z]+ )"
)
_NAMED_SO = re.compile(
    rf"^What (?:matters|counts|is meant) is (?P<said>the [^,;:()]+), which (?:they|he|she) (?:named|called) (?P<name>{_NAME})$"
)
_SAYS_NOTHING = re.compile(
    r"(?:the|an?) (?:\w+ )?(?:one|same|reason|way|case|thing|matter|question|result|first|last|main|chief|\w+est)\b|(?:not|by) "
)
_SIDES = re.compile(r"; (?:and |but |whereas |while )?")
_TAIL = re.compile(
    r",? (?:such as|for example|for instance|e\.g\.|as in|including)\b.*$|, (?:so|but|which|who|and (?:that|it|they)|because|"
    r"though|although|since|where|not)\b.*$|: .*$| \([^()]*\)"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term and what a sentence says of it; `said` is "" where that cannot stand alone.

    Args:
        how: IS (a phrase for it), DOES (its predicate) or WHEN (what happens in it).
        clause: The part of the sentence that says so.
    """

    name: str
    how: str
    said: str
    clause: str
    line: Line


def defined_in(lines: Sequence[Line], index: Index) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """The terms that each guide of running text explains, and for each the ids of others that can stand beside it.

    Args:
        lines: The guide's sentences.
        index: Its encoder measures how alike two explanations are.
    """
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    plain = [line for line in lines if not line.item and line.weight >= LEAST_WEIGHT]
    for _, group in groupby(plain, key=lambda line: line.document):
        own = list(group)
        running = "\n".join(line.text for line in own).casefold()
        found: dict[str, Fact] = {}
        for term in _terms(own):
            if _is_term(term.name, running):
                fact = _fact(term)
                old = found.get(term.name.casefold())
                if old is None or (fact.need and not old.need):
                    found[term.name.casefold()] = fact
        if len(found) >= LEAST_OF_A_GUIDE:
            made = list(found.values())
            facts |= {fact.id: fact for fact in made}
            beside |= beside_defined(made, own, index)
    return tuple(facts.values()), beside


def _terms(lines: Sequence[Line]) -> Iterator[Term]:
    before: list[str] = []
    for number, line in enumerate(lines):
        if number and lines[number - 1].unit != line.unit:
            before = []
        text = line.text.rstrip(". ")
        if not re.search(r"[?!|=→]$|\|", text):
            for clause in _SIDES.split(text):
                for name, how, said in _explained(clause):
                    yield Term(name, how, _whole(said, how, name, before), clause, line)
        before.append(text)


def _explained(clause: str) -> Iterator[tuple[str, str, str]]:
    """The terms of a clause, how each is explained there, and the words that do."""
    for pattern, how in ((_APPOSED, IS), (_DOING, IS), (_WHICH, DOES), (_IN_WHICH, WHEN)):
        found = pattern.match(clause)
        name = _ends_in_name(found["before"]) if found else ""
        if found and pattern is _APPOSED and _main_clause(clause, found["said"]):
            continue
        if found and name and (how != DOES or verb_at(found["said"].split(), 0)):
            yield name, how, found["said"]
            return
    for pattern in (_CALLED_SO, _CALLED_ASIDE, _NAMED_SO):
        if found := pattern.match(clause):
            yield found["name"], IS, lower_first(found["said"])
            return
    if (inside := _IN.match(clause)) and (parts := _name_and_clause(inside["rest"])):
        yield parts[0], WHEN, parts[1]
        return
    opened = _opens_with_name(clause)
    if opened and not is_torn(opened[0], f"{opened[1]} {opened[2]}"):
        name, verb, rest = opened
        if (
            verb in ("is", "are")
            and (describes(rest) or sort_of_definition(rest) == "abstract")
            and not JUDGED.match(f"{verb} {rest}")
        ):
            yield name, IS, rest
        elif " " in name and (verb not in _SAYS_LITTLE or (verb in ("is", "are") and rest.startswith("for "))):
            yield name, DOES, f"{verb} {rest}"


def _main_clause(clause: str, said: str) -> bool:
    """Whether what follows the first comma goes on as the main clause: "While X is part of Y, a share of the questions …"."""
    return clause.split(" ", 1)[0].casefold() in SUBORDINATORS or (
        has_finite_verb(said) and not re.search(r"\b(?:that|which|who|whose|where|when)\b", said)
    )


def _ends_in_name(before: str) -> str:
    """The term that some words end in, back to what cannot be part of it: "enters sensory memory": "sensory memory"."""
    taken: list[str] = []
    found = before.split()
    for word in reversed(found):
        low = word.casefold()
        if low in DETERMINERS | PREPOSITIONS | SUBORDINATORS | PRONOUNS | AUXILIARY | {
            "and",
            "or",
            "but",
            "called",
            "not",
        }:
            break
        if word.endswith((",", ".", ":", ")")) or not re.fullmatch(r"[A-Za-z][\w-]*(?:[’']s)?", word):
            break
        if word.endswith(("’s", "'s")) or (taken and (base_of(low) or participle_of(low) or low.endswith("ly"))):
            break
        taken.insert(0, word)
        if len(taken) > NAME_WORDS:
            return ""
    opens = len(taken) == len(found)
    if not taken or any(word[:1].isupper() for word in (taken[1:] if opens else taken)):
        return ""
    return " ".join([taken[0][:1].lower() + taken[0][1:], *taken[1:]]) if opens else " ".join(taken)


def _name_and_clause(rest: str) -> tuple[str, str] | None:
    """What "In …" opens with, where a clause follows: "recall | the person must produce the item"."""
    found = rest.split()
    for at in range(1, min(NAME_WORDS, len(found) - 2) + 1):
        opens = found[at].casefold() in ("the", "a", "an", "some", "people", "old", "new", "one")
        if any(word.endswith(",") for word in found[:at]) or found[at - 1] in PREPOSITIONS | DETERMINERS:
            return None
        if opens and not set(found[:at]) & (DETERMINERS | PREPOSITIONS | PRONOUNS | {"and"}):
            return " ".join(found[:at]), " ".join(found[at:])
    return None


def _opens_with_name(clause: str) -> tuple[str, str, str] | None:
    """A clause that opens with a term: the term, its verb and the rest."""
    plain = re.sub(r" \([a-z-]+\)", "", clause)
    found = plain.split()
    article = bool(found) and found[0] in ("The", "A", "An", "the", "a", "an")
    for at in range(1 + article, min(len(found) - 1, NAME_WORDS + 2 + article)):
        low, before = found[at].casefold().strip(","), found[at - 1].casefold()
        if before.endswith(",") or (low in _NO_VERB and low != "of"):
            return None
        if _is_verb(found, at) and not (
            may_be_noun(base_of(low)) and set(found[at + 1 : at + 2]) & (AUXILIARY | VERBS)
        ):
            name = found[article:at]
            if not article and name[0][:1].isupper():
                name = [name[0][:1].lower() + name[0][1:], *name[1:]]
            plain_words = all(re.fullmatch(r"[a-z][\w’'-]*", word) for word in name)
            return (" ".join(name), low, " ".join(found[at + 1 :])) if plain_words else None
    return None


def _is_verb(found: Sequence[str], at: int) -> bool:
    """Whether a word behind a name is its finite verb."""
    low, several = found[at].casefold().strip(","), plural(found[at - 1].casefold())
    return (
        low in ("is", "are", "can", "has")
        or (several and low in VERBS and not may_be_noun(low))
        or (not several and verb_at(found, at))
    )


def _is_term(name: str, running: str) -> bool:
    """Whether a name is one that the guide teaches: of several words or not an everyday one, and no word for a passage's own."""
    found = name.casefold().split()
    if len(name) < 4 or found[-1] in _NO_TERM or set(found) & _NO_NAME or is_done(name, running):
        return False
    if len(found) == 1 and plural(found[0]):
        return False
    if any(word.endswith("ly") for word in found) or re.search(r"[\d’']", name):
        return False
    if any(base_of(word) and not may_be_noun(base_of(word)) for word in found):
        return False
    return len(found) > 1 or running.count(found[0]) > 1 or len(name) >= LONG


def _whole(said: str, how: str, name: str, before: Sequence[str]) -> str:
    """What can be asked for of what is said; "" where it says too little, leans on other words or shows the name."""
    told = _TAIL.sub("", said).strip(" ,.")
    told = re.sub(r"^([^,]*), and .*$", r"\1", told)  # a clause of its own: "splits the flank, and bakers grumble"
    least_words, least_terms = LEAST[how]
    if not least_words <= words(told) <= MOST_WORDS or len(set(terms(told))) < least_terms:
        return ""
    if leans(told, before) or absolute(told) or praises(told) or re.search(r"[\"“”?]|\b(?:he|she|his|her)\b", told):
        return ""
    if how == DOES and not askable_need(told, name) and not re.match(r"(?:is|are) for ", told):
        return ""
    if (how == IS and _SAYS_NOTHING.match(told)) or says_what_holds_of_all(told):
        return ""
    return "" if telltale(told, [name]) else told


def _fact(term: Term) -> Fact:
    line = term.line
    key = f"{term.name}|{FORM}|{term.clause}|{line.document}|{line.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=term.name, kind="", form="defined", need=term.said,
        need_shape=_SHAPES[term.how], situation=term.how,
        span=Span(line.document, line.start, line.end), section=line.section, named_by="span",
        because=f"paragraph {line.unit}", text=term.clause, priority=round(PRIORITY * line.weight, 3),
    )  # fmt: skip
