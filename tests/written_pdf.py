"""PDFs written byte by byte from placed text, and what the reader makes of them."""

import re
from pathlib import Path

from studyground.ingest.document import Extract
from studyground.ingest.readers.pdf import read

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Courier"}
Text = tuple[float, float, str, float, str]  # x, y from below, font, size, words


def build(
    pages: list[list[Text]],
    title: str = "",
    outline: list[tuple[str, int]] = (),  # type: ignore[assignment]
    drawing: str = "",
    rotate: int = 0,
) -> bytes:
    """Write a PDF of pages of placed text; `outline` holds (title, 0-based page)."""
    objects: list[bytes] = []

    def add(body: bytes | str) -> int:
        objects.append(body.encode("cp1252") if isinstance(body, str) else body)
        return len(objects)

    catalog, tree = add(""), add("")
    fonts = " ".join(
        f"/{key} {add(f'<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>')} 0 R"
        for key, name in FONTS.items()
    )
    kids = []
    for page in pages:
        escaped = [(x, y, f, s, re.sub(r"([()\\])", r"\\\1", t)) for x, y, f, s, t in page]
        stream = drawing + "\n".join(f"BT /{f} {s} Tf 1 0 0 1 {x} {y} Tm ({t}) Tj ET" for x, y, f, s, t in escaped)
        data = stream.encode("cp1252")
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 612 792] /Rotate {rotate} "
                f"/Resources << /Font << {fonts} >> >> /Contents {content} 0 R >>"
            )
        )
    objects[tree - 1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
    root = ""
    if outline:
        head = len(objects) + 1
        add("")
        first = len(objects) + 1
        for i, (words, at) in enumerate(outline):
            nxt = f"/Next {first + i + 1} 0 R" if i + 1 < len(outline) else ""
            add(f"<< /Title ({words}) /Parent {head} 0 R {nxt} /Dest [{kids[at]} 0 R /Fit] >>")
        last = first + len(outline) - 1
        objects[head - 1] = f"<< /First {first} 0 R /Last {last} 0 R /Count {len(outline)} >>".encode()
        root = f"/Outlines {head} 0 R"
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R {root} >>".encode()
    info = add(f"<< /Title ({title}) >>")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, catalog, info, len(out))
    )


def column(x: float, top: float, lines: list[str], font: str = "F1", size: float = 10, step: float = 12) -> list[Text]:
    return [(x, top - i * step, font, size, line) for i, line in enumerate(lines)]


def extract(data: bytes, name: str = "guide.pdf") -> Extract:
    (found,) = read(Path(name), data)
    return found


def texts(found: Extract, kind: str) -> list[str]:
    return [b.text for b in found.blocks if b.kind == kind]


PROSE = [
    "Regularisation keeps the weights of a model small so that it",
    "does not learn the noise of the data it was shown. The simplest",
    "kind adds the squares of all weights to the loss, and its inform-",
    "ation content is low. A well-known variant adds the absolute",
    "values, which drives many of the weights to exactly zero.",
]
