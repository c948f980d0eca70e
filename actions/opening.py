"""The parts below the HTTP edge, opened from settings: catalog, understanding, store."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.catalog import FactSources, publish
from bot.catalog.processes import Definitions
from bot.engine import Catalog
from bot.nlu import Understander

from .archive import Archive
from .cipher import Cipher
from .conversations import Conversations
from .database import Database, open_engine
from .files.shelf import Shelf
from .key_check import check_keys
from .keys import BadDataKey, data_cipher
from .learning.miss_log import MissLog
from .learning.scrubbing import Scrubber
from .local_time import now
from .migrating import APPLICANTS, upgrade
from .ordering import InOrder, unordered
from .pins import fill_pins, pins
from .releases import Releases
from .searching import SearchIndex, index_waiting, kinds_of
from .settings import PROJECT, Settings
from .store import Store
from .tables import key_checks

ROOT: Final = PROJECT


@dataclass(frozen=True, slots=True)
class Core:
    """What takes turns and keeps them. ``engine`` is SQLAlchemy's; ``definitions`` and ``sources``: how the forms are dealt with, and where facts come from, as at the start.

    ``index``: by what clerks find cases; None in production without a key for it, where no desk is.
    """

    settings: Settings
    conversations: Conversations
    store: Store
    engine: Any
    cipher: Cipher
    shelf: Shelf
    definitions: Definitions
    sources: FactSources
    index: SearchIndex | None


def open_core(settings: Settings, root: Path | None = None, clock: Callable[[], datetime] = now) -> Core:
    """Catalog, understanding and store, the database brought to its present shape.

    The releases of the project's files are archived, and those that open cases stand on are taken from the archive.

    Args:
        root: the project, where it is another than the settings say.

    Raises:
        CatalogInvalid, BadDataKey, WrongDataKey, DatabaseUnavailable: nothing was started.
    """
    settings = replace(settings, root=root or settings.root)
    published = publish(settings.root, today=clock().date(), lapsed=True)
    for issue in published.lapsed:
        logging.getLogger("daoban").warning("%s:%s %s %s", issue.file, issue.line, issue.code, issue.what)
    file = None if settings.production else settings.var / "keys" / "data.key"
    cipher = data_cipher(settings.data_key, file)
    engine = open_engine(settings.database_url)
    upgrade(engine, APPLICANTS)
    database = Database(engine)
    check_keys(database, cipher, key_checks)
    fill_pins(database, cipher)
    releases = Releases(published, Archive(database, clock), clock, pins(database))
    understander = Understander(releases.catalog)
    understander.warm()
    index = _search_index(settings, database, releases.catalog)
    if index is not None:
        index_waiting(database, cipher, index)
    store = Store(engine, cipher, clock, index)
    scrubber = Scrubber(releases.catalog, understander.dictionary)
    scrubber.warm()
    misses = MissLog(engine, cipher, releases.catalog, scrubber, clock)
    misses.sweep()
    shelf = Shelf(engine, cipher, clock)
    in_order = InOrder(settings.database_url) if store.is_remote else unordered
    conversations = Conversations(
        releases.catalog, understander, store, clock, releases.provide, misses, shelf.of, in_order
    )
    return Core(settings, conversations, store, engine, cipher, shelf, published.definitions, published.sources, index)


def _search_index(settings: Settings, database: Database, catalog: Catalog) -> SearchIndex | None:
    if settings.production and settings.search_key is None:
        return None
    try:
        key = data_cipher(settings.search_key, settings.var / "keys" / "search.key")
    except BadDataKey as fault:
        raise BadDataKey(f"DAOBAN_SEARCH_KEY: {fault}") from fault
    return SearchIndex(database, key, kinds_of((*catalog.current.values(), *catalog.older.values())))
