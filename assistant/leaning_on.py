"""What the first sentence of an answer leans on further in: "Nobody may sell below it" comes after the sentence that says what.

Sentences that begin with "It" or "This" bring theirs along when they are chosen; these begin like any other.
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.half_said import orders
from studyground.assistant.picked import Picked, chain_of, only_sentences, sentence_before, sources_of
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.restating import alike, rhetorical
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

_MAY = r"(?:do|does|did|can|could|may|might|must|should|shall|will|would|have|has|had|ought to|need)"
_WHO = (
    r"(?:nobody|no one|none|everyone|everybody|anyone|anybody|someone|somebody|people|you|we|they|one|he|she|i|"
    r"who(?:ever)?|those who)"
)
_TO = r"(?:(?:to|in|on|at|of|for|with|by|below|above|under|over|after|before|from|into|through|around|past|beyond|up|off|out) )?"
_IT = r"(?:it|them|these|those)\b(?! (?:is|are|was|were)\b)"
_LEANS = re.compile(
    rf"{_WHO} (?:{_MAY} )?(?:not |never |always |also |only |even )?(?:[a-z]+ ){_TO}{_IT}|"  # "Nobody may sell below it"
    rf"(?:If|When|Once|Where|Unless|Until|Should) {_WHO} (?:{_MAY}(?:n['’]t)? )?(?:not |never |ever )?(?:[a-z]+ ){_TO}{_IT}|"
    rf"{_WHO} (?:also {_MAY}|{_MAY} also)\b|"  # "You also may not"
    r"[A-Z][a-z]+ (?:in|of|with|for|from|between|to) (?:both|these|those) (?:is|are|was|were|has|have|can|may|must)\b",
    re.IGNORECASE,
)
_ORDERS_IT = re.compile(rf"(?:(?:Do not|Don['’]t|Never|Always) )?(?P<verb>[A-Za-z]+) {_TO}{_IT}")


def with_what_it_leans_on(index: Index, question: Question, picked: Sequence[Picked], words: int) -> list[Picked]:
    """An answer whose first sentence leans on the one before it in its paragraph, led by that one.

    Args:
        index: Where it comes from.
        question: What is asked.
        picked: The answer so far, no list.
        words: Most words of it.
    """
    shown = list(picked)
    if not only_sentences(shown) or shown[0].sources[0].kind != "paragraph":
        return shown
    item = shown[0].sources[0]
    leans = leans_further_in(item.text)
    if not leans and not _orders_it(item.text):
        return shown
    before = sentence_before(index, item)
    if before is None or before.unit != item.unit or not _states(before):
        return shown
    if not leans and (orders(before.text) or not _on_matter(question, before)):
        return shown
    known = [(one.sources[0].doc, one.sources[0].n) for one in shown]
    group = [(one, text) for one, text in chain_of(index, before, words) if (one.doc, one.n) not in known]
    if not group or any(alike(text, one.text) for _, text in group for one in shown):
        return shown
    if sum(len(text.split()) for text in (*(text for _, text in group), *(one.text for one in shown))) > words:
        return shown
    return [*(Picked(text, sources_of(index, one)) for one, text in group), *shown]


def leans_further_in(text: str) -> bool:
    """Whether a sentence that begins like any other says "it" of what the one before names, before it names anything itself.

    Args:
        text: A sentence.
    """
    return bool(_LEANS.match(text))


def _orders_it(text: str) -> bool:
    """Whether a sentence orders to do something with "it" first of all."""
    ordered = _ORDERS_IT.match(text)
    return ordered is not None and ordered["verb"].lower() in VERBS


def _on_matter(question: Question, item: Candidate) -> bool:
    return bool((set(terms(question.text)) & set(terms(item.text))) - FRAME_WORDS)


def _states(item: Candidate) -> bool:
    return presentable("paragraph", item.text) and not rhetorical(item.text)
