"""The sentence right after a chosen one that decides what was asked: the exception, the pick, what to do now, what is not needed.

"He learned to recite a hundred names. Given faces instead, he did no better than others." answers "did he remember everything
better?" only with its second sentence.
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.dangling import points_back
from studyground.assistant.half_said import orders
from studyground.assistant.outcome import told_after
from studyground.assistant.picked import Picked, only_sentences, with_these_after
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

MOST_ORDERS = 2
SHORT = 20  # words of a sentence that only picks, orders or forbids
_WHETHER = re.compile(
    r"(?:^|[,;:.?!–—-] ?|\b(?:and|but|or|so) )(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|may|must|should)"
    r"(?:n['’]t)? (?:\w+)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\b(?:every(?:thing|one|body|where)?|all|always|any(?:thing|one|body|where)?|both|ever|in general|general(?:ly)?|whole|"
    r"wholly|entire(?:ly)?|complete(?:ly)?|at all times|other|others|else|as well|too|permanent(?:ly)?|forever)\b",
    re.IGNORECASE,
)
_EXCEPTS = re.compile(
    r"\b(?:instead|but|however|except(?:ion|ions)?|apart from|unless|yet|not|no|never|none|nothing|nobody|neither|nor|hardly|"
    r"scarcely|only|alone|whereas|while|though|although|failed|fails?|n['’]t)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:his|her|its|their|he|she|it|they|him|them)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_PICKS = re.compile(
    r"\b(?:the|whichever(?: is)?) (?:larger|greater|higher|bigger|smaller|lower|lesser|longer|shorter|earlier|later|stricter|"
    r"worse|better|more severe)(?: of (?:the two|these|both))?(?: one)?(?=[,.;: ]|$)",
    re.IGNORECASE,
)
_WHAT_NOW = re.compile(
    r"\bwhat (?:should|shall|do|can|must|could|would) (?:i|we|you|they|one|he|she) do\b|\bwhat (?:now|then|next)\b|"
    r"\bwhat to do\b|\bnow what\b",
    re.IGNORECASE,
)
_WOULD_HELP = re.compile(
    r"\b(?:help|helps|fix|fixes|solve|solves|cure|cures|work|works|enough|do the trick|make it better)\W*$",
    re.IGNORECASE,
)
_NO_HELP = re.compile(
    r"\b(?:not|never|nor|hardly|(?:do|does|wo|ca)n['’]t) (?:\w+ )?(?:help|helps|fix|solve|cure|work|enough|change|matter)\b|"
    r"\b(?:no|little) (?:use|help|good|difference)\b|\bin vain\b|\buseless\b|\bmakes? (?:it|them|things) worse\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?!.*\b(?:the|an?|it|this|that|these|those|your|them|following)\b.*:)[A-Z][\w'’-]*(?: [\w'’-]+){0,3}: "
)
_ORDERS_TOO = re.compile(r"(?:Do not|Don['’]t) ")
_TWO_ORDERS = re.compile(
    r"(?P<first>[a-z]+) and (?P<then>[a-z]+) (?:the|an?|it|them|your|our|their|for|to|at|on|out|up|what|why|how|any|every|each)\b"
)
_ASKS_NEED = re.compile(
    r"\b(?:do|does|must|should|shall|may|can|could) (?:i|we|you|they|he|she)\b|"
    r"\bha(?:ve|s) to\b|\bneed(?:s|ed)?\b|\brequired?\b|\bnecessary\b|\ballowed\b",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"(?:Do not|Don['’]t|Never|Without|No [\w-]+ (?:is|are)|[A-Z]\w+ (?:for |about |to )?(?:no|nothing|none|nobody)\b)"
)


def with_what_decides(index: Index, question: Question, picked: Sequence[Picked], words: int) -> list[Picked]:
    """An answer with the sentence right after one of its own that decides what was asked.

    Args:
        index: Where it comes from.
        question: What is asked.
        picked: The answer so far, no list.
        words: Most words of it.
    """
    shown = list(picked)
    if not only_sentences(shown):
        return shown
    told = " ".join(one.text for one in shown)
    for rule in (_exception, _pick, _orders_now, _what_helps, _not_needed):
        for at in range(len(shown)):
            item = shown[at].sources[0]
            added = rule(question, item, told, told_after(index, item, MOST_ORDERS))
            whole = with_these_after(index, shown, at, added, words)
            if whole:
                return whole
    return shown


def _exception(question: Question, item: Candidate, told: str, after: Sequence[Candidate]) -> list[Candidate]:
    """The case set apart from what a sentence tells, to who asks whether it holds of everything."""
    asks = _WHETHER.search(question.text)
    if asks is None or not _OF_ALL.search(question.text[asks.start() :]) or _EXCEPTS.search(told) or not after:
        return []
    said = after[0].text
    goes_on = points_back(said) or _OWN.search(said)
    return [after[0]] if _EXCEPTS.search(said) and goes_on else []


def _pick(question: Question, item: Candidate, told: str, after: Sequence[Candidate]) -> list[Candidate]:
    """Which of two results counts, after a sentence that reckons with figures of the question."""
    if not after or len(_figures(question.text) & _figures(item.text)) < MOST_ORDERS or not _short(after[0]):
        return []
    return [after[0]] if _PICKS.search(after[0].text) and not _PICKS.search(told) else []


def _orders_now(question: Question, item: Candidate, told: str, after: Sequence[Candidate]) -> list[Candidate]:
    """The orders after a sentence that only tells the trouble, to who asks "what now?"."""
    if not _WHAT_NOW.search(question.text) or _orders(told):
        return []
    run = next((at for at, one in enumerate(after) if not _orders(one.text)), len(after))
    return list(after[:run])


def _what_helps(question: Question, item: Candidate, told: str, after: Sequence[Candidate]) -> list[Candidate]:
    """The order after a sentence that says that what was thought of does not help."""
    if not after or not _WOULD_HELP.search(question.text.strip()) or not _NO_HELP.search(item.text) or _orders(told):
        return []
    return [after[0]] if _orders(after[0].text) else []


def _not_needed(question: Question, item: Candidate, told: str, after: Sequence[Candidate]) -> list[Candidate]:
    """The order right after another on the same case that says what is not to be done, to who asks whether it is needed."""
    if not after or not _ASKS_NEED.search(question.text) or not _short(after[0]):
        return []
    if _NOT_NEEDED.search(told):
        return []
    return [after[0]] if _NOT_NEEDED.match(after[0].text) and _shares(after[0].text, item.text) else []


def _orders(text: str) -> bool:
    """Whether one of the sentences of a text, or its part after a label, opens with an order."""
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text  # "Sample ratio mismatch: …" orders nothing
    parts = re.split(r"(?<=[.!?:;]) +(?=[A-Z])", text)
    return any(orders(part) or _ORDERS_TOO.match(part) is not None or _two_orders(part) for part in parts)


def _two_orders(text: str) -> bool:
    """Whether a sentence opens with two verbs that tell to do something: "Stop and look for the leak"."""
    both = _TWO_ORDERS.match(text.lower())
    return both is not None and both["first"] in VERBS and both["then"] in VERBS


def _shares(text: str, other: str) -> bool:
    return bool((set(terms(text)) & set(terms(other))) - FRAME_WORDS)


def _short(item: Candidate) -> bool:
    return len(item.text.split()) <= SHORT


def _figures(text: str) -> set[str]:
    return {figure.replace(",", "") for figure in _FIGURE.findall(text)}
