"""Writing a stem: grammar, frames, scenes, and which needs can be asked for."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import askable, described_in, describes, tidied
from studyground.assistant.practice.writing.fact import Form, NeedShape
from studyground.assistant.practice.writing.lines import is_need, lines_of, said_whole
from studyground.assistant.practice.writing.phrasing import (
    Casing,
    capital,
    indirect,
    noun_phrase,
    plural,
    quantities,
    sentence,
    several,
    usable,
    with_article,
    words,
)
from studyground.assistant.practice.writing.scenes import PLAIN, SCENES, TECHNICAL, scene_for
from studyground.assistant.practice.writing.spread import Spread
from studyground.assistant.practice.writing.stems import Line, Request, topic_of, write_stem
from studyground.assistant.practice.writing.trades import ACTORS, PLAIN_ACTORS, actors_for
from tests.beekeeping_facts import NO_GUIDE, a_fact

SLOTS = re.compile(r"\{(\w+)\}")
KNOWN_SLOTS = {
    "Who", "a", "A", "role", "arole", "Arole", "topic", "kind", "kinds", "akind", "solution", "need", "need1", "need2", "need3",
}  # fmt: skip


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("engine", "an engine"),
        ("hive", "a hive"),
        ("unit", "a unit"),
        ("university", "a university"),
        ("MLOps engineer", "an MLOps engineer"),
        ("AWS account", "an AWS account"),
        ("hour", "an hour"),
        ("ROC curve", "an ROC curve"),
        ("online bookshop", "an online bookshop"),
        ("one-hot encoding", "a one-hot encoding"),
        ("KMS key", "a KMS key"),
        ("European bank", "a European bank"),
        ("uneven split", "an uneven split"),
    ],
)
def test_article_by_sound(noun: str, expected: str) -> None:
    assert with_article(noun) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Will this customer cancel?", "whether a customer will cancel"),
        ("Do the means of two groups differ?", "whether the means of two groups differ"),
        ("Which products should come first on the page?", "which products should come first on the page"),
        ("How do groups differ in spread?", "how groups differ in spread"),
        ("What will this house sell for?", "what a house will sell for"),
        ("Which move earns most in the long run?", "which move earns most in the long run"),
    ],
)
def test_question_becomes_indirect(question: str, expected: str) -> None:
    assert indirect(question) == expected


def test_question_whose_verb_is_unknown_is_given_up() -> None:
    assert indirect("Is this sensor reading abnormal?") == ""


@pytest.mark.parametrize(
    ("noun", "expected"), [("service", "services"), ("strategy", "strategies"), ("key", "keys"), ("index", "indexes")]
)
def test_plural_of_a_kind(noun: str, expected: str) -> None:
    assert several(noun) == expected


def test_plural_names_are_told_from_singular_ones() -> None:
    assert plural("decision trees") and plural("scales of measurement")
    assert not plural("Kinesis Data Streams") and not plural("analysis") and not plural("loss")


def test_names_are_written_as_the_guide_writes_them() -> None:
    assert NO_GUIDE.inside("Comb") == "comb"
    assert NO_GUIDE.inside("Apidea") == "Apidea"
    assert capital("k-means") == "k-means"
    assert capital("smoker") == "Smoker"


@pytest.mark.parametrize(
    "phrase",
    [
        "move it to the next table",
        "see the section above",
        "a | b",
        "sort the records, and",
        "open (the hive",
        "do both at once",
    ],
)
def test_phrases_that_point_elsewhere_or_break_off_are_not_used(phrase: str) -> None:
    assert not usable(phrase)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80))
def test_a_sentence_ends_once_and_starts_large(text: str) -> None:
    made = sentence(text)
    assert made.endswith((".", "?", "!", "”"))
    assert not made.endswith(("..", " .", ",.", ";."))
    assert "  " not in made


def every_frame() -> dict[str, tuple[str, ...]]:
    """The frames by name; most names stand for one."""
    found = {name: value for name, value in vars(frames).items() if name.isupper()}
    return {name: (value,) if isinstance(value, str) else value for name, value in found.items()}


def test_frames_name_only_known_slots() -> None:
    assert len(every_frame()) > 20
    for frame in (frame for pool in every_frame().values() for frame in pool):
        assert set(SLOTS.findall(frame)) <= KNOWN_SLOTS, frame


def test_questions_end_in_one_question_mark_and_other_frames_in_none() -> None:
    for name, pool in every_frame().items():
        for frame in pool:
            assert frame.count("?") == (1 if name.startswith("ASK") else 0), frame


def test_organisations_and_roles_are_there_once_and_fit_the_need() -> None:
    assert len(set(ACTORS)) == len(ACTORS) >= 40
    assert len(set(PLAIN_ACTORS)) == len(PLAIN_ACTORS)
    assert all(scene.roles for scene in (*SCENES, TECHNICAL, PLAIN))
    assert set(actors_for("read clinical notes of patients")) < set(ACTORS)
    assert actors_for("calm the colony") == ACTORS


def test_scene_follows_the_need() -> None:
    found = scene_for(("turn recorded speech into text", "Transcriber"))
    assert found is not None and found.name == "speech"
    assert scene_for(("calm the colony", "Smoker")) is None


@given(st.integers(0, 10_000), st.integers(1, 40))
def test_spread_uses_all_before_any_twice(seed: int, size: int) -> None:
    spread = Spread(seed)
    drawn = []
    for _ in range(size):
        chosen = spread.pick(list(range(size)), "pool")
        spread.count([("pool", chosen)])
        drawn.append(chosen)
    assert sorted(drawn) == list(range(size))


def test_same_seed_same_stem_other_seed_another() -> None:
    request = Request(
        about=("calm the colony before an inspection",), technical=False, topic="hive inspection",
        lines=(Line("do", frames.NEED_DO, "calm the colony before an inspection"),),
        ask=Line("ask choose", frames.ASK_CHOOSE), kind="tool",
    )  # fmt: skip
    one, again, other = (write_stem(request, Spread(seed)) for seed in (1, 1, 2))
    assert one is not None and again is not None and other is not None
    assert one.text == again.text != other.text
    assert words(one.text) <= 45  # nothing is said that decides nothing
    assert one.text.endswith("?") and one.text.count("?") == 1
    assert "calm the colony before an inspection" in one.text
    assert not re.search(r"data scientist|machine learning|AWS|\{|\ba [aeio]", one.text)


@pytest.mark.parametrize(
    ("need", "shape", "form", "pool"),
    [
        ("calm the colony before an inspection", "infinitive", "purpose", "do"),
        ("keeps the queen out of the honey", "finite", "property", "is"),
        ("the colony lacks stores in early spring", "clause", "choice", "when"),
        ("the share of cells that hold brood", "noun", "definition", "figure"),
        ("hard white mummies on the floor", "noun", "cause", "lead seen"),
        ("colonies that have lost their queen", "noun", "choice", "for"),
    ],
)
def test_a_need_is_framed_by_its_shape(need: str, shape: NeedShape, form: Form, pool: str) -> None:
    (line,) = lines_of(a_fact(need, shape, form))
    assert line.pool == pool


def test_nobody_needs_a_definition_or_how_an_algorithm_works() -> None:
    assert is_need(a_fact("calm the colony before an inspection"))
    assert is_need(a_fact("the share of cells that hold brood", "noun", "definition"))
    assert not is_need(a_fact("the share of cells that hold brood, also called cover", "noun", "definition"))
    assert not is_need(a_fact("a can with bellows", "noun", "definition"), strict=False)
    assert not is_need(a_fact("sum over the frames", kind="algorithm"))
    assert is_need(a_fact("sum over the frames", kind="algorithm"), strict=False)


def test_what_nobody_needs_is_not_asked_for() -> None:
    assert askable(a_fact("calm the colony before an inspection"))
    assert not askable(a_fact("kill larvae before their cells are capped", kind="disease"))
    assert not askable(a_fact("needs a dry place in winter", "finite", "property"))
    assert not askable(a_fact("hide the queen below"))
    assert not askable(a_fact("use smoker bellows before the inspection"))


@pytest.mark.parametrize(
    "need",
    [
        "provide calm colonies before an inspection",
        "facilitate the creation of calm colonies in spring",
        "calm the colony before an inspection, integrating smoke and water",
        "fill a frame with the value 42 of the scale",
        "carry statement block 4 of the colony record",
    ],
)
def test_praise_side_effects_and_example_values_are_no_need(need: str) -> None:
    assert not askable(a_fact(need))


def test_what_comes_of_a_thing_is_cut_and_a_row_of_doings_is_kept() -> None:
    praised = tidied(a_fact("calm the colony before an inspection, enabling gentle work"))
    assert praised.need == "calm the colony before an inspection" and askable(praised)
    assert askable(a_fact("ease the work of lifting, turning and cleaning frames"))


def test_how_a_thing_sees_something_or_goes_about_it_is_no_task_of_a_person() -> None:
    seen = replace(a_fact("view combs as rows of equal cells"), text="The scale views combs as rows of equal cells.")
    assert describes(seen) and described_in(seen) == "views combs as rows of equal cells"
    way = "sort colonies by weighing pairs of hives at night"
    assert describes(replace(a_fact(way), text="The scale sorts colonies by weighing pairs of hives at night."))
    assert not describes(
        replace(a_fact(way), text="Use the scale to sort colonies by weighing pairs of hives at night.")
    )
    assert not describes(a_fact("calm the colony before an inspection"))


def test_a_stem_without_a_topic_begins_with_who_needs_what() -> None:
    request = Request(
        about=("calm the colony",), technical=False, topic="",
        lines=(Line("do", frames.NEED_DO, "calm the colony before an inspection"),),
        ask=Line("ask choose", frames.ASK_CHOOSE), kind="tool",
    )  # fmt: skip
    made = write_stem(request, Spread(1))
    assert made is not None and re.match(r"An? [\w -]+ at an? [\w -]+ has to calm the colony before", made.text)
    plain = write_stem(replace(request, lines=(), ask=Line("ask plain", frames.ASK_PLAIN, "calms a colony")), Spread(1))
    assert plain is not None and plain.text == "Which tool calms a colony?" and not plain.used


def test_needs_are_tidied() -> None:
    assert tidied(a_fact("when colonies are weak in spring", "noun", "choice")).need == "colonies are weak in spring"
    assert (
        tidied(a_fact("stabilize the comb, allow a higher load")).need == "stabilize the comb and allow a higher load"
    )


@pytest.mark.parametrize(
    "cell",
    [
        "colonies that have lost their queen",
        "wet springs and cold nights",
        "swarming, robbing and feeding",
        "a hive in full sun",
        "clearing snow from the entrance",
    ],
)
def test_cells_that_can_stand_in_a_sentence(cell: str) -> None:
    assert noun_phrase(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "no brood, few stores",
        "hour of day in the hive",
        "comb, much honey, few bees and little time",
        "weak colony, strong nectar flow",
        "hive when the queen is gone",
    ],
)
def test_scraps_of_a_table_are_not_put_into_a_sentence(cell: str) -> None:
    assert not noun_phrase(cell)
    assert not said_whole(a_fact(cell, "noun", "choice"))


@pytest.mark.parametrize(
    "need",
    [
        "provide several useful functions for beekeepers",
        "offer a wide range of hives and frames",
        "aim to improve the yield of honey",
        "load tests that suggest a size of hive",
        "create command requires several frames at once",
        "coordinate helpers of every kind",
    ],
)
def test_what_any_tool_could_be_said_to_do_or_is_no_infinitive_is_not_asked_for(need: str) -> None:
    assert not askable(a_fact(need, kind="service"))


def test_a_finite_need_with_a_second_subject_is_not_asked_for() -> None:
    assert askable(a_fact("keeps the queen inside, and holds the drones", "finite", "property"))
    assert not askable(a_fact("keeps the queen inside, and drones stop at the grid", "finite", "property"))


def test_quantities_are_figures_that_measure_and_no_digits_in_names() -> None:
    assert quantities("holds at most 15 frames and 2.5 kg of honey") == ("15", "2.5")
    assert quantities("a 15-minute limit") == ("15",)
    assert quantities("the S3 hive, the F1 score and B52") == ()


@pytest.mark.parametrize(
    ("need", "shape", "form", "text"),
    [
        ("weigh hives on a scale first", "infinitive", "purpose", ""),
        ("divide combs into boxes, frames and cells", "infinitive", "purpose", ""),
        ("lift frames after harvest", "infinitive", "purpose", "A hook lifts frames after harvest, whereas a grip …"),
        ("wax, honey and pollen", "noun", "choice", ""),
        ("the bottom board of old hives and yields a draught", "noun", "definition", ""),
        ("Must the colony survive a long winter alone?", "question", "choice", ""),
    ],
)
def test_needs_that_hang_say_how_it_works_or_name_no_task_are_not_asked_for(
    need: str, shape: NeedShape, form: Form, text: str
) -> None:
    assert not askable(replace(a_fact(need, shape, form, "Fork"), text=text))


def test_a_common_noun_without_its_article_is_seen_and_names_made_of_words_are_capital() -> None:
    casing = Casing(["Use a smoker. A smoker is lit. Drift of bees and cross-breeding matter."], str.isalpha)
    assert not casing.articleless("drift") and not casing.articleless("Bee brush")
    assert Casing(["They lit a skep and went. Skep beekeeping, skep weaving."]).articleless("skep")
    assert casing.opening("cross-breeding") == "Cross-breeding"
    assert casing.inside("Miller's feeder") == "Miller's feeder"


def test_topic_is_the_innermost_heading_that_the_guide_speaks_of() -> None:
    running = (
        "much is known of swarming today. some fear swarming, others diseases and pests, for diseases and pests kill."
    )
    assert topic_of(("A handbook", "Swarming season"), running) == ""
    assert topic_of(("A handbook", "3.2. Diseases And Pests", "What is next?"), running) == "diseases and pests"
    assert topic_of(("Tools",), "use of tools and more tools and all tools") == ""
    assert topic_of(("3",), "more of 3 and much of 3") == ""


def test_coined_names_keep_their_small_letter_and_words_do_not() -> None:
    casing = Casing(
        ["Run dpkg-x first. Normalisation helps; we use normalisation."], lambda word: word in ("run", "first")
    )
    assert casing.opening("dpkg-x") == "dpkg-x"
    assert casing.opening("normalisation") == "Normalisation"
    assert casing.opening("run") == "Run"
