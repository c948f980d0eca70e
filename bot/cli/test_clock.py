"""The day that a command takes for today: `--at 2027-01-01`, or the day in Shanghai."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import typer

from actions.local_time import now

#: What `--at` says of itself.
AT_HELP: Final = "把这一天当作今天，写成 2027-01-01 的样子；不写就是今天。"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_option(text: str | None) -> date:
    """The day that ``text`` names; today in Shanghai where it is None.

    Raises:
        typer.Exit: it names no day; the message is printed.
    """
    if text is None:
        return now().date()
    try:
        if _DAY.fullmatch(text) is None:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as fault:
        typer.echo(f"{text[:40]} 不是日期，或者没有这一天。写成 2027-01-01 的样子。", err=True)
        raise typer.Exit(2) from fault
