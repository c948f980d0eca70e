"""The shape of each kind of file, as JSON Schema published for editors; errors told in Chinese with their line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from .issues import Issue, did_you_mean
from .quick_validator import QuickValidator
from .yaml_reader import Document

_ROOT: Final = Path(__file__).resolve().parents[2]
#: Role of a file -> its published schema. Texts are flat and checked by hand.
SCHEMAS: Final = {
    "dictionary": "forms/dictionary.schema.json",
    "figures": "forms/figures.schema.json",
    "items": "forms/items.schema.json",
    "layout": "forms/layout.schema.json",
    "materials": "forms/materials.schema.json",
    "process": "forms/process.schema.json",
    "departments": "forms/departments.schema.json",
    "joint": "forms/bundles.schema.json",
    "catalogue": "forms/catalogue.schema.json",
    "platform": "forms/platform.schema.json",
    "sources": "forms/sources.schema.json",
    "scenario": "scenarios/scenario.schema.json",
    "fragment": "scenarios/fragment.schema.json",
    "knowledge": "scenarios/knowledge.schema.json",
    "story": "scenarios/story.schema.json",
    "usual": "scenarios/usual.schema.json",
    "phrases": "scenarios/phrases.schema.json",
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
    return list(_found(role, document))


def shape_issues_by(schema: Path, document: Document) -> list[Issue]:
    """The same for a file that is none of a catalog's, by the schema that is published for it."""
    return [issue for error in _validator(schema).iter_errors(document.data) for issue in _issues(document, error)]


@lru_cache(maxsize=4096)
def _found(role: str, document: Document) -> tuple[Issue, ...]:
    if role == "texts":
        return tuple(_flat(document))
    return tuple(shape_issues_by(_ROOT / SCHEMAS[role], document))


def _is_type(validator: Any, instance: Any, name: str) -> bool:
    """As JSON Schema has it, but that 1000.0 is no whole number: it would go on, and be told, as it is written."""
    return QuickValidator.is_type(validator, instance, name) and not (name == "integer" and isinstance(instance, float))


_Written: Final[Any] = extend(QuickValidator)
_Written.evolve, _Written.is_type = QuickValidator.evolve, _is_type


@cache
def _validator(schema: Path) -> Any:
    return _Written(json.loads(schema.read_text("utf-8")))


def _issues(document: Document, error: ValidationError) -> Iterator[Issue]:
    path = tuple(error.absolute_path)
    place = in_words(path)
    for told in _TELL.get(str(error.validator), _other)(error, place):
        yield Issue(
            document.file, document.line(*path, *told.inside), "SHAPE-01", told.what, told.remedy, told.suggestion
        )


def in_words(path: tuple[str | int, ...]) -> str:
    """A path in words that count from one: 「rules 第 3 项的 when」."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f" 第 {part + 1} 项"
        else:
            words += f"{'' if not words else '的 ' if words.endswith('项') else ' 的 '}{part}"
    return words or "整个文件"


class _Told(NamedTuple):
    what: str
    remedy: str
    suggestion: str = ""
    inside: tuple[str, ...] = ()


def _additional(error: ValidationError, place: str) -> Iterator[_Told]:
    known = error.schema.get("properties", {})
    for extra in error.instance:
        if extra not in known:
            what = f"{place}里不认识 {extra}。"
            yield _Told(what, f"这里可以写：{'、'.join(known)}。", did_you_mean(extra, known), (extra,))


def _required(error: ValidationError, place: str) -> Iterator[_Told]:
    for missing in error.validator_value:
        if missing not in error.instance:
            yield _Told(f"{place}里缺少 {missing}。", f"加一行「{missing}: ……」。")


def _type(error: ValidationError, place: str) -> Iterator[_Told]:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    remedy = "改成规定的样子。"
    if "string" in wanted and isinstance(error.instance, (bool, int, float)):
        remedy = "给它加上引号；编号、代码和号码都要加引号。"
    elif "string" in wanted and isinstance(error.instance, dict):
        remedy = "整段文字加上双引号，花括号和冒号才会当成文字。"
    yield _Told(f"{place} 应当是{'或'.join(_TYPES[one] for one in wanted)}。", remedy)


def _enum(error: ValidationError, place: str) -> Iterator[_Told]:
    known = [str(one) for one in error.validator_value]
    found = str(error.instance)[:40]
    yield _Told(f"{place} 不能写 {found}。", f"可以写：{'、'.join(known)}。", did_you_mean(found, known))


def _min_items(error: ValidationError, place: str) -> Iterator[_Told]:
    yield _Told(f"{place} 是空的。", f"至少写 {error.validator_value} 项。")


def _other(error: ValidationError, place: str) -> Iterator[_Told]:
    yield _Told(f"{place} 的内容不符合格式。", f"照 {error.validator}：{error.validator_value} 改。")


_TELL: Final[dict[str, Callable[[ValidationError, str], Iterator[_Told]]]] = {
    "additionalProperties": _additional,
    "required": _required,
    "type": _type,
    "enum": _enum,
    "minItems": _min_items,
}


def _flat(document: Document) -> list[Issue]:
    if not isinstance(document.data, dict):
        return [Issue(document.file, 1, "SHAPE-01", "文字文件应当是编号和文字的对照。", "每行写「编号: 文字」。")]
    return [
        Issue(
            document.file,
            document.line(key),
            "SHAPE-01",
            f"{key} 应当是文字。",
            "改成文字；数字、true、带花括号的文字要加引号。",
        )
        for key, text in document.data.items()
        if not isinstance(text, str)
    ]
