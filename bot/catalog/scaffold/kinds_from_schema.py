"""What kind of fact fits a place of a schema, and the limits and options that keep its value inside the schema."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ..check_forms import listed_values
from .names import cleaned, mark
from .schema_leaves import Schema

#: Kinds whose reader keeps length and shape by itself.
SELF_BOUNDED: Final = frozenset({"boolean", "choice", "date", "id_card", "mobile", "uscc"})
PERSONAL: Final = {
    "address": "personal",
    "email": "personal",
    "id_card": "sensitive",
    "mobile": "personal",
    "person_name": "personal",
    "phone": "personal",
}

#: Kind -> what a pattern of it accepts, and what it refuses; the first that agrees.
_BY_PATTERN: Final = (
    ("mobile", ("13800138000", "19912345678"), ("1380013800", "138001380001", "02112345678", "12345678901x")),
    ("id_card", ("11010519491231002X", "440524188001010014"), ("1101051949123100", "91350100M000100Y43", "11010519491231002A")),
    ("uscc", ("91350100M000100Y43", "91310106MA1FY00000"), ("91350100M000100Y4", "91350100M000100IO3", "91350100M000100Y433")),
    ("postcode", ("200040", "100000"), ("20004", "2000401", "abcdef")),
    ("date", ("2026-01-31", "1999-12-01"), ("2026/01/31", "20260131", "abcd-ef-gh")),
    ("phone", ("02162345678", "13800138000"), ("123", "abc", "99999999999", "1380013800138001380")),
)  # fmt: skip
_BY_FORMAT: Final = {"date": "date", "email": "email", "idn-email": "email", "uri": "url", "url": "url"}
#: Kind -> how a title ends that asks for it, by the kind the schema alone gives.
_BY_TITLE: Final = (
    ("text", "person_name", ("姓名", "联系人", "负责人", "经办人")),
    ("text", "address", ("地址", "住所")),
    ("number", "area", ("面积",)),
)
_UNITS: Final = {"area": "㎡"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value with its options (value, label) and limits as the dictionary writes them.

    Args:
        fixed: the only value the schema takes, or None.
        beyond: what the schema asks and no limit of the dictionary can keep, in Chinese; empty when there is nothing.
    """

    name: str
    options: tuple[tuple[str, str], ...] = ()
    limits: Mapping[str, Any] = field(default_factory=dict)
    unit: str | None = None
    fixed: Any = None
    beyond: str = ""


def kind_of(schema: Schema) -> Kind:
    """The kind for a place with this (effective) schema; its title helps."""
    values = enumerated(schema)
    if values is not None:
        return _chosen(values, schema)
    return _BY_TYPE.get(type_of(schema), _text)(schema)


def type_of(schema: Schema) -> str:
    """The JSON type; text where the schema does not say."""
    said = schema.get("type")
    types = [one for one in (said if isinstance(said, list) else [said]) if one not in (None, "null")]
    if types:
        return str(types[0])
    return "array" if "items" in schema else "object" if "properties" in schema else "string"


def enumerated(schema: Schema) -> list[tuple[Any, str]] | None:
    """The values a place may have, each with its label or empty; None when they are not listed."""
    if "const" in schema:
        return [(schema["const"], cleaned(schema.get("title")) if isinstance(schema["const"], str) else "")]
    listed = listed_values(schema, lambda part: part if isinstance(part, dict) else {})
    if listed is None:
        return None
    if isinstance(schema.get("enum"), list):
        return [(one, _label(schema.get("x-labels"), one, number)) for number, (one, _) in enumerate(listed)]
    return [(one, cleaned(part.get("title") or part.get("description"))) for one, part in listed]


def _label(labels: Any, value: Any, number: int) -> str:
    if isinstance(labels, dict):
        return cleaned(labels.get(str(value)))
    return cleaned(labels[number]) if isinstance(labels, list) and number < len(labels) else ""


def _chosen(values: list[tuple[Any, str]], schema: Schema) -> Kind:
    fixed = values[0][0] if len(values) == 1 else None
    plain = [value for value, _ in values]
    if plain and all(isinstance(value, bool) for value in plain):
        return Kind("boolean", limits={} if fixed is None else {"must_be": fixed})
    if plain and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in plain):
        name = "integer" if all(float(value).is_integer() for value in plain) else "number"
        beyond = "" if fixed is not None else f"只能填 {'、'.join(str(value) for value in plain[:12])}"
        return Kind(name, limits={"minimum": min(plain), "maximum": max(plain)}, fixed=fixed, beyond=beyond)
    options = _options([(value, label) for value, label in values if isinstance(value, str)])
    beyond = "" if len(options) == len(plain) else "有的取值不是文字"
    return Kind("choice", options or (_blank_option(),), fixed=fixed if isinstance(fixed, str) else None, beyond=beyond)


def _options(values: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each value once, with a label that no other has."""
    found: dict[str, str] = {}
    for value, label in values:
        taken = not label or label in found.values()
        found.setdefault(value, mark(f"{value} 给人看的叫法") if taken else label)
    return tuple(found.items())


def _blank_option() -> tuple[str, str]:
    return (mark("填到表上的值"), mark("给人看的叫法"))


def _number(schema: Schema) -> Kind:
    whole = type_of(schema) == "integer" or schema.get("multipleOf") == 1
    limits: dict[str, Any] = {}
    if "minimum" in schema:
        limits["minimum"] = math.ceil(schema["minimum"]) if whole else schema["minimum"]
    if "exclusiveMinimum" in schema:
        limits["above"] = schema["exclusiveMinimum"]
    if "maximum" in schema:
        limits["maximum"] = math.floor(schema["maximum"]) if whole else schema["maximum"]
    if "exclusiveMaximum" in schema:
        below = math.ceil(schema["exclusiveMaximum"]) - 1 if whole else _just_below(schema["exclusiveMaximum"], schema)
        limits["maximum"] = min(below, limits.get("maximum", below))
    step = schema.get("multipleOf")
    beyond = "" if step is None or (whole and step == 1) else f"要是 {step} 的倍数"
    return _titled(Kind("integer" if whole else "number", limits=limits, beyond=beyond), schema)


def _just_below(bound: float, schema: Schema) -> float:
    """A hundredth below, or less where that would leave no room above the lower bound."""
    lower = max(schema.get("minimum", -math.inf), schema.get("exclusiveMinimum", -math.inf))
    below = round(bound - 0.01, 6)
    return below if lower < below < bound else math.nextafter(bound, -math.inf)


def _text(schema: Schema) -> Kind:
    name = _by_format(schema) or _by_pattern(schema) or ""
    kind = _titled(Kind(name or "text"), schema)
    limits: dict[str, Any] = {}
    if kind.name not in SELF_BOUNDED:
        if schema.get("minLength", 0) > 1:
            limits["min_length"] = schema["minLength"]
        if "maxLength" in schema:
            limits["max_length"] = schema["maxLength"]
        if "pattern" in schema:
            limits["pattern"] = schema["pattern"]
    return Kind(kind.name, limits=limits)


def _by_format(schema: Schema) -> str | None:
    return _BY_FORMAT.get(str(schema.get("format")))


def _by_pattern(schema: Schema) -> str | None:
    pattern = schema.get("pattern")
    if not isinstance(pattern, str) or len(pattern) > 300:
        return None
    found = re.compile(pattern)
    return next(
        (
            kind
            for kind, accepted, refused in _BY_PATTERN
            if all(found.search(one) for one in accepted) and not any(found.search(one) for one in refused)
        ),
        None,
    )


def _titled(kind: Kind, schema: Schema) -> Kind:
    title = cleaned(schema.get("title"))
    for plain, name, endings in _BY_TITLE:
        if kind.name == plain and title.endswith(endings):
            return Kind(name, limits=kind.limits, unit=_UNITS.get(name), beyond=kind.beyond)
    return kind


def _array(schema: Schema) -> Kind:
    limits = {"min_items": schema.get("minItems"), "max_items": schema.get("maxItems")}
    limits = {name: bound for name, bound in limits.items() if bound}
    items = schema.get("items")
    items = items if isinstance(items, dict) else {}
    if items.get("properties"):
        return Kind("list", limits=limits)
    values = enumerated(items)
    options = _options([one for one in values or () if isinstance(one[0], str)])
    beyond = "" if options else "每一项没有列出取值"
    return Kind("multi_choice", options or (_blank_option(),), limits, beyond=beyond)


_BY_TYPE: Final[dict[str, Callable[[Schema], Kind]]] = {
    "boolean": lambda schema: Kind("boolean"),
    "integer": _number,
    "number": _number,
    "array": _array,
    "object": lambda schema: Kind("file"),
}
