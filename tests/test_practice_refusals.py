"""What the writer of questions refuses, and how it says what a thing is: rules that came out of reading many batches."""

import pytest

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import askable, tidied
from studyground.assistant.practice.writing.fact import Fact, Form, Mined, NeedShape, Span, Thing
from studyground.assistant.practice.writing.lines import is_need, lines_of
from studyground.assistant.practice.writing.mining_rank import rank
from studyground.assistant.practice.writing.mining_shapes import shape_of
from studyground.assistant.practice.writing.option_names import broad, family, vague
from studyground.assistant.practice.writing.options import by_name
from studyground.assistant.practice.writing.phrasing import Casing, indirect, usable
from studyground.assistant.practice.writing.rationales import statement
from studyground.assistant.practice.writing.spread import Spread
from studyground.assistant.practice.writing.stems import Line, Request, matter_of, write_stem
from studyground.assistant.practice.writing.vocabulary import head_noun, is_doing
from tests.beekeeping_facts import a_fact

NO_GUIDE = Casing(["A hive is a box. The histogram is a graph. Accuracy of the scale is checked."], lambda _: True)


def mined_of(*things: Thing) -> Mined:
    """A mined guide with things alone."""
    return Mined("0", (), (), {one.name: one for one in things}, {})


@pytest.mark.parametrize(
    ("need", "shape", "form", "kind"),
    [
        ("a poor placeholder for a missing number", "noun", "definition", ""),
        ("help a linear model follow a curve and softens outliers", "infinitive", "purpose", "technique"),
        ("live now inside the workspace of another product", "infinitive", "purpose", "tool"),
        ("wins when the task changes often in the field", "finite", "property", "tool"),
        ("a simpler model on one small instance", "noun", "choice", "service"),
        ("there is no hive in the whole garden", "clause", "choice", "tool"),
        ("grouping without labels", "noun", "choice", "algorithm"),
        ("training files or home folders are on a shared disk", "clause", "choice", "system"),
        ("cluster with bad scores can be analysed by the reader", "infinitive", "purpose", "tool"),
        ("respond poorly to long and narrow groups", "infinitive", "purpose", "metric"),
        ("a fine way of handling many hives", "noun", "definition", "method"),
        ("answer the problem of too many columns", "infinitive", "purpose", "technique"),
    ],
)
def test_needs_that_judge_compare_or_leave_too_much_open_are_not_asked(
    need: str, shape: NeedShape, form: Form, kind: str
) -> None:
    assert not askable(a_fact(need, shape, form, kind=kind))


@pytest.mark.parametrize(
    ("need", "shape", "form", "kind"),
    [
        ("detect personal records in stored data", "infinitive", "purpose", "service"),
        ("third-party weather datasets for forecasts", "noun", "choice", "service"),
        ("grouping of unlabelled hive records by place", "noun", "choice", "algorithm"),
        ("training files are on a shared disk", "clause", "choice", "system"),
    ],
)
def test_needs_of_the_same_kinds_that_decide_are_asked(need: str, shape: NeedShape, form: Form, kind: str) -> None:
    assert askable(a_fact(need, shape, form, kind=kind))


def test_a_phrase_may_end_in_a_word_that_ends_like_an_article() -> None:
    assert usable("rebuild tables from raw data") and usable("keep bees in a large area")
    assert not usable("rebuild tables from a") and not usable("rebuild tables and")


def test_an_aside_after_a_task_is_left_out() -> None:
    assert tidied(a_fact("produce speech from text, the opposite direction to dictation")).need == (
        "produce speech from text"
    )


@pytest.mark.parametrize(
    ("cell", "shape"),
    [
        ("Business users build models without code", "clause"),
        ("Keepers open the hives in spring", "clause"),
        ("Access logs in a bucket", "noun"),
        ("Equal chance in a range", "noun"),
        ("open the hives", "infinitive"),
    ],
)
def test_a_cell_is_taken_for_what_it_is(cell: str, shape: NeedShape) -> None:
    assert shape_of(cell) == shape


def test_a_name_of_two_words_keeps_its_capitals_and_a_title_does_not() -> None:
    assert tidied(a_fact("run Apache Kafka")).need == "run Apache Kafka"
    assert tidied(a_fact("count Large Winter Clusters")).need == "count large winter clusters"


def test_the_verb_of_a_question_comes_after_its_subject() -> None:
    assert indirect("How can a bad release harm few callers?") == "how a bad release can harm few callers"


@pytest.mark.parametrize(
    "fact",
    [
        a_fact("the grouping of unlabelled points by likeness", "noun", "definition", "Clustering", "technique"),
        a_fact("a failure to learn the pattern, seen in both errors", "noun", "definition", "Underfitting", "problem"),
        a_fact("mark points in sparse regions as noise", kind="algorithm", thing="DBSCAN"),
    ],
)
def test_what_only_a_glossary_would_say_is_no_need(fact: Fact) -> None:
    assert not is_need(fact)


def test_a_question_of_a_business_is_asked_as_it_stands() -> None:
    line = lines_of(a_fact("which products come first on the page?", "question", "choice", "Ranking", "task"))
    request = Request(("which products",), True, "", line, Line("ask open", frames.ASK_OPEN), "option")
    stem = write_stem(request, Spread(4))
    assert stem and "wants to find out which products come first on the page." in stem.text


def test_the_matter_of_a_case_is_a_heading_that_points_at_no_answer() -> None:
    def apart(heading: str) -> bool:
        return "median" not in heading.lower()

    path = ("Statistics", "Describing one variable", "Centre and spread", "Median and mean")
    assert matter_of(path, lambda _: False, apart) == "centre and spread"
    assert matter_of(path, lambda heading: heading.startswith("Centre"), apart) == "describing one variable"
    assert matter_of(("Statistics",), lambda _: False, apart) == ""
    assert matter_of(("Statistics", "What to do when it rains"), lambda _: False, apart) == ""


def test_families_and_broad_products_are_told_from_their_members() -> None:
    mined = mined_of(
        *(Thing(name) for name in ("Regression", "Linear regression", "Logistic regression", "Imputation")),
        Thing("Hivemaster", ("Hivemaster",)), *(Thing(f"Hivemaster {part}") for part in ("Scale", "Lamp", "Door", "Log")),
    )  # fmt: skip
    assert family("Regression", mined) and not family("Linear regression", mined) and not family("Imputation", mined)
    assert broad(mined.things["Hivemaster"], mined) and not broad(mined.things["Hivemaster Log"], mined)
    assert vague("Weights") and not vague("k-means")


def test_figures_have_no_article_and_drawings_have_one() -> None:
    assert NO_GUIDE.named("Accuracy", "metric") == "accuracy"
    assert NO_GUIDE.named("Histogram", "graph") == "a histogram"


def test_a_name_that_is_an_instruction_is_quoted_in_a_reason() -> None:
    asked = a_fact("columns with hardly any value", "noun", "remedy", "Impute values", "")
    assert (
        statement(asked, NO_GUIDE) == "The guide gives “impute values” as a remedy for columns with hardly any value."
    )


def test_the_reason_of_an_instruction_names_its_case() -> None:
    fact = a_fact("records can arrive late", "clause", "action", "Use event time with a watermark", "action")
    assert statement(fact, NO_GUIDE) == (
        "The guide’s advice is to use event time with a watermark when records can arrive late."
    )


def test_things_taught_in_one_place_come_before_others_of_their_kind() -> None:
    import numpy as np

    facts = [
        Fact(f"{at:012d}", name, "service", "purpose", f"do task {at}", "infinitive", "", Span("a.md", at * 50, at * 50 + 40),
             ("Guide", place), "span", priority=0.8)
        for at, (name, place) in enumerate([("Alpha", "Speech"), ("Beta", "Speech"), ("Gamma", "Storage"), ("Delta", "Storage")])
    ]  # fmt: skip
    things = {one.thing: Thing(one.thing, kind="service", facts=(one.id,)) for one in facts}
    needs = np.eye(4, dtype=np.float32)
    places = np.array([[1, 0, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0]], np.float32)
    ranked, _ = rank(facts, things, {}, needs, places)
    assert ranked[facts[0].id][0] == "Beta" and ranked[facts[2].id][0] == "Delta"


def test_only_like_kinds_stand_beside_each_other_until_a_guide_has_no_more() -> None:
    key = a_fact("find clusters of any shape", thing="Denso", kind="algorithm")
    rest = [
        Fact(f"{at:012d}", name, kind, "purpose", need, "infinitive", "", Span("a.md", at * 60, at * 60 + 50),
             ("Guide", "Groups"), "span", priority=0.8)
        for at, (name, kind, need) in enumerate(
            [("Aglo", "algorithm", "merge the nearest groups"), ("Kumo", "algorithm", "move centres about"),
             ("Store", "service", "hold stored files"), ("Queue", "service", "pass messages on")], 1)
    ]  # fmt: skip
    facts = {one.id: one for one in (key, *rest)}
    things = {one.thing: Thing(one.thing, kind=one.kind, facts=(one.id,)) for one in facts.values()}
    things["Denso"] = Thing("Denso", kind="algorithm", facts=(key.id,), siblings=("Store", "Queue", "Aglo", "Kumo"))
    names = tuple(one.thing for one in rest)
    vocabulary = {"algorithm": ("Denso", "Aglo", "Kumo"), "service": ("Store", "Queue")}

    def options(strict: bool) -> set[str]:
        mined = Mined("0", tuple(facts.values()), (), things, vocabulary, {key.id: names}, {}, {key.id: 4}, strict)
        made = by_name(key, mined, facts, 3, Spread(1), frozenset(), False, NO_GUIDE)
        return {one.thing for one in made or ()}

    assert options(strict=True) == set()
    assert len(options(strict=False)) == 4


@pytest.mark.parametrize(
    ("name", "definition", "doing"),
    [
        ("Imputation", "the filling of missing values with estimates", True),
        ("Early stopping", "the ending of training when the score no longer improves", True),
        ("Data leakage", "the use of information that will not be there", False),
        ("Accuracy", "the share of all predictions that are right", False),
    ],
)
def test_what_is_done_is_told_from_what_is(name: str, definition: str, doing: bool) -> None:
    assert is_doing(name, definition) is doing


def test_a_dash_inside_a_compound_does_not_end_a_definition() -> None:
    assert head_noun("a key–value database with fast reads") == "database"
