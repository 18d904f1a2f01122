"""What comes nearest to a question and is not to the point of it: it stands behind what is.

"Is the tally stick still used?" asks how things stand now, "how do I deal with shrinkage?" not what shrinkage is, and "when do I
use a tally?" is not answered by the mistake that a list of mistakes names ("Mixing up tally and tariff").
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.another_case import with_own_case_first
from studyground.assistant.asked_outright import deed_first
from studyground.assistant.candidates import Candidate
from studyground.assistant.case_put import with_case_put
from studyground.assistant.cures import cures_first
from studyground.assistant.defaults import told_by_default
from studyground.assistant.definitions import thing_described
from studyground.assistant.kinds import NO_LIMIT
from studyground.assistant.listing import asks_for_steps
from studyground.assistant.members_named import members_first
from studyground.assistant.one_guide import of_one_guide
from studyground.assistant.opposite_case import behind_its_opposite
from studyground.assistant.own_figure import WHOLE_ROW
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.remedy_rows import asks_what_to_do
from studyground.assistant.same_figure import figures_first
from studyground.assistant.still_so import tells_if_still_so
from studyground.assistant.told_cases import behind_what_holds
from studyground.assistant.verb_denied import with_verb_denied
from studyground.ingest.terms import terms

TELLS_NO_LIMIT = 3.0  # log-odds
_WHETHER = re.compile(
    r"(?:so |and )?(?:is|are|was|were|do|does|did|can|could|may|must|should|will|has|have)\b", re.IGNORECASE
)
FEWEST_ALIKE = 4  # terms
ALIKE = 0.8  # share of the terms of both
JUST_BEFORE = 0.1
ONLY_SAYS_WHAT = 2.0
ONLY_A_MISTAKE = 2.0
_MISTAKES = re.compile(
    r"\b(?:mistakes?|pitfalls?|misconceptions?|myths?|anti-?patterns?|traps?|blunders?|errors|don['’]?ts|what not to do)\b",
    re.IGNORECASE,
)
_NAMES_A_DEED = re.compile(r"(?:Not )?[A-Z][a-z]{2,}ing\b")
_ASKS_OF_MISTAKES = re.compile(
    r"\b(?:mistak\w*|pitfalls?|wrong\w*|avoid\w*|errors?|traps?|problems?|bad(?:ly)?|fails?|failures?|not|never|careful|"
    r"misconceptions?|myths?|trouble|risks?|why)\b|n['’]t\b",
    re.IGNORECASE,
)
_WHAT_OR_HOW = re.compile(r"\W*(?:\w+ ){0,2}?(?:when|what|which|how|where|who)\b", re.IGNORECASE)


def to_the_point(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in which what is to the point of a question by its wording stands before what is only about its matter.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    moved = np.array(told_by_default(question, found, members_first(question, found, scores)), np.float64)
    text = question.text.strip()
    asked = set(terms(text)) - FRAME_WORDS
    how = question.type == "how_why" and not question.wanted and asks_for_steps(text) == "how"
    how = how or asks_what_to_do(text)
    of_mistakes = bool(_ASKS_OF_MISTAKES.search(text)) or not _WHAT_OR_HOW.match(text)
    for at, item in enumerate(found):
        if question.wanted == "count" and NO_LIMIT.search(item.text):
            moved[at] += TELLS_NO_LIMIT  # "a year" and "two weeks" are figures too, and count nothing of it
        if how and only_says_what(item.text, asked):
            moved[at] -= ONLY_SAYS_WHAT
        if not of_mistakes and only_a_mistake(item):
            moved[at] -= ONLY_A_MISTAKE
    remedies = [at for at, item in enumerate(found) if item.extreme == WHOLE_ROW] if asks_what_to_do(text) else []
    stands = tells_if_still_so(text, asked, found)
    if stands:
        best = max(stands, key=lambda at: float(moved[at]))
        moved[best] = max(float(moved[best]), float(moved.max()) + JUST_BEFORE)
    moved = behind_what_holds(question, found, behind_its_opposite(question, found, moved))
    for at in remedies:  # what the trouble is may stand nearer to the question than what to do about it
        moved[at] = max(float(moved[at]), float(moved.max()) + JUST_BEFORE)
    moved = figures_first(question, found, of_one_guide(question, found, moved))
    moved = with_case_put(question, found, deed_first(question, found, cures_first(question, found, moved)))
    moved = with_verb_denied(question, found, with_own_case_first(question, found, moved))
    whether = bool(_WHETHER.match(text))
    outright = [at for at, item in enumerate(found) if whether and says_just_that(item.text, asked)]
    for at in outright[:1]:
        moved[at] = max(float(moved[at]), float(moved.max()) + JUST_BEFORE)
    return moved


def says_just_that(text: str, asked: set[str]) -> bool:
    """Whether a sentence is what a question asks about, word for word: "Is it right that …?".

    Args:
        text: A sentence.
        asked: Terms of the question.
    """
    said = set(terms(text)) - FRAME_WORDS
    return len(said) >= FEWEST_ALIKE and len(said & asked) >= ALIKE * len(said | asked)


def only_says_what(text: str, asked: set[str]) -> bool:
    """Whether a sentence says what a thing is, and the thing is called by words of the question alone.

    Args:
        text: A sentence.
        asked: Terms of the question.
    """
    thing = set(terms(thing_described(text)))
    return bool(thing) and thing <= asked


def only_a_mistake(item: Candidate) -> bool:
    """Whether an item of a list of mistakes names one ("Mixing up the two"), so that nobody takes it for what is so.

    Args:
        item: A candidate.
    """
    heading = " ".join((*item.path[-1:], item.lead))
    return item.kind == "item" and bool(_MISTAKES.search(heading)) and bool(_NAMES_A_DEED.match(item.text))
