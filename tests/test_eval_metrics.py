"""Every measure against fractions worked by hand, on degenerate input, and against independent implementations."""

from math import isnan, log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.eval.metrics import (
    abstention,
    answers,
    calibration,
    chunking,
    citations,
    conflicts,
    latency,
    retrieval,
)
from studyground.eval.spans import Span, covers, overlap, touches, union_length

GUIDE = "guide.md"


def span(start: int, end: int, document: str = GUIDE) -> Span:
    return Span(document, start, end)


def test_spans_share_what_lies_in_both_and_only_in_one_document() -> None:
    assert overlap(span(0, 10), span(5, 20)) == 5
    assert overlap(span(0, 10), span(10, 20)) == 0
    assert overlap(span(0, 10), span(0, 10, "other.md")) == 0
    assert covers(span(0, 10), span(3, 10)) and not covers(span(0, 10), span(3, 11))
    assert not covers(span(0, 10), span(4, 4))


def test_a_span_counts_as_gold_from_half_of_the_shorter_on() -> None:
    assert touches(span(0, 10), span(5, 15))  # 5 of 10
    assert not touches(span(0, 10), span(6, 16))  # 4 of 10
    assert touches(span(0, 100), span(40, 50)) and touches(span(40, 50), span(0, 100))
    assert not touches(span(3, 3), span(0, 10))


def test_union_counts_every_code_point_once() -> None:
    assert union_length([]) == 0
    assert union_length([span(0, 10), span(5, 12), span(2, 3), span(20, 25), span(0, 4, "other.md")]) == 12 + 5 + 4


# Retrieval. Evidence A stands at 0-10, B at 100-110; hits: neither, A, A again (wider), B.
A, B = [span(0, 10)], [span(100, 110)]
HITS = [span(50, 60), span(0, 20), span(0, 30), span(90, 120)]


def test_ranks_are_of_the_first_hit_that_covers() -> None:
    assert retrieval.first_ranks(HITS, [A, B]) == [2, 4]
    assert retrieval.first_ranks(HITS, [[span(0, 25)], [span(95, 130)]]) == [3, None]
    assert retrieval.first_ranks(HITS, [[span(200, 210), span(50, 55)]]) == [1], "any place of the same words counts"


def test_recall_by_hand() -> None:
    ranks = [2, 4]
    assert [retrieval.recall(ranks, k) for k in (1, 2, 3, 4)] == [0, 1 / 2, 1 / 2, 1]
    assert [retrieval.recall(ranks, k, "any") for k in (1, 2)] == [0, 1]
    assert [retrieval.all_recall(ranks, k) for k in (3, 4)] == [0, 1]
    assert retrieval.recall([], 5) is None and retrieval.all_recall([], 5) is None
    assert retrieval.recall([None, None], 5, "any") == 0


def test_reciprocal_rank_by_hand() -> None:
    assert retrieval.reciprocal_rank([4, 2], 10) == 1 / 2
    assert retrieval.reciprocal_rank([11, None], 10) == 0
    assert retrieval.reciprocal_rank([], 10) is None


def test_ndcg_by_hand() -> None:
    ideal = 1 + 1 / log2(3)
    assert retrieval.ndcg([2, 4], 10) == pytest.approx((1 / log2(3) + 1 / log2(5)) / ideal)
    assert retrieval.ndcg([1, 2], 10) == 1
    assert retrieval.ndcg([1, 1], 10) == 1, "one passage with both pieces is perfect, not more"
    assert retrieval.ndcg([2, 4], 10, "any") == pytest.approx(1 / log2(3))
    assert retrieval.ndcg([2, 4], 3) == pytest.approx((1 / log2(3)) / ideal)
    assert retrieval.ndcg([None], 10) == 0 and retrieval.ndcg([], 10) is None


@settings(deadline=None)  # the first example also imports what it compares with
@given(st.lists(st.lists(st.booleans(), min_size=12, max_size=12), min_size=1, max_size=6))
def test_retrieval_agrees_with_ir_measures(relevance: list[list[bool]]) -> None:
    """Each hit is its own passage, relevant or not: then the measures are the usual ones."""
    import ir_measures
    from ir_measures import RR, R, nDCG

    qrels, scored, expected = [], [], {}
    for q, relevant in enumerate(relevance):
        hits = [span(10 * i, 10 * i + 10) for i in range(12)]
        evidence = [[hits[i]] for i in range(12) if relevant[i]]
        if not evidence:
            continue
        qrels += [ir_measures.Qrel(str(q), f"d{i:02}", int(relevant[i])) for i in range(12)]
        scored += [ir_measures.ScoredDoc(str(q), f"d{i:02}", 100.0 - i) for i in range(12)]
        ranks = retrieval.first_ranks(hits, evidence)
        expected[str(q)] = {
            R @ 5: retrieval.recall(ranks, 5),
            RR @ 10: retrieval.reciprocal_rank(ranks, 10),
            nDCG @ 10: retrieval.ndcg(ranks, 10),
        }
    for one in ir_measures.iter_calc([R @ 5, RR @ 10, nDCG @ 10], qrels, scored) if qrels else ():
        assert one.value == pytest.approx(expected[one.query_id][one.measure])


# Citations. Three sentences: one cites gold and a stranger, one cites a stranger, one cites nothing.
SENTENCES = [[span(0, 10), span(50, 60)], [span(50, 60)], []]


def test_citations_against_gold_by_hand() -> None:
    assert citations.gold_precision(SENTENCES, [A, B]) == 1 / 3
    assert citations.gold_recall(SENTENCES, [A, B]) == 1 / 3
    assert citations.evidence_cited([span(0, 10), span(50, 60)], [A, B]) == 1 / 2
    assert citations.evidence_cited([span(0, 10)], [A, B], "any") == 1
    assert citations.evidence_cited([], [A]) == 0


def test_citations_without_anything_to_judge_have_no_score() -> None:
    assert citations.gold_precision(SENTENCES, []) is None and citations.gold_recall([], [A]) is None
    assert citations.gold_precision([[], []], [A]) == 0, "sentences that cite nothing are not excused"
    assert citations.evidence_cited([span(0, 1)], []) is None
    assert citations.focus([], [A]) is None


def test_focus_is_the_share_of_cited_text_that_is_gold() -> None:
    assert citations.focus([span(0, 10)], [A]) == 1
    assert citations.focus([span(0, 100)], [A, [span(5, 15)]]) == 15 / 100
    assert citations.focus([span(0, 20), span(10, 40)], [A]) == 10 / 40


def holds(claim: str, evidence: str) -> float:
    """Supports when every word of the claim is in the evidence."""
    return float(set(claim.split()) <= set(evidence.split()))


def test_scored_citations_by_hand() -> None:
    both_needed = ("a b", ["a", "b"])  # supported together, each needed: 2 of 2
    one_enough = ("a", ["a", "z"])  # supported, the stranger neither enough nor needed: 1 of 2
    unsupported = ("q", ["a"])  # 0 of 1
    uncited = ("a", list[str]())
    sentences = [both_needed, one_enough, unsupported, uncited]
    assert citations.scored_recall(sentences, holds, 0.5) == 2 / 4
    assert citations.scored_precision(sentences, holds, 0.5) == 3 / 5
    assert citations.scored_precision([uncited], holds, 0.5) == 0
    assert citations.scored_precision([], holds, 0.5) is None and citations.scored_recall([], holds, 0.5) is None


def test_two_citations_that_each_suffice_both_count() -> None:
    assert citations.scored_precision([("a", ["a", "a x"])], holds, 0.5) == 1


def test_quotes_are_exact_or_not() -> None:
    texts = {GUIDE: "0123456789"}
    good, shifted = (span(2, 4), "23"), (span(3, 5), "23")
    assert citations.quotes_exact([good], texts) == 1
    assert citations.quotes_exact([good, shifted, (span(0, 1, "gone.md"), "0"), (span(4, 4), "")], texts) == 1 / 4
    assert citations.quotes_exact([(span(-2, 10), "89")], texts) == 0, "a negative offset is no place"
    assert citations.quotes_exact([], texts) is None


def test_must_haves_by_hand() -> None:
    must = [["L1", "lasso"], ["zero"]]
    assert answers.must_haves("**Lasso** drives weights to *zero* [1].", must) == 1
    assert answers.must_haves("Lasso shrinks weights.", must) == 0
    assert answers.must_haves("Lasso drives weights to zero, as ridge does.", must, ["ridge"]) == 0
    assert answers.must_have_share("Lasso shrinks weights.", must) == 1 / 2
    assert answers.must_haves("", must) == 0 and answers.must_haves("anything", []) is None
    assert answers.must_haves("", [], ["ridge"]) == 0, "saying nothing is not a right answer"
    assert answers.must_haves("lasso zero", [*must, []]) == 0, "a group without phrases cannot be met"


@pytest.mark.parametrize(
    ("answer", "phrase", "found"),
    [
        ("an unsupervised method", "supervised", False),
        ("self-supervised methods", "supervised", True),
        ("decision trees", "decision tree", True),
        ("the aim is", "AI", False),
        ("AI, mostly", "ai", True),
        ("1.5 GB", "5 GB", False),
        ("50 jobs", "5", False),
        ("5.", "5", True),
        ("15,000", "15", False),
        ("“don’t”", '"don\'t"', True),
        ("max_depth", "max_depth", True),
        ("p-value < 0.05", "< 0.05", True),
        ("$95,000", "$95,000", True),
        ("C++ code", "c++", True),
    ],
)
def test_phrases_are_found_as_words(answer: str, phrase: str, found: bool) -> None:
    assert answers.says(answers.normalise(answer), phrase) is found


def test_squad_scores_by_hand() -> None:
    assert answers.squad_words("The Cat's, a HAT!") == ["cats", "hat"]
    assert answers.exact_match("the answer.", ["Answer"]) == 1
    assert answers.token_f1("red big cat", ["the big cat", "dog"]) == pytest.approx(2 * 2 / (3 + 2))
    assert answers.token_f1("", []) == 1 and answers.token_f1("words", []) == 0
    assert answers.token_f1("", ["words"]) == 0 and answers.exact_match("", []) == 1
    assert answers.token_f1("a a a b", ["a b b"]) == pytest.approx(2 * 1 / (1 + 2)), "articles are not words"


def test_rouge_l_by_hand() -> None:
    assert answers.rouge_l("the cat sat", "the cat was sat") == pytest.approx(2 * 3 / (3 + 4))
    assert answers.rouge_l("a b c", "c b a") == pytest.approx(2 * 1 / 6)
    assert answers.rouge_l("", "x") == 0 == answers.rouge_l("x", "...")


def test_length_and_redundancy_by_hand() -> None:
    assert answers.word_count("Two **words** [1].") == 2
    assert answers.within_length("w " * 41, "factoid") == 0 and answers.within_length("w " * 40, "factoid") == 1
    assert answers.within_length("w " * 121, "how_why") == 0 and answers.within_length("w " * 500, "list") is None
    assert answers.redundancy("a b c d a b c d") == pytest.approx(1 - 4 / 5)
    assert answers.redundancy("one two three") is None


# Abstention: 5 items; refused the 1st (rightly) and 2nd (wrongly), answered an unanswerable one, answered two.
REFUSED = [True, True, False, False, False]
CAN = [False, True, False, True, True]


def test_abstention_by_hand() -> None:
    assert abstention.abstain_precision(REFUSED, CAN) == 1 / 2
    assert abstention.abstain_recall(REFUSED, CAN) == 1 / 2
    assert abstention.abstain_f1(REFUSED, CAN) == 2 / (2 + 1 + 1)
    assert abstention.abstain_precision([False], [False]) is None
    assert abstention.abstain_recall([True], [True]) is None and abstention.abstain_f1([True], [True]) == 0
    assert abstention.abstain_f1([], []) is None and abstention.abstain_f1([False], [True]) is None
    assert abstention.abstain_precision([True] * 3, [False, False, True]) == 2 / 3, "all abstained"


def test_auroc_by_hand() -> None:
    assert abstention.auroc([0.9, 0.4, 0.6, 0.1], [True, True, False, False]) == 3 / 4
    assert abstention.auroc([0.5, 0.5], [True, False]) == 1 / 2, "a tie is half a win"
    assert isnan(abstention.auroc([0.1, 0.2], [True, True])) and isnan(abstention.auroc([], []))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.integers(0, 3)), min_size=2, max_size=30))
def test_auroc_agrees_with_scikit_learn(cases: list[tuple[int, bool, int]]) -> None:
    from sklearn.metrics import balanced_accuracy_score, roc_auc_score

    scores, labels, weights = (np.array(column) for column in zip(*cases, strict=True))
    if weights[labels].sum() and weights[~labels].sum():
        expected = roc_auc_score(labels, scores, sample_weight=weights)
        assert abstention.auroc(scores, labels, weights[None, :])[0] == pytest.approx(expected)
    if labels.any() and not labels.all():
        calls = [bool(score > 2) for score in scores]
        expected = balanced_accuracy_score(labels, calls)
        assert abstention.balanced_accuracy(calls, list(labels)) == pytest.approx(expected)


def test_risk_coverage_by_hand() -> None:
    points = abstention.risk_coverage([0.9, 0.5, 0.5, 0.1], [True, False, True, False], items=8)
    assert [(p.coverage, p.risk, p.threshold) for p in points] == [
        (1 / 8, 0, 0.9),
        (3 / 8, 1 / 3, 0.5),
        (4 / 8, 2 / 4, 0.1),
    ]
    assert abstention.risk_coverage([], []) == []


def test_risk_area_by_hand() -> None:
    assert abstention.risk_area([0.9, 0.5, 0.1], [True, False, True]) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)
    assert abstention.risk_area([0.5, 0.5], [True, False]) == pytest.approx(1 / 2), "no order: the share wrong"
    tied = abstention.risk_area([0.9, 0.5, 0.5], [True, True, False])
    assert tied == pytest.approx(((0 + 0 + 1 / 3) / 3 + (0 + 1 / 2 + 1 / 3) / 3) / 2), "mean over both orders"
    assert abstention.risk_area([0.9, 0.1], [True, True]) == 0 and isnan(abstention.risk_area([], []))


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(0, 3)), min_size=1, max_size=12))
def test_weights_count_items_as_often(cases: list[tuple[int, bool, int]]) -> None:
    scores, labels, weights = (np.array(column) for column in zip(*cases, strict=True))
    scores = scores / 4
    if not weights.sum():
        return
    repeated, marks = np.repeat(scores, weights), np.repeat(labels, weights)
    for measure in (abstention.risk_area, calibration.calibration_error):
        assert measure(scores, labels, weights[None, :])[0] == pytest.approx(float(measure(repeated, marks)))
    assert latency.percentile(scores, 0.95, weights[None, :])[0] == latency.percentile(repeated, 0.95)


def test_calibration_by_hand() -> None:
    confidences, right = [0.95, 0.9, 0.12, 0.18], [True, False, False, False]
    assert calibration.calibration_error(confidences, right) == pytest.approx(
        2 / 4 * abs((0.95 + 0.9) / 2 - 1 / 2) + 2 / 4 * 0.15
    )
    bins = calibration.reliability(confidences, right)
    assert [(one.low, one.n, one.accuracy) for one in bins] == [(0.1, 2, 0), (0.9, 2, 0.5)]
    assert calibration.reliability([1.0], [True])[0].high == 1, "certainty has a bin"
    assert calibration.brier([0.5, 1.0], [True, True]) == 1 / 8
    assert isnan(calibration.calibration_error([], [])) and calibration.brier([], []) is None
    assert calibration.reliability([], []) == []


def test_brier_agrees_with_scikit_learn() -> None:
    from sklearn.metrics import brier_score_loss

    confidences, right = [0.2, 0.7, 0.9, 0.4], [False, True, False, True]
    assert calibration.brier(confidences, right) == pytest.approx(brier_score_loss(right, confidences))


def test_a_disagreement_needs_two_cited_sides() -> None:
    assert conflicts.sides_shown([[span(0, 10)], [span(100, 110)]], [A, B]) == 1
    assert conflicts.sides_shown([[span(0, 10), span(100, 110)]], [A, B]) == 0, "one side only"
    assert conflicts.sides_shown([[span(0, 10)], []], [A, B]) == 0, "a side without a source"
    assert conflicts.sides_shown([[span(0, 10)], [span(0, 10)]], [A, B]) == 0, "one source missing"
    assert conflicts.sides_shown([[span(0, 10), span(100, 110)], [span(50, 60)]], [A, B]) == 0, "both on one side"
    assert conflicts.sides_shown([], [A, B]) == 0 and conflicts.sides_shown([[span(0, 10)]], []) is None


def test_percentiles_by_hand() -> None:
    values = list(range(1, 21))
    assert latency.percentile(values, 0.95) == 19 and latency.percentile(values, 0.5) == 10
    assert latency.percentile([7], 0.95) == 7 and isnan(latency.percentile([], 0.5))


def test_span_scores_by_hand() -> None:
    found = chunking.span_scores([span(0, 20), span(10, 30)], [span(5, 15), span(40, 50)])
    assert found.recall == 10 / 20
    assert found.precision == 10 / 40, "overlapping passages are read twice"
    assert found.iou == 10 / (40 + 20 - 10)
    assert chunking.span_scores([span(5, 15)], [span(5, 15)]) == chunking.SpanScores(1, 1, 1)
    assert chunking.span_scores([], [span(0, 1)]) == chunking.SpanScores(0, 0, 0)
