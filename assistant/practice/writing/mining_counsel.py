"""Advice that is not given as a bare instruction: "you can …", "it is best to …", "… should be encoded", as instructions."""

import re
from collections.abc import Iterator

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, lower_first
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, gerund_base, participle_of

_HEAD = re.compile(r"^(?P<head>(?:If|When|Whenever|To|In order to) [^;:]{8,150}?), (?:then )?(?P<main>[^;:]+)$")
_READER = re.compile(
    r"^(?:you|we|one|the user|the programmer|the developer)(?:’ll|'ll)? "
    r"(?:(?:can|should|must|may|might|could|will|would)(?: then| also| simply| just| always| usually)* |"
    r"(?:need|needs|have|has|want|wants|are advised|would do well) to )(?:simply |also |just )?(?P<act>[a-z]+ .+)$",
    re.IGNORECASE,
)
_IT_IS = re.compile(
    r"^it (?:is|’s|'s|may be|can be|might be|is often|is usually|is generally|is also) (?:\w+ly )?"
    r"(?:best|better|recommended|advised|advisable|important|necessary|essential|safer|safest|preferable|useful|helpful|"
    r"good practice|common practice|wise|a good idea|worth|crucial|vital) (?:to )?(?P<act>[a-z]+ .+)$",
    re.IGNORECASE,
)
_WORTH = re.compile(r"\bworth (?=\w+ing\b)")
_PASSIVE = re.compile(
    r"^(?P<what>[A-Za-z][^,;:]{2,60}?) (?:can|should|must|may|could|might|needs? to|has to|have to) (?:also |then |\w+ly )?be "
    r"(?P<done>[a-z]+)\b(?P<rest>[^,;:]*)$"
)
_IRREGULAR = {
    "made": "make", "built": "build", "kept": "keep", "run": "run", "written": "write", "read": "read", "chosen": "choose",
    "drawn": "draw", "given": "give", "taken": "take", "set": "set", "split": "split", "sent": "send", "held": "hold",
    "found": "find", "shown": "show", "put": "put", "left": "leave",
}  # fmt: skip
_NO_OBJECT = frozenset("it they this that these those which there such each one he she".split())
# What is found in this way is no instruction: what a thing is like, or what may come of it.
_STATES = frozenset("seen thought considered viewed expected found shown said known given left mistaken read".split())
WHAT_WORDS = 6


def instructions(clause: str) -> Iterator[str]:
    """A clause as instructions, each with its case where the clause gives one; nothing where it advises nothing.

    Args:
        clause: A sentence without its full stop.
    """
    headed = _HEAD.match(clause)
    head, main = (headed["head"], headed["main"]) if headed else ("", clause)
    act = _instruction(main)
    if not act:
        return
    yield f"{head}, {lower_first(act)}" if head else act[:1].upper() + act[1:]


def _instruction(main: str) -> str:
    """A main clause as an instruction; "" where it is none."""
    reader = _READER.match(main)
    if reader:
        act = reader["act"]
        verb = act.split()[0].casefold()
        return act if verb in VERBS and verb not in AUXILIARY and not base_of(verb) else ""
    told = _IT_IS.match(main)
    if told:
        act = told["act"]
        first, _, rest = act.partition(" ")
        if first in VERBS:
            return act
        base = gerund_base(first) if _WORTH.search(main) else ""
        return f"{base} {rest}" if base else ""
    passive = _PASSIVE.match(main)
    if passive:
        return _active(passive)
    return ""


def _active(match: re.Match[str]) -> str:
    """What can or should be done as an instruction to do it: "methods can be applied" becomes "apply methods"."""
    done, what, rest = match["done"], match["what"], match["rest"]
    verb = _IRREGULAR.get(done) or participle_of(done)
    words = what.split()
    first = words[0].casefold()
    if not verb or done in _STATES or first in _NO_OBJECT or len(words) > WHAT_WORDS:
        return ""
    if any(
        word.casefold() in AUXILIARY or (base_of(word.casefold()) and word.casefold() not in DETERMINERS)
        for word in words[1:-1]
    ):
        return ""
    if first in PREPOSITIONS or re.match(r"^ (?:by|and|but|or)\b", rest):
        return ""
    return f"{verb} {lower_first(what)}{rest}"
