"""A sentence of the guide with one deciding thing changed, so that the guide contradicts it."""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.amounts import Amount
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, third_person
from studyground.assistant.practice.writing.opposites import sort_of, turned_round
from studyground.assistant.practice.writing.statement_figures import CONDITION, exchanged, figured
from studyground.assistant.practice.writing.statement_swaps import Alteration, put, swapped
from studyground.assistant.practice.writing.statement_verbs import first_finite
from studyground.ingest.terms import terms

DIRECTION, NEGATION, DUTY, NAME = "direction", "negation", "duty", "name"
_COMPARED = (
    (re.compile(r"(?<!one )(?<!two )(?<!no )(?<!any )(?<!or )(?<!once )\bmore (?=than (?!\d|one\b|two\b|half\b)|"
                r"[a-z]+(?:ly|able|ible|ive|ous|ful|ent|ant|al|ic)\b)"),
     "less ", "size"),
    (re.compile(r"\bless (?=than (?!\d|one\b|half\b)|[a-z]+(?:ly|able|ible|ive|ous|ful|ent|ant|al|ic)\b)"), "more ", "size"),
    (re.compile(r"\bthe most (?=[a-z]+)"), "the least ", "size"),
    (re.compile(r"\bthe least (?=[a-z]+)"), "the most ", "size"),
    (re.compile(r"\bwithout (?!any\b|doubt|[a-z]+ing\b|it\b|them\b|further\b|much\b|even\b)(?=[a-z])"), "with ", NEGATION),
)  # fmt: skip
_GIVES_REASON = re.compile(r"\bbecause\b|, (?:since|as|for|so)\b")  # which would speak against what is changed
_CONTRASTS = re.compile(r"\b(?:but|yet|though|although|rather than|instead)\b|, not\b")  # and so would the other side
_DENIED = re.compile(r"\b(?:not|never|no|nor|cannot|hardly)\b|n[’']t\b")
_CASE = re.compile(
    r"^(?:If|When|Where|Once|Unless|While|Until)\b[^,]*$|\b(?:that|who|which|whose|if|when|unless|where)\b[^,]*$"
)
_BOUNDS = (
    (re.compile(r"(?<=\bis )on (?=by default)"), "off "),
    (re.compile(r"(?<=\bis )off (?=by default)"), "on "),
    (re.compile(r"(?<=\bare )on (?=by default)"), "off "),
    (re.compile(r"(?<=\bare )off (?=by default)"), "on "),
    (re.compile(r"\bat least (?=[\da-z])"), "at most "),
    (re.compile(r"\bat most (?=[\da-z])"), "at least "),
    (re.compile(r"\bno more than "), "no less than "),
    (re.compile(r"\bno less than "), "no more than "),
    (re.compile(r"\ba minimum of "), "a maximum of "),
    (re.compile(r"\ba maximum of "), "a minimum of "),
)
# Behind a denial these need it, or say that something else holds instead.
_LEANS = re.compile(
    r"\b(?:any|anything|anyone|anybody|anywhere|either|until|unless|yet|at all|even|nor|neither|whatever|rather|instead|but|"
    r"necessarily|only|just|merely|always|quite|enough|every|all|much|ever|so|too|simply|still|because|also|both|long|far|well)\b"
)
_BE = re.compile(r"\b(?P<be>is|are|was|were)(?: not|n[’']t| never) ")
_MODAL = re.compile(
    r"\b(?P<modal>can|could|may|should|will|must)(?: not|n[’']t| never) |\b(?P<cannot>cannot|can[’']t) "
)
_DO = re.compile(r"\b(?P<do>does|do)(?: not|n[’']t) (?P<verb>[a-z]+)\b")
_NO_LONGER = re.compile(r"\bno longer\b(?! than)")
_DUTIES = (
    (re.compile(r"(?<=[a-z\d] )must (?!not\b|in\b|at\b|first\b|have been\b|be (?:a|the)\b)(?=[a-z])"), "need not "),
    (re.compile(r"\bneed not "), "must "),
    (re.compile(r"\bdoes not need to "), "has to "),
    (re.compile(r"\b(?:do not|don[’']t) need to "), "have to "),
    (re.compile(r"\bhas to "), "does not have to "),
    (re.compile(r"(?<=[a-z] )have to "), "do not have to "),
    (re.compile(r"\bneeds to "), "does not need to "),
    (re.compile(r"\bmay (?=be [a-z]+(?:ed|en|wn|ne|pt|nt|ld|de)\b)"), "must "),
)


_FIGURES = re.compile(
    r"(?<![\w.])\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve) [a-z]+s\b|\bone (?:day|hour|week|year)\b"
)
_OF_MANY = re.compile(r"\b(?:many|all|most|some|few|several|any)(?: [a-z]+)? $")


def alterations(text: str, others: Sequence[Amount], draw: int) -> Iterator[Alteration]:
    """The ways in which a statement can be made false, at most one of a kind.

    Args:
        text: A statement of the guide.
        others: Figures that the guide gives near by.
        draw: Any number: it decides where several would do.
    """
    seen = {text}
    for made in (
        exchanged(text) or swapped(text),
        figured(text, others, draw),
        _bounded(text),
        _turned(text, draw),
        _denied(text),
        _duty(text),
        _compared(text),
    ):
        if made is not None and made.text not in seen:
            seen.add(made.text)
            yield made


def _bounded(text: str) -> Alteration | None:
    """The most for the least, where no second figure would speak against it ("one day, with a maximum of 28 days")."""
    if len(_FIGURES.findall(text)) > 1:
        return None
    for pattern, now in _BOUNDS:
        found = list(pattern.finditer(text))
        if len(found) == 1 and now.strip() not in text and not CONDITION.search(text[: found[0].start()][-25:]):
            return put(text, found[0].start(), found[0].end(), now, DIRECTION)
    return None


def _compared(text: str) -> Alteration | None:
    """More for less, and with for without."""
    if _GIVES_REASON.search(text) or _CONTRASTS.search(text) or len(_FIGURES.findall(text)) > 1:
        return None
    for pattern, now, way in _COMPARED:
        found = list(pattern.finditer(text))
        if len(found) == 1 and not re.search(
            r"\b(?:less|fewer|fewest|least)\b.*\b(?:more|most)\b|\bmore\b.*\b(?:less|more)\b", text
        ):
            return put(text, found[0].start(), found[0].end(), now, way)
    return None


def _turned(text: str, draw: int) -> Alteration | None:
    """A direction for its opposite."""
    found = list(turned_round(text))
    # What is true of the one case may be true of its opposite too, and so may what is denied.
    found = [
        one
        for one in found
        if not _CASE.search(text[: one[0]])
        and not set(terms(one[2])) & set(terms(text[: one[0]] + text[one[1] :]))
        and _decides(text, one[0], one[1])
    ]
    if not found or _GIVES_REASON.search(text) or _CONTRASTS.search(text) or _DENIED.search(text):
        return None
    start, end, now = found[draw % len(found)]
    return put(text, start, end, now, sort_of(text[start:end]))


def _decides(text: str, start: int, end: int) -> bool:
    """Whether a word is what a statement says, and not which things it speaks of, and nothing goes on from it.

    Of "many small files" it says nothing about large ones; "heavier than air and collects in the basement" tells twice.
    """
    verb = first_finite(text)
    if verb is None or start < verb or _OF_MANY.search(text[:start]):
        return False
    behind = re.search(r"\b(?:and|so|or) ([a-z]+)", text[end:])
    goes_on = behind is not None and (bool(base_of(behind[1])) and base_of(behind[1]) != behind[1])
    return not goes_on and not re.search(r"\b(?:and|but|while|whereas)\b.*\b(?:in|at|on|by|for|with)\b", text[end:])


def _denied(text: str) -> Alteration | None:
    """A denial taken away, where nothing behind it leans on it."""
    found = [*_BE.finditer(text), *_MODAL.finditer(text), *_DO.finditer(text)]
    longer = list(_NO_LONGER.finditer(text))
    if _CONTRASTS.search(text):
        return None
    if len(found) + len(longer) != 1 or len(re.findall(r"\b(?:not|never|no|nor)\b|n[’']t\b|\bcannot\b", text)) != 1:
        return None
    if longer:
        return put(text, longer[0].start(), longer[0].end(), "still", NEGATION) if " longer." not in text else None
    match = found[0]
    if (
        _LEANS.search(text[match.end() :])
        or re.search(r"\b(?:since|as|for)\b", text[match.end() :])
        or re.search(r"\bso\b", text[: match.start()])
    ):
        return None
    said = match.groupdict()
    if said.get("be"):
        return put(text, match.start(), match.end(), f"{said['be']} ", NEGATION)
    if said.get("modal") or said.get("cannot"):
        modal = said.get("modal") or "can"
        return put(text, match.start(), match.end(), f"{'may' if modal == 'must' else modal} ", NEGATION)
    verb = said.get("verb") or ""
    if verb not in VERBS and verb not in ("need", "have", "show", "mean", "apply", "count", "change", "work"):
        return None
    if match.start() == 0:
        return None
    now = ("has" if verb == "have" else third_person(verb)) if said["do"] == "does" else verb
    return put(text, match.start(), match.end(), now, NEGATION)


def _duty(text: str) -> Alteration | None:
    """What must be done for what need not, and what may for what may not."""
    if _CONTRASTS.search(text) or re.search(r"\bonly\b", text) or " or " in text:
        return None  # "may be A or B" is as good as "must be A or B" where there is no third
    if (
        re.search(r"\b(?:not|never|no|nor|cannot)\b|n[’']t\b", text)
        and "need not" not in text
        and "not need to" not in text
    ):
        return None
    for pattern, now in _DUTIES:
        found = list(pattern.finditer(text))
        if (
            len(found) == 1
            and not re.search(r", (?:because|since|as|for|so)\b| because ", text)
            and not re.search(
                r"\b(?:so|nothing|nobody|no|what|that|which|who|whether|where|how)\b", text[: found[0].start()]
            )
        ):
            return put(text, found[0].start(), found[0].end(), now, DUTY)
    return None
