"""Words before a verb that are no name of a term: half of a longer phrase, an adverb, something that is done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.practice.writing.mining import mine
from studyground.assistant.practice.writing.torn_names import is_done, is_torn, says_what_holds_of_all
from tests.opened_guide import opened_guide

GUIDE = """# The weaver's room

## Ways of weaving

Plain weaving crosses each thread with its neighbour. Tablet weaving twists four threads at every turn. Tapestry weaving hides
the warp beneath coloured wool. Card weaving makes narrow bands without a heddle. Mastering hand weaving requires more than
nimble fingers. Teaching hand weaving models from the first shed to the last knot can be slow. Tapestry weaving also involves
cutting the yarn into short lengths. Hand weaving is old. Few people live by hand weaving.

## Looms

A rigid heddle lifts alternate threads of a narrow warp. A floor loom moves several shafts by means of treadles.
"""


@pytest.fixture(scope="module")
def weaving(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over running text whose sentences open with more than names."""
    with opened_guide(GUIDE, tmp_path_factory.mktemp("weaving"), data_folder, "weaving.md") as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "predicate"),
    [
        ("tapestry weaving also", "involves cutting the yarn into short lengths"),
        ("teaching hand weaving", "models from the first shed to the last knot can be slow"),
        ("training floor loom", "models patiently requires a steady hand"),
        ("different shed", "levels are described in the annex"),
        ("as looms", "become more complex, the weaver needs a helper"),
    ],
)
def test_what_is_cut_out_of_a_longer_phrase_is_no_name(name: str, predicate: str) -> None:
    assert is_torn(name, predicate)


@pytest.mark.parametrize(
    ("name", "predicate"),
    [
        ("plain weaving", "crosses each thread with its neighbour"),
        ("weaving module", "offers a full set of patterns that the loom reads"),
        ("sizing", "helps threads slip through the heddle"),
        ("rigid heddle", "ranks threads that lie beside each other"),
        ("sampling rate", "limits what can be heard"),
    ],
)
def test_a_whole_name_stays_one(name: str, predicate: str) -> None:
    assert not is_torn(name, predicate)


def test_what_is_done_to_a_thing_is_no_kind_of_it() -> None:
    running = (
        "mastering hand weaving takes years. hand weaving is old. few live by hand weaving. the winding rate is low."
    )
    assert is_done("mastering hand weaving", running)
    assert not is_done("winding rate", running)  # it has an article there
    assert not is_done("hand weaving", running)


def test_what_holds_of_anything_tells_no_term_apart() -> None:
    assert says_what_holds_of_all("requires careful attention to yarn and tension")
    assert says_what_holds_of_all("requires more than nimble fingers")
    assert not says_what_holds_of_all("requires a warp of even tension")


def test_no_such_words_are_asked_for_or_offered(weaving: Assistant) -> None:
    defined = {fact.thing for fact in mine(weaving).actions if fact.form == "defined"}
    assert {"plain weaving", "tablet weaving"} <= defined
    assert not {name for name in defined if name.endswith("also") or name.startswith(("mastering", "teaching"))}
