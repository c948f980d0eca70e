"""A drawing as SVG: one file without scripts, styles, references or anything fetched, to be read on paper too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from .layout import SIZES, WIDTH, Box, Layout, Path, Text, lay_out
from .model import KINDS, Drawing
from .wrapping import clean

#: Sort of box -> (its ground, its border). Red is kept for what cannot be reached.
_COLOURS: Final = {
    "start": ("#e3eefb", "#2b6cb0"),
    "question": ("#ffffff", "#4a5568"),
    "fields": ("#f1f3f6", "#718096"),
    "decision": ("#fff6e0", "#b7791f"),
    "outcome": ("#f3ecfd", "#6b46c1"),
    "form": ("#e2f6f4", "#2c7a7b"),
    "material": ("#e9f7ec", "#2f855a"),
}
_RED: Final = ("#fff0f0", "#c53030")
_EDGE: Final = ("#ffffff", "#a0aec0")
_INK: Final = {"heading": "#1a202c", "title": "#1a202c", "text": "#2d3748", "note": "#596579"}
_FONTS: Final = "system-ui, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif"
#: Millimetres of the picture's width on paper.
_PAPER: Final = 190


def svg(drawing: Drawing) -> str:
    """The drawing as one SVG document, as wide as an A4 page between its margins and as long as it needs."""
    layout = lay_out(drawing)
    height = round(layout.height, 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="zh-CN" role="img" viewBox="0 0 {WIDTH} {height:g}"'
        f' width="{_PAPER}mm" height="{round(height * _PAPER / WIDTH, 1):g}mm" font-family="{_FONTS}">',
        f"<title>{_escaped(drawing.title)}</title>",
        f"<desc>{_escaped(drawing.summary)}</desc>",
        f'<rect width="{WIDTH}" height="{height:g}" fill="#ffffff"/>',
        *_texts(layout.head, False),
        *_legend(layout, drawing),
        *(_path(path) for path in layout.paths),
        *(line for box in layout.boxes for line in _box(box)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _box(box: Box) -> Iterator[str]:
    ground, border = _EDGE if box.node is None else _COLOURS[box.node.kind]
    if box.unreachable:
        ground, border = _RED
    about = (
        "" if box.node is None else f" data-node={quoteattr(clean(box.node.id))} data-kind={quoteattr(box.node.kind)}"
    )
    marked = ' data-unreachable="true"' if box.unreachable else ""
    if box.height:
        round_, dashed = ("16", "") if box.node is not None and box.node.kind in ("start", "outcome") else ("4", "")
        if box.unreachable or box.again:
            dashed = ' stroke-dasharray="7 4"'
        yield f"<g{about}{marked}>"
        yield (
            f'<rect x="{box.x:g}" y="{round(box.y, 1):g}" width="{box.width:g}" height="{round(box.height, 1):g}"'
            f' rx="{round_}" fill="{ground}" stroke="{border}" stroke-width="{2 if box.unreachable else 1.2}"{dashed}/>'
        )
        yield from _texts(box.texts, box.unreachable)
        yield "</g>"


def _texts(texts: Iterable[Text], unreachable: bool) -> Iterator[str]:
    for text in texts:
        weight = ' font-weight="bold"' if text.role in ("heading", "title") else ""
        ink = "#9b1c1c" if unreachable else _INK[text.role]
        yield (
            f'<text x="{text.x:g}" y="{round(text.y, 1):g}" font-size="{SIZES[text.role][0]}"{weight} fill="{ink}">'
            f"{_escaped(text.text)}</text>"
        )


def _path(path: Path) -> str:
    ink = _RED[1] if path.unreachable else "#4a5568"
    marked = ' data-unreachable="true" stroke-dasharray="7 4"' if path.unreachable else ""
    points = " ".join(f"{x:g},{round(y, 1):g}" for x, y in path.points)
    line = f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="1.4"{marked}/>'
    if not path.arrow:
        return line
    (x, y), (before, _) = path.points[-1], path.points[-2]
    corners = ((0, 0), (-4, -8), (4, -8)) if before == x else ((0, 0), (-8, -4), (-8, 4))
    head = " ".join(f"{x + across:g},{round(y + down, 1):g}" for across, down in corners)
    return f'{line}<polygon points="{head}" fill="{ink}"/>'


def _legend(layout: Layout, drawing: Drawing) -> Iterator[str]:
    """What the colours mean, for the sorts of boxes that occur."""
    shown = {node.kind for node in drawing.nodes}
    entries = [(label, *_COLOURS[kind]) for kind, label in KINDS.items() if kind in shown]
    dead = any(node.unreachable for node in drawing.nodes) or any(edge.unreachable for edge in drawing.edges)
    x, y = 14.0, layout.legend
    for label, ground, border in [*entries, *([("走不到", *_RED)] if dead else [])]:
        yield f'<rect x="{x:g}" y="{y:g}" width="16" height="12" rx="3" fill="{ground}" stroke="{border}"/>'
        yield f'<text x="{x + 22:g}" y="{y + 10:g}" font-size="12" fill="#2d3748">{label}</text>'
        x += 22 + 12 * len(label) + 22


def _escaped(text: str) -> str:
    return escape(clean(text))
