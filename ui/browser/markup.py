"""HTML that is safe by construction: every text goes through `esc`, and only tags written in this package are tags."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from studyground.ui.streams import shown

_LABEL = re.compile(r"\*\*(.+?)\*\*")
_MARK = re.compile(r"(?<!\\)\[(\d{1,3})\]")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|:~])")
_ITEM = re.compile(r"^\s{0,3}(?:[-*•]|\d{1,3}[.)])\s+")
_NUMBERED = re.compile(r"^\s{0,3}\d{1,3}[.)]\s+")


def esc(text: object) -> str:
    """A text in which nothing acts: no tag, no attribute ends, no character that turns the direction of the line."""
    return escape(shown(str(text)), quote=True)


def attributes(values: Mapping[str, object]) -> str:
    """Attributes with a space before each; None and False are left out, True stands alone, `_` becomes `-`."""
    parts = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        written = name.rstrip("_").replace("_", "-")
        parts.append(f" {written}" if value is True else f' {written}="{esc(value)}"')
    return "".join(parts)


def tag(name: str, inner: str = "", /, **values: object) -> str:
    """One element; `inner` is markup that is already safe, attribute values are escaped here."""
    return f"<{name}{attributes(values)}>{inner}</{name}>"


def button(label: str, act: str, /, *, kind: str = "quiet", **values: object) -> str:
    """A button that tells the server `act`, with its `data_…` values; `label` is plain text."""
    return tag("button", esc(label), type="button", class_=f"sg-button {kind}", data_act=act, **values)


def joined(parts: Iterable[str]) -> str:
    """Pieces of markup one after another."""
    return "".join(parts)


def bar(share: float, label: str) -> str:
    """A level from 0 to 1 as a bar, with its meaning for a screen reader."""
    width = max(0.0, min(1.0, share)) * 100
    inner = f'<span style="width:{width:.1f}%"></span>'
    return tag("span", inner, class_="sg-bar", role="img", aria_label=label)


def small_markdown(text: str, mark: Mapping[int, str]) -> str:
    """An answer's Markdown as HTML: paragraphs, lists, bold labels and citation numbers; anything else is plain text.

    Args:
        text: Markdown as an answer has it.
        mark: What stands for each citation number, as safe markup; a number that is not in it stays text.
    """
    out: list[str] = []
    rows: list[tuple[bool, str]] = []

    def close() -> None:
        if rows:
            name = "ol" if rows[0][0] else "ul"
            out.append(tag(name, joined(f"<li>{row}</li>" for _, row in rows)))
            rows.clear()

    paragraph: list[str] = []

    def end() -> None:
        if paragraph:
            out.append(f"<p>{' '.join(paragraph)}</p>")
            paragraph.clear()

    for line in text.splitlines():
        if not line.strip():
            end()
            close()
        elif item := _ITEM.match(line):
            end()
            rows.append((bool(_NUMBERED.match(line)), _inline(line[item.end() :], mark)))
        else:
            close()
            paragraph.append(_inline(line.strip(), mark))
    end()
    close()
    return joined(out)


def _inline(text: str, mark: Mapping[int, str]) -> str:
    out: list[str] = []
    at = 0
    for label in _LABEL.finditer(text):
        out += [_marked(text[at : label.start()], mark), f"<strong>{_marked(label[1], mark)}</strong>"]
        at = label.end()
    out.append(_marked(text[at:], mark))
    return joined(out)


def _marked(text: str, mark: Mapping[int, str]) -> str:
    out: list[str] = []
    at = 0
    for found in _MARK.finditer(text):
        number = int(found[1])
        if number not in mark:
            continue
        out += [esc(_ESCAPED.sub(r"\1", text[at : found.start()])).rstrip(" "), mark[number]]
        at = found.end()
    out.append(esc(_ESCAPED.sub(r"\1", text[at:])))
    return joined(out)


def options(values: Sequence[tuple[str, str]], chosen: str) -> str:
    """The options of a select element as (value, label), one of them chosen."""
    return joined(tag("option", esc(label), value=value, selected=value == chosen) for value, label in values)
