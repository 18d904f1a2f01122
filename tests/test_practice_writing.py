"""Writing a question: grammar, scenes, even choice, options that do not give themselves away."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.balance import Balance, quotas
from studyground.assistant.practice.practice_question import Option, PracticeQuestion
from studyground.assistant.practice.style import REAL, measure_style, style_table
from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import askable, described_in, describes, tidied
from studyground.assistant.practice.writing.beside import joined
from studyground.assistant.practice.writing.fact import Fact, Form, Mined, NeedShape, Span, Thing
from studyground.assistant.practice.writing.leaking import akin, echoed, leaks, telltale
from studyground.assistant.practice.writing.lines import is_need, lines_of, said_whole
from studyground.assistant.practice.writing.option_names import vague
from studyground.assistant.practice.writing.options import (
    Choice,
    by_name,
    described,
    fitting,
    manner_of,
    overlapping,
    rests_on,
)
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
from studyground.assistant.practice.writing.rationales import instead, rationale, statement
from studyground.assistant.practice.writing.scenes import PLAIN, SCENES, TECHNICAL, scene_for
from studyground.assistant.practice.writing.spread import Spread
from studyground.assistant.practice.writing.stems import Line, Request, topic_of, write_stem
from studyground.assistant.practice.writing.trades import ACTORS, PLAIN_ACTORS, actors_for

SLOTS = re.compile(r"\{(\w+)\}")
KNOWN_SLOTS = {
    "Who", "a", "A", "role", "arole", "Arole", "topic", "kind", "kinds", "akind", "solution", "need", "need1", "need2", "need3",
}  # fmt: skip
NO_GUIDE = Casing(
    ["Bees build a comb. A smoker is used to calm them. The Apidea is a small hive. Use an Apidea, or a comb."]
)


def a_fact(
    need: str, shape: NeedShape = "infinitive", form: Form = "purpose", thing: str = "Smoker", kind: str = "tool"
) -> Fact:
    """A fact as mining would hand it over."""
    return Fact(
        "0" * 12, thing, kind, form, need, shape, "", Span("bees.md", 0, 40), ("Bees", "Tools"), "span", priority=0.8
    )


def a_question(
    texts: list[str], key: int, stem: str = "A team needs help. Which tool should the team use?"
) -> PracticeQuestion:
    """A question with one key."""
    options = tuple(Option("ABCDEF"[at], text, at == key, "") for at, text in enumerate(texts))
    return PracticeQuestion("0" * 16, "multiple_choice", 1, stem, options, "", "", "application", ())


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


def test_a_part_of_a_compound_gives_the_key_away() -> None:
    assert telltale("browse the repository using gitweb", ["git-instaweb", "git-daemon", "git-bisect", "git-commit"])
    others = ["RepeatedStratifiedKFold", "LeaveOneGroupOut", "StratifiedShuffleSplit"]
    assert telltale("combine both StratifiedKFold and GroupKFold", ["StratifiedGroupKFold", *others])


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


@pytest.mark.parametrize("name", ["Repeated", "Log-normal", "Weights", "Enabling wide entrances", "Choosing a hive"])
def test_names_that_say_nothing_by_themselves_are_no_options(name: str) -> None:
    assert vague(name)


@pytest.mark.parametrize("name", ["Smoker", "Feeding", "Learning rate", "Bee brush"])
def test_names_of_things_are_options(name: str) -> None:
    assert not vague(name)


def test_quantities_are_figures_that_measure_and_no_digits_in_names() -> None:
    assert quantities("holds at most 15 frames and 2.5 kg of honey") == ("15", "2.5")
    assert quantities("a 15-minute limit") == ("15",)
    assert quantities("the S3 hive, the F1 score and B52") == ()


# Five tools of an apiary, each with what it is and what it does; the smoker is said twice over.
TOOLS_TOLD = {
    "Smoker": ("a can with bellows that blows cool smoke over frames", "calm the colony before an inspection"),
    "Feeder": ("a trough that offers syrup inside the box", "carry weak colonies through a cold spring"),
    "Bee brush": ("a soft brush with long light bristles", "sweep workers from combs before extraction"),
    "Excluder": ("a grid that only workers can pass", "confine the queen to the lower box"),
    "Uncapping fork": ("a comb of steel needles with a handle", "lift wax lids from ripe cells"),
}


def an_apiary() -> tuple[Mined, dict[str, Fact]]:
    """A mined guide in which every tool has two facts and stands beside the others."""
    facts: dict[str, Fact] = {}
    for at, (name, told) in enumerate(TOOLS_TOLD.items()):
        for form, shape, need in (("definition", "noun", told[0]), ("purpose", "infinitive", told[1])):
            start = 100 * at + (50 if form == "purpose" else 0)
            fact_id = f"{at:06d}{start:06d}"
            facts[fact_id] = Fact(
                fact_id, name, "tool", form, need, shape, "", Span("bees.md", start, start + 40), ("Tools",), "span",  # type: ignore[arg-type]
                text=need, priority=0.8,
            )  # fmt: skip
    own = {name: tuple(one.id for one in facts.values() if one.thing == name) for name in TOOLS_TOLD}
    things = {
        name: Thing(name, kind="tool", facts=own[name], siblings=tuple(other for other in TOOLS_TOLD if other != name))
        for name in TOOLS_TOLD
    }
    ranked = {one.id: tuple(name for name in TOOLS_TOLD if name != one.thing) for one in facts.values()}
    mined = Mined(
        "0", tuple(facts.values()), (), things, {"tool": tuple(TOOLS_TOLD)}, ranked, {}, dict.fromkeys(facts, 4)
    )
    return mined, facts


def test_described_options_say_of_each_thing_what_the_guide_says_in_one_grammar() -> None:
    mined, facts = an_apiary()
    purpose = next(one for one in facts.values() if one.thing == "Smoker" and one.form == "purpose")
    definition = next(one for one in facts.values() if one.thing == "Smoker" and one.form == "definition")
    made = described(purpose, [definition], mined, facts, 3, Spread(1), False, NO_GUIDE)
    assert made is not None and [choice.correct for choice in made] == [True, False, False, False]
    assert made[0].text == "Use smoker, a can with bellows that blows cool smoke over frames"
    assert purpose.need not in made[0].text
    for choice in made:
        assert choice.fact is not None and choice.text.startswith("Use ") and choice.fact.need in choice.text
        assert manner_of(choice.fact) == "is"


def test_a_thing_of_which_nearly_the_same_is_said_is_no_wrong_option() -> None:
    mined, facts = an_apiary()
    purpose = next(one for one in facts.values() if one.thing == "Smoker" and one.form == "purpose")
    rival = next(one for one in facts.values() if one.thing == "Feeder" and one.form == "purpose")
    same = dict(facts) | {rival.id: replace(rival, need="calm a colony before the first inspection")}
    named = by_name(purpose, mined, same, 3, Spread(1), frozenset(), False, NO_GUIDE)
    assert named is not None and "Feeder" not in {choice.thing for choice in named}


def test_what_the_guide_teaches_elsewhere_is_no_wrong_option() -> None:
    """A learner who sees what a question is about would see that such an option is not."""
    mined, facts = an_apiary()
    purpose = next(one for one in facts.values() if one.thing == "Smoker" and one.form == "purpose")
    assert by_name(purpose, mined, facts, 3, Spread(1), frozenset(), False, NO_GUIDE) is not None
    apart = {
        one.id: one if one.thing == "Smoker" else replace(one, section=("Bees", f"On the {one.thing.lower()}"))
        for one in facts.values()
    }
    alone = replace(mined, things={name: replace(thing, siblings=()) for name, thing in mined.things.items()})
    assert by_name(purpose, alone, apart, 3, Spread(1), frozenset(), False, NO_GUIDE) is None


def test_options_that_hold_each_other_or_differ_in_length_do_not_fit() -> None:
    def options(*texts: str) -> list[Choice]:
        return [Choice(text, at == 0, text, None) for at, text in enumerate(texts)]

    assert fitting(options("Smoker", "Feeder", "Bee brush", "Hive tool"))
    assert not fitting(options("Smoker", "Smoker", "Bee brush", "Hive tool"))
    assert not fitting(options("Hive", "Top-bar hive", "Skep", "Comb"))
    assert not fitting(
        options("Smoker", "An extractor that spins the honey out of all the combs at once", "Skep", "Comb")
    )


def test_a_word_that_only_one_option_shares_with_the_stem_leaks() -> None:
    texts = ["Oxalic acid", "Formic acid", "Thymol"]
    assert leaks("Which oxalic treatment is meant?", texts, lambda term: True)
    assert not leaks("Which acid is meant, and which thymol?", ["Oxalic acid", "Formic acid"], lambda term: True)
    assert not leaks("Which oxalic treatment is meant?", texts, lambda term: False)


@pytest.mark.parametrize(
    ("said", "key", "wrong", "word"),
    [
        ("The keeper has to extract honey.", "Nextractor", "Smoker", "extract"),
        ("The keeper wants marks on frames.", "Marking pen", "Smoker", "marks"),
        ("The figures follow Varroan's method.", "Varroa count", "Sugar roll", "varroan"),
        ("The keeper has k boxes.", "k-boards", "Slats", "k"),
        ("The keeper has to extract honey.", "Nextractor", "Wax extractor", ""),
        ("The bees are calm.", "Bee brush", "Smoker", ""),
        ("The comb holds 14 cells.", "Frame 14", "Smoker", ""),
    ],
)
def test_a_word_that_the_key_takes_up_in_another_form_is_an_echo(said: str, key: str, wrong: str, word: str) -> None:
    assert echoed(said, [key], [wrong, "Skep"], lambda term: term == "bee") == word


def test_words_are_akin_across_inflection_and_inside_names() -> None:
    assert akin("labels", "labelling") and akin("shap", "shapley") and akin("deployed", "deployment")
    assert not akin("distance", "distribution") and not akin("tab", "tables") and not akin("rate", "generate")


def test_a_part_and_its_whole_do_not_stand_beside_each_other() -> None:
    mined, facts = an_apiary()
    purpose = next(one for one in facts.values() if one.thing == "Smoker" and one.form == "purpose")
    brush = next(one for one in facts.values() if one.thing == "Bee brush" and one.form == "definition")
    built = dict(facts) | {brush.id: replace(brush, need="a set of bristles for smokers with bellows")}
    assert rests_on(mined.things["Bee brush"], mined.things["Smoker"], built)
    assert not rests_on(mined.things["Smoker"], mined.things["Bee brush"], built)
    made = by_name(purpose, mined, built, 3, Spread(1), frozenset(), False, NO_GUIDE)
    assert made is not None and "Bee brush" not in {choice.thing for choice in made}
    taught = dict(facts) | {brush.id: replace(brush, section=("Tools", "Smokers"))}
    assert rests_on(mined.things["Bee brush"], mined.things["Smoker"], taught)


def test_things_far_from_the_key_stand_beside_it_only_where_nearer_ones_are_missing() -> None:
    mined, facts = an_apiary()
    purpose = next(one for one in facts.values() if one.thing == "Smoker" and one.form == "purpose")
    lonely = {name: replace(thing, siblings=()) for name, thing in mined.things.items()}
    for near, expected in ((3, {"Smoker", "Feeder", "Bee brush", "Excluder"}), (4, set(TOOLS_TOLD))):
        seen: set[str] = set()
        for seed in range(12):
            sparse = replace(mined, things=lonely, near=dict.fromkeys(facts, near))
            made = by_name(purpose, sparse, facts, 3, Spread(seed), frozenset(), False, NO_GUIDE)
            seen |= {choice.thing for choice in made or ()}
        assert seen == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SkepWeaving", "Skep Weaving", True),
        ("Q2 grid", "Q2 excluder", True),
        ("Q1 grid", "Q2 excluder", False),
        ("Bee brush", "Wax brush", False),
    ],
)
def test_names_of_one_thing_are_told(one: str, other: str, same: bool) -> None:
    assert overlapping(one, other) is same


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


def test_rationales_are_whole_sentences_and_admit_silence() -> None:
    fact = a_fact("calm the colony before an inspection")
    other = a_fact("keeps the queen below", "finite", "property", "Excluder")
    assert statement(fact, NO_GUIDE) == "The guide names smoker as a way to calm the colony before an inspection."
    silent = rationale(Choice("Feeder", False, "Feeder", None), fact, NO_GUIDE)
    assert silent == "The guide does not say what Feeder is for."
    assert rationale(Choice("Smoker", True, "Smoker", fact), fact, NO_GUIDE) == statement(fact, NO_GUIDE)
    wrong = rationale(Choice("Excluder", False, "Excluder", other), fact, NO_GUIDE)
    assert wrong.startswith("Excluder keeps the queen below") and "inspection" in wrong  # what the stem needs of it


@pytest.mark.parametrize(
    ("need", "shape", "form", "expected"),
    [
        ("the colony lacks stores", "clause", "choice", "That is another case than the one here."),
        ("Is the hive wet", "question", "choice", "That is another question than the one asked here."),
        ("chalky mummies", "noun", "remedy", "That is another trouble than the one here."),
        ("chalky mummies", "noun", "cause", "That is another sign than the one seen here."),
        ("a can with bellows", "noun", "definition", "That is another quantity than the one wanted here."),
        ("calms bees", "finite", "property", "That is not what is wanted here."),
    ],
)
def test_a_wrong_option_is_told_in_what_it_differs(need: str, shape: NeedShape, form: Form, expected: str) -> None:
    assert instead(a_fact(need, shape, form)) == expected


def test_sentences_that_follow_each_other_are_cited_as_one_span() -> None:
    one, following, far = Span("a.md", 0, 40), Span("a.md", 41, 80), Span("a.md", 300, 340)
    assert joined([one, following]) == (Span("a.md", 0, 80),)
    assert joined([one, one]) == (one,)
    assert joined([one, far]) == (one, far)
    assert joined([one, Span("b.md", 41, 80)]) == (one, Span("b.md", 41, 80))


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


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.floats(1, 100), min_size=1, max_size=6), st.integers(0, 300))
def test_quotas_add_up_and_stay_within_one(weights: dict[str, float], count: int) -> None:
    shared = quotas(weights, count)
    assert sum(shared.values()) == count
    for name, weight in weights.items():
        assert abs(shared[name] - count * weight / sum(weights.values())) < 1 + 1e-9


def test_quotas_of_the_exam_by_hand() -> None:
    assert quotas({"one": 20, "two": 24, "three": 36, "four": 20}, 50) == {
        "one": 10,
        "two": 12,
        "three": 18,
        "four": 10,
    }


@given(st.lists(st.permutations(range(4)), min_size=20, max_size=60))
def test_places_of_keys_stay_even(draws: list[list[int]]) -> None:
    balance = Balance()
    counts = [0] * 4
    for draw in draws:
        (at,) = balance.places(4, 1, draw)
        counts[at] += 1
        balance.count(a_question(["aa", "bb", "cc", "dd"], at))
    assert max(counts) - min(counts) <= 1


def test_key_is_kept_from_being_the_longest_too_often() -> None:
    balance = Balance()
    long_key = a_question(["a much longer key", "b", "c", "d"], 0)
    taken = 0
    for _ in range(100):
        if balance.takes(long_key):
            balance.count(long_key)
            taken += 1
        else:
            balance.count(a_question(["a", "b longer", "c", "d"], 0))
    assert 20 <= taken <= 30


def test_style_figures_worked_by_hand() -> None:
    first = a_question(["aaaa", "bb", "cc", "dd"], 0, "A team needs 3 tools. Which is MOST useful?")
    second = a_question(["aa", "bb", "cc", "dddd"], 1, "Bees fly. Which way?")
    style = measure_style([first, second])
    assert style.stem_words == (9 + 4) / 2
    assert style.names_someone_in_need == 0.5
    assert style.key_longest == 0.5
    assert style.key_places == (0.5, 0.5, 0, 0)
    assert style.capitalised_qualifier == 0.5
    assert style.with_number == 0.5
    assert style.key_length_ratio == pytest.approx((4 / 2 + 2 / ((2 + 2 + 4) / 3)) / 2)
    assert style_table(style).count("\n") == len(REAL) + 1
    assert measure_style([]).questions == 0
