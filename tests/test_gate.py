"""The gate: over the whole gold set of the shipped guide no figure may fall below its floor."""

from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.eval.gate import check_floors, load_floors
from studyground.eval.program import Program, read_collection
from studyground.eval.run import GoldFile, read_gold, run_eval
from studyground.ui.commands_eval import shipped_gold

GUIDE = {"modeling", "operations", "career_exam", "data_eda"}
"""The floors are those of these sets; the fresh one has none, so that nothing is ever chosen to meet it."""


@pytest.mark.slow
def test_no_figure_is_below_its_floor(guide_assistant: Assistant) -> None:
    read = [read_gold(path) for path in shipped_gold() if path.stem in GUIDE]
    gold = GoldFile("guide", "", tuple(item for one in read for item in one.items))
    assert len(gold.items) >= 400
    index = guide_assistant.index
    evaluation = run_eval(gold, Program(guide_assistant), read_collection(index, index.headings_at), draws=200)
    assert not [item.id for item in evaluation.run.items if item.error]
    breaches = check_floors(evaluation.to_json(), load_floors("guide"))
    assert not breaches, "; ".join(str(one) for one in breaches)


def test_the_gold_files_of_the_guide_are_found() -> None:
    names = {Path(path).stem for path in shipped_gold()}
    assert names == GUIDE
