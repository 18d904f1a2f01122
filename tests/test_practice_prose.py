"""Questions from running text: which term does what, what answers a trouble, who did it and in which year."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.leaking import put_together
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_dated import dated_in, rank_dated
from studyground.assistant.practice.writing.mining_solved import solved_in
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_told import told_in
from studyground.assistant.practice.writing.option_use import least_used, marked
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.told_options import Sayings, listed_in
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

BOATS = """# Boats under sail

## Sails and how they are set

A storm jib keeps the bow down in a gale. A genoa drives the boat to windward in light air. A spinnaker pulls the boat
downwind on a broad reach. A mizzen balances the helm under a small rig. The crew sets the storm jib before dark, the genoa by
day, the spinnaker with care and the mizzen last. Sails such as the storm jib, the genoa, the spinnaker and the mizzen are
stowed dry.

## Ropes and how they are led

Running backstays hold the mast upright against the pull of the staysail. Topping lifts carry the weight of the boom at
anchor. Barber haulers move the lead of the sheet towards the centreline. Running backstays, topping lifts and barber haulers
chafe, so topping lifts and barber haulers are changed each spring, and running backstays each autumn.

## Troubles

Chafed ropes can be protected with leather sleeves. Fouled propellers can be cleared using a serrated knife. When fog covers
the channel, a radar reflector can be used. Anchoring on a bed of weed can be achieved using a fisherman anchor, which digs
through to the sand.

## Builders

Edda Marr drew the lines of the grey herring boats. Tomas Vell founded the yard at the mouth of the Orle. Ruth Aske painted
the signs of the harbour inns. Karl Dunn led the strike of the rope makers. The long quay was built in 1704. The dry dock was
opened to trade in 1731. In 1760, the Harbour Board bought the rope walk. The old light was closed in 1812.
"""


@pytest.fixture(scope="module")
def harbour(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over prose on a subject that no rule was made for."""
    with opened_guide(BOATS, tmp_path_factory.mktemp("harbour"), data_folder, "boats.md") as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(harbour: Assistant) -> Desk:
    return Desk.of(harbour.index, mine(harbour.index), 3)


@pytest.fixture(scope="module")
def batch(harbour: Assistant) -> Generated:
    return generate(harbour, load_blueprint("mls-c01"), 14, seed=4)


def a_line(text: str, section: tuple[str, ...] = ("Book", "Part")) -> Line:
    return Line("book.md", 0, len(text), text, section, 1, True, False, 1.0)


def told(*texts: str) -> list[tuple[str, str]]:
    """What is found in sentences of a book in which every term stands four times."""
    running = " ".join([*texts] * 4).casefold()
    return [(fact.thing, fact.need) for fact in told_in([a_line(text) for text in texts], running, lambda word: True)]


def drafted(desk: Desk, form: str, thing: str) -> Draft:
    fact = next(one for one in desk.mined.actions if one.form == form and one.thing.casefold() == thing)
    return next(iter(drafts(fact, desk, False)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A drag chain slows the barge on the way down to the lock.", "drag chain"),
        ("Fish ladders let salmon pass the weir on their way upstream.", ""),  # whose way, only the passage says
        ("Fish ladders carry salmon past the weir and the mill race.", "Fish ladders"),
        ("This lets the water level rise before the gate is opened.", ""),
        ("The gate must be closed before the sluice is opened again.", ""),
        ("Mastering these skills requires patience and a steady hand.", ""),
        ("Lock gates do not hold back the water of a spring flood.", ""),
        ("Lock gates are essential for the success of every journey.", ""),
        ("Lock gates are used to hold back the water of the upper pound.", "Lock gates"),
        ("Access controls restrict what a guest can read in the archive.", "Access controls"),
        ("Learning rates determine the pace of weight adjustments.", "Learning rates"),
        ("Variable b gets the value 12 from the line before.", ""),
        ("Ada Lune invented the folding sextant of the river pilots.", "Ada Lune"),
    ],
)
def test_a_sentence_teaches_a_term_or_nothing(text: str, found: str) -> None:
    assert [thing for thing, _ in told(text)] == ([found] if found else [])


def test_both_sides_of_a_contrast_are_told_apart() -> None:
    sides = dict(told("Wing dams narrow the channel of a river, whereas stone groynes protect a beach from the waves."))
    assert sides == {"Wing dams": "narrow the channel of a river", "stone groynes": "protect a beach from the waves"}


@pytest.mark.parametrize(
    ("text", "thing", "need", "shape"),
    [
        ("Leaking banks can be repaired by puddling clay.", "puddling clay", "leaking banks", "noun"),
        ("Spanning a deep valley can be achieved using an aqueduct, which is long.", "aqueduct", "span a deep valley",
         "infinitive"),
        ("When ice covers the pound, a breaker boat can be used.", "breaker boat", "ice covers the pound", "clause"),
        ("In a scenario where the tomatoes are cracked after rain, the crop can be improved through even watering.",
         "even watering",
         "the tomatoes are cracked after rain", "clause"),
        ("When faced with a hedge that is too tall to reach, a pole pruner is the best choice.", "pole pruner",
         "a hedge that is too tall to reach", "noun"),
    ],
)  # fmt: skip
def test_a_trouble_and_its_answer_are_read(text: str, thing: str, need: str, shape: str) -> None:
    (fact,) = solved_in([a_line(text)])
    assert (fact.thing, fact.need, fact.need_shape) == (thing, need, shape)


@pytest.mark.parametrize(
    "text",
    [
        "Answers about other beds can be obtained with a spade or a fork.",
        "The whole garden is managed by volunteers of the parish.",
        "When they are dry, this can be used.",
        "Remember that each bed is created by digging.",
    ],
)
def test_what_answers_nothing_is_left_alone(text: str) -> None:
    assert solved_in([a_line(text)]) == ()


def test_events_are_asked_for_by_their_year() -> None:
    lines = [
        a_line("The stone bridge was opened to traffic in 1844."),
        a_line("In 1859, the Canal Board bought the railway to Sole."),
        a_line("The cut was widened in 1640."),  # which cut, only the passage says
        a_line("The mill was built in 1702 and burnt in 1755."),
        a_line("It was closed to all boats in 1902."),
    ]
    facts = dated_in(lines)
    assert [(fact.thing, fact.need) for fact in facts] == [
        ("1844", "In which year was the stone bridge opened to traffic?"),
        ("1859", "In which year did the Canal Board buy the railway to Sole?"),
    ]
    ranked = rank_dated(facts)
    assert all(fact.id not in ranked[fact.id] for fact in facts)


def test_what_the_guide_says_of_both_is_asked_of_neither() -> None:
    lines = [
        a_line("Sage and thyme repel the white fly of the cabbage."),
        a_line("Sage keeps white fly off the cabbage."),
        a_line("Borage feeds the bees of the orchard."),
    ]
    sayings = Sayings(["sage", "thyme", "borage"], lines)
    fact = Fact(
        "0" * 12, "Sage", "", "told", "keeps white fly off the cabbage", "finite", "", Span("book.md", 0, 9), (), "span"
    )  # fmt: skip
    assert sayings.does_too(fact, "thyme")
    assert not sayings.does_too(fact, "borage")


def test_members_of_a_list_stand_beside_a_term_that_is_known() -> None:
    lines = [
        a_line("Methods such as grafting, layering, and budding give true plants."),
        a_line("Tools such as hoe and rake."),
    ]
    listed = listed_in(lines, lambda name: name, ["grafting"])
    assert {fact.thing for fact in listed} == {"grafting", "layering", "budding"}
    assert {fact.kind for fact in listed} == {"method"}


def test_a_name_put_together_from_what_is_said_gives_itself_away() -> None:
    assert put_together("GroupShuffleFold", "shuffles each group and makes a fold of it")
    assert not put_together("GroupShuffleFold", "shuffles each herd and makes a fold of it")
    assert not put_together("Shuffle", "shuffles each herd")


def test_wrong_options_that_were_used_come_last(desk: Desk) -> None:
    facts = [one for one in desk.mined.actions if one.form == "told"][:4]
    assert len(facts) == 4
    stem = marked(Stem("Which of these?"), facts[:1])
    desk.spread.count(stem.used)
    assert least_used(facts, desk)[-1].thing == facts[0].thing


def test_a_term_is_asked_for_beside_its_neighbours(desk: Desk) -> None:
    draft = drafted(desk, "told", "storm jib")
    assert draft.stem.text.partition(" keeps ")[2] == "the bow down in a gale?"
    texts = [option.text for option in draft.options]
    assert texts[0] == "Storm jib"
    assert set(texts[1:]) == {"Genoa", "Spinnaker", "Mizzen"}
    assert draft.options[0].rationale == "The guide says: “A storm jib keeps the bow down in a gale.”"
    for option in draft.options[1:]:
        said, _, right = option.rationale.partition(". It is ")
        assert option.text.casefold() in said.casefold()
        assert right == "a storm jib that keeps the bow down in a gale."


def test_people_are_asked_for_by_what_they_did(desk: Desk) -> None:
    draft = drafted(desk, "told", "tomas vell")
    assert draft.stem.text == "Who founded the yard at the mouth of the Orle?"
    assert {option.text for option in draft.options} == {"Edda Marr", "Tomas Vell", "Ruth Aske", "Karl Dunn"}


def test_a_batch_over_prose_passes_its_gates_with_true_keys(batch: Generated) -> None:
    assert (
        len(batch.questions) >= 3
    )  # one of the sails, of the people and of the years: a second would show the same four
    right = {
        "in light air": "Genoa", "downwind on a broad reach": "Spinnaker", "down in a gale": "Storm jib", "small rig": "Mizzen",
        "grey herring boats": "Edda Marr", "mouth of the Orle": "Tomas Vell", "harbour inns": "Ruth Aske",
        "rope makers": "Karl Dunn", "long quay": "1704", "dry dock": "1731", "rope walk": "1760", "old light": "1812",
    }  # fmt: skip
    for question in batch.questions:
        assert all(check.passed for check in question.checks)
        asked = [key for words, key in right.items() if words in question.stem]
        assert not asked or asked == [question.keys[0].text]
    assert sum(any(words in question.stem for words in right) for question in batch.questions) >= 3
