"""Outside sets: read and scored as their papers do; those beside the project are met when they are there."""

import csv
import json
import lzma
import time
from pathlib import Path

import pytest

from studyground.errors import InputError
from studyground.eval.outside import run_outside, trial
from studyground.eval.outside_answers import IndexedRanker, IndexedReader
from studyground.eval.outside_data import BENCH_DIR, CLAIM_SETS, SETS, load_chunking, load_claims, load_readings
from studyground.eval.outside_scores import Given, Read, separation
from studyground.eval.passages import windows
from studyground.eval.spans import Span
from studyground.eval.support_baselines import cosine_support, lexical_support, number_support
from studyground.settings import Settings

BENCH = BENCH_DIR.resolve()
needs_bench = pytest.mark.skipif(not (BENCH / "eval").is_dir(), reason=f"no {BENCH_DIR}/eval")


class Told:
    """Reads and asks by a table of answers."""

    def __init__(self, read: Read, ask: Read | None = None) -> None:
        self.read = read
        self.ask = ask or read


def put(folder: Path, stem: str, rows: list[dict[str, object]]) -> None:
    (folder / "eval").mkdir(exist_ok=True)
    with lzma.open(folder / "eval" / f"{stem}.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def make_squad(folder: Path) -> None:
    common = {"passage": "Ann met Bob in Oslo.", "title": "T"}
    put(
        folder,
        "squad20_dev",
        [
            {"id": "1", "question": "Who?", "answers": [{"text": "Bob"}, {"text": "Ann"}], **common},
            {"id": "2", "question": "Where?", "answers": [{"text": "in Oslo"}], **common},
            {"id": "3", "question": "Why?", "answers": [], **common},
            {"id": "4", "question": "When?", "answers": [], **common},
        ],
    )


def test_squad_counts_no_answer_as_its_script_does(tmp_path: Path) -> None:
    make_squad(tmp_path)
    given = {"Who?": ("Ann", 0.9), "Where?": ("Oslo", 0.8), "Why?": ("", 0.1), "When?": ("noon", 0.8)}
    ranks = {"Who?": 1, "Where?": 4, "Why?": None, "When?": 2}
    reader = Told(lambda question, _passage: Given(*given[question]), lambda q, _p: Given(*given[q], ranks[q]))
    found = run_outside("squad20", prepare_reader=lambda _name, _texts: reader, bench_dir=tmp_path, draws=50)
    values = {name: one.value for name, one in found.metrics.items()}
    assert values["exact_match"] == 2 / 4 and values["token_f1"] == pytest.approx((1 + 2 / 3 + 1 + 0) / 4)
    assert values["has_answer_token_f1"] == pytest.approx((1 + 2 / 3) / 2) and values["no_answer_exact_match"] == 1 / 2
    assert values["unanswerable_refused"] == 1 / 2 and values["answerable_refused"] == 0
    assert values["abstain_auroc"] == (4 - 1 / 2) / 4 and values["abstain_balanced_accuracy"] == (1 + 1 / 2) / 2
    assert found.to_json()["metrics"]["token_f1"]["n"] == 4
    assert values["reference_held"] == 1 / 2, "“in Oslo” is not in “Oslo”"
    assert not {"recall_at_1", "mrr_at_10"} & values.keys(), "a passage that is given is not looked for"
    searched = {name: one.value for name, one in found.by_source["whole collection"].items()}
    assert searched["recall_at_1"] == 1 / 2 and searched["recall_at_5"] == 1, "unanswerable ones are not counted"
    assert searched["mrr_at_10"] == (1 + 1 / 4) / 2
    assert searched["ndcg_at_10"] == pytest.approx((1 + 1 / 2.321928) / 2)


def test_clapnq_takes_the_best_reference(tmp_path: Path) -> None:
    passages = [{"text": "Spring comes before summer."}]
    output = [{"answer": "It is before summer."}, {"answer": "spring"}]
    rows = [
        {"id": "1", "input": "when is spring", "passages": passages, "output": output},
        {"id": "2", "input": "when is lent", "passages": passages, "output": [{"answer": ""}]},
    ]
    put(tmp_path, "clapnq_dev", rows)
    reader = Told(lambda _q, _p: Given("spring comes", 0.5))
    found = run_outside("clapnq", prepare_reader=lambda _name, _texts: reader, bench_dir=tmp_path, draws=50)
    assert found.metrics["rouge_l"].value == pytest.approx(2 / 3) and found.metrics["rouge_l"].n == 1
    assert found.metrics["unanswerable_refused"].value == 0 and found.published["T5-large ROUGE-L"] == 0.572


def test_claims_are_supported_wholly_or_not(tmp_path: Path) -> None:
    rows = [
        {"claim": "a", "evidence": ["a", "b"], "label": "supported"},
        {"claim": "a c", "evidence": ["a", "b"], "label": "partially_supported"},
        {"claim": "z", "evidence": ["a", "b"], "label": "not_supported"},
        {"claim": "b", "evidence": ["b"], "label": "supported"},
    ]
    put(tmp_path, "wice_claim_dev", rows)
    claims = load_claims("wice", tmp_path)
    assert [one.supported for one in claims] == [True, False, False, True] and claims[0].evidence == "a\nb"
    scores = {"a": 0.9, "a c": 0.6, "z": 0.6, "b": 0.6}
    found = run_outside("wice", support=lambda claim, _e: scores[claim], bench_dir=tmp_path, draws=50)
    assert found.metrics["support_auroc"].value == 3 / 4 and found.metrics["support_balanced_accuracy"].value == 1 / 2
    assert list(trial(lambda claim, _e: scores[claim], bench_dir=tmp_path, draws=20)) == ["wice"]


def test_chunking_is_scored_in_code_points(tmp_path: Path) -> None:
    folder = tmp_path / "eval" / "chunking"
    folder.mkdir(parents=True)
    text = "Snow falls.\r\nRain runs. Hail hits."
    (folder / "sky.md").write_bytes(text.encode())
    reference = {"content": "Rain runs.", "start_index": 13, "end_index": 23}

    def table(references: list[dict[str, object]]) -> None:
        with (folder / "questions_df.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerows([["question", "references", "corpus_id"], ["What runs?", json.dumps(references), "sky"]])

    table([reference])
    found = run_outside(
        "chunking",
        prepare_rank=lambda texts: lambda corpus, _question, k: [Span(corpus, 13, len(texts[corpus]))][:k],
        bench_dir=tmp_path,
        draws=20,
    )
    values = {name: one.value for name, one in found.metrics.items()}
    assert values == {"span_recall": 1, "span_precision": 10 / 21, "span_iou": 10 / 21}
    table([reference | {"start_index": 12}])
    with pytest.raises(InputError, match="not the text at its offsets"):
        load_chunking(tmp_path)


def test_what_is_absent_is_skipped_with_a_sentence(tmp_path: Path) -> None:
    for name in SETS:
        found = run_outside(
            name,
            prepare_reader=lambda _n, _t: Told(lambda _q, _p: Given("", 0.0)),
            support=lexical_support,
            prepare_rank=lambda _t: lambda *_a: [],
            bench_dir=tmp_path,
        )
        assert "skipped: there is no" in found.skipped and not found.metrics
        assert "it needs a" in run_outside(name, bench_dir=tmp_path).skipped
    with pytest.raises(InputError, match="no outside set"):
        run_outside("imagenet", bench_dir=tmp_path)
    with pytest.raises(InputError, match="no claim set"):
        load_claims("squad20", tmp_path)
    with pytest.raises(InputError, match="no reading set"):
        load_readings("wice", tmp_path)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "fm2_test.jsonl.xz").write_bytes(b"not xz")
    with pytest.raises(InputError, match="fm2_test"):
        run_outside("fm2", support=lexical_support, bench_dir=tmp_path)


def test_simple_scorers_by_hand() -> None:
    assert lexical_support("The cats sleep soundly", "A cat is sleeping.") == 2 / 3
    assert lexical_support("the", "anything") == 0
    assert number_support("from 3.5 to 12", "12 of 35") == 1 / 2 and number_support("none", "") == 1


def test_cosine_takes_the_nearest_sentence() -> None:
    import numpy as np

    class Axes:
        def encode(self, texts: list[str]) -> np.ndarray:
            rows = np.array([[text.count("a"), text.count("b") + 1e-6] for text in texts], dtype=np.float32)
            return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    support = cosine_support(Axes())
    assert support("a", "b. a a.") == pytest.approx(1, abs=1e-5)
    assert support("a", "b b b") == pytest.approx(0, abs=1e-3) and support("a", " ") == 0 == support("", "a")


def test_one_class_alone_separates_nothing() -> None:
    assert separation("x", [0.1, 0.9], [True, True], [True, False], ["a", "b"]) == {}
    assert separation("x", [], [], [], []) == {}
    tied = separation("x", [0.5] * 4, [True, False, True, False], [True] * 4, list("abcd"), draws=50)
    assert tied["x_auroc"].value == 1 / 2 and tied["x_balanced_accuracy"].value == 1 / 2


PASSAGES = [
    "The lighthouse at Skarn was built in 1874 by the engineer Ada Holm. Its tower is 41 metres high.",
    "A strong colony of bees holds about 50,000 workers in June. The queen lays up to 2,000 eggs a day.",
    "The coffee at the station costs four euros a cup. Its roaster comes from a village in the hills.",
]


def test_the_program_reads_passages_of_a_set(data_folder: Path, tmp_path: Path) -> None:
    settings = Settings(data=data_folder, index=tmp_path / "not touched")
    name = f"test-{tmp_path.name}-{time.time_ns()}"
    reader = IndexedReader(name, PASSAGES, settings)
    question = "When was the lighthouse at Skarn built?"
    assert "1874" in reader.read(question, PASSAGES[0]).text
    elsewhere = reader.read(question, PASSAGES[2])
    assert "1874" not in elsewhere.text and elsewhere.confidence < reader.read(question, PASSAGES[0]).confidence
    asked = reader.ask(question, PASSAGES[0])
    assert "1874" in asked.text and asked.rank == 1
    assert reader.ask(question, "A passage that is not in the set.").rank is None
    assert reader.read(question, "A passage that is not in the set.") == Given("", 0.0)
    assert not (tmp_path / "not touched").exists()
    fewer = IndexedReader(name, PASSAGES[1:], settings)
    assert fewer.ask(question, PASSAGES[0]).rank is None, "what left the set leaves its index"


def test_ranked_passages_stand_where_the_file_has_them(data_folder: Path) -> None:
    text = "# Isles\r\n\r\n**" + PASSAGES[0].replace(". ", ".** ") + "\r\n\r\n- " + "\r\n- ".join(PASSAGES[1:]) + "\r\n"
    ranker = IndexedRanker(f"test-{time.time_ns()}", {"isles": text}, Settings(data=data_folder))
    spans = ranker.rank("isles", "How many workers are in a colony?", 3)
    assert spans and all(0 <= one.start < one.end <= len(text) for one in spans)
    shown = [text[one.start : one.end] for one in spans]
    assert any("50,000 workers" in words for words in shown), shown


@needs_bench
def test_the_sets_beside_the_project_are_whole() -> None:
    sizes = {"wice": (349, 115), "fm2": (1380, 681), "cad_nli": (2000, 654), "summedits": (4681, 1648)}
    for name in CLAIM_SETS:
        claims = load_claims(name, BENCH)
        assert (len(claims), sum(one.supported for one in claims)) == sizes[name]
    squad, clapnq = load_readings("squad20", BENCH), load_readings("clapnq", BENCH)
    assert (len(squad), sum(not one.references for one in squad)) == (11873, 5945) and len(clapnq) == 242
    assert len(load_chunking(BENCH)[1]) == 472


@needs_bench
def test_knowing_the_answer_scores_one_on_the_real_sets() -> None:
    references = {(one.question, one.passage): one.references for one in load_readings("squad20", BENCH)}

    def read(question: str, passage: str) -> Given:
        known = references[question, passage]
        return Given(known[0], 1.0) if known else Given("", 0.0)

    found = run_outside("squad20", prepare_reader=lambda _n, _t: Told(read), bench_dir=BENCH, limit=300, draws=50)
    assert found.metrics["exact_match"].value == found.metrics["abstain_auroc"].value == 1
    labels = {(one.claim, one.evidence): one.supported for one in load_claims("fm2", BENCH)}
    told = run_outside("fm2", support=lambda c, e: float(labels[c, e]), bench_dir=BENCH, limit=300, draws=50)
    assert told.metrics["support_balanced_accuracy"].value == 1
    spans = {one.question: one.references for one in load_chunking(BENCH)[1]}
    exact = run_outside("chunking", prepare_rank=lambda _t: lambda _c, q, _k: spans[q], bench_dir=BENCH, draws=50)
    assert exact.metrics["span_recall"].value == 1 and exact.metrics["span_iou"].value > 0.95


@needs_bench
@pytest.mark.slow
def test_plain_scorers_come_near_their_known_figures() -> None:
    found = trial(lexical_support, bench_dir=BENCH, draws=200)
    assert 0.6 < found["wice"]["support_auroc"]["value"] < 0.85
    assert all(one["support_auroc"]["value"] < 0.85 for one in found.values()), "shared words are no proof"
    texts, _ = load_chunking(BENCH)
    assert sum(len(windows({name: text})) for name, text in texts.items()) > 1000
