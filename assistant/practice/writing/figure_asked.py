"""A clause that gives one figure, turned into the question for it: "Keys rotate every 30 days": "How often do keys rotate?"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from studyground.assistant.practice.writing.amounts import ABOUT, AT_LEAST, AT_MOST, HEATS, SHARES, TIMES, Amount
from studyground.assistant.practice.writing.figure_deeds import (
    ANYBODY,
    NO_SUBJECT,
    VAGUE_OBJECT,
    WITHOUT_OBJECT,
    Deed,
    deed_in,
    tells,
)
from studyground.assistant.practice.writing.mining_language import PREPOSITIONS
from studyground.assistant.practice.writing.mining_shapes import is_participle
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.ingest.terms import terms

PER_WORDS = 2  # "per kilo"
# A participle phrase between commas says more of the subject and asks nothing: "X, used for Y, goes in …".
_ASIDE = re.compile(r"^(?P<who>[^,]+), (?P<done>[a-z]+) [^,]+, ")
# "Flares: a red rocket burns …": what stands in front only names a group.
_LABEL = re.compile(
    r"^(?!(?:At|In|On|For|From|With|Under|Over|By|After|Before|During|If|When)\b)"
    r"[A-Z][a-z]+(?: [a-z]+){0,2}: (?=(?:an?|the) )"
)
# "At least every two hours".
_EARLY = re.compile(r" (?P<bound>at least|at most|about|roughly|around|approximately|up to)$")
_LASTS = frozenset("wait last take stay rest live run burn keep continue remain hold".split())
_BINDS = re.compile(
    r"^(?:before|after|from|above|below|of|behind|ahead of|away from|inside|outside|per|long|wide|high|deep)\b"
)
_PREP = re.compile(
    r"(?:^| )(?P<prep>for|every|at|to|in|within|after|until|by|from|below|above|over|under|into|before|of|than|with|on)$"
)
_ASKED_BY = frozenset("for every at to within after until in by below above".split())
# Where what belongs to the figure ends; what follows may only add to it.
_ENDS = re.compile(
    r"[,;:(–—]|\s-\s| and | but | so | because | since | as (?!long|soon|often)| which | where | while | though | or "
)
_TAKES_BACK = re.compile(
    r"^[\s,;:(–—-]*(?:and |but )?(?:unless|except|if|when|whenever|whichever|until|provided|otherwise|only|not|or|but|though|"
    r"although|whatever|depending|as long|by default|per|more|less|fewer|longer)\b",
    re.IGNORECASE,
)
_UNLESS = re.compile(r"\b(?:unless|except|otherwise)\b")
_NOUN_BEHIND = re.compile(
    r"(?!(?:of|before|after|from|in|on|at|with|without|during|while|when|to|into|for|by|per|each|above|below|under|over|behind|between|"
    r"through|inside|outside|away|ahead|apart|long|wide|high|deep|old|once|twice|later|earlier|long|straight|afterwards)\b)[a-z]"
)
_ONLY = re.compile(r" (?:only|alone|or so|each|in total)$")
_DENIES = re.compile(r"\b(?:not|never|no|cannot|nobody|none)\b|n[’']t\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a figure.

    Args:
        question: With its mark, its first word small where it is no name's.
        subject: What the figure is said of.
        every: Whether the answer says how often ("Every 30 days").
        sure: Whether its English is sure to be plain, whatever the verb: else the sentence is better quoted.
        tail: What it says behind the figure, which tells it from others of its sentence.
    """

    question: str
    subject: str
    every: bool = False
    sure: bool = True
    tail: str = ""


def asked_for(clause: str, amount: Amount, small: Callable[[str], str], *, told: bool = False) -> Asked | None:
    """The question for a figure of a clause; None where none can be asked in plain English.

    Args:
        clause: One main clause without its full stop and without a condition in front.
        amount: The figure, with its place in the clause.
        small: A subject as it stands inside a sentence.
        told: Whether a case stands in front, so that "the wait" is that of the case.
    """
    if amount.bound not in ("", ABOUT, AT_LEAST, AT_MOST) or not amount.whole or _DENIES.search(clause[: amount.end]):
        return None
    before, after = _LABEL.sub("", clause[: amount.start].rstrip()), _belonging(clause[amount.end :])
    if after is None:
        return None
    if not before:
        return _of_a_share(clause, amount, after)
    before = re.sub(r",(?= (?:for|every|at|within|until|after|by)$)", "", before)
    aside = _ASIDE.match(before + " ")
    if aside and is_participle(aside["done"]):
        before = f"{aside['who']} {before[aside.end() :]}".strip()
    deed = deed_in(before, small, told=told)
    if (
        deed is None
        or _says_too_little(deed, after)
        or (deed.who == ANYBODY and len(terms(f"{deed.does} {after}")) == 1)
    ):
        return None  # "count": what, it does not say
    return _question(deed, amount, after)


def _says_too_little(deed: Deed, after: str) -> bool:
    """Whether a question could not be read alone: an instruction without an object, or with one that only its page tells.

    Args:
        deed: What stands before the figure.
        after: What follows it.
    """
    if deed.who != ANYBODY:
        return False
    verb, _, rest = _EARLY.sub("", deed.does).partition(" ")
    bare = not rest or re.match(r"(?:for|at|every|after|within|before|until|in|on|to)\b", rest) is not None
    return (bare and verb not in WITHOUT_OBJECT) or VAGUE_OBJECT.search(deed.does) is not None


def _belonging(rest: str) -> str | None:
    """What follows a figure and belongs to it; None where more follows that would change the rule."""
    if rest and rest[0] not in " ,;:.)":
        return None
    if _UNLESS.search(rest):
        return None
    end = _ENDS.search(rest)
    own, left = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    if _TAKES_BACK.match(left.removeprefix(" or ")) or left.startswith((" or ", " but ", ", but ", " – but")):
        return None
    own = _ONLY.sub("", f" {own.strip()}").strip()
    return None if _DENIES.search(own) else own


def _of_a_share(clause: str, amount: Amount, after: str) -> Asked | None:
    """A share of a subject: "About 80 percent of X do Y"."""
    if amount.unit not in SHARES or amount.bound not in ("", ABOUT):
        return None
    words = re.sub(r" \([^()]*\)", "", after).split()
    if words[:1] != ["of"]:
        return None
    at = next((at for at in range(2, len(words) - 1) if tells(" ".join(words[1:at]), words[at])), 0)
    who = " ".join(words[1:at])
    if not at or NO_SUBJECT.match(who) or re.search(r"[,()]", " ".join(words)):
        return None
    lead = "About what" if amount.bound == ABOUT else "What"
    return Asked(f"{lead} percentage of {' '.join(words[1:])}?", who)


def _question(deed: Deed, amount: Amount, after: str) -> Asked | None:
    """The question for a figure by what stands before it and behind."""
    prep = _PREP.search(deed.does)
    verb = deed.does[: prep.start()].strip() if prep else deed.does
    kind = prep["prep"] if prep else ""
    verb = verb.removesuffix(" to") if kind == "within" else verb  # "agree to within": how far apart
    early = _EARLY.search(verb)
    if (
        verb.endswith(" up")
        or (kind and kind not in _ASKED_BY)
        or (early and (amount.bound or early["bound"] == "up to"))
    ):
        return None  # "up to about 50 cm"
    limit = (early["bound"] if early else "") or amount.bound
    limit = ABOUT if limit in ("roughly", "around", "approximately") else limit
    verb = verb[: early.start()] if early else verb
    if kind and after and _NOUN_BEHIND.match(after):
        return None  # "at 30 cm height"
    if deed.aux in ("is", "are") and not kind:
        return _of_what_it_is(deed, amount, limit, after) if not verb else None
    if not verb:
        return None
    asked = _asked_by(kind, limit, verb, amount, after)
    if asked is None:
        return None
    lead, tail = asked
    question = " ".join(filter(None, (lead, deed.aux, deed.who, verb, tail)))
    return Asked(f"{question[:1].upper()}{question[1:]}?", deed.who, kind == "every", _sure(deed, verb, kind, tail))


def _sure(deed: Deed, verb: str, kind: str, tail: str) -> bool:
    """Whether a question for a figure is plain English whatever its verb means.

    Args:
        deed: Who does what.
        verb: The verb phrase before the figure.
        kind: The preposition before it.
        tail: What the question ends in.
    """
    first, *more = verb.split()
    if kind in ("at", "to", "in", "by", "from") or re.search(r"\band\b|\bonly\b|[~]", f"{deed.who} {verb} {tail}"):
        return False  # "At how many watts does …"
    if deed.who == ANYBODY:
        return kind != "after" or bool(tail)
    if deed.aux in ("is", "are"):
        return bool(is_participle(first) or past_of(first)) and len(more) <= PER_WORDS
    if deed.aux in ("do", "does"):
        return (first in _LASTS and not more and not kind and not re.search(r"\bof\b", tail)) or kind == "every"
    return True


def _of_what_it_is(deed: Deed, amount: Amount, limit: str, tail: str) -> Asked | None:
    """The question for what a subject is: "How long is the wait?"."""
    if (
        limit
        or re.fullmatch(r"in \w+", tail)
        or re.match(r"(?!(?:for|in|at|from|on|during|after|before|when|if|by)\b).", tail)
    ):
        return None
    asks = "How long" if amount.unit in TIMES else "What"
    return Asked(f"{' '.join(filter(None, (asks, deed.aux, deed.who, tail)))}?", deed.who, sure=deed.aux == "is")


def _asked_by(kind: str, limit: str, verb: str, amount: Amount, tail: str) -> tuple[str, str] | None:
    """The words that ask for a figure, and what of its tail then stands at the end of the question.

    Args:
        kind: The preposition before the figure, "" for none.
        limit: "at least", "at most", "about" or "".
        verb: The verb phrase before both.
        amount: The figure.
        tail: What follows it.
    """
    bound = f"{limit} " if limit else ""
    in_time = amount.unit in TIMES
    if kind in ("for", "every"):
        if not in_time or (kind == "every" and limit):
            return None  # who turns them every hour turns them "at least every two hours" too
        if kind == "every":
            return "how often", tail
        return (f"for how long {AT_MOST}" if limit == AT_MOST else f"for {bound}how long"), tail
    adverbial = in_time and re.match(r"(?:before|after)\b", tail)
    if (
        not kind
        and not adverbial
        and any(word not in PREPOSITIONS | {"round"} and not word.endswith("ly") for word in verb.split()[1:])
    ):
        return None  # "accepts payloads up to 1 GB": how large a thing is that stands between
    if amount.unit in HEATS:
        return (f"{_edge(kind, limit)} what temperature", tail) if kind and limit != ABOUT else None
    if amount.unit in SHARES:
        return (f"{bound}what percentage {tail}", "") if not kind and tail.startswith("of ") else None
    if kind in ("below", "above") or (not kind and re.match(r"(?:to|into|onto|towards?)\b", tail)):
        return None  # "reaches 20 miles to the coast"
    if verb == "take" and not tail.startswith("to "):
        return None  # for what
    if not kind and in_time and verb.split()[-1] in _LASTS and not re.match(r"before \w+ing|of ", tail):
        return (f"how long {AT_MOST}" if limit == AT_MOST else f"{bound}how long"), tail
    if tail.startswith("per ") and len(tail.split()) > PER_WORDS:
        return None
    turned = limit == AT_MOST and adverbial  # "at most" would turn it round
    lead = " ".join(filter(None, (kind, "up to" if turned else limit, f"how many {amount.unit}")))
    of = re.match(r"(?P<of>of .+?) (?P<rest>(?:with|without|in|for|from|to|on|at|by|during|before|after|as) .+)$", tail)
    if of:
        return f"{lead} {of['of']}", of["rest"]
    return (f"{lead} {tail}", "") if _BINDS.match(tail) else (lead, tail)


def _edge(kind: str, limit: str) -> str:
    """How one asks for a temperature ("at or below", "to at least")."""
    if limit in (AT_LEAST, AT_MOST) and kind == "at":
        return "at or above" if limit == AT_LEAST else "at or below"
    return f"{kind} {limit}".strip()
