"""A condition as its author would write it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bot.engine.conditions import And, Compare, Condition, FactRef, FigureRef, Known, Literal, Not, Operand, Or


def condition_text(condition: Condition) -> str:
    """The text that ``parse_condition`` reads back as the same condition."""
    text: str = _WRITE[type(condition)](condition)
    return text


def _literal(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_literal(one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}'" if isinstance(value, str) else str(value)


def _operand(operand: Operand) -> str:
    if isinstance(operand, FigureRef):
        return f"figure.{operand.name}"
    return operand.fact if isinstance(operand, FactRef) else _literal(operand.value)


def _within(part: Condition, *looser: type) -> str:
    """A part of a longer condition: in brackets where it would bind too loosely."""
    return f"({condition_text(part)})" if isinstance(part, looser) else condition_text(part)


def _not(node: Not) -> str:
    if isinstance(node.part, Compare) and node.part.op == "in":
        return f"{_operand(node.part.left)} not in {_operand(node.part.right)}"
    return f"not {_within(node.part, And, Or)}"


_WRITE: Final[dict[type, Callable[[Any], str]]] = {
    Literal: lambda node: _literal(node.value),
    FactRef: lambda node: node.fact,
    Compare: lambda node: f"{_operand(node.left)} {node.op} {_operand(node.right)}",
    Known: lambda node: f"known {node.fact}",
    Not: _not,
    And: lambda node: " and ".join(_within(part, Or, And) for part in node.parts),
    Or: lambda node: " or ".join(_within(part, Or) for part in node.parts),
}
