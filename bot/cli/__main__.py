"""`python -m bot.cli` is `daoban`."""

from __future__ import annotations

from . import app

app(prog_name="daoban")
