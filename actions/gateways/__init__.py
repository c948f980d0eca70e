"""The ports of ``actions.ports``, over HTTP and in memory."""

from __future__ import annotations

from .http_submission import HttpSubmission, intake_client
from .memory import MemorySubmission

__all__ = ["HttpSubmission", "MemorySubmission", "intake_client"]
