"""The departments' desk (审批台) on the intake's tables: what officers see of applications, and that they looked."""

from __future__ import annotations

from .listing import Listing
from .looks import Look, Looks
from .open_tasks import OpenTasks
from .reviewing import Reviewing

__all__ = ["Listing", "Look", "Looks", "OpenTasks", "Reviewing"]
