"""What a chosen sentence leaves to its neighbour in the same paragraph: the reason of an advice, what "this revolt" was.

"We recommend the second kiln." answers "why is the second kiln better?" only with the sentence after it.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.dangling import leans_inside, points_back
from studyground.assistant.picked import Picked, readable_words, sentence_at, sources_of
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.restating import alike, news, rhetorical
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

SURE = 5.0  # log-odds
JUST_BEFORE = 0.1
FEW = 2  # sentences
REASON_WORDS = 90  # of an answer with its reason, though the question asks other things too
SAYS_LITTLE = 3  # words beside those asked
SHORT_CLAUSE = 6  # words of a reason that its next sentence may make plain
_THIS_THING = re.compile(r"(?<!^)\b(?:this|these|those) (?P<thing>[\w'’-]+ [\w'’-]+)", re.IGNORECASE)
_GIVES_REASON = re.compile(
    r"\b(?:because|since|as a result|due to|owing to|thanks to|so that|in order to|therefore|thus|hence|otherwise|lest|"
    r"(?:the|one|a|another) reasons?|causes?|caused|leads? to|led to|makes?|prevents?|avoids?|lets?|allows?|means?)\b|"
    r"[,;] (?:so|for|as)\b",
    re.IGNORECASE,
)
_ADVISES = re.compile(
    r"\b(?:recommend(?:s|ed|able)?|advise[sd]?|advisable|prefer(?:s|red|able)?|should|must|ought|suggest(?:s|ed)?|best|better|"
    r"worse|never|always|avoid|default)\b|^(?:use|take|choose|pick|keep|put|do not|don['’]t)\b",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"(?:Never|Do not|Don['’]t) \w+")
_BECAUSE = re.compile(r"\b(?:because|since) (?!of\b)(?P<clause>[^,;:]+)[.!]?$", re.IGNORECASE)


def completed(index: Index, question: Question, picked: Sequence[Picked], words: int) -> list[Picked]:
    """An answer with the neighbours that its sentences cannot do without.

    Args:
        index: Where it comes from.
        question: What is asked.
        picked: The answer so far, no list.
        words: Most words of it.
    """
    shown = list(picked)
    if not shown or any(one.listed or one.code for one in shown):
        return shown
    asked = set(terms(question.text))
    if (len(shown) == 1 and calls_this(shown[0].text, asked)) or leans_inside(shown[0].text):
        shown = _with_neighbour(index, shown, -1, words)
    unreasoned = not any(_GIVES_REASON.search(one.text) for one in shown[:-1])
    if question.wanted == "reason" and len(shown) <= FEW and unreasoned:
        if leaves_reason(shown[-1].text, asked):
            shown = _with_neighbour(index, shown, 1, words)
        elif not _GIVES_REASON.search(shown[-1].text):
            more = _with_neighbour(index, shown, 1, max(words, REASON_WORDS))
            shown = more if _GIVES_REASON.search(more[-1].text) else shown
    return shown


def with_span_beside(
    question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], margins: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores in which the neighbour that the reader takes for the answer stands before the best, where it finds none in that.

    "The treaty was signed in May. Spain obtained the island." answers "what did Spain get from the treaty?" with the second.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
        margins: How far the reader's best span in each is above "no span".
    """
    if question.type != "factoid" or question.wanted not in ("", "name") or not len(scores):
        return scores
    best = int(np.argmax(scores))
    lead = found[best]
    beside = [
        at
        for at, item in enumerate(found)
        if (item.doc, item.unit, item.n) == (lead.doc, lead.unit, lead.n + 1)
        and min(margins[at], margins[at] - margins[best]) >= SURE
    ]
    raised = np.array(scores, np.float64)
    raised[beside] = scores[best] + JUST_BEFORE
    return raised


def calls_this(text: str, asked: set[str]) -> bool:
    """Whether a sentence calls what is asked about "this …" and leaves to the one before what it was: "He put down this revolt".

    Args:
        text: A sentence.
        asked: Terms of the question.
    """
    for match in _THIS_THING.finditer(text.partition(",")[0]):
        named = terms(match["thing"])
        if len(named) > 1 and all(term in asked for term in named):
            return True
    return False


def gives_reason(text: str) -> bool:
    """Whether a sentence has a word that gives a reason."""
    return bool(_GIVES_REASON.search(text))


def leaves_reason(text: str, asked: set[str]) -> bool:
    """Whether a sentence only advises what is asked about, or gives a reason in so few words that the next makes it plain."""
    because = _BECAUSE.search(text)
    if because is not None:
        return len(because["clause"].split()) <= SHORT_CLAUSE
    forbids = _FORBIDS.match(text)
    if _GIVES_REASON.search(text[forbids.end() :] if forbids else text):
        return False
    most = SAYS_LITTLE * (2 if forbids else 1)  # "never" and the verb are among them
    return bool(_ADVISES.search(text)) and len(news(text, asked)) <= most


def _with_neighbour(index: Index, shown: list[Picked], step: int, words: int) -> list[Picked]:
    """An answer with the sentence before its first or after its last in the same paragraph, where that fits and can be read."""
    end = shown[0] if step < 0 else shown[-1]
    lead = end.sources[0]
    if lead.kind not in ("paragraph", "item") or lead.n + step < 0:
        return shown
    row = next(iter(index.sentences(lead.doc, lead.n + step, lead.n + step + 1)), None)
    if row is None or row.span.unit != lead.unit:
        return shown
    beside = sentence_at(index, lead, row, lead.kind)
    if not _can_be_read(beside, lead, step) or alike(beside.text, lead.text):
        return shown
    text = readable_words(index, beside)
    if sum(len(one.split()) for one in (text, *(one.text for one in shown))) > words:
        return shown
    one = Picked(text, sources_of(index, beside))
    return [one, *shown] if step < 0 else [*shown, one]


def _can_be_read(beside: Candidate, lead: Candidate, step: int) -> bool:
    """Whether a neighbour may be shown: it states something, and where it comes first needs none before it."""
    if not presentable("paragraph", beside.text) or rhetorical(beside.text):
        return False
    return not points_back(beside.text) if step < 0 else _same_matter(beside.text, lead.text)


def _same_matter(text: str, lead: str) -> bool:
    """Whether a sentence goes on about what the one before it says: it points back at it, or shares a word with it."""
    return (
        points_back(text)
        or bool(re.search(r"\b(?:it|its|they|their|them)\b", text))
        or bool((set(terms(text)) & set(terms(lead))) - FRAME_WORDS)
    )
