import hashlib
import json
import lzma
import math
import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.assistant.reader import read_card
from studyground.errors import InputError
from studyground.eval.reader_card import model_card
from studyground.eval.reader_claims import altered, declared, sentence_spans, shortened
from studyground.eval.reader_data import (
    CONTRADICTED,
    NOT_SUPPORTED,
    SUPPORTED,
    UNKNOWN,
    Window,
    cut,
    read_rows,
    share_of,
    training_windows,
)
from studyground.eval.reader_export import export, load_weights, onnx_runner, parity, write_card
from studyground.eval.reader_figures import best_threshold, calibrate, evaluate, fit_logistic, pieces
from studyground.eval.reader_model import (
    arrays,
    batches,
    build,
    encode,
    load_tokenizer,
    losses,
    read_windows,
    torch_runner,
)
from studyground.eval.reader_training import Plan, Progress, deadline_at, rate_at, share_done
from studyground.eval.reader_written import _around, _parts, paraphrases, questions
from studyground.eval.train_reader import main
from studyground.ingest.encoder_export import packaged_model
from studyground.ingest.terms import terms

TRAIN = Path(__file__).parents[2] / "shared" / "bench" / "train"
needs_data = pytest.mark.skipif(not TRAIN.is_dir(), reason="the labelled data is not here")
PASSAGE = (
    "The mill was built in 1842 by Anna Berg. It stood beside the river Lorn until 1901. Fire took it in one night."
)
QUESTION = Window("When was the mill built?", PASSAGE, (22, 26), 1, UNKNOWN, "squad", "mill")
CLAIM = Window("The mill was built in 1842.", PASSAGE, None, UNKNOWN, SUPPORTED, "claims", "mill")


def test_sentences_cover_the_text_but_white_space():
    spans = sentence_spans(PASSAGE)
    assert [PASSAGE[a:b] for a, b in spans][1] == "It stood beside the river Lorn until 1901."
    assert "".join(PASSAGE[a:b] for a, b in spans) == PASSAGE.replace(". It", ".It").replace(". Fire", ".Fire")


@given(st.text(max_size=300))
def test_sentence_spans_lose_nothing_but_white_space(text):
    spans = sentence_spans(text)
    assert re.sub(r"\s", "", "".join(text[a:b] for a, b in spans)) == re.sub(r"\s", "", text)
    assert all(a <= b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(st.integers(0, 10_000))
def test_an_altered_claim_differs_in_what_it_says(seed):
    sentence = PASSAGE[slice(*sentence_spans(PASSAGE)[0])]
    found = altered(sentence, PASSAGE, random.Random(seed))
    assert found is not None
    claim, way = found
    assert claim != sentence
    if way == "number":
        assert "1842" not in claim and "Anna Berg" in claim
    if way == "negation":
        assert re.search(r"was (not|never) built", claim)


def test_a_negation_is_taken_back_and_nothing_is_altered_where_nothing_can_be():
    found = {altered("the pump is not safe here", "", random.Random(seed)) for seed in range(5)}
    assert found == {("the pump is safe here", "negation")}
    assert altered("Fire took it.", "", random.Random(0)) is None


def test_shortening_keeps_a_sentence():
    text = "In 1842, the mill (a large one) was built by Anna Berg, who had inherited the land."
    found = {shortened(text, random.Random(seed)) for seed in range(20)}
    assert "The mill was built by Anna Berg." in found
    assert all(one.endswith(".") and "(" not in one for one in found)


@pytest.mark.parametrize(
    ("question", "answer", "claim"),
    [
        ("Who built the mill?", "Anna Berg", "Anna Berg built the mill."),
        ("Who wrote the report?", "Anna Berg", "Anna Berg wrote the report."),
        ("Who was the last owner?", "Anna Berg", "Anna Berg was the last owner."),
        ("How many people live in Lorn?", "4,000", "4,000 people live in Lorn."),
        ("How many people did the mill employ?", "40", None),
        ("Which gas is used in lamps?", "neon", "Neon is used in lamps."),
        ("What is the mill made of?", "stone", None),
        ("What was the mill called?", "Lorn", None),
        ("Who defeated the Persians there?", "he", "He defeated the Persians there."),
        ("When did the mill burn?", "1901", None),
        ("What did the fire take?", "the mill", None),
    ],
)
def test_a_question_becomes_a_statement_only_where_english_allows(question, answer, claim):
    found = declared(question, answer)
    assert found == claim


@given(st.integers(20, 200), st.integers(0, 400), st.integers(0, 1_000))
def test_a_cut_window_holds_its_answer_and_its_span_slices_to_it(budget, at, seed):
    words = [f"w{i}" for i in range(400)]
    text = " ".join(words)
    word = words[min(at, 399)]
    start = re.search(rf"\b{word}\b", text).start()
    window = replace(QUESTION, query="where", passage=text, answer=(start, start + len(word)))
    made = cut(window, budget, random.Random(seed))
    assert made.passage[slice(*made.answer)] == word
    assert made.passage in text and len(made.passage.split()) <= max(24, budget)


@given(st.text("ab .,", min_size=1, max_size=3_000))
@settings(max_examples=50)
def test_pieces_cover_a_passage(text):
    made = pieces("what is it", text, QUESTION)
    assert made[0].passage[:1] == text[:1] or text[:1].isspace()
    assert sum(len(one.passage) for one in made) >= len(text.strip())
    assert all(one.passage in text for one in made)


def test_a_missing_or_broken_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"There is no .*squad11_train"):
        read_rows(tmp_path, "squad11_train")
    (tmp_path / "begin.jsonl.xz").write_bytes(b"not xz")
    with pytest.raises(InputError, match=r"is not a file of JSON lines"):
        read_rows(tmp_path, "begin")


def test_the_command_says_what_is_wrong_without_a_traceback(tmp_path, capsys):
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "run"), "--steps", "1"]) == 1
    assert "There is no" in capsys.readouterr().err
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "run")]) == 1
    assert "needs an end" in capsys.readouterr().err
    assert main(["--out", str(tmp_path / "run"), "--card"]) == 1
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "run"), "--export"]) == 1
    assert "holds no trained reader" in capsys.readouterr().err


def test_the_rate_rises_falls_and_ends_at_zero():
    assert rate_at(0) == 0 and rate_at(1) == 0 and rate_at(2) == 0
    assert (
        rate_at(0.03) == pytest.approx(0.5)
        and rate_at(0.06) == pytest.approx(1)
        and rate_at(0.53) == pytest.approx(0.5)
    )


def test_a_run_is_over_by_the_clock_or_by_steps():
    assert share_done(Plan(deadline=300.0), Progress(started=100.0), 150.0) == pytest.approx(0.25)
    assert share_done(Plan(steps=8), Progress(step=6), 0.0) == pytest.approx(0.75)


def test_deadlines_are_the_next_such_time():
    now = datetime(2026, 1, 31, 23, 0, tzinfo=UTC)
    assert deadline_at("23:30", now) - now.timestamp() == 1_800
    assert deadline_at("22:30", now) - now.timestamp() == 23.5 * 3_600
    with pytest.raises(InputError):
        deadline_at("soon", now)


def test_a_logistic_fit_finds_the_odds_it_was_drawn_from():
    rng = np.random.default_rng(0)
    x = rng.normal(size=4_000)
    y = rng.random(4_000) < 1 / (1 + np.exp(-(0.5 + 2 * x)))
    bias, weight = fit_logistic([[v] for v in x], list(y.astype(float)))
    assert bias == pytest.approx(0.5, abs=0.15) and weight == pytest.approx(2, abs=0.2)
    assert 0.3 < best_threshold([0.1, 0.2, 0.7, 0.9], [False, False, True, True]) <= 0.7


def test_labels_land_on_the_tokens_that_hold_the_answer():
    tokenizer = load_tokenizer(packaged_model())
    asked, claim, refused = encode(tokenizer, [QUESTION, CLAIM, replace(QUESTION, answer=None, answerable=0)])
    a, b = asked.span
    begin, end = asked.offsets[a - asked.passage_from][0], asked.offsets[b - asked.passage_from][1]
    assert PASSAGE[begin:end] == "1842"
    assert claim.span == (UNKNOWN, UNKNOWN) and refused.span == (0, 0)
    inputs = arrays([asked, claim])
    assert inputs["token_type_ids"][0].argmax() == asked.passage_from


def test_batches_hold_every_window_once_and_repeat_from_a_seed():
    tokenizer = load_tokenizer(packaged_model())
    items = encode(tokenizer, [replace(CLAIM, passage=PASSAGE[: 10 + i]) for i in range(90)])
    first, again, other = (list(batches(items, 8, seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert sorted(len(i.ids) for b in first for i in b) == sorted(len(i.ids) for i in items)
    assert max(max(len(i.ids) for i in b) - min(len(i.ids) for i in b) for b in first) <= 5


def test_losses_are_those_of_hand_worked_logits():
    import torch

    items = encode(load_tokenizer(packaged_model()), [CLAIM, replace(CLAIM, support=NOT_SUPPORTED)])
    inputs = {name: torch.from_numpy(value) for name, value in arrays(items).items()}
    flat = torch.zeros(inputs["input_ids"].shape)
    parts = losses((flat, flat, torch.zeros(2, 2), torch.zeros(2, 3), flat), items, inputs)
    assert float(parts["span"]) == 0 and float(parts["answerable"]) == 0 and float(parts["said"]) == 0
    assert float(parts["support"]) == pytest.approx((math.log(3) + math.log(3 / 2)) / 2)


@pytest.mark.slow
def test_a_few_steps_teach_it_and_the_export_agrees_and_is_calibrated(tmp_path):
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(0)
    source = packaged_model()
    tokenizer, model = load_tokenizer(source), build(source)
    wrong = replace(CLAIM, query="The mill was built in 1790.", support=CONTRADICTED)
    windows = [QUESTION, replace(QUESTION, query="Who sold the mill?", answer=None, answerable=0), CLAIM, wrong]
    items = encode(tokenizer, windows)
    inputs = {name: torch.from_numpy(value) for name, value in arrays(items).items()}
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=3e-4)
    totals = []
    for _ in range(25):
        total = sum(losses(model(**inputs), items, inputs).values())
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
        totals.append(float(total.detach()))
    assert totals[-1] < totals[0] / 4
    found = read_windows(torch_runner(model), tokenizer, windows)
    assert found[0].text == "1842" and found[0].answerable > 0 > found[1].answerable
    assert found[2].support[0] > 0.5 > found[3].support[0]

    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, str(tmp_path / "reader.safetensors"))
    export(tmp_path / "reader.safetensors", source, tmp_path / "export", "float")
    run = onnx_runner(tmp_path / "export", 1)
    assert (tmp_path / "export" / "reader.onnx").stat().st_size < 30_000_000
    close = parity(load_weights(tmp_path / "reader.safetensors", source), run, tokenizer, windows)
    assert close["same_start"] >= 0.75 and close["largest_difference"] < 0.1
    alone, among = read_windows(run, tokenizer, windows[:1])[0], read_windows(run, tokenizer, windows)[0]
    assert alone.text == among.text and alone.answerable == pytest.approx(among.answerable, abs=1e-3)

    calibration = calibrate(windows, read_windows(run, tokenizer, windows))
    write_card(tmp_path / "export", {"arithmetic": "float"})
    assert read_card(tmp_path / "export")["model_bytes"] == (tmp_path / "export" / "reader.onnx").stat().st_size
    _evaluation_files(tmp_path / "eval")
    figures = evaluate(tmp_path / "eval", run, tokenizer, calibration, 0)
    assert figures["squad20_dev"]["f1_always_refusing"]["value"] == 0.5
    assert figures["wice_claim_dev"]["support_auroc"]["value"] == 1.0


def _evaluation_files(folder):
    folder.mkdir()
    answers = [{"text": "1842", "start": 22}]
    rows = [
        {"question": QUESTION.query, "passage": PASSAGE, "answers": answers, "answerable": True, "title": "a"},
        {"question": "Who sold the mill?", "passage": PASSAGE, "answers": [], "answerable": False, "title": "b"},
    ]
    claims = [
        {"claim": CLAIM.query, "passage": PASSAGE, "label": "supported"},
        {"claim": "The mill was built in 1790.", "passage": PASSAGE, "label": "contradicted"},
    ]
    wice = [{"claim": c["claim"], "label": c["label"], "evidence": PASSAGE.split("\n")} for c in claims]
    sets = {
        "squad20_dev": rows,
        "fm2_test": claims,
        "cad_nli_test": claims,
        "summedits": claims,
        "wice_claim_dev": wice,
    }
    for name, lines in sets.items():
        with lzma.open(folder / f"{name}.jsonl.xz", "wt") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)


def test_a_model_card_names_data_licences_time_and_figures():
    run = {
        "plan": {"seed": 7, "batch": 32, "rate": 2e-4, "head_rate": 1e-3},
        "progress": {"step": 10, "examples": 320, "started": 0.0, "trained_s": 60.0},
        "windows": {"squad": 300, "claims": 20},
        "ended": "1970-01-01T00:02:00+00:00",
        "machine": "a processor",
    }
    card = {
        "model_bytes": 23_000_000,
        "model_sha256": "ab" * 32,
        "arithmetic": "float",
        "pairs_a_second": {"of 200 tokens": 40.0},
        "held_out": {"f1": 0.5},
    }
    figure = {"value": 0.71, "low": 0.69, "high": 0.73, "n": 2000}
    text = model_card(run, card, {"sets": {"squad20_dev": {"f1": figure}}})
    for words in (
        "CC BY-SA 4.0",
        "| time in steps | 1 minutes",
        "0.690 to 0.730",
        "23,000,000 bytes",
        "320 windows read",
    ):
        assert words in text
    assert "Not evaluated." in model_card(run, card, None)


@needs_data
@pytest.mark.slow
def test_windows_repeat_from_a_seed_and_share_no_article_with_those_held_out():
    train, held = training_windows(TRAIN, 3, 0.02)
    again, _ = training_windows(TRAIN, 3, 0.02)
    assert train == again
    assert not {w.group for w in train} & {w.group for w in held}
    assert all(share_of(w.group) < 0.04 for w in held)
    assert {0, 1} <= {w.answerable for w in train} and {0, 1, 2, 3} <= {w.support for w in train}
    assert all(w.answer is None or 0 <= w.answer[0] < w.answer[1] <= len(w.passage) for w in train)


@needs_data
@pytest.mark.slow
def test_a_run_goes_on_from_its_checkpoint_and_refuses_another_seed(tmp_path, capsys):
    arguments = ["--data", str(TRAIN), "--out", str(tmp_path), "--share", "0.002", "--batch", "4"]
    assert main([*arguments, "--steps", "2"]) == 0
    assert main([*arguments, "--steps", "4"]) == 0
    assert "going on from step 2" in (tmp_path / "progress.log").read_text()
    assert json.loads((tmp_path / "run.json").read_text())["progress"]["step"] == 4
    assert main([*arguments, "--steps", "6", "--seed", "8"]) == 1
    assert "--seed 7" in capsys.readouterr().err


def test_claims_in_other_words_are_of_sentences_that_no_test_holds() -> None:
    found = list(paraphrases(lambda source: [], random.Random(3)))
    assert len(found) > 3_000
    tested = {
        json.loads(line)["quote"]
        for name in ("model_sentences.jsonl", "model_sentences_fresh.jsonl")
        for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    }
    assert not [text for _, text, _, supported in found if supported for quote in tested if quote in text]
    assert {supported for _, _, _, supported in found} == {True, False, None}
    assert all(claim != text for claim, text, _, supported in found if supported is False)


def test_claims_are_read_beside_the_passage_they_were_written_for() -> None:
    passage = "The bridge opened in 1932. It is 503 metres long. Ferries crossed before."
    digest = hashlib.sha256(passage.encode()).hexdigest()[:16]
    row = {
        "source": "some",
        "passage": digest,
        "start": 27,
        "end": 49,
        "claim": "The bridge is 503 m long.",
        "change": "number",
    }
    told = _parts(row, {digest: passage})
    assert told == ("The bridge opened in 1932.", "It is 503 metres long.", "Ferries crossed before.")
    assert _parts(row, {}) == ("", "", "")
    texts = {"".join(_around(*told, random.Random(seed))) for seed in range(40)}
    assert all(told[1] in text for text in texts)
    assert told[1] in texts and passage in texts


def test_plain_questions_share_few_words_with_what_answers_them() -> None:
    found = list(questions(lambda source: [], random.Random(3)))
    answered = [one for one in found if one.answer]
    assert len(answered) > 500
    assert len(found) > 2 * len(answered)
    shared = [
        len(set(terms(one.question)) & set(terms(one.text[slice(*one.answer)]))) / max(1, len(set(terms(one.question))))
        for one in answered
    ]
    assert np.mean(shared) < 0.12
    assert all(one.text[slice(*one.answer)].strip() for one in answered)
    lengths = [
        np.median([len(one.text.split()) for one in found if bool(one.answer) is told]) for told in (True, False)
    ]
    assert 0.75 < lengths[0] / lengths[1] < 1.35, "what answers must not be known by its length"


@needs_data
@pytest.mark.slow
def test_another_mix_holds_out_the_same_articles() -> None:
    train, _ = training_windows(TRAIN, 3, 0.02, "questions")
    _, held = training_windows(TRAIN, 3, 0.02)
    assert not {w.group for w in train} & {w.group for w in held}
    assert {"paraphrases", "plain_questions"} <= {w.kind for w in train}
    assert "paraphrases" not in {w.kind for w in held}
