"""Replies that are kept, and what the arms make of them."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.language_model.naming import parse_model
from studyground.assistant.language_model.opening import Message
from studyground.errors import InputError, ModelError
from studyground.eval.gold import Evidence, GoldItem
from studyground.eval.kept_replies import KeepingModel, KeptReplies, KeptReply
from studyground.eval.model_arms import ARMS, AS_WRITTEN, CHECKED, EXTRACTION, gather, measure_arms, timed_claims
from studyground.eval.model_arms_report import Judged, arm_figures, load_judged, model_sentences, to_read
from studyground.eval.program import read_collection
from studyground.eval.run import GoldFile
from studyground.settings import Settings

ASKED: tuple[Message, ...] = (("system", "Answer."), ("human", "Who?"))
SAID = "Removing queen cells every seven days and giving the queen more room prevents a swarm."
WRONG = "A swarm is a flock of sheep that the beekeeper counts at night."
ITEMS = (
    GoldItem("swarm", "How can a swarm be prevented?", "how_why", True, "", (("queen cells",),), (),
             (Evidence("bees.md", "give the queen more room and remove queen cells every seven days"),)),
    GoldItem("chess", "Who won the chess world championship in 1972?", "out_of_domain", False, "", (), (), ()),
)  # fmt: skip


class Writer:
    """A model that writes the same two sentences to everything."""

    name = parse_model("openai:writer")
    context_tokens = 4096

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        yield from (f"{SAID} [1]\n", WRONG[:20], f"{WRONG[20:]} [1]")


def keeping(path: Path, writes: bool = True) -> KeepingModel:
    return KeepingModel(KeptReplies(path), Writer() if writes else None, Writer.name, 4096)


def test_a_reply_is_kept_once_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    said = "".join(keeping(path).stream(ASKED))
    assert "".join(keeping(path, writes=False).stream(ASKED)) == said
    assert len(path.read_text().splitlines()) == 1
    with pytest.raises(ModelError):
        list(keeping(path, writes=False).stream(ASKED[:1]))


def test_a_reply_that_is_left_early_is_not_kept_and_a_torn_line_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    next(iter(keeping(path).stream(ASKED)))
    assert not path.exists()
    list(keeping(path).stream(ASKED))
    path.write_bytes(path.read_bytes() + b'{"key": "12')
    assert len(KeptReplies(path)) == 1
    list(keeping(path).stream(ASKED[:1]))
    path.write_text("{}\n" + path.read_text())
    with pytest.raises(InputError, match="Line 1"):
        KeptReplies(path)


def test_a_sentence_is_whole_when_its_last_piece_came() -> None:
    pieces = ((10.0, "Bees fly. [1]"), (20.0, "\nBees"), (30.0, " sleep. [2]"))
    found, end = timed_claims(KeptReply(pieces, 40.0))
    assert [(at, claim.text) for at, claim in found] == [(20.0, "Bees fly."), (40.0, "Bees sleep.")]
    assert end == 40.0


def test_arms_over_the_same_items(small_index: Any, data_folder: Path, tmp_path: Path) -> None:
    assistant = Assistant.open(Settings(index=small_index.folder, data=data_folder))
    collection = read_collection(assistant.index, assistant.index.headings_at)
    model = keeping(tmp_path / "replies.jsonl")
    reached = gather(assistant, model, ITEMS, 3000, until=float("inf"))
    assert len(reached) == 2
    assert len(model.kept) == 1  # a question that the guide does not answer never reaches the model
    assert not gather(assistant, keeping(tmp_path / "none.jsonl", writes=False), ITEMS, 3000, until=float("inf"))
    runs = measure_arms(assistant, model, reached, GoldFile("g", "0", ITEMS), collection, settings={})
    assert tuple(runs) == ARMS
    plain = runs[EXTRACTION]
    written = [one.text for one in model_sentences(runs[AS_WRITTEN], plain)]
    assert written == [SAID, WRONG]
    shown = list(model_sentences(runs[CHECKED], plain))
    assert [one.text for one in shown] == [SAID]
    assert all("queen" in quote for quote in shown[0].quotes)
    for run in runs.values():
        by_id = {item.id: item for item in run.items}
        assert by_id["chess"].given["status"] == "not_in_guide"
        timings = by_id["swarm"].timings_ms
        assert timings["first_sentence"] <= timings["wall_answer"]

    assert "unsupported_read" not in arm_figures(runs[CHECKED], plain, {}, draws=50)
    lines = [json.loads(line) for line in to_read(shown, {}).splitlines()]
    assert [line["sentence"] for line in lines] == [SAID]
    path = tmp_path / "judged.jsonl"
    path.write_text("".join(json.dumps({**line, "supported": False, "why": "a test"}) + "\n" for line in lines))
    judged = load_judged(path)
    assert judged[shown[0].key] == Judged(False, "a test")
    assert not to_read(shown, judged)
    sentences = len(next(item for item in runs[CHECKED].items if item.id == "swarm").given["sentences"])
    found = arm_figures(runs[CHECKED], plain, judged, draws=50)
    assert found["unsupported_read"].value == pytest.approx(1 / sentences)
    assert found["unsupported_model_read"].value == 1.0
    assert found["kept_wording"].value == 1.0
    path.write_text('{"supported": true}\n')
    with pytest.raises(InputError, match="Line 1"):
        load_judged(path)
