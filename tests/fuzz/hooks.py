"""Told to schemathesis, which imports this from its own environment: files go as they are."""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.serializer("image/jpeg", "image/png", "application/pdf")  # type: ignore[misc]
def file_serializer(_: Any, value: Any) -> bytes:
    """The file's bytes; whatever else was made up, as text."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
