"""The paths as cells of plain text: the one table that CSV, Markdown and HTML write in their own way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.engine.case import Case
from bot.engine.catalog import Release
from bot.engine.review import display
from bot.engine.view import View

from ..fact_words import DOUBT
from .exploring import Exploration
from .rows import Row

#: Headings of the columns, in order.
COLUMNS: Final = ("序号", "情形", "问几题", "规则定下", "用到的规则", "申请表", "材料", "提醒和报告", "结果")


@dataclass(frozen=True, slots=True)
class Legend:
    """An abbreviation of the table with what it stands for."""

    kind: str
    id: str
    text: str


def usual_answers(exploration: Exploration) -> dict[str, str]:
    """Fact -> the answer that most rows give, of facts that more than half of the longest rows are asked; in asking order.

    Rows that differ from it only say where.
    """
    counts: dict[str, Counter[str]] = {}
    for row in exploration.rows:
        if not row.result.outcome:
            for fact, shown in row.shown.items():
                counts.setdefault(fact, Counter())[shown] += 1
    order = exploration.release.plan.order
    return {fact: counts[fact].most_common(1)[0][0] for fact in sorted(counts, key=lambda fact: order[fact])}


def situation(exploration: Exploration, row: Row, usual: Mapping[str, str]) -> str:
    """The answers of a row that are not the usual ones, as ``label：answer``; 「和对照的回答一样」 when there are none."""
    facts = exploration.release.facts
    told = [f"{facts[fact].label}：{shown}" for fact, shown in row.shown.items() if usual.get(fact) != shown]
    return "；".join(told) or "和对照的回答一样"


def cells(exploration: Exploration, number: int, row: Row, usual: Mapping[str, str]) -> tuple[str, ...]:
    """One row, a text for each column."""
    release, result = exploration.release, row.result
    return (
        str(number),
        situation(exploration, row, usual),
        str(len(row.asked)),
        "；".join(f"{release.facts[fact].label}：{shown}" for fact, shown in settled(exploration, row)),
        "、".join(result.rules),
        "、".join(release.forms[form].title for form in result.forms),
        "、".join(result.materials),
        "、".join((*result.warnings, *result.reports)),
        ending(release, row),
    )


def settled(exploration: Exploration, row: Row) -> Iterator[tuple[str, str]]:
    """What the rules make of facts, as people read it."""
    view = View(exploration.release, Case(""), exploration.day)
    for fact, value in row.result.settled.items():
        shown = display(view, fact, value)
        if shown:
            yield fact, shown


def ending(release: Release, row: Row) -> str:
    """How the path ends: an application, an outcome, or a fault."""
    if row.fault is not None:
        return f"走不通：{row.fault.detail}"
    if row.result.outcome:
        kind = {"refused": "不能办", "elsewhere": "到别处办"}[release.scenario.outcomes[row.result.outcome].kind]
        return f"{kind}（{row.result.outcome}）"
    return "可以提交"


def legend(exploration: Exploration, texts: Mapping[str, str]) -> list[Legend]:
    """Every rule, material, text and outcome that the rows name, in the files' order."""
    release = exploration.release
    used = {name for row in exploration.rows for name in _named(row)}
    found = [
        Legend("规则", rule.id, rule.source + ("" if rule.certain or DOUBT in rule.source else f"（{DOUBT}）"))
        for rule in release.scenario.rules
        if rule.id in used
    ]
    for form in release.forms.values():
        for material in form.materials:
            if material.id in used:
                doubt = "" if material.certain else f"（{DOUBT}）"
                found.append(Legend("材料", material.id, f"{material.label}。依据：{material.basis}{doubt}"))
    found += [Legend("提醒和报告", name, text) for name, text in texts.items() if name in used]
    found += [
        Legend("结果", one.id, f"{one.text}依据：{one.source}")
        for one in release.scenario.outcomes.values()
        if one.id in used
    ]
    return found


def _named(row: Row) -> Iterator[str]:
    result = row.result
    yield from (*result.rules, *result.materials, *result.warnings, *result.reports, result.outcome)
