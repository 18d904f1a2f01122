"""The gates that look at a question's own words: questions made to fail exactly one, and near neighbours that pass."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.gates.item_flaws import item_flaws
from studyground.assistant.practice.gates.no_leak import no_leak
from studyground.assistant.practice.gates.parallel_options import parallel_options, shapes_of
from studyground.assistant.practice.gates.self_contained import self_contained
from studyground.assistant.practice.practice_question import GATES, PracticeQuestion
from tests.gated_questions import (
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
    return question_maker(guide_assistant)


@pytest.fixture(scope="module")
def shadow(make: Make) -> PracticeQuestion:
    return make(SHADOW_STEM, SHADOW_OPTIONS, [1], OPERATING, SHADOW)


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
