"""A form's published schema as a pure function: every place it refuses, in Chinese. Nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from jsonschema import FormatChecker, RefResolver
from jsonschema.exceptions import RefResolutionError, ValidationError

from bot.engine.forms import Problem
from bot.engine.pointers import escaped

from .quick_validator import QuickValidator

#: Errors told of one application; more help nobody.
MOST: Final = 100


class _LocalOnly(RefResolver):  # type: ignore[misc]
    """Resolves references inside the document and refuses to open a connection."""

    def resolve_remote(self, uri: str) -> Any:
        raise RefResolutionError(f"remote reference refused: {uri}")


def make_validator(schema: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], tuple[Problem, ...]]:
    """A function that gives the problems of an application under ``schema``; built once, used often."""
    validator = _validator(schema)

    def validate(document: Mapping[str, Any]) -> tuple[Problem, ...]:
        found: dict[tuple[str, str], Problem] = {}
        for problem in _problems(validator, document):
            found.setdefault((problem.pointer, problem.message), problem)
            if len(found) >= MOST:
                break
        return tuple(found.values())

    return validate


@lru_cache(maxsize=8192)
def first_problem(schema: str, document: str) -> Problem | None:
    """The first place where one JSON text is refused under another; None when it is taken. Asked again, it is known."""
    return next(_problems(_validator_of(schema), json.loads(document)), None)


@lru_cache(maxsize=64)
def _validator_of(schema: str) -> Any:
    return _validator(json.loads(schema))


def _validator(schema: Mapping[str, Any]) -> Any:
    resolver = _LocalOnly.from_schema(dict(schema))
    return QuickValidator(schema, resolver=resolver, format_checker=FormatChecker())


def _problems(validator: Any, document: Any) -> Iterator[Problem]:
    return (Problem(_pointer(error), _message(error)) for error in _leaves(validator.iter_errors(document)))


def _leaves(errors: Iterator[ValidationError]) -> Iterator[ValidationError]:
    """The errors, those inside ``anyOf`` and the like in place of their frame."""
    for error in errors:
        if error.context and error.validator in ("allOf", "if"):
            yield from _leaves(iter(error.context))
        else:
            yield error


def _pointer(error: ValidationError) -> str:
    path = [escaped(str(part)) for part in error.absolute_path]
    if error.validator == "required":
        missing = next((name for name in error.validator_value if name not in error.instance), None)
        path += [missing] if missing is not None else []
    return "".join(f"/{part}" for part in path)


def _message(error: ValidationError) -> str:
    """What the place must be, in the words of the rule's keyword."""
    value = error.validator_value
    shown = "、".join(map(_shown, value[:12])) if isinstance(value, list) else _shown(value)
    template = MESSAGES.get(error.validator or "false", "不符合申请表的要求")
    return template.format(value=shown)


def _shown(value: Any) -> str:
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


#: Keyword of a rule -> what the place must be; "false" where nothing may stand there.
MESSAGES: Final = {
    "required": "必填，还没有填",
    "type": "类型不对，应当是 {value}",
    "enum": "只能是：{value}",
    "const": "只能是：{value}",
    "pattern": "格式不对",
    "format": "格式不对，应当是 {value}",
    "minimum": "不能小于 {value}",
    "maximum": "不能大于 {value}",
    "exclusiveMinimum": "要大于 {value}",
    "minLength": "至少 {value} 个字",
    "maxLength": "最多 {value} 个字",
    "minItems": "至少 {value} 项",
    "maxItems": "最多 {value} 项",
    "uniqueItems": "不能重复",
    "additionalProperties": "有申请表上没有的内容",
    "unevaluatedProperties": "有申请表上没有的内容",
    "contains": "缺少必须有的一项",
    "minContains": "缺少必须有的一项",
    "maxContains": "这样的一项只能有一个",
    "dependentRequired": "少了要一起填的内容",
    "false": "这种情形下不能填",
    "not": "和别的内容不能同时有",
    "oneOf": "只能符合其中一种情形",
    "anyOf": "至少要符合一种情形",
}
