"""The parts below the HTTP edge, opened from settings: catalog, understanding, store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.catalog import load
from bot.engine import Catalog
from bot.nlu import Understander

from .cipher import Cipher
from .conversations import Conversations
from .database import Database, open_engine
from .key_check import check_keys
from .keys import data_cipher
from .learning.miss_log import MissLog
from .learning.scrubbing import Scrubber
from .migrating import APPLICANTS, upgrade
from .settings import Settings
from .store import Store
from .tables import key_checks

#: Applicants, law and deadlines live by this clock.
ZONE: Final = ZoneInfo("Asia/Shanghai")
ROOT: Final = Path(__file__).resolve().parents[1]


def now() -> datetime:
    """This moment in Shanghai."""
    return datetime.now(ZONE)


@dataclass(frozen=True, slots=True)
class Core:
    """What takes turns and keeps them. ``engine`` is SQLAlchemy's."""

    settings: Settings
    conversations: Conversations
    store: Store
    engine: Any
    cipher: Cipher


def open_core(settings: Settings, catalog: Catalog | None = None, clock: Callable[[], datetime] = now) -> Core:
    """Catalog, understanding and store, the database brought to its present shape.

    Raises:
        CatalogInvalid, BadDataKey, WrongDataKey, DatabaseUnavailable: nothing was started.
    """
    catalog = catalog or load(ROOT, today=clock().date())
    understander = Understander(catalog)
    understander.warm()
    file = None if settings.production else settings.var / "keys" / "data.key"
    cipher = data_cipher(settings.data_key, file)
    engine = open_engine(settings.database_url)
    upgrade(engine, APPLICANTS)
    check_keys(Database(engine), cipher, key_checks)
    store = Store(engine, cipher, clock)
    scrubber = Scrubber(catalog, understander.dictionary)
    scrubber.warm()
    misses = MissLog(engine, cipher, catalog, scrubber, clock)
    misses.sweep()
    return Core(settings, Conversations(catalog, understander, store, clock, misses), store, engine, cipher)
