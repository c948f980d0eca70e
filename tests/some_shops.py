"""A project with a few of the published scenarios, for tests that do not need all: it is read in a fraction of the time."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from pathlib import Path

from tests.serving import ROOT

SEVEN = frozenset(
    {
        "beverage_shop",
        "noodle_shop",
        "convenience_store",
        "bookshop",
        "online_bookshop",
        "book_site",
        "bookshop_cafe",
    }
)
_INCLUDED = re.compile(r"fragment: ([a-z_/]+)")
#: The scenarios that a table of situations is for.
_TOLD_OF = re.compile(r"^scenario: \[(.+)\]$", re.MULTILINE)


#: Every rule of the fragments that the drinks shop includes plays a role in one of these.
TWO = frozenset({"beverage_shop", "takeaway_kitchen"})


def some_shops(root: Path, names: Collection[str] = SEVEN) -> Path:
    """The folder with forms and scenarios: these scenarios as they are published, with their fragments and their own stories."""
    for name in ("forms", "scenarios"):
        shutil.copytree(ROOT / name, root / name)
    (root / "forms" / "bundles.yml").unlink()  # of scenarios that are not here
    scenarios = root / "scenarios"
    included: set[Path] = set()
    for file in scenarios.glob("*/*.yml"):
        text = file.read_text("utf-8")
        if not re.search(r"^theme: ", text, re.MULTILINE):
            continue
        if file.stem not in names:
            file.unlink()
            continue
        for name in _INCLUDED.findall(text):
            folder, _, fragment = name.rpartition("/")
            included.add(scenarios / (folder or file.parent.name) / "fragments" / f"{fragment}.yml")
    for folder in {file.parent for file in (ROOT / "scenarios").glob("*/*.yml")}:
        if (folder / "fragments").is_dir() and not [*(scenarios / folder.name).glob("*.yml")]:
            shutil.rmtree(scenarios / folder.name)
    for fragment in {*scenarios.glob("*/fragments/*.yml")} - included:
        fragment.unlink()
    for story in (scenarios / "stories").glob("*-*.yml"):
        if story.stem.partition("-")[0] not in names:
            story.unlink()
            continue
        text = story.read_text("utf-8")
        story.write_text(_TOLD_OF.sub(lambda match: _only(match[1], names), text), "utf-8")
    return root


def _only(listed: str, names: Collection[str]) -> str:
    """The line of a table that names its scenarios, with those that are there."""
    return f"scenario: [{', '.join(one for one in listed.split(', ') if one in names)}]"
