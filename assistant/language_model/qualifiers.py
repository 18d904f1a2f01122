"""Small words that restrict a statement: "only", "at most", "except", "first"; one left out or changed makes it another."""

import re
from collections.abc import Sequence

from studyground.assistant.language_model.clauses import is_content
from studyground.assistant.language_model.guide_words import parts_of
from studyground.assistant.language_model.idioms import without_emphasis
from studyground.assistant.language_model.prefixes import root_of
from studyground.assistant.language_model.quantities import Quantity, quantities
from studyground.ingest.terms import stem

SCOPE = 3
_STOP = re.compile(r"[;:|]|[.!?](?:\s|$)")
_THING = r"\s+(?:of\s+)?(?:the\s+|these\s+|those\s+|their\s+|its\s+)?([^\W\d_]+)"
_ALL = re.compile(rf"\b(?:all|every|each|any){_THING}", re.IGNORECASE)
_SOME = re.compile(rf"\b(?:most|some|many|several|few|certain){_THING}", re.IGNORECASE)
_SINGLE = re.compile(rf"\b(?:a single|one(?=\s+of)){_THING}", re.IGNORECASE)
_ANY = re.compile(r"any\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|whether|when|whenever|unless|should)\b", re.IGNORECASE)
_NEITHER = re.compile(r"\b(?:at most|the most|most of all|not all|not every)\b", re.IGNORECASE)
_ONLY = re.compile(
    r"(?<!\bnot )\b(?:only|solely|exclusively|nothing but|no other than|nothing other than)\b", re.IGNORECASE
)
# What may say "only" in other words; wide, for a paraphrase is free.
_NARROWING = re.compile(
    r"\b(?:only|sole|solely|exclusively|alone|just|merely|purely|simply|nothing|none|no|not|never|neither|nor|cannot|without|"
    r"except|unless|until|till|but|single|one|once|restricted|restricts?|limited|limits?|confined|instead|rather|must|"
    r"has to|have to|few|little|barely|hardly|exactly|precisely|inside|within|before|after|first)\b|n['’]t\b",
    re.IGNORECASE,
)
# What opens a restriction up again, whatever narrowing word stands beside it: "even before", "old and new alike".
_WIDENING = re.compile(
    r"\b(?:even (?:before|after|without|if|when|for|with)|alike|as well as|any number of|whatever|regardless|every|included)\b",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"\b(?:only|sole|solely|exclusively|alone|just|merely|nothing|none|never|except|unless)\b", re.IGNORECASE
)
_EXCEPTING = re.compile(r"\b(?:except|unless|apart from|other than|excluding|with the exception of)\b", re.IGNORECASE)
_EXCEPTED = re.compile(
    r"\b(?:except\w*|unless|apart|other|others|excluding|exclud\w+|but|save|not|no|never|without|if|only|until|aside|besides|bar|"
    r"provided|as long as|whereas|while|beyond|outside|rest|remaining)\b|n['’]t\b",
    re.IGNORECASE,
)
_NEARLY = re.compile(
    r"\b(?:almost|nearly|virtually|practically)\s+(?:all|every|everything|no|none|never|always)\b", re.IGNORECASE
)
_WHOLLY = re.compile(r"\b(?:all|every|everything|no|none|never|always)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:almost|nearly|virtually|practically|hardly|most|mostly|largely|few|roughly|about|close to|little)\b",
    re.IGNORECASE,
)
_AT_LEAST = (
    r"(?:at least|at a minimum|a minimum of|minimum|no fewer than|no less than|not less than|not fewer than|or more|or longer|"
    r"or higher|and up|upwards?|or above|more than|over|above|exceed\w*|greater than|longer than|older than|larger than|from|"
    r"beyond|past|requires?|needs?|needed|required|least|no later than|not later than)"
)
_AT_MOST = (
    r"(?:at most|at the most|a maximum of|maximum|no more than|not more than|no longer than|no later than|up to|or fewer|or less|"
    r"or below|fewer than|less than|under|below|within|shorter than|younger than|smaller than|limit\w*|cap\w*|until|as many as|"
    r"as much as|as (?:large|big|long|high|old|wide) as|restrict\w*|allow\w*|accept\w*|"
    r"never|may|just|only|most|exceed\w*|ceiling|top\w*|reach\w*|before|by)"
)
_STRICT_LEAST = re.compile(r"\b(?:at least|no fewer than|no less than|not less than|a minimum of)\b", re.IGNORECASE)
_STRICT_MOST = re.compile(r"\b(?:at most|no more than|not more than|up to|a maximum of)\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))\b", re.IGNORECASE)


def requalified(said: str, source: str) -> str:
    """What restriction of its source a sentence leaves out or changes, as a phrase; "" for none."""
    source = without_emphasis(source)
    opened = _WIDENING.search(said) and not _STRICT.search(said)
    if opened or not _NARROWING.search(said):
        for match in _ONLY.finditer(source):
            start = max((end.end() for end in _STOP.finditer(source, 0, match.start())), default=0)
            stop = _STOP.search(source, match.end())
            statement = source[start : stop.start() if stop else len(source)]
            if _taken_up(said, statement, match.start() - start, match.end() - start):
                return "only left out"
    if not _EXCEPTED.search(said):
        for match in _EXCEPTING.finditer(source):
            if _taken_up(said, source, match.start(), match.start()):
                return f"{match.group().lower()} left out"
    if _NEARLY.search(source) and _WHOLLY.search(said) and not _ABOUT.search(said):
        return "almost left out"
    return _bound(said, source) or _ordinal(said, source) or _share(said, source)


def _taken_up(said: str, source: str, start: int, end: int) -> bool:
    """Whether a sentence says most of what stands around a place of its source."""
    mine = set(_roots(said))
    before, after = _roots(source[:start])[-SCOPE:], _roots(source[end:])[:SCOPE]
    near = [*before, *after]
    return bool(near) and sum(root in mine for root in near) >= 0.5 * len(near)


def _bound(said: str, source: str) -> str:
    """An amount that the source gives as the least or the most, and the sentence the other way or flatly."""
    for strict, other, wide in ((_STRICT_LEAST, _STRICT_MOST, _AT_LEAST), (_STRICT_MOST, _STRICT_LEAST, _AT_MOST)):
        for match in strict.finditer(source):
            amount = _amount_after(source[match.end() :])
            if amount is None:
                continue
            for place in _places_of(amount, said):
                before, after = said[max(0, place - 40) : place], said[place : place + 60]
                if other.search(before[-16:]):
                    return f"{match.group().lower()} turned round"
                if not re.search(rf"\b{wide}\b", before + after, re.IGNORECASE):
                    return f"{match.group().lower()} left out"
    return ""


def _amount_after(text: str) -> Quantity | None:
    """The amount right at the head of a text, None for none."""
    words = text.split()[:4]
    found = quantities(" ".join(words))
    return found[0] if found and words and quantities(" ".join(words[:2])) else None


def _places_of(amount: Quantity, said: str) -> list[int]:
    """Where a sentence gives an amount."""
    return [
        match.start()
        for match in re.finditer(r"\S+", said)
        if any(one.figure == amount.figure for one in quantities(match.group().strip("(),;:")))
    ][:1]


def _ordinal(said: str, source: str) -> str:
    """An ordinal that the source lacks, where the source has another."""
    mine, theirs = ([match.group().lower() for match in _ORDINAL.finditer(text)] for text in (said, source))
    if len(mine) == len(set(mine)) and len(theirs) == 1 and len(mine) == 1 and mine != theirs:
        return f"{mine[0]} / {theirs[0]}"
    return ""


def _share(said: str, source: str) -> str:
    """A thing of which a sentence says it of all, and its source of most or some, or the other way round."""
    if _NEITHER.search(source) or _NEITHER.search(said):
        return ""
    for wide, narrow in ((_ALL, _SOME), (_SOME, _ALL), (_SINGLE, _ALL), (_ALL, _SINGLE)):
        there = {_head(match.group(1)): match.group() for match in narrow.finditer(source)}
        same = {_head(match.group(1)) for match in wide.finditer(source)}
        for match in wide.finditer(said):
            thing = _head(match.group(1))
            if _ANY.match(there.get(thing, "")) or (_ANY.match(match.group()) and _CONDITION.search(said)):
                continue  # "if any file" is "if some file"
            if thing and thing in there and thing not in same and not _hedged(said, match.start()):
                return f"{match.group().lower()} / {there[thing].lower()}"
    return ""


def _head(noun: str) -> str:
    return root_of(stem(noun.lower())) if is_content(noun.lower()) else ""


def _hedged(said: str, at: int) -> bool:
    """Whether "not", "almost" or the like stands right before a place."""
    return bool(re.search(r"\b(?:not|n['’]t|almost|nearly|virtually|practically|no)\s+$", said[:at], re.IGNORECASE))


def _roots(text: str) -> Sequence[str]:
    return [root_of(stem(word)) for word in parts_of(text) if is_content(word)]
