"""An independent reader of GIFT, written from the grammar of Moodle's manual, and of the markup within it.

Marks are characters without a backslash before them.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser


class Shown(HTMLParser):
    """The text a browser would show, and every tag it would see."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self._parts: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._parts.append(" " if tag in ("br", "div") else "")

    def handle_data(self, data: str) -> None:
        self._parts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self._parts).split())


@dataclass
class Gift:
    name: str
    stem: str
    answers: list[tuple[float, str, str]]
    general: str


def gift(data: bytes) -> list[Gift]:
    blocks = re.split(r"\n[ \t]*\n", data.decode("utf-8"))
    cleaned = ["\n".join(row for row in block.split("\n") if not row.strip().startswith("//")) for block in blocks]
    return [_gift(block.strip()) for block in cleaned if block.strip()]


def _gift(block: str) -> Gift:
    tokens: list[str] = []  # a mark is one character, an escaped one two
    at = 0
    while at < len(block):
        escaped = block[at] == "\\" and block[at + 1 : at + 2] in tuple(":#={}~\\n")
        tokens.append(block[at : at + 1 + escaped])
        at += 1 + escaped
    assert tokens[:2] == [":", ":"]
    end = next(at for at in range(2, len(tokens)) if tokens[at : at + 2] == [":", ":"])
    opening = tokens.index("{")
    assert tokens.count("{") == tokens.count("}") == 1 and tokens[-1] == "}"
    body = tokens[opening + 1 : -1]
    general = next(at for at in range(len(body) - 1, -1, -1) if body[at : at + 4] == ["#"] * 4)
    starts = [at for at, token in enumerate(body[:general]) if token in ("=", "~")]
    assert not "".join(body[: starts[0]]).strip()
    answers = []
    for start, stop in zip(starts, [*starts[1:], general], strict=True):
        part = body[start + 1 : stop]
        assert part.count("#") == 1
        text = "".join(part[: part.index("#")])
        weight = re.match(r"%(-?[\d.]+)%", text)
        share = float(weight.group(1)) if weight else 100.0 if body[start] == "=" else 0.0
        answers.append(
            (share, gift_text(text[weight.end() if weight else 0 :]), gift_text(part[part.index("#") + 1 :]))
        )
    name = unescaped("".join(tokens[2:end]))
    return Gift(name, gift_text(tokens[end + 2 : opening]), answers, gift_text(body[general + 4 :]))


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match.group(1) == "n" else match.group(1), text)


def gift_text(text: "str | list[str]") -> str:
    raw = unescaped("".join(text)).strip()
    assert raw.startswith("[html]")
    shown = Shown(raw.removeprefix("[html]"))
    assert shown.tags <= {"br"}
    return shown.text
