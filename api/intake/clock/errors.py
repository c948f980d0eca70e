"""What the clock refuses: a year it knows nothing of, tables with mistakes, and questions that have no answer."""

from __future__ import annotations

from datetime import date

from bot.catalog import Issue


class ClockError(Exception):
    """No deadline can be told."""


class YearWithoutTable(ClockError):
    """The reckoning reaches a year whose days off nobody has entered; no day of such a year is ever guessed."""

    def __init__(self, day: date, known: tuple[int, ...]) -> None:
        self.year = day.year
        self.day = day
        has = "、".join(str(year) for year in known) or "还没有"
        super().__init__(
            f"没有{day.year}年的工作日表，算到{day.isoformat()}就算不下去了（现有：{has}）。"
            f"国务院办公厅发布《关于{day.year}年部分节假日安排的通知》以后，照别的年份写 "
            f"api/intake/clock/years/{day.year}.yml，运行 daoban workdays {day.year} 检查，再重新启动服务。"
        )


class TablesInvalid(ClockError):
    """The files have mistakes; ``issues`` are all of them."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        super().__init__("\n".join(str(issue) for issue in issues))
        self.issues = issues


class NoSuchLimit(ClockError):
    """The law has no limit of this name on that day; an older or newer one is never taken instead."""

    def __init__(self, name: str, day: date) -> None:
        super().__init__(f"no limit named {name!r} is in force on {day.isoformat()}")


class ClockMisused(ClockError, ValueError):
    """What was asked contradicts itself or the law, e.g. an extension longer than the law allows."""
