"""What the interfaces tell of a receipt: the numbers, and what comes next at each of the offices."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from bot.engine import Catalog, Release
from bot.engine.case import Submission

from .local_time import ZONE

#: Entries of ``forms/items.yml`` that concern who applies, not who has applied.
_BEFORE: Final = ("办理条件",)


def describe_receipt(catalog: Catalog, release: Release | None, submission: Submission) -> dict[str, Any]:
    """``reference``: all numbers as one text; ``references``: by form; ``received``: each with its item's entries.

    ``received_at`` is the moment in Shanghai; none of what was received before moments were kept.
    """
    references = submission.references
    forms = release.forms if release is not None else {}
    return {
        "reference": "、".join(references.values()),
        "references": dict(references),
        "received": [
            {
                "form": name,
                "title": forms[name].title,
                "reference": reference,
                **_since(submission.received_at.get(name)),
                "entries": _entries(catalog, forms[name].item),
            }
            for name, reference in references.items()
            if name in forms
        ],
    }


def _since(moment: str | None) -> dict[str, str]:
    return {} if moment is None else {"received_at": datetime.fromisoformat(moment).astimezone(ZONE).isoformat()}


def _entries(catalog: Catalog, item: str) -> list[dict[str, Any]]:
    """The office, the time limits and what comes after, as the catalogue tells them; none where it tells nothing."""
    found = catalog.items.get(item)
    return [
        {"label": one.label, "text": one.text, "source": one.source, "certain": one.certain}
        for one in (found.entries if found is not None else ())
        if one.label not in _BEFORE
    ]
