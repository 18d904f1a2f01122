"""The report's plots, drawn as SVG text: no script, no network, colours from the page's own variables."""

from collections.abc import Mapping, Sequence
from html import escape

from studyground.eval.bootstrap import Interval
from studyground.eval.metrics.abstention import RiskPoint
from studyground.eval.metrics.calibration import ReliabilityBin

_SIDE = 300
_LEFT, _TOP, _RIGHT, _BOTTOM = 46, 14, 14, 42
_FEW_POINTS = 40
_BAR, _ROW_GAP, _LABELS = 16, 8, 190


def risk_coverage_plot(points: Sequence[RiskPoint]) -> str:
    """Risk against coverage, both 0 to 1; a step for each confidence."""
    if not points:
        return _nothing("Nothing was answered.")
    corners = [(points[0].coverage, points[0].risk)]
    corners += [(point.coverage, point.risk) for point in points[1:]]
    line = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in corners)
    # Many dots would hide the line, and still each tells its threshold when it is pointed at.
    size = 3 if len(points) <= _FEW_POINTS else 1.5
    dots = "".join(
        f'<circle class="dot" cx="{_x(point.coverage):.1f}" cy="{_y(point.risk):.1f}" r="{size}">'
        f"<title>answering from confidence {point.threshold:.2f}: {point.coverage:.0%} of questions, "
        f"{point.risk:.1%} of answers wrong</title></circle>"
        for point in points
    )
    return _square(f'<polyline class="line" points="{line}"/>{dots}', "share of questions answered", "share wrong")


def reliability_plot(bins: Sequence[ReliabilityBin]) -> str:
    """Share of right answers against stated confidence, with the diagonal of perfect calibration."""
    if not bins:
        return _nothing("Nothing was answered.")
    bars = "".join(
        f'<rect class="bar" x="{_x(one.low) + 1:.1f}" y="{_y(one.accuracy):.1f}" '
        f'width="{_x(one.high) - _x(one.low) - 2:.1f}" height="{_y(0) - _y(one.accuracy):.1f}">'
        f"<title>{one.n} answers, mean confidence {one.confidence:.2f}, {one.accuracy:.0%} right</title></rect>"
        f'<circle class="dot" cx="{_x(one.confidence):.1f}" cy="{_y(one.accuracy):.1f}" r="3"/>'
        f'<text class="tick" text-anchor="middle" x="{(_x(one.low) + _x(one.high)) / 2:.1f}" '
        f'y="{max(_TOP + 9, _y(one.accuracy) - 4):.1f}">{one.n}</text>'
        for one in bins
    )
    diagonal = f'<line class="guide" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
    return _square(bars + diagonal, "stated confidence", "share right")


def bars_plot(rows: Mapping[str, Interval], unit: str = "") -> str:
    """One bar a row with its interval as a line; the scale is 0 to 1 unless a value goes past it."""
    if not rows:
        return _nothing("There is no figure to draw.")
    most = max(1.0, *(one.high for one in rows.values())) if not unit else max(one.high for one in rows.values()) or 1.0
    width, inner = 560, 560 - _LABELS - 96
    parts = []
    for number, (name, one) in enumerate(rows.items()):
        top = 6 + number * (_BAR + _ROW_GAP)
        middle = top + _BAR / 2
        shown = f"{one.value:.0f} {unit}" if unit else f"{one.value:.3f}"
        parts.append(
            f'<text class="label" text-anchor="end" x="{_LABELS - 8}" y="{middle + 4}">{escape(name)}</text>'
            f'<rect class="bar" x="{_LABELS}" y="{top}" width="{inner * one.value / most:.1f}" height="{_BAR}">'
            f"<title>{one.value:.4g}, 95 % interval {one.low:.4g} to {one.high:.4g}, n {one.n}</title></rect>"
            f'<line class="whisker" x1="{_LABELS + inner * one.low / most:.1f}" y1="{middle}" '
            f'x2="{_LABELS + inner * one.high / most:.1f}" y2="{middle}"/>'
            f'<text class="tick" x="{width - 88}" y="{middle + 4}">{shown} (n {one.n})</text>'
        )
    height = 12 + len(rows) * (_BAR + _ROW_GAP)
    return f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}">{"".join(parts)}</svg>'


def _square(inside: str, across: str, up: str) -> str:
    axes = "".join(
        f'<line class="grid" x1="{_x(v):.1f}" y1="{_y(0)}" x2="{_x(v):.1f}" y2="{_y(1)}"/>'
        f'<line class="grid" x1="{_x(0)}" y1="{_y(v):.1f}" x2="{_x(1)}" y2="{_y(v):.1f}"/>'
        f'<text class="tick" text-anchor="middle" x="{_x(v):.1f}" y="{_y(0) + 14}">{v:g}</text>'
        f'<text class="tick" text-anchor="end" x="{_x(0) - 5}" y="{_y(v) + 4:.1f}">{v:g}</text>'
        for v in (0, 0.25, 0.5, 0.75, 1)
    )
    width, height = _LEFT + _SIDE + _RIGHT, _TOP + _SIDE + _BOTTOM
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}">{axes}{inside}'
        f'<text class="label" text-anchor="middle" x="{_x(0.5)}" y="{height - 6}">{escape(across)}</text>'
        f'<text class="label" text-anchor="middle" transform="translate(12 {_y(0.5)}) rotate(-90)">{escape(up)}</text>'
        "</svg>"
    )


def _x(value: float) -> float:
    return _LEFT + _SIDE * value


def _y(value: float) -> float:
    return _TOP + _SIDE * (1 - value)


def _nothing(words: str) -> str:
    return f'<p class="none">{escape(words)}</p>'
