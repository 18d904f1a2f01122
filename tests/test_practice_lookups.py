"""Questions for what a table has: in its caption's words, for a row, for a row and a head, and for the row of a value."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.gates.lookups import looked_up
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.drafts import drafts
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.lookup_values import apart_from, by_size, of_one_unit, size_of, value_of
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.mining_lookups import Place, of_a_kind
from studyground.assistant.practice.writing.table_words import asked_by, caption_of, head_of, label_of
from studyground.corpus.blueprint import load_blueprint
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

CLUB = """# Canoe club: hire and upkeep

## 1. Hire

Boats go out on paper only, and the store closes at dusk.

Table 1. Longest hire we allow, counted from the morning of collection

| Kind of trip | Hire |
|---|---|
| Day trip on the lake, no portage | 12 hours |
| River, two nights or more | 4 days |
| Estuary with an instructor | 2 days |
| Training weekend for a school class | 3 days |

Table 2. Authority to sign

| Group size | Flat water | Moving water |
|---|---|---|
| Up to four | Storekeeper | Warden |
| Five to twelve | Warden | Chair |
| Over twelve | Chair | Full committee |
| Any child under ten* | Full committee, in every case | Full committee, in every case |

## 2. Upkeep

Varnishes are graded by drying index (DI), where plain oil counts 100:

| Varnish | DI | Remarks |
|---|---|---|
| Spar varnish | 60–75 | yellows |
| Tung oil | 110–130 | smells of nuts |
| Shellac | 20–30 | not for hulls |
| Other oils | 90–105 | varies |
| Epoxy sealer | 35–45 | needs gloves |

| Cot | Trimmings |
|---|---|
| Yard cot | rope, bell |
| Harbour cot | rope, lamp |
| River cot | bell, lamp |
| Moor cot | bell, lamp, rope |

| Trouble | Likely cause | First step |
|---|---|---|
| Soft patch near the keel | water under the lining | dry the hull for a week |
| Grey streaks on the gunwale | worn varnish | sand down to bare wood |
| Seat creaks under load | loose bolts | tighten by hand |
| Cracked rib, boat dropped | stored on one side | splint before any trip |

Table 3. Water in the tanks

| Parameter | Rinse tank | Dip tank (resin) | Store tank |
|---|---|---|---|
| Chloride, mg/l | 0.6–1.2 | 2.0–3.5 | 4.0–6.0 |
| pH | 7.0–7.4 | 7.0–7.4 | 7.6–8.0 |
| Copper, mg/l | not used | 40–90 | not used |
| Hardness, mg/l | 60–120 | 60–120 | 60–120 |

Table 4. Mould counts

| Test | Repeat count at once | Maximum swimmers | Decided by |
|---|---|---|---|
| Hull, per 100 ml | 1–10 | 12 | Baker v Heron |
| Deck, per 100 ml | 5–40 | 30 | usual practice |
| Locker, per litre | under 900 | 45 | Otter v Crown |
| Bilge, per litre | over 50 | 80 | Teal v Coot |

| Plan | Choose it when |
|---|---|
| Ferry | steady wind, short legs |
| Shuttle | gusty, tolerates late starts |
| Convoy | the group has two guides |
| Relay | one boat for everybody |

| Member | Age | Boat |
|---|---|---|
| Anna | 31 | Heron |
| Bert | 44 | Otter |
| Cleo | 27 | Teal |
| Dirk | 58 | Coot |
"""


@pytest.fixture(scope="module")
def club(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over tables of a subject that no rule was made for."""
    folder = tmp_path_factory.mktemp("club")
    (folder / "club.md").write_text(CLUB, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder, reader="none")
    ingest([folder / "club.md"], settings)
    opened = Assistant.open(settings)
    yield opened
    opened.index.close()


@pytest.fixture(scope="module")
def desk(club: Assistant) -> Desk:
    return Desk.of(club.index, mine(club.index), 3)


@pytest.fixture(scope="module")
def asked(desk: Desk) -> dict[str, Fact]:
    """What is asked, by question."""
    return {fact.need: fact for fact in desk.mined.actions if fact.form == "labelled" and fact.need}


@pytest.fixture(scope="module")
def batch(club: Assistant) -> Generated:
    return generate(club, load_blueprint("mls-c01"), 40, seed=2)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        (
            "For the kind of trip “River, two nights or more”, what is the longest hire that is allowed, counted from the "
            "morning of collection?",
            "4 days",
        ),
        ("For the group size “Five to twelve” and “Moving water”, who has the authority to sign?", "Chair"),
        ("What is the drying index (DI) of the varnish “Shellac”?", "20–30"),
        ("For the trouble “Seat creaks under load”, what is the likely cause?", "loose bolts"),
        (
            "In the table “Mould counts”, which figure stands under “Repeat count at once” for the test “Deck, per 100 ml”?",
            "5–40",
        ),
        (
            "In the table “Mould counts”, which figure stands under “Maximum swimmers” for the test “Deck, per 100 ml”?",
            "30",
        ),
        ("Which plan suits this case: “gusty, tolerates late starts”?", "Shuttle"),
    ],
)
def test_a_row_is_asked_in_the_words_of_caption_and_head(asked: dict[str, Fact], question: str, key: str) -> None:
    assert question in asked, sorted(asked)
    assert asked[question].thing == key


@pytest.mark.parametrize(
    "words",
    [
        "remarks",  # what is noted beside
        "“Other oils”",  # leans on the rows around it
        "under ten",  # one cell over both columns: the column does not matter
        "Anna",  # records
        "which DI ",
        "dip tank (resin) is",  # a thing over a column, and nothing that a row has
        "Copper",  # beside no other figure of its kind
        "Chloride",  # of which there are three figures, and those of another parameter are no match
    ],
)
def test_what_teaches_nothing_is_not_asked(asked: dict[str, Fact], words: str) -> None:
    assert not [one for one in asked if words in one]


def test_a_reason_tells_the_neighbours_and_the_head_is_cited(desk: Desk, asked: dict[str, Fact]) -> None:
    draft = next(iter(drafts(asked["What is the drying index (DI) of the varnish “Shellac”?"], desk, False)))
    key, *wrong = draft.options
    assert key.rationale.startswith("20–30 is the drying index (DI) of “Shellac”; that of “")
    assert all(one.rationale.startswith(f"{one.text} is the drying index (DI) of “") for one in wrong)
    assert all(one.rationale.endswith("; that of “Shellac” is 20–30.") for one in wrong)
    cited = [desk.index.stored_text(span.document)[span.start : span.end] for span in draft.spans]
    assert cited == ["Shellac | 20–30 | not for hulls", "Varnish | DI | Remarks"]


def test_figures_of_a_table_stand_by_size_and_the_key_moves(desk: Desk, asked: dict[str, Fact]) -> None:
    assert by_size(["over 50", "1–10", "under 900", "5–40"]) == [1, 3, 0, 2]
    assert by_size(["3 h", "6 min", "2.5 h"]) == [1, 2, 0] and by_size(["−1500 kPa", "0 kPa"]) == [0, 1]
    assert by_size(["3 h", "loose bolts"]) is None
    assert size_of("about −100 000 kPa") == (-100000.0, -100000.0) and size_of("1,150 m³") == (1150.0, 1150.0)
    question = "What is the drying index (DI) of the varnish “Shellac”?"
    made = list(drafts(asked[question], desk, False))
    assert {option.text for option in made[0].options} >= {"20–30", "60–75", "110–130"}
    places = {sorted(size_of(one.text) or (0, 0) for one in draft.options).index((30.0, 20.0)) for draft in made}
    assert len(places) == len(made)


def test_options_of_a_batch_are_in_order(batch: Generated) -> None:
    orders = [by_size([option.text for option in question.options]) for question in batch.questions]
    told = [order for order in orders if order is not None]
    assert told and all(order == [0, 1, 2, 3] for order in told)


def test_a_value_that_is_no_name_stands_not_among_names() -> None:
    names = [
        Place(row, 3, value) for row, value in enumerate(("Baker v Heron", "usual practice", "Otter v Crown", "Teal"))
    ]
    assert [one.value for one in of_a_kind(names)] == ["Baker v Heron", "Otter v Crown", "Teal"]
    assert len(of_a_kind(names[1:3])) == 2


def test_what_one_cell_over_two_columns_says_stands_beside_no_part_of_it(desk: Desk, asked: dict[str, Fact]) -> None:
    question = "For the group size “Over twelve” and “Moving water”, who has the authority to sign?"
    draft = next(iter(drafts(asked[question], desk, False)))
    assert {option.text for option in draft.options} == {"Full committee", "Chair", "Warden", "Storekeeper"}


def test_a_batch_asks_no_table_more_than_three_times(batch: Generated) -> None:
    tables = [
        question for question in batch.questions if " | " in question.citations[0].quote and question.citations[1:]
    ]
    assert len(tables) >= 4
    assert all(check.passed for question in tables for check in question.checks)
    heads = [question.citations[1].quote for question in tables]
    assert all(heads.count(head) <= 3 for head in heads)


def test_the_gates_read_the_table_and_refuse_another_key(batch: Generated, club: Assistant) -> None:
    context = GateContext.of(club)
    question = next(one for one in batch.questions if "who has the authority" in one.stem)
    right = next(at for at, option in enumerate(question.options) if option.correct)
    for at in range(len(question.options)):
        options = tuple(replace(option, correct=number == at) for number, option in enumerate(question.options))
        failed = {one.name for one in check_question(replace(question, options=options), context) if not one.passed}
        assert bool(failed & {"key_supported", "blind_solve"}) == (at != right)


def test_a_value_is_looked_up_for_its_row(club: Assistant) -> None:
    context = GateContext.of(club)
    rows = ["Shellac", "Tung oil", "Spar varnish", "Epoxy sealer"]
    found = looked_up("Which varnish has the drying index (DI) “35–45”?", rows, context)
    assert found is not None and found.answers == {3}
    values = ["20–30", "60–75", "35–45", "110–130"]
    found = looked_up("Which drying index is listed for the varnish “Tung oil”?", values, context)
    assert found is not None and found.answers == {3}
    assert looked_up("Which drying index is listed for tung oil?", values, context) is None  # no row is quoted
    assert looked_up("Which varnish has the index “35–45”?", [*rows[:3], "Linseed oil"], context) is None
    asked = "Which cot has the trimmings “rope, bell”?"
    found = looked_up(asked, ["Yard cot", "Harbour cot", "River cot", "Moor cot"], context)
    assert found is not None and found.answers == {0, 3}  # the moor cot has these too


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("Table 4.1 Typical features of cots", "Typical features of cots"),
        ("Colour code used at the quay", "Colour code used at the quay"),
        ("A shed fixes this by having one door that feeds two rooms", ""),
        ("Table 2: Fees (VAT extra)*", "Fees (VAT extra)"),
        ("Each of these keeps clear of those above it", ""),
    ],
)
def test_captions(above: str, caption: str) -> None:
    assert caption_of(above) == caption


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("Light, maximum", "maximum light"),
        ("Lead time for building", "lead time for building"),
        ("Depth (cm)", "depth (cm)"),
        ("For", "use"),
        ("Ideal, below (g/cm³)", ""),
        ("12 m to under 50 m", ""),
        ("Pass on its", ""),
        ("Remarks", None),
        ("KX", None),
    ],
)
def test_heads(raw: str, said: str | None) -> None:
    head = head_of(raw, ["The keel (K) is oak."])
    assert (head.said if head else None) == said


def test_a_caption_asks_for_what_its_one_column_holds() -> None:
    head = head_of("Notice", ())
    assert head is not None
    assert asked_by("Shortest notice we accept", head) == "shortest notice that is accepted"
    assert asked_by("Loans and what they cost", head) == ""


def test_labels_are_cases_of_some_words_without_marks() -> None:
    assert label_of("UK, six objects or more†") == "UK, six objects or more"
    assert label_of("Other metals") == label_of("All others") == ""


def test_values_beside_one_another() -> None:
    assert value_of("below 16 %, in sealed case*") == "below 16 %, in sealed case"
    assert value_of("see above") == value_of("n/a") == ""
    assert of_one_unit("8 weeks", "12 months") and not of_one_unit("8 weeks", "12 kg")
    assert of_one_unit("60 to 100 per minute", "12 to 20 per minute")
    assert not apart_from("poultry, egg", "poultry, its juices", every_word=False)
    assert apart_from("Single crate with foam", "Double crate with foam", every_word=False)
    assert not apart_from("Seasonal time series", "General time series", every_word=True)
