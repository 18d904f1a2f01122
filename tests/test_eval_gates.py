"""Measuring the gates: corrupted questions differ in one thing, thresholds come from one half, figures from the other."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.citing import citation, find_loosely
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.practice_question import LABELS, Option, PracticeQuestion, content_id
from studyground.assistant.reader import OnnxReader, load_reader
from studyground.eval.gate_corruptions import HONEST, variants
from studyground.eval.gate_scores import Asking, Scored, best_span, overlap
from studyground.eval.gate_table import Arm, judged, markdown, thresholds
from studyground.eval.measure_gates import main
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

LOCKS = """# Canal locks

- A pound lock is a chamber with gates at both ends, and it lifts a boat by up to 9 metres.
- A flash lock is a single gate in a weir, which a boat shoots with the rush of water.
- A boat lift is a tank on chains, and it replaces a flight of many locks.
- An inclined plane is a slope on which boats are hauled in wheeled cradles.
"""
OPTIONS = ("Pound lock", "Flash lock", "Boat lift", "Inclined plane")
STEM = "Which structure is a chamber with gates at both ends, and lifts a boat by up to 9 metres?"
QUOTE = "A pound lock is a chamber with gates at both ends, and it lifts a boat by up to 9 metres."
GATES = {"key_supported": True, "distractors_unsupported": True, "blind_solve": True}


@pytest.fixture(scope="module")
def locks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the guide above."""
    folder = tmp_path_factory.mktemp("locks")
    (folder / "locks.md").write_text(LOCKS, encoding="utf-8")
    ingest([folder / "locks.md"], Settings(index=folder / "index"))
    return Assistant.open(Settings(index=folder / "index", reader="none"))


@pytest.fixture(scope="module")
def question(locks: Assistant) -> PracticeQuestion:
    """A question on it."""
    span = find_loosely(locks.index.stored_text("locks.md"), QUOTE)
    assert span
    cited = citation(locks.index, 1, locks.index.document("locks.md").id, *span)
    options = tuple(
        Option(LABELS[at], text, at == 0, QUOTE if at == 0 else "", (cited,) if at == 0 else ())
        for at, text in enumerate(OPTIONS)
    )
    return PracticeQuestion(
        content_id(STEM, OPTIONS), "multiple_choice", 1, STEM, options, "", "", "foundation", (cited,)
    )


def test_each_variant_has_one_thing_wrong(locks: Assistant, question: PracticeQuestion) -> None:
    found = {one.kind: one.question for one in variants(question, GateContext.of(locks))}
    assert found[HONEST] == question
    assert found["key"].keys[0].text != "Pound lock"
    assert found["key"].stem == question.stem
    moved = found["citation"].citations[0]
    assert locks.index.stored_text("locks.md")[moved.start : moved.end] == moved.quote != QUOTE
    assert "9" not in found["stem_number"].stem.split()
    assert " is not a chamber " in found["stem_negation"].stem
    assert found["reason"].keys[0].rationale != QUOTE
    assert found["reason"].stem == question.stem
    assert {one.kind for one in variants(question, GateContext.of(locks))} == set(found)


def test_of_two_keys_the_other_becomes_a_wrong_option(locks: Assistant, question: PracticeQuestion) -> None:
    both = replace(
        question, select=2, options=tuple(replace(one, correct=at < 2) for at, one in enumerate(question.options))
    )
    found = list(variants(both, GateContext.of(locks)))
    assert [one.kind for one in found] == [HONEST, "second_key"] * 2
    assert [[option.text for option in one.question.keys] for one in found[:2]] == [["Pound lock"]] * 2
    assert "Flash lock" not in [option.text for option in found[0].question.options]
    assert "Flash lock" in [option.text for option in found[1].question.distractors]


def rows(guide: str, *pairs: tuple[str, float]) -> list[Scored]:
    return [Scored(guide, kind, f"s{at}", GATES, {"x": value}) for at, (kind, value) in enumerate(pairs)]


def test_a_threshold_comes_from_the_first_half_and_figures_from_the_second() -> None:
    fit = rows("one", (HONEST, 0.5), (HONEST, 0.7), (HONEST, 0.9), (HONEST, 0.8), ("key", 0.1))
    report = rows("two", (HONEST, 0.6), (HONEST, 0.4), ("key", 0.2), ("key", 0.9), ("key", 0.3))
    arm = Arm("and: x", ("x",))
    assert thresholds(arm, fit, kept=0.75) == (0.7,)
    assert thresholds(arm, fit) == (0.5,)
    found = judged(arm, (0.5,), report, draws=50)
    assert found is not None
    assert found.gained is not None
    assert (found.honest.value, found.rejected["key"].value, found.gained.value) == (0.5, 2 / 3, 2 / 3)
    assert "| and: x | 0.500 | 50% " in markdown(fit, report, draws=50)


def test_words_in_common() -> None:
    assert overlap("the pound lock", "Pound lock") == 1.0
    assert overlap("a flash lock", "Pound lock") == 0.5
    assert overlap("", "Pound lock") == 0.0


def test_the_script_writes_a_table_and_reads_no_bank_twice(
    locks: Assistant, question: PracticeQuestion, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(question.to_json()) + "\n", encoding="utf-8")
    index = str(locks.index.folder)
    call = ["--fit", index, str(tmp_path / "one.jsonl"), "--report", index, str(tmp_path / "two.jsonl")]
    call += ["--scores", str(tmp_path / "scores.jsonl"), "--out", str(tmp_path / "table.md"), "--draws", "50"]
    assert main(call) == 0
    first = (tmp_path / "scores.jsonl").read_text(encoding="utf-8")
    assert "| and: said: key not denied |" in (tmp_path / "table.md").read_text(encoding="utf-8")
    assert main(call) == 0
    assert (tmp_path / "scores.jsonl").read_text(encoding="utf-8") == first
    assert main([*call[:2], str(tmp_path / "none.jsonl"), *call[3:]]) == 1


def test_the_best_span_is_where_the_reader_reads_the_answer() -> None:
    reader = load_reader()
    assert isinstance(reader, OnnxReader)
    (reading,) = Asking(reader).read("What is a tank on chains?", ["A boat lift is a tank on chains."])
    span = best_span(reading)
    assert span is not None
    assert "boat lift" in "A boat lift is a tank on chains."[slice(*span)]
