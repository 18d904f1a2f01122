"""The gates that hold a question against the guide and the bank: questions made to fail exactly one, and neighbours that pass."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.assistant.citing import citation
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.gates.blind_solve import solve
from studyground.assistant.practice.gates.evidence import best_evidence
from studyground.assistant.practice.gates.naming import names_of, same_name
from studyground.assistant.practice.gates.negation import denied
from studyground.assistant.practice.practice_question import GATES, PracticeQuestion
from tests.gated_questions import (
    EXPLORING,
    IMBALANCE,
    IMBALANCE_OPTIONS,
    IMBALANCE_STEM,
    OPERATING,
    SHADOW,
    SHADOW_OPTIONS,
    SHADOW_STEM,
    Make,
    failed,
    keyed,
    question_maker,
    with_options,
)

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant


MODELING = "03-modeling.md"


@pytest.fixture(scope="module")
def context(guide_assistant: "Assistant") -> GateContext:
    """A context over the guide that ships, with no other question in it."""
    return GateContext.of(guide_assistant)


@pytest.fixture(scope="module")
def make(guide_assistant: "Assistant") -> Make:
    return question_maker(guide_assistant)


@pytest.fixture(scope="module")
def shadow(make: Make) -> PracticeQuestion:
    return make(SHADOW_STEM, SHADOW_OPTIONS, [1], OPERATING, SHADOW)


@pytest.fixture(scope="module")
def imbalance(make: Make) -> PracticeQuestion:
    return make(IMBALANCE_STEM, IMBALANCE_OPTIONS, [2], EXPLORING, IMBALANCE)


def test_a_receipt_names_every_gate_in_order_and_says_why(
    shadow: PracticeQuestion, imbalance: PracticeQuestion, context: GateContext
) -> None:
    for question in (shadow, imbalance):
        checks = check_question(question, context)
        assert tuple(check.name for check in checks) == GATES
        assert all(check.passed for check in checks), checks
        assert all(check.detail.endswith((".", "!")) or check.detail for check in checks)


def test_what_a_question_says_of_itself_is_not_believed(shadow: PracticeQuestion, context: GateContext) -> None:
    checks = check_question(shadow, context)
    boasting = replace(keyed(shadow, 0), checks=checks)
    assert not all(check.passed for check in check_question(boasting, context))


def test_stopping_at_the_first_gives_the_failed_gate_last_to_be_run(
    shadow: PracticeQuestion, context: GateContext
) -> None:
    wrong = replace(shadow, stem="This is it, as shown above. Which technique should be used?")
    checks = check_question(wrong, context, stop_at_first=True)
    assert [check.passed for check in checks].count(False) == 1
    assert len(checks) < len(GATES)


class TestKeySupported:
    def test_a_span_about_something_else(
        self, shadow: PracticeQuestion, imbalance: PracticeQuestion, context: GateContext
    ) -> None:
        assert failed(replace(shadow, citations=imbalance.citations), context) == {"key_supported"}

    def test_a_span_about_the_key_that_says_another_thing(self, make: Make, context: GateContext) -> None:
        quote = "A shadow test cannot measure user behaviour, because no user ever sees the candidate's answers"
        stem = SHADOW_STEM.replace("shadow", "")
        assert failed(make(stem, SHADOW_OPTIONS, [1], OPERATING, SHADOW), context) == set()
        other = make(
            "A network's weights are stored as 32-bit numbers, and the device has too little memory for them. Which step "
            "makes the network smaller?", ("Shadow test", "A/B test", "Canary", "Linear shifting"), [0], OPERATING, quote,
        )  # fmt: skip
        assert "key_supported" in failed(other, context)

    def test_a_quote_that_is_not_in_the_guide(self, shadow: PracticeQuestion, context: GateContext) -> None:
        made_up = replace(shadow.citations[0], quote="A shadow test is free of charge.")
        assert failed(replace(shadow, citations=(made_up,)), context) == {"key_supported"}

    def test_a_document_that_is_not_in_the_guide(self, shadow: PracticeQuestion, context: GateContext) -> None:
        lost = replace(shadow.citations[0], document="gone.md")
        check = check_question(replace(shadow, citations=(lost,)), context)[0]
        assert not check.passed
        assert "no longer" in check.detail

    def test_a_whole_page_is_no_citation(
        self, shadow: PracticeQuestion, guide_assistant: "Assistant", context: GateContext
    ) -> None:
        index, span = guide_assistant.index, shadow.citations[0]
        page = citation(index, 1, index.document(span.document).id, span.start - 2000, span.end + 2000)
        assert failed(replace(shadow, citations=(page,)), context) == {"key_supported"}

    def test_no_citation_at_all(self, shadow: PracticeQuestion, context: GateContext) -> None:
        assert failed(replace(shadow, citations=()), context) == {"key_supported"}

    def test_a_figure_that_is_not_in_the_span(self, make: Make, context: GateContext) -> None:
        quote = "Retention in Kinesis Data Streams is 24 hours by default and can be extended to 365 days."
        stem = (
            "A bank keeps its records in Kinesis Data Streams and must be able to extend the retention for an audit. "
            "How long can the retention be?"
        )
        right = make(stem, ("365 days", "36 days", "24 days", "90 days"), [0], "01-data-engineering.md", quote)
        wrong = make(stem, ("465 days", "36 days", "24 days", "90 days"), [0], "01-data-engineering.md", quote)
        assert check_question(right, context)[0].passed
        assert not check_question(wrong, context)[0].passed

    def test_a_span_that_speaks_against_the_key(self, make: Make, context: GateContext) -> None:
        quote = "Use quantile bins for skewed data, because equal-width bins would put nearly every row in one bin."
        stem = (
            "An insurer wants to turn yearly claim amounts into ten intervals. The amounts are strongly skewed, and a "
            "first attempt left nearly every row in a single interval. Which approach should the analyst choose?"
        )
        options = ("Quantile bins", "Equal-width bins", "One-hot encoding", "Polynomial features")
        assert failed(make(stem, options, [0], EXPLORING, quote), context) == set()
        assert "key_supported" in failed(make(stem, options, [1], EXPLORING, quote), context)

    def test_a_span_that_speaks_more_for_another_option(self, make: Make, context: GateContext) -> None:
        quote = "Gradient boosting mainly reduces bias, whereas a random forest mainly reduces variance."
        stem = (
            "An analyst's single deep decision tree gives very different predictions on each new sample of training data. "
            "She wants an ensemble of trees that mainly reduces this variance. Which algorithm should she choose?"
        )
        options = ("Gradient boosting", "Random forest", "Linear regression", "Naive Bayes")
        assert check_question(make(stem, options, [1], MODELING, quote), context)[0].passed
        assert not check_question(make(stem, options, [0], MODELING, quote), context)[0].passed

    def test_an_acronym_stands_for_its_long_form(
        self, shadow: PracticeQuestion, make: Make, context: GateContext
    ) -> None:
        quote = "Use PCA when a model or a pipeline must process new rows; use t-SNE or UMAP when a person must look for groups."
        stem = (
            "A genetics laboratory reduces three hundred numeric measurements before a classifier. The deployed pipeline "
            "has to process new rows every day with the same projection that was fitted in training. Which method fits?"
        )
        options = ("Principal component analysis", "t-SNE", "Bag of words", "Random oversampling")
        assert check_question(make(stem, options, [0], EXPLORING, quote), context)[0].passed


class TestDistractorsUnsupported:
    @pytest.mark.parametrize("twin", ["XGBoost", "LightGBM", "CatBoost"])
    def test_a_distractor_that_the_guide_names_in_the_same_breath(
        self, make: Make, context: GateContext, twin: str
    ) -> None:
        quote = "Table, mixed types, interactions, best accuracy | Gradient boosting (XGBoost, LightGBM, CatBoost)"
        stem = (
            "A lender has a table with columns of mixed types and many interactions between them. It wants the best "
            "accuracy and has time for tuning. Which algorithm should be the first choice?"
        )
        question = make(stem, ("Gradient boosting", twin, "DBSCAN", "k-means"), [0], MODELING, quote)
        assert "distractors_unsupported" in failed(question, context)
        fair = with_options(question, "Gradient boosting", "ARIMA", "DBSCAN", "k-means")
        assert failed(fair, context) == set()

    def test_the_true_key_left_among_the_wrong_options(self, shadow: PracticeQuestion, context: GateContext) -> None:
        assert "distractors_unsupported" in failed(keyed(shadow, 0), context)

    def test_it_says_which_passage_supports_the_wrong_option(
        self, shadow: PracticeQuestion, context: GateContext
    ) -> None:
        check = check_question(keyed(shadow, 3), context)[1]
        assert not check.passed
        assert "Shadow test" in check.detail
        assert "production" in check.detail


class TestBlindSolve:
    def test_it_finds_the_key_wherever_it_stands(self, shadow: PracticeQuestion, context: GateContext) -> None:
        for turn in range(4):
            texts = [*SHADOW_OPTIONS[turn:], *SHADOW_OPTIONS[:turn]]
            solved = solve(SHADOW_STEM, texts, 1, context)
            assert texts[solved.picks[0]] == "Shadow test"
            assert len(solved.scores) == 4

    @pytest.mark.parametrize("wrong", [0, 2, 3])
    def test_a_wrong_key(self, shadow: PracticeQuestion, context: GateContext, wrong: int) -> None:
        assert "blind_solve" in failed(keyed(shadow, wrong), context)

    def test_several_keys(self, make: Make, context: GateContext) -> None:
        stem = (
            "A museum builds a voice guide. Visitors' recorded speech has to become text, and the text of the answers has "
            "to become speech again, both by managed services. Which services does the museum need? (Choose two.)"
        )
        options = ("Amazon Transcribe", "Amazon Textract", "Amazon Polly", "Amazon Rekognition", "Amazon Macie")
        assert set(solve(stem, options, 2, context).picks) == {0, 2}

    def test_options_that_the_guide_lacks_score_nothing(self, context: GateContext) -> None:
        solved = solve(SHADOW_STEM, ("Zorbing", "Quxification", "Shadow test", "Blorpometer"), 1, context)
        assert solved.picks == (2,)
        assert solved.scores[0] == solved.scores[1] == 0.0

    @settings(max_examples=15, deadline=None)
    @given(stem=st.text(max_size=80), options=st.lists(st.text(max_size=20), min_size=1, max_size=6))
    def test_any_text_can_be_put_to_it(self, context: GateContext, stem: str, options: list[str]) -> None:
        solved = solve(stem, options, 1, context)
        assert len(solved.picks) == 1
        assert len(solved.scores) == len(options)
        assert solved == solve(stem, options, 1, context)


def test_what_is_no_question_at_all_is_rejected_with_a_receipt(shadow: PracticeQuestion, context: GateContext) -> None:
    for broken in (replace(shadow, options=()), replace(shadow, stem="?"), replace(shadow, stem=""), keyed(shadow)):
        checks = check_question(broken, context)
        assert tuple(check.name for check in checks) == GATES
        assert not all(check.passed for check in checks)


class TestFresh:
    def test_the_same_question_with_its_options_turned(
        self, shadow: PracticeQuestion, guide_assistant: "Assistant"
    ) -> None:
        turned = replace(shadow, options=tuple(reversed(shadow.options)))
        assert failed(turned, GateContext.of(guide_assistant, [shadow])) == {"fresh"}

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("a marketplace wants", "an online marketplace wants"),
            ("Which technique should be used?", "Which technique should the marketplace use?"),
            (
                "Before it replaces a pricing model, a marketplace",
                "Before it replaces its pricing model, a travel agency",
            ),
        ],
    )
    def test_nearly_the_same_words(
        self, shadow: PracticeQuestion, guide_assistant: "Assistant", old: str, new: str
    ) -> None:
        question = replace(shadow, stem=SHADOW_STEM.replace(old, new))
        assert question.stem != shadow.stem
        assert failed(question, GateContext.of(guide_assistant, [shadow])) == {"fresh"}

    def test_other_facts_are_fresh(
        self, shadow: PracticeQuestion, imbalance: PracticeQuestion, make: Make, guide_assistant: "Assistant"
    ) -> None:
        context = GateContext.of(guide_assistant, [shadow])
        assert failed(imbalance, context) == set()
        other = make(
            "A bank fears that a new scoring model is slow under load. It wants to know latency and errors at full "
            "volume with no risk to any user. Which technique answers this?",
            SHADOW_OPTIONS, [1], OPERATING,
            "Shadow tests measure latency, errors and prediction differences with no risk to users.",
        )  # fmt: skip
        assert failed(other, context) == set()

    def test_an_accepted_question_is_remembered(self, shadow: PracticeQuestion, guide_assistant: "Assistant") -> None:
        context = GateContext.of(guide_assistant)
        assert failed(shadow, context) == set()
        context.accept(shadow)
        assert failed(shadow, context) == {"fresh"}


class TestNames:
    def test_forms_and_sameness(self, guide_assistant: "Assistant") -> None:
        index = guide_assistant.index
        assert same_name("PCA", "Principal component analysis", index)
        assert same_name("a shadow test", "Shadow test", index)
        assert not same_name("Amazon Transcribe", "Amazon Textract", index)
        assert not same_name("MAR", "MNAR", index)
        assert not same_name("Random forest", "Random undersampling", index)

    def test_shared_words_tell_little(self, guide_assistant: "Assistant") -> None:
        first, second, *_ = names_of(
            ("Amazon Comprehend Medical", "Amazon Comprehend", "Amazon Lex"), guide_assistant.index
        )
        assert first.share({"amazon", "comprehend"}) < 0.5
        assert second.share({"amazon", "comprehend"}) == 1.0

    def test_a_part_of_a_longer_name_is_not_named(self, context: GateContext) -> None:
        options = ("Amazon Comprehend Medical", "Amazon Comprehend", "Amazon Polly", "Amazon Lex")
        stem = "A hospital wants medications and dosages found in clinical notes. Which service fits?"
        found = best_evidence(context, context.need(stem), context.names(options))
        assert found[0][0].score > found[1][0].score

    def test_denials_end_where_the_sentence_turns(self) -> None:
        assert "shard" in denied("It has no shards to manage, and it scales.")
        assert "scale" not in denied("It has no shards to manage, and it scales.")
        assert denied("It manages shards.") == frozenset()
