"""The catalog and its understander, loaded once for all components of a process."""

from __future__ import annotations

from functools import lru_cache

from actions.local_time import now
from actions.opening import ROOT
from bot.catalog import load
from bot.engine import Catalog
from bot.nlu import Understander


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """The catalog of the checkout."""
    return load(ROOT, today=now().date())


@lru_cache(maxsize=1)
def understander() -> Understander:
    """Understanding in terms of that catalog."""
    return Understander(catalog())
