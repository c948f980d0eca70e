"""JSON text -> plain data; what is not strict JSON, or not a sound schema, is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from bot.engine.pointers import find

from .circles import circle
from .issues import Issue
from .own_files import text_of
from .patterns import fault_of
from .quick_validator import QuickValidator

_BAD_JSON: Final = "检查引号、逗号和括号；可以在编辑器里打开，看红线标在哪里。"
_REFERENCES: Final = ("$ref", "$dynamicRef")


class _Refused(ValueError):
    """Valid for Python's reader, but not to be taken; the message is in Chinese."""


def read_json(root: Path, file: Path) -> tuple[Any, list[Issue]]:
    """The file's data, or None with what keeps it from being read."""
    name = file.relative_to(root).as_posix()
    try:
        text = text_of(root, file)
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant), []
    except OSError:
        return None, [Issue(name, 0, "JSON-01", "没有这个文件，或者文件读不了。", "补上这个文件。")]
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        return None, [Issue(name, line, "JSON-01", "这里不是 UTF-8 编码的文字。", "用 UTF-8 编码重新保存文件。")]
    except json.JSONDecodeError as fault:
        return None, [Issue(name, fault.lineno, "JSON-02", "这里不是合法的 JSON。", _BAD_JSON)]
    except _Refused as fault:
        return None, [Issue(name, 0, "JSON-02", str(fault), "删掉多余的，或者改成普通的数字。")]
    except ValueError:
        return None, [Issue(name, 0, "JSON-02", "有一个数字太长，读不了。", "改成普通的数字。")]
    except RecursionError:
        return None, [Issue(name, 0, "JSON-02", "括号一层套一层，太深了。", "少套几层。")]


def read_schema(root: Path, file: Path) -> tuple[Mapping[str, Any] | None, list[Issue]]:
    """The form's schema, or None with what keeps it from being used."""
    schema, issues = read_json(root, file)
    issues = issues or schema_issues(file.relative_to(root).as_posix(), schema)
    return (None, issues) if issues else (schema, [])


def schema_issues(name: str, schema: Any) -> list[Issue]:
    """Why a form's schema cannot be used: it must be draft 2020-12 and refer to nothing outside itself."""
    if not isinstance(schema, dict):
        return [Issue(name, 0, "SCHEMA-01", "申请表的规则应当是花括号括起来的一组键和值。", "照 draft 2020-12 改。")]
    return list(_schema_issues(name, json.dumps(schema)))


@lru_cache(maxsize=64)
def _schema_issues(name: str, text: str) -> tuple[Issue, ...]:
    schema = json.loads(text)
    meta = QuickValidator(QuickValidator.META_SCHEMA)
    places = ["/".join(str(part) for part in error.absolute_path) for error in meta.iter_errors(schema)]
    patterns = ((pattern, fault_of(pattern)) for pattern in _texts(schema, ("pattern",)))
    places += [f"pattern {pattern} {fault}" for pattern, fault in patterns if fault is not None]
    found = [
        Issue(name, 0, "SCHEMA-01", f"不是合法的 JSON Schema：{place}。", "照 draft 2020-12 改。") for place in places
    ]
    return tuple(found or _reference_issues(name, schema))


def _reference_issues(name: str, schema: Mapping[str, Any]) -> Iterator[Issue]:
    targets: dict[str, Any] = {}
    for reference in _texts(schema, _REFERENCES):
        target = find(schema, reference.removeprefix("#"))
        if not reference.startswith("#/"):
            yield Issue(
                name, 0, "SCHEMA-02", f"引用了文件之外的 {reference}。", "把内容放进 $defs，用 #/$defs/名字 引用。"
            )
        elif not isinstance(target, dict):
            yield Issue(name, 0, "SCHEMA-02", f"引用的 {reference} 在文件里没有。", "改引用，或者在 $defs 里加上。")
        else:
            targets[reference] = target
    needs = {reference: set(_texts(target, _REFERENCES)) for reference, target in targets.items()}
    around: dict[frozenset[str], list[str]] = {}
    for reference in sorted(needs):
        found = circle(reference, needs)
        around.setdefault(frozenset(found), found)
    for found in filter(None, around.values()):
        what = f"引用转了一圈：{' → '.join([*found, found[0]])}。"
        yield Issue(name, 0, "SCHEMA-03", what, "去掉其中一个引用。")


def _texts(node: Any, keys: tuple[str, ...]) -> Iterator[str]:
    """Every text under one of the keys, at any depth."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict):
        yield from (node[key] for key in keys if isinstance(node.get(key), str))
    for child in children:
        yield from _texts(child, keys)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise _Refused(f"同一对花括号里 {twice} 写了两次。")
    return data


def _no_constant(text: str) -> Any:
    raise _Refused(f"{text} 不是 JSON 的数字。")
