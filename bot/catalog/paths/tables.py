"""The paths as CSV, for spreadsheets, and as Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Final

from .exploring import Exploration
from .sheet import COLUMNS, cells, ending, legend, usual_answers

#: A cell that begins like this is a formula to a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(exploration: Exploration) -> str:
    """One line a path, one column for every fact that makes a difference; with a byte order mark, as spreadsheets like it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    facts = list(dict.fromkeys(fact for row in exploration.rows for fact in row.answers))
    facts.sort(key=lambda fact: exploration.release.plan.order[fact])
    labels = [f"{exploration.release.facts[fact].label}（{fact}）" for fact in facts]
    writer.writerow([_harmless(text) for text in (COLUMNS[0], *labels, *COLUMNS[2:])])
    for number, row in enumerate(exploration.rows, 1):
        number_, _, *rest = cells(exploration, number, row, {})
        answers = [row.shown.get(fact, "") for fact in facts]
        writer.writerow([_harmless(text) for text in (number_, *answers, *rest)])
    return "\ufeff" + out.getvalue()


def as_markdown(exploration: Exploration, texts: Mapping[str, str]) -> str:
    """Title, bound, the answers to compare with, the table, and what its abbreviations stand for."""
    release, usual = exploration.release, usual_answers(exploration)
    lines = [f"# {_plain(release.scenario.title)}：路径表", "", f"版本 {release.scenario.version}，{exploration.day}。"]
    lines += [exploration.bound, "", "对照的回答（下表的「情形」只写和这一组不一样的）：", ""]
    lines += [f"- {_plain(release.facts[fact].label)}：{_plain(shown)}" for fact, shown in usual.items()]
    lines += ["", _line(COLUMNS), _line(["---"] * len(COLUMNS))]
    lines += [_line(cells(exploration, number, row, usual)) for number, row in enumerate(exploration.rows, 1)]
    lines += ["", *(f"- {one.kind} {_plain(one.id)}：{_plain(one.text)}" for one in legend(exploration, texts)), ""]
    return "\n".join(lines)


def summary(exploration: Exploration) -> list[tuple[str, int]]:
    """Each ending with how many paths come to it, in the table's order."""
    counts: dict[str, int] = {}
    for row in exploration.rows:
        end = ending(exploration.release, row)
        counts[end] = counts.get(end, 0) + 1
    return list(counts.items())


def _line(texts: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(_plain(text) for text in texts)} |"


def _plain(text: str) -> str:
    """Text that is not Markdown or HTML, whatever it holds."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for sign in "\\`*_[]|#":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
