"""A draft of `daoban new`, carried through by its guide alone, passes the checks and plays."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from bot.catalog import load
from tests.serving import ROOT

from .test_tutorial import PARTS
from .tutorial import blocks, follow, steps

GUIDE = ROOT / "scenarios/DRAFTING.md"


def test_nothing_that_looks_like_a_step_is_left_out() -> None:
    assert steps(GUIDE) == blocks(GUIDE)


def test_a_draft_becomes_a_scenario_by_its_guide(tmp_path: Path) -> None:
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy(ROOT / part, tmp_path / part)
    assert len(list(follow(GUIDE, tmp_path))) == len(steps(GUIDE))
    assert "congee_shop" in load(tmp_path, today=date.today()).current
