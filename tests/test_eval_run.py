"""Whole runs over a small guide: controls at their ends, baselines, what breaks, what has no score."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.answer import Answer
from studyground.errors import StudygroundError
from studyground.eval.baselines import Bm25, Dense, Tutorial, Vectors
from studyground.eval.collection import Collection
from studyground.eval.figures import METRICS, figures
from studyground.eval.gold import GoldItem, to_record
from studyground.eval.passages import tutorial_chunks, windows
from studyground.eval.report import to_html, to_markdown
from studyground.eval.run import GoldFile, read_gold, run_eval, run_system
from studyground.eval.scoring import Scorer
from studyground.eval.spans import Span
from studyground.eval.systems import (
    AlwaysAnswer,
    AlwaysRefuse,
    Empty,
    Oracle,
    ShuffledCitations,
    System,
    controls,
    refused,
)
from tests.beasts_gold import COLLECTION, GOLD, GUIDE, ITEMS, OTHER, SCORER, Breaks

ANSWERABLE = sum(item.answerable for item in ITEMS)


class LetterEncoder:
    """A hand-checkable encoder: counts of words over a hash of 512 places, unit length."""

    def encode(self, texts: list[str] | tuple[str, ...]) -> Vectors:
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[sum(ord(char) * 31**i for i, char in enumerate(word)) % 512] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def values(system: System, scorer: Scorer | None = None) -> dict[str, float]:
    run = run_system(system, GOLD, COLLECTION, scorer=scorer)
    assert not [item.error for item in run.items if item.error]
    return {name: one.value for name, one in figures(run.items, draws=50).items()}


def test_a_perfect_oracle_scores_one() -> None:
    found = values(Oracle(COLLECTION))
    expected = {
        "recall_at_1": (10 + 1 / 2 + 1 / 2) / 12,  # of two pieces one fits in the first hit
        "recall_at_5": 1,
        "mrr_at_10": 1,
        "ndcg_at_10": 1,
        "all_evidence_recall_at_10": 1,
        "citation_precision_gold": 1,
        "citation_recall_gold": 1,
        "evidence_cited": 1,
        "citation_focus": 1,
        "quote_exact": 1,
        "answer_correct": 1,
        "must_have_share": 1,
        "token_f1": 1,
        "exact_match": 1,
        "answered_share": 1,
        "abstain_precision": 1,
        "abstain_recall": 1,
        "abstain_f1": 1,
        "abstain_auroc": 1,
        "conflict_shown": 1,
        "risk_coverage_area": 0,
        "calibration_error": 0,
    }
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("system", [AlwaysRefuse(), Empty()])
def test_who_says_nothing_is_never_grounded(system: System) -> None:
    found = values(system)
    for name in ("answer_correct", "evidence_cited", "answered_share", "recall_at_10", "conflict_shown", "token_f1"):
        assert found[name] == 0, name
    assert not {"citation_precision_gold", "citation_recall_gold", "quote_exact", "calibration_error"} & found.keys()
    assert found["abstain_recall"] == 1
    assert found["abstain_precision"] == (len(ITEMS) - ANSWERABLE) / len(ITEMS)


def test_always_answer_never_abstains() -> None:
    found = values(AlwaysAnswer(Bm25(COLLECTION), COLLECTION))
    assert found["abstain_recall"] == 0 and found["answered_share"] == 1
    assert "abstain_precision" not in found and found["abstain_auroc"] == 0.5


def test_shuffled_citations_collapse() -> None:
    plain = values(Oracle(COLLECTION), SCORER)
    shuffled = values(ShuffledCitations(Oracle(COLLECTION), ITEMS, seed=3), SCORER)
    assert shuffled["answer_correct"] == plain["answer_correct"], "only the citations are shuffled"
    assert shuffled["quote_exact"] == 1
    for name in ("citation_precision_gold", "citation_recall_gold", "evidence_cited"):
        assert plain[name] == 1 and shuffled[name] <= 0.2, name
    assert shuffled["recall_at_10"] <= 0.2


def test_chance_is_chance() -> None:
    found = [values(controls(COLLECTION, ITEMS, Bm25(COLLECTION), seed)[0]) for seed in range(8)]
    assert 0.2 < np.mean([one["abstain_auroc"] for one in found]) < 0.8
    assert np.mean([one["mrr_at_10"] for one in found]) < 0.5
    assert np.mean([one["answer_correct"] for one in found]) < 0.5


def test_whole_passages_are_cited_without_focus() -> None:
    lexical = Bm25(COLLECTION)
    whole = values(controls(COLLECTION, ITEMS, lexical)[1])
    assert whole["citation_focus"] < 0.4 and whole["length_words"] > 40


def test_all_controls_run_and_differ_in_name() -> None:
    names = [system.name for system in controls(COLLECTION, ITEMS, Bm25(COLLECTION))]
    assert len(set(names)) == len(names) == 7


def test_baselines_find_shared_words() -> None:
    for system in (Bm25(COLLECTION), Dense(COLLECTION, LetterEncoder())):
        found = values(system)
        assert found["recall_at_10"] > 0.8 and found["quote_exact"] == 1, system.name
    assert Bm25(COLLECTION).answer(replace(ITEMS[0], question="zzz")).confidence == 0


def test_baselines_over_nothing_refuse() -> None:
    empty = Collection({"blank.md": "  \n"})
    for system in (Bm25(empty), Dense(empty, LetterEncoder()), *controls(empty, ITEMS, Bm25(empty))):
        assert system.retrieve(ITEMS[0], 5) == []
        assert not system.answer(ITEMS[0]).citations


def test_the_tutorial_reads_four_chunks() -> None:
    pytest.importorskip("langchain_text_splitters")
    system = Tutorial(COLLECTION, LetterEncoder())
    assert len(system.retrieve(ITEMS[0], 10)) == 4
    assert all(len(COLLECTION.text(span)) <= 1000 for span in tutorial_chunks(COLLECTION.texts))
    assert values(system)["quote_exact"] == 1


def test_windows_hold_every_word() -> None:
    spans = windows({"a": GUIDE}, words=20)
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in covered for at, char in enumerate(GUIDE) if not char.isspace())
    assert all(len(GUIDE[span.start : span.end].split()) <= 20 for span in spans)
    assert windows({"short": "one two"}) == [Span("short", 0, 7)] and windows({"none": ""}) == []


def test_a_broken_item_scores_zero_and_is_listed() -> None:
    evaluation = run_eval(GOLD, Breaks({"f3", "n2", "c0"}), COLLECTION, draws=50)
    document = evaluation.to_json()
    assert document["failed"] == ["f3", "c0", "n2"]
    metrics = document["metrics"]
    assert metrics["answer_correct"]["value"] == round(10 / 12, 4) and metrics["answer_correct"]["n"] == 12
    assert metrics["citation_precision_gold"]["value"] == round(10 / 12, 4)
    assert metrics["conflict_shown"]["value"] == 0
    assert metrics["abstain_recall"]["value"] == round(5 / 6, 4)
    assert metrics["abstain_auroc"]["value"] < 1
    assert metrics["stage_verify_ms_p50"]["value"] == 3
    assert any("3 of 18 items broke" in note for note in document["notes"])


def test_the_document_has_the_contract_form() -> None:
    makers = [lambda: Bm25(COLLECTION), *[lambda s=s: s for s in controls(COLLECTION, ITEMS, Bm25(COLLECTION))]]
    evaluation = run_eval(
        GOLD,
        Oracle(COLLECTION),
        COLLECTION,
        settings={"top_k": 8},
        index="i1",
        baselines=makers,
        scorer=SCORER,
        draws=50,
    )
    document = json.loads(json.dumps(evaluation.to_json()))
    assert document["schema"] == 1 and document["gold"] == "small.jsonl" and document["items"] == len(ITEMS)
    assert document["settings"]["top_k"] == 8 and document["settings"]["index"] == "i1"
    assert set(METRICS) == set(document["metrics"])
    for name in ("recall_at_5", "citation_precision_gold", "citation_precision_scored", "answer_ms_p95"):
        assert set(document["metrics"][name]) == {"value", "low", "high", "n"}
        assert document["metrics"][name]["low"] <= document["metrics"][name]["value"]
    assert document["metrics"]["stage_verify_ms_p95"] == {"value": None, "low": None, "high": None, "n": 0}
    assert set(document["by_type"]) == {"factoid", "multi_hop", "conflict", "near_miss"}
    assert "answer_correct" not in document["by_type"]["near_miss"], "what does not apply has no score"
    assert set(document["by_split"]) <= {"dev", "test"}
    assert {"bm25", "always_answer", "always_refuse"} <= set(document["baselines"])
    assert document["baselines"]["bm25"]["metrics"]["abstain_recall"]["value"] == 0
    assert document["scorer"]["name"] == "lexical"


def test_a_baseline_that_cannot_be_made_is_left_out_with_a_sentence() -> None:
    def make() -> System:
        raise StudygroundError("It is not installed.", "Install it.")

    evaluation = run_eval(GOLD, AlwaysRefuse(), COLLECTION, baselines=[make], draws=10)
    assert evaluation.notes == ("A baseline was left out: It is not installed. Install it.",)


def test_no_items_give_no_figures() -> None:
    evaluation = run_eval(GoldFile("none", "", ()), AlwaysRefuse(), COLLECTION, draws=10)
    document = evaluation.to_json()
    assert document["items"] == 0 and all(one["value"] is None for one in document["metrics"].values())
    assert "no figure" in to_html(evaluation) and to_markdown(evaluation)


def test_evidence_outside_the_index_does_not_count_against_the_system() -> None:
    only_other = Collection({"other.md": OTHER})
    run = run_system(AlwaysRefuse(), GoldFile("g", "", ITEMS[:1]), only_other)
    assert "recall_at_5" not in run.items[0].parts and "not in the index" in run.items[0].failures[-1]
    lost = Collection({"beasts.md": "The page is blank."})
    run = run_system(AlwaysRefuse(), GoldFile("g", "", ITEMS[:1]), lost)
    assert run.items[0].score("recall_at_5") == 0 and "evidence is not in the stored text" in run.items[0].failures


def test_a_dangling_citation_number_supports_nothing() -> None:
    class Dangling(Oracle):
        def answer(self, item: GoldItem) -> Answer:
            return replace(super().answer(item), citations=())

    found = values(Dangling(COLLECTION), SCORER)
    assert found["citation_precision_gold"] == 0 and found["citation_recall_scored"] == 0


def test_gold_files_are_read_with_their_hash(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(to_record(item)) for item in ITEMS), encoding="utf-8")
    found = read_gold(path)
    assert found.items == ITEMS and found.name == "gold.jsonl" and len(found.sha256) == 64


def test_a_refusal_has_nothing_to_show() -> None:
    assert refused(ITEMS[0], "x").to_json()["sentences"] == []
