"""Jupyter notebooks in, blocks out."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.notebook import read


def cell(kind: str, source: Any, **more: Any) -> dict[str, Any]:
    code = {"execution_count": 1, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source, **code, **more}


def notebook(*cells: dict[str, Any], **more: Any) -> Extract:
    value = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": list(cells), **more}
    return read(Path("a.ipynb"), json.dumps(value).encode())[0]


def shown(**data: str) -> dict[str, Any]:
    kinds = {"text": "text/plain", "png": "image/png", "html": "text/html", "markdown": "text/markdown"}
    bundle = {kinds[name]: value for name, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": bundle}


def test_cells_in_order() -> None:
    extract = notebook(
        cell("markdown", ["# Boosting\n", "\n", "It *adds* trees."]),
        cell("code", "fit(X)\n", outputs=[{"output_type": "stream", "name": "stdout", "text": ["score\n", "0.9\n"]}]),
    )
    assert extract.blocks == (
        Block("heading", "Boosting", 1),
        Block("paragraph", "It adds trees."),
        Block("code", "fit(X)"),
        Block("code", "score\n0.9"),
    )
    assert (extract.title, extract.format, extract.structured) == ("Boosting", "notebook", True)


def test_pictures_errors_and_object_names_are_no_text() -> None:
    picture = "iVBORw0KGgo" * 200
    extract = notebook(
        cell(
            "code",
            "plot()",
            outputs=[
                shown(png=picture, text="<Figure size 640x480 with 1 Axes>"),
                shown(text="<sklearn.Pipeline object at 0x7f1b2c>"),
                shown(text=picture),
                {"output_type": "error", "ename": "E", "evalue": "bad", "traceback": ["\x1b[31mE\x1b[0m: bad"]},
                {"output_type": "stream", "name": "stderr", "text": "Warning!"},
                {"output_type": "stream", "name": "stdout", "text": "\x1b[32mgreen\x1b[0m"},
            ],
        ),
        cell("markdown", "![x](attachment:a.png)", attachments={"a.png": {"image/png": picture}}),
    )
    assert extract.blocks == (Block("code", "plot()"), Block("code", "green"))


def test_long_output_is_cut_and_the_rest_is_listed() -> None:
    lines = [f"row {n}" for n in range(100)]
    extract = notebook(cell("code", "show()", outputs=[shown(text="\n".join(lines))]), cell("raw", "raw words"))
    assert extract.blocks[1].text.splitlines() == lines[:12]
    assert extract.dropped[0].text.splitlines() == lines[12:]
    assert extract.dropped[1].reason == "raw cell"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b'{"cells": [', "damaged"),
        (b"words", "damaged"),
        (b'{"a": 1}', "not a notebook"),
        (b"[]", "not a notebook"),
        (b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []}', "no text in it"),
        (b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [1]}', "not a notebook"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(Path("a.ipynb"), data)


def test_old_notebooks_are_read() -> None:
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"metadata": {}, "cells": [{"cell_type": "markdown", "metadata": {}, "source": "Old words."}]}],
    }
    assert read(Path("a.ipynb"), json.dumps(old).encode())[0].blocks == (Block("paragraph", "Old words."),)


WHOLE = json.dumps(
    {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell("code", "x", outputs=[shown(text="y")])]}
)


@given(st.integers(0, len(WHOLE)), st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.characters()), max_size=4))
@settings(deadline=None)
def test_cut_and_damaged_notebooks(length: int, changes: list[tuple[int, str]]) -> None:
    text = list(WHOLE[:length])
    for at, letter in changes:
        if at < len(text):
            text[at] = letter
    try:
        read(Path("a.ipynb"), "".join(text).encode("utf-8", "replace"))
    except UnreadableError as error:
        assert len(error.message) < 60
