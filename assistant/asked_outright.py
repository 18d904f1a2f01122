"""What answers a question by its wording alone: the deed that is proposed, the number that there are, no label's word.

"Should I add lime?" is answered where adding lime is spoken of; "how many trace elements are there?" by "…, and there are eight";
"how long after the exam …?" not by "Exam tip: the timer stops at 15 minutes", which shares but the word of its label.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.ingest.terms import terms

NEAR = 2.0  # log-odds
JUST_BEFORE = 0.1
_PROPOSED = re.compile(
    r"\b(?:should|shall|can|could|may|must|ought|do) (?:i|we|you|one)(?: (?:just|simply|also|then|now|have to|need to|to))? "
    r"(?P<deed>[a-z]+(?: [\w'’-]+){1,4})\W*$",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|hundred)"
)
_HOW_MANY = re.compile(
    r"how many (?:different |main |basic )?(?P<thing>[\w' -]{3,40}?) (?:are|were) there\b(?P<rest>.*)", re.IGNORECASE
)
_THERE_ARE = re.compile(rf"\bthere (?:are|were) (?:only |just |exactly |about |precisely )?{_NUMBER}\b", re.IGNORECASE)
_AND_WHICH = re.compile(r"^[\s,]*(?:and )?(?:which|what)(?: (?:are they|ones|they are))?\W*$|^\W*$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<label>(?:[\w'’-]+ ){0,2}(?:tips?|notes?|traps?|hints?|warnings?|caution|reminders?|remember|takeaways?|facts?|points?|"
    r"examples?|questions?|answers?))(?::| [–—-]) +(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def deed_first(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in which what speaks of the deed that a question proposes stands before what is nearly as good and does not.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    proposed = _PROPOSED.search(question.text)
    if proposed is None or not len(scores):
        return scores
    deed = set(terms(proposed["deed"])) - FRAME_WORDS
    best = int(np.argmax(scores))
    if not deed or deed <= set(terms(found[best].text)):
        return scores
    telling = [
        at for at, item in enumerate(found) if scores[at] >= scores[best] - NEAR and deed <= set(terms(item.text))
    ]
    moved = np.array(scores, np.float64)
    for at in sorted(telling, key=lambda at: -scores[at])[:1]:
        moved[at] = float(scores[best]) + JUST_BEFORE
    return moved


def says_how_many(question: Question, found: Sequence[Candidate], order: Sequence[int]) -> bool:
    """Whether the best sentence says of the thing that a question counts how many there are.

    Args:
        question: What is asked.
        found: Candidates.
        order: Their numbers, best first.
    """
    asked = _HOW_MANY.search(question.text)
    if asked is None or not order:
        return False
    best = found[order[0]]
    there = _THERE_ARE.search(best.text)
    if there is None or not _AND_WHICH.match(asked["rest"]):
        return False
    thing = set(terms(asked["thing"])) - FRAME_WORDS
    return bool(thing) and thing <= set(terms(best.text[: there.start()]))


def shares_a_label_alone(question: Question, best: Candidate) -> bool:
    """Whether a sentence shares nothing with a question but words of its label.

    Args:
        question: What is asked.
        best: The candidate that is to answer.
    """
    label = _LABEL.match(best.text)
    if label is None:
        return False
    asked = set(terms(question.text)) - FRAME_WORDS
    return bool(asked & set(terms(label["label"]))) and not asked & set(terms(label["rest"]))


def only_in_a_name(question: Question, best: Candidate) -> bool:
    """Whether what is to be defined stands in a sentence only as part of somebody's or something's name: "Cuckoo Clock Lane".

    Args:
        question: What is asked.
        best: The candidate that is to answer.
    """
    subject = question.subject.split()
    if question.type != "definition" or len(subject) != 1 or not subject[0].islower():
        return False
    wanted, words = terms(subject[0])[:1], best.text.split()
    at = [n for n, word in enumerate(words) if wanted and terms(word)[:1] == wanted]
    return bool(at) and all(words[n][:1].isupper() and n and words[n - 1][:1].isupper() for n in at)
