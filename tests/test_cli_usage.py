"""Calling the program wrongly or asking for help: the right exit status, one clear sentence, and no waiting."""

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = ("ingest", "ask", "search", "show", "chat", "doctor")
SLOW_IMPORTS = ("numpy", "faiss", "onnxruntime", "torch", "rich", "langchain_core", "gradio", "asyncio")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_names_the_options_and_ends_well(run, command):
    done = run(*command, "--help")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "--help" in done.stdout
    if command not in ((), ("show",)):
        assert "--index" in done.stdout


def test_help_names_every_command(run):
    listed = re.findall(r"^  ([a-z]+) ", run("--help").stdout, re.MULTILINE)
    assert set(listed) >= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_imports_nothing_slow(command, elsewhere):
    code = (
        "import sys; sys.argv = ['studyground', sys.argv[1], '--help']\n"
        "from studyground.ui.cli import main\n"
        "try: main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, command], capture_output=True, text=True, cwd=elsewhere, check=False
    )
    assert done.returncode == 0
    assert not set(SLOW_IMPORTS) & set(done.stderr.split())


def test_help_takes_less_than_half_a_second_of_processor_time(program, elsewhere):
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*program, "--help"], stdout=subprocess.DEVNULL, cwd=elsewhere, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    assert min(spent) < 0.5


def test_version(run):
    done = run("--version")
    assert done.returncode == 0
    assert re.fullmatch(r"studyground \d+\.\d+\S*\n", done.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("frobnicate",),
        ("ask",),
        ("ask", ""),
        ("ask", "  \n "),
        ("ask", "What?", "--frobnicate"),
        ("ask", "What?", "--top-k", "0"),
        ("ask", "What?", "--top-k", "many"),
        ("ask", "--batch", "in.jsonl"),
        ("ask", "--out", "out.jsonl"),
        ("ask", "What?", "--batch", "in.jsonl", "--out", "out.jsonl"),
        ("ask", "What?", "--out", "out.jsonl"),
        ("search",),
        ("search", " "),
        ("show",),
        ("show", "bees.md", "--start", "1"),
        ("show", "bees.md", "--end", "1"),
        ("show", "bees.md", "--start", "1", "--end", "2", "--dropped"),
        ("show", "bees.md", "--start", "one", "--end", "2"),
        ("ingest", ""),
        ("doctor", "everything"),
    ],
)
def test_wrong_usage_is_exit_2_and_prints_no_result(run, elsewhere, arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr if arguments else done.stdout + done.stderr
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [("ask", "What is a swarm?"), ("ask", "What?", "--json"), ("search", "swarm"), ("show", "bees.md"), ("chat",)],
)
def test_without_an_index_one_sentence_says_how_to_make_one(run, tmp_path, arguments):
    done = run(*arguments, "--index", tmp_path / "none")
    assert_one_sentence(done, "studyground ingest")
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_no_index_is_refused(run, tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"\xff\xd8")
    assert_one_sentence(run("ask", "What?", "--index", tmp_path), "not a StudyGround index")
    assert_one_sentence(run("ingest", "--index", tmp_path), "no index")
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_an_unknown_setting_is_named_with_where_it_stands(run, tmp_path):
    assert_one_sentence(run("ask", "What?", env={"STUDYGROUND_COLOUR": "red"}), "STUDYGROUND_COLOUR")
    (tmp_path / "studyground.toml").write_text("colour = 'red'\n")
    assert_one_sentence(run("ask", "What?", cwd=tmp_path), "studyground.toml")
    (tmp_path / "studyground.toml").write_text("top_k = \n")
    assert_one_sentence(run("ask", "What?", cwd=tmp_path), "not valid TOML")


def test_a_bug_is_one_sentence_and_a_traceback_only_on_demand(elsewhere):
    code = (
        "import sys, typer\n"
        "from studyground.ui import cli\n"
        "@cli.app.command()\n"
        "def broken() -> None: raise ZeroDivisionError('by hand')\n"
        "cli.main()"
    )

    def call(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=elsewhere, check=False)

    quiet = call("broken")
    assert quiet.returncode == 1
    assert "This is a bug" in quiet.stderr and "ZeroDivisionError" in quiet.stderr
    assert "Traceback" not in quiet.stderr
    assert "Traceback" in call("--debug", "broken").stderr


def test_no_room_on_the_disk_is_said(program, elsewhere):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as nowhere:
        done = subprocess.run(
            [*program, "--version"], stdout=nowhere, stderr=subprocess.PIPE, text=True, cwd=elsewhere, check=False
        )
    assert done.returncode == 1
    assert done.stderr.strip() == f"{os.strerror(28)}."


def assert_one_sentence(done: "subprocess.CompletedProcess[str]", part: str) -> None:
    assert done.returncode == 1
    assert done.stdout == ""
    assert part in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
