"""Imported by the process that copies are made of (see ``warm``): what every `daoban` begins with is done once here.

The caches that are filled go by the text of what was read, so that a copy which reads other files, or changed ones, reads them anew; or
they hold what belongs to the language, as the word lists, and to no file of a project.
"""

from __future__ import annotations

import gc

import bot.cli.serve
from actions.learning.scrubbing import Scrubber
from actions.local_time import now
from bot.catalog import check, load
from bot.nlu import Understander

from .warm import ROOT

__all__ = ["bot"]


def _begin() -> None:
    """The project was opened as a server opens it; nothing of it is kept but the caches."""
    check(ROOT, today=now().date())
    catalog = load(ROOT, today=now().date())
    understander = Understander(catalog)
    understander.warm()
    Scrubber(catalog, understander.dictionary).warm()


_begin()
gc.collect()
gc.freeze()
