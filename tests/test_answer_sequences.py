"""Steps, sequences and lists: a run told in order is given whole, and what only furnishes a guide is never an answer."""

from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.dangling import points_back
from studyground.assistant.furniture import furnishes, plain_heading
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

BOAT = """# Looking after a small sailing boat

Contents

- Putting up the mast
- Taking down the mast
- Reefing the mainsail
- Becoming a skipper

## Putting up the mast

1. Lay the mast on the deck with its foot at the tabernacle.
2. Fasten the two side stays to the chain plates.
3. Raise the mast with the help of a second person.

## Taking down the mast

1. Slacken the forestay until it can be unpinned.
2. Lower the mast slowly on to the deck.
3. Lash the stays along the mast.

## Reefing the mainsail

There are two reasons for reefing early. First, a reefed boat heels less and steers better. Second, it is far easier to
tie in a reef before the wind has risen. A rule of thumb is to reef when one first thinks of it.

Three kinds of knot are used on board. The bowline makes a loop that does not slip. The clove hitch ties a rope to a
rail. The reef knot joins two ends of one rope.

## Care of the hull

The laying up of a wooden hull goes on for a whole season. First comes the washing of the hull with fresh water. Then
comes the drying under a cover, which takes about a month. Next comes the scraping of loose paint. Finally, two coats of
varnish are put on in spring. A plastic hull needs none of this.

For a full list of the suppliers of varnish, paint and rope along the eastern coast and on the inland waters, see the
harbour office.

Good luck with your hull!

## Why an anchor chain?

- It lies flat on the bottom and keeps the pull level.
- A chain is not chafed by rocks.
- Its weight softens the jerks of a gust.

## Becoming a skipper

The way to becoming a skipper is long, and there is no short cut. Here is the usual course:

Take a Beginner Course: A week on a dinghy is enough to learn the points of sailing.

Keep a Log: Every mile counts towards the certificate.

Sit the Examination: It has a written and a practical part.

To be allowed on the examination boat a candidate must:

- show a log of at least 300 miles;
- hold a radio licence;
- bring a life jacket.

## Dangers of Sailing Alone

Sailing alone brings dangers of its own. A tired helmsman falls asleep at the tiller. Nobody throws a line to a man
overboard. Cooking below leaves the deck without a lookout.

## Steering by the wind

You can choose one of these steering methods:

- Vane: A small wing turns the rudder.
- Sheet: The jib sheet pulls the tiller.

To rig the vane for steering:

1. Choose a steering method that suits the wind.
2. Clamp the vane to the stern.
3. For the steering lines, choose thin rope.

## Before the season

- [ ] Know when to use a storm jib or a reefed genoa.
- [ ] Understand the rules of the road at sea.
"""


@pytest.fixture(scope="module")
def boat(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant, without its reader, over one guide on sailing."""
    folder = tmp_path_factory.mktemp("boat")
    (folder / "boat.md").write_text(BOAT, encoding="utf-8")
    settings = Settings(index=tmp_path_factory.mktemp("boat_index") / "index", data=data_folder, reader="none")
    ingest([folder], settings)
    return Assistant.open(settings)


RUNS = [
    (
        "how is a wooden hull laid up?",
        ["goes on for a whole season", "First comes the washing", "Then comes", "Next comes", "Finally, two coats"],
    ),
    ("why should I reef early?", ["two reasons for reefing", "First, a reefed boat", "Second, it is far easier"]),
    ("how do I become a skipper?", ["usual course:", "Take a Beginner Course:", "Keep a Log:", "Sit the Examination:"]),
    (
        "what kinds of knots are used on board?",
        ["Three kinds of knot", "The bowline", "The clove hitch", "The reef knot"],
    ),
    (
        "what are the dangers of sailing alone?",
        ["dangers of its own", "tired helmsman", "Nobody throws", "Cooking below"],
    ),
    ("how do I put up the mast?", ["Lay the mast", "Fasten the two side stays", "Raise the mast"]),
    ("how do I take the mast down?", ["Slacken the forestay", "Lower the mast", "Lash the stays"]),
    ("why should I use a chain for the anchor?", ["lies flat", "not chafed", "softens the jerks"]),
    (
        "what do I have to do before the skipper exam?",
        ["a candidate must:", "Show a log", "Hold a radio licence", "Bring a life jacket"],
    ),
    ("which steering methods are there?", ["one of these steering methods:", "Vane:", "Sheet:"]),
]


@pytest.mark.parametrize(("question", "told"), RUNS)
def test_what_is_told_in_order_is_given_whole_and_nothing_else(boat: Assistant, question: str, told: list[str]) -> None:
    shown = [sentence.text for sentence in boat.ask(question).sentences]
    assert all(any(piece in text for text in shown) for piece in told), shown
    places = [next(at for at, text in enumerate(shown) if piece in text) for piece in told]
    assert places == sorted(places)
    assert len(shown) <= len(told) + 1  # a lead may be two sentences


@pytest.mark.parametrize(("question", "told"), RUNS)
def test_each_step_is_cited_where_it_stands(boat: Assistant, question: str, told: list[str]) -> None:
    answer = boat.ask(question)
    text = boat.index.stored_text("boat.md")
    assert all(sentence.support == 1.0 and sentence.citations for sentence in answer.sentences)
    assert all(citation.quote == text[citation.start : citation.end] for citation in answer.citations)


def test_reasons_are_no_instructions(boat: Assistant) -> None:
    assert "There are two reasons" not in boat.ask("how do I reef the mainsail?").answer


@pytest.mark.parametrize(
    "question",
    [
        "when should I use a storm jib?",
        "where can I buy varnish, paint and rope?",
        "what does the guide say of my hull?",
    ],
)
def test_contents_pointers_wishes_and_tick_boxes_answer_nothing(boat: Assistant, question: str) -> None:
    candidates = [item.text for item in boat.look(question).candidates]
    assert candidates
    for furniture in ("Know when to use", "see the\nharbour", "see the harbour", "Good luck", "Putting up the mast"):
        assert not any(furniture in text for text in candidates)


@pytest.mark.parametrize(
    ("kind", "text", "idle"),
    [
        ("item", "Know when to graft and when to bud.", True),
        ("item", "[x] Understand the pruning year", True),
        ("item", "Know the soil of your garden before you sow.", False),
        ("paragraph", "Good luck with your first harvest!", True),
        ("paragraph", "Enjoy the plums within two days.", False),
        ("paragraph", "Always prune above a bud!", False),
        ("paragraph", "For instructions on how to lay out a bed of roses beside a wall, see Walls and Roses.", True),
        ("paragraph", "For roses beside a wall one has to see to the roots.", False),
    ],
)
def test_furniture_is_known_by_its_form(kind: str, text: str, idle: bool) -> None:
    assert furnishes(kind, text) is idle


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("1. About Roses", "about roses"),
        ("- 3.1 Pruning", "pruning"),
        ("Grafting ..... 12", "grafting"),
        ("Soil", "soil"),
    ],
)
def test_lines_of_contents_are_compared_without_their_numbers(line: str, heading: str) -> None:
    assert plain_heading(line) == heading


@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        ("Next, water the bed.", True),
        ("Next comes the mulch.", True),
        ("Second, tie the stem to a stake.", True),
        ("After that the bed may rest.", True),
        ("First, dig over the bed.", False),
        ("Next year's buds are set in August.", False),
        ("Second crops of figs seldom ripen here.", False),
    ],
)
def test_a_later_step_points_back_and_the_first_does_not(sentence: str, back: bool) -> None:
    assert points_back(sentence) is back
