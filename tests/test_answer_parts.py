"""The small pieces an answer is made of: kinds, support, wording, spelling, acronyms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.candidates import presentable
from studyground.assistant.kinds import holds, values
from studyground.assistant.question import understand
from studyground.assistant.spelling import corrected
from studyground.assistant.support import support
from studyground.assistant.wording import escaped, names_columns, readable, row_in_words
from studyground.ingest.acronyms import expanded, find_acronyms, of_one, several
from studyground.ingest.terms import terms


@pytest.mark.parametrize(
    ("question", "sentence", "held"),
    [
        ("How much does a tutor earn?", "A tutor earns €30 an hour.", 1.0),
        ("How much does a tutor earn?", "A tutor teaches one pupil at a time.", 0.0),
        ("How many wheels has a cart?", "A cart has four wheels.", 1.0),
        ("How many wheels has a cart?", "The 12 carts are red.", 0.4),
        ("When was the mill built?", "The mill was built in 1874.", 1.0),
        ("When was the mill built?", "The mill grinds rye.", 0.0),
        ("How long does the exam take?", "The exam takes 90 minutes.", 1.0),
        ("Who designed the mill?", "The mill was designed by Ada Holm.", 1.0),
        ("Who designed the mill?", "The mill is liked by users and teams.", 0.0),
    ],
)
def test_a_sentence_holds_the_kind_asked_for(question: str, sentence: str, held: float) -> None:
    assert holds(understand(question), sentence) == held


def test_figures_are_read_alike() -> None:
    assert values("money", "about $140,000 a year") == values("money", "$140000 on average")
    assert values("money", "£49,000") != values("money", "$49,000")
    assert values("percent", "24 % of the score") == {"24%"}


def test_support_needs_the_words_the_figures_and_the_sense() -> None:
    quote = "A shard accepts 1,000 records per second."
    assert support(quote, [quote]) == 1.0
    assert support("A shard accepts 2,000 records per second.", [quote]) == 0.0
    assert support("A shard does not accept records.", [quote]) == 0.0
    assert 0 < support("A shard accepts records from lambda functions.", [quote]) < 1
    assert support("", [quote]) == 0.0


@given(st.text(max_size=80))
def test_support_is_a_share(text: str) -> None:
    assert 0.0 <= support(text, [text]) <= 1.0


def test_wording_takes_lead_ins_off_and_ends_sentences() -> None:
    assert readable("However, bees sleep.", "paragraph") == "Bees sleep."
    assert readable("Check each hive", "item") == "Check each hive."
    assert readable("check it;", "item") == "Check it."
    assert row_in_words("Bee | 6 | Yes", "Animal | Legs | Flies") == "Bee – Legs: 6; Flies: Yes."
    assert row_in_words("Bee | 6", "Animal | Legs | Flies") == "Bee; 6."


def test_a_first_row_of_sentences_names_no_columns() -> None:
    assert names_columns("Name | What it is for") and names_columns("Version | No.")
    assert not names_columns("auc(x, y) | Compute the area under a curve.")


def test_a_tick_box_is_no_part_of_a_sentence() -> None:
    assert readable("[ ] Know the limits", "item") == "Know the limits."


def test_nothing_of_the_guide_acts_as_markup() -> None:
    hostile = "See [here](http://x.example) ![p](http://x.example/p.png) <script>alert(1)</script> and [3]."
    shown = escaped(hostile)
    assert "](" not in shown.replace("\\](", "")
    assert "<script" not in shown.replace("\\<script", "")
    assert "\\[3]" in shown
    assert escaped("a < b and List of int[] with x_y") == "a < b and List of int[] with x_y"
    assert (
        escaped("Carlill v Carbolic Smoke Ball [1893]") == "Carlill v Carbolic Smoke Ball [1893]"
    )  # a year, no citation


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("ip_hash keeps a client on one server", "ip_hash keeps a client on one server."),
        ("iPhone screens break", "iPhone screens break."),
        ("sum() adds", "sum() adds."),
        ("e.g. a lamp", "e.g. a lamp."),
        ("well-known tools", "Well-known tools."),
        ("a lamp burns", "A lamp burns."),
    ],
)
def test_a_sentence_opens_large_but_for_a_name_that_is_written_small(said: str, shown: str) -> None:
    assert readable(said, "paragraph") == shown


def test_a_column_that_asks_keeps_its_question_mark_alone() -> None:
    assert row_in_words("Mud | Yes | 3", "What | Close the pool? | Days") == "Mud – Close the pool? Yes; Days: 3."


WORDS = {"recurrent": 3, "neural": 5, "networks": 4, "network": 6, "lighthouse": 2}


def test_spelling_is_mended_by_the_guides_words() -> None:
    known = {"paris", "guitar", "what"}.__contains__
    assert corrected("Reccurent nural netwroks", WORDS, known) == "Recurrent neural networks"
    assert corrected("waht is a lighthose", WORDS, known) == "what is a lighthouse"
    assert corrected("a guitar in Paris", WORDS, known) == "a guitar in Paris"
    assert corrected("the RNN", WORDS, known) == "the RNN"


def test_acronyms_come_from_the_guide() -> None:
    found = find_acronyms(
        [
            "Principal Component Analysis reduces dimensions.",
            "It is the area under the curve (AUC).",
            "Try t-Distributed Stochastic Neighbor Embedding.",
        ]
    )
    assert found["pca"] == ["Principal Component Analysis"]
    assert "tsne" in found
    assert expanded("PCA or t-SNE?", found, {}) == {"PCA": "Principal Component Analysis", "t-SNE": found["tsne"][0]}
    assert expanded("what is bread", found, {"bread": 1}) == {}


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Rejected: Grow the tomatoes in the shade behind the shed.", False),
        ("- Ruled out – a glasshouse on the roof of the old garage.", False),
        ("Not chosen: Sow the beans under glass in February.", False),
        ("Decision: Grow the tomatoes against the south wall.", True),
        ("The committee rejected: too few seedlings had come up by May.", True),
        ("Shade behind the shed keeps tomatoes from ripening.", True),
    ],
)
def test_what_a_guide_rejects_is_never_offered_as_an_answer(text: str, fit: bool) -> None:
    assert presentable("item", text) is fit


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("it doesnt dent, cant it", "it doesn't dent, can't it"),
        ("price of ml.g5.xlarge", "price of ml.g5.xlarge"),
        ("call my_modle.fit", "call my_modle.fit"),
        ("what is ReLU", "what is ReLU"),
        ("don't forget trainning.", "don't forget training."),
        ("pre-trainning", "pre-training"),
    ],
)
def test_contractions_paths_and_names_are_not_mended_into_other_words(typed: str, read: str) -> None:
    words = {
        "large": 9,
        "does": 9,
        "dent": 3,
        "model": 5,
        "relay": 2,
        "training": 4,
        "price": 1,
        "call": 2,
        "forget": 1,
    }
    assert corrected(typed, words, lambda word: word in {"what", "rely", "want"}) == read


def test_possessives_and_short_verbs_are_no_terms() -> None:
    assert terms("India's wages are what's wanted; they'll guide’s") == ["india", "wage", "want", "guid"]


def test_only_words_of_a_name_spell_an_acronym() -> None:
    found = find_acronyms(
        [
            "The job reads from DataMill, a tool that uses Kiwi. Kiwi is Data.",
            "A Long Range Certificate is needed. The AWS Mill Log lies in a folder.",
        ]
    )
    assert found["lrc"] == ["Long Range Certificate"]
    assert not {"uk", "id", "iml", "aml"} & found.keys()


def test_several_of_an_acronym_are_the_acronym() -> None:
    assert of_one("What do SVMs and LEDs lose?", {"svm": 3}) == "What do SVM and LEDs lose?"
    assert several("Which loss has an SVM?", {"svms", "loss"}) == {"svm": "svms"}


def test_acronyms_are_learned_from_plurals_and_from_what_explains_them() -> None:
    found = find_acronyms(["We fit support vector machines (SVMs) here. ETL (extract, transform, load) comes first."])
    assert found["svm"][0] == "support vector machines"
    assert found["etl"][0] == "extract transform load"
