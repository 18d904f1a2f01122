"""A comparison that a sentence levels, and words in brackets that it puts behind the wrong name.

"Opening costs more time than reading" is not "opening takes time, and reading takes time"; "the new fleet (green) beside the old
one (blue)" is not "the new fleet (blue) beside the old one (green)".
"""

import re

from studyground.assistant.language_model.clauses import content_words
from studyground.assistant.language_model.prefixes import root_of
from studyground.ingest.terms import stem

_THAN = re.compile(
    r"(?P<one>(?:[\w'’-]+ ){1,8})(?:far |much |even )?(?:more|less|fewer|greater|[a-z]{3,}er)\b(?: [\w'’-]+){0,3}? "
    r"than (?P<other>[^,;:.]+)",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:more|less|fewer|than|most(?:ly)?|least|mainly|chiefly|exceeds?|exceeded|outweighs?|outnumbers?|dominates?|surpass(?:es)?|"
    r"compared|comparison|beats?|beyond|rather|only|half|twice|double|times|not|no|so|as|instead|unlike|whereas|while|above|below|over|"
    r"under|rest|remaining|even|better|worse|(?:larg|small|long|short|high|low|great|fast|slow|cheap|strong|weak|heavi|light|earli|lat|"
    r"near|clos|far|furth|old|new|young|bigg|wid|narrow|deep|eas|easi|hard|quick|safe|saf|simpl|rich|poor|rar|thinn|thick|warm|cold|"
    r"hott|cool|dri|wett|bright|dark|loud|soft|rough|smooth|steep|dens|clear|costli)(?:er|ier|est|iest))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?P<named>(?:[\w'’-]+ ){1,3})\((?P<aside>[\w'’ -]{1,30})\)")


def levelled(said: str, source: str) -> str:
    """What a source compares and a sentence only names side by side; "" where it does not.

    Args:
        said: The sentence.
        source: What it is said to rest on.
    """
    match = _THAN.search(source)
    if match is None or _COMPARES.search(said):
        return ""
    mine = _roots(said)
    one, other = _roots(match["one"]), _roots(match["other"])
    both = (one - other) & mine and (other - one) & mine
    return match["other"].strip() if both else ""


def crossed_asides(said: str, source: str) -> str:
    """A word in brackets that a sentence gives to what has another one in its source; "" for none.

    Args:
        said: The sentence.
        source: What it is said to rest on.
    """
    theirs = {match["aside"].casefold(): _roots(match["named"]) for match in _ASIDE.finditer(source)}
    if len(theirs) < 2:
        return ""
    for match in _ASIDE.finditer(said):
        own = theirs.get(match["aside"].casefold())
        others = [roots for aside, roots in theirs.items() if aside != match["aside"].casefold()]
        named = _roots(match["named"])
        if own is None or named & own - set().union(*others):
            continue
        if any(named & roots - own for roots in others):
            return match["aside"]
    return ""


def _roots(text: str) -> set[str]:
    return {root_of(stem(word)) for word in content_words(text)}
