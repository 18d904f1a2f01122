"""Turns of phrase that deny, limit or count without saying so plainly, put in one form before two sentences are compared.

"Cannot be told from luck" and "indistinguishable from luck" say one thing; so do "no more than one" and "never more than one",
"leaves the data as they are" and "does not change the data". Left as they are, one would be taken for the contrary of the other.
"""

import re
from collections.abc import Callable

_NOT = r"(?:never|not|cannot|no longer|\w+n['’]t)"
_NUMBER = (
    r"(?:\d|an?\s+(?:single|hundred|dozen|third|quarter|fifth|half)\b|(?:half|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|a)\b)"
)
_FEW = r"(?:[\w'’-]+\s+)"
_DONE = {"chang": "unchanged", "alter": "unchanged", "modif": "unchanged", "touch": "untouched", "affect": "unaffected",
         "mov": "unmoved"}  # fmt: skip
_RULES: list[tuple["re.Pattern[str]", str | Callable[["re.Match[str]"], str]]] = [
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        (rf"\b{_NOT}\s+({_FEW}{{0,4}}?)(?:more|longer|greater|higher|larger|later|older)\s+than\s+(?={_NUMBER})", r"\1at most "),
        (rf"\bno\s+((?!more\b|fewer\b|less\b){_FEW}{{1,4}}?)(?:more|longer|greater|higher|larger|later|older)\s+than\s+(?={_NUMBER})",
         r"a \1at most "),
        (rf"\bnot\s+yet\s+(?={_NUMBER}|thirteen|fourteen|sixteen|seventeen|eighteen|nineteen)", "under "),
        (r"\bno\s+better\s+than\b", "like"),
        (r"\boff\s+limits\b", "forbidden"),
        (rf"\bcuts?\s+({_FEW}{{0,4}}?)off\b", r"ends \1"),
        (r"\bends?\s+in\b", "comes to"),
        (rf"\b(?:leaves?|left|kept|stays?|stayed)\s+({_FEW}{{0,3}}?)off\s+(?=(?:the|a|an|this|that|its|their)\b)", r"\1not on "),
        (rf"\b(?:keep|keeps|kept|keeping|leave|leaves|leaving)\s+({_FEW}{{1,4}}?)out\s+of\b", r"forbid \1in"),
        (rf"\bleaves?\s+({_FEW}{{1,3}}?)alone\b", r"leave \1unchanged"),
        (rf"\b{_NOT}\s+({_FEW}{{0,4}}?)(?:fewer|less|lower|smaller|shorter|earlier)\s+than\s+(?={_NUMBER})", r"\1at least "),
        (rf"\b{_NOT}\s+({_FEW}{{0,2}}?)by\s+over\s+(?={_NUMBER})", r"\1by at most "),
        (r"\b(?:if|when|where)\s+not(?=\s*[,;:])", "otherwise"),
        (r"\bas\s+well(?:\s+as)?\b", "also"),
        (r"\b(may|might|could|can)\s+well\b", r"\1"),
        (r"\bwell-(?=\w)", ""),
        (r"\bor\s+so\b", ""),
        (r"\b(whether\b[^,;.]{1,60}?)\s+or\s+not\b", r"\1"),
        (r"\bexcluding\b", "without"),
        (r"\bout\s+of\s+(?=(?:scope|reach|sight|range|bounds|date|stock|service|use|order)\b)", "not in "),
        (r"\bno\s+([\w-]+(?:\s+[\w-]+)?),\s+(?:and\s+|or\s+)?no\s+(?=[\w-]+,\s+(?:and\s+|or\s+)?no\s)", r"no \1, "),
        (r"\bno\s+([\w-]+(?:,?\s+[\w-]+)?),?\s+(?:and\s+|or\s+)?no\s+", r"no \1, "),
        (r"\bend(?:s|ed|ing)?\s+up\b", "come"),
        (r"\bthe\s+others?\b(?!\s+(?:way|side|hand|end)\b)", "the rest"),
        (r"\beach\s+other\b|\bone\s+another\b", "mutually"),
        (rf"\b(?:every|each)\s+(?=(?:{_NUMBER}|few|couple|second|minute|hour|day|night|week|month|quarter|year)\b)", "per "),
        (rf"\b(?:stop|stops|stopped|stopping|keep|keeps|kept|keeping|hinder|hinders|hindered|bar|bars|barred)\s+"
         rf"({_FEW}{{1,4}}?)from\s+(?=\w+ing\b)", r"prevents \1from "),
        (rf"\b(?:leave|leaves|leaving|left|set|sets|put|puts)\s+({_FEW}{{0,4}}?)aside\b", r"avoid \1"),
        (r"\b(?:keep|keeps|kept|keeping|stay|stays|stayed|shut|locked)\s+out\s+of\b", "forbidden in"),
        (r"\bimpossible\b", "not possible"),
        (r"\btoo\s+(?:high|large|big|great)\b", "overestimated"),
        (r"\btoo\s+(?:low|small|short)\b", "underestimated"),
        (r"\bcosts?\s+(?:far\s+|much\s+)?more\b", "is dearer"),
        (r"\bcosts?\s+(?:far\s+|much\s+)?less\b", "is cheaper"),
        (rf"\b(?:leave|leaves|leaving|left|keep|keeps|kept|stay|stays|stayed|remain|remains|remained)\s+({_FEW}{{0,4}}?)"
         r"(?:as|where|how)\s+(?:it|they)\s+(?:is|are|was|were)\b", r"\1 unchanged untouched unmoved"),
        (r"\bno\s+such\s+thing\b", "not that"),
    )
]  # fmt: skip
_BOUNDS = (r"\1at most ", r"\1at least ", r"\1by at most ", r"a \1at most ")
_AT_MOST = re.compile(r"\bno\s+(?:more|fewer|less|later|longer)\s+than\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\b(?!regard|neverthe|nonethe)([a-z]{4,})less\b", re.IGNORECASE)
_CAN_NOT = re.compile(r"\b(?:in|im|un|ir|il)([a-z]{4,}(?:able|ible))\b", re.IGNORECASE)
_NO_NEGATION = frozenset("imaginable inflammable irritable invaluable inhabitable unable inheritable".split())
_EVEN_IF = re.compile(rf"\beven\s+(?:if|when|where)\s+({_FEW}{{0,3}}?)(?:no|not)\s+", re.IGNORECASE)
_EITHER_WAY = re.compile(r"\b(?:whether|regardless|whatever|no matter|irrespective|any)\b", re.IGNORECASE)
_AS_IT_WAS = re.compile(
    rf"\b{_NOT}\s+(?:be\s+|being\s+|been\s+|to\s+be\s+|have\s+to\s+)?"
    r"(chang|alter|touch|modif|affect|mov)(?:e|ed|es|ing|y|ied|ies|s)?\b",
    re.IGNORECASE,
)
# "Cannot be read before it is restored" and "can be read after it is restored" say one thing.
_CANNOT_BEFORE = re.compile(
    rf"\b(?:can\s?not|can['’]t|must\s+not|may\s+not|shall\s+not|must\s+never)\b(\s+{_FEW}{{1,6}}?)(?:before|until)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:must|has to|have to|needs? to|first|only (?:after|once|when)|after)\b", re.IGNORECASE)
_ALTERS = re.compile(r"\b(?:chang|alter|modif|affect|mov|touch)(?:e|ed|es|ing|y|ied|ies|s)?\b", re.IGNORECASE)
_NOT_LEFT = re.compile(rf"\b{_NOT}\s+(?:leave|left)\b", re.IGNORECASE)
_STAYS = re.compile(r"\b(?:stay|remain)(?:s|ed)?\b", re.IGNORECASE)
_DENIED = re.compile(rf"\b(?:{_NOT}|no|neither)\b", re.IGNORECASE)
_DENIALS = re.compile(rf"\b(?:{_NOT}|no|neither|nor|without)\b", re.IGNORECASE)
_NOR = re.compile(r"\bnor\b(?:\s+(?:is|are|was|were|does|do|did|can|will|has|have|may|must)\b)?", re.IGNORECASE)
_EMPHASIS = re.compile(
    rf"\b(?:only|just|merely)\s+"
    rf"(?=(?:half|partly|partially|slightly|weakly|mildly|faintly|about|around|some|a few|a little|"
    rf"ever\s+\w+\s+\d|(?!one\b|an?\b){_NUMBER}))",
    re.IGNORECASE,
)


def in_one_form(text: str, other: str) -> str:
    """A text with its turns of phrase put plainly.

    Args:
        text: A sentence, or what it rests on.
        other: The text it is to be compared with: some turns are put otherwise only where the other has a like one.
    """
    denies = _DENIED.search(_AT_MOST.sub(" ", other))
    for pattern, put in _RULES:
        if not (denies and put in _BOUNDS):  # where both deny, they are compared as they stand
            text = pattern.sub(put, text)
    there = other.lower()
    text = _WITHOUT.sub(lambda found: _without(found, there), text)
    text = _CAN_NOT.sub(_cannot, text)
    if not (denies and _ALTERS.search(other)):
        text = _AS_IT_WAS.sub(
            lambda found: found.group() if found.group(1).lower() in there else _DONE[found.group(1).lower()], text
        )
    if not denies and _FIRST.search(other):
        text = _CANNOT_BEFORE.sub(r"can\1after", text)
    denied = _DENIED.search(text)
    if denied and len(_DENIALS.findall(text)) > len(_DENIALS.findall(other)):
        # "Covers neither A nor B", "does not cover A, nor B": one denial of all.
        text = text[: denied.end()] + _NOR.sub("and", text[denied.end() :])
    if _STAYS.search(other):
        text = _NOT_LEFT.sub("stayed in", text)
    if _EITHER_WAY.search(other):
        text = _EVEN_IF.sub(r"whether \1", text)
    return without_emphasis(text)


def without_emphasis(text: str) -> str:
    """A text without the "only" of "only 19 of 36" and "only half": it says that this is little, and restricts nothing."""
    return _EMPHASIS.sub("", text)


def _without(found: "re.Match[str]", there: str) -> str:
    """Put "serverless" as "without server" where the other text speaks of servers."""
    base = found.group(1).lower()
    named = re.search(rf"\b{re.escape(base)}(?!less)", there) and found.group().lower() not in there
    return f"without {found.group(1)}" if named else found.group()


def _cannot(found: "re.Match[str]") -> str:
    return found.group() if found.group().lower() in _NO_NEGATION else f"not {found.group(1)}"
