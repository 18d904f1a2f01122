"""Moodle's GIFT: every text is HTML with its special characters escaped, feedback carries rationale and sources.

Source: the importer of Moodle (question/format/gift/format.php) and its manual page on GIFT.
"""

import html
import re
from collections.abc import Sequence

from studyground.assistant.practice.exchange.receipt import (
    about,
    check_lines,
    cited,
    one_line,
    origin,
    printable,
)
from studyground.assistant.practice.practice_question import Option, PracticeQuestion

_SPECIAL = re.compile(r"[\\:#={}~]")
_NAME_LENGTH = 80
_NO_TAGS = str.maketrans("<>", "‹›")  # a name is plain text to Moodle, yet what looks like a tag is cut out of it
_WEIGHTS = {2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111"}


def export(questions: Sequence[PracticeQuestion], name: str, modified: float) -> bytes:
    """The questions of a bank with a blank line between them.

    GIFT cannot score all or nothing: a question with several keys gives each an equal share, and a wrong option takes
    everything away.

    Args:
        questions: To write.
        name: Of the bank, in the comment at the top.
        modified: Not used here.

    Returns:
        The file.
    """
    head = f"// {one_line(name)}: {len(questions)} questions. Import as GIFT, file encoding UTF-8.\n"
    return "\n".join([head, *map(_question, questions)]).encode()


def _question(question: PracticeQuestion) -> str:
    title = one_line(question.stem)
    if len(title) > _NAME_LENGTH:
        title = title[:_NAME_LENGTH].rsplit(" ", 1)[0] + " …"
    name = _escaped(one_line(f"{question.id} {title}").translate(_NO_TAGS))
    rows = [f"::{name}::{_text(question.stem)} {{"]
    rows += [
        f"\t{_mark(question, option)}{_text(option.text)}#{_text(_feedback(option))}" for option in question.options
    ]
    receipt = [about(question), *cited(question.citations), *check_lines(question), origin(question)]
    rows.append(f"\t####{_text(chr(10).join(filter(None, receipt)))}")
    return "\n".join([*rows, "}", ""])


def _mark(question: PracticeQuestion, option: Option) -> str:
    keys = len(question.keys)
    if keys == 1:
        return "=" if option.correct else "~"
    return f"~%{_WEIGHTS[keys]}%" if option.correct else "~%-100%"


def _feedback(option: Option) -> str:
    return "\n".join([option.rationale, *cited(option.citations)])


def _text(text: str) -> str:
    """A text as HTML on one line; the format is named each time, so that no text is taken for a format or a weight."""
    escaped = html.escape(printable(text).strip(), quote=False)
    return "[html]" + _escaped(escaped.replace("\n", "<br>"))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
