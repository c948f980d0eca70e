"""A project with one shop, for tests that need a server and not all that is published: it is read in a third of the time."""

from __future__ import annotations

import shutil
from pathlib import Path

from ruamel.yaml import YAML

from tests.content.published import FORM, ROOT, SCENARIOS, whole

SHOP = "beverage_shop"


def one_shop(folder: Path) -> Path:
    """The folder with forms and scenarios: the drinks shop as it is published, with what its fragments say written out."""
    forms, scenarios = folder / "forms", folder / "scenarios"
    shutil.copytree(FORM, forms / FORM.name, ignore=shutil.ignore_patterns("examples"))
    for name in ("dictionary.yml", "figures.yml"):
        shutil.copy(ROOT / "forms" / name, forms / name)
    shutil.copytree(ROOT / "scenarios" / "shared", scenarios / "shared")
    (scenarios / "knowledge").mkdir()
    shutil.copy(ROOT / "scenarios/knowledge/food.yml", scenarios / "knowledge")
    (file,) = (one for one in SCENARIOS if one.stem == SHOP)
    (scenarios / "food").mkdir()
    YAML(typ="safe").dump(whole(file), scenarios / "food" / file.name)
    return folder
