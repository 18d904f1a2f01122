"""Sentences of a guide that can be quoted alone: whole, present, and pointing at nothing outside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.leaning import done_to_another
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    LEAD_IN,
    PREPOSITIONS,
    SUBORDINATORS,
    balanced,
)
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural
from studyground.ingest.terms import terms

LEAST_WORDS, MOST_WORDS, MOST_OF_TWO = 6, 42, 50
LEAST_TERMS = 3
_UNITS = frozenset(
    terms(
        "second minute hour day week month year metre millimetre centimetre kilometre gram kilogram litre percent "
        "two three four five six eight ten twelve twenty thirty"
    )
)
KNOWN = 4  # times that a guide speaks of "the borrower", from which one knows whom it means
LATE = 3  # words of a sentence before "it" may be said of something in it
_OPENS_OUTSIDE = re.compile(
    r"^(?:it|they|this|that|these|those|he|she|both|such|here|which|who|others?|another|either|neither|none|nothing|his|her|"
    r"their|its|then|so|but|and|or|nor|otherwise|instead|hence|thus|also|later|now|still|even|only|yes|no|yet|because|one|ours|"
    r"mine|anything(?! (?:that|which|over|under|more|less))|"
    r"the (?:one|other|others|same|latter|former|next|first|second|third|last|rest|result)|there (?!is|are|must)|"
    r"in (?:this|that|the same|such|both|all (?:two|three|four))|for (?:this|that|these|those|both)|at (?:this|that|\w+,)|"
    r"all (?:two|three|four|five)|after (?:this|that)|[QA]:|something|some of|most of (?:them|it)|above all|worked|watch out|"
    r"e\.g|i\.e|note|not|twice|better|worse|above (?!\d)|below (?!\d)|at most|at least|about|roughly|up to|within|more than|"
    r"less than)(?!\w)|^(?:over|under|from) \d|"
    r"^(?:Once|When|If|While) \w+ed, |^There (?:is|are) \w+ (?:that|who|which)\b|"
    r"^[^:]{1,30}: (?:may|must|can|is|are|has|have|\w+s) ",
    re.IGNORECASE,
)
_THERE = re.compile(r"^there (?:is|are|must)\b(?! \w+ (?:that|who|which)\b)", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:I|[Ww]e|us|[Oo]urs?|[Mm]y|mine|me|[Ll]et[’']s|[Hh]e|[Ss]he|[Hh]is|him)\b")
_POINTS = re.compile(
    r"\b(?:this|such(?! as)|here|previously|earlier|aforementioned|latter|former|the others?|"
    r"(?:the )?(?:previous|following)(?= (?:table|list|figure|section|step|rule|point|is|are)|:)|"
    r"the one(?! (?:before|after))|ones|(?:the|an?) [a-z]+ one|see|"
    r"(?:the|this|see|in|under) (?:section|chapter|table|figure|page|appendix|list)|"
    r"(?:sections?|chapters?|tables?|figures?|fig|pages?|appendix|annex)\.? [\dA-Z]|e\.g|examples?|etc|ago|recently|nowadays|"
    r"currently|today|yesterday|tomorrow|too(?=[.,;]|$)|likewise|"
    r"last (?:year|week|month|round|time)|(?:this|next) (?:year|week|month))\b|"
    r"\b(?:these|those)\b(?! (?:who|that|of|with|in|on|under|over|from|without)\b)|\bthat(?=[.,;]|$)|"
    r"\b(?:like|with|by|for|of|than|after|before|above|below|under|over|at|in|on) that\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:than|above|below|under|over|after|before) that\b", re.IGNORECASE
)  # a figure that stands before
_TOLD = re.compile(
    r"^(?:\S+ ){6,}?[^:]*?\bthese\b(?= ?(?:by|in|at|with|on|,|\.|$))"
)  # what a long sentence spoke of itself
_OWN = re.compile(r"\b(?:it|its|they|them|their|itself|themselves)\b", re.IGNORECASE)
_MANY = frozenset("they them their themselves".split())
_SUPPOSED = re.compile(r"\b(?:if|when|whether|once|unless)\b[^,;.]*", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|did|went|came|took|got|saw|ran|gave|fell|rose|made it|began|became|wanted|used to)\b|\b\w+dn[’']t\b|"
    r"sn[’']t been"
)
_YEAR = re.compile(
    r"\b(?:19|20)\d\d\b|"
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
_UNSURE = re.compile(
    r"[?!=<>≤≥≈×@#\\|“”\"*{}\[\]~→…]|(?<!\w)_|_(?!\w)|\.\.|"
    r"\b(?:costs|cost (?:about|around|some|\d)|prices?|priced|sale|discounts?|coupon|subscribe|"
    r"readers|USD|reportedly|survey\w*|reported|exams?|retakes?|recertif\w+|badges?|therefore|whichever|perhaps|maybe|probably|"
    r"apparently|fun fact|colleague|forums?|please(?! note that)|reschedul\w+|proctor\w*|hands-on|nobody checks)\b|·",
    re.IGNORECASE,
)
_SAME = re.compile(r"^(?:\S+ ){1,7}?the same\b(?! (?:as|time|day|kind|way|rules?)\b)", re.IGNORECASE)  # as what before
# A label and what stands behind it, run together: "Limit to 45 degrees from start Controls whether lines …".
_TORN = re.compile(r"[a-z\d] (?P<verb>[A-Z][a-z]+s) (?:whether|how|when|if|the|an?|what|which)\b")
_ASIDE = re.compile(r" \([^()]*\)(?!\w)")
_DANGLING = re.compile(r"\b(?:it|them|so|one|there)[.]?$", re.IGNORECASE)
_WITHOUT_OBJECT = frozenset(
    "wait stop start stay stand rest aim sleep breathe walk go come begin finish arrive return look listen stick keep".split()
)
# What must be remembered or kept, and is not said.
_NO_OBJECT = re.compile(
    r"\b(?:remember|recall|keep|hold|store|retain|give|use|cover|spread|accept|need|treat)s? (?:for|within|after) "
    r"(?:at least |up to |about )?(?:\d|(?:two|three|four|five|six|eight|ten|twelve|twenty|thirty)\b)",
    re.IGNORECASE,
)
_AMOUNT_NEXT = frozenset(
    "into at up for every about after within until before over under no not more less in on to again only roughly".split()
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is quoted: one sentence, or two where the second leans on the first.

    Args:
        text: As the guide has it, white space collapsed.
        own: Where the sentence itself begins in it.
        start: First code point in the document.
        end: One past the last.
    """

    text: str
    own: int
    start: int
    end: int


def quoted(line: Line, before: Line | None, mentions: "Mentions") -> Quoted | None:
    """A sentence as it can be quoted, with the one before it where it leans on that; None where it cannot.

    Args:
        line: The sentence.
        before: The sentence before it in its paragraph.
        mentions: How often the guide speaks of a thing.
    """
    text = LEAD_IN.sub("", line.text)
    text = text[:1].upper() + text[1:] if text != line.text else text
    if text == line.text and _stands(text, mentions, line.section):
        return Quoted(text, 0, line.start, line.end)
    if before is None or before.unit != line.unit or not _leans(line.text, before.text):
        return None
    both = f"{before.text} {line.text}"
    if not _stands(before.text, mentions, line.section, least=2) or not _sound(line.text, leaning=True):
        return None
    return Quoted(both, len(before.text) + 1, before.start, line.end) if len(both.split()) <= MOST_OF_TWO else None


class Mentions:
    """How often a guide speaks of a thing under its plain name."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._text = "\n".join(line.text for line in lines).casefold()
        self._counted: dict[str, int] = {}

    def of(self, noun: str) -> int:
        """Count of a word.

        Args:
            noun: As a sentence has it.
        """
        if noun not in self._counted:
            self._counted[noun] = len(re.findall(rf"\b{re.escape(noun.casefold())}\b", self._text))
        return self._counted[noun]


def _leans(text: str, before: str) -> bool:
    """Whether a sentence says more of what the one before it speaks of, and that is plain.

    Args:
        text: The sentence.
        before: The one before it.
    """
    opens = re.match(r"(?:(?:If|When|Once|While) )?(?P<own>it|they|its|their)\b", text, re.IGNORECASE)
    if opens is None:
        return False
    if opens["own"].casefold() in _MANY:
        return len(_several_in(before)) == 1
    told = before.split(" ", 1)[0].casefold()
    return told not in VERBS and told not in ("do", "don't", "don’t") and not _several_in(before.split(",")[0])


def _several_in(text: str) -> list[str]:
    """The plural nouns of a text, as far as their form tells."""
    return [
        word for word in re.findall(r"[A-Za-z-]{3,}", text) if plural(word.casefold()) and not base_of(word.casefold())
    ]


def _stands(text: str, mentions: Mentions, section: Sequence[str], least: int = LEAST_TERMS) -> bool:
    """Whether a sentence can be read alone."""
    if not _sound(text, least=least if len(text.split()) > LEAST_WORDS else least - 1) or (
        _OPENS_OUTSIDE.match(text) and not _THERE.match(text)
    ):
        return False
    words = text.split()
    who = re.match(r"The (?P<who>[a-z]+) (?P<verb>[a-z]+)\b", text)
    if who and (who["verb"] in AUXILIARY or base_of(who["verb"])):
        named = who["who"] in " ".join(section).casefold()
        if mentions.of(who["who"]) < KNOWN and not named:
            return False
    first, second = words[0].casefold(), words[1].casefold().strip(",")
    if base_of(first) and second in PREPOSITIONS | DETERMINERS | SUBORDINATORS:
        return False  # "Begins when …": a scrap of a list
    if first not in _WITHOUT_OBJECT | {"do"} and (
        (first in VERBS and (second in _AMOUNT_NEXT or second[:1].isdigit()))
        or (second == "for" and re.match(r"\w+ for (?:at least |up to |about )?\d", text))
        or (
            second == "for"
            and re.match(
                r"\w+ for (?:at least |up to |about )?\w+ (?:second|minute|hour|day|week|month|year)s?\b", text
            )
        )
        or _NO_OBJECT.search(text)
    ):
        return False  # "Spread at least 3 months before": what, it does not say
    label = re.match(r"[^:,]{1,30}: (?P<told>[^;–]+)", text)
    if (
        label
        and len(text.split(":")[0].split()) <= LATE
        and not _present(label["told"].strip()[:1].upper() + label["told"].strip()[1:])
    ):
        return False  # "At anchor: one white light forward"
    if first in VERBS and least == LEAST_TERMS and len(words) <= LEAST_WORDS + 1 and "," not in text:
        return False  # "Split bigger needs over two years", "Keep the old index for 14 days": when
    own = _OWN.search(text)
    if any(
        not re.search(r"[a-z]{2,}s\b", text[: one.start()])
        for one in _OWN.finditer(text)
        if one.group().casefold() in _MANY
    ):
        return False  # "or they collapse": what does
    if own and len(text[: own.start()].split()) < LATE:
        return False
    if own and first in VERBS and not re.search(r"\b(?:a|an|the|each|every|all|any)\b|\w{3,}s\b", text[: own.start()]):
        return False
    return not (_DANGLING.search(text) and len(text[: own.start() if own else 0].split()) < LATE + 2)


def _sound(text: str, *, leaning: bool = False, least: int = LEAST_TERMS) -> bool:
    """Whether a sentence is whole, in the present, and nobody's own story.

    Args:
        text: The sentence.
        least: How many words must say something, besides units.
        leaning: Whether the sentence before it stands beside it, so that "it" and "this" say enough.
    """
    joined = _TORN.search(text)
    if joined and base_of(joined["verb"].casefold()):
        return False
    named = text[:1].isupper() or re.match(r"[a-z]+_\w", text)  # "proxy_read_timeout is …"
    if not LEAST_WORDS <= len(text.split()) <= MOST_WORDS or not balanced(text) or not named:
        return False
    if _SAME.search(text) or (done_to_another(text) and not leaning):
        return False
    if not text.endswith((".", ";")) and not re.search(r"[\w)%]$", text):
        return False
    if re.search(r":$|[.;] [A-Z]\w*: ", text) or _UNSURE.search(text) or _PERSON.search(text) or _YEAR.search(text):
        return False
    plain = re.sub(r"^(?:This|These|It|They|Its|Their)\b", "", text) if leaning else text
    earlier = re.search(r"\d", plain)
    pointing = _BACK.sub("", plain) if earlier and _BACK.search(plain, earlier.end()) else plain
    pointing = _TOLD.sub("", pointing)
    if _POINTS.search(pointing) or _PAST.search(_SUPPOSED.sub("", text)):
        return False
    return len(set(terms(text)) - _UNITS) >= least and (_present(_ASIDE.sub("", text)) or leaning)


def _present(text: str) -> bool:
    """Whether a sentence tells what is or what to do."""
    words = [word.strip(",;:()").casefold() for word in text.rstrip(".").split()]
    if words[0] in VERBS and not has_finite_verb(text):
        return len(words) > 1 and (not may_be_noun(words[0]) or words[1] not in AUXILIARY)
    for at, word in enumerate(words[1:], 1):
        if word in AUXILIARY and word not in ("be", "been", "being", "having", "was", "were", "had", "did"):
            return True
        if base_of(word) and words[at - 1] not in ("the", "a", "an", "of"):
            return True
        after = words[at + 1] if at + 1 < len(words) else ""
        if (
            (word in VERBS or word == "need")
            and plural(words[at - 1])
            and (not may_be_noun(word) or after in PREPOSITIONS | DETERMINERS)
        ):
            return True
    return has_finite_verb(text) or bool(re.search(r"[,;:] (?:[a-z]+) (?:the|a|an|it|them)\b", text))
