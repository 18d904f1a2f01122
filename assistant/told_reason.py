"""The reason that the paragraph of a chosen sentence gives later on, to who asks for one: "He used chalk in order to …".

A sentence that only tells the deed ("He drew the plan with chalk and measured it.") answers no "why".
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import presentable
from studyground.assistant.picked import Picked, only_sentences, sentence_at, with_these_after
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.restating import rhetorical
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

LOOKED_THROUGH = 5  # sentences
_PURPOSE = re.compile(
    r"\b(?:in order to|so as to|because|so that|the reason|to (?:avoid|prevent|keep|ensure|make sure|escape|spare))\b",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"\b(?:because|since|as a result|due to|owing to|thanks to|so that|in order to|so as to|therefore|thus|hence|otherwise|lest|"
    r"reasons?|cause[sd]?|leads? to|led to|makes?|prevents?|avoids?|lets?|allows?|means?|to (?:avoid|prevent|keep|ensure))\b|"
    r"[,;:] (?:so|for|as)\b",
    re.IGNORECASE,
)
_HE = re.compile(r"(?:He|She|They|It)\b")


def with_reason_told(index: Index, question: Question, picked: Sequence[Picked], words: int) -> list[Picked]:
    """An answer without a reason, with the sentence further on in its paragraph that gives one for the same thing.

    Args:
        index: Where it comes from.
        question: What is asked.
        picked: The answer so far.
        words: Most words of it.
    """
    shown = list(picked)
    if question.wanted != "reason" or len(shown) != 1 or not only_sentences(shown):
        return shown
    lead = shown[-1].sources[0]
    if lead.kind != "paragraph" or _GIVES.search(lead.text):
        return shown
    about = set(terms(lead.text)) - FRAME_WORDS
    for row in index.sentences(lead.doc, lead.n + 1, lead.n + 1 + LOOKED_THROUGH):
        item = sentence_at(index, lead, row, lead.kind)
        if row.span.unit != lead.unit:
            break
        shared = about & set(terms(item.text))
        if not _PURPOSE.search(item.text) or not shared or rhetorical(item.text):
            continue
        if not presentable(lead.kind, item.text) or not (_HE.match(item.text) or len(shared) > 1):
            continue
        whole = with_these_after(index, shown, 0, [item], words)
        if whole:
            return whole
    return shown
