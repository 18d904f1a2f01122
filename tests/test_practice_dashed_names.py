"""Names that a dash sets off from what is said of them, and what a list's lead calls them."""

from pathlib import Path

from studyground.assistant.practice.writing.mining_entries_names import kind_of
from studyground.assistant.practice.writing.mining_runs import runs_in
from studyground.assistant.practice.writing.mining_source import read_source
from tests.opened_guide import opened_guide

GUIDE = """# The weather station

## Settings of the mast

- wind-gauge - specifies how often the vane is read.
- rain-funnel - controls the warmth of the bowl in frost.
- cloud-eye — this setting governs the angle of the upper lens.
- snow-stick – determines the colour of the marks on the pole.
- old-horn - not used any more.

## Change log

Version 2 freezes the vane in a storm. The vane is a thing of brass. A vane points into the wind all day. The horn is new.

## Version 1.4.2 (2019-03-02)

- wind-scale - shows the strength of the wind in knots.
- rain-scale - shows the depth of the rain in inches.
- cloud-scale - shows the cover of the sky in eighths.
- snow-scale - shows the height of the snow in feet.
"""


def test_a_dash_is_no_part_of_a_name(data_folder: Path, tmp_path: Path) -> None:
    with opened_guide(GUIDE, tmp_path, data_folder) as station:
        read = read_source(station.index)
        facts, _ = runs_in(read, station.index)
    named = {fact.thing: fact.need for fact in facts}
    assert set(named) == {"wind-gauge", "rain-funnel", "cloud-eye", "snow-stick", "old-horn"}
    assert "Which of these controls the warmth of the bowl in frost?" in named.values()
    assert named["old-horn"] == ""
    assert sum(bool(need) for need in named.values()) >= 2


def test_what_was_changed_when_is_not_mined(data_folder: Path, tmp_path: Path) -> None:
    with opened_guide(GUIDE, tmp_path, data_folder) as station:
        sections = {line.section[-1] for line in read_source(station.index).lines}
    assert sections == {"Settings of the mast"}


def test_a_lead_says_what_plain_names_are() -> None:
    assert (
        kind_of("word", "", "TLS is configured using three string parameters, giving file names:", "Safety")
        == "parameter"
    )
    assert kind_of("word", "", "", "Settings of the mast") == "setting"
    assert kind_of("word", "", "It takes commands and options:", "Usage") == "command"
