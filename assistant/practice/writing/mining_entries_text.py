"""The text of an entry made ready, and whether what comes of it can be said by itself."""

import re
from collections import Counter
from collections.abc import Container, Iterable

from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    stands_alone,
)
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS
from studyground.assistant.practice.writing.phrasing import plural
from studyground.ingest.terms import terms

LEAST_WORDS, MOST_WORDS = 5, 24
LEAST_TERMS = 3
TWICE, COUNTED = 2, 0.03  # how often "a <noun>" must stand in a guide, and in what share of the noun's places
_ASIDE = re.compile(r"\s*\((?![^()]*$)[^()]*\)")
# A placeholder that stands as a noun does; one that is a part of a word ("<prefix>/", "<name>=") says nothing without its marks.
_PLACE = re.compile(r"(\b[A-Za-z]+ |^)<([a-z]{4,}(?:[-_][a-z]{4,})*)>(?![\w/=*+]|[:.-]\S)")
_IF_SET = re.compile(
    r"^(?:\(?optional\)?[.:,]?|optionally,?|(?:if|when) (?:(?:this|it|this option|this flag) is )?(?:set|"
    r"specified|given|present|used|enabled|"
    r"true)(?: to \W?(?:true|yes|on|1)\W?)?,?)\s+",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"[\w’'/-]+(?: (?!(?:of|for|in|on|to|from|with|by|at|as|into|that|which|when|if|and|or|per|using|between|"
    r"after|before|is|are)\b)"
    r"[\w’'/-]+){0,4}"
)
_CITED = re.compile(r"\s*\[(?:[A-Z][A-Za-z]*\d{2,4}[a-z]?|\d{1,3})\]")
_AFTER_PREPOSITION = re.compile(
    r"\b(?:from|to|in|of|with|for|on|at|by|into) ([a-z]{3,})(?=$|[,.]| (?:of|to|from|with|by|using|in|on|for|"
    r"and|or|when|before|after)\b)"
)
_IDIOMS = frozenset(
    "place order time use case addition line memory parallel general detail fact sequence turn advance part "
    "few lot".split()
)
_EXAMPLE = re.compile(
    r"(?:,\s*|\s+[–—-]\s+|\s)(?:e\.g\.|i\.e\.|for (?:example|instance)|such as|like in|as in)\b.*$|;\s.*$"
)
# What an entry says when it says nothing of use, or when what it says hangs on something else.
_EMPTY = re.compile(
    r"\b(?:see|refer|deprecated|obsolete|synonym\w*|alias\w*|no-op|equivalent|same as|identical|analogous|"
    r"similar to|reserved|"
    r"unused|internal use|this|these|those|such|you|your|we|our|us|following|previous|"
    r"(?:the|as|described|listed|given|mentioned|shown|see) (?:above|below)|here|former|"
    r"latter|the default|defaults|"
    r"as well|also|instead(?! of)|otherwise|respectively|others|the other|experimental|respective|i\.e|e\.g|etc|"
    r"opposite|inverse|newly|variant|version)\b|[`{}<>\[\]=|\\$#]|\.\.\.|…|“|”|\"|https?:|\b\w+_\w+|--\w",
    re.IGNORECASE,
)
_NOT_SOUGHT = frozenset(
    "be have become mean imply refer correspond exist differ work behave implement support refuse demonstrate "
    "illustrate note require need take accept depend belong contain "
    "default consist inherit derive represent denote indicate contain see apply expect assume share look act "
    "do go come".split()
)
_PLACEHOLDER = re.compile(r"(?<![\w'’-])(?:[b-hj-z]|[B-HJ-Z])(?![\w'’+#-])|\b[a-z]+\d\b")
_LOOSE_IT = re.compile(r"\b(?:it|its|they|them|their|itself)\b")
_NOUN_BEFORE = re.compile(r"\b(?:the|an?|all|each|any|every|no)\s+[a-z-]+")
_THAT_ONE = re.compile(
    r"\b(?:when|if|of|in|to|for|with|on|at|from|by|after|before) that [a-z]+\b(?! (?:is|are|can|has|have)\b)|"
    r"\bthat (?:command|option|case)\b"
)
_LIKE_ITSELF = re.compile(r"^(?:like|as|same|unlike|similar)\b", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"\b(?:and|or|the|a|an|of|to|in|for|with|by|on|is|are|that|which|when|if|but)$", re.IGNORECASE)
_LEADS_ON = frozenset("without into onto between per via as than like at from".split())
_FRAGMENT = re.compile(r"\b(?:if|when) (?:set|true|false|given|used|specified|possible|any)$")
# An order that goes on as one: what somebody "has to" do cannot ("has to match paths exactly and don't follow links").
_ORDER_GOES_ON = re.compile(
    r"\b(?:and|or|but|then)(?:,? then)? (?:don[’']t|doesn[’']t|do not|does not|never)\b", re.IGNORECASE
)


def counted_nouns(texts: Iterable[str]) -> frozenset[str]:
    """Nouns that a guide counts ("a repository"), and that an entry without an article has only left it out of."""
    after_article: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in texts:
        every.update(re.findall(r"\b[a-z]{3,}\b", text))
        after_article.update(
            re.findall(
                r"\ban? ([a-z]{3,})\b(?= (?:that|which|is|are|of|with|for|and|or|to|in|on|from)\b|[.,;:)])", text
            )
        )
    return frozenset(
        noun
        for noun, count in after_article.items()
        if count >= TWICE and count >= COUNTED * every[noun] and noun not in _IDIOMS
    )


def plain(text: str) -> str:
    """A description without asides, examples and what is said of setting it; a placeholder reads as a noun."""
    text = re.sub(r": (?!\S*[(\[={])(?!(?:an?|the) ).*$", "", " ".join(text.split()))
    text = re.sub(r"\s*\([^()]*\)", "", _ASIDE.sub("", text))
    text = _PLACE.sub(_spelt, text)
    text = _IF_SET.sub("", text)
    text = re.sub(r": (?=(?:an?|the) )", ", ", _CITED.sub("", text))
    return _EXAMPLE.sub("", text.rstrip(" .")).strip(" .,;:")


def _spelt(match: re.Match[str]) -> str:
    """A placeholder of a usage line as running text has it: "of <upstream>" is "of a given upstream"; the next is "the"."""
    noun = match[2].replace("-", " ").replace("_", " ")
    before = match[1].strip().casefold()
    leads = not match.start() or before in PREPOSITIONS | DETERMINERS or before in VERBS
    if noun in PREPOSITIONS or not leads:
        return match[0]  # "<from> to <to>", "the directory <path>"
    if before in DETERMINERS:
        return f"{match[1]}{noun}"
    if f"<{match[2]}>" in match.string[: match.start()]:
        return f"{match[1]}the {noun}"
    return f"{match[1]}{'' if plural(noun) else 'a '}given {noun}"


def with_object(need: str, counted: Container[str]) -> str:
    """An infinitive whose object has the article that a list leaves out ("compute confusion matrix to …")."""
    first, _, rest = need.partition(" ")
    match = _OBJECT.match(rest)
    if not match or first in ("be", "do", "set", "turn") or not rest:
        return need
    words = match[0].split()
    low, head = words[0].casefold(), words[-1]
    grammar = DETERMINERS | PREPOSITIONS | SUBORDINATORS | PRONOUNS | AUXILIARY
    if (
        low in grammar | {"and", "or"}
        or low.endswith(("ly", "ing", "'s", "’s"))
        or any(word.casefold() in grammar for word in words)
    ):
        return need
    return f"{first} the {rest}" if head in counted else need


def sound(need: str) -> bool:
    """Whether an infinitive can be said by itself as what somebody has to do."""
    words = need.split()
    if words[:1] and words[0].endswith("ly"):
        words = words[1:]
    if not LEAST_WORDS <= len(words) <= MOST_WORDS or words[0].casefold() in _NOT_SOUGHT:
        return False
    if _EMPTY.search(need) or _PLACEHOLDER.search(need) or _ENDS_OPEN.search(need) or _FRAGMENT.search(need):
        return False
    if _ORDER_GOES_ON.search(need) or _is_statement(need):
        return False
    if ": " in need or words[-1].casefold() in _LEADS_ON or _THAT_ONE.search(need):
        return False
    if (
        _LIKE_ITSELF.match(need)
        or not stands_alone(need, LEAST_WORDS, MOST_WORDS)
        or len(set(terms(need))) < LEAST_TERMS
    ):
        return False
    if re.search(r"\b(?:will|shall|must|should|would)\b", need) and not re.search(
        r"\b(?:that|which|who|if|when|so)\b", need
    ):
        return False
    pointed = _LOOSE_IT.search(need)
    return not pointed or bool(_NOUN_BEFORE.search(" ".join(words[1:])[: max(0, pointed.start())]))


def articles_missing(need: str, counted: Container[str]) -> bool:
    """Whether a noun that the guide counts stands after a preposition without its article ("from repository")."""
    return any(match[1] in counted for match in _AFTER_PREPOSITION.finditer(need))


def _is_statement(need: str) -> bool:
    """Whether what should be a deed holds a clause that nothing leads in ("set the keywords at the start are highlighted")."""
    words = need.casefold().split()
    verb = next((at for at, word in enumerate(words) if word in ("is", "are", "was", "were")), 0)
    return verb > 0 and not any(word.strip(",") in SUBORDINATORS for word in words[:verb])
