"""The catalogue's pages, rendered once for each catalog and day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.catalog import overview
from bot.engine import Catalog

from ..plain_pages import templates

_TEMPLATES: Final = templates(Path(__file__).parent / "templates")


class Pages:
    """Pages of the catalog that was last asked for; authors may publish another at any time."""

    def __init__(self) -> None:
        #: What the pages tell of, and the pages. Replaced together: a slow page of an old catalog is never kept with the new.
        self._kept: tuple[Catalog | None, date, dict[tuple[str, str], str]] = (None, date.min, {})

    def items(self, catalog: Catalog, on: date) -> str:
        """All items, with their forms, materials and themes."""
        return self._page(catalog, on, "items.html", lambda: {"items": overview.items(catalog, on)})

    def facts(self, catalog: Catalog, on: date) -> str:
        """On which forms each fact is."""
        return self._page(catalog, on, "facts.html", lambda: overview.shared_facts(catalog)._asdict())

    def theme(self, catalog: Catalog, on: date, name: str) -> str:
        """One scenario. Raises UnknownName when none of this name is offered."""
        return self._page(catalog, on, "theme.html", lambda: {"theme": overview.theme(catalog, name, on)}, name)

    def _page(
        self, catalog: Catalog, on: date, template: str, tell: Callable[[], Mapping[str, Any]], name: str = ""
    ) -> str:
        known, day, pages = self._kept
        if known is not catalog or day != on:
            pages = {}
            self._kept = (catalog, on, pages)
        key = (template, name)
        if key not in pages:
            pages[key] = _TEMPLATES.get_template(template).render(tell(), on=on)
        return pages[key]
