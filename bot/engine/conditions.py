"""Conditions that authors write: parsed to frozen nodes, evaluated in three values.

The language is closed: comparison (``== != < <= > >=``), ``in``, ``has``, ``known``, ``and``, ``or``, ``not``, brackets,
numbers, ``true``/``false``, 'texts' in quotes, [lists], fact ids and ``figure.<id>``. Nothing is ever evaluated as code.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol, Union

#: A condition's truth: True, False, or None when an answer it needs is not known yet.
Truth = Union[bool, None]


class _Mark:
    """A value that is no value; compared by identity."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


#: Not answered yet: a condition that needs it waits.
UNKNOWN: Final[Any] = _Mark("UNKNOWN")
#: Answered as "there is none", or not applicable here: it equals nothing and contains nothing.
ABSENT: Final[Any] = _Mark("ABSENT")


class Environment(Protocol):
    """Where a condition reads from."""

    def read(self, fact: str) -> Any:
        """The fact's value, or UNKNOWN, or ABSENT."""

    def figure(self, name: str) -> Any:
        """The dated figure's value on the day of the turn."""


@dataclass(frozen=True)
class Literal:
    value: Any

    def facts(self) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True)
class FactRef:
    fact: str

    def facts(self) -> Iterator[str]:
        yield self.fact


@dataclass(frozen=True)
class FigureRef:
    name: str

    def facts(self) -> Iterator[str]:
        return iter(())


Operand = Union[Literal, FactRef, FigureRef]


@dataclass(frozen=True)
class Compare:
    left: Operand
    op: str
    right: Operand

    def facts(self) -> Iterator[str]:
        yield from self.left.facts()
        yield from self.right.facts()


@dataclass(frozen=True)
class Known:
    fact: str

    def facts(self) -> Iterator[str]:
        yield self.fact


@dataclass(frozen=True)
class Not:
    part: Condition

    def facts(self) -> Iterator[str]:
        yield from self.part.facts()


@dataclass(frozen=True)
class And:
    parts: tuple[Condition, ...]

    def facts(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.facts()


@dataclass(frozen=True)
class Or:
    parts: tuple[Condition, ...]

    def facts(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.facts()


Condition = Union[Literal, FactRef, Compare, Known, Not, And, Or]


def _contains(container: Any, value: Any) -> bool:
    return value in container if isinstance(container, (list, tuple, str)) else container == value


#: Operators over two known values. ``a in b`` is ``b has a``.
OPERATORS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda left, right: _contains(right, left),
    "has": _contains,
}


def evaluate(condition: Condition, env: Environment) -> Truth:
    """The condition's truth in ``env``: True, False, or None when it cannot be told yet.

    ``and`` is False as soon as one part is False, ``or`` True as soon as one is True, whatever else is unknown.
    An absent value makes every comparison False but ``!=``, which it makes True.

    Raises:
        TypeError: two values of kinds that have no order are compared; authors' checks rule it out at load.
    """
    return _EVALUATE[type(condition)](condition, env)


def waiting_for(condition: Condition, env: Environment) -> tuple[str, ...]:
    """The facts whose answers the condition needs next, in reading order; empty when its truth is known.

    Of ``and`` and ``or`` only the first part that is unknown counts: the author's order says what to ask first.
    """
    if evaluate(condition, env) is not None:
        return ()
    if isinstance(condition, (And, Or)):
        return next(found for part in condition.parts if (found := waiting_for(part, env)))
    if isinstance(condition, Not):
        return waiting_for(condition.part, env)
    return tuple(fact for fact in condition.facts() if env.read(fact) is UNKNOWN)


def _operand(operand: Operand, env: Environment) -> Any:
    if isinstance(operand, Literal):
        return operand.value
    if isinstance(operand, FactRef):
        return env.read(operand.fact)
    return env.figure(operand.name)


def _literal(node: Literal, env: Environment) -> Truth:
    return bool(node.value)


def _fact(node: FactRef, env: Environment) -> Truth:
    value = env.read(node.fact)
    if value is UNKNOWN:
        return None
    return value is not ABSENT and bool(value)


def _compare(node: Compare, env: Environment) -> Truth:
    left, right = _operand(node.left, env), _operand(node.right, env)
    if left is UNKNOWN or right is UNKNOWN:
        return None
    if left is ABSENT or right is ABSENT:
        return node.op == "!="
    return OPERATORS[node.op](left, right)


def _known(node: Known, env: Environment) -> Truth:
    value = env.read(node.fact)
    return value is not UNKNOWN and value is not ABSENT


def _not(node: Not, env: Environment) -> Truth:
    truth = evaluate(node.part, env)
    return None if truth is None else not truth


def _and(node: And, env: Environment) -> Truth:
    result: Truth = True
    for part in node.parts:
        truth = evaluate(part, env)
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def _or(node: Or, env: Environment) -> Truth:
    result: Truth = False
    for part in node.parts:
        truth = evaluate(part, env)
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


_EVALUATE: Final[dict[type, Callable[[Any, Environment], Truth]]] = {
    Literal: _literal,
    FactRef: _fact,
    Compare: _compare,
    Known: _known,
    Not: _not,
    And: _and,
    Or: _or,
}
