"""Why a material is asked for, told by the answers that make it so."""

from __future__ import annotations

from bot.catalog.condition_words import in_words
from bot.engine.conditions import And, Compare, Condition, FactRef, Literal, Not, Or, evaluate
from bot.engine.view import View


def reason(view: View, when: Condition | None) -> str:
    """The part of a condition which holds and hangs on answers, in words; empty where the matter itself asks for it."""
    left = _deciding(view, when) if when is not None else None
    return in_words(left, view.release.facts, view.release.figures, on=view.today) if left is not None else ""


def _deciding(view: View, condition: Condition) -> Condition | None:
    """What of a condition that holds was decided by answers; None where nothing was."""
    if isinstance(condition, Or):
        # One part is enough: the others that might hold as well, or do not, explain nothing.
        holding = next((part for part in condition.parts if evaluate(part, view) is True), None)
        return _deciding(view, holding) if holding is not None else None
    if isinstance(condition, And):
        left = tuple(part for one in condition.parts if (part := _deciding(view, one)) is not None)
        said = tuple(part for part in left if not _denies(part)) or left
        return None if not said else said[0] if len(said) == 1 else And(said)
    return None if view.release.scenario.assume.keys() >= set(condition.facts()) else _narrowed(view, condition)


def _denies(condition: Condition) -> bool:
    """Whether it tells only what is not so, which explains little beside what is."""
    return isinstance(condition, Not) or (isinstance(condition, Compare) and condition.op == "!=")


def _narrowed(view: View, condition: Condition) -> Condition:
    """Of several values that would do, the one that there is."""
    if isinstance(condition, Compare) and condition.op == "in" and isinstance(condition.left, FactRef):
        return Compare(condition.left, "==", Literal(view.read(condition.left.fact)))
    return condition
