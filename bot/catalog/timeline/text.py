"""A timeline for the terminal: a line a step, with its bar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..drawing.wrapping import clean, width
from .model import Group, Row, Timeline

#: Columns of the bars.
_WIDE: Final = 40
LEGEND: Final = "█ 有期限  ░ 没有单独的期限  ▒ 特别程序，不算在决定的期限里；都按用满期限、自然日 7 天合 5 个工作日画"


def text(drawn: Timeline) -> str:
    """The timeline in lines of text."""
    return "\n".join(_lines(drawn)) + "\n"


def totals(drawn: Timeline) -> Iterator[str]:
    """By when everything is done at the latest."""
    if len(drawn.groups) > 1:
        yield f"一起办最迟第 {drawn.end} 个工作日办完，一个接一个最迟第 {drawn.in_a_row} 个工作日办完。"
    else:
        yield f"最迟第 {drawn.end} 个工作日办完。"


def span(row: Row) -> str:
    """The days of a step, in words."""
    if row.end == row.start:
        return "当场" if row.bound else "没有单独的期限"
    return f"第 {row.start + 1}–{row.end} 天"


def _lines(drawn: Timeline) -> Iterator[str]:
    yield clean(drawn.title)
    yield from (f"  {clean(line)}" for line in drawn.heading)
    titles = max(width(clean(row.title)) for group in drawn.groups for row in group.rows)
    departments = max(width(clean(row.department)) for group in drawn.groups for row in group.rows)
    scale = max(1, drawn.end) / _WIDE
    for group in drawn.groups:
        yield ""
        yield clean(group.heading)
        yield from (f"  {clean(line)}" for line in group.waits)
        yield from _rows(group, titles, departments, scale)
    yield ""
    yield from totals(drawn)
    yield LEGEND


def _rows(group: Group, titles: float, departments: float, scale: float) -> Iterator[str]:
    for row in group.rows:
        label = f"  {_padded(row.title, titles)}  {_padded(row.department, departments)}"
        yield f"{label}  {_bar(row, scale)}  {span(row)}"
        indent = " " * 6
        if row.limit:
            yield f"{indent}期限：{clean(row.limit)}"
        if row.when:
            yield f"{indent}什么时候有：{clean(row.when)}"
        for one in row.after:
            yield f"{indent}先要做完：{clean(one)}"


def _bar(row: Row, scale: float) -> str:
    at, upto = round(row.start / scale), round(row.end / scale)
    sign = "▒" if row.paused else "█" if row.bound else "░"
    drawn = sign * (upto - at) or ("◆" if row.bound else "◇")
    return (" " * at + drawn).ljust(_WIDE + 1)


def _padded(words: str, columns: float) -> str:
    plain = clean(words)
    return plain + " " * max(0, round(columns - width(plain)))
