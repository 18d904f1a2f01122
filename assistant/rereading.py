"""The best candidates read once more, by the reader, and its opinion weighed in: which of them answers, whether any does.

Words and vectors say that a sentence is about what is asked; the reader says whether it answers. It is slow beside them, so
it reads a few passages, those of the best candidates.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.features import FEATURES, Features
from studyground.assistant.furniture import yet_to_write
from studyground.assistant.kinds import HARD
from studyground.assistant.question import Question
from studyground.assistant.reader import Reader
from studyground.assistant.scorer import TYPES, Rereading, Saying, log_odds

NOT_READ_MARGIN = -4.0
NOT_READ_ANSWERABLE = -2.0
RAREST = 0.9
NO_SPAN = 3.6  # taken off where the answer is more than a span; set by hand for the reader that ships
NOT_SAID = -2.6  # as if there were no reader: with it the threshold lies so much lower
MOST = 8.0  # log-odds beyond this are only more of the same
SURE = 1.0  # log-odds
SURELY_READ = 0.6
MOST_NAMED = 0.6
SOME_FIGURE = 0.4  # "1,870 replies" to one who asks how many people replied
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the reader made of the candidates.

    Args:
        margins: How far the best span inside each candidate is above "no span", shape (candidates,).
        answerable: Log-odds that the passage of each candidate answers the question, shape (candidates,); low where it was not
            read.
        said: Mean log-odds that the words of each candidate stand in a sentence that answers, shape (candidates,); None of a
            reader that does not say.
    """

    margins: Vector
    answerable: Vector
    said: Vector | None = None


def reread(reader: Reader, question: str, found: Sequence[Candidate], scores: Vector, most: int) -> Opinion:
    """Read the passages of the best candidates beside the question.

    Args:
        reader: The reader.
        question: As it stands alone, spelling mended.
        found: Candidates.
        scores: Their log-odds so far.
        most: How many passages are read.
    """
    chosen = list(dict.fromkeys(found[int(at)].hit.passage for at in np.argsort(-scores, kind="stable")))[:most]
    first = {item.hit.passage: item for item in reversed(found)}
    leads = {passage: f"{first[passage].path[-1]}. " if first[passage].path else "" for passage in chosen}
    for passage in chosen:  # the rows of a long table have the names of its columns in an earlier passage
        header = first[passage].header
        leads[passage] += f"{header}\n" if header and header not in first[passage].hit.text else ""
    texts = [leads[passage] + _telling_lines(first[passage].hit.text) for passage in chosen]
    readings = dict(zip(chosen, reader.read(question, texts), strict=True))
    margins, said = np.full(len(found), NOT_READ_MARGIN), np.full(len(found), NOT_READ_MARGIN)
    answerable = np.full(len(found), NOT_READ_ANSWERABLE)
    for at, item in enumerate(found):
        reading = readings.get(item.hit.passage)
        answerable[at] = NOT_READ_ANSWERABLE if reading is None else reading.answerable
        if reading is not None and item.hit.start <= item.start < item.hit.end:
            shift = len(leads[item.hit.passage]) - item.hit.start
            margins[at] = reading.margin(item.start + shift, item.end + shift)
            said[at] = reading.said_in(item.start + shift, item.end + shift)
    says = any(reading.said is not None for reading in readings.values())
    told = np.clip(said, -MOST, MOST) if says else None
    return Opinion(np.clip(margins, -MOST, MOST), np.clip(answerable, -MOST, MOST), told)


def _telling_lines(text: str) -> str:
    """A passage with spaces for its lines that are yet to write: they name what they do not tell."""
    return "\n".join(" " * len(line) if yet_to_write(line) else line for line in text.split("\n"))


def weighed(
    opinion: Opinion, weights: Rereading, question: Question, features: Features, scores: Vector, confidence: float
) -> tuple[Vector, float]:
    """Scores and confidence with the reader's opinion.

    The reader looks for one span: where a list is asked for, it does not say which sentences come first, and where the answer
    is more than a name or a figure, no span in the best sentence says nothing against it. It takes any date
    for the one asked for: where a figure, date or person is asked for and the question's rarest word stands nowhere near
    ("launched"), it can only make less sure. Nor does it heed that a sentence says itself that it is about another place: such a
    sentence counts as not read.

    Args:
        opinion: The reader's.
        weights: What it counts for.
        question: What is asked.
        features: Measured of the candidates.
        scores: Log-odds of each candidate so far.
        confidence: That the best answers, so far.
    """
    if not len(scores):
        return scores, confidence
    elsewhere = features[:, FEATURES.index("elsewhere")] > 0
    margins = np.where(elsewhere, np.minimum(opinion.margins, NOT_READ_MARGIN), opinion.margins)
    both = scores if question.type == "list" else scores + weights.margin * margins
    best = int(np.argmax(both))
    one_span = question.type == "factoid"
    answerable = float(opinion.answerable[best])
    of_reader = (answerable + float(margins[best])) / 2 if one_span else answerable - NO_SPAN
    if question.wanted in HARD and features[best, FEATURES.index("worst_missing")] > RAREST:
        of_reader = min(of_reader, NOT_SAID)
    odds = weights.slope * log_odds(confidence) + weights.reader * of_reader + weights.intercept
    read = float(1 / (1 + np.exp(-odds)))
    return both, max(read, SURELY_READ) if _surely_read(opinion, question, features[best], best) else read


def heard(
    opinion: Opinion,
    weights: Saying,
    rereading: Rereading,
    question: Question,
    features: Features,
    scores: Vector,
    confidence: float,
) -> tuple[Vector, float]:
    """Scores and confidence with the opinion of a reader; without `said` they are those of `weighed`.

    Where it says of each sentence whether it answers, two judges are heard on whether there is an answer: `weights`, fitted on
    learners' questions in words of their own, and `rereading`, which trusts the guide's own words.

    Args:
        opinion: The reader's.
        weights: What it counts for.
        rereading: What its spans count for.
        question: What is asked.
        features: Measured of the candidates.
        scores: Log-odds of each candidate so far.
        confidence: That the best answers, so far.
    """
    if not len(scores):
        return scores, confidence
    if opinion.said is None:
        return weighed(opinion, rereading, question, features, scores, confidence)
    both = weights.of_candidates @ heard_of_candidates(opinion, features, scores)
    own = float(weights.of_answer @ heard_of_answer(opinion, question, features, both, confidence))
    _, other = weighed(opinion, rereading, question, features, scores, confidence)
    odds = (1 - weights.trust) * own + 2 * weights.trust * log_odds(other)
    found, best = float(1 / (1 + np.exp(-odds))), int(np.argmax(both))
    return both, max(found, SURELY_READ) if _surely_read(opinion, question, features[best], best) else found


def heard_of_candidates(opinion: Opinion, features: Features, scores: Vector) -> Vector:
    """What counts for each candidate, shape (len(OF_CANDIDATE), candidates), in the order of `scorer.OF_CANDIDATE`.

    A sentence that says itself that it is about another place counts as not read.
    """
    assert opinion.said is not None
    elsewhere = features[:, FEATURES.index("elsewhere")] > 0
    margins, said = (
        np.where(elsewhere, np.minimum(one, NOT_READ_MARGIN), one) for one in (opinion.margins, opinion.said)
    )
    return np.concatenate([np.stack([scores, margins, said]), features.T]).astype(np.float64)


def heard_of_answer(
    opinion: Opinion, question: Question, features: Features, scores: Vector, confidence: float
) -> Vector:
    """What counts for there being an answer, shape (len(HEARD),), in the order of `scorer.HEARD`.

    Args:
        opinion: The reader's, with `said`.
        question: What is asked.
        features: Measured of the candidates.
        scores: Of the candidates, with the opinion.
        confidence: That the best answers, without the reader.
    """
    assert opinion.said is not None
    best = int(np.argmax(scores))
    span, answerable = question.type == "factoid", float(opinion.answerable[best])
    return np.array(
        [
            1.0,
            log_odds(confidence),
            answerable,
            float(opinion.margins[best]),
            float(opinion.said[best]),
            float(opinion.said.max()),
            answerable * span,
            float(opinion.margins[best]) * span,
            float(opinion.said[best]) * span,
            *(question.type == one for one in TYPES),
            question.wanted in HARD,
        ],
        np.float64,
    )


def _surely_read(opinion: Opinion, question: Question, best: NDArray[np.float32], at: int) -> bool:
    """Whether the reader finds a figure, date or person in the best sentence, where most that is asked about it is named."""
    told = {
        name: float(best[FEATURES.index(name)]) for name in ("holds", "rest", "worst_missing", "stranger", "elsewhere")
    }
    return (
        question.wanted in HARD
        and min(float(opinion.answerable[at]), float(opinion.margins[at])) >= SURE
        and min(told["rest"], told["holds"] / SOME_FIGURE) >= MOST_NAMED
        and told["worst_missing"] <= RAREST
        and not told["stranger"]
        and not told["elsewhere"]
    )
