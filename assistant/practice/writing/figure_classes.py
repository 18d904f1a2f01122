"""From which size on something holds of things, as a question: "Below what age do remains need a licence?"."""

import re
from collections.abc import Callable

from studyground.assistant.practice.writing.amounts import OVER, Amount, amounts_in
from studyground.assistant.practice.writing.figure_asked import Asked
from studyground.assistant.practice.writing.figure_measures import BACK, COUNTED, ENDS, MEASURES, VAGUE
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural
from studyground.ingest.terms import terms

LEAST_SAID = 2  # words of a predicate that say something
_CLASS = re.compile(
    r"^(?P<who>(?:The |An? )?[A-Za-z][\w-]*(?: [a-z][\w-]*){0,3}?) ?(?P<link>of|with|worth|costing|weighing|made for)?$"
)
_PREDICATE = re.compile(r"^(?P<aux>are|must|may|can|should|need not|need|have to|[a-z]+) (?P<rest>.+)$")


def of_a_class(before: str, amount: Amount, after: str, small: Callable[[str], str]) -> Asked | None:
    """The question for the size from which something holds: "Below how many visitors a year are museums not charged?"."""
    match = _CLASS.match(before)
    said = _size(amount, after)
    if match is None or said is None or not plural(match["who"].split()[-1].casefold()):
        return None
    first = match["who"].split()[0].casefold()
    asked, rest = said
    end = ENDS.search(rest)
    told = _PREDICATE.match(rest[: end.start()] if end else rest)
    if (
        told is None
        or (first in VERBS and not may_be_noun(first))
        or VAGUE.search(rest)
        or re.search(r"\d|\b(?:not?|free|without)\b", rest.removeprefix("need not"))
        or (end and BACK.match(rest[end.start() :]))
        or re.search(r"\b(?:if|when|unless|until|except|we|us)\b", told["rest"])
        or len(set(terms(told["rest"]))) < LEAST_SAID
    ):
        return None
    asks = _asks_of(told["aux"], small(match["who"]), re.sub(r" to you$", "", told["rest"]))
    side = "Above" if amount.bound == OVER else "Below"
    return Asked(f"{side} {asked} {asks}?", match["who"]) if asks else None


def _size(amount: Amount, after: str) -> tuple[str, str] | None:
    """What one asks for where things are told by their size, and what the clause says behind it."""
    measure = MEASURES.get(amount.unit, "")
    old = re.match(r" old\b", after)
    if old:
        return ("what age", after[old.end() :].strip()) if amount.unit in ("years", "months") else None
    if measure:
        return f"what {measure}", after.strip()
    if any(amounts_in(amount.text)):
        return f"how many {amount.unit}", after.strip()
    counted = COUNTED.match(after)
    if counted is None or counted["of"].split()[-1].casefold() != amount.unit:
        return None
    return f"how many {counted['of']}{counted['per'] or ''}", after[counted.end() :].strip()


def _asks_of(aux: str, who: str, does: str) -> str:
    """A predicate asked of several things; "" where its verb is not sure."""
    if aux == "need not":
        return f"do {who} not need to {does}"
    if aux in ("are", "must", "may", "can", "should"):
        return f"{aux} {who} {does}"
    return f"do {who} {aux} {does}" if aux in ("need", "have to") or aux in VERBS else ""
