"""What the gates need to judge a question whose options are statements: whether the guide says what each says.

A statement that the guide makes word for word is borne out. One that is a sentence of the guide but for a figure, a name, a
direction or a denial is at odds with it, however many words the two share.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from studyground.assistant.answer import Citation
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.spans import stands, too_long
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.writing.opposites import OPPOSITES
from studyground.ingest.terms import terms

LEAST_WORDS = 5  # of an option that is a statement
MOST_LEFT = 0.6  # score of a statement that the guide does not make word for word
NEARLY = 0.4  # share of its words that a sentence has which may be what it was made from
AS_WELL = 0.75  # share of its telling words that another sentence has which bears it out in other words
LOOKED_AT = 12
_ASKS = re.compile(
    r"\bwhich(?: two| three)?(?: of these)? statements?(?: about [^?]+?)? (?:is|are) (?:right|correct|true)\?|"
    r"\b(?:which|whose)(?: two| three)? (?:answer|note|account|statement|description|sentence|point|line|claim|summary|reply)s? "
    r"(?:of these )?(?:is|are) (?:right|correct|true|accurate)\?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[^\W\d_]+(?:[’'][^\W\d_]+)*|%|°")
_ASIDE = re.compile(r"\s(?:\([^()]{1,80}\)|\[[^\[\]]{1,40}\])")
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety half twice "
    "once double third quarter".split()
)
_DENIES = frozenset(
    "not no never cannot can't isn't aren't don't doesn't mustn't needn't won't without nor neither longer still".split()
)
_TURNS = frozenset(
    "on off least most more less up to over under minimum maximum fewer may must need should can have has does do only".split()
) | {word.casefold() for word in OPPOSITES}
_EMPTY = frozenset(
    "a an the of in on at to for and or is are was were be been being by with as it its their that which".split()
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A question for statements.

    Args:
        scores: How well the guide bears each out: 1 for what it says word for word.
    """

    scores: tuple[float, ...]

    def fault(self, question: PracticeQuestion, context: GateContext) -> str:
        """Why what is cited does not show the keys; "" when it does."""
        cited = (*question.citations, *(item for key in question.keys for item in key.citations))
        good = [item for item in cited if stands(item, context) and not too_long(item, context)]
        for key in question.keys:
            if not any(says(item.quote, key.text) for item in good):
                return f"The words cited do not say what “{key.text}” says."
        return ""

    def as_well(self, question: PracticeQuestion, context: GateContext) -> str:
        """Why a wrong option may be right; "" where each is at odds with the guide."""
        for at, option in enumerate(question.options):
            if option.correct:
                continue
            if self.scores[at] >= 1:
                return f"The guide says what “{option.text}” says as well."
            own = [item for item in option.citations if stands(item, context)]
            if own and not any(at_odds(option.text, item.quote) for item in own):
                return f"The words cited for “{option.text}” are not at odds with it."
            second = _borne_out_elsewhere(option.text, own, context)
            if second:
                return f"The guide bears out “{option.text}” in other words: {second}"
        return ""


def stated(stem: str, options: Sequence[str], context: GateContext) -> Stated | None:
    """A question that asks which statements are right, where the guide makes one of them word for word; None for any other.

    Args:
        stem: It asks which answer, note or statement is right.
        options: Their texts; which of them is the key is not asked.
        context: The guide.
    """
    if not _ASKS.search(stem) or any(len(option.split()) < LEAST_WORDS for option in options):
        return None
    return context.once(("stated", stem, tuple(options)), lambda: _stated(tuple(options), context))


def _stated(options: tuple[str, ...], context: GateContext) -> Stated | None:
    scores = tuple(_score(option, context) for option in options)
    return Stated(scores) if any(score >= 1 for score in scores) else None


def _score(option: str, context: GateContext) -> float:
    texts = [context.statements.items[row].text for row in _rows(option, context)]
    if any(says(text, option) for text in texts):
        return 1.0
    return max((MOST_LEFT * _matched(option, text) for text in texts), default=0.0)


def _rows(option: str, context: GateContext) -> list[int]:
    """The statements of the guide that share most with an option, by the weight of their words."""
    own = frozenset(terms(option))
    shares: dict[int, float] = {}
    for term in own:
        for row in context.statements.with_term(term)[0].tolist():
            shares[row] = shares.get(row, 0.0) + context.weight(term)
    return sorted(shares, key=lambda row: (-shares[row], row))[:LOOKED_AT]


def says(text: str, option: str) -> bool:
    """Whether a text has an option word for word, from the beginning of one of its clauses to the end of one.

    Args:
        text: Of the guide.
        option: A statement.
    """
    wanted = _words(option)
    for shown in (text, _ASIDE.sub("", " ".join(text.split()))):
        words = [(match.group().casefold(), match.start(), match.end()) for match in _WORD.finditer(shown)]
        low = [word.replace(",", "") for word, _, _ in words]
        for at in range(len(low) - len(wanted) + 1):
            if low[at : at + len(wanted)] == wanted and _whole(shown, words[at][1], words[at + len(wanted) - 1][2]):
                return True
    return False


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a piece of a sentence begins and ends where a clause does, and nothing behind it takes it back."""
    before, after = text[:start].rstrip(), text[end:].lstrip(" )”\"’'")
    begins = (
        not before
        or before[-1] in ".;:,!?)|*-–—•"
        or bool(re.search(r"(?:^|[.;:,] ?)\w+$", before) and len(before.split()) <= 4)
    )
    ends = not after or after[0] in ".;:,!?(|" or bool(re.match(r"(?:so|because|since|for|which)\b", after))
    back = re.match(r"[;,.]?\s*(?:but|except|unless|only|if|provided|otherwise|though|although|until)\b", after)
    return begins and ends and not back and not re.search(r"\b(?:not|never|no)\W*$", before)


def _words(text: str) -> list[str]:
    return [match.group().casefold().replace(",", "") for match in _WORD.finditer(text)]


def _matched(option: str, text: str) -> float:
    """How much of an option a text has, in its order."""
    mine, theirs = _words(option), _words(text)
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(mine))


def at_odds(option: str, text: str) -> str:
    """What in a statement is otherwise in a text that has nearly the same words; "" where nothing that decides is.

    Args:
        option: A statement.
        text: Of the guide.
    """
    for piece in (_ASIDE.sub("", " ".join(text.split())), " ".join(text.split())):
        if _matched(option, piece) >= NEARLY and not says(piece, option):
            put, gone = _changed(option, piece)
            decides = [word for word in (*put, *gone) if _decides(word)]
            names = [word for word in put if word not in _EMPTY] and [word for word in gone if word not in _EMPTY]
            moved = bool(put) and not Counter(put) - Counter(_words(piece))
            if decides or names or moved:
                return " ".join((put or gone)[:4])
    return ""


def _changed(option: str, text: str) -> tuple[list[str], list[str]]:
    """The words that only an option has, and those that the text has in their place."""
    mine, theirs = _words(option), _words(text)
    put: list[str] = []
    gone: list[str] = []
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "replace":
            put += mine[start:end]
            gone += theirs[first:last]
        elif tag == "delete":
            put += mine[start:end]
        elif tag == "insert" and 0 < start < len(mine):
            gone += theirs[first:last]
    return put, gone


def _decides(word: str) -> bool:
    return word[0].isdigit() or word in _NUMBERS or word in _DENIES or word in _TURNS or word.endswith(("n't", "n’t"))


def _borne_out_elsewhere(option: str, cited: Sequence[Citation], context: GateContext) -> str:
    """A sentence other than the one cited that says most of an option, with what was changed in it; "" for none."""
    put = {word for item in cited for word in _changed(option, item.quote)[0] if word not in _EMPTY}
    if not put:
        return ""
    asked = frozenset(terms(option))
    total = sum(context.weight(term) for term in asked) or 1.0
    for row in _rows(option, context):
        text = context.statements.items[row].text
        if any(text.strip() in item.quote or item.quote in text for item in cited) or at_odds(option, text):
            continue
        share = sum(context.weight(term) for term in asked & context.statements.terms[row]) / total
        if share >= AS_WELL and put <= set(_words(text)):
            return text
    return ""
