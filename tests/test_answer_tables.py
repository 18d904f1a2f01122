"""Tables are asked by their columns: the cell asked for, the row with the most, and nothing where no column tells it."""

from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.columns import Sought, beside, columns_asked, measures_of, sought_of_rows
from studyground.assistant.extremes import with_rows_asked
from studyground.assistant.kinds import holds
from studyground.assistant.question import understand
from studyground.assistant.wording import row_in_words
from studyground.ingest.pipeline import ingest
from studyground.ingest.terms import terms
from studyground.settings import Settings

_SHRUBS = """
Abelia Aucuba Berberis Buddleja Camellia Ceanothus Choisya Cistus Cornus Corylopsis Cotinus Daphne Deutzia Elaeagnus
Enkianthus Escallonia Euonymus Fatsia Forsythia Fothergilla Garrya Halesia Hamamelis Hebe Hibiscus Hydrangea Hypericum
Ilex Itea Jasminum Kalmia Kerria Kolkwitzia Leucothoe Lonicera Mahonia Nandina Olearia Osmanthus Pieris Philadelphus
Photinia Pittosporum Potentilla Rhododendron Ribes Sambucus Sarcococca Skimmia Spiraea Syringa Viburnum Weigela
"""
SHRUBS = "\n".join(
    f"| {name} | {60 + 7 * at % 90} | {2 + at % 5} | {'acid' if at % 3 else 'lime'} |"
    for at, name in enumerate(_SHRUBS.split())
)
GUIDE = f"""# The kitchen garden

## Sowing vegetables

Seed is sown in rows. Cover it with fine soil and water it at once with a soft rose. The allotment society meets in 3 villages
and has many members, who share their seed in spring.

| Vegetable | Sowing depth (cm) | Row spacing (cm) | Days to harvest | Good neighbour |
|---|---|---|---|---|
| Carrot, early | 1 | 15 | 70–80 | Onions |
| Parsnip | 2 | 30 | 120–180 | Radish |
| Broad bean | 5 | 45 | 90–100 | Potatoes |
| Beetroot | 2.5 | 30 | 60–90 | Lettuce |
| Runner bean | 5 | 60 | 85 | Sweetcorn |

Beans like a soil that was dug in autumn. A gardener who waters in the evening loses less water than one who waters at noon.

## Composts and feeds

| Feed | Price | Works for | Takes effect |
|---|---|---|---|
| Bone meal | £4.20 | Roots | slowly |
| Seaweed extract | £9.50 | Leaves | 36 hours |
| Chicken pellets | £7 | Everything | 2 weeks |
| Tomato feed | £5.75 | Fruit | 3 days |

## Pruning times

| Tool | Time to sharpen |
|---|---|
| Secateurs | 10 min |
| Long-handled loppers | 0.5 h |
| Pruning saw | 1 hour |

## Shrubs

The plants of this table stand in the nursery and are sold in pots. Each is given with its height after ten years.

| Shrub | Height (cm) | Pot (litres) | Soil |
|---|---|---|---|
{SHRUBS}
"""


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    folder = tmp_path_factory.mktemp("garden")
    (folder / "garden.md").write_text(GUIDE, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "garden.md"], settings)
    return Assistant.open(settings)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("How deep should broad beans be sown?", "Broad bean – Sowing depth (cm): 5.", "45"),
        (
            "row spacing and good neighbour of the parsnip",
            "Parsnip – Row spacing (cm): 30; Good neighbour: Radish.",
            "180",
        ),
        ("How many days to harvest does beetroot need?", "Beetroot – Days to harvest: 60–90.", "Lettuce"),
        ("What does seaweed extract cost?", "Seaweed extract – Price: £9.50.", "Leaves"),
    ],
)
def test_the_cell_asked_for_is_shown_and_the_row_is_cited(
    garden: Assistant, question: str, said: str, unsaid: str
) -> None:
    answer = garden.ask(question)
    assert said in answer.answer
    assert unsaid not in answer.answer
    text = garden.index.stored_text("garden.md")
    assert all(text[one.start : one.end] == one.quote for one in answer.citations)
    assert {one.quote.count("|") for one in answer.citations} <= {3, 4}


@pytest.mark.parametrize("question", ["How much nitrogen does bone meal have?", "How many seeds does a packet of parsnip hold?",
                                      "What is the maximum number of members allowed in the society?"])  # fmt: skip
def test_a_figure_of_something_else_is_no_answer(garden: Assistant, question: str) -> None:
    assert garden.ask(question).status == "not_in_guide"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which vegetable has the widest row spacing?", ["Runner bean – Row spacing (cm): 60."]),
        ("which vegetable needs the greatest sowing depth",
         ["Broad bean – Sowing depth (cm): 5.", "Runner bean – Sowing depth (cm): 5."]),
        ("Which vegetable has the fewest days to harvest?", ["Beetroot – Days to harvest: 60–90."]),
        ("Which is the cheapest feed?", ["Bone meal – Price: £4.20."]),
        ("which feed is the most expensive", ["Seaweed extract – Price: £9.50."]),
        ("Which bean has the smallest row spacing?", ["Broad bean – Row spacing (cm): 45."]),
        ("Which tool takes the longest time to sharpen?", ["Pruning saw – Time to sharpen: 1 hour."]),
    ],
)  # fmt: skip
def test_the_row_with_the_most_is_found_by_its_figures(garden: Assistant, question: str, said: list[str]) -> None:
    answer = garden.ask(question)
    assert [sentence.text for sentence in answer.sentences] == said


@pytest.mark.parametrize(
    "question",
    [
        "Which feed takes effect the fastest?",  # not all are numbers
        "Which parsnip has the largest row spacing?",  # a row named, nothing to compare
        "Which tractor has the lowest price?",  # no such rows
        "What is the cheapest way to get seed?",
    ],
)
def test_what_cannot_be_compared_is_not(garden: Assistant, question: str) -> None:
    look = garden.look(question)
    marked = with_rows_asked(garden.index, look.question, look.query, look.candidates)
    assert not [item.text for item in marked if item.extreme]


def test_rows_of_a_long_table_know_their_columns(garden: Assistant) -> None:
    document = garden.index.document("garden.md")
    starts = garden.index.passages_of(document.id)
    text = garden.index.stored_text("garden.md")
    late = [row for row in starts if "| Height" not in text[row.passage.body_start : row.passage.body_end]]
    assert any(
        "Weigela" in text[row.passage.body_start : row.passage.body_end] for row in late
    )  # else this tests nothing
    row = next(line for line in text.splitlines() if line.startswith("Weigela"))
    height = row.split("|")[1].strip()
    assert f"Weigela – Height (cm): {height}." in garden.ask("What is the height of Weigela?").answer
    assert "Syringa – Pot (litres): 2." in garden.ask("How many litres has the pot of Syringa?").answer


def test_the_most_is_found_in_rows_that_no_passage_brought(garden: Assistant) -> None:
    text = garden.index.stored_text("garden.md")
    rows = [line.split(" | ") for line in text.splitlines() if line.endswith(("| acid", "| lime"))]
    tallest = max(rows, key=lambda row: int(row[1]))
    answer = garden.ask("Which shrub has the greatest height?")
    assert f"{tallest[0]} – Height (cm): {tallest[1]}." in answer.answer


HEADER = "Knot | Use | Strength (%) | Time (s)"
ROW = "Bowline | A loop that does not slip | 65 | 4"


def _asked(question: str) -> Sought:
    taken = understand(question)
    return sought_of_rows(taken, terms(question), {})


def test_a_row_is_beside_the_point_only_where_its_columns_lack_what_is_asked() -> None:
    assert beside(_asked("How much rope does a bowline take?"), ROW, HEADER, ())
    assert not beside(_asked("How much rope does a bowline take?"), ROW, HEADER, terms("Rope needed"))
    assert not beside(_asked("How much strength does a bowline keep?"), ROW, HEADER, ())
    assert not beside(_asked("How long does a bowline take?"), ROW, HEADER, ())
    assert not beside(_asked("How much rope does a bowline take?"), ROW, "", ())


def test_columns_are_found_by_name_and_by_measure() -> None:
    assert columns_asked(_asked("what strength has the bowline"), ROW, HEADER) == [2]
    assert columns_asked(_asked("how long does a bowline take"), ROW, HEADER) == [3]
    assert columns_asked(_asked("strength and use of the clove hitch"), ROW, HEADER) == []
    assert measures_of("Core temperature (°C)", ["94"]) == {"temperature"}
    assert "time" in measures_of("Lasts", ["3 days", "2 weeks"])


def test_a_row_in_words_leaves_out_a_column_called_details() -> None:
    assert row_in_words("Length | 7.2 m", "Item | Details") == "Length: 7.2 m."
    assert row_in_words(ROW, HEADER, [2]) == "Bowline – Strength (%): 65."
    assert row_in_words("Length | 7.2 m", "Item | Sloop") == "Length – Sloop: 7.2 m."


def test_a_number_of_something_is_a_number_of_that() -> None:
    question = understand("What is the maximum number of passengers allowed on one of the boats?")
    assert holds(question, "A boat carries at most 12 passengers.") == 1.0
    assert holds(question, "A boat may lie on more than 1 mooring.") < 0.5
    memory = understand("How much memory does the chart plotter need?")
    assert holds(memory, "The plotter takes 40 seconds to start.") < 0.5
    assert holds(memory, "The plotter needs 512 MB.") == 1.0
