"""Writing a question: grammar, scenes, even choice, options that do not give themselves away."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.balance import Balance, quotas
from studyground.assistant.practice.practice_question import Option, PracticeQuestion
from studyground.assistant.practice.style import REAL, measure_style, style_table
from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import askable, tidied
from studyground.assistant.practice.writing.beside import joined
from studyground.assistant.practice.writing.fact import Fact, Form, NeedShape, Span
from studyground.assistant.practice.writing.lines import lines_of
from studyground.assistant.practice.writing.options import Choice, fitting, leaks
from studyground.assistant.practice.writing.phrasing import (
    Casing,
    capital,
    indirect,
    plural,
    sentence,
    several,
    usable,
    with_article,
    words,
)
from studyground.assistant.practice.writing.rationales import rationale, statement
from studyground.assistant.practice.writing.scenes import PLAIN, SCENES, TECHNICAL, filled, scene_for
from studyground.assistant.practice.writing.spread import Spread
from studyground.assistant.practice.writing.stems import Line, Request, topic_of, write_stem
from studyground.assistant.practice.writing.trades import PLAIN_ACTORS, TRADES

SLOTS = re.compile(r"\{(\w+)\}")
KNOWN_SLOTS = {
    "a", "A", "role", "arole", "Arole", "does", "project", "kind", "kinds", "akind", "solution", "thing", "Thing",
    "other", "Other", "need", "need1", "need2", "need3",
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


def test_frames_name_only_known_slots() -> None:
    pools = {name: value for name, value in vars(frames).items() if name.isupper() and isinstance(value, tuple)}
    assert len(pools) > 25
    for name, pool in pools.items():
        assert len(set(pool)) == len(pool), name
        for frame in pool:
            assert set(SLOTS.findall(frame)) <= KNOWN_SLOTS, frame


def test_questions_end_in_one_question_mark_and_other_frames_in_none() -> None:
    for name, pool in vars(frames).items():
        if name.isupper() and isinstance(pool, tuple):
            for frame in pool:
                assert frame.count("?") == (1 if name.startswith("ASK") else 0), frame


def test_every_trade_and_scene_fills_every_phrase() -> None:
    assert len({trade.name for trade in TRADES}) == len(TRADES) >= 40
    assert len(set(PLAIN_ACTORS)) == len(PLAIN_ACTORS)
    for scene in (*SCENES, TECHNICAL, PLAIN):
        for phrase in (*scene.activities, *scene.projects, *scene.states):
            assert "{" not in filled(phrase, TRADES[0], "hives")


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
    assert 45 <= words(one.text) <= 82
    assert one.text.endswith("?") and one.text.count("?") == 1
    assert "calm the colony before an inspection" in one.text
    assert not re.search(r"data scientist|machine learning|AWS|\{|\ba [aeio]", one.text)


@pytest.mark.parametrize(
    ("need", "shape", "form", "pool"),
    [
        ("calm the colony before an inspection", "infinitive", "purpose", "do"),
        ("keeps the queen out of the honey", "finite", "property", "is"),
        ("the colony lacks stores in early spring", "clause", "choice", "when"),
        ("a device that keeps the queen below", "noun", "definition", "want"),
        ("the share of cells that hold brood", "noun", "definition", "figure"),
        ("hard white mummies on the floor", "noun", "cause", "lead seen"),
        ("beekeepers who want high yields, and school classes", "noun", "choice", "note"),
    ],
)
def test_a_need_is_framed_by_its_shape(need: str, shape: NeedShape, form: Form, pool: str) -> None:
    (line,) = lines_of(a_fact(need, shape, form))
    assert line.pool == pool


def test_what_nobody_needs_is_not_asked_for() -> None:
    assert askable(a_fact("calm the colony before an inspection"))
    assert not askable(a_fact("kill larvae before their cells are capped", kind="disease"))
    assert not askable(a_fact("needs a dry place in winter", "finite", "property"))
    assert not askable(a_fact("hide the queen below"))
    assert not askable(a_fact("use smoker bellows before the inspection"))


def test_needs_are_tidied() -> None:
    assert tidied(a_fact("when colonies are weak in spring", "noun", "choice")).need == "colonies are weak in spring"
    assert (
        tidied(a_fact("stabilize the comb, allow a higher load")).need == "stabilize the comb and allow a higher load"
    )


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


def test_rationales_are_whole_sentences_and_admit_silence() -> None:
    fact = a_fact("calm the colony before an inspection")
    assert statement(fact, NO_GUIDE) == "The guide names smoker as a way to calm the colony before an inspection."
    silent = rationale(Choice("Feeder", False, "Feeder", None), 0, NO_GUIDE)
    assert silent == "The guide does not say what Feeder is for."
    wrong = rationale(Choice("Smoker", False, "Smoker", fact), 1, NO_GUIDE)
    assert wrong.count(".") == 2 and wrong.endswith(".")


def test_sentences_that_follow_each_other_are_cited_as_one_span() -> None:
    one, following, far = Span("a.md", 0, 40), Span("a.md", 41, 80), Span("a.md", 300, 340)
    assert joined([one, following]) == (Span("a.md", 0, 80),)
    assert joined([one, one]) == (one,)
    assert joined([one, far]) == (one, far)
    assert joined([one, Span("b.md", 41, 80)]) == (one, Span("b.md", 41, 80))


def test_topic_is_the_innermost_heading_that_can_be_one() -> None:
    assert topic_of(("A handbook", "Swarming"), "Bees") == "swarming"
    assert topic_of(("A handbook", "Diseases And Pests", "What is next?"), "Bees") == "diseases and pests"
    assert topic_of(("3",), "How to keep bees?") == "the subject"


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
        balance.count(a_question(["aa", "bb", "cc", "dd"], at), "names")
    assert max(counts) - min(counts) <= 1


def test_key_is_kept_from_being_the_longest_too_often() -> None:
    balance = Balance()
    long_key = a_question(["a much longer key", "b", "c", "d"], 0)
    taken = 0
    for _ in range(100):
        if balance.takes(long_key):
            balance.count(long_key, "names")
            taken += 1
        else:
            balance.count(a_question(["a", "b longer", "c", "d"], 0), "names")
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
