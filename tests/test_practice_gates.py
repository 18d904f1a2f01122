"""Each gate of a practice question: questions made to fail exactly it, and near neighbours that pass."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.assistant.citing import citation, find_loosely
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.gates.blind_solve import solve
from studyground.assistant.practice.gates.evidence import best_evidence
from studyground.assistant.practice.gates.item_flaws import item_flaws
from studyground.assistant.practice.gates.naming import names_of, same_name
from studyground.assistant.practice.gates.negation import denied
from studyground.assistant.practice.gates.no_leak import no_leak
from studyground.assistant.practice.gates.parallel_options import parallel_options, shapes_of
from studyground.assistant.practice.gates.self_contained import self_contained
from studyground.assistant.practice.practice_question import GATES, LABELS, Option, PracticeQuestion, content_id

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant

Make = Callable[..., PracticeQuestion]
EXPLORING = "02-exploratory-data-analysis.md"
OPERATING = "05-implementation-and-operations.md"
MODELING = "03-modeling.md"
SHADOW = (
    "A shadow test copies a share of production requests to a candidate whose answers are logged and never returned to "
    "callers."
)
SHADOW_STEM = (
    "Before it replaces a pricing model, a marketplace wants to see how the candidate copes with real production "
    "requests. The candidate's answers must be logged, but no caller may receive them. Which technique should be used?"
)
SHADOW_OPTIONS = ("A/B test", "Shadow test", "Canary", "Linear shifting")
IMBALANCE = "Random undersampling | Drops common rows | Data is very large | Loses information"
IMBALANCE_STEM = (
    "An advertising platform has four billion rows of impressions and few clicks. Training takes days because the data is "
    "very large, and the team can afford to drop common rows before training. Which remedy for the class imbalance fits?"
)
IMBALANCE_OPTIONS = ("Random oversampling", "SMOTE", "Random undersampling", "Class weights")
REMEDIES = (
    "Lower the learning rate",
    "Raise the number of epochs",
    "Remove the validation set",
    "Add a second output layer",
)


@pytest.fixture(scope="module")
def context(guide_assistant: "Assistant") -> GateContext:
    """A context over the guide that ships, with no other question in it."""
    return GateContext.of(guide_assistant)


@pytest.fixture(scope="module")
def make(guide_assistant: "Assistant") -> Make:
    """Build a question: `make(stem, options, keys, document, *quotes)`."""

    def build(
        stem: str, options: Sequence[str], keys: Sequence[int], document: str = "", *quotes: str
    ) -> PracticeQuestion:
        index = guide_assistant.index
        citations = []
        for number, quote in enumerate(quotes, 1):
            span = find_loosely(index.stored_text(document), quote)
            assert span, quote
            citations.append(citation(index, number, index.document(document).id, *span))
        return PracticeQuestion(
            id=content_id(stem, list(options)),
            type="multiple_response" if len(keys) > 1 else "multiple_choice",
            select=len(keys),
            stem=stem,
            options=tuple(Option(LABELS[at], text, at in keys, "") for at, text in enumerate(options)),
            domain="",
            objective="",
            difficulty="application",
            citations=tuple(citations),
        )

    return build


@pytest.fixture(scope="module")
def shadow(make: Make) -> PracticeQuestion:
    return make(SHADOW_STEM, SHADOW_OPTIONS, [1], OPERATING, SHADOW)


@pytest.fixture(scope="module")
def imbalance(make: Make) -> PracticeQuestion:
    return make(IMBALANCE_STEM, IMBALANCE_OPTIONS, [2], EXPLORING, IMBALANCE)


def failed(question: PracticeQuestion, context: GateContext) -> set[str]:
    return {check.name for check in check_question(question, context) if not check.passed}


def with_options(question: PracticeQuestion, *texts: str) -> PracticeQuestion:
    """A question with other texts for its options, the key in its place."""
    return replace(
        question,
        options=tuple(replace(option, text=text) for option, text in zip(question.options, texts, strict=True)),
    )


def keyed(question: PracticeQuestion, *keys: int) -> PracticeQuestion:
    return replace(
        question, options=tuple(replace(option, correct=at in keys) for at, option in enumerate(question.options))
    )


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


class TestNoLeak:
    @pytest.mark.parametrize(
        "stem",
        [
            SHADOW_STEM.replace("a marketplace", "a marketplace that knows the shadow test"),
            SHADOW_STEM.replace("real production", "shadowed production"),
            "A shadow test is planned by a marketplace. Its answers must be logged. Which technique should be used?",
        ],
    )
    def test_a_stem_with_the_key_in_it(self, shadow: PracticeQuestion, context: GateContext, stem: str) -> None:
        assert failed(replace(shadow, stem=stem), context) == {"no_leak"}

    def test_the_acronym_of_the_key(self, make: Make, context: GateContext) -> None:
        stem = "A team already runs PCA on dense columns and asks for its proper name. Which method is it?"
        assert not no_leak(make(stem, ("Principal component analysis", "t-SNE", "UMAP", "LDA"), [0]), context).passed

    def test_a_name_that_all_options_share_gives_nothing_away(self, make: Make, context: GateContext) -> None:
        stem = "A team that works with Amazon services wants to turn text into spoken audio. Which service fits?"
        options = ("Amazon Polly", "Amazon Lex", "Amazon Textract", "Amazon Macie")
        assert no_leak(make(stem, options, [0]), context).passed

    def test_a_stem_that_names_every_option_gives_nothing_away(self, make: Make, context: GateContext) -> None:
        stem = "A team hesitates between SMOTE, DBSCAN, PCA and XGBoost for odd shapes. Which one groups the records?"
        assert no_leak(make(stem, ("SMOTE", "DBSCAN", "PCA", "XGBoost"), [1]), context).passed

    def test_a_rare_name_of_a_wrong_option_is_a_tell_too(self, make: Make, context: GateContext) -> None:
        stem = "A bank that once tried SMOTE wants rows to be dropped instead, because the data is huge. Which remedy fits?"
        assert not no_leak(
            make(stem, ("SMOTE-NC", "Random undersampling", "Class weights", "MICE"), [1]), context
        ).passed


class TestParallelOptions:
    @pytest.mark.parametrize(
        "odd",
        [
            "To lower the learning rate",
            "Lowering the learning rate of the network",
            "The learning rate is too high for this network",
            "0.01",
        ],
    )
    def test_another_grammar(self, make: Make, context: GateContext, odd: str) -> None:
        question = make("The loss of a network oscillates. What should be done?", REMEDIES, [0])
        assert parallel_options(question, context).passed
        assert not parallel_options(with_options(question, odd, *REMEDIES[1:]), context).passed

    @pytest.mark.parametrize(
        "odd", ["The loss jumps to a new value with time", "The learning rates won’t change with time"]
    )
    def test_a_whole_sentence_among_names(self, make: Make, context: GateContext, odd: str) -> None:
        names = (
            "A lower learning rate for the network",
            "A larger number of training epochs",
            "A second output layer with dropout",
            "A smaller batch for the training",
        )
        question = make("The loss of a network oscillates. Which remedy fits?", names, [0])
        assert parallel_options(question, context).passed
        check = parallel_options(with_options(question, odd, *names[1:]), context)
        assert not check.passed and odd in check.detail

    def test_sentences_with_other_verbs_are_of_one_form(self, make: Make, context: GateContext) -> None:
        said = (
            "The loss jumps to a new value",
            "The weights won’t change any more",
            "It reaches the limit of the scale",
            "The network is trained once more",
        )
        assert parallel_options(make("What happens if the rate is raised?", said, [0]), context).passed

    def test_another_length(self, make: Make, context: GateContext) -> None:
        long = "Lower the learning rate step by step until the loss of the network stops jumping up and down between batches"
        question = make("The loss of a network oscillates. What should be done?", (long, *REMEDIES[1:]), [0])
        check = parallel_options(question, context)
        assert not check.passed
        assert "times as long" in check.detail

    @pytest.mark.parametrize(
        "names",
        [
            ("SMOTE", "Random undersampling", "Class weights", "Threshold moving"),
            ("PCA", "t-SNE", "Linear discriminant analysis", "Autoencoder"),
            ("Batch transform", "Multi-model endpoint", "Step scaling", "Target tracking"),
            ("Amazon EMR", "AWS Glue", "Amazon Managed Service for Apache Flink", "Amazon Athena"),
            ("AWS Secrets Manager", "AWS CloudTrail", "Amazon Macie", "Amazon Inspector"),
            ("15 minutes", "60 minutes", "4 hours", "5 days"),
            ("With grouped folds", "With stratified folds", "With a larger test set", "Without any folds"),
            ("Increasing the dropout", "Adding an L2 penalty", "Stopping the training early", "Collecting more data"),
        ],
    )
    def test_neighbours_of_one_kind(self, make: Make, context: GateContext, names: tuple[str, ...]) -> None:
        check = parallel_options(make("Which one fits?", names, [0]), context)
        assert check.passed, check.detail

    def test_a_person_among_things(self, make: Make, context: GateContext) -> None:
        names = ("Data engineer", "Feature store", "Model registry", "Inference pipeline")
        assert not parallel_options(make("Which one fits?", names, [1]), context).passed
        people = ("Data engineer", "Data scientist", "Machine learning engineer", "Data analyst")
        assert parallel_options(make("Who builds the pipeline?", people, [0]), context).passed
        parts = ("kube-controller-manager", "kube-scheduler", "kube-apiserver", "kube-proxy")
        assert parallel_options(make("Which component starts first?", parts, [0]), context).passed

    @given(st.text(max_size=60))
    def test_every_text_has_a_shape(self, text: str) -> None:
        assert shapes_of(text)


class TestItemFlaws:
    @pytest.mark.parametrize(
        "text",
        ["All of the above", "None of the above", "Both A and C", "A and B only", "None of these", "A, B and D"],
    )
    def test_options_that_stand_for_others(self, shadow: PracticeQuestion, context: GateContext, text: str) -> None:
        question = with_options(shadow, "A/B test", "Shadow test", "Canary", text)
        assert "item_flaws" in failed(question, context)

    @pytest.mark.parametrize(
        ("good", "bad"),
        [
            ("Lower the learning rate", "Always lower the learning rate"),
            ("Raise the number of epochs", "Never raise the number of epochs"),
            ("Remove the validation set", "Usually remove the validation set"),
            ("Add a second output layer", "Sometimes add a second output layer"),
        ],
    )
    def test_absolute_and_vague_words(self, make: Make, context: GateContext, good: str, bad: str) -> None:
        question = make("The loss of a network oscillates. What should the engineer do?", REMEDIES, [0])
        assert item_flaws(question, context).passed
        texts = [bad if text == good else text for text in REMEDIES]
        assert not item_flaws(with_options(question, *texts), context).passed

    @pytest.mark.parametrize(
        "question",
        [
            "Which technique should NOT be used?",
            "Which technique is not suitable?",
            "All of these techniques fit EXCEPT which one?",
            "Which statement is false?",
            "Which technique can't be used?",
        ],
    )
    def test_negative_stems(self, shadow: PracticeQuestion, context: GateContext, question: str) -> None:
        stem = SHADOW_STEM.replace("Which technique should be used?", question)
        assert failed(replace(shadow, stem=stem), context) == {"item_flaws"}

    @pytest.mark.parametrize(
        "question",
        [
            "Which technique should be used so that callers are not affected?",
            "Which technique meets this need with the LEAST effort?",
            "Which technique should the team, which has not much time, use?",
        ],
    )
    def test_a_not_that_belongs_to_the_need(
        self, shadow: PracticeQuestion, context: GateContext, question: str
    ) -> None:
        stem = SHADOW_STEM.replace("Which technique should be used?", question)
        assert item_flaws(replace(shadow, stem=stem), context).passed

    def test_exactly_one_question(self, shadow: PracticeQuestion, context: GateContext) -> None:
        for ending in ("The best technique is:", "Which technique fits? And why?", "Name the technique."):
            stem = SHADOW_STEM.replace("Which technique should be used?", ending)
            assert not item_flaws(replace(shadow, stem=stem), context).passed

    def test_doubles(self, make: Make, context: GateContext) -> None:
        stem = "A laboratory reduces three hundred columns before a classifier. Which method fits?"
        for twin in ("PCA", "principal component analysis (PCA)", "pca"):
            options = ("Principal component analysis", twin, "t-SNE", "UMAP")
            assert not item_flaws(make(stem, options, [0]), context).passed
        assert item_flaws(make(stem, ("MCAR", "MAR", "MNAR", "PCA"), [0]), context).passed

    def test_choose_two(self, make: Make, context: GateContext) -> None:
        stem = "A bank moves traffic in portions. Which ways are there?"
        options = ("Canary", "All at once", "Linear", "Rollback", "Shadow test")
        assert item_flaws(make(f"{stem} (Choose two.)", options, [0, 2]), context).passed
        for wrong in (stem, f"{stem} (Choose three.)"):
            assert not item_flaws(make(wrong, options, [0, 2]), context).passed
        assert not item_flaws(make(f"{stem} (Choose two.)", options, [0]), context).passed

    def test_forms_that_are_none(self, shadow: PracticeQuestion, context: GateContext) -> None:
        wrong = [
            keyed(shadow),
            keyed(shadow, 0, 1, 2, 3),
            keyed(shadow, 0, 1),
            replace(shadow, select=2),
            replace(shadow, options=shadow.options[:3]),
            replace(shadow, type="multiple_response"),
            replace(shadow, options=tuple(replace(option, label="A") for option in shadow.options)),
        ]
        for question in wrong:
            assert not item_flaws(question, context).passed
            assert len(check_question(question, context)) == len(GATES)


def test_what_is_no_question_at_all_is_rejected_with_a_receipt(shadow: PracticeQuestion, context: GateContext) -> None:
    for broken in (replace(shadow, options=()), replace(shadow, stem="?"), replace(shadow, stem=""), keyed(shadow)):
        checks = check_question(broken, context)
        assert tuple(check.name for check in checks) == GATES
        assert not all(check.passed for check in checks)


class TestSelfContained:
    @pytest.mark.parametrize(
        "opening",
        [
            "According to the guide, a marketplace replaces a model.",
            "As shown in the diagram, a marketplace replaces a model.",
            "Consider the following example of a marketplace.",
            "It replaces a pricing model of a marketplace.",
            "This section describes a marketplace and its pricing model.",
            "A marketplace has the problem described above.",
        ],
    )
    def test_stems_that_point_elsewhere(self, shadow: PracticeQuestion, context: GateContext, opening: str) -> None:
        stem = SHADOW_STEM.replace("Before it replaces a pricing model, a marketplace wants", f"{opening} A team wants")
        assert failed(replace(shadow, stem=stem), context) == {"self_contained"}

    @pytest.mark.parametrize(
        "stem",
        [
            "A model finds objects in the image of a street. Which of the following algorithms says where they are?",
            "A museum wants a voice guide. It needs speech from text, based on documents of many kinds. Which service fits?",
            "A table of sales holds outliers above the 99th percentile. Which scaling fits the table of sales?",
            "An analyst uses the table of claims and a plot of residuals. Which remedy fits heavy tails?",
        ],
    )
    def test_scenarios_about_pictures_and_texts(self, make: Make, context: GateContext, stem: str) -> None:
        check = self_contained(make(stem, SHADOW_OPTIONS, [1]), context)
        assert check.passed, check.detail

    def test_a_stem_that_says_nothing(self, shadow: PracticeQuestion, context: GateContext) -> None:
        assert not self_contained(replace(shadow, stem="Which one is best?"), context).passed


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
