"""Anki: a deck of cards with stem and options in front and the whole receipt behind; imported again, it updates."""

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from studyground.assistant.practice.exchange.receipt import (
    about,
    check_lines,
    cited,
    key_labels,
    one_line,
    origin,
    printable,
)
from studyground.assistant.practice.practice_question import PracticeQuestion

FIELDS = ("Stem", "Options", "Key", "Rationales", "Sources", "Checks", "Id")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FIRST_ID = 1 << 30
_FRONT = '<div class="stem">{{Stem}}</div>\n<div class="options">{{Options}}</div>'
_BACK = """{{FrontSide}}
<hr id="answer">
<div class="key">{{Key}}</div>
<div class="rationales">{{Rationales}}</div>
<div class="sources">{{Sources}}</div>
<div class="checks">{{Checks}}</div>"""
_STYLE = """.card { font-family: system-ui, sans-serif; font-size: 18px; line-height: 1.45; text-align: left;
  max-width: 44em; margin: 0 auto; padding: 0.5em; color: #1c1c1c; background: #fdfdfb; }
.stem { margin-bottom: 1em; }
.option { margin: 0.4em 0; }
.key { font-weight: bold; color: #17632d; margin-bottom: 0.6em; }
.rationale { margin: 0.6em 0; }
.source { margin: 0.3em 0 0.3em 1em; font-size: 0.85em; color: #4a4a4a; }
.sources, .checks { margin-top: 1em; font-size: 0.85em; color: #4a4a4a; }
.nightMode.card, .night_mode .card { color: #e8e6e3; background: #1e1e1e; }
.nightMode .key, .night_mode .key { color: #7fd69a; }
.nightMode .source, .nightMode .sources, .nightMode .checks,
.night_mode .source, .night_mode .sources, .night_mode .checks { color: #b8b5b0; }
"""


def export(questions: Sequence[PracticeQuestion], name: str, modified: float) -> bytes:
    """A package with one deck.

    A note is known by its question's id and the deck by its name, so that importing again updates what is there. Anki
    takes the newer of two notes, so the notes have the date of the bank.

    Args:
        questions: To write.
        name: Of the bank; the deck is named after it.
        modified: When the bank was last changed, seconds since 1970; the same gives the same bytes.

    Returns:
        The file.
    """
    import genanki

    deck_name = f"StudyGround::{one_line(name).replace('::', ' ')}"
    deck = genanki.Deck(_number(f"deck {deck_name}"), deck_name)
    for question in questions:
        guid = genanki.guid_for("studyground question", _html(question.id))
        note = genanki.Note(
            _note_type(), _fields(question), guid=guid, tags=_tags(question), sort_field=_html(question.id)
        )
        deck.add_note(note)
    package = io.BytesIO()
    genanki.Package(deck).write_to_file(package, timestamp=float(int(modified)))
    return _same_dates(package.getvalue())


@cache
def _note_type() -> Any:
    import genanki

    return genanki.Model(
        _number("note type StudyGround question 1"),
        "StudyGround question",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Question", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
        sort_field_index=len(FIELDS) - 1,
    )


def _fields(question: PracticeQuestion) -> list[str]:
    options = [f"<b>{_html(option.label)}.</b> {_html(option.text)}" for option in question.options]
    rationales = []
    for option in question.options:
        verdict = "right" if option.correct else "wrong"
        sources = _rows("source", map(_html, cited(option.citations)))
        rationales.append(f"<b>{_html(option.label)}, {verdict}.</b> {_html(option.rationale)}{sources}")
    keys = "<br>".join(f"{_html(option.label)}. {_html(option.text)}" for option in question.keys)
    checks = [about(question), *check_lines(question), origin(question)]
    return [
        _html(question.stem),
        _rows("option", options),
        f"{_html(key_labels(question))}<br>{keys}" if len(question.keys) > 1 else keys,
        _rows("rationale", rationales),
        _rows("source", map(_html, cited(question.citations))),
        "<br>".join(_html(check) for check in checks if check),
        _html(question.id),
    ]


def _rows(kind: str, texts: Iterable[str]) -> str:
    return "".join(f'<div class="{kind}">{text}</div>' for text in texts)


def _html(text: str) -> str:
    """A text as HTML; Anki's own marks for sound, speech and LaTeX begin with a bracket or two braces."""
    escaped = html.escape(printable(text)).replace("[", "&#91;").replace("{", "&#123;")
    return escaped.replace("\n", "<br>")


def _tags(question: PracticeQuestion) -> list[str]:
    marks = [question.type, question.difficulty, question.domain, question.objective]
    return [re.sub(r"[^\w.:-]+", "_", one_line(mark)) for mark in marks if mark.strip()]


def _number(text: str) -> int:
    """A number for Anki's tables that stays the same for a text: 30 bits, above those that Anki gives itself."""
    return _FIRST_ID + int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) % _FIRST_ID


def _same_dates(package: bytes) -> bytes:
    """The package with a fixed date on every member."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for member in sorted(old.namelist()):
            entry = zipfile.ZipInfo(member, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(member))
    return again.getvalue()
