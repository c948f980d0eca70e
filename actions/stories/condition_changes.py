"""Small mistakes that could be made in a condition, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.catalog.condition_text import condition_text
from bot.engine.conditions import And, Compare, Condition, FactRef, Known, Literal, Not, Or

#: A comparison -> what it is easily mistaken for.
_NEIGHBOUR: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}


def changes(condition: Condition) -> list[tuple[Condition, str]]:
    """Every changed condition, each once, with what was changed in the author's words."""
    found: dict[Condition, str] = {}
    whole = condition.part if isinstance(condition, Not) else Not(condition)
    exchanged = isinstance(condition, Compare) and condition.op in ("==", "!=")
    for changed, words in (*(() if exchanged else ((whole, "整个反过来"),)), *_inside(condition)):
        if changed != condition:
            found.setdefault(changed, words)
    return list(found.items())


def _inside(node: Condition) -> Iterator[tuple[Condition, str]]:
    if isinstance(node, Compare):
        yield from _compare(node)
    elif isinstance(node, (FactRef, Known)):
        yield Not(node), f"`{condition_text(node)}` 反过来"
    elif isinstance(node, Not):
        yield node.part, f"`{condition_text(node)}` 去掉 not"
        yield from ((Not(changed), words) for changed, words in _inside(node.part))
    elif isinstance(node, (And, Or)):
        yield from _joined(node)


def _compare(node: Compare) -> Iterator[tuple[Condition, str]]:
    text = condition_text(node)
    if node.op in _NEIGHBOUR:
        other = _NEIGHBOUR[node.op]
        yield replace(node, op=other), f"`{text}` 的 `{node.op}` 改成 `{other}`"
        return
    yield Not(node), f"`{text}` 反过来"
    if node.op == "in" and isinstance(node.right, Literal) and isinstance(node.right.value, tuple):
        for value in node.right.value:
            left = tuple(one for one in node.right.value if one != value)
            if left:
                yield replace(node, right=Literal(left)), f"`{text}` 里去掉 '{value}'"


def _joined(node: And | Or) -> Iterator[tuple[Condition, str]]:
    old, new, other = ("and", "or", Or) if isinstance(node, And) else ("or", "and", And)
    yield other(node.parts), f"`{old}` 改成 `{new}`"
    for index, part in enumerate(node.parts):
        rest = (*node.parts[:index], *node.parts[index + 1 :])
        yield rest[0] if len(rest) == 1 else type(node)(rest), f"去掉 `{condition_text(part)}`"
        for changed, words in _inside(part):
            yield type(node)((*node.parts[:index], changed, *node.parts[index + 1 :])), words
