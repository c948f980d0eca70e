"""A condition in plain Chinese, for those who review it: no ids, no operators, exactly what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Union

from bot.engine.conditions import And, Compare, Condition, FactRef, FigureRef, Known, Literal, Not, Operand, Or
from bot.engine.facts import Fact
from bot.engine.figures import Figure, Period
from bot.engine.kinds import NUMERIC

from .fact_words import DOUBT, fact_label, number_words, value_words, yes_or_no

_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_NUMBERS: Final = {"<": "小于", "<=": "不超过", ">": "超过", ">=": "不小于", "==": "等于", "!=": "不等于"}
_DATES: Final = {"<": "早于", "<=": "不晚于", ">": "晚于", ">=": "不早于", "==": "是", "!=": "不是"}
_JOINED: Final = {"and": "，且", "or": "，或者"}


def in_words(
    condition: Condition, facts: Mapping[str, Fact], figures: Mapping[str, Figure], *, on: date | None = None
) -> str:
    """The condition as a Chinese phrase that can be followed by 「时」, e.g. 「面积不超过150㎡（小店的面积上限），且有堂食」.

    What several parts say of one fact is said once. Names that are not defined appear as they are written.

    Args:
        on: the day whose figures are told; None tells all periods of a figure that has several.
    """
    return _Speaker(facts, figures, on).whole(_flat(condition, True))


@dataclass(frozen=True)
class _Leaf:
    """A condition without and, or, not; ``holds`` False says the contrary."""

    node: Condition
    holds: bool


@dataclass(frozen=True)
class _Choice:
    """A fact that is one of some values, or contains some; ``every`` of them rather than any."""

    fact: str
    verb: str
    values: tuple[Any, ...]
    holds: bool
    every: bool = False


@dataclass(frozen=True)
class _Group:
    word: str
    parts: tuple[_Part, ...]


_Part = Union[_Leaf, _Choice, _Group]


def _flat(condition: Condition, holds: bool) -> _Part:
    """The same with every ``not`` moved down to what it denies, and groups of one kind joined."""
    if isinstance(condition, Not):
        return _flat(condition.part, not holds)
    if not isinstance(condition, (And, Or)):
        return _choice(condition, holds) or _Leaf(condition, holds)
    word = "and" if isinstance(condition, And) is holds else "or"
    parts: list[_Part] = []
    for part in (_flat(one, holds) for one in condition.parts):
        parts += part.parts if isinstance(part, _Group) and part.word == word else [part]
    merged = _merged(parts, word)
    return merged[0] if len(merged) == 1 else _Group(word, tuple(merged))


def _choice(node: Condition, holds: bool) -> _Choice | None:
    """A comparison of a fact with listed values; None when the node is none."""
    if not isinstance(node, Compare):
        return None
    left, op, right = node.left, node.op, node.right
    if op == "in" and isinstance(left, Literal) and isinstance(right, FactRef):
        return _Choice(right.fact, "含", (left.value,), holds)
    if not isinstance(left, FactRef) or not isinstance(right, Literal):
        return None
    if op == "has":
        return _Choice(left.fact, "含", (right.value,), holds)
    if op == "in" and isinstance(right.value, tuple):
        return _Choice(left.fact, "是", tuple(dict.fromkeys(right.value)), holds)
    if op in ("==", "!=") and isinstance(right.value, str):
        return _Choice(left.fact, "是", (right.value,), holds is (op == "=="))
    return None


def _merged(parts: Iterable[_Part], word: str) -> list[_Part]:
    """Choices of one fact said together: 「含a，或者含b」 is 「含a或b」, 「含a，且含b」 is 「同时含a、b」."""
    found: list[_Part] = []
    for part in parts:
        if not isinstance(part, _Choice):
            found.append(part)
            continue
        every = part.holds is (word == "and")  # any of them, or none of them, needs no such word
        for at, other in enumerate(found):
            if isinstance(other, _Choice) and _alike(other, part, every):
                found[at] = replace(part, values=tuple(dict.fromkeys((*other.values, *part.values))), every=every)
                break
        else:
            found.append(part)
    return found


def _alike(one: _Choice, other: _Choice, every: bool) -> bool:
    """Whether two choices can be said as one: of one fact, and each of a single value or already of that sort."""
    same = (one.fact, one.verb, one.holds) == (other.fact, other.verb, other.holds)
    return (
        same
        and (one.verb == "含" or not every)
        and all(len(each.values) == 1 or each.every is every for each in (one, other))
    )


class _Speaker:
    """Knows what facts and figures are called."""

    def __init__(self, facts: Mapping[str, Fact], figures: Mapping[str, Figure], on: date | None) -> None:
        self._facts = facts
        self._figures = figures
        self._on = on

    def whole(self, part: _Part) -> str:
        """The phrase, with groups inside groups in brackets."""
        if isinstance(part, _Group):
            inside = (f"（{self.whole(one)}）" if isinstance(one, _Group) else self.whole(one) for one in part.parts)
            return _JOINED[part.word].join(inside)
        return self._chosen(part) if isinstance(part, _Choice) else self._leaf(part.node, part.holds)

    def _chosen(self, choice: _Choice) -> str:
        label, fact = self._label(choice.fact), self._facts.get(choice.fact)
        words = [value_words(fact, value) for value in choice.values]
        if not words:
            return f"{label}{'' if choice.holds else '不'}在空的列表里"
        if choice.every and len(words) > 1:
            return f"{label}{'' if choice.holds else '没有'}同时{choice.verb}{'、'.join(words)}"
        if not choice.holds:
            return f"{label}不{choice.verb}{words[0] if len(words) == 1 else '、'.join(words) + '中的任何一个'}"
        listed = "、".join(words[:-1])
        return f"{label}{choice.verb}{f'{listed}或' if listed else ''}{words[-1]}"

    def _leaf(self, node: Condition, holds: bool) -> str:
        if isinstance(node, Known):
            return f"{self._label(node.fact)}{'已答' if holds else '未答'}"
        if isinstance(node, FactRef):
            fact = self._facts.get(node.fact)
            if fact is None or fact.kind == "boolean":
                return yes_or_no(self._label(node.fact), holds)
            return f"{self._label(node.fact)}{'不是空的' if holds else '是空的'}"
        if isinstance(node, Literal):
            return "任何情况" if bool(node.value) is holds else "没有任何情况"
        return self._compared(node, holds) if isinstance(node, Compare) else str(node)

    def _compared(self, node: Compare, holds: bool) -> str:
        left, op, right = node.left, node.op, node.right
        if op in _MIRRORED and isinstance(right, FactRef) and not isinstance(left, FactRef):
            left, op, right = right, _MIRRORED[op], left
        fact = self._facts.get(left.fact) if isinstance(left, FactRef) else None
        if isinstance(left, FactRef) and isinstance(right, Literal) and isinstance(right.value, bool):
            return yes_or_no(self._label(left.fact), right.value is ((op == "==") is holds))
        if op in ("in", "has"):
            whole, part = (right, left) if op == "in" else (left, right)
            return f"{self._operand(whole, None)}{'含' if holds else '不含'}{self._operand(part, None)}"
        if not holds and op in ("==", "!="):
            op, holds = {"==": "!=", "!=": "=="}[op], True
        said = _DATES if fact is not None and fact.kind not in NUMERIC else _NUMBERS
        phrase = f"{self._operand(left, None)}{said[op]}{self._operand(right, fact)}"
        return phrase if holds else f"并非「{phrase}」"

    def _operand(self, operand: Operand, fact: Fact | None) -> str:
        """One side of a comparison; ``fact`` is the other side's, whose unit and labels it takes."""
        if isinstance(operand, FactRef):
            return self._label(operand.fact)
        if isinstance(operand, FigureRef):
            return self._figure(operand.name, fact)
        return value_words(fact, operand.value)

    def _figure(self, name: str, fact: Fact | None) -> str:
        figure = self._figures.get(name)
        if figure is None:
            return name
        unit = figure.unit or (fact.unit if fact is not None else None) or ""
        periods = [one for one in figure.periods if self._on is None or one.covers(self._on)]
        if len(periods) == 1:
            doubt = "" if periods[0].certain else f"，{DOUBT}"
            return f"{number_words(periods[0].value)}{unit}（{figure.label}{doubt}）"
        told = "；".join(_period(one, unit) for one in periods)
        return f"「{figure.label}」（{told or '这一天没有规定'}）"

    def _label(self, name: str) -> str:
        return fact_label(name, self._facts)


def _period(period: Period, unit: str) -> str:
    until = f"到{period.until.isoformat()}" if period.until is not None else ""
    doubt = "" if period.certain else f"，{DOUBT}"
    return f"{period.start.isoformat()}起{until}：{number_words(period.value)}{unit}{doubt}"
