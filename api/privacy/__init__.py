"""What applicants are told of their personal data before any is asked."""

from .notice import Notice, read_notice

__all__ = ["Notice", "read_notice"]
