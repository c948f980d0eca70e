"""What a year's table must agree with: its own notice, the week, and the law on days off. Each check is one function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from bot.catalog import Document, Issue

_SATURDAY: Final = 5
_WEEK: Final = "一二三四五六日"
#: Source: 《全国年节及纪念日放假办法》第二条 (2013-12-11, and 2024-11-10 by 国务院令第795号).
_FESTIVALS: Final = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_FIXED: Final = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
#: 5月2日 became one of them on 2025-01-01. Source: 国务院令第795号.
_FIXED_SINCE_2025: Final = (5, 2)


@dataclass(frozen=True, slots=True)
class _Break:
    """One entry of the file with its place in it."""

    at: int
    name: str
    first: date
    last: date
    days: int | None
    worked: tuple[date, ...]

    def off(self) -> list[date]:
        return [self.first + timedelta(days=step) for step in range((self.last - self.first).days + 1)]


def meaning_issues(document: Document, stem: str) -> Iterator[Issue]:
    """Everything that is wrong with a year's file whose shape is right. ``stem``: the file's name without its ending."""
    data = document.data
    if str(data["year"]) != stem:
        yield _issue(document, ("year",), "YEAR-02", f"文件名是 {stem}，里面写的是 {data['year']} 年。", "改成一样的。")
    breaks = [_break(at, entry) for at, entry in enumerate(data["holidays"])]
    for check in _CHECKS:
        yield from check(document, data["year"], breaks)


def _in_the_year(document: Document, year: int, breaks: list[_Break]) -> Iterator[Issue]:
    for one in breaks:
        if one.last < one.first:
            what = f"{one.name}的最后一天在第一天前面。"
            yield _issue(document, ("holidays", one.at, "until"), "YEAR-03", what, "对照通知改。")
        for day in (one.first, one.last, *one.worked):
            if day.year != year:
                remedy = f"写进 {day.year}.yml，在那里加上这份通知作依据，revision 加一。"
                yield _issue(document, ("holidays", one.at), "YEAR-04", f"{day} 不在{year}年。", remedy)


def _counts_agree(document: Document, year: int, breaks: list[_Break]) -> Iterator[Issue]:
    """The notice says how many days there are (共8天); where it does not, nothing is compared."""
    for one in breaks:
        if one.days is not None and one.days != len(one.off()):
            what = f"{one.name}写的是共{one.days}天，从 {one.first} 到 {one.last} 是{len(one.off())}天。"
            yield _issue(document, ("holidays", one.at, "days"), "YEAR-05", what, "对照通知，看哪个抄错了。")


def _weekends_are_worked(document: Document, year: int, breaks: list[_Break]) -> Iterator[Issue]:
    for one in breaks:
        for n, day in enumerate(one.worked):
            if day.weekday() < _SATURDAY:
                what = f"调休上班的 {day} 是星期{_WEEK[day.weekday()]}，本来就上班。"
                yield _issue(document, ("holidays", one.at, "worked", n), "YEAR-06", what, "对照通知改。")


def _no_day_twice(document: Document, year: int, breaks: list[_Break]) -> Iterator[Issue]:
    seen: dict[date, str] = {}
    for one in breaks:
        for day in [*one.off(), *one.worked]:
            if day in seen:
                what = f"{day} 写了两次（{seen[day]}、{one.name}）。"
                yield _issue(document, ("holidays", one.at), "YEAR-07", what, "留下一处。")
            seen[day] = one.name


def _not_more_worked_than_off(document: Document, year: int, breaks: list[_Break]) -> Iterator[Issue]:
    """A weekend is worked for a weekday off, so there are no more of them."""
    worked = sum(len(one.worked) for one in breaks)
    weekdays = sum(day.weekday() < _SATURDAY for one in breaks for day in one.off())
    if worked > weekdays:
        what = f"调休上班{worked}天，比放假的工作日（{weekdays}天）还多。"
        yield _issue(document, ("holidays",), "YEAR-08", what, "对照通知改。")


def _festivals_are_off(document: Document, year: int, breaks: list[_Break]) -> Iterator[Issue]:
    names = [name for one in breaks for name in one.name.split("、")]
    for name in _FESTIVALS:
        if names.count(name) != 1:
            what = f"{name}写了{names.count(name)}次。"
            yield _issue(document, ("holidays",), "YEAR-09", what, "每个节日一次；合并放的写「国庆节、中秋节」。")
    off = {day for one in breaks for day in one.off()}
    fixed = (*_FIXED, _FIXED_SINCE_2025) if year >= 2025 else _FIXED
    for month, day in fixed:
        if date(year, month, day) not in off:
            what = f"{month}月{day}日是法定节假日，表里没有放假。"
            yield _issue(document, ("holidays",), "YEAR-10", what, "对照《全国年节及纪念日放假办法》第二条。")


_CHECKS: Final[tuple[Callable[[Document, int, list[_Break]], Iterator[Issue]], ...]] = (
    _in_the_year,
    _counts_agree,
    _weekends_are_worked,
    _no_day_twice,
    _not_more_worked_than_off,
    _festivals_are_off,
)


def _break(at: int, entry: dict[str, Any]) -> _Break:
    first, last = date.fromisoformat(entry["from"]), date.fromisoformat(entry["until"])
    return _Break(at, entry["name"], first, last, entry["days"], tuple(map(date.fromisoformat, entry["worked"])))


def _issue(document: Document, place: tuple[str | int, ...], code: str, what: str, remedy: str) -> Issue:
    return Issue(document.file, document.line(*place), code, what, remedy)
