"""What the measures of a question's candidates come to: how well each answers, and whether the guide does."""

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.definitions import PLAINLY, SAYS_SO
from studyground.assistant.features import FEATURES, Features
from studyground.assistant.kinds import HARD
from studyground.assistant.plainly_another import ELSEWHERE_PENALTY
from studyground.assistant.question import Question
from studyground.assistant.scorer import Scorer

LACKS_PENALTY = 3.0
TABLED_BONUS = 6.0  # the row with the most or least of the column asked for; half of it for the cell named
NOTHING_HOLDS = 0.5
DEFINES_BONUS = 1.5
PLAINLY_BONUS = 1.0  # "X is …": it says so in so many words
LABELLED_BONUS = 0.6
ANNOUNCES_PENALTY = 2.5  # "In this section we will see …"
DEFINED = 0.6


def judge(scorer: Scorer, question: Question, features: Features) -> tuple[NDArray[np.float64], float]:
    """Log-odds of each candidate and the confidence that the best answers.

    A sentence that lacks the kind of figure asked for, or names no product where one is asked for, cannot answer: it is put
    behind those that do. Where no sentence has the figure the confidence is halved. What defines the subject of a
    definition question is put before what merely speaks of it; where a sentence says in so many words what the subject is, the
    guide does answer.
    """
    scores = scorer.rank(features)
    if len(scores):
        scores = scores - ANNOUNCES_PENALTY * features[:, FEATURES.index("announces")]
        scores = scores - ELSEWHERE_PENALTY * features[:, FEATURES.index("elsewhere")]
        scores = scores + TABLED_BONUS * features[:, FEATURES.index("tabled")]
    if question.wanted in HARD and len(scores):
        scores = scores - LACKS_PENALTY * features[:, FEATURES.index("lacks_hard")]
    if question.wanted == "product" and len(scores):
        scores = scores - LACKS_PENALTY * features[:, FEATURES.index("lacks_product")]
    if question.type == "definition" and len(scores):
        defining = features[:, FEATURES.index("defines")]
        scores = scores + DEFINES_BONUS * defining * (defining > 0.5) + PLAINLY_BONUS * (defining == PLAINLY)
    confidence = scorer.confidence(question, features, scores)
    if len(scores):  # which of several options it is, not whether the guide answers
        scores = scores + LABELLED_BONUS * features[:, FEATURES.index("labelled")]
    if question.wanted in HARD and len(scores) and features[:, FEATURES.index("holds")].max() < 0.5:
        confidence *= NOTHING_HOLDS
    elif question.wanted in HARD and len(scores) and features[int(np.argmax(scores)), FEATURES.index("rest")] == 0.0:
        confidence *= NOTHING_HOLDS  # a figure of the subject, but of nothing that was asked about it
    if (question.wanted in HARD or question.type in ("how_why", "factoid", "list", "definition")) and len(scores):
        best = features[int(np.argmax(scores))]
        if best[FEATURES.index("stranger")] > 0:
            confidence *= NOTHING_HOLDS  # the guide does not know the place or product it is asked for
    if says_what_it_is(question, features):
        confidence = max(confidence, DEFINED)
    return scores, confidence


def says_what_it_is(question: Question, features: Features) -> bool:
    """Whether a sentence says in so many words what the subject of a definition question is, or rows were compared."""
    if len(features) and features[:, FEATURES.index("tabled")].max() > 0:
        return True
    defining = features[:, FEATURES.index("defines")]
    return question.type == "definition" and bool(len(defining)) and bool(defining.max() >= SAYS_SO)
