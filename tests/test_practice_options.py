"""Writing options: neighbours that do not give the key away, reasons, even places, figures of style."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.balance import Balance, quotas
from studyground.assistant.practice.practice_question import Option, PracticeQuestion
from studyground.assistant.practice.style import REAL, measure_style, style_table
from studyground.assistant.practice.writing.beside import joined
from studyground.assistant.practice.writing.fact import Fact, Form, Mined, NeedShape, Span, Thing
from studyground.assistant.practice.writing.leaking import akin, echoed, leaks, telltale
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
from studyground.assistant.practice.writing.rationales import instead, rationale, statement
from studyground.assistant.practice.writing.spread import Spread
from tests.beekeeping_facts import NO_GUIDE, a_fact


def a_question(
    texts: list[str], key: int, stem: str = "A team needs help. Which tool should the team use?"
) -> PracticeQuestion:
    """A question with one key."""
    options = tuple(Option("ABCDEF"[at], text, at == key, "") for at, text in enumerate(texts))
    return PracticeQuestion("0" * 16, "multiple_choice", 1, stem, options, "", "", "application", ())


def test_a_part_of_a_compound_gives_the_key_away() -> None:
    assert telltale("browse the repository using gitweb", ["git-instaweb", "git-daemon", "git-bisect", "git-commit"])
    others = ["RepeatedStratifiedKFold", "LeaveOneGroupOut", "StratifiedShuffleSplit"]
    assert telltale("combine both StratifiedKFold and GroupKFold", ["StratifiedGroupKFold", *others])


@pytest.mark.parametrize("name", ["Repeated", "Log-normal", "Weights", "Enabling wide entrances", "Choosing a hive"])
def test_names_that_say_nothing_by_themselves_are_no_options(name: str) -> None:
    assert vague(name)


@pytest.mark.parametrize("name", ["Smoker", "Feeding", "Learning rate", "Bee brush"])
def test_names_of_things_are_options(name: str) -> None:
    assert not vague(name)


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
