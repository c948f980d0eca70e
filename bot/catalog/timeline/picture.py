"""A timeline as SVG: one file without scripts, styles, references or anything fetched, to be read on paper too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from ..drawing.wrapping import clean, wrap
from ..processes import StepKind
from .model import Group, Row, Timeline
from .text import span, totals

_WIDTH, _LEFT, _RIGHT = 1000, 300, 24
_PAPER: Final = 190
_FONTS: Final = "system-ui, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif"
#: Sort of step -> (ground, border) of its bar.
_COLOURS: Final = {
    StepKind.accept: ("#e3eefb", "#2b6cb0"),
    StepKind.review: ("#e9f7ec", "#2f855a"),
    StepKind.inspection: ("#e2f6f4", "#2c7a7b"),
    StepKind.special: ("#fff6e0", "#b7791f"),
    StepKind.decision: ("#f3ecfd", "#6b46c1"),
    StepKind.issue: ("#f1f3f6", "#4a5568"),
}
_NAMES: Final = {
    StepKind.accept: "受理",
    StepKind.review: "审查",
    StepKind.inspection: "现场核查",
    StepKind.special: "特别程序（不算在期限里）",
    StepKind.decision: "决定",
    StepKind.issue: "制证",
}
#: Units of half a character that fit beside each other in the column of words, and under a bar.
_NARROW, _BROAD = 40, 100
#: Days between two lines of the scale, by how long it is.
_STEPS: Final = (1, 5, 10, 20, 50, 100)


def picture(drawn: Timeline) -> str:
    """The timeline as one SVG document, as wide as an A4 page between its margins and as long as it needs."""
    body, y = [*_text(24, 34, drawn.title, 20, bold=True)], 34.0
    for line in (*drawn.heading, *totals(drawn)):
        y += 22
        body += _text(24, y, line, 13)
    y += 18
    body += _legend(drawn, y)
    top = y = y + 44
    rows: list[str] = []
    for group in drawn.groups:
        drawing, y = _group(group, y, _scale(drawn))
        rows += drawing
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="zh-CN" role="img" viewBox="0 0 {_WIDTH} {y + 20:g}"'
        f' width="{_PAPER}mm" height="{round((y + 20) * _PAPER / _WIDTH, 1):g}mm" font-family="{_FONTS}">'
    )
    parts = [
        head,
        f"<title>{escape(clean(drawn.title))}</title>",
        f"<desc>{escape(' '.join(totals(drawn)))}</desc>",
        f'<rect width="{_WIDTH}" height="{y + 20:g}" fill="#ffffff"/>',
        *body,
        *_grid(drawn, top - 14, y),
        *rows,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale(drawn: Timeline) -> float:
    """Units of length of one working day."""
    return (_WIDTH - _LEFT - _RIGHT) / max(1, drawn.end)


def _grid(drawn: Timeline, top: float, bottom: float) -> Iterator[str]:
    scale = _scale(drawn)
    every = next((step for step in _STEPS if step * scale >= 40), drawn.end)
    for day in range(0, drawn.end + 1, every):
        x = round(_LEFT + day * scale, 1)
        yield f'<line x1="{x:g}" y1="{top:g}" x2="{x:g}" y2="{bottom:g}" stroke="#e2e8f0"/>'
        yield from _text(x, top - 4, str(day), 11, anchor="middle")
    yield from _text(_LEFT - 12, top - 4, "工作日", 11, anchor="end")


def _group(group: Group, y: float, scale: float) -> tuple[list[str], float]:
    parts: list[str] = []
    for line in wrap(group.heading, _BROAD + 20):
        y += 22
        parts += _text(24, y, line, 14, bold=True)
    for waits in group.waits:
        y += 18
        parts += _text(24, y, waits, 11)
    y += 12
    for row in group.rows:
        drawing, y = _row(row, y, scale)
        parts += drawing
    return parts, y + 10


def _row(row: Row, y: float, scale: float) -> tuple[list[str], float]:
    ground, border = _COLOURS[row.kind]
    x, length = round(_LEFT + row.start * scale, 1), round((row.end - row.start) * scale, 1)
    dashed = "" if row.bound else ' stroke-dasharray="5 4"'
    parts = [f"<g data-step={quoteattr(clean(row.step))}>"]
    label = wrap(f"{row.title} · {row.department}", _NARROW)
    for number, line in enumerate(label):
        parts += _text(36, y + 14 + 17 * number, line, 13)
    if length:
        shape = f'<rect x="{x:g}" y="{y:g}" width="{length:g}" height="18" rx="4"'
    else:
        shape = f'<polygon points="{x:g},{y:g} {x + 9:g},{y + 9:g} {x:g},{y + 18:g} {x - 9:g},{y + 9:g}"'
    parts.append(f'{shape} fill="{ground}" stroke="{border}" stroke-width="1.4"{dashed}/>')
    words = span(row)
    at, level = _beside(x, length, words, y)
    parts += _text(at, level, words, 12, anchor=_anchor(x, length, words))
    notes = [line for note in _notes(row) for line in wrap(note, _BROAD)]
    below = y + 32
    for line in notes:
        parts += _text(_LEFT, below, line, 11)
        below += 15
    parts.append("</g>")
    return parts, max(below, y + 14 + 17 * len(label)) + 4


def _anchor(x: float, length: float, words: str) -> str:
    return "start" if x + length + 8 + 12 * len(words) < _WIDTH - 8 else "end"


def _beside(x: float, length: float, words: str, y: float) -> tuple[float, float]:
    """Right of the bar; before its end where there is no room, or before the bar where it is short."""
    if _anchor(x, length, words) == "start":
        return x + max(length, 9) + 8, y + 14
    return (x + length - 8 if length > 12 * len(words) + 16 else x - 12), y + 14


def _notes(row: Row) -> Iterator[str]:
    if row.limit:
        yield row.limit
    if row.when:
        yield f"什么时候有：{row.when}"
    yield from (f"先要做完：{one}" for one in row.after)


def _legend(drawn: Timeline, y: float) -> Iterator[str]:
    x = 24.0
    shown = {row.kind for group in drawn.groups for row in group.rows}
    for kind, name in _NAMES.items():
        if kind in shown:
            ground, border = _COLOURS[kind]
            yield f'<rect x="{x:g}" y="{y - 10:g}" width="16" height="12" rx="3" fill="{ground}" stroke="{border}"/>'
            yield from _text(x + 22, y, name, 12)
            x += 22 + 12 * len(name) + 20
    yield f'<rect x="{x:g}" y="{y - 10:g}" width="16" height="12" rx="3" fill="#ffffff" stroke="#4a5568" stroke-dasharray="5 4"/>'
    yield from _text(x + 22, y, "没有单独的期限", 12)


def _text(x: float, y: float, words: str, size: int, *, bold: bool = False, anchor: str = "start") -> Iterator[str]:
    weight = ' font-weight="bold"' if bold else ""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    ink = "#1a202c" if bold else "#2d3748" if size > 11 else "#596579"
    yield f'<text x="{x:g}" y="{y:g}" font-size="{size}"{weight}{at} fill="{ink}">{escape(clean(words))}</text>'
