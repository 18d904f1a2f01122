"""The wheel holds everything the program needs and works from another folder, without the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

REPO = Path(__file__).parent.parent
ROOMS = ("corpus", "ingest", "assistant", "eval", "ui")
BEES = """# Keeping bees

## Winter

A colony needs 18 kilograms of honey to live through the winter. Feed sugar syrup in September, because bees cannot dry
it once the nights are cold. Close the entrance to one bee space so that mice stay out.
"""
# What lies in a room for those who work on it, not for those who use it.
LEFT_OUT = ("corpus/README.md", "corpus/sources/", "eval/results/", "eval/README.md")

pytestmark = pytest.mark.slow


def run(*arguments: str | Path, cwd: Path, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if not name.startswith("STUDYGROUND_")} | variables,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: nothing built earlier gets into it and nothing is left in the checkout."""
    source = tmp_path_factory.mktemp("source")
    for room in (*ROOMS, "studyground"):
        shutil.copytree(REPO / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPO / file, source)
    out = tmp_path_factory.mktemp("wheel")
    run("-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--wheel-dir", out, source, cwd=out)
    (built,) = out.glob("studyground-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel in it and nothing else; what it depends on comes from this environment."""
    folder = tmp_path_factory.mktemp("installed")
    run("-m", "pip", "install", "-q", "--no-deps", "--target", folder, wheel, cwd=folder)
    return folder


def shipped(room: str) -> list[str]:
    """Every file of a room that must be in the wheel, as a path in the repository."""
    files = (path for path in (REPO / room).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    names = (path.relative_to(REPO).as_posix() for path in files)
    return sorted(name for name in names if not name.startswith(LEFT_OUT))


@pytest.mark.parametrize("room", ROOMS)
def test_the_wheel_holds_every_file_of_a_room(wheel: Path, room: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    expected = shipped(room)
    assert expected
    assert [name for name in expected if held.get(f"studyground/{name}") != (REPO / name).read_bytes()] == []


def test_the_wheel_holds_what_is_not_code(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    data = (
        "corpus/blueprints/mls-c01.toml",
        "assistant/scorer.json",
        "assistant/reader_files/reader.onnx",
        "eval/floors.toml",
    )
    for name in ("py.typed", *data):
        assert f"studyground/{name}" in names
    assert len([name for name in names if name.startswith("studyground/corpus/guide/")]) >= 2
    assert any(name.startswith("studyground/eval/gold/") and name.endswith(".jsonl") for name in names)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        others = [
            name for name in archive.namelist() if name.startswith(tuple(f"studyground/{left}" for left in LEFT_OUT))
        ]
    assert tops == {"studyground", next(top for top in tops if top.endswith(".dist-info"))}
    assert not others


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (place,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(place).decode())
        licences = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    assert metadata["Name"] == "studyground"
    assert metadata["Requires-Python"] == ">=3.11"
    assert "torch==2.13.0" in (metadata.get_all("Requires-Dist") or [])
    assert licences


def test_an_installed_copy_imports_only_itself(installed: Path, elsewhere: Path) -> None:
    code = (
        "import sys, studyground.assistant.assistant, studyground.ingest.pipeline\n"
        "import studyground.eval.run, studyground.ui.cli\n"
        "print(*{m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'studyground'}, sep='\\n')"
    )
    files = run("-c", code, cwd=elsewhere, PYTHONPATH=str(installed)).split("\n")[:-1]
    assert len(files) > 10
    assert [file for file in files if not Path(file).is_relative_to(installed)] == []


def test_an_installed_copy_finds_its_guide(installed: Path, elsewhere: Path) -> None:
    code = "from studyground.corpus import guide_folder; print(guide_folder())"
    folder = Path(run("-c", code, cwd=elsewhere, PYTHONPATH=str(installed)).strip())
    assert folder.is_relative_to(installed)
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(path.name for path in (REPO / "corpus" / "guide").iterdir())


def test_an_installed_copy_answers(installed: Path, elsewhere: Path, data_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bees.md").write_text(BEES, encoding="utf-8")
    script = installed / "bin" / "studyground"
    variables = {"PYTHONPATH": str(installed), "STUDYGROUND_DATA": str(data_folder)}
    index = tmp_path / "index"
    run(script, "ingest", tmp_path / "bees.md", "--index", index, cwd=elsewhere, **variables)
    question = "How much honey does a colony need to live through the winter?"
    answer = run(script, "ask", question, "--index", index, cwd=elsewhere, **variables)
    assert "18 kilograms" in answer
