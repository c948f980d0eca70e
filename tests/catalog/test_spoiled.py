"""However one entry of the files is spoiled, authors get issues with a place, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.catalog import check

from .tree import TODAY, VALID, plant

#: Texts one like the other, of which text.zh.yml has two.
ALIKE = {"wording.zh.yml"}
FILES = sorted(path.relative_to(VALID).as_posix() for path in VALID.rglob("*.*") if path.name not in ALIKE)
GONE = object()
ODD: list[Any] = [GONE, None, 8, "unknown.name", "2026-13-45", [], {}, ["a", "a"]]


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from _places(child, (*path, key))


def _spoil(data: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """A copy of the data where the place holds something odd, or nothing."""
    if not path:
        return None if odd is GONE else odd
    copy = dict(data) if isinstance(data, dict) else list(data)
    if odd is GONE and len(path) == 1:
        del copy[path[0]]
    else:
        copy[path[0]] = _spoil(copy[path[0]], path[1:], odd)
    return copy


@pytest.mark.parametrize("file", FILES)
def test_a_spoiled_entry_is_told_with_its_place(file: str, tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    target = root / file
    data = YAML(typ="safe").load(target.read_text("utf-8"))
    tried = 0
    for path in _places(data):
        for odd in ODD:
            target.write_text(json.dumps(_spoil(data, path, odd), ensure_ascii=False, default=str), "utf-8")
            issues = check(root, today=TODAY)
            tried += 1
            assert all(issue.what and issue.remedy and (root / issue.file).is_relative_to(root) for issue in issues), (
                path
            )
    assert tried >= len(ODD) * 2
