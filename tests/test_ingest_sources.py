"""Which files are read, what they are called, and what is passed over with a reason."""

import os
import random
from pathlib import Path

import pytest

from studyground.errors import InputError
from studyground.ingest.sources import gather


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "guides"
    (root / "week 1").mkdir(parents=True)
    (root / "a.md").write_text("a")
    (root / "week 1" / "b.txt").write_text("b")
    (root / "week 1" / "ünïcode 数.md").write_text("c")
    (root / ".hidden.md").write_text("h")
    (root / ".git").mkdir()
    (root / ".git" / "config.md").write_text("h")
    return root


def names(*paths: Path) -> list[str]:
    return [source.document for source in gather(paths).sources]


def test_a_folder_gives_names_relative_to_it_and_leaves_hidden_files(folder: Path) -> None:
    assert names(folder) == ["a.md", "week 1/b.txt", "week 1/ünïcode 数.md"]


def test_a_file_given_directly_is_called_by_its_name(folder: Path) -> None:
    assert names(folder / "week 1" / "b.txt") == ["b.txt"]
    assert names(folder / ".hidden.md") == [".hidden.md"]


def test_the_order_of_files_on_disk_does_not_matter(tmp_path: Path) -> None:
    wanted = [f"{letter}/{n}.md" for letter in "abc" for n in range(5)]
    mixed = wanted.copy()
    random.Random(1).shuffle(mixed)
    for name in mixed:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert names(tmp_path) == wanted


def test_one_file_named_twice_is_one_document(folder: Path) -> None:
    assert names(folder / "a.md", folder) == ["a.md", "week 1/b.txt", "week 1/ünïcode 数.md"]


def test_two_documents_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for root in ("one", "two", "deep/two"):
        (tmp_path / root).mkdir(parents=True, exist_ok=True)
        (tmp_path / root / "guide.md").write_text(root)
    assert names(tmp_path / "one", tmp_path / "two", tmp_path / "deep" / "two") == [
        "guide.md",
        "two/guide.md",
        "two/guide.md (2)",
    ]
    assert names(tmp_path / "one" / "guide.md", tmp_path / "two" / "guide.md") == ["guide.md", "two/guide.md"]


def test_a_missing_path_is_an_error_of_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere does not exist\."):
        gather([tmp_path / "nowhere"])


def test_links_are_followed_once_and_never_in_a_circle(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "week 1" / "up").symlink_to(folder / "week 1", target_is_directory=True)
    (folder / "self").symlink_to("self")
    (folder / "dangling.md").symlink_to(folder / "gone.md")
    gathered = gather([folder])
    assert [source.document for source in gathered.sources] == ["a.md", "week 1/b.txt", "week 1/ünïcode 数.md"]
    reasons = {Path(item.path).name: item.reason for item in gathered.skipped}
    assert reasons.keys() == {"loop", "up", "self", "dangling.md"}
    assert reasons["loop"] == reasons["up"] == "a link loop"
    assert "nowhere or in a circle" in reasons["self"] and "nowhere" in reasons["dangling.md"]


def test_what_is_really_there_has_its_own_name_and_what_is_linked_in_the_links(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "far.md").write_text("far")
    (folder / "0-alias.md").symlink_to(folder / "a.md")
    (folder / "0-week").symlink_to(folder / "week 1")
    (folder / "linked").symlink_to(outside)
    gathered = gather([folder])
    assert sorted(source.document for source in gathered.sources) == [
        "a.md", "linked/far.md", "week 1/b.txt", "week 1/ünïcode 数.md",
    ]  # fmt: skip
    assert gathered.skipped == ()  # a second way to the same file is no fault


def test_a_folder_named_through_a_link_is_the_folder(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert [(s.document, s.root, s.place) for s in gather([link]).sources] == [
        (s.document, s.root, s.place) for s in gather([folder]).sources
    ]


def test_names_that_are_no_utf8_can_be_stored_and_printed(tmp_path: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("text")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (source,) = gather([tmp_path]).sources
    assert source.document.encode() == b"caf\\udce9.txt" or source.document == "caf\\xe9.txt"
    assert source.path.read_text() == "text"
    source.place.encode()


def test_readmes_are_left_out_only_where_asked(folder: Path) -> None:
    (folder / "README.md").write_text("about")
    assert "README.md" in names(folder)
    assert "README.md" not in [source.document for source in gather([folder], skip_readmes=True).sources]


def test_a_folder_that_may_not_be_looked_into_is_said(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may look everywhere")
    (folder / "week 1").chmod(0)
    try:
        gathered = gather([folder])
    finally:
        (folder / "week 1").chmod(0o755)
    assert [source.document for source in gathered.sources] == ["a.md"]
    assert [item.reason for item in gathered.skipped] == ["no permission"]
    assert gathered.closed == (str((folder / "week 1").resolve()),)
