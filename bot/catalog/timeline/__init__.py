"""A process, or several as a bundle, as a timeline: rows that start and end on days; written as text or as SVG."""

from __future__ import annotations

from .model import Group, Row, Timeline, timeline
from .picture import picture
from .text import text

__all__ = ["Group", "Row", "Timeline", "picture", "text", "timeline"]
