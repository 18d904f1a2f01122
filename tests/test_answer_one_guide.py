"""What does not belong to an answer: a stray sentence of another guide or paragraph, a heading read as a sentence."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.candidates import Candidate, candidates
from studyground.assistant.compose import compose
from studyground.assistant.features import FEATURES
from studyground.assistant.following import with_what_follows
from studyground.assistant.listing import list_answer
from studyground.assistant.one_guide import of_one_guide
from studyground.assistant.picked import sentence_of
from studyground.assistant.question import Question, understand
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

BEES = """# Bees

## Swarms

Set the full hive aside with a red ribbon and find the keeper who was on duty.

## Spilt honey

Honey spilt by the hive draws robbers, so cover it with sand at once.

Wax is melted in three pots of copper with a lid.

## Queens

| Trouble | In summer | In winter |
|---|---|---|
| Sore wings and dark legs | feed at once | leave alone |
| Mice | a narrow gate | the same |
| Weak wings | shade | feed at once |

### Signs

Lost

- A hive whose queen was lost hums in a higher key within a day.
- A hive with two queens splits before the week is out.
- A hive with an old queen lays in patches.
"""
BELLS = """# Bells

## Ringing

Advised safeguards are: the ringer stands clear of the rope, and the stay is looked at first. The rope is looked at by a second
ringer as well. A cracked bell is never rung.
"""
Find = Callable[[str], Candidate]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    """An assistant over two guides, to bees and to bells."""
    folder = tmp_path_factory.mktemp("guides")
    (folder / "bees.md").write_text(BEES, encoding="utf-8")
    (folder / "bells.md").write_text(BELLS, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "bees.md", folder / "bells.md"], settings)
    return Assistant.open(settings)


@pytest.fixture(scope="module")
def find(assistant: Assistant) -> Find:
    """The sentence with these words."""
    every = candidates(assistant.index, assistant.search("bees hive honey wax queen bell ringer rope safeguards", 40))
    return lambda words: next(item for item in every if words in item.text)


def test_of_two_guides_the_one_whose_paragraph_is_about_it(find: Find) -> None:
    found = [find("red ribbon"), find("Advised safeguards"), find("The rope is looked at")]
    question = understand("what should I do so that nobody gets hurt up there?")
    assert np.argmax(of_one_guide(question, found, np.array([0.2, 0.0, -2.0]))) == 1
    assert np.argmax(of_one_guide(question, found, np.array([0.9, 0.0, -2.0]))) == 0
    assert np.argmax(of_one_guide(question, found, np.array([0.2, 0.0, -5.0]))) == 0
    assert np.argmax(of_one_guide(understand("where to put a full hive?"), found, np.array([0.2, 0.0, -2.0]))) == 0


def test_a_stray_sentence_of_another_guide_or_paragraph_is_left_out(assistant: Assistant, find: Find) -> None:
    question = understand("the sticky stuff went all over the lawn, what should we do about it?")
    found = [find("Honey spilt"), find("Wax is melted"), find("red ribbon"), find("Advised safeguards")]
    features = np.zeros((len(found), len(FEATURES)), np.float32)
    shown = compose(assistant.index, question, found, features, np.array([0.3, 0.2, 0.1, 0.1]))
    assert [one.text.split()[0] for one in shown] == ["Honey"]
    features[:, FEATURES.index("kin_cover")] = 0.5
    shown = compose(assistant.index, question, found[::3], features[::3], np.array([0.3, 0.2]))
    assert [one.text.split()[0] for one in shown] == ["Honey"]


def test_what_follows_in_another_paragraph_must_speak_of_the_matter(assistant: Assistant, find: Find) -> None:
    found, scores = [find("Honey spilt"), find("Wax is melted")], np.array([1.0, 0.0])
    shown = [sentence_of(assistant.index, found[0])]
    told = Question("the sticky stuff went all over the lawn", "scenario")
    assert with_what_follows(assistant.index, told, shown, found, scores, [0, 1], 120) == shown
    told = Question("the sticky stuff went into the wax pots", "scenario")
    assert len(with_what_follows(assistant.index, told, shown, found, scores, [0, 1], 120)) == 2


def test_a_row_of_another_trouble_is_left_out(assistant: Assistant, find: Find) -> None:
    found = [find("Sore wings"), find("Mice |"), find("Weak wings")]
    question = Question("sore wings and dark legs in the hive, what now", "scenario")
    features = np.full((len(found), len(FEATURES)), 0.5, np.float32)
    shown = compose(assistant.index, question, found, features, np.array([0.5, 0.4, 0.3]))
    assert [one.text.split()[0] for one in shown] == ["Sore", "Weak"]


def test_a_heading_before_a_list_is_shown_as_one(assistant: Assistant, find: Find) -> None:
    item = find("hums in a higher key")
    question = understand("what are the signs that a queen is lost?")
    shown = list_answer(assistant.index, question, [item], np.array([1.0]), [0])
    assert shown[0].text == "Lost:"
