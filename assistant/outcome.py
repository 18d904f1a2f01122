"""What comes of a case that a chosen sentence only tells: the verdict, the reckoning, what holds past a limit, the cure.

"The clerk signs it himself. Wrong. Two must sign." answers "may the clerk sign it himself?" with what follows, and a worked
example that opens with the asker's own figures with what it comes to.
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.dangling import points_back
from studyground.assistant.half_said import orders
from studyground.assistant.kinds import HARD, values
from studyground.assistant.list_wording import NUMBERS
from studyground.assistant.picked import Picked, only_sentences, sentence_at, sentence_of, with_these_after
from studyground.assistant.question import Question
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

OWN_FIGURES = 2
MOST_OF_RECKONING = 4  # sentences
MOST_OBJECTIONS = 2
ITEMS_BEFORE = 15
_VERDICT = re.compile(
    r"(?:Wrong|Right|No|Yes|Correct|Incorrect|False|True|Never|Forbidden|Allowed|A mistake|"
    r"Not (?:so|true|quite|allowed|permitted|enough|ok|okay))[.!]",
    re.IGNORECASE,
)
_SMALL = dict(zip(NUMBERS, range(2, 13), strict=True))
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_IN_WORDS = {word: str(value) for word, value in {**_SMALL, **_TENS}.items()}
_FIGURE = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[a-z]+", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow many (?:\w+ )??(?P<noun>[a-z]{3,})\b", re.IGNORECASE)
_PAST_IT = re.compile(
    r"\b(?:after|once|when|if|as soon as|now)\b[^?]{0,60}\b(?:shuts?|closed?|closes|over|up|past|ends?|ended|expired?s?|"
    r"pass(?:es|ed)?|gone|runs? out|ran out|elapsed?s?|too late)\b|\b(?:past|beyond) (?:the|that|this|its|their)\b|\btoo late\b",
    re.IGNORECASE,
)
_FROM_THEN = re.compile(
    r"(?:After (?:that|this|which)|Afterwards|Thereafter|Beyond (?:that|this|it)|Past (?:that|this|it)|From then on|Later|"
    r"(?:Once|When) (?:that|this) (?:is|has))\b|"
    r"(?:\w+ ){1,2}(?:that|which|who) [a-z]+(?: [a-z]+)? (?:later|afterwards|after that)\b"
)
_ASKS_CURE = re.compile(
    r"\b(?:fix\w*|help|helps|solv\w*|cur(?:e|es|ing)|get rid|avoid\w*|prevent\w*|stop (?:it|this|that)|do about|"
    r"(?:should|can|do) (?:i|we) do|what (?:now|then))\b",
    re.IGNORECASE,
)
_CURE = re.compile(
    r"(?:The )?(?:cure|fix|remedy|solution|workaround|way out|answer|treatment)(?::| is\b| lies\b)|What helps\b|"
    r"To (?:fix|cure|solve|avoid|prevent) (?:it|this|that|them)\b",
    re.IGNORECASE,
)
_ASKS_REASON_TOO = re.compile(
    r"(?:\b(?:and|&|but)|[,;?.]) ?(?:what(?:['’]?s| is| was) the (?:reason|logic|point|idea|rationale|thinking)|what for|why|"
    r"how come|for what reason)\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"(?:The|One|Another|Its) reason\b|Because\b|(?:This|That|It) is (?:because|so that|why)\b")
_SO = re.compile(r"\b(?:because|since|so that|therefore|thus|hence|reason)\b|[,;:] so\b", re.IGNORECASE)
_THAT_CASE = re.compile(r"\bin (?:that|this|such an?|these|those|such) cases?\b", re.IGNORECASE)
_FORBIDS = re.compile(r"(?:Don['’]t|Do not|Never|No)\b")
_ASKS_OBJECTION = re.compile(
    r"\bwhat(?:['’]?s| is| was) (?:wrong|the (?:problem|trouble|flaw|catch|objection|weakness))\b|\bobject(?:ions?|ed)\b|"
    r"\bcritici[sz]\w*\b|\b(?:speaks?|argues?|arguments?|evidence) against\b|\bflaws?\b|\brefut\w*",
    re.IGNORECASE,
)
_OBJECTS = re.compile(
    r"\b(?:however|but|awkward|pointed out|points? out|object\w*|critici[sz]\w*|critics?|problem|trouble|yet|flaw\w*|wrong|"
    r"doubt\w*|fail(?:s|ed)?|not|no|never|nobody|nothing|none|hardly|mistake\w*|against|refut\w*)\b",
    re.IGNORECASE,
)


def with_outcome(index: Index, question: Question, picked: Sequence[Picked], words: int) -> list[Picked]:
    """An answer with the sentences right after one of its own that tell what comes of the case which that one tells.

    Args:
        index: Where it comes from.
        question: What is asked.
        picked: The answer so far, no list.
        words: Most words of it.
    """
    shown = list(picked)
    if not only_sentences(shown):
        return shown
    for rule in (_verdict, _reckoning, _from_then_on, _in_that_case, _cure, _objection, _reason):
        for at in reversed(range(len(shown))):
            whole = with_these_after(index, shown, at, rule(index, question, shown[at].sources[0]), words)
            if whole:
                return whole
    return shown


def _verdict(index: Index, question: Question, item: Candidate) -> list[Candidate]:
    """The verdict in a word on the scene that a sentence tells ("Wrong."), and what is right."""
    after = told_after(index, item, 2)
    return after if after and _VERDICT.fullmatch(after[0].text.strip()) else []


def _reckoning(index: Index, question: Question, item: Candidate) -> list[Candidate]:
    """What follows a sentence that has two or more figures of the question and not yet the one it asks for."""
    told = _figures(question.text) & _figures(item.text)
    if len(told) < OWN_FIGURES or _has_what_is_asked(question, item.text):
        return []
    after = told_after(index, item, MOST_OF_RECKONING)
    if question.wanted not in HARD:
        return after[:1] if after and (_FORBIDS.match(after[0].text) or orders(after[0].text)) else []
    run = next((at for at, one in enumerate(after) if not _figures(one.text)), len(after))
    return after[: max(1, run)]


def _has_what_is_asked(question: Question, text: str) -> bool:
    counted = _HOW_MANY.search(question.text)
    if counted and question.wanted == "count":
        return bool(set(terms(counted["noun"])) & set(terms(text)))
    return question.wanted in HARD and bool(values(question.wanted, text) - values(question.wanted, question.text))


def _from_then_on(index: Index, question: Question, item: Candidate) -> list[Candidate]:
    """What holds once the time that a sentence allows is past, to who asks of that."""
    if not _PAST_IT.search(question.text) or item.kind not in ("paragraph", "item"):
        return []
    after = told_after(index, item, 2) or (_after_the_list(index, item) if item.kind == "item" else [])
    if not after or not _FROM_THEN.match(after[0].text):
        return []
    return after if len(after) > 1 and points_back(after[1].text) else after[:1]


def _in_that_case(index: Index, question: Question, item: Candidate) -> list[Candidate]:
    """What is not so "in that case", after a sentence that tells the case and has no figure of the kind asked for."""
    if question.wanted not in HARD or values(question.wanted, item.text):
        return []
    after = told_after(index, item, 1)
    return after if after and _THAT_CASE.search(after[0].text) else []


def _cure(index: Index, question: Question, item: Candidate) -> list[Candidate]:
    """The sentence labelled as the cure of the trouble that the one before it tells."""
    after = told_after(index, item, 1) if _ASKS_CURE.search(question.text) else []
    return after if after and _CURE.match(after[0].text) else []


def _objection(index: Index, question: Question, item: Candidate) -> list[Candidate]:
    """What is said against the view that a sentence reports, to who asks what is wrong with it."""
    if not _ASKS_OBJECTION.search(question.text) or _OBJECTS.search(item.text):
        return []
    after = told_after(index, item, MOST_OBJECTIONS)
    run = next((at for at, one in enumerate(after) if not _OBJECTS.search(one.text)), len(after))
    return after[:run]


def _reason(index: Index, question: Question, item: Candidate) -> list[Candidate]:
    """The sentence that says the reason of the one before it, to who asks for the reason as well."""
    after = told_after(index, item, 1) if _ASKS_REASON_TOO.search(question.text) else []
    return after if after and _REASON.match(after[0].text) else []


def with_reason_after(index: Index, question: Question, listed: Sequence[Picked]) -> list[Picked]:
    """A list with the sentence right after it that gives its reason, to who asks "and what's the logic?".

    Args:
        index: Where it comes from.
        question: What is asked.
        listed: The answer so far.
    """
    shown = list(listed)
    if not shown or not shown[-1].listed or not _ASKS_REASON_TOO.search(question.text):
        return shown
    after = _after_the_list(index, shown[-1].sources[0])[:1]
    return [*shown, *(sentence_of(index, item) for item in after if _SO.search(item.text))]


def told_after(index: Index, item: Candidate, most: int) -> list[Candidate]:
    """The sentences after one in its paragraph or item, up to one that asks."""
    if item.kind not in ("paragraph", "item"):
        return []
    told: list[Candidate] = []
    for row in index.sentences(item.doc, item.n + 1, item.n + 1 + most):
        one = sentence_at(index, item, row, item.kind)
        if row.span.unit != item.unit or one.text.rstrip().endswith(("?", ":")):
            break
        told.append(one)
    return told


def _after_the_list(index: Index, item: Candidate) -> list[Candidate]:
    """The first two sentences of the paragraph right after the list that an item stands in."""
    units = index.units(item.doc, item.unit, item.unit + ITEMS_BEFORE)
    number = item.unit
    while number in units and units[number].kind == "item":
        number += 1
    unit = units.get(number)
    if unit is None or unit.kind != "paragraph" or unit.section != units[item.unit].section:
        return []
    rows = index.sentences(item.doc, item.n + 1, item.n + 4 * ITEMS_BEFORE)
    return [sentence_at(index, item, row, "paragraph") for row in rows if row.span.unit == number][:2]


def _figures(text: str) -> set[str]:
    """The figures of a text, number words above one among them."""
    found = (match.group().lower().replace(",", "") for match in _FIGURE.finditer(text))
    return {_IN_WORDS.get(one, one) for one in found if one[0].isdigit() or one in _IN_WORDS}
