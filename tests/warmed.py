"""Imported by the process that copies are made of (see ``warm``): what every `daoban` begins with is done once here.

The caches that are filled go by the text of what was read, so that a copy which reads other files, or changed ones, reads them anew.
"""

from __future__ import annotations

import gc

import bot.cli.serve
from actions.local_time import now
from bot.catalog import check

from .warm import ROOT

__all__ = ["bot"]

check(ROOT, today=now().date())
gc.collect()
gc.freeze()
