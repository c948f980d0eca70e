"""Where everything stands: one column down the way, what ends the matter to the right of where it does.

All figures are units of which 1000 are the picture's width. The left column holds the way, the right one what leads off
it, and the strip between them the conditions. Lines run in the gaps, so that none crosses a box. A row that would fall
on the edge of a printed page starts the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from .model import Drawing, Edge, Line, Node
from .wrapping import wrap

WIDTH: Final = 1000
#: Height of one A4 page with margins of a centimetre, where the picture's width fills the page's.
PAGE: Final = 1456
#: Role of a line -> (size of its letters, height of its line).
SIZES: Final = {"heading": (22, 34), "title": (15, 22), "text": (13.5, 19.5), "note": (12, 17.5)}
PADDING: Final = 10
_BETWEEN: Final = 5  # between the entries of a list
_GAP: Final = 22
_EDGE: Final = 10  # kept free at the top and bottom of each page
_MAIN: Final = (14, 466)  # left edge and width of the three columns
_WIDE: Final = (14, 972)  # a box with a list, where nothing leads off
_STRIP: Final = (512, 196)
_ASIDE: Final = (738, 248)
_BUS: Final = 496  # where lines run down between the first two


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``y`` is its base line."""

    x: float
    y: float
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its wrapped lines. ``node`` is None for the words on an edge; ``again``: it only points to a box above."""

    x: float
    y: float
    width: float
    height: float
    texts: tuple[Text, ...]
    node: Node | None = None
    again: bool = False
    unreachable: bool = False

    def at(self, y: float) -> Box:
        """The box moved to another height."""
        texts = tuple(Text(text.x, text.y - self.y + y, text.text, text.role) for text in self.texts)
        return Box(self.x, y, self.width, self.height, texts, self.node, self.again, self.unreachable)


@dataclass(frozen=True, slots=True)
class Path:
    """A line through these points; ``arrow`` where it ends in one."""

    points: tuple[tuple[float, float], ...]
    arrow: bool = True
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything in its place."""

    height: float
    head: tuple[Text, ...]
    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]
    legend: float


@dataclass(frozen=True, slots=True)
class _Branch:
    """What leads off the way: the words on its edge and what it leads to."""

    label: Box
    target: Box
    unreachable: bool

    @property
    def height(self) -> float:
        return max(self.label.height, self.target.height)


def lay_out(drawing: Drawing) -> Layout:
    """The places of the drawing's boxes and lines."""
    head, legend = _head(drawing)
    top = legend + 34
    nodes = {node.id: node for node in drawing.nodes}
    shown: set[str] = set()
    boxes: list[Box] = []
    paths: list[Path] = []
    above: Box | None = None
    rows = [node for node in drawing.nodes if not node.aside]
    for node in rows:
        edges = [edge for edge in drawing.edges if edge.source == node.id and edge.target in nodes]
        branches = [_branch(edge, nodes, shown) for edge in edges if nodes[edge.target].aside]
        if node is rows[-1]:
            led_to = {edge.target for edge in drawing.edges}
            lone = [one for one in drawing.nodes if one.aside and one.id not in led_to]
            branches += [_Branch(_label(None), _box_of(one, _ASIDE), one.unreachable) for one in lone]
        box = _box_of(node, _MAIN if branches or node.kind in ("start", "question") else _WIDE)
        top = _page(top, max(box.height, branches[0].height if branches else 0))
        box = box.at(top)
        boxes.append(box)
        if above is not None:
            middle = _MAIN[0] + _MAIN[1] / 2
            paths.append(Path(((middle, above.y + above.height), (middle, box.y))))
        above, top = box, _place(box, branches, boxes, paths) + _GAP
    return Layout(top - _GAP + _EDGE, head, tuple(boxes), tuple(paths), legend)


def _head(drawing: Drawing) -> tuple[tuple[Text, ...], float]:
    """The heading's lines, and the height at which the legend stands."""
    lines = [Line(drawing.title, "heading"), *(Line(text, "note") for text in (drawing.summary, *drawing.remarks))]
    texts, y = _wrapped(lines, _MAIN[0], WIDTH - 2 * _MAIN[0], 4)
    return texts, y + 8


def _page(top: float, height: float) -> float:
    """The top of a row, on the next page where it would not fit on this one."""
    left = PAGE - _EDGE - top % PAGE
    if height <= left or height > PAGE - 2 * _EDGE:
        return top
    return (top // PAGE + 1) * PAGE + _EDGE


def _box_of(node: Node, column: tuple[float, float]) -> Box:
    """The node as a box at the top of a column."""
    return _box(node.lines, column, node, False, node.unreachable)


def _box(lines: Iterable[Line], column: tuple[float, float], node: Node | None, again: bool, unreachable: bool) -> Box:
    x, width = column
    texts, y = _wrapped(lines, x + PADDING, width - 2 * PADDING, PADDING - 3)
    return Box(x, 0, width, y + PADDING, texts, node, again, unreachable)


def _wrapped(lines: Iterable[Line], x: float, width: float, y: float) -> tuple[tuple[Text, ...], float]:
    texts: list[Text] = []
    before = ""
    for line in lines:
        size, step = SIZES[line.role]
        y += _BETWEEN if (before, line.role) == ("note", "text") else 0
        before = line.role
        for part in wrap(line.text, width * 2 / size):
            y += step
            texts.append(Text(x, round(y - step * 0.22, 1), part, line.role))
    return tuple(texts), y


def _label(edge: Edge | None) -> Box:
    lines = [] if edge is None else [Line(edge.label)] * bool(edge.label) + [Line(edge.note, "note")] * bool(edge.note)
    if edge is None or not lines:
        return Box(_STRIP[0], 0, _STRIP[1], 0, ())
    return _box(lines, _STRIP, None, False, edge.unreachable)


def _branch(edge: Edge, nodes: Mapping[str, Node], shown: set[str]) -> _Branch:
    """An edge off the way. A box that stands above already is only named again, so that no line has to run there."""
    node = nodes[edge.target]
    if edge.target in shown:
        lines = (Line(f"见上面：{node.lines[0].text}", "title"),)
        target = _box(lines, _ASIDE, node, True, node.unreachable)
    else:
        shown.add(edge.target)
        target = _box_of(node, _ASIDE)
    return _Branch(_label(edge), target, edge.unreachable)


def _place(box: Box, branches: Iterable[_Branch], boxes: list[Box], paths: list[Path]) -> float:
    """Puts the branches of one box one below the other; where the row ends."""
    y = bottom = box.y
    for branch in branches:
        y = _page(y, branch.height)
        label, target = branch.label.at(y), branch.target.at(y)
        meets = y + min(one.height for one in (label, target, box) if one.height) / 2
        leaves = min(meets, box.y + box.height - PADDING)
        right = box.x + box.width
        start = ((right, leaves), (label.x, meets)) if leaves == meets else (
            (right, leaves), (_BUS, leaves), (_BUS, meets), (label.x, meets)
        )  # fmt: skip
        bottom = y + branch.height
        y = bottom + PADDING
        if label.texts:
            paths += [Path(start, False, branch.unreachable), _on(label.x + label.width, target.x, meets, branch)]
            boxes.append(label)
        elif _led(branch):
            paths.append(Path((*start[:-1], (target.x, meets)), True, branch.unreachable))
        boxes.append(target)
    return max(bottom, box.y + box.height)


def _on(start: float, end: float, y: float, branch: _Branch) -> Path:
    return Path(((start, y), (end, y)), True, branch.unreachable)


def _led(branch: _Branch) -> bool:
    """Whether a line leads there: not to an outcome that no rule leads to."""
    return branch.target.node is not None and branch.target.node.kind != "outcome"
