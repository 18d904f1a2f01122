"""Charts as inline SVG in the page's own colours; each says in words what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from studyground.ui.browser.markup import attributes, esc, joined, tag

WIDTH, HEIGHT = 640, 150  # units of the drawing; it scales with the page


@dataclass(frozen=True, slots=True)
class Level:
    """One bar: its name, how full it is (0 to 1, None for nothing known), words beside it, and its length (0 to 1)."""

    name: str
    share: float | None
    words: str
    length: float = 1.0


def levels(rows: Sequence[Level], label: str) -> str:
    """Bars beneath each other, with names and words; a table to a screen reader.

    Args:
        rows: From the top.
        label: What the chart shows.
    """
    return tag(
        "table", tag("caption", esc(label), class_="sg-sr") + joined(_level(row) for row in rows), class_="sg-levels"
    )


def _level(row: Level) -> str:
    share = row.share or 0.0
    inner = tag("span", style=f"width:{max(0.0, min(1.0, share)) * 100:.1f}%")
    track = tag("div", inner, class_="sg-level", style=f"width:{max(0.04, min(1.0, row.length)) * 100:.1f}%")
    cells = tag("th", esc(row.name), scope="row") + tag("td", track, aria_hidden="true")
    return tag("tr", cells + tag("td", esc(row.words), class_="sg-level-words" + " long" * (len(row.words) > 12)))


def columns(rows: Sequence[tuple[str, float, str]], label: str, most: float | None = None) -> str:
    """Upright bars, such as cards due on each day.

    Args:
        rows: Name under the bar, value, and words for it.
        label: What the chart shows.
        most: Value of a full bar; the largest when None.
    """
    top = most or max([value for _, value, _ in rows], default=0) or 1
    step = WIDTH / max(1, len(rows))
    wide = min(34.0, step * 0.62)
    parts = [_line(HEIGHT - 24)]
    for number, (name, value, words) in enumerate(rows):
        x, tall = step * (number + 0.5), (HEIGHT - 48) * value / top
        y = HEIGHT - 24 - tall
        parts.append(_shape("rect", {"x": x - wide / 2, "y": y, "width": wide, "height": max(tall, 0), "rx": 3}, words))
        if value:
            parts.append(_text(x, y - 6, f"{value:g}", "sg-value"))
        if len(rows) <= 16 or number % max(1, len(rows) // 8) == 0:
            parts.append(_text(x, HEIGHT - 6, name, "minor" if number % 4 else ""))
    return _chart(joined(parts), label + ": " + "; ".join(words for _, _, words in rows if words))


def line(points: Sequence[tuple[str, float, str]], label: str) -> str:
    """A line of shares from 0 to 1 over time, such as accuracy by day.

    Args:
        points: Name of the moment, share, and words for it.
        label: What the chart shows.
    """
    left, right, low, high = 36.0, WIDTH - 12.0, HEIGHT - 26.0, 14.0
    step = (right - left) / max(1, len(points) - 1)
    parts = []
    for share in (0.0, 0.5, 1.0):
        y = low - (low - high) * share
        parts += [_line(y, left), _text(left - 6, y + 4, f"{share:.0%}", "sg-axis")]
    places = [
        (left + step * number if len(points) > 1 else (left + right) / 2, low - (low - high) * share, name, words)
        for number, (name, share, words) in enumerate(points)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _, _ in places)
    parts.append(f"<polyline{attributes({'points': path, 'class_': 'sg-line'})}/>")
    shown = max(1, len(places) // 7)
    for number, (x, y, name, words) in enumerate(places):
        parts.append(_shape("circle", {"cx": x, "cy": y, "r": 4}, words))
        if number % shown == 0:
            parts.append(_text(x, HEIGHT - 6, name))
    return _chart(joined(parts), label + ": " + "; ".join(words for *_, words in places))


def _chart(inner: str, label: str) -> str:
    values = {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "class_": "sg-chart", "role": "img", "aria_label": label}
    return f"<svg{attributes(values)}>{inner}</svg>"


def _line(y: float, left: float = 0) -> str:
    return f"<line{attributes({'x1': left, 'x2': WIDTH, 'y1': y, 'y2': y, 'class_': 'sg-rule'})}/>"


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    return tag("text", esc(text), x=f"{x:.1f}", y=f"{y:.1f}", class_=kind or None)


def _shape(name: str, values: dict[str, float], words: str) -> str:
    return tag(name, tag("title", esc(words)), **{key: f"{value:.1f}" for key, value in values.items()})
