"""A learner who has waited long enough: a model is stopped, its server is left, and what was borne out stands."""

import re
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant
from studyground.assistant.language_model.answering import ModelAssistant
from studyground.assistant.language_model.prompts import CANNOT_ANSWER
from studyground.settings import Settings
from tests.slow_model_server import slow_model_server

SWARM = "How can a swarm be prevented?"
SAID = "Removing queen cells every seven days and giving the queen more room prevents a swarm."
WORDS = 300


def slow_reply(prompt: str) -> str:
    """One sentence that the passages bear out, then words without end; no answer to other questions."""
    number = re.search(r"^\[(\d+)\] .*queen cells", prompt, re.MULTILINE)
    if number is None or SWARM not in prompt:
        return CANNOT_ANSWER
    return f"{SAID} [{number.group(1)}]\n" + " ".join(f"word{number}" for number in range(WORDS))


def test_what_was_borne_out_stands_and_the_server_is_left(small_index: Any, data_folder: Path) -> None:
    assistant = Assistant.open(Settings(index=small_index.folder, data=data_folder))
    with slow_model_server(slow_reply, pause_s=0.05) as slow:
        named = Settings(index=small_index.folder, llm=f"openai:slow@{slow.url}")
        stop, answers = threading.Event(), list[Answer]()
        for chunk in ModelAssistant(assistant, named).stream(SWARM, cancel=stop):
            if chunk.sentences:
                stop.set()
                stopped = time.monotonic()
            answers += [chunk.answer] if chunk.answer is not None else []
        assert time.monotonic() - stopped < 2
        assert slow.left.wait(5), "the server still writes"
        assert slow.words_sent < WORDS
    assert SAID in [one.text for one in answers[-1].sentences]
    assert answers[-1].note.startswith("Stopped")


@pytest.mark.slow
def test_ctrl_c_in_the_chat_stops_the_model_and_not_the_chat(
    program: list[str], environment: dict[str, str], elsewhere: Path, small_index: Any
) -> None:
    with slow_model_server(slow_reply) as slow:
        child = subprocess.Popen(
            [*program, "chat", "--index", str(small_index.folder), "--llm", f"openai:slow@{slow.url}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=environment, cwd=elsewhere,
        )  # fmt: skip
        try:
            assert child.stdin is not None
            child.stdin.write(f"{SWARM}\n")
            child.stdin.flush()
            until = time.monotonic() + 120
            while slow.words_sent < 20 and time.monotonic() < until:
                time.sleep(0.05)
            child.send_signal(signal.SIGINT)
            shown, told = child.communicate("What are drones?\n/quit\n", timeout=120)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait(30)
        assert slow.left.is_set()
    assert child.returncode == 0
    assert "Stopped; " in told
    assert SAID in shown
    assert "male bees" in shown
