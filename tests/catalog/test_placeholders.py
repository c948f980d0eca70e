"""What the table says is filled into a text is what the program fills in, and what the shipped texts have."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from bot.catalog import read_texts
from bot.catalog.placeholders import NEEDED, REJECTIONS, SPOKEN

ROOT = Path(__file__).resolve().parents[2]
_SAYS = {"text", "listed"}


def filled() -> dict[str, list[set[str]]]:
    """Text id -> the names that each place of the program fills in, as far as it names the text itself."""
    found: defaultdict[str, list[set[str]]] = defaultdict(list)
    for folder in ("actions/speech", "bot/engine"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                    names = _names(node)
                    if names is not None:
                        found[str(node.args[0].value)].append(names)
    return found


def _names(call: ast.Call) -> set[str] | None:
    """What a call that says a text fills in; None when it says none, or one cannot tell."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in _SAYS and isinstance(call.func, ast.Attribute) and all(word.arg is not None for word in call.keywords):
        return {"items"} if name == "listed" else {str(word.arg) for word in call.keywords}
    if name in ("Notice", "Rejection"):
        given = call.args[1] if len(call.args) > 1 else ast.Dict(keys=[], values=[])
        if isinstance(given, ast.Dict) and all(isinstance(key, ast.Constant) for key in given.keys):
            return {str(key.value) for key in given.keys if isinstance(key, ast.Constant)}
    return None


@pytest.mark.parametrize("key, names", [(key, names) for key, all_ in sorted(filled().items()) for names in all_])
def test_the_program_fills_in_what_a_text_must_have(key: str, names: set[str]) -> None:
    slots = {**SPOKEN, **REJECTIONS}[key]
    # What is rejected is always told with the label of what was asked.
    assert slots.must <= names | {"label"}
    assert slots.may - {"title", "label"} <= names


def test_most_texts_with_placeholders_are_named_by_the_program() -> None:
    named = filled()
    assert len([key for key, slots in SPOKEN.items() if slots.must and key in named]) >= 30


@pytest.mark.parametrize("file", list(NEEDED))
def test_the_shipped_texts_have_just_what_the_table_says(file: str) -> None:
    texts = read_texts(ROOT / file)
    assert set(texts) == set(NEEDED[file])
    for key, text in texts.items():
        slots = NEEDED[file][key]
        assert slots.must <= set(re.findall(r"\{(\w+)\}", text)) <= slots.must | slots.may, key
