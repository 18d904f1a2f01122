"""Checking gold files, and keeping what learners report."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studyground.assistant.answer import Answer, Citation, Sentence, Turn
from studyground.errors import IndexMissingError, StudygroundError
from studyground.eval.collection import Collection
from studyground.eval.gold import Evidence, GoldItem, load_gold, to_record
from studyground.eval.reports_from_use import append_line, report_wrong
from studyground.eval.verify_gold import content_stems, main, table, verify

GUIDE = "Dropout switches off random neurons while a network learns. It fights overfitting. Batches hold 32 rows."
COLLECTION = Collection({"guide.md": GUIDE})
GOOD = GoldItem(
    "good",
    "What does dropout do?",
    "how_why",
    True,
    "It switches off random neurons.",
    (("neurons",),),
    ("weights",),
    (Evidence("guide.md", "Dropout switches off random neurons while a network learns."),),
)
ABSENT = GoldItem("absent", "Who invented convolution?", "near_miss", False, absent_patterns=("convol",))


def messages(*items: GoldItem) -> list[str]:
    return [one.message for one in verify([("gold.jsonl", items)], COLLECTION).problems]


def test_a_sound_file_has_no_problem() -> None:
    found = verify([("a.jsonl", [GOOD]), ("b.jsonl", [ABSENT])], COLLECTION)
    assert found.problems == () and found.types == {"how_why": 1, "near_miss": 1}
    assert found.evidence_spans[""] == 1 and found.items == 2
    assert "No problem found." in table(found) and "how_why" in table(found)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (replace(GOOD, evidence=(Evidence("guide.md", "Dropout adds neurons."),)), "not in the stored text"),
        (replace(GOOD, evidence=(Evidence("lost.md", "neurons"),)), "not in the index"),
        (replace(GOOD, evidence=()), "has no evidence"),
        (replace(GOOD, must_include=()), "no must-haves"),
        (replace(GOOD, must_include=((),)), "no phrase"),
        (replace(GOOD, must_include=(("weights",),), must_not_include=()), "with the evidence does not pass"),
        (replace(GOOD, must_not_include=("random",)), "with the evidence does not pass"),
        (replace(GOOD, must_include=(("dropout",),)), "Echoing the question"),
        (replace(GOOD, answer="It helps."), "reference answer"),
        (replace(GOOD, type="paraphrase"), "shares dropout"),
        (replace(ABSENT, absent_patterns=("drop.ut",)), "matches 'Dropout'"),
        (replace(ABSENT, absent_patterns=("(",)), "not a regular expression"),
        (replace(ABSENT, evidence=GOOD.evidence), "not answerable and has evidence"),
    ],
)
def test_each_flaw_is_told(item: GoldItem, words: str) -> None:
    assert any(words in message for message in messages(item)), messages(item)


def test_with_mode_any_each_piece_must_be_enough() -> None:
    second = Evidence("guide.md", "It fights overfitting.")
    any_of = replace(GOOD, evidence=(*GOOD.evidence, second))
    assert any("does not pass" in message for message in messages(any_of))
    both = replace(any_of, evidence_mode="all", must_include=(("neurons",), ("overfitting",)), answer="")
    assert messages(both) == []


def test_no_question_stands_twice() -> None:
    again = replace(GOOD, id="again", question="what does **Dropout**  do?")
    assert messages(GOOD, again) == ["The question is already asked by good of gold.jsonl."]
    follow_up = replace(again, history=(Turn("What is a layer?", "A row of neurons."),))
    assert messages(GOOD, follow_up) == []


def test_stems_leave_out_stop_words() -> None:
    assert content_stems("Which of the networks is learning?") == {"network", "learn"}
    assert content_stems("What's it?") == set()


def test_the_command_line_tells_and_exits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(to_record(GOOD)) + "\n")
    arguments = [str(path), "--index", str(tmp_path)]
    assert main(arguments, lambda _folder: COLLECTION) == 0
    assert main(arguments, lambda _folder: Collection({"guide.md": "Nothing."})) == 1
    assert "not in the stored text" in capsys.readouterr().out

    def missing(_folder: Path) -> Collection:
        raise IndexMissingError("There is no index.", "Ingest first.")

    assert main(arguments, missing) == 1
    assert "There is no index. Ingest first." in capsys.readouterr().err
    path.write_text("{")
    assert main(arguments, lambda _folder: COLLECTION) == 1
    assert "line 1" in capsys.readouterr().err
    path.write_text("")
    assert main(arguments, lambda _folder: COLLECTION) == 1, "a file without items shows nothing"


SHOWN = Answer(
    "What does dropout do?",
    "What does dropout do?",
    "answered",
    "It fights overfitting. [1]",
    (Sentence("It fights overfitting.", (1,), 0.9),),
    (Citation(1, "guide.md", "Guide", (), None, 61, 83, "It fights overfitting."),),
    0.8,
)


def test_a_reported_answer_is_a_gold_item_with_what_was_shown(tmp_path: Path) -> None:
    path = tmp_path / "data" / "reports.jsonl"
    when = datetime(2026, 1, 2, tzinfo=UTC)
    name = report_wrong(
        path,
        SHOWN,
        comment="Says\nnot how.",
        expected="It switches off neurons.",
        history=[Turn("Hi?", "Yes.")],
        now=when,
    )
    (item,) = load_gold(path)
    assert item.id == name and item.answer == "It switches off neurons." and item.type == "from_use"
    assert item.history == (Turn("Hi?", "Yes."),) and item.extra["review"] is True
    assert item.extra["shown"] == json.loads(json.dumps(SHOWN.to_json())) and item.extra["comment"] == "Says\nnot how."
    assert item.extra["reported"] == "2026-01-02T00:00:00+00:00"


def test_reports_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text('{"half": "writ')
    append_line(path, '{"whole": 1}')
    assert path.read_text().split("\n") == ['{"half": "writ', '{"whole": 1}', ""]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: append_line(path, json.dumps({"n": n, "pad": "x" * 5000})), range(24)))
    assert sorted(json.loads(line)["n"] for line in path.read_text().splitlines()[2:]) == list(range(24))


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StudygroundError, match="could not be written"):
        report_wrong(tmp_path / "file" / "reports.jsonl", SHOWN)
