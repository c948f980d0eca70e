"""What a notice refuses: to be made without what the law wants in it, and to be longer than can be printed."""

from __future__ import annotations


class NoticeInvalid(ValueError):
    """The notice lacks something, contradicts itself, or is too long; the message says what, without the value."""


def require(held: bool, wanted: str) -> None:
    """Raises NoticeInvalid unless what is wanted holds."""
    if not held:
        raise NoticeInvalid(wanted)
