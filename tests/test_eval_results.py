"""What becomes of a run: kept and read again, compared with another, reported, held against floors."""

import html.parser
import json
from dataclasses import replace
from pathlib import Path

import pytest

from studyground.errors import InputError
from studyground.eval.baselines import Bm25
from studyground.eval.compare import compare
from studyground.eval.figures import figures
from studyground.eval.gate import Bound, check_floors, load_floors
from studyground.eval.report import write_reports
from studyground.eval.results import figures_only, load_run, save_run
from studyground.eval.run import Evaluation, GoldFile, run_eval, run_system
from studyground.eval.systems import AlwaysRefuse, Oracle
from tests.beasts_gold import BEASTS, COLLECTION, COLOURS, FACTS, GOLD, ITEMS, SCORER, Breaks


def test_runs_come_back_as_they_were_saved(tmp_path: Path) -> None:
    run = run_system(Breaks({"f3"}), GOLD, COLLECTION, settings={"top_k": 8}, index="i1", scorer=SCORER)
    save_run(run, tmp_path / "deep" / "run.json")
    assert load_run(tmp_path / "deep" / "run.json") == run
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["run.json"], "nothing half-written is left"


def test_figures_only_hold_no_text(tmp_path: Path) -> None:
    run = run_system(Oracle(COLLECTION), GOLD, COLLECTION)
    bare = figures_only(run)
    save_run(bare, tmp_path / "bare.json")
    text = (tmp_path / "bare.json").read_text()
    assert not any(word in text for word in (*BEASTS, *COLOURS))
    assert figures(bare.items, draws=50) == figures(run.items, draws=50)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 1}', '{"schema": 1, "items": [{}]}', '{"schema": 99}'])
def test_what_is_no_run_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(InputError):
        load_run(tmp_path / "x.json")
    with pytest.raises(InputError, match="no run at"):
        load_run(tmp_path / "none.json")


def test_comparing_pairs_items_and_shows_flips() -> None:
    good = run_system(Oracle(COLLECTION), GOLD, COLLECTION, settings={"top_k": 8})
    bad = run_system(Breaks({"f3", "n2"}), GOLD, COLLECTION, settings={"top_k": 5})
    found = compare(good, bad, draws=500)
    by_name = {one.name: one for one in found.differences}
    assert by_name["answer_correct"].change.value == pytest.approx(-1 / 12)
    assert by_name["answer_correct"].change.n == 12
    assert by_name["answer_correct"].change.low < 0 <= by_name["answer_correct"].change.high
    assert by_name["token_f1"].change.value < 0 and by_name["abstain_auroc"].change.value < 0
    assert {(one.id, one.measure) for one in found.flips} >= {("f3", "answer_correct"), ("n2", "abstain_recall")}
    assert all(one.second < one.first for one in found.flips)
    assert found.settings["top_k"] == (8, 5) and "gold" not in found.settings
    assert json.loads(json.dumps(found.to_json()))["differences"]["answer_correct"]["verdict"] == "no difference shown"


def test_a_run_compared_with_itself_shows_nothing() -> None:
    run = run_system(Oracle(COLLECTION), GOLD, COLLECTION)
    found = compare(run, run, draws=100)
    assert not found.flips and not found.settings
    assert all((one.change.value, one.change.low, one.change.high) == (0, 0, 0) for one in found.differences)
    with pytest.raises(InputError, match="no item in common"):
        compare(run, replace(run, items=()))


def test_a_large_loss_is_called_worse() -> None:
    good = run_system(Oracle(COLLECTION), GOLD, COLLECTION)
    bad = run_system(AlwaysRefuse(), GOLD, COLLECTION)
    by_name = {one.name: one for one in compare(good, bad, draws=500).differences}
    assert by_name["answer_correct"].verdict == "worse" and by_name["abstain_recall"].verdict == "no difference shown"
    back = {one.name: one for one in compare(bad, good, draws=500).differences}
    assert back["answer_correct"].verdict == "better"
    half = {item.id for item in ITEMS[:6]}
    few = replace(good, items=tuple(item for item in good.items if item.id in half))
    assert len(compare(few, bad, draws=50).only_second) == len(ITEMS) - 6


class Page(html.parser.HTMLParser):
    """Collects what a page would load, and that its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href", "action", "srcset")]
        if tag not in ("meta", "br", "img", "link"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_reports_are_whole_and_load_nothing(tmp_path: Path) -> None:
    marked = replace(ITEMS[0], id="<b>&", question="What is <script>alert(1)</script>?")
    gold = GoldFile("small.jsonl", "0" * 64, (marked, *ITEMS[1:]))
    evaluation = run_eval(
        gold, Breaks({"f3", "<b>&", "n2"}), COLLECTION, baselines=[lambda: Bm25(COLLECTION)], scorer=SCORER, draws=50
    )
    files = write_reports(evaluation, tmp_path / "report")
    assert [path.name for path in files] == [
        "report.html",
        "report.md",
        "eval.json",
        "run-breaks.json",
        "run-bm25.json",
    ]
    text = files[0].read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert not page.open and not page.loads and "<script" not in text and "@import" not in text and "url(" not in text
    assert text.count("<svg") >= 4 and "prefers-color-scheme:dark" in text
    for shown in ("f3", "out of paper", "What shell does the donkey keep?", "must say: denim", FACTS[3]):
        assert shown in text, shown
    assert "| answer_correct |" in files[1].read_text(encoding="utf-8")
    assert not any(beast in files[1].read_text(encoding="utf-8") for beast in BEASTS), "figures only"


def test_the_gate_holds_floors_and_ceilings(tmp_path: Path) -> None:
    document = Evaluation(run_system(Breaks({"f3"}), GOLD, COLLECTION), draws=50).to_json()
    path = tmp_path / "floors.toml"
    path.write_text(
        "[small.floors]\nanswer_correct = 0.9\nquote_exact = 1.0\nabstain_recall = 1\n"
        "[small.ceilings]\ncalibration_error = 0.0\nlength_words = 0.5\n"
        "[small.by_type.factoid]\nanswer_correct = 0.95\n[small.by_type.typo]\nanswer_correct = 0.5\n"
    )
    breaches = check_floors(document, load_floors("small", path))
    assert [str(one) for one in breaches if one.bound.measure != "length_words"] == [
        "answer_correct for factoid is 0.9000, below its floor of 0.95.",
        "answer_correct for typo has no value, and 0.5 is asked of it.",
    ]
    assert [one.bound.ceiling for one in breaches if one.bound.measure == "length_words"] == [True]
    assert load_floors("unknown", path) == ()


@pytest.mark.parametrize(
    "text", ["[small", "[small.floors]\nnope = 1", "[small.floors]\nquote_exact = 'x'", "[small.roof]\n", "small = 3"]
)
def test_bad_floors_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "floors.toml").write_text(text)
    with pytest.raises(InputError):
        load_floors("small", tmp_path / "floors.toml")


def test_the_kept_floors_can_be_read() -> None:
    assert Bound("quote_exact", 1.0) in load_floors("guide")
