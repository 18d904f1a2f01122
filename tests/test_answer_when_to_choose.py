"""Who asks when to choose a thing gets the row of the table whose case calls for it, and not the one that speaks against it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from tests.opened_guide import opened_guide

GUIDE = """# Cutting joints by hand

A joint is cut with a saw or with a chisel, and both leave a trace. The saw is quick, and the chisel is exact. Saw and chisel are
sharpened every week, the chisel on the finer stone.

## Which tool for which cut

| Cut | Tool | Why not another |
| --- | --- | --- |
| A tight corner inside the wood | Chisel, or knife | The saw cannot turn there |
| A long straight line across a board | Saw | The chisel tears the grain |
| A curved edge in thin wood | Fretsaw | The plane splits it |
| A rough block that loses half its size | Axe | The knife takes all day |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Iterator[Assistant]:
    with opened_guide(GUIDE, tmp_path_factory.mktemp("joints"), data_folder, reader="") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "case", "other"),
    [
        ("When is the chisel better than the saw?", "tight corner", "straight line"),
        ("When is the saw better than the chisel?", "straight line", "tight corner"),
        ("When should I use a saw instead of a chisel?", "straight line", "tight corner"),
        ("In which case should I use the axe?", "rough block", "thin wood"),
        ("When would I choose the fretsaw?", "curved edge", "rough block"),
    ],
)
def test_the_case_is_read_off_the_table(question: str, case: str, other: str, assistant: Assistant) -> None:
    answer = assistant.ask(question).answer
    assert case in answer
    assert other not in answer


def test_what_no_row_names_is_not_read_off_it(assistant: Assistant) -> None:
    assert "Why not another" not in assistant.ask("When should I use a drill?").answer
    assert "Why not another" not in assistant.ask("When is a chisel sharpened?").answer
