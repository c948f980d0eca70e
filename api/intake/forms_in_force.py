"""The forms that an intake takes, as they are now: beside the applicants' API those it serves, alone those of the files.

Beside the applicants' API the applicants' archive says which releases there were. Alone, the intake keeps an archive of its own:
whoever began on an earlier version of a form hands in that version, however often the forms were published since.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import MetaData
from sqlalchemy.engine import Engine

from actions.archive import LOOK_AGAIN, Archive
from actions.database import Database, DatabaseUnavailable
from actions.migrating import Migrations, upgrade
from actions.pins import Pin
from actions.releases import Releases
from actions.studio.stamps import stamps
from actions.tables import releases
from bot.catalog import CatalogInvalid, publish
from bot.catalog.processes import Definitions
from bot.engine.catalog import Catalog

from .published import PublishedForm, earlier_forms, published_forms

_TABLE: Final = releases.to_metadata(MetaData(), name="intake_releases")
_MIGRATIONS: Final = Migrations(Path(__file__).parent / "form_releases", "intake_releases_version", 0x0DA0_0003)
_LOG: Final = logging.getLogger("daoban.intake")


class FormsServed(Mapping[str, PublishedForm]):
    """The forms of the scenarios that a process serves now; beside the applicants' API, what is published there is taken here."""

    def __init__(self, catalog: Callable[[], Catalog]) -> None:
        """``catalog`` gives the one in force."""
        self._catalog = catalog
        self._known = (catalog(), published_forms(catalog()))

    def __getitem__(self, name: str) -> PublishedForm:
        return self._now()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def earlier(self, name: str) -> Iterator[PublishedForm]:
        """Versions of the form before the one in force that cases may still stand on."""
        return earlier_forms(self._catalog(), name)

    def _now(self) -> dict[str, PublishedForm]:
        catalog, (known, forms) = self._catalog(), self._known
        if catalog is not known:
            forms = published_forms(catalog)
            self._known = (catalog, forms)
        return forms


class FormsInForce(Mapping[str, PublishedForm]):
    """The published forms by id; what is published later is taken over by itself. Safe to share between threads."""

    def __init__(self, root: Path, engine: Engine, clock: Callable[[], datetime]) -> None:
        """The files' forms are in force, and the database's archive has the present shape.

        Raises:
            CatalogInvalid, DatabaseUnavailable: there are no forms to take applications by.
        """
        upgrade(engine, _MIGRATIONS)
        self._root = root
        self._archive = Archive(Database(engine), clock, _TABLE)
        self._clock = clock
        self._stamps = self._seen = stamps(root)
        self._catalog, self._forms, self._definitions = self._read()

    def __getitem__(self, name: str) -> PublishedForm:
        return self._forms[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)

    def earlier(self, name: str) -> Iterator[PublishedForm]:
        """Versions of the form before the one in force that are still taken."""
        return earlier_forms(self._catalog, name)

    def definitions(self) -> Definitions:
        """How the forms are dealt with, as published now."""
        return self._definitions

    def look(self) -> None:
        """What was published since the last time is in force, if it can be. Files that are still being written wait."""
        now = stamps(self._root)
        settled, self._seen = now == self._seen, now
        if not settled or now == self._stamps:
            return
        try:
            self._catalog, self._forms, self._definitions = self._read()
        except (CatalogInvalid, DatabaseUnavailable) as fault:
            _LOG.warning("what was published could not be taken over yet: %s", type(fault).__name__)
            return
        self._stamps = now

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Looks again and again until ``stop`` is set."""
        while not stop.is_set():
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_AGAIN.total_seconds())
            if not stop.is_set():
                await asyncio.to_thread(self.look)

    def _read(self) -> tuple[Catalog, dict[str, PublishedForm], Definitions]:
        published = publish(self._root, today=self._clock().date(), lapsed=True)
        before = [Pin(row.scenario, row.version) for row in self._archive.rows() if row.state == "current"]
        catalog = Releases(published, self._archive, self._clock, before).catalog
        return catalog, published_forms(catalog), published.definitions
