"""Numbers of things that a clause gives plainly: "An IPv4 address has 32 bits" as "How many bits does an IPv4 address have?"."""

import re
from collections.abc import Callable, Iterator

from studyground.assistant.practice.writing.amounts import Amount, amounts_in, value_of
from studyground.assistant.practice.writing.figure_asked import Asked
from studyground.assistant.practice.writing.figure_direct import says_itself
from studyground.assistant.practice.writing.figure_measures import BACK
from studyground.assistant.practice.writing.mining_language import PREPOSITIONS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural

LEAST, WHO_WORDS = 3, 8
_WORDS = "three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
_NUMBER = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+|{_WORDS})"
_TAIL = (
    r"(?P<tail> (?:(?:per|in|for|on|at|from) (?!(?:which|what|them|it)\b)|by default)[^,;:()–—\d]*?)?"
    r"(?P<left>$|(?:,(?!\d)|[;:–—(]).*| (?:and|so|but|because|while) .*)$"
)
_HAS = re.compile(
    r"^(?P<who>[A-Z][^,;:()]*?) (?P<verb>has|have|contains?|comprises?|consists? of|uses?|"
    r"(?:is|are) (?:limited to|made up of|divided into|split into))"
    rf" (?:exactly )?{_NUMBER} (?P<things>(?:(?!(?:of|in|to|and|or|for)\b)[a-z-]+ ){{0,2}}?[a-z]{{3,}}s){_TAIL}"
)
_IS = re.compile(
    r"^(?P<who>The (?:[\w-]+ ){0,3}?(?:default|maximum|minimum|limit|threshold|score|port|number|size|value|mark|ceiling|quota)"
    rf"(?: [a-z-]+)?(?: (?:of|for|on) [^,;:()\d]+?)?) is {_NUMBER}{_TAIL}"
)
_ALSO = re.compile(
    r"\b(?:other|more|further|such|these|those|main|key|common|important|different|"
    r"following|times|years|reasons|ways|things)\b"
)


def bare_in(clause: str) -> Iterator[Amount]:
    """The number of things that a clause gives, where it gives one plainly.

    Args:
        clause: Without its full stop.
    """
    match = _HAS.match(clause) or _IS.match(clause)
    size = value_of(match["n"]) if match else None
    if match is None or size is None or size < LEAST:
        return
    things = match.groupdict().get("things") or ""
    measured = any(one.start < match.end("n") <= one.end for one in amounts_in(clause))
    if measured or (things and (not plural(things.split()[-1]) or _ALSO.search(things))):
        return
    start, end = match.span("n")
    yield Amount(start, end, start, match["n"], size, size, things.split()[-1] if things else "", "", whole=True)


def asked_bare(clause: str, small: Callable[[str], str]) -> Asked | None:
    """The question for the number of things that a clause gives; None where it would not be plain.

    Args:
        clause: One main clause without its full stop.
        small: A subject as it stands inside a sentence.
    """
    match = _HAS.match(clause) or _IS.match(clause)
    if match is None or not any(bare_in(clause)):
        return None
    who, tail, words = small(match["who"]), match["tail"] or "", match["who"].split()
    verbs = [word for word in words if word.casefold() in SUBORDINATORS | AUXILIARY or _surely_verb(word)]
    short = len(words) <= len(("the", "kitchen")) and words[0] == "The" and words[-1].islower()
    figures = any(re.match(r"\W?\d", word) for word in words)
    if verbs or short or figures or len(words) > WHO_WORDS or words[0].casefold() in PREPOSITIONS:
        return None
    if not says_itself(who, told=False):
        return None
    if BACK.match(match["left"]) or re.search(r"\b(?:each|respectively|and)$", tail):
        return None
    if "things" not in match.groupdict():
        return Asked(f"What is {who}{tail}?", who, tail=tail.strip())
    aux, _, rest = match["verb"].partition(" ")
    if aux in ("is", "are"):
        return Asked(f"How many {match['things']} {aux} {who} {rest}{tail}?", who, tail=tail.strip())
    many = aux in ("have", "contain", "comprise", "consist", "use")
    if many != plural(re.split(r" (?:of|in|on|for|with|from) ", who)[0].split()[-1]):
        return None  # who does it, is not sure
    base = aux if many else {"has": "have"}.get(aux, aux[:-1])
    does = f"{base} {rest}".strip()
    return Asked(f"How many {match['things']} {'do' if many else 'does'} {who} {does}{tail}?", who, tail=tail.strip())


def _surely_verb(word: str) -> bool:
    return bool(base_of(word)) and not may_be_noun(base_of(word))
