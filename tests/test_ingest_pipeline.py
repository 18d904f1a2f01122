"""Ingest as a whole: idempotent, order does not matter, bringing up to date gives what making anew gives."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studyground.errors import IndexRefusedError, InputError, NothingReadError
from studyground.ingest.index import Index, open_index
from studyground.ingest.index_folder import MANIFEST
from studyground.ingest.pipeline import IngestReport, ingest
from studyground.settings import Settings

TOPICS = ("trees", "graphs", "queues", "heaps", "sorting", "hashing")


def guide(topic: str, sentences: int = 30, extra: str = "") -> str:
    """A guide of its own words: two topics share no run of eight of them."""
    lines = [f"# All about {topic}", ""]
    for n in range(sentences):
        if n % 10 == 0:
            lines += ["", f"## Part {n // 10} of {topic}", ""]
        lines.append(
            f"In {topic} fact {n} the {topic} of kind {n * 7 % 11} cost {topic} {n * n} steps, said {topic} {n}."
        )
    return "\n".join([*lines, "", extra, ""])


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    root = tmp_path / "guides"
    root.mkdir()
    for topic in TOPICS[:3]:
        (root / f"{topic}.md").write_text(guide(topic), encoding="utf-8")
    return root


@pytest.fixture
def made(tmp_path: Path, data_folder: Path) -> Callable[..., tuple[IngestReport, Settings]]:
    def run(*paths: Path, index: str = "index", rebuild: bool = False, **shape: Any) -> tuple[IngestReport, Settings]:
        settings = Settings(index=tmp_path / index, data=data_folder, **shape)
        return ingest(paths, settings, rebuild=rebuild), settings

    return run


def rows(index: Index) -> dict[str, Any]:
    """Everything the store says, internal numbers among it, so that two equal stores are equal throughout."""
    return {
        row.document: (
            row,
            index.stored_text(row.document),
            index.sections(row.id),
            index.units(row.id),
            index.sentences(row.id),
            index.passages_of(row.id),
            index.dropped(row.id),
            index.warnings(row.id),
        )
        for row in index.documents()
    }


def check_equal(one: Settings, other: Settings) -> None:
    first, second = open_index(one), open_index(other)
    assert first.index_id == second.index_id
    assert rows(first) == rows(second)
    count, sentences = first.manifest.passages, first.manifest.sentences
    assert (count, sentences) == (second.manifest.passages, second.manifest.sentences)
    if count:
        mine, theirs = first.vectors.reconstruct_n(0, count), second.vectors.reconstruct_n(0, count)
        assert np.abs(mine - theirs).max() < 1e-5
        mine, theirs = (item.sentence_index.reconstruct_n(0, sentences) for item in (first, second))
        assert np.abs(mine - theirs).max() < 5e-4  # stored as float16: one step of it
    assert (first.sentence_owners == second.sentence_owners).all()
    assert first.words == second.words and first.acronyms == second.acronyms
    for query in (["tree"], ["fact", "graph"], ["none"]):
        assert np.allclose(first.terms.scores(query), second.terms.scores(query))
    first.close()
    second.close()


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed


@pytest.mark.slow
def test_ingest_is_idempotent(guides: Path, made: Any) -> None:
    first, settings = made(guides)
    before = (settings.index_folder() / MANIFEST).read_bytes()
    again, _ = made(guides)
    assert counts(first) == (3, 0, 0, 0)
    assert counts(again) == (0, 0, 3, 0)
    assert (first.index, first.passages) == (again.index, again.passages)
    assert (settings.index_folder() / MANIFEST).read_bytes() == before  # nothing was written
    anew, other = made(guides, index="other")
    assert anew.index == first.index
    check_equal(settings, other)
    made(guides, rebuild=True)
    check_equal(settings, other)


@pytest.mark.slow
def test_bringing_up_to_date_gives_what_making_anew_gives(guides: Path, made: Any) -> None:
    _, settings = made(guides)
    (guides / "heaps.md").write_text(guide("heaps", 50), encoding="utf-8")
    (guides / "again.txt").write_text(guide("trees") + "\nAnd a last line of its own.\n", encoding="utf-8")
    (guides / "graphs.md").write_text(guide("graphs", 40), encoding="utf-8")
    (guides / "queues.md").unlink()
    report, _ = made(guides)
    assert counts(report) == (2, 1, 1, 1)
    assert [(item.document, item.of) for item in report.duplicates] == [("again.txt", "trees.md")]
    _, other = made(guides, index="other")
    check_equal(settings, other)
    # The better copy leaves: the other takes its place.
    (guides / "trees.md").unlink()
    report, _ = made(guides)
    assert report.duplicates == ()
    _, other = made(guides, index="other", rebuild=True)
    check_equal(settings, other)


@pytest.mark.slow
def test_a_repeated_document_follows_its_better_copy(guides: Path, made: Any) -> None:
    note = " ".join(
        f"Only the scrape says that oddity number {n} weighs {n * 13} grams and smells of tin." for n in range(9)
    )
    (guides / "scrape.txt").write_text(guide("trees", 60) + "\n\n" + note + "\n", encoding="utf-8")
    (guides / "trees.md").write_text(guide("trees", 60) + "\n\n" + note + "\n", encoding="utf-8")
    _, settings = made(guides)
    (guides / "trees.md").write_text(guide("trees", 60), encoding="utf-8")
    made(guides)
    _, other = made(guides, index="other")
    check_equal(settings, other)
    index = open_index(settings)
    kept = index.passages_of(index.document("scrape.txt").id)
    text = index.stored_text("scrape.txt")
    assert any("oddity" in text[item.passage.body_start : item.passage.body_end] for item in kept)


@pytest.mark.slow
def test_the_order_of_ingesting_does_not_matter(tmp_path: Path, made: Any) -> None:
    for topic in TOPICS[:3]:
        (tmp_path / topic).mkdir()
        (tmp_path / topic / f"{topic}.md").write_text(guide(topic), encoding="utf-8")
    folders = [tmp_path / topic for topic in TOPICS[:3]]
    _, settings = made(*folders)
    _, other = made(*reversed(folders), index="other")
    check_equal(settings, other)
    for folder in (folders[2], folders[0], folders[1]):
        _, third = made(folder, index="third")
    check_equal(settings, third)


def test_the_better_structured_copy_wins_and_the_other_is_known(guides: Path, made: Any) -> None:
    page = "<html><head><title>Trees</title></head><body><article><h1>All about trees</h1>" + "".join(
        f"<p>{line}</p>" for line in guide("trees").splitlines() if line.strip() and not line.startswith("#")
    ) + "</article></body></html>"  # fmt: skip
    (guides / "trees.html").write_text(page, encoding="utf-8")
    (guides / "a-scrape.txt").write_text(guide("trees").replace("#", "").replace("'", "’"), encoding="utf-8")
    report, settings = made(guides)
    assert {item.document: item.of for item in report.duplicates} == {
        "a-scrape.txt": "trees.md",
        "trees.html": "trees.md",
    }
    assert all(item.similarity > 0.9 for item in report.duplicates)
    index = open_index(settings)
    assert index.passages_of(index.document("a-scrape.txt").id) == []
    assert {row.document for row in index.twins(index.document("trees.md").id)} == {"a-scrape.txt", "trees.html"}
    assert {row.document for row in index.twins(index.document("trees.html").id)} == {"a-scrape.txt", "trees.md"}
    assert index.twins(index.document("graphs.md").id) == []


def test_changed_renamed_and_removed_files(guides: Path, made: Any) -> None:
    _, settings = made(guides)
    (guides / "trees.md").rename(guides / "forests.md")
    report, _ = made(guides)
    assert counts(report) == (1, 0, 2, 1)
    assert open_index(settings).document_names() == ["forests.md", "graphs.md", "queues.md"]
    (guides / "graphs.md").write_text(guide("graphs", 12), encoding="utf-8")
    report, _ = made(guides / "graphs.md")  # only this one is looked at
    assert report.updated == 1 and report.removed == 0
    assert open_index(settings).document_names() == ["forests.md", "graphs.md", "queues.md"]
    shutil.rmtree(guides / "nothing", ignore_errors=True)
    for path in guides.iterdir():
        path.unlink()
    with pytest.raises(NothingReadError):
        made(guides)
    assert len(open_index(settings).document_names()) == 3  # the index is as it was


def test_a_file_that_can_no_longer_be_read_keeps_its_last_good_version(guides: Path, made: Any) -> None:
    _, settings = made(guides)
    before = open_index(settings).stored_text("trees.md")
    (guides / "trees.md").write_bytes(b"%PDF-1.4\nno")
    (guides / "graphs.md").write_bytes(b"")
    report, _ = made(guides)
    reasons = {Path(item.path).name: item.reason for item in report.skipped}
    assert reasons.keys() == {"graphs.md", "trees.md"}
    assert reasons["graphs.md"] == "empty file; what was read of it before stays"
    assert open_index(settings).stored_text("trees.md") == before


def test_files_of_one_name_under_two_roots_keep_their_names(tmp_path: Path, made: Any) -> None:
    for root, topic in (("one", "trees"), ("two", "graphs")):
        (tmp_path / root).mkdir()
        (tmp_path / root / "guide.md").write_text(guide(topic), encoding="utf-8")
    made(tmp_path / "two")
    _, settings = made(tmp_path / "one", tmp_path / "two")  # the first to come keeps the bare name
    index = open_index(settings)
    assert index.document_names() == ["guide.md", "one/guide.md"]
    assert "graphs" in index.stored_text("guide.md") and "trees" in index.stored_text("one/guide.md")
    (tmp_path / "one" / "guide.md").write_text(guide("heaps"), encoding="utf-8")
    report, _ = made(tmp_path / "one")
    assert counts(report) == (0, 1, 1, 0)
    index = open_index(settings)
    assert index.document_names() == ["guide.md", "one/guide.md"]
    assert "heaps" in index.stored_text("one/guide.md")


def test_a_link_to_a_file_outside_changes_and_leaves_with_it(guides: Path, tmp_path: Path, made: Any) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(guide("heaps"), encoding="utf-8")
    (guides / "heaps.md").symlink_to(outside)
    _, settings = made(guides)
    outside.write_text(guide("sorting"), encoding="utf-8")
    report, _ = made(guides)
    assert counts(report) == (0, 1, 3, 0)
    assert "sorting" in open_index(settings).stored_text("heaps.md")
    (guides / "heaps.md").unlink()
    report, _ = made(guides)
    assert counts(report) == (0, 0, 3, 1)


def test_an_array_of_posts_is_several_documents(tmp_path: Path, made: Any) -> None:
    def posts(*topics: str) -> str:
        return json.dumps(
            [
                {
                    "id": n,
                    "title": {"rendered": topic},
                    "link": f"https://example.org/{topic}",
                    "date": "2024-01-02T00:00:00",
                    "content": {"rendered": f"<h2>{topic}</h2><p>" + guide(topic, 8)[40:] + "</p>"},
                    "excerpt": {"rendered": ""},
                }
                for n, topic in enumerate(topics)
            ]
        )

    file = tmp_path / "posts.json"
    file.write_text(posts(*TOPICS[:3]), encoding="utf-8")
    report, settings = made(file)
    assert report.added == 3
    assert open_index(settings).document_names() == ["posts.json#1", "posts.json#2", "posts.json#3"]
    file.write_text(posts(*TOPICS[1:3]), encoding="utf-8")
    report, _ = made(file)
    assert counts(report) == (0, 2, 0, 1)
    assert open_index(settings).document_names() == ["posts.json#1", "posts.json#2"]


def test_one_bad_file_does_not_keep_the_others_out(guides: Path, made: Any) -> None:
    bad = {
        "empty.md": b"",
        "zip.docx": b"PK\x03\x04broken",
        "not.pdf": b"hello",
        "picture.png": b"\x89PNG\r\n\x1a\n\0\0",
        "nul.txt": b"a\0b" * 50,
        "sheet.xlsx": b"PK\x03\x04",
        "half.ipynb": b'{"cells": [',
        "x.unknown": b"text",
    }
    for name, data in bad.items():
        (guides / name).write_bytes(data)
    (guides / "big.txt").write_text("word " * 200_000)
    report, _ = made(guides, max_file_mb=0.5)
    assert report.added == 3
    assert {Path(item.path).name for item in report.skipped} == {*bad, "big.txt"}
    for item in report.skipped:
        assert 3 < len(item.reason) < 200 and "\n" not in item.reason and "Traceback" not in item.reason


def test_nothing_read_at_all_is_an_error_and_leaves_the_index(guides: Path, tmp_path: Path, made: Any) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"")
    with pytest.raises(NothingReadError, match="empty file"):
        made(tmp_path / "bad.pdf")
    report, settings = made(guides)
    with pytest.raises(NothingReadError, match="empty file"):
        made(tmp_path / "bad.pdf")
    assert open_index(settings).index_id == report.index
    with pytest.raises(InputError):
        made(tmp_path / "nowhere")


def test_an_index_keeps_to_the_settings_it_was_made_with(guides: Path, made: Any) -> None:
    made(guides)
    with pytest.raises(IndexRefusedError, match="passage tokens"):
        made(guides, passage_tokens=64)
    report, settings = made(guides, passage_tokens=64, rebuild=True)
    assert open_index(settings).index_id == report.index


def test_a_reader_is_undisturbed_by_the_next_generation(guides: Path, made: Any) -> None:
    report, settings = made(guides)
    reader = open_index(settings)
    (guides / "heaps.md").write_text(guide("heaps"), encoding="utf-8")
    after, _ = made(guides)
    assert reader.index_id == report.index != after.index
    assert reader.vectors.ntotal == report.passages  # opened only now, from the generation before
    assert len(reader.terms.scores(["tree"])) == report.passages
    assert reader.document_names() == [f"{topic}.md" for topic in sorted(TOPICS[:3])]
    assert "trees" in reader.stored_text("trees.md")


def test_damaged_files_of_an_index_are_refused_with_a_sentence(guides: Path, made: Any) -> None:
    _, settings = made(guides)
    generation = settings.index_folder() / open_index(settings).manifest.generation

    def touch(index: Index) -> None:
        for row in index.documents():
            index.stored_text(row.document)
            index.sentences(row.id), index.units(row.id), index.sections(row.id)
        _ = index.all_passages(), index.vectors, index.sentence_index, index.sentence_owners
        _ = index.terms.scores(["tree"]), index.words, index.acronyms, index.word_vectors

    touch(open_index(settings))
    for file in sorted(path for path in generation.rglob("*") if path.is_file()):
        whole = file.read_bytes()
        for damaged in (b"", whole[: len(whole) // 2], b"\xff" * len(whole)):
            file.write_bytes(damaged)
            with pytest.raises(IndexRefusedError) as caught:
                touch(open_index(settings))
            assert "damaged" in caught.value.message or "cannot be read" in caught.value.message, file
            assert "--rebuild" in caught.value.hint, file
        file.write_bytes(whole)
    touch(open_index(settings))
