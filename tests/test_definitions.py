"""What says what something is: the wording of a definition, and where in a guide it stands."""

from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.definitions import PLAINLY, SAYS_SO, defines, defining_passages
from studyground.assistant.question import understand
from studyground.assistant.wording import readable
from studyground.ingest.pipeline import ingest
from studyground.ingest.terms import terms
from studyground.settings import Settings


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("bight", "A bight is a loop of rope that does not cross itself."),
        ("bight", "Bights (slack loops) are parts of a rope between its ends."),
        ("gain parameter", "The gain is the factor by which the amplifier multiplies."),
        ("topic branch", "topic branch: A branch that holds one line of work."),
        ("tar", "tar - pack many files into one"),
    ],
)
def test_says_it_plainly(subject: str, sentence: str) -> None:
    assert defines(terms(subject), sentence) >= 0.9


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("bight", "Once the bight is tightened, the rope is called a loop, and it holds."),
        ("bight", "Because a bight is weak, sailors tie another knot."),
        ("bight", "A bight end can do any of the following: slip, jam or hold."),
        ("branch", "Fetching is safe before the branch is called, and after it was merged."),
    ],
)
def test_speaks_of_it_only(subject: str, sentence: str) -> None:
    assert defines(terms(subject), sentence) < 0.6


def test_some_of_a_kind_are_said_less_plainly_than_the_kind() -> None:
    kind = defines(terms("crate"), "A crate is a box of wood.")
    assert kind == PLAINLY > defines(terms("crate"), "Fruit crates are boxes with gaps between the slats.") >= SAYS_SO


def test_what_a_thing_does_says_what_it_is() -> None:
    does = "The break statement, like in C, breaks out of the innermost loop."
    assert defines(terms("break"), does) >= SAYS_SO
    assert defines(terms("python"), "Python lists have a method that sorts them.") < SAYS_SO


def test_a_makers_name_may_stand_elsewhere() -> None:
    own = defines(terms("Harken Windlass"), "The Windlass is a winch that Harken builds for heaving up anchors.")
    assert PLAINLY > own >= SAYS_SO
    assert defines(terms("Harken Windlass"), "The Windlass is a winch for heaving up anchors.") < SAYS_SO


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("whats a crate exactly?", "definition", "crate"),
        ("What's a sloop, in plain English?", "definition", "sloop"),
        ("What is the index in git?", "definition", "index"),
        ("Explain the concept of a sea breeze.", "definition", "sea breeze"),
        ("What happens when a rope gets wet?", "how_why", ""),
        ("What does a winch do when the load slips?", "how_why", ""),
        ("What does a winch do?", "definition", "winch"),
    ],
)
def test_how_learners_put_it(text: str, kind: str, subject: str) -> None:
    found = understand(text)
    assert (found.type, found.subject) == (kind, subject)


@pytest.mark.parametrize("text", ["What's the biggest size of a sail?", "what’s the maximum size of a sail?"])
def test_a_shortened_what_is_asks_for_the_same(text: str) -> None:
    assert understand(text).wanted == "quantity"


def candidate(text: str) -> Candidate:
    return Candidate(None, 0, 1, 1, "paragraph", 0, len(text), text, "", (), None)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["If the line ends with this knot, pull it.", "At first glance, this may look weak."])
def test_a_this_inside_points_back(text: str) -> None:
    assert candidate(text).dangling


@pytest.mark.parametrize(
    "text", ["In languages with pointers, it’s easy to err.", "If you read this guide, you will know."]
)
def test_not_every_it_or_this_points_back(text: str) -> None:
    assert not candidate(text).dangling


@pytest.mark.parametrize(
    "text", ["The parts of the sail are:", "(See the chapter called “Sails and how to mend them”.)"]
)
def test_a_lead_in_or_a_pointer_is_no_answer(text: str) -> None:
    assert not presentable("paragraph", text)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("tie it to a post, or", "Tie it to a post."),
        ("use the anchor; and", "Use the anchor."),
        ("this or that", "This or that."),
    ],
)
def test_an_item_does_not_end_in_its_and(quote: str, shown: str) -> None:
    assert readable(quote, "item") == shown


PAGES = ["A bowline", "The sheet bend", "The clove hitch", "Two half hitches", "The reef knot", "A figure of eight"]
KNOTS = "# Knots\n\n" + "\n\n".join(
    f"## {name}\n\n{name} begins with a bight of rope. Hold the bight in the left hand. What was tied with a bight is untied "
    "with a bight, and a bight that slips is tied again. Before defining a knot, look at where the bight is and where the bight "
    "was." for name in PAGES
) + """

## Words of the trade

Sailors' bights are loops of slack rope that do not cross themselves. Each loop ends in a turn.

## Questions

I tied my boat with a granny knot. How do I get it loose? Push the two ends towards each other until the knot opens.

## Tools

- --heave: haul in the line by hand.
- --slack: let the line out, but do not heave it again.

Now that we know the tools, let's look at how to heave and slack a line in the next section.
"""  # fmt: skip


@pytest.fixture(scope="module")
def knots(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    folder = tmp_path_factory.mktemp("knots")
    (folder / "knots.md").write_text(KNOTS, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "knots.md"], settings)
    return Assistant.open(settings)


@pytest.mark.slow
def test_the_passage_that_explains_a_word_used_everywhere(knots: Assistant) -> None:
    rows = knots.index.passages(defining_passages(knots.index, "bight"))
    texts = [knots.index.text_by_id(row.doc)[row.passage.body_start : row.passage.body_end] for row in rows.values()]
    assert len(texts) == 1
    assert "loops of slack rope" in texts[0]
    assert "loops of slack rope" in knots.ask("What is a bight?").sentences[0].text
    assert defining_passages(knots.index, "anchor") == []


@pytest.mark.slow
def test_the_question_of_a_guide_is_not_its_answer(knots: Assistant) -> None:
    answer = knots.ask("How do I loosen a granny knot on my boat?")
    assert "Push the two ends" in answer.answer
    assert "I tied" not in answer.answer


@pytest.mark.slow
def test_an_item_is_chosen_by_its_label_and_an_announcement_is_not(knots: Assistant) -> None:
    answer = knots.ask("How do I heave a line?")
    assert answer.sentences[0].text.startswith("--heave")
    assert "let's look" not in answer.answer


@pytest.mark.slow
def test_a_length_answers_how_long(data_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text(
        "# Letters\n\nThe first line of a telegram may have at most 40 characters. A telegram is read aloud on arrival. "
        "Telegrams are kept by the office.",
        encoding="utf-8",
    )
    settings = Settings(index=tmp_path / "index", data=data_folder)
    ingest([tmp_path / "post.md"], settings)
    assistant = Assistant.open(settings)
    assert "40 characters" in assistant.ask("How long may the first line of a telegram be?").answer
    assert assistant.ask("How long does it take to send a telegram?").status == "not_in_guide"


@pytest.mark.slow
def test_a_table_with_as_many_rows_as_are_asked_for(data_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "sea.md").write_text(
        "# The sea\n\n## Warnings\n\nSailors listen for warnings twice a day. The three levels of warning are given below:\n\n"
        "| Name | Wind |\n|---|---|\n| Yellow | It blows in gusts. |\n| Orange | Boats stay in. |\n| Red | Ports close. |\n\n"
        "Whoever ignores a warning pays. A warning has a level and a date. Two levels of warning were given up:\n\n"
        "- Green, which nobody heeded\n- Violet, which nobody could tell from blue\n",
        encoding="utf-8",
    )
    settings = Settings(index=tmp_path / "index", data=data_folder)
    ingest([tmp_path / "sea.md"], settings)
    answer = Assistant.open(settings).ask("What are the three levels of warning?")
    assert [sentence.text.split()[0] for sentence in answer.sentences] == ["Yellow", "Orange", "Red"]
