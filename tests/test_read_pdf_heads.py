"""A table's heads that take two lines above its first rule are its heads all the same."""

from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import TableBordersLayout

from studyground.ingest.index import open_index
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

ROWS = (
    ("1 Ropes", "20 %", "10"),
    ("2 Anchors and chains", "24 %", "12"),
    ("3 Tides", "36 %", "18"),
    ("4 Lights", "20 %", "10"),
)


def made(path: Path, head: tuple[str, str, str], before: str) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    pdf.multi_cell(0, 5, before)
    pdf.ln(8)
    pdf.set_font("Helvetica", size=8.5)
    with pdf.table(borders_layout=TableBordersLayout.HORIZONTAL_LINES, col_widths=(60, 30, 40), width=130) as table:
        for cells in (head, *ROWS):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    pdf.output(str(path))


@pytest.mark.parametrize(
    "head",
    [
        ("Part", "Weight", "About how many of the fifty scored questions"),
        ("Part", "Weight", "Questions"),
    ],
)
def test_heads_of_one_line_or_two(head: tuple[str, str, str], tmp_path: Path, data_folder: Path) -> None:
    before = "The harbour exam has four parts. Each of them counts for a share of what is scored, and the shares are official."
    made(tmp_path / "exam.pdf", head, before)
    settings = Settings(index=tmp_path / "index", data=data_folder)
    ingest([tmp_path / "exam.pdf"], settings)
    index = open_index(settings)
    text = index.text_by_id(index.documents()[0].id)
    assert " | ".join(head) + "\n1 Ropes | 20 % | 10\n2 Anchors and chains | 24 % | 12" in text
    assert "shares are official.\n" in text
