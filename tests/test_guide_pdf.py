import io
import runpy
from pathlib import Path
from typing import Any

import pypdf
import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "corpus" / "sources" / "exam-and-study-plan.md"
TARGET = ROOT / "corpus" / "guide" / "10-exam-and-study-plan.pdf"


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / "build_guide_pdf.py"))


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def titles(outline: list[Any]) -> list[str]:
    return [title for item in outline for title in (titles(item) if isinstance(item, list) else [item.title])]


def test_same_source_gives_same_bytes_and_the_committed_text(script: dict[str, Any]) -> None:
    source = SOURCE.read_text(encoding="utf-8")
    first, second = script["build"](source), script["build"](source)
    assert first == second
    assert text_of(first) == text_of(TARGET.read_bytes()), "run scripts/build_guide_pdf.py and commit the PDF"


def test_headings_become_the_outline_and_the_title_is_set() -> None:
    reader = pypdf.PdfReader(TARGET)
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    headings = [line.lstrip("#").strip() for line in lines if line.startswith("#")]
    assert titles(reader.outline) == headings
    assert reader.metadata is not None and reader.metadata.title == headings[0]


def test_every_page_carries_its_number_and_every_word_arrives() -> None:
    reader = pypdf.PdfReader(TARGET)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number}" in page.extract_text()
    found = "".join(text_of(TARGET.read_bytes()).split())
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        for word in line.replace("|", " ").split():
            assert word.strip("#-") in found


def test_markdown_without_a_layout_is_refused(script: dict[str, Any]) -> None:
    for text in ("# T\n\n```\ncode\n```\n", "# T\n\n- a\n  - b\n", "# T\n\n> quote\n", "# T\n\n[a](b)\n"):
        with pytest.raises(ValueError, match="no layout"):
            script["build"](text)
