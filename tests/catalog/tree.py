"""The small valid tree of ``tests/broken``, with changes laid over it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

VALID = Path(__file__).resolve().parents[1] / "broken" / "valid"
TODAY = date(2026, 11, 24)

DICTIONARY, FIGURES, TEXTS = "forms/dictionary.yml", "forms/figures.yml", "scenarios/shared/text.zh.yml"
LAYOUT, SCHEMA, MATERIALS = "forms/permit/layout.yml", "forms/permit/form.schema.json", "forms/permit/materials.yml"
TEA, KNOWLEDGE = "scenarios/food/tea.yml", "scenarios/knowledge/tea.yml"


def plant(root: Path) -> Path:
    """A fresh copy of the valid tree."""
    shutil.copytree(VALID, root)
    return root


def write(root: Path, files: Mapping[str, str]) -> None:
    """Files laid over the tree."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def edit(root: Path, file: str, old: str, new: str) -> None:
    """The one place of a file where ``old`` stands says ``new``."""
    text = (root / file).read_text("utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in {file}")
    (root / file).write_text(text.replace(old, new), "utf-8")
