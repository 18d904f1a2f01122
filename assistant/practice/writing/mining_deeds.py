"""What terms of running text do or are, asked for by the term: "What does CloudTrail do?"."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from studyground.assistant.practice.writing.called_people import PEOPLE as OFFICES
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun, third_person
from studyground.assistant.practice.writing.option_names import vague
from studyground.assistant.practice.writing.option_sorts import PEOPLE
from studyground.assistant.practice.writing.phrasing import plural, words
from studyground.assistant.practice.writing.plain_stems import says_nothing
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import stems_of, terms

FORM: Final = "deed"
IS, DOES = "is", "does"
PRIORITY = 0.9  # of that of the statement: who is asked for a term thinks more than who is given it
COMES_BACK = 2  # times that a term stands in a guide
LEAST_WORDS, LEAST_TERMS, LEAST_TELLING = 4, 3, 2  # of what is said; the last without what could be said of anything
_OF_A_BOOK = frozenset(
    "page manual section chapter documentation handbook reference appendix guide book example stakeholder team organization "
    "organisation company community business module course candidate learner".split()
)
_GENERIC = stems_of(
    "system data dataset input output value workflow hardware performance model process processing information user result "
    "application tool task large small big efficient efficiently effective effectively complexity quality time different various "
    "important new good better well easy fast quick multiple number many several amount set part thing way feature function "
    "functionality capability service solution resource operation work use used object item element example cost simple real"
)
_PRAISED = re.compile(
    r"(?:good|robust|effective|efficient|proper|successful|careful|clear|continuous|regular|ongoing|modern|strong|appropriate|"
    r"thorough|real-world|practical|overall|entire|collaborative|exam|examination|actual|typical|standard|available|current|given|"
    r"remaining|corresponding|respective|original|resulting|specified|specific|nice|slightly|more|most|less|least|simple|common)\b",
    re.IGNORECASE,
)
# What is thought of a thing, or a clause that was taken for a noun.
_OPINION = re.compile(
    r"\b(?:very|relatively|rather|quite|difficult|vast|nice|simple|effective|excellent|reference|commitment|subject|topic|"
    r"time to|matter|trademark|cannot|could|should|would|might|must)\b|(?<!that )(?<!which )\b(?:can|will|may)\b",
    re.IGNORECASE,
)
_WHAT_IT_IS = re.compile(r"(?P<verb>is|are) (?=an? |the |[a-z-]+ (?:[a-z-]+ )?(?:that|which|who)\b)")
_BY_THE_WAY = re.compile(r"\b(?:also|then|furthermore|moreover|finally|additionally|further)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:\b(?:and|or)|,) (?:[a-z]+ly )?([a-z]+)\b")
# What is so of a thing, or needed for it, is no deed of it.
_NO_DEED = frozenset(
    "be have take expect accept receive want require need depend rely demand belong live mean include contain consist involve "
    "remain become exist deserve matter "
    "underpin shape drive influence impact affect inform seem look stay begin start end happen occur come go get continue tend "
    "use work cover appear differ vary follow apply emphasize emphasise introduce present pose offer play evolve".split()
)


def deeds_in(told: Sequence[Fact], running: str) -> tuple[Fact, ...]:
    """Statements of what terms do or are, as facts that are asked for by the term; `situation` says which of the two.

    Args:
        told: Facts of which `need` is a predicate, or, of a definition, what the thing is.
        running: The guide's text, case folded.
    """
    found: dict[tuple[str, str], Fact] = {}
    for fact in told:
        need = fact.need if fact.need_shape == "finite" else _is(fact)
        said = agreeing(need, fact.thing)
        if (
            not said
            or not _is_thing(fact.thing)
            or says_nothing(need, named=_is_name(fact))
            or not _tells(need, fact.thing)
        ):
            continue
        if words(said) < LEAST_WORDS or len(set(terms(said)) - set(terms(fact.thing))) < LEAST_TERMS:
            continue
        if _of_a_longer_name(fact.thing, need, running) or not (_is_name(fact) or _taught(fact, running)):
            continue
        if _WHAT_IT_IS.match(need) and _OPINION.search(need):
            continue
        if _BY_THE_WAY.search(fact.text[: fact.text.find(need) + 1]):
            continue  # a remark on the term, and not what is said of it first
        key = hashlib.sha256(f"{FORM}|{fact.id}".encode()).hexdigest()[:12]
        made = replace(
            fact, id=key, form=FORM, need=need, need_shape="finite", situation=IS if _WHAT_IT_IS.match(need) else DOES,
            priority=round(PRIORITY * fact.priority, 3),
        )  # fmt: skip
        found.setdefault((fact.thing.casefold(), said), made)
    return tuple(found.values())


def agreeing(need: str, name: str) -> str:
    """A predicate with its verb in the number of a name: "prevent overfitting" of "dropout" is "prevents overfitting".

    Args:
        need: The predicate, its verb first.
        name: Of one thing or several.

    Returns:
        What is said; "" for what is no deed, or where the number cannot be changed safely.
    """
    several = plural(name)
    if match := _WHAT_IT_IS.match(need):
        return need[match.end() :].strip() if (match["verb"] == "are") == several else ""
    verb, _, rest = need.partition(" ")
    base = base_of(verb) or (verb if verb in VERBS else "")
    if not base or base in _NO_DEED or past_of(verb) or not rest:
        return ""
    first = base if several else third_person(base)
    if first != verb and any(base_of(word) or word in VERBS for word in _JOINED.findall(rest)):
        return ""  # a second verb, perhaps, that would have to agree as well
    return f"{first} {rest}"


def _is(fact: Fact) -> str:
    """What a definition says, as a predicate; "" where it is no noun with its article."""
    return f"is {fact.need}" if re.match(r"(?:an?|the) ", fact.need) and not plural(fact.thing) else ""


def _tells(need: str, name: str) -> bool:
    """Whether what is said has words enough that could not be said of anything ("processes large data efficiently")."""
    said = need.partition(" ")[2]
    return len(set(terms(said)) - _GENERIC - set(terms(name))) >= LEAST_TELLING


def _of_a_longer_name(name: str, need: str, running: str) -> bool:
    """Whether what was taken for the verb may end the name: "actual binary packages reside" says nothing of an actual binary."""
    verb = need.split()[0]
    if not may_be_noun(base_of(verb) or verb):
        return False
    low = name.casefold()
    return running.count(low) <= running.count(f"{low} {verb}")


def _taught(fact: Fact, running: str) -> bool:
    """Whether a guide comes back to a term in small letters, or has it in a heading, and praises nothing by its name."""
    low = singular(fact.thing.casefold())
    above = " ".join(fact.section).casefold()
    return not _PRAISED.match(fact.thing) and (low in above or running.count(low) >= COMES_BACK)


def _is_thing(name: str) -> bool:
    """Whether a name is none of people, and says what it names."""
    last = singular(name.split()[-1].casefold())
    if base_of(name.split()[-1]) in _NO_DEED:
        return False  # "borg uses"
    return last not in PEOPLE | OFFICES | _OF_A_BOOK and not vague(name)


def _is_name(fact: Fact) -> bool:
    return bool(fact.kind) or sum(word[:1].isupper() for word in fact.thing.split()) > 1
