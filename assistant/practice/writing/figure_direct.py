"""Plain questions for a figure that older rules leave out: "To what size are input and output limited?"."""

import re
from collections.abc import Callable
from dataclasses import replace

from studyground.assistant.practice.writing.amounts import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    OVER,
    TIMES,
    UNDER,
    Amount,
    amounts_in,
)
from studyground.assistant.practice.writing.figure_asked import Asked
from studyground.assistant.practice.writing.figure_classes import of_a_class
from studyground.assistant.practice.writing.figure_deeds import ANYBODY, VAGUE_OBJECT, WITHOUT_OBJECT, Deed, deed_in
from studyground.assistant.practice.writing.figure_measures import BACK, COUNTED, ENDS, MEASURES, VAGUE
from studyground.assistant.practice.writing.mining_language import PREPOSITIONS
from studyground.assistant.practice.writing.mining_shapes import is_participle
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural

DOES_WORDS, TAIL_WORDS, UNLESS_WORDS = 9, 12, 6
_TO = frozenset("limited restricted capped set reduced raised lowered heated cooled chilled warmed".split())
_AT = frozenset("weight size frequency speed pressure temperature voltage angle rate percentage".split()) - {
    "weight",
    "size",
}
_LASTS = frozenset("last take live run stay burn".split())
_PREP = re.compile(r"(?:^| )(?P<prep>for|every|within|inside|after|until|to|at|on)$")
_UNLESS = re.compile(r",? (?P<unless>unless [a-z][^,;:()]*)$")
_AHEAD = re.compile(r"^(?:before|after|ahead of|prior to) \S")
_PHRASE = re.compile(
    r"^(?:for|in|at|from|on|of|during|after|before|inside|outside|under|with|without|by|once|per|to)\b"
)
_DENIES = re.compile(r"\b(?:not|never|no|cannot|nobody|none)\b|n[’']t\b")
_LOOSE = re.compile(
    r"(?:ing|tion|sion|ment|ness|ity|ance|ence|age)$|^(?:range|dwell|humidity|time|size|length|depth|weight|rate|power|speed|"
    r"default|limit|maximum|minimum|threshold|temperature|pressure|period|term|cost|price|work|use|training|validation)$"
)
_TAKES_FOR = re.compile(
    r"\b(?:fees?|needs?|charges?|room|limits?|policy|rules?|reasons?|basis|only|mostly|mainly|just|even|about)$"
)
_ASIDE = re.compile(r" \([^()]*\)(?!\w)")
_FINITE = re.compile(
    r"^(?P<who>(?:(?:The|An?|Each|Every) )?(?:[\w-]+ ){0,3}?[\w-]+) (?P<verb>[a-z]{3,}(?<!s)s)"
    r"(?P<rest>(?: (?:each|every|the|an?|all|its) [^,;:]+)?)$"
)
_ANSWERS = re.compile(
    r"^(?:be )?(?:answer|repl|respond|acknowledg|decid|pay|paid|refund|repa|confirm|deliver|fall due|expire|issu|report)"
)  # what has its beginning in itself
_EDGE = {AT_LEAST: "or above ", AT_MOST: "or below "}
_DONE = re.compile(r"^(?:[a-z]{3,}ed|good|valid|held|frozen|sent|paid|lent|worn|left|put)$")
_EMPTY = re.compile(r"^(?:follow|come|happen|go|go up|be|do|have|mean|need)$")
_EARLY = re.compile(r"\b(?:at least|at most|about|roughly|around|up to|some|once|twice)$")


def direct(clause: str, amount: Amount, small: Callable[[str], str], *, told: bool = False) -> Asked | None:
    """The question for a figure of a clause; None where none can be asked in plain English.

    Args:
        clause: One main clause without its full stop and without a condition in front.
        amount: The figure, with its place in the clause.
        small: A subject as it stands inside a sentence.
        told: Whether a case stands in front, so that "the wait" is that of the case.
    """
    if not amount.whole or _DENIES.search(clause[: amount.start]):
        return None
    before = _ASIDE.sub("", clause[: amount.start]).rstrip()
    if amount.bound in (OVER, UNDER):
        return of_a_class(before, amount, clause[amount.end :], small)
    behind = re.match(r" at (?P<bound>most|least)\b", clause[amount.end :])
    if behind and not amount.bound:
        amount = replace(amount, end=amount.end + behind.end(), bound=f"at {behind['bound']}")
    things, after = _things(amount, _ASIDE.sub("", clause[amount.end :]))
    tail = _belonging(after)
    deed = (deed_in(before, small, told=told) or _by_form(before, small)) if before and tail is not None else None
    if deed is None or tail is None or not _full(deed, told=told):
        return None
    return _question(deed, amount, tail, things)


def _things(amount: Amount, after: str) -> tuple[str, str]:
    """What is counted ("inbound rules"), "" where it is measured, and what follows."""
    if any(amounts_in(amount.text)):
        return "", after
    counted = COUNTED.match(after)
    return (f"{counted['of']}{counted['per'] or ''}", after[counted.end() :]) if counted else ("", after)


def _by_form(before: str, small: Callable[[str], str]) -> Deed | None:
    """Who does what, where the verb is known by its ending and by what stands beside it ("the registrar answers each …")."""
    match = _FINITE.match(before)
    if match is None or plural(match["who"].split()[-1]) or any(word in AUXILIARY for word in before.split()):
        return None
    verb = match["verb"]
    base = (
        verb[:-3] + "y" if verb.endswith("ies") else verb[:-2] if re.search(r"(?:ch|sh|ss|x|z)es$", verb) else verb[:-1]
    )
    return Deed(small(match["who"]), "does", f"{base}{match['rest']}")


def says_itself(who: str, *, told: bool) -> bool:
    """Whether a subject says what is meant: no "processing", no "the wait".

    Args:
        who: As it stands inside a sentence.
        told: Whether a case stands in front.
    """
    return who in (ANYBODY, "you") or _full(Deed(who, "", ""), told=told)


def _belonging(rest: str) -> str | None:
    """What follows a figure and belongs to it; None where more follows that would change the rule."""
    if rest and rest[0] not in " ,;:.)":
        return None
    unless = _UNLESS.search(rest)
    kept = ""
    if unless and len(unless["unless"].split()) <= UNLESS_WORDS:
        rest, kept = rest[: unless.start()], f" {unless['unless']}"
    end = ENDS.search(rest)
    own, left = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    if re.search(r"\b(?:unless|except|otherwise)\b", rest) or BACK.match(left) or left.startswith((" or ", " but ")):
        return None
    own = own.strip()
    if _DENIES.search(own) or len(own.split()) > TAIL_WORDS or (kept and left):
        return None
    return f"{own}{kept}".strip()


def _full(deed: Deed, *, told: bool) -> bool:
    """Whether a subject says by itself what is meant; an instruction, whether its object does."""
    if deed.who == ANYBODY:
        points = re.search(r"\bthe [a-z-]+(?: (?:up|down|in|out|off|on))?(?: [a-z]+)?$", deed.does)
        return not points and not VAGUE.search(deed.does) and not VAGUE_OBJECT.search(deed.does)
    words = deed.who.split()
    if words[0].casefold() in PREPOSITIONS or re.search(r"\b(?:plus|minus)\b", deed.who):
        return False
    if VAGUE.search(deed.who) or VAGUE.search(deed.does) or words[0].isdigit():
        return False
    own = [word for word in words if word.casefold() not in ("the", "a", "an", "each", "every")]
    alone = own[0] if own else ""
    if len(own) > 1:
        return True
    if words[0].casefold() == "the" and alone.islower():
        return False  # "the wait": which
    return plural(alone) or not alone.islower() or not _LOOSE.search(alone.casefold())


def _question(deed: Deed, amount: Amount, tail: str, things: str) -> Asked | None:
    prep = _PREP.search(deed.does)
    kind = prep["prep"] if prep else ""
    verb = deed.does[: prep.start()].strip() if prep else deed.does.strip()
    verb = verb.removesuffix(" to") if kind in ("within", "inside") else verb  # "agree to within": how far apart
    who = "you" if deed.who == ANYBODY else deed.who
    measure = MEASURES.get(amount.unit, "")
    in_time, limit = amount.unit in TIMES, amount.bound
    if (
        len(verb.split()) > DOES_WORDS
        or (who == "you" and re.search(r"\d", verb))
        or re.search(r"\b(?:and|or|only|that|which|who|more|less|than)\b", verb)
    ):
        return None
    if tail and not _PHRASE.match(tail) and not tail.startswith(("unless ", "ahead of ", "prior to ")):
        return None
    if deed.aux in ("is", "are") and not verb:
        return _of_what_it_is(deed, amount, kind, tail)
    if not verb or not _sound(deed, verb) or _EMPTY.match(verb) or _EARLY.search(verb):
        return None
    if deed.who == ANYBODY and len(verb.split()) == 1 and not (verb in WITHOUT_OBJECT and tail):
        return None  # "count": what, it does not say
    lead, end = "", tail
    if in_time and kind in ("for", "every", "within", "inside", "after", "until"):
        lead, end = _in_time(kind, amount, tail, verb)
    elif in_time and not kind and _AHEAD.match(tail) and limit != ABOUT:
        lead, end = f"{_bound(limit)}how many {amount.unit} {tail}", ""
    elif in_time and not kind and verb in _LASTS and tail:
        lead = f"{'about ' if limit == ABOUT else _bound(limit)}how long"
    elif kind == "to" and measure and verb.split()[-1] in _TO and limit in ("", AT_LEAST, AT_MOST, ABOUT):
        lead = f"to {_bound(limit)}what {measure}"
    elif kind == "at" and measure in _AT and limit in ("", AT_LEAST, AT_MOST, ABOUT):
        lead = f"at {_EDGE.get(limit, _bound(limit))}what {measure}"
    elif kind == "on" and measure == "frequency" and not limit:
        lead = "on what frequency"
    elif (
        things and not kind and limit in (AT_LEAST, AT_MOST) and (len(verb.split()) == 1 or things.startswith("times"))
    ):
        most = limit == AT_MOST
        lead, end = f"{'' if most else _bound(limit)}how many {things}", f"{tail} {AT_MOST if most else ''}".strip()
    if not lead:
        return None
    question = " ".join(filter(None, (lead, deed.aux, who, verb, end)))
    return Asked(f"{question[:1].upper()}{question[1:]}?", deed.who, kind == "every", tail=tail)


def _bound(limit: str) -> str:
    return {AT_LEAST: "at least ", AT_MOST: "at most ", ABOUT: "about "}.get(limit, "")


def _sound(deed: Deed, verb: str) -> bool:
    """Whether the first word of a verb phrase is surely the verb that the auxiliary in front asks for."""
    first = verb.split()[0]
    if deed.aux in ("is", "are"):
        return is_participle(first) or bool(past_of(first)) or bool(_DONE.search(first))
    points = deed.aux in ("do", "does") and may_be_noun(first)  # "access points on channel 1 transmit"
    return not (points and any(word in VERBS for word in verb.split()[1:]))


def _in_time(kind: str, amount: Amount, tail: str, verb: str) -> tuple[str, str]:
    """The words that ask for a time, and what then stands at the end of the question; "" for none."""
    limit = amount.bound
    if kind == "every":
        return ("" if limit else "how often"), tail
    if kind == "for":
        if _TAKES_FOR.search(verb):
            return "", tail
        lead = f"for how long {AT_MOST}" if limit == AT_MOST else f"for {_bound(limit)}how long"
        return (f"{lead} {tail}", "") if re.match(r"(?:after|before|from) (?!its|their)", tail) else (lead, tail)
    if limit not in ("", ABOUT) or kind == "until":
        return "", tail
    if kind in ("within", "inside") and not re.match(r"(?:of|after|from|before)\b", tail) and not _ANSWERS.search(verb):
        return "", tail  # of what
    lead = f"{'within' if kind == 'inside' else kind} {_bound(limit)}how many {amount.unit}"
    own, unless, case = tail.partition("unless ")
    return (f"{lead} {own.strip()}", unless + case) if re.match(r"(?:of|after|before|from)\b", tail) else (lead, tail)


def _of_what_it_is(deed: Deed, amount: Amount, kind: str, tail: str) -> Asked | None:
    """The question for what a subject is: "What is the speed limit inside the buoys?"."""
    measured = not re.search(r"(?:wait|delay|pause|wash|session|course|trip|exam|test)$", deed.who)
    if kind or deed.aux != "is" or amount.bound not in ("", ABOUT) or len(deed.who.split()) < len(("the", "limit")):
        return None
    if re.match(r"(?:of|per|to)\b", tail) or re.search(r"\b(?:plus|times|minus)\b", tail):
        return None
    asks = "what" if measured else "how long"
    about = "about " if amount.bound == ABOUT else ""
    question = " ".join(filter(None, (f"{about}{asks}", "is", deed.who, tail)))
    return Asked(f"{question[:1].upper()}{question[1:]}?", deed.who, tail=tail)
