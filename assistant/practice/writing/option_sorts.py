"""Whether a term names a thing, or something done or the case: an option of another sort than the rest is known by its sort."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.lines import VAGUE_KINDS
from studyground.assistant.practice.writing.mining_language import PREPOSITIONS
from studyground.assistant.practice.writing.mining_shapes import is_participle
from studyground.assistant.practice.writing.mining_verbs import gerund_base
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, kindred, singular

Sort = Literal["abstract", "person", "place", "thing", ""]
UNNAMED = "Which of these is described by"  # how a question begins for a label that no noun is known for
_NO_KIND = VAGUE_KINDS | {"", "term"}
_ARTICLE = re.compile(r"^(?:an?|the|one|any|some)\s+", re.IGNORECASE)
# Where the head of a definition ends: "a gas | that ripens fruit", "the shedding | of leaves".
_HEAD_ENDS = frozenset("that which who whose where when so seen".split()) | PREPOSITIONS
_ACTS = frozenset(
    "act action process growth movement loss transfer exchange use change removal arrival approach attack release flow "
    "procedure technique method practice breath spread rise fall decline increase decrease split birth death".split()
)
_QUALITIES = frozenset(
    "ability capacity capability state condition property tendency absence presence lack inability failure".split()
)
PEOPLE = frozenset(
    "person people man woman child someone somebody anyone anybody individual user administrator developer programmer engineer "
    "maintainer author member employee worker colleague manager owner customer patient nurse doctor teacher student trainee "
    "officer official clerk expert specialist scientist artist painter composer writer poet king queen emperor ruler soldier "
    "sailor volunteer visitor guest leader assistant technician operator mechanic physician surgeon lawyer judge".split()
)
_PLACES = frozenset(
    "place room area site city town village country region island river lake mountain street building hall office kitchen "
    "workshop warehouse yard harbour harbor port station field garden spot corner".split()
)
_ACT_NAME = re.compile(
    r"(?:[a-z]{3}[ai]tion|synthesis|lysis|[a-z]{3}ization|[a-z]{3}isation|[a-z]{2}ission|(?:lop|ove|eat|rrange|dorse)ment)$"
)
# Names of things that only look like acts.
_NO_ACT = frozenset(
    "station ration position notation equation location condition organisation organization association foundation corporation "
    "administration application publication documentation configuration permission commission citation generation population "
    "constellation vegetation building ceiling railing heading setting sibling evening morning pudding painting drawing".split()
)


def sort_of_definition(definition: str) -> Sort:
    """What sort of thing a definition is one of, by the noun that it opens with; "" where none is seen.

    Args:
        definition: A noun phrase ("the shedding of leaves along a layer of weak cells").
    """
    first = re.split(r"[;:(]", definition, maxsplit=1)[0]
    words = _ARTICLE.sub("", first.strip()).casefold().replace(",", " ").split()
    head = ""
    for word in words:
        if word in _HEAD_ENDS or (head and is_participle(word)):
            break
        head = word
    head = singular(head.strip(".“”\"'"))
    if not head or head in ("something", "anything", "thing"):
        return ""
    if head in PEOPLE:
        return "person"
    if head in _PLACES and _PLACED.search(first):
        return "place"
    quality = head in _QUALITIES or re.search(r"[a-z]{2}(?:ility|ivity|ness)$", head)
    return "abstract" if quality or head in _ACTS or _is_act(head) else "thing"


def sort_of_name(name: str) -> Sort:
    """What sort of thing a term is by its own last word; "" for those whose ending says nothing."""
    last = name.split()[-1].casefold() if name.split() else ""
    return "abstract" if _is_act(last) else ""


def _is_act(word: str) -> bool:
    if word.endswith("ing"):
        return word not in _NO_ACT and (bool(gerund_base(word)) or len(word) > len("spring"))
    return word not in _NO_ACT and bool(_ACT_NAME.search(word))


def _kind_named(name: str) -> str:
    """The common noun that a name of several words ends in ("method" of "imputation methods"); "" for other names."""
    *before, last = name.split() or [""]
    noun = singular(last)
    return noun if before and noun in KIND_NOUNS else ""


_IS_ONE = re.compile(r"^(?:(?:an?|the) )?[\w.-]+(?: [\w.-]+){0,2} is (?P<what>an? .+)$|^is (?P<also>an? .+)$")
# A field of a table or a place in a queue is no place that one goes to.
_PLACED = re.compile(
    r"\b(?:where|in which|at which|on which)\b|^(?:the |an? )?(?:[\w-]+ )?(?:city|town|village|country|island)\b", re.I
)


class Sorts:
    """The sorts of a guide's terms: by what the guide says that they are, else by their names.

    Args:
        facts: Of which the definitions count.
    """

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        found: dict[str, Sort] = {}
        for fact in facts:
            said = _definition(fact)
            if said:
                found.setdefault(fact.thing.casefold(), sort_of_definition(said))
        self._found: Mapping[str, Sort] = found

    def of(self, name: str) -> Sort:
        """The sort of a term; "" where neither a definition nor the name tells it."""
        return self._found.get(name.casefold(), "") or sort_of_name(name)

    def apart(self, one: str, other: str) -> bool:
        """Whether two terms are of different sorts: a term of which nothing is known is taken for a thing."""
        first, second = _kind_named(one), _kind_named(other)
        if first and second and not kindred(first, second):
            return True  # "learning rates" beside "imputation methods"
        sorts = {self.of(one), self.of(other)}
        unknown = next((name for name in (one, other) if not self.of(name)), "")
        if "person" in sorts and sum(word[:1].isupper() for word in unknown.split()) > 1:
            return False  # it is written as somebody's name is
        return (self.of(one) or "thing") != (self.of(other) or "thing")


def of_one_sort(beside: Mapping[str, tuple[str, ...]], facts: Sequence[Fact]) -> dict[str, tuple[str, ...]]:
    """What can stand beside each fact, without terms of another sort than its own.

    A term that its sentence sets against another, or that the guide calls by the same noun, may stay whatever its sort.

    Args:
        beside: For each fact the ids of others.
        facts: All of them.
    """
    sorts, by_id = Sorts(facts), {fact.id: fact for fact in facts}
    listed: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.form == "listed":
            listed[fact.thing.casefold()] |= {name.casefold() for name in fact.contrasts}

    def may(fact: Fact, one: Fact) -> bool:
        kin = fact.kind == one.kind and fact.kind not in _NO_KIND
        tied = kin or one.thing in fact.contrasts or one.thing.casefold() in listed[fact.thing.casefold()]
        return tied or not sorts.apart(fact.thing, one.thing)

    return {
        name: tuple(one for one in others if may(by_id[name], by_id[one]))
        if name in by_id and _by_sort(by_id[name])
        else others
        for name, others in beside.items()
    }


def _by_sort(fact: Fact) -> bool:
    """Whether the options of a question are terms, or what terms are, that no common noun holds together."""
    if fact.form == "labelled":
        return fact.need.startswith((UNNAMED, "Which of these is a"))
    return fact.form in ("told", "solved", "meaning") or (fact.form == "entry" and fact.need_shape == "noun")


def _definition(fact: Fact) -> str:
    """What a fact says that its thing is; "" where it says something else of it."""
    if fact.form == "labelled":
        _, _, said = fact.text.partition(": ")
        is_one = _IS_ONE.match(said)
        return (
            is_one["what"] or is_one["also"]
            if is_one
            else said
            if fact.need.startswith(UNNAMED) or not fact.need
            else ""
        )
    if fact.form in ("definition", "meaning") or (fact.form == "entry" and fact.need_shape == "noun"):
        return fact.need
    told = re.match(r"(?:is|are) ((?:an?|the) .+)$", fact.need) if fact.form == "told" else None
    return told[1] if told else ""
