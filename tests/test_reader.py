"""The reader that ships: what it reads, what its opinion counts for, and what is said where it is missing or damaged."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.features import FEATURES
from studyground.assistant.reader import (
    NOT_SEEN,
    OnnxReader,
    Reading,
    load_reader,
    open_reader,
    packaged,
    read_card,
    sound,
)
from studyground.assistant.rereading import NOT_READ_MARGIN, Opinion, reread, weighed
from studyground.assistant.scorer import Rereading
from studyground.errors import ReaderError
from studyground.settings import Settings

TOWER = (
    "The tower is 41 metres high and stands on granite. The lamp burned rapeseed oil until 1908, when paraffin replaced "
    "it. The last keeper left in 1983."
)
BEES = "A colony needs 18 kilograms of honey to live through the winter, and a strong one holds 50,000 workers in June."


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    return open_reader(packaged())


def margin_of(reading: Reading, text: str, words: str) -> float:
    at = text.index(words)
    return reading.margin(at, at + len(words))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How high is the tower?", "The tower is 41 metres high"),
        ("What did the lamp burn?", "The lamp burned rapeseed oil"),
        ("When did the last keeper leave?", "The last keeper left in 1983."),
    ],
)
def test_the_sentence_that_answers_has_the_largest_margin(reader: OnnxReader, question: str, words: str) -> None:
    reading = reader.read(question, [TOWER])[0]
    sentences = [piece + "." for piece in TOWER.split(".")[:-1]]
    best = max(sentences, key=lambda piece: margin_of(reading, TOWER, piece.strip()))
    assert words.rstrip(".") in best
    assert reading.margin(0, len(TOWER)) == pytest.approx(margin_of(reading, TOWER, best.strip()), abs=1e-4)


def test_a_passage_that_answers_looks_more_answerable_than_another(reader: OnnxReader) -> None:
    of_tower, of_bees = reader.read("How much honey does a colony need for the winter?", [TOWER, BEES])
    assert of_bees.answerable > of_tower.answerable + 1
    assert of_bees.margin(0, len(BEES)) > of_tower.margin(0, len(TOWER))


def test_passages_read_together_are_read_as_if_alone(reader: OnnxReader) -> None:
    together = reader.read("How high is the tower?", [BEES, TOWER, ""])
    alone = [reader.read("How high is the tower?", [text])[0] for text in (BEES, TOWER, "")]
    for one, other in zip(together, alone, strict=True):
        assert one.answerable == pytest.approx(other.answerable, abs=1e-3)
        np.testing.assert_allclose(one.start, other.start, atol=1e-3)
    assert reader.read("How high is the tower?", []) == []


def test_offsets_are_code_points_of_the_passage(reader: OnnxReader) -> None:
    text = "𝒜 naïve “tower” 🗼 is 41 metres high. " + "\ud800 half a pair."
    reading = reader.read("How high is the tower?", [text])[0]
    first, last = text.index("41"), text.index(" high")
    assert reading.margin(first, last) == pytest.approx(reading.margin(0, len(text)), abs=2.0)
    assert int(reading.offsets.max()) <= len(text)


def test_the_margin_is_the_best_span_that_begins_before_it_ends() -> None:
    reading = Reading(
        answerable=0.0,
        none=1.0,
        start=np.array([0.0, 5.0, 1.0], np.float32),
        end=np.array([4.0, 0.0, 2.0], np.float32),
        offsets=np.array([[0, 3], [4, 6], [7, 9]]),
    )
    assert reading.margin(0, 9) == 5.0 + 2.0 - 1.0  # not 5 + 4: that span would end before it begins
    assert reading.margin(0, 3) == 0.0 + 4.0 - 1.0
    assert reading.margin(9, 20) == NOT_SEEN


def test_a_long_passage_loses_its_end_and_says_so(reader: OnnxReader) -> None:
    text = f"{TOWER} " * 20
    reading = reader.read("How high is the tower?", [text])[0]
    assert reading.margin(0, 60) > NOT_SEEN
    assert reading.margin(len(text) - 60, len(text)) == NOT_SEEN


class Counted:
    """The reader that ships, with a note of what it was given."""

    def __init__(self, inner: OnnxReader) -> None:
        self.identity = inner.identity
        self.inner = inner
        self.given: list[str] = []

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        self.given += passages
        return self.inner.read(question, passages)


def test_only_the_passages_of_the_best_candidates_are_read(reader: OnnxReader, small_index, data_folder: Path) -> None:
    assistant = Assistant.open(Settings(index=small_index.folder, data=data_folder, reader="none"))
    look = assistant.look("How high is the tower of the lighthouse?")
    counted = Counted(reader)
    opinion = reread(counted, look.query.text, look.candidates, look.scores, 1)
    best = look.candidates[int(np.argmax(look.scores))].hit
    assert len(counted.given) == 1 and counted.given[0].endswith(best.text)
    unread = [at for at, item in enumerate(look.candidates) if item.hit.passage != best.passage]
    assert unread and all(opinion.margins[at] == NOT_READ_MARGIN for at in unread)


WEIGHTS = Rereading(margin=0.5, slope=1.0, reader=0.5, intercept=0.0, threshold=0.5)


def test_the_opinion_moves_scores_and_confidence_but_not_the_order_of_a_list(small_index, data_folder: Path) -> None:
    assistant = Assistant.open(Settings(index=small_index.folder, data=data_folder, reader="none"))
    question = assistant.look("How high is the tower?").question
    scores = np.array([1.0, 0.0])
    sure = Opinion(np.array([-8.0, 8.0]), np.full(2, 6.0))
    unsure = Opinion(np.array([-8.0, -8.0]), np.full(2, -6.0))
    near, far = (np.zeros((2, len(FEATURES)), np.float32) for _ in range(2))
    far[:, FEATURES.index("worst_missing")] = 1.0
    moved, higher = weighed(sure, WEIGHTS, question, near, scores, 0.5)
    _, lower = weighed(unsure, WEIGHTS, question, near, scores, 0.5)
    _, unsaid = weighed(sure, WEIGHTS, replace(question, wanted="date"), far, scores, 0.5)
    _, other = weighed(sure, WEIGHTS, replace(question, wanted=""), far, scores, 0.5)
    assert unsaid < 0.5 < other  # a date is asked for, and what about it is said nowhere near
    assert int(np.argmax(moved)) == 1 and lower < 0.05 < 0.95 < higher < 1
    kept, _ = weighed(sure, WEIGHTS, replace(question, type="list"), near, scores, 0.5)
    assert kept.tolist() == scores.tolist()
    empty, none = weighed(Opinion(np.zeros(0), np.zeros(0)), WEIGHTS, question, near[:0], np.zeros(0), 0.0)
    assert not len(empty) and none == 0.0


def test_an_answer_with_and_without_the_reader(small_index, data_folder: Path) -> None:
    asked = "How high is the tower of the lighthouse?"
    answers = {
        name: Assistant.open(Settings(index=small_index.folder, data=data_folder, reader=name)).ask(asked)
        for name in ("", "none")
    }
    assert all("41 metres" in answer.answer for answer in answers.values())
    assert answers[""].confidence != answers["none"].confidence


def test_the_reader_that_ships_is_whole_and_small() -> None:
    card = read_card(packaged())
    assert sound(packaged())
    assert card["model_bytes"] <= 30_000_000
    assert (packaged() / "MODEL_CARD.md").read_text(encoding="utf-8").count(card["model_sha256"]) == 1


def test_none_is_none_and_a_folder_without_a_reader_is_refused(tmp_path: Path) -> None:
    assert load_reader("none") is None
    with pytest.raises(ReaderError, match="There is no reader in"):
        load_reader(str(tmp_path))


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"model_sha256": 3, "model_bytes": 1, "max_tokens": 192}'])
def test_a_card_that_is_none_is_refused(tmp_path: Path, card: str) -> None:
    (tmp_path / "card.json").write_text(card, encoding="utf-8")
    with pytest.raises(ReaderError):
        open_reader(tmp_path)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(packaged(), tmp_path / "reader"))


def test_weights_cut_short_are_refused_and_changed_ones_are_noticed(copied: Path) -> None:
    weights = (copied / "reader.onnx").read_bytes()
    changed = bytearray(weights)
    changed[len(changed) // 2] ^= 0xFF
    (copied / "reader.onnx").write_bytes(changed)
    assert not sound(copied)
    (copied / "reader.onnx").write_bytes(weights[:-100])
    with pytest.raises(ReaderError, match="damaged"):
        open_reader(copied)


@pytest.mark.parametrize("name", ["reader.onnx", "tokenizer.json"])
def test_a_file_that_holds_something_else_is_refused(copied: Path, name: str) -> None:
    size = (copied / name).stat().st_size
    (copied / name).write_bytes(b"x" * size)
    with pytest.raises(ReaderError, match="cannot be read"):
        open_reader(copied)


def test_the_doctor_names_a_reader_of_ones_own_that_is_missing(run, small_index, tmp_path: Path) -> None:
    env = {"STUDYGROUND_READER": str(tmp_path / "nowhere")}
    done = run("doctor", "--index", small_index.folder, "--json", env=env)
    found = next(check for check in json.loads(done.stdout)["checks"] if check["name"] == "reader")
    assert done.returncode == 1 and found["state"] == "problem" and "nowhere" in found["detail"]
    asked = run("ask", "How high is the tower?", "--index", small_index.folder, env=env)
    assert asked.returncode == 1 and "nowhere" in asked.stderr and "Traceback" not in asked.stderr


def test_the_doctor_says_whether_there_is_a_reader(run, small_index) -> None:
    for name, words in (("", "the one that ships"), ("none", "words and vectors alone")):
        done = run("doctor", "--index", small_index.folder, "--json", env={"STUDYGROUND_READER": name})
        found = next(check for check in json.loads(done.stdout)["checks"] if check["name"] == "reader")
        assert found["state"] == "ok" and words in found["detail"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A question-answering model and a cross-encoder of two small random layers, as their libraries save them."""
    import torch
    from transformers import BertConfig, BertForQuestionAnswering, BertForSequenceClassification, BertTokenizerFast

    tokenizer = BertTokenizerFast(tokenizer_file=str(packaged() / "tokenizer.json"), model_max_length=64)
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=30522, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    kinds = {
        "answering": BertForQuestionAnswering(config),
        "scoring": BertForSequenceClassification(BertConfig(**{**config.to_dict(), "num_labels": 1})),
        "neither": BertForQuestionAnswering(config).bert,
    }
    folders = {name: tmp_path_factory.mktemp(name) for name in kinds}
    for name, model in kinds.items():
        model.save_pretrained(folders[name])
        tokenizer.save_pretrained(folders[name])
    return folders


@pytest.mark.slow
def test_a_question_answering_model_can_be_the_reader(tiny: dict[str, Path], small_index, data_folder: Path) -> None:
    found = load_reader(str(tiny["answering"]))
    assert found is not None
    together, alone = found.read("How high?", [BEES, TOWER]), found.read("How high?", [TOWER])
    assert together[1].margin(0, 60) == pytest.approx(alone[0].margin(0, 60), abs=1e-3)
    assert alone[0].answerable == alone[0].margin(0, len(TOWER))
    settings = Settings(index=small_index.folder, data=data_folder, reader=str(tiny["answering"]), abstain_below=0)
    assert Assistant.open(settings).ask("How high is the tower of the lighthouse?").status == "answered"


@pytest.mark.slow
def test_a_cross_encoder_can_be_the_reader(tiny: dict[str, Path]) -> None:
    found = load_reader(str(tiny["scoring"]))
    assert found is not None
    reading = found.read("How high?", [TOWER, BEES])
    assert reading[0].margin(0, 5) == pytest.approx(reading[0].answerable) != pytest.approx(reading[1].answerable)
    assert found.read("How high?", []) == []


@pytest.mark.slow
def test_a_model_of_another_kind_is_refused(tiny: dict[str, Path]) -> None:
    with pytest.raises(ReaderError, match="neither"):
        load_reader(str(tiny["neither"]))
