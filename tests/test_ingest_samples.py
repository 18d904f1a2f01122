"""The sample files, each treated as their manifest says; the whole folder ingested once."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from studyground.ingest.index import Index, open_index
from studyground.settings import Settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
DOCS = SHARED / "docs"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DOCS.is_dir(), reason="the sample files are not here"),
    pytest.mark.timeout(2400),
]

# The kernel's peak of the program's own memory: what `getrusage` says of a child also counts the parent it was forked from.
RUN = """
import json, resource, sys
from pathlib import Path
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings
report = ingest([Path(sys.argv[3])], Settings(index=Path(sys.argv[1]), data=Path(sys.argv[2])))
status = Path("/proc/self/status")
if status.is_file():
    peak_mb = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1e3
else:
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
print(json.dumps({"peak_mb": peak_mb, **report.to_json()}))
"""


def ingested(index: Path, data: Path, what: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(index), str(data), str(what)], capture_output=True, text=True, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def manifest() -> dict[str, str]:
    lines = (DOCS / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:] if DOCS.is_dir() else []
    return {line.split("\t")[0]: line.split("\t")[4] for line in lines if line.strip()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> tuple[dict[str, Any], Index]:
    place = tmp_path_factory.mktemp("samples") / "index"
    report = ingested(place, data_folder, DOCS)
    return report, open_index(Settings(index=place, data=data_folder))


EXPECTED = manifest()
REASONS = {
    "no text layer": ("no text layer", "OCR"),
    "empty file": ("empty",),
    "damaged": ("damaged", "not really a PDF"),
    "needs a password": ("password",),
    "text cannot be decoded": ("decoded", "character map"),
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_is_treated_as_its_manifest_says(folder: tuple[dict[str, Any], Index], name: str) -> None:
    report, index = folder
    expected = EXPECTED[name]
    skipped = {Path(item["path"]).name: item["reason"] for item in report["documents"]["skipped"]}
    twins = {item["path"]: item["of"] for item in report["documents"]["duplicates"]}
    if name in skipped:
        assert "skipped" in expected, skipped[name]
        if expected.startswith("skipped:"):
            wanted = next(words for key, words in REASONS.items() if key in expected)
            assert any(word in skipped[name] for word in wanted), skipped[name]
        return
    assert not expected.startswith("skipped") or "or ingested" in expected, "it was not skipped"
    row = index.document(name)
    text = index.stored_text(name)
    assert text.strip()
    if expected.startswith("twin of"):
        of = expected.removeprefix("twin of ")
        assert twins.get(name, "").startswith(of) or any(item.startswith(of) for item in twins if twins[item] == name)
        return
    if "a warning" in expected:
        assert any("English" in message for message in index.warnings(row.id))
    if not row.duplicate_of:
        passages = index.passages_of(row.id)
        assert passages[0].passage.start == 0 and passages[-1].passage.end == len(text)


def test_one_set_of_passages_for_the_book_in_four_formats(folder: tuple[dict[str, Any], Index]) -> None:
    _, index = folder
    names = [f"oer_book.{suffix}" for suffix in ("docx", "epub", "html", "pdf")]
    rows = [index.document(name) for name in names]
    (kept,) = [row for row in rows if not row.duplicate_of]
    assert {row.document for row in index.twins(kept.id)} == set(names) - {kept.document}
    main = len(index.passages_of(kept.id))
    for row in rows:
        if row.duplicate_of:
            assert row.similarity > 0.75
            assert len(index.passages_of(row.id)) < main * 0.1  # only what the better copy lacks


def test_every_span_of_the_folder_slices_back(folder: tuple[dict[str, Any], Index]) -> None:
    _, index = folder
    for row in index.documents():
        text = index.stored_text(row.document)
        sentences = index.sentences(row.id)
        for item in sentences:
            assert text[item.span.start : item.span.end].strip() == text[item.span.start : item.span.end] != ""
        for passage in index.passages_of(row.id):
            found = passage.passage
            assert sentences[found.first].span.start <= found.body_start < found.body_end
            assert found.body_end <= sentences[found.last - 1].span.end
            assert index.encoder.count_tokens([text[found.body_start : found.body_end]])[0] <= 254


def test_a_developer_guide_of_hundreds_of_pages_stays_within_memory(tmp_path: Path, data_folder: Path) -> None:
    from studyground.ingest.encoder import load_encoder

    load_encoder("", data_folder)  # exported here, so that the figure is that of ingesting
    report = ingested(tmp_path / "index", data_folder, DOCS / "aws_pinpoint-dg_big.pdf")
    assert report["passages"] > 500
    assert report["peak_mb"] <= 1500


def test_the_same_article_in_two_scrapes_is_indexed_once(tmp_path: Path, data_folder: Path) -> None:
    seeds = SHARED / "seeds"
    if not seeds.is_dir():
        pytest.skip("the seeds are not here")
    report = ingested(tmp_path / "index", data_folder, seeds)
    (twin,) = report["documents"]["duplicates"]
    assert twin["path"].startswith("000") and twin["of"].startswith("001") and twin["similarity"] > 0.9
    assert report["documents"]["added"] == 5 and not report["documents"]["skipped"]
