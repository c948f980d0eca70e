"""A scenario as a picture for those who review it: the model, and its two renderings, SVG and Mermaid."""

from __future__ import annotations

from .composing import draw
from .mermaid import mermaid
from .model import KINDS, Drawing, Edge, Line, Node
from .svg import svg

__all__ = ["KINDS", "Drawing", "Edge", "Line", "Node", "draw", "mermaid", "svg"]
