"""Moodle's GIFT from another program or from our own export: the questions in it that are multiple choice.

Source: the manual page of Moodle on GIFT; where it is silent, what its importer does.
"""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from studyground.assistant.practice.exchange.imported import Choice, Imported, LeftOut, built
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.errors import InputError

FORM = "A GIFT question is `::name:: text { =right #why ~wrong #why not }`, with a blank line after it."
_ESCAPED = re.compile(r"\\([:#={}~\\n])")
# What was escaped is kept as noncharacters, which no text may hold, until the marks that were not have been read.
_KEPT = {mark: chr(0xFDD0 + at) for at, mark in enumerate(":#={}~\\n")}
_GIVEN_BACK = str.maketrans({kept: "\n" if mark == "n" else mark for mark, kept in _KEPT.items()})
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|ul|ol|li|code|pre|sub|sup|a|img|table|tr|td|th|h[1-6])\b[^<>]*>"
)
_TRUE_FALSE = re.compile(r"(?:T|TRUE|F|FALSE)\s*(?:#.*)?", re.DOTALL)
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "pre", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSHOWN = frozenset({"script", "style"})


def read(path: Path, text: str) -> Imported:
    """The multiple-choice questions of a file; questions of other kinds are left out with their lines.

    Raises:
        InputError: A question breaks the grammar or cannot be asked; its line is named.
    """
    questions, lines, left_out = [], [], []
    for line, block in _blocks(text):
        try:
            question, reason = _question(block)
        except ValueError as error:
            raise InputError(f"{path}, line {line}: {error}.", FORM) from error
        if question is None:
            left_out.append(LeftOut(line, reason))
        else:
            questions.append(question)
            lines.append(line)
    return Imported(tuple(questions), tuple(lines), tuple(left_out))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Every stretch between blank lines without its comments, and the line it begins on; categories are no question."""
    rows: list[str] = []
    begin = 0
    for number, row in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], 1):
        if row.strip():
            if row.lstrip().startswith("//"):
                continue
            begin = begin if rows else number
            rows.append(row)
            if row.startswith("$CATEGORY:") and len(rows) == 1:
                rows = []
        elif rows:
            yield begin, "\n".join(rows).strip()
            rows = []


def _question(block: str) -> tuple[PracticeQuestion | None, str]:
    text = _ESCAPED.sub(lambda match: _KEPT[match.group(1)], block)
    if text.startswith("::"):
        _, mark, rest = text[2:].partition("::")
        if not mark:
            raise ValueError("the name of the question has no end")
        text = rest.strip()
    opening, closing = text.find("{"), text.find("}")
    if opening < 0 and closing < 0:
        return None, "a description, not a question"
    if opening < 0 or closing < opening:
        raise ValueError("a brace has no partner")
    if "{" in text[opening + 1 :] or "}" in text[closing + 1 :]:
        raise ValueError("the question has more than one group of answers, or a brace that is not escaped")
    answers, after = text[opening + 1 : closing].strip(), text[closing + 1 :].strip()
    answers = answers.rpartition("####")[0].strip() if "####" in answers else answers
    reason = _other_kind(answers)
    if reason:
        return None, reason
    form, stem = _formed(text[:opening].strip() + (f" _____ {after}" if after else ""), "moodle")
    return built("gift", _plain(stem, form), _choices(answers, form)), ""


def _other_kind(answers: str) -> str:
    """What kind of question this is if it is not multiple choice, else ""."""
    if not answers:
        return "an essay question, not multiple choice"
    if answers.startswith("#"):
        return "a numerical question, not multiple choice"
    if "~" in answers:
        return ""
    if _TRUE_FALSE.fullmatch(answers):
        return "a true or false question, not multiple choice"
    if "=" in answers and "->" in answers:
        return "a matching question, not multiple choice"
    if "=" in answers:
        return "a short-answer question, not multiple choice"
    raise ValueError("its answers begin with neither = nor ~")


def _choices(answers: str, form: str) -> list[Choice]:
    """One choice a mark; of several keys each has a weight, of one key it is marked by an equals sign."""
    if answers[0] not in "=~":
        raise ValueError("its answers begin with neither = nor ~")
    single = "=" in answers
    choices = []
    for part in re.findall(r"[=~][^=~]*", answers):
        mark, body = part[0], part[1:].strip()
        weight = _WEIGHT.match(body)
        share = 100.0 if mark == "=" else 0.0
        if weight:
            share, body = float(weight.group(1)), body[weight.end() :].strip()
        answer, _, feedback = body.partition("#")
        own, answer = _formed(answer.strip(), form)
        other, feedback = _formed(feedback.strip(), form)
        correct = share >= 100 if single else share > 0
        choices.append(Choice(_plain(answer, own), correct, _plain(feedback, other)))
    return choices


def _formed(text: str, form: str) -> tuple[str, str]:
    """The format a text names for itself, or the one that holds otherwise, and the text without that name."""
    match = _FORMAT.match(text)
    return (match.group(1), text[match.end() :].strip()) if match else (form, text)


def _plain(text: str, form: str) -> str:
    """A text as a reader sees it: escapes given back, HTML taken off where the format has it."""
    text = text.translate(_GIVEN_BACK).strip()
    if form == "html" or (form == "moodle" and _TAG.search(text)):
        return shown_text(text)
    return html.unescape(text) if form == "moodle" else text


def shown_text(markup: str) -> str:
    """What HTML shows as text: a line a block, no scripts."""
    reader = _Shown()
    reader.feed(markup)
    reader.close()
    rows = (" ".join(row.split()) for row in "".join(reader.parts).split("\n"))
    return "\n".join(row for row in rows if row)


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unshown = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unshown += tag in _UNSHOWN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unshown -= tag in _UNSHOWN and self._unshown > 0
        if tag in _BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self.parts.append(re.sub(r"\s+", " ", data))
