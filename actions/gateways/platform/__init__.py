"""A city's own platform (统一受理平台) as the desk that takes applications: what it is told and tells is one file's data."""

from __future__ import annotations

from .signing import Signed
from .submission import PlatformSubmission, platform_client

__all__ = ["PlatformSubmission", "Signed", "platform_client"]
