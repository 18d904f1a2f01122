"""Figures of question banks, by hand; and how they stand in reports."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.assistant.answer import Citation
from studyground.assistant.practice.practice_question import GATES, Check, Option, PracticeQuestion
from studyground.errors import InputError
from studyground.eval.bank_style import USUAL, style_of
from studyground.eval.bootstrap import Interval
from studyground.eval.outside import OutsideResult
from studyground.eval.question_banks import bank_figures, measure_bank
from studyground.eval.report import write_sections
from studyground.eval.report_sections import sections_html, sections_markdown

STEM = "A farm in Skarn keeps 40 hives. It needs honey in June. Which step should the team take FIRST?"


def make_question(
    at: int, key: int = 0, texts: tuple[str, ...] = ("Feed sugar syrup", "Close it", "Open it", "Wait"), start: int = 0,
    failed: str = "",
) -> PracticeQuestion:  # fmt: skip
    options = tuple(Option("ABCDEF"[n], text, n == key, "Because.") for n, text in enumerate(texts))
    place = Citation(1, "bees.md", "Bees", ("Winter",), None, start, start + 9, "some text")
    checks = tuple(Check(name, name != failed) for name in GATES)
    return PracticeQuestion(
        f"q{at}", "multiple_choice", 1, STEM, options, "Winter", "1.1", "application", (place,), checks
    )


def test_style_by_hand() -> None:
    found = style_of(make_question(0))
    assert (found.stem_words, found.stem_sentences) == (19, 3)
    assert (found.names_a_need, found.qualifier, found.number, found.negative, found.multiple) == (1, 1, 1, 0, 0)
    assert found.option_words == (3 + 2 + 2 + 1) / 4
    assert found.key_longest == 1 and found.key_length_ratio == pytest.approx(16 / ((8 + 7 + 4) / 3))


def test_ties_for_the_longest_option_are_shared() -> None:
    assert style_of(make_question(0, texts=("aaaa", "bbbb", "cc", "d"))).key_longest == 1 / 2
    assert style_of(make_question(0, key=2, texts=("aaaa", "bbbb", "cc", "d"))).key_longest == 0
    assert style_of(make_question(0, texts=("aa", "bb", "cc", "dd"))).key_longest == 1 / 4, "chance when all are alike"


def test_flaws_of_style_are_seen() -> None:
    plain = make_question(0)
    assert style_of(replace(plain, stem="Which is NOT a task of AWS or SQL?")).negative == 1
    assert style_of(make_question(0, texts=("One", "Two", "Three", "All of the above"))).negative == 1
    bare = style_of(replace(plain, stem="What does AWS IAM do?"))
    assert (bare.names_a_need, bare.qualifier, bare.number, bare.stem_sentences) == (0, 0, 0, 1)


def test_figures_by_hand() -> None:
    questions = [
        make_question(0, key=0, start=0),
        make_question(1, key=0, start=0, failed="no_leak"),
        make_question(2, key=1, start=50),
        make_question(3, key=3, start=90),
    ]
    found = bank_figures("bank.jsonl", questions, draws=50)
    assert found.questions == 4 and found.domains == {"Winter": 4} and not found.rechecked
    assert found.gates["no_leak"].value == 3 / 4 == found.gates["every_gate"].value
    assert found.gates["fresh"].value == 1 and list(found.gates)[:8] == list(GATES)
    assert found.figures["distinct_facts"].value == 3 / 4
    assert [found.style[f"key_at_{letter}"].value for letter in "ABCD"] == [1 / 2, 1 / 4, 0, 1 / 4]
    assert found.style["key_longest"].value == 2 / 4 and found.style["stem_words"].value == 19
    assert any("fewer than 40" in note for note in found.notes) and any("not run again" in note for note in found.notes)
    assert set(found.style) == set(USUAL)


def test_a_large_batch_out_of_balance_is_told() -> None:
    found = bank_figures("b", [make_question(at, key=0, start=at * 10) for at in range(40)], draws=20)
    assert "The key is at A in 100% of questions, outside 20% to 30%." in found.notes
    assert "The key is the longest option in 100% of questions, above 30%." in found.notes
    assert found.figures["distinct_facts"].value == 1


def test_questions_without_receipt_or_citation_have_no_gate_figure() -> None:
    bare = replace(make_question(0), checks=(), citations=())
    found = bank_figures("b", [bare, replace(bare, id="q1")], draws=20)
    assert found.gates == {} and found.figures["distinct_facts"].value == 1, "no span is no repeated span"
    six = make_question(2, texts=tuple("abcdef"))
    assert not [name for name in bank_figures("b", [six], draws=20).style if name.startswith("key_at_")]


def test_an_empty_or_missing_bank_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(InputError, match="holds no question"):
        measure_bank(tmp_path / "empty.jsonl")
    with pytest.raises(InputError, match="cannot be read"):
        measure_bank(tmp_path / "nowhere.jsonl")


def test_reports_of_banks_and_sets_hold_figures_only(tmp_path: Path) -> None:
    bank = bank_figures("bank.jsonl", [make_question(0), make_question(1, failed="fresh")], draws=20)
    figure = {"span_recall": Interval(0.8, 0.7, 0.9, 472)}
    done = OutsideResult("chunking", figure, {"finance": figure}, {"someone | else": 0.7}, {"top_k": 5})
    skipped = OutsideResult("wice", skipped="The set wice is skipped: there is no file.")
    files = write_sections(tmp_path, [done, skipped], [bank])
    assert {path.name for path in files} == {
        "outside.json", "outside.md", "outside.html", "banks.json", "banks.md", "banks.html",
    }  # fmt: skip
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert STEM not in text and "Feed sugar" not in text and "<script" not in text and "http" not in text
    assert json.loads((tmp_path / "banks.json").read_text())[0]["gates"]["fresh"]["value"] == 0.5
    words = (tmp_path / "outside.md").read_text(encoding="utf-8")
    assert "| span_recall | 0.800 | 0.700 – 0.900 | 472 |" in words and "wice is skipped" in words
    assert "someone \\| else" in words and "| measure | finance |" in words
    assert "| key_at_B | 0.000 | 0.000 – 0.000 | 0.280 | 0.600 / 0.520 |" in sections_markdown(banks=[bank])
    assert "<caption>Style and balance</caption>" in sections_html(banks=[bank])
    assert write_sections(tmp_path) == () and sections_markdown() == "" == sections_html()
