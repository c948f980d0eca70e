"""Conditions use facts and figures that exist, and compare things that can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from bot.engine.conditions import Compare, Condition, FactRef, Literal
from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC

from .building import Built
from .check_names import unknown
from .issues import Issue, did_you_mean
from .places import Placed, conditions
from .shaping import compares, figures_of
from .yaml_reader import Document

_ORDERED: Final = NUMERIC | {"date"}


def condition_names(built: Built, today: date) -> Iterator[Issue]:
    """Every fact and figure in a condition is defined."""
    for placed in conditions(built):
        for fact in dict.fromkeys(placed.condition.facts()):
            if fact not in built.facts:
                yield unknown(
                    placed.document, placed.path, "COND-02", f"{placed.owner} 的条件", fact, built.facts, "字典"
                )
        for figure in dict.fromkeys(figures_of(placed.condition)):
            if figure not in built.figures:
                owner = f"{placed.owner} 的条件"
                yield unknown(
                    placed.document, placed.path, "COND-03", owner, figure, built.figures, "forms/figures.yml "
                )


def condition_types(built: Built, today: date) -> Iterator[Issue]:
    """A number is compared with a number, a choice with one of its options, ``has`` asks a multiple choice."""
    for placed in conditions(built):
        for compare in compares(placed.condition):
            yield from _compare(built, placed, compare)


def _compare(built: Built, placed: Placed, compare: Compare) -> Iterator[Issue]:
    left, right = compare.left, compare.right
    if isinstance(right, FactRef) and not isinstance(left, FactRef):
        left, right = right, left
    fact = built.facts.get(left.fact) if isinstance(left, FactRef) else None
    if fact is None:
        return
    if compare.op in ("<", "<=", ">", ">=") and fact.kind not in _ORDERED:
        what = f"{placed.owner} 的条件拿 {fact.id} 比大小，它是 {fact.kind}，不分大小。"
        yield Issue(placed.document.file, placed.line, "COND-04", what, "用 == 或 in；要比大小请用数量或日期。")
    other = built.facts.get(right.fact) if isinstance(right, FactRef) else None
    if compare.op in ("<", "<=", ">", ">=") and other is not None and (other.kind in NUMERIC) != (fact.kind in NUMERIC):
        what = f"{placed.owner} 的条件拿 {fact.id} 和 {other.id} 比大小，一个是 {fact.kind}，一个是 {other.kind}。"
        yield Issue(placed.document.file, placed.line, "COND-04", what, "数量和数量比，日期和日期比。")
    if compare.op == "has" and fact.kind not in ("multi_choice", "list"):
        what = f"{placed.owner} 的条件对 {fact.id} 用 has，它是 {fact.kind}，只有一个值。"
        yield Issue(placed.document.file, placed.line, "COND-05", what, "用 == 或 in。")
    if fact.kind == "multi_choice" and compare.op in ("==", "!="):
        what = f"{placed.owner} 的条件对多选 {fact.id} 用 {compare.op}。"
        yield Issue(placed.document.file, placed.line, "COND-05", what, "用 has。")
    if isinstance(right, Literal):
        for value in right.value if isinstance(right.value, tuple) else (right.value,):
            yield from _value(placed, fact, value)


def _value(placed: Placed, fact: Fact, value: Any) -> Iterator[Issue]:
    if fact.options:
        if fact.option(value) is None:
            known = [option.value for option in fact.options]
            what = f"{placed.owner} 的条件里 {fact.id} 没有选项 {value!r}。"
            remedy = f"可以写：{'、'.join(known[:12])}。"
            yield Issue(placed.document.file, placed.line, "COND-06", what, remedy, did_you_mean(str(value), known))
    elif fact.kind == "boolean" and not isinstance(value, bool):
        what = f"{placed.owner} 的条件拿是非题 {fact.id} 和 {value!r} 比。"
        yield Issue(placed.document.file, placed.line, "COND-06", what, "写 true 或 false，或者只写信息项的名字。")
    elif fact.kind in NUMERIC and (isinstance(value, (bool, str)) or not isinstance(value, (int, float))):
        what = f"{placed.owner} 的条件拿数量 {fact.id} 和 {value!r} 比。"
        yield Issue(placed.document.file, placed.line, "COND-06", what, "写数字，不加引号。")


def is_sound(built: Built, condition: Condition) -> bool:
    """Whether the condition can be tried: its names are defined and it compares what can be compared."""
    placed = Placed(condition, "", Document("", None), ())
    return (
        all(name in built.facts for name in condition.facts())
        and all(name in built.figures and built.figures[name].periods for name in figures_of(condition))
        and not any(issue for compare in compares(condition) for issue in _compare(built, placed, compare))
    )
