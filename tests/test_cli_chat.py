"""`chat` down a pipe and at a terminal: history, commands, and how it ends."""

import contextlib
import os
import pty
import signal
import subprocess
import time

import pytest


def test_a_conversation_down_a_pipe(run, small_index):
    asked = "When was the lighthouse at Skarn built?\n\n   \nHow high is it?\n/sources\n/nonsense\n/quit\nAda Holm?\n"
    done = run("chat", "--index", small_index.folder, stdin=asked)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "1874" in done.stdout
    assert "(understood as: " in done.stdout
    understood = done.stdout.partition("(understood as: ")[2].partition(")")[0]
    assert "Skarn" in understood
    assert "“" in done.stdout  # /sources shows the words
    assert "/quit leaves" in done.stdout  # an unknown command is answered with the known ones
    assert "Ada Holm?" not in done.stdout  # nothing after /quit is asked
    assert "? \n" not in done.stdout  # no prompts where nobody types


def test_sources_before_any_answer_and_a_fresh_start(run, small_index):
    asked = "/sources\nWhen was the lighthouse at Skarn built?\n/new\n/sources\n"
    done = run("chat", "--index", small_index.folder, stdin=asked)
    assert done.returncode == 0
    assert done.stdout.startswith("There is no answer yet.\n")
    assert done.stdout.endswith("There is no answer yet.\n")


def test_an_empty_conversation_and_undecodable_bytes(program, environment, elsewhere, small_index):
    for typed in (b"", b"\n", b"caf\xe9 \xff?\n"):
        done = subprocess.run(
            [*program, "chat", "--index", str(small_index.folder)],
            input=typed, capture_output=True, env=environment, cwd=elsewhere, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("key", "status"), [(b"\x04", 0), (b"\x03", 130)], ids=["Ctrl-D", "Ctrl-C"])
def test_leaving_at_a_terminal(program, environment, elsewhere, small_index, key, status):
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [*program, "chat", "--index", str(small_index.folder)],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment | {"TERM": "dumb"}, cwd=elsewhere,
        start_new_session=True, preexec_fn=lambda: _control(0),
    )  # fmt: skip
    os.close(theirs)
    try:
        shown = _read_until(ours, b"\n? ")
        assert b"3 documents to ask about" in shown
        os.write(ours, b"When was the lighthouse at Skarn built?\n")
        assert b"1874" in _read_until(ours, b"Confidence", b"\n? ")
        # A key that arrives while the line editor sets the terminal up is lost: press again, but not while it is leaving.
        for _ in range(6):
            os.write(ours, key)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(15)
                break
        assert child.poll() == status
    finally:
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
            child.wait(30)
        os.close(ours)


def _control(descriptor: int) -> None:
    """Make a terminal the controlling one of a new session, so that its keys raise signals."""
    import fcntl
    import termios

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # where the tests run in the background it may be ignored
    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)


def _read_until(descriptor: int, *marks: bytes) -> bytes:
    """What a terminal shows until each mark has been seen, one after the other."""
    shown, at, deadline = b"", 0, time.monotonic() + 60
    for mark in marks:
        while (found := shown.replace(b"\r\n", b"\n").find(mark, at)) < 0:
            assert time.monotonic() < deadline, shown
            shown += os.read(descriptor, 4096)
        at = found + len(mark)
    return shown
