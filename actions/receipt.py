"""What the interfaces tell of a receipt: the numbers, and what comes next at each of the offices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.engine import Catalog, Release

#: Entries of ``forms/items.yml`` that concern who applies, not who has applied.
_BEFORE: Final = ("办理条件",)


def describe_receipt(catalog: Catalog, release: Release | None, references: Mapping[str, str]) -> dict[str, Any]:
    """``reference``: all numbers as one text; ``references``: by form; ``received``: each with its item's entries."""
    forms = release.forms if release is not None else {}
    return {
        "reference": "、".join(references.values()),
        "references": dict(references),
        "received": [
            {
                "form": name,
                "title": forms[name].title,
                "reference": reference,
                "entries": _entries(catalog, forms[name].item),
            }
            for name, reference in references.items()
            if name in forms
        ],
    }


def _entries(catalog: Catalog, item: str) -> list[dict[str, Any]]:
    """The office, the time limits and what comes after, as the catalogue tells them; none where it tells nothing."""
    found = catalog.items.get(item)
    return [
        {"label": one.label, "text": one.text, "source": one.source, "certain": one.certain}
        for one in (found.entries if found is not None else ())
        if one.label not in _BEFORE
    ]
