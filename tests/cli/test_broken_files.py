"""Commands that need the authors' files whole tell their mistakes as `daoban check` does, and end."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import warm

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {"play": ["play"], "route": ["route", "我想开一家奶茶店"], "test": ["test"]}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return warm.run(*arguments)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The valid tree, with a story."""
    root = tmp_path / "tree"
    shutil.copytree(ROOT / "tests/broken/valid", root)
    story = root / "scenarios/stories/tea.yml"
    story.parent.mkdir()
    story.write_text("today: 2026-11-24\nturns:\n  - say: 我想开一家奶茶店\n    expect: {asked: shop.place}\n")
    return root


@pytest.mark.parametrize("command", COMMANDS)
def test_mistakes_are_told_as_check_tells_them(command: str, tree: Path) -> None:
    file = tree / "scenarios/food/tea.yml"
    file.write_text(file.read_text("utf-8").replace("outcome: stall", "outcome: stal"))
    told = run("check", "--root", str(tree)).stdout
    done = run(*COMMANDS[command], "--root", str(tree))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
    assert "OUTCOME-01" in told


@pytest.mark.parametrize("command", COMMANDS)
def test_a_root_that_is_not_there_is_told(command: str) -> None:
    done = run(*COMMANDS[command], "--root", "nowhere")
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)


@pytest.mark.parametrize("command, said", [("play", "您："), ("route", '"tea"'), ("test", "1 个故事，1 个通过")])
def test_the_files_of_another_root_are_used(command: str, said: str, tree: Path) -> None:
    done = run(*COMMANDS[command], "--root", str(tree))
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout
