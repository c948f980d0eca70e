"""A form's files and a scenario drafted from a JSON Schema, with marks where an author must write; run again, merged."""

from __future__ import annotations

from ..blanks import MARK
from .drafting import RESERVED, Draft, Order, draft
from .files import OutsideProject, write
from .names import is_id
from .project import Unusable

__all__ = ["MARK", "RESERVED", "Draft", "Order", "OutsideProject", "Unusable", "draft", "is_id", "write"]
