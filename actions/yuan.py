"""Amounts of money as people read them."""

from __future__ import annotations


def yuan(cents: int) -> str:
    """The amount in 元, e.g. ``10.00``. ``cents``: 分, not negative."""
    return f"{cents // 100}.{cents % 100:02d}"
