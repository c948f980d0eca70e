"""What a picture of a scenario consists of; how it looks is the renderers' matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Sorts of boxes -> what the legend calls them.
KINDS: Final = {
    "start": "开始",
    "question": "问题",
    "fields": "申请表其余各栏",
    "decision": "规则定下的",
    "outcome": "结果",
    "form": "申请表",
    "material": "材料",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a label, in Chinese, not wrapped. ``role``: ``title``, ``text``, or ``note`` (conditions and sources)."""

    text: str
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Node:
    """One box.

    Args:
        id: ``start``, ``question:<fact>``, ``fields:<form>/<section>``, ``decision:<facts>@<stop>``, ``rule:<id>`` (one that can
            never hold), ``outcome:<id>``, ``form:<id>`` or ``material:<form>``; with ``#2`` ... where a box is continued.
        kind: one of ``KINDS``.
        aside: stands beside the way through the scenario, not on it.
    """

    id: str
    kind: str
    lines: tuple[Line, ...]
    unreachable: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one box to another.

    Args:
        label: the condition under which it is taken, in Chinese; empty where the way simply goes on.
        note: the rule and its source, or empty.
        rule: id of the rule that it stands for, or empty.
    """

    source: str
    target: str
    label: str = ""
    note: str = ""
    rule: str = ""
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A scenario as boxes in the order in which it goes, and the ways between them.

    Args:
        title, summary: what the picture shows, for those who cannot see it.
        remarks: what the picture leaves out, in Chinese.
    """

    title: str
    summary: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    remarks: tuple[str, ...] = ()
