"""A schema's rule of when a place is filled, as the `when` an author would write; empty where it cannot be said so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from bot.engine.condition_parser import ConditionError, parse_condition

from .requirements import Context, Need, Premise

_OPPOSITE: Final = {"==": "!=", "in": "not in", ">=": "<", ">": "<=", "<=": ">", "<": ">="}
_BOUNDS: Final = {"minimum": ">=", "exclusiveMinimum": ">", "maximum": "<=", "exclusiveMaximum": "<"}
_SILENT: Final = frozenset({"$comment", "title", "description", "type", "required"})


class _Unclear(ValueError):
    """The rule cannot be put into the language of conditions."""


def hint(need: Need, facts: Mapping[str, str]) -> str:
    """The condition, or empty. ``facts``: pointer -> id of the fact that stands there."""
    try:
        text = _joined(" and ", _ways(need, facts))
        if text:
            parse_condition(text)
        return text
    except (_Unclear, ConditionError):
        return ""


def _ways(need: Need, facts: Mapping[str, str]) -> Iterator[str]:
    """For each object on the way: where it is required; failing that, where it is not refused."""
    for required, refused in zip(need.required_in, need.refused_in, strict=True):
        if required:
            yield _joined(" or ", (_context(one, facts) for one in required))
        elif refused:
            yield _joined(" and ", (_not(one, facts) for one in refused))


def _context(context: Context, facts: Mapping[str, str]) -> str:
    return _joined(" and ", (_premise(one, facts) for one in context))


def _not(context: Context, facts: Mapping[str, str]) -> str:
    if len(context) == 1:
        only = context[0]
        return _premise(Premise(only.at, only.test, not only.holds), facts)
    return f"not ({_context(context, facts)})"


def _premise(premise: Premise, facts: Mapping[str, str]) -> str:
    if premise.test is None:
        raise _Unclear
    tests = list(_tests(premise.test, premise.at, facts))
    if not tests:
        raise _Unclear
    if premise.holds:
        return " and ".join(_said(*test) for test in tests)
    return _denied(*tests[0]) if len(tests) == 1 else f"not ({' and '.join(_said(*test) for test in tests)})"


def _tests(node: Mapping[str, Any], at: str, facts: Mapping[str, str]) -> Iterator[tuple[str, str, Any]]:
    """Fact, operator and value of everything the node asks of the object at ``at``."""
    properties = node.get("properties", {})
    if set(node) - _SILENT - {"properties"} or not isinstance(properties, dict):
        raise _Unclear
    if not properties:
        for name in node.get("required", ()):
            yield _fact(f"{at}/{name}", facts), "known", None
    for name, child in properties.items():
        if not isinstance(child, dict):
            raise _Unclear
        yield from _tests_of(child, f"{at}/{name}", facts)


def _tests_of(child: Mapping[str, Any], pointer: str, facts: Mapping[str, str]) -> Iterator[tuple[str, str, Any]]:
    if "properties" in child:
        yield from _tests(child, pointer, facts)
        return
    asks = {key: value for key, value in child.items() if key not in _SILENT}
    for key, value in asks.items():
        if key == "const":
            yield _fact(pointer, facts), "==", value
        elif key == "enum":
            yield _fact(pointer, facts), "in", value
        elif key == "contains" and isinstance(value, dict) and set(value) == {"const"}:
            yield _fact(pointer, facts), "has", value["const"]
        elif key in _BOUNDS:
            yield _fact(pointer, facts), _BOUNDS[key], value
        else:
            raise _Unclear
    if not asks:
        raise _Unclear


def _said(fact: str, operator: str, value: Any) -> str:
    if operator == "known":
        return f"known {fact}"
    if operator == "==" and isinstance(value, bool):
        return fact if value else f"not {fact}"
    return f"{fact} {operator} {_literal(value)}"


def _denied(fact: str, operator: str, value: Any) -> str:
    if operator == "==" and isinstance(value, bool):
        return _said(fact, operator, not value)
    if operator in _OPPOSITE:
        return f"{fact} {_OPPOSITE[operator]} {_literal(value)}"
    return f"not {_said(fact, operator, value)}"


def _fact(pointer: str, facts: Mapping[str, str]) -> str:
    if pointer not in facts:
        raise _Unclear
    return facts[pointer]


def _literal(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_literal(one) for one in value)}]"
    if isinstance(value, str) and "'" not in value and value.isprintable():
        return f"'{value}'"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return json.dumps(value)
    raise _Unclear


def _joined(joiner: str, parts: Iterable[str]) -> str:
    """Each part once; in brackets where it would otherwise be read apart."""
    found = list(dict.fromkeys(parts))
    if len(found) == 1:
        return found[0]
    other = " or " if joiner == " and " else " and "
    return joiner.join(f"({part})" if other in part else part for part in found)
