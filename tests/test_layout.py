"""The house rules that a reader relies on: which room may import which, how long a module is and what it is called."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

REPO = Path(__file__).parent.parent
ROOMS = ("corpus", "ingest", "assistant", "eval", "ui")  # each may import itself and those before it
OPEN_TO_ALL = frozenset({"errors", "settings", "whole_file", "__version__"})
MOST_LINES = 400
VAGUE = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "misc", "shared", "tools"})
PICKLING = frozenset({"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"})
SLOW = frozenset({"torch", "transformers", "sentence_transformers", "gradio"})
NOT_OURS = re.compile(r"(?:\.git|\.venv|\.hypothesis|\..*_cache|__pycache__|build|dist|node_modules|.*\.egg-info)")
# In two parts, so that this file does not hold what it looks for.
REGISTRY_HOSTS = tuple(
    first + second
    for first, second in (
        ("pypi", ".org"),
        ("python", "hosted"),
        ("registry.", "npmjs"),
        ("deb.", "debian"),
        ("archive.", "ubuntu"),
        ("download.", "pytorch"),
    )
)


def modules(*folders: str) -> list[Path]:
    """Every Python file below some folders of the repository."""
    return sorted(path for folder in folders for path in (REPO / folder).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(REPO).as_posix()


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports anywhere in it, as written out in full, with its line."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            for alias in node.names:
                yield f"{base}.{alias.name}", node.lineno


def room_of(imported: str) -> str:
    """What of ours an import reaches into: a room, or a module of the root package; "" when it is not ours."""
    parts = imported.split(".")
    return parts[1] if parts[0] == "studyground" and len(parts) > 1 else ""


@pytest.mark.parametrize("path", modules(*ROOMS), ids=name)
def test_a_room_imports_only_rooms_before_it(path: Path) -> None:
    own = ROOMS.index(path.relative_to(REPO).parts[0])
    allowed = OPEN_TO_ALL | set(ROOMS[: own + 1])
    wrong = [
        f"line {line}: {imported}"
        for imported, line in imports(path)
        if imported.startswith(".") or imported.split(".")[0] in ROOMS or (room_of(imported) or "errors") not in allowed
    ]
    assert not wrong


@pytest.mark.parametrize("path", modules("studyground"), ids=name)
def test_the_root_package_imports_no_room(path: Path) -> None:
    assert not [imported for imported, _ in imports(path) if room_of(imported) in ROOMS or imported.startswith(".")]


def test_the_import_rule_can_fail(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text("def f():\n    from studyground.ui import cli\n    import studyground.eval.run as r\n")
    assert [(room_of(imported), line) for imported, line in imports(sample)] == [("ui", 2), ("eval", 3)]


@pytest.mark.parametrize("path", modules(*ROOMS, "studyground", "scripts"), ids=name)
def test_a_module_is_short_and_named_for_what_is_in_it(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert not set(path.stem.lower().split("_")) & VAGUE


@pytest.mark.parametrize("path", modules(*ROOMS, "studyground", "scripts", "tests"), ids=name)
def test_nothing_is_pickled(path: Path) -> None:
    tree = ast.parse(path.read_bytes())
    assert not [imported for imported, _ in imports(path) if imported.split(".")[0] in PICKLING]
    unpickling = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "allow_pickle" and not _is(node.value, False)
    ]
    unpickling += [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "torch.load"
        and not any(word.arg == "weights_only" and _is(word.value, True) for word in node.keywords)
    ]
    assert not unpickling


def _is(node: ast.expr, value: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


@pytest.mark.parametrize("path", modules("corpus", "ingest", "assistant", "ui", "studyground"), ids=name)
def test_what_takes_seconds_to_import_is_imported_where_it_is_needed(path: Path) -> None:
    at_once = [
        word
        for node in ast.parse(path.read_bytes()).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for word in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    ]
    assert not [word for word in at_once if word.split(".")[0] in SLOW]


@pytest.mark.parametrize("package", [path.parent for path in modules(*ROOMS) if path.name == "__init__.py"], ids=name)
def test_a_room_says_in_one_sentence_what_happens_there(package: Path) -> None:
    docstring = ast.get_docstring(ast.parse((package / "__init__.py").read_bytes())) or ""
    assert docstring.endswith(".")
    assert len(re.findall(r"[.!?](?:\s|$)", docstring)) == 1


def test_every_package_is_listed() -> None:
    setuptools: dict[str, Any] = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "setuptools"
    ]
    folders = {path.parent for path in modules(*ROOMS, "studyground")}
    assert all((folder / "__init__.py").is_file() for folder in folders)
    found = {name(folder).replace("/", ".") for folder in folders}
    assert set(setuptools["packages"]) == {one if one == "studyground" else f"studyground.{one}" for one in found}
    assert setuptools["package-dir"] == {"studyground": "studyground"} | {f"studyground.{room}": room for room in ROOMS}


def test_nothing_names_a_registry_host() -> None:
    naming = [
        f"{name(path)}: {host}"
        for path in _files(REPO)
        for host in REGISTRY_HOSTS
        if host.encode() in path.read_bytes().lower()
    ]
    assert not naming


def _files(folder: Path) -> Iterator[Path]:
    """Every file of the tree that is ours: no environment, no cache, nothing that was built."""
    for path in sorted(folder.iterdir()):
        if NOT_OURS.fullmatch(path.name) or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path
