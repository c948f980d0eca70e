"""What a print of the receipt tells: the numbers, when they were given, and what comes next. Nobody's data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from .materials import doubted


def told_receipt(title: str, receipt: Mapping[str, Any], on: date, place: str) -> dict[str, Any]:
    """Everything ``receipt.html`` shows; plain data.

    Args:
        title: of the scenario. receipt: as ``describe_receipt`` gives it. place: the window or outlet that prints it.
    """
    return {"title": title, "day": on, "place": place, "received": [_one(one) for one in receipt["received"]]}


def _one(received: Mapping[str, Any]) -> dict[str, Any]:
    since = received.get("received_at")
    return {
        "title": received["title"],
        "reference": received["reference"],
        "since": since and f"{datetime.fromisoformat(since):%Y-%m-%d %H:%M}",
        "entries": [
            {"label": one["label"], "text": doubted(one["text"], one["certain"]), "source": one["source"]}
            for one in received["entries"]
        ],
    }
