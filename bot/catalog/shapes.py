"""The shape of each kind of file, as JSON Schema published for editors; errors told in Chinese with their line."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from .issues import Issue, did_you_mean
from .yaml_reader import Document

_ROOT: Final = Path(__file__).resolve().parents[2]
#: Role of a file -> its published schema. Texts are flat and checked by hand.
SCHEMAS: Final = {
    "dictionary": "forms/dictionary.schema.json",
    "figures": "forms/figures.schema.json",
    "layout": "forms/layout.schema.json",
    "materials": "forms/materials.schema.json",
    "scenario": "scenarios/scenario.schema.json",
    "knowledge": "scenarios/knowledge.schema.json",
}
_TYPES: Final = {
    "string": "文字",
    "number": "数字",
    "integer": "整数",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "一组键和值",
    "null": "空",
}


def shape_issues(role: str, document: Document) -> list[Issue]:
    """What in the document does not have the shape of its role."""
    if role == "texts":
        return _flat(document)
    return [_issue(document, error) for error in _validator(role).iter_errors(document.data)]


@cache
def _validator(role: str) -> Draft202012Validator:
    schema = json.loads((_ROOT / SCHEMAS[role]).read_text("utf-8"))
    is_text = Draft202012Validator.TYPE_CHECKER.is_type
    checker = Draft202012Validator.TYPE_CHECKER.redefine(
        "string", lambda _, value: isinstance(value, date) or is_text(value, "string")
    )
    return _with(checker)(schema)


def _with(checker: Any) -> Any:
    from jsonschema.validators import extend  # noqa: PLC0415 - used once, for dates written without quotes

    return extend(Draft202012Validator, type_checker=checker)


def _issue(document: Document, error: ValidationError) -> Issue:
    path = tuple(error.absolute_path)
    place = ".".join(str(part) for part in path) or "文件"
    line = document.line(*path)
    handler = _TELL.get(str(error.validator), _other)
    what, remedy, suggestion, extra = handler(error, place)
    return Issue(document.file, document.line(*path, extra) if extra else line, "SHAPE-01", what, remedy, suggestion)


def _additional(error: ValidationError, place: str) -> tuple[str, str, str, str]:
    known = error.schema.get("properties", {})
    extra = next(key for key in error.instance if key not in known)
    return f"{place} 里不认识 {extra}。", f"可以写：{'、'.join(known)}。", did_you_mean(extra, known), extra


def _required(error: ValidationError, place: str) -> tuple[str, str, str, str]:
    missing = next(key for key in error.validator_value if key not in error.instance)
    return f"{place} 里缺少 {missing}。", "补上这一项。", "", ""


def _type(error: ValidationError, place: str) -> tuple[str, str, str, str]:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    return f"{place} 应当是{'或'.join(_TYPES[one] for one in wanted)}。", "改成规定的样子；编号和代码要加引号。", "", ""


def _enum(error: ValidationError, place: str) -> tuple[str, str, str, str]:
    known = [str(one) for one in error.validator_value]
    return (
        f"{place} 不能写 {error.instance}。",
        f"可以写：{'、'.join(known)}。",
        did_you_mean(str(error.instance), known),
        "",
    )


def _other(error: ValidationError, place: str) -> tuple[str, str, str, str]:
    return f"{place} 的内容不符合格式。", f"照 {error.validator}：{error.validator_value} 改。", "", ""


_TELL: Final[dict[str, Any]] = {
    "additionalProperties": _additional,
    "required": _required,
    "type": _type,
    "enum": _enum,
}


def _flat(document: Document) -> list[Issue]:
    if not isinstance(document.data, dict):
        return [Issue(document.file, 1, "SHAPE-01", "文字文件应当是编号和文字的对照。", "每行写「编号: 文字」。")]
    return [
        Issue(document.file, document.line(key), "SHAPE-01", f"{key} 应当是文字。", "改成文字；是、否、数字要加引号。")
        for key, text in document.data.items()
        if not isinstance(text, str)
    ]
