"""What a guide orders or forbids in the case that is asked about: a labelled instruction whole, a deed that is proposed.

"What do I do if the boiler leaks?" is answered by the paragraph "Leak: do not touch the valve. Leave the room. …"; "the lamp is
red, should I reset it?" by "Do not reset it while …" as well as by what to do.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.everyday_verbs import said_in_one_word
from studyground.assistant.half_said import orders
from studyground.assistant.picked import Picked, readable_words, sentence_at, sentence_of, sources_of
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.remedy_rows import asks_what_to_do
from studyground.assistant.restating import alike
from studyground.ingest.index import Index
from studyground.ingest.terms import terms, tokens

BESIDE = 2  # sentences
NEAR = 3.0  # log-odds
LIKE = 5  # first letters: "crypto" and "cryptosporidiosis"
MOST_SENTENCES = 8
_LABEL = re.compile(r"(?P<label>[A-Z][\w'’ -]{2,40}): +(?P<first>\S.*)", re.DOTALL)
_FORBIDS = re.compile(r"(?:Do not|Don['’]t|Never|Avoid)\b")
_PROPOSED = re.compile(
    r"(?:[,;?.–-] ?(?:(?:and )?(?:should|shall|do|can|may|must|could) (?:i|we|you) )?|"
    r"^(?:should|shall|can|may|could) (?:i|we|you) )(?:just |simply |now |then )?(?P<deed>[a-z]+(?: [\w'’-]+){0,4})\W*$",
    re.IGNORECASE,
)
_OTHER_CASE = re.compile(
    r"(?:[?.,;] ?(?:and |or |but )?|\b(?:and|or|but) )(?:what )?(?:if|about)(?: it['’]?s| it (?:was|is|were)| there (?:is|was))?"
    r"(?: for)?(?: an?| the)? (?P<case>[\w'’-]{4,}(?: [\w'’-]+)?)\W*$",
    re.IGNORECASE,
)


def labelled_orders(
    index: Index,
    question: Question,
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    words: int,
) -> list[Picked]:
    """The paragraph of orders whose label names the trouble that a question asks what to do about; [] where there is none.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
        words: Most words of the answer.
    """
    if not asks_what_to_do(question.text):
        return []
    asked = set(terms(question.text)).union(*(one for _, one in said_in_one_word(question.text)))
    for at in np.argsort(-scores, kind="stable"):
        item = found[int(at)]
        match = _LABEL.match(item.text) if item.kind == "paragraph" else None
        label = set(terms(match["label"])) if match else set()
        if match is None or not label or not label <= asked or scores[at] < scores.max() - NEAR:
            continue
        shown, used, given = [item], len(item.text.split()), int(orders(_capital(match["first"])))
        for row in index.sentences(item.doc, item.n + 1, item.n + MOST_SENTENCES):
            if row.span.unit != item.unit:
                break
            after = sentence_at(index, item, row, "paragraph")
            used += len(after.text.split())
            if used > words:
                break
            shown.append(after)
            given += int(orders(after.text))
        if given:
            return [sentence_of(index, one) for one in shown]
    return []


def with_deed_forbidden(
    index: Index, question: Question, picked: Sequence[Picked], found: Sequence[Candidate], words: int
) -> list[Picked]:
    """An answer with the sentence close by that forbids the very deed a question proposes.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        picked: The answer so far.
        found: Candidates.
        words: Most words of it.
    """
    shown = list(picked)
    match = _PROPOSED.search(question.text.strip())
    first, _, rest = match["deed"].lower().partition(" ") if match else ("", "", "")
    deed = set(terms(f"{first} {rest}")) - FRAME_WORDS
    if first not in VERBS or not rest or not deed or not shown or any(one.listed or one.code for one in shown):
        return shown
    if any(_FORBIDS.match(one.text) for one in shown):
        return shown
    for item in found:
        if _FORBIDS.match(item.text) and deed <= set(terms(item.text)) and _close(item, shown):
            return _added(index, shown, item, words)
    return shown


def with_case_added(
    index: Index,
    question: Question,
    picked: Sequence[Picked],
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    words: int,
) -> list[Picked]:
    """An answer with what the guide says close by of the case that a question adds at its end: "…, and if it was mumps?".

    Args:
        index: Where the candidates come from.
        question: What is asked.
        picked: The answer so far.
        found: Candidates.
        scores: Their log-odds of answering.
        words: Most words of it.
    """
    shown = list(picked)
    match = _OTHER_CASE.search(question.text.strip())
    names = [word for word in tokens(match["case"]) if len(word) >= LIKE and word not in FRAME_WORDS] if match else []
    if not names or not shown or any(one.listed or one.code for one in shown):
        return shown
    if any(_names(one.text, names) for one in shown):
        return shown
    fit = [
        at
        for at, item in enumerate(found)
        if _names(item.text, names) and scores[at] >= scores.max() - NEAR and _close(item, shown)
    ]
    if not fit:
        return shown
    asked = set(terms(question.text)) - FRAME_WORDS
    kept = [one for at, one in enumerate(shown) if at == 0 or len(asked & set(terms(one.text))) > 1]
    return _added(index, kept, found[max(fit, key=lambda at: float(scores[at]))], words)


def _names(text: str, names: Sequence[str]) -> bool:
    return any(word.startswith(name) for name in names for word in tokens(text))


def _close(item: Candidate, shown: Sequence[Picked]) -> bool:
    """Whether a sentence stands close to one that is shown, in the same paragraph, and is not shown itself."""
    places = [(one.sources[0].doc, one.sources[0].unit, one.sources[0].n) for one in shown]
    near = any((item.doc, item.unit) == place[:2] and 0 < abs(item.n - place[2]) <= BESIDE for place in places)
    return near and (item.doc, item.unit, item.n) not in places


def _added(index: Index, shown: Sequence[Picked], item: Candidate, words: int) -> list[Picked]:
    text = readable_words(index, item)
    if sum(len(one.text.split()) for one in shown) + len(text.split()) > words:
        return list(shown)
    if any(alike(text, one.text) for one in shown):
        return list(shown)
    return [*shown, Picked(text, sources_of(index, item))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
