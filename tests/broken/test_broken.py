"""`daoban check` names every planted mistake: its file, line, code, what is wrong and how to put it right."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests import warm

HERE = Path(__file__).parent
CATALOG = HERE.parents[1] / "bot/catalog"
CASES = sorted(file.parent.name for file in HERE.glob("*/expected.txt"))
#: Files too large to keep: made when their case is laid out.
MADE = {"YAML-02": {"scenarios/knowledge/long.yml": "# " + "长" * 2_000_000}}
SHANGHAI = ZoneInfo("Asia/Shanghai")


def lay_out(case: str, root: Path) -> None:
    """The valid tree with the case's files over it."""
    shutil.copytree(HERE / "valid", root)
    if case:
        shutil.copytree(HERE / case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    for name, text in MADE.get(case, {}).items():
        (root / name).write_text(text, "utf-8")


def run_check(root: Path) -> tuple[int, str, str]:
    """Exit code, output and error output of the real command."""
    done = warm.run("check", "--root", str(root))
    return done.returncode, done.stdout, done.stderr


def test_the_valid_tree_has_no_mistake(tmp_path: Path) -> None:
    lay_out("", tmp_path / "tree")
    assert run_check(tmp_path / "tree") == (0, "没有发现问题\n", "")


@pytest.mark.parametrize("case", CASES)
def test_the_mistake_is_named_whole(case: str, tmp_path: Path) -> None:
    lay_out(case, tmp_path / "tree")
    before = datetime.now(SHANGHAI).date()
    found = run_check(tmp_path / "tree")
    days = {before, datetime.now(SHANGHAI).date()}
    expected = (HERE / case / "expected.txt").read_text("utf-8")
    assert found in [(1, expected.replace("{today}", day.isoformat()), "") for day in days]


def test_every_code_has_its_broken_file() -> None:
    source = "\n".join(file.read_text("utf-8") for file in CATALOG.glob("*.py"))
    codes = set(re.findall(r'"([A-Z]+-\d{2})"', source))
    provoked = {
        code
        for case in CASES
        for code in re.findall(r"  ([A-Z]+-\d{2})  ", (HERE / case / "expected.txt").read_text("utf-8"))
    }
    assert codes == provoked
    assert all(re.match(r"[A-Z]+-\d{2}(?=$|-)", case).group() in codes for case in CASES)


def test_mistakes_of_several_files_come_together_sorted_by_place(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    for case in ("YAML-03", "JSON-02", "TEXT-02", "COND-02", "KNOW-01", "LIMIT-01"):
        lay_out(case, tmp_path / case)
        shutil.copytree(tmp_path / case, root, dirs_exist_ok=True)
        shutil.copytree(HERE / case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    code, text, error = run_check(root)
    places = re.findall(r"^(\S+):(\d+)  ([A-Z]+-\d{2})  ", text, re.MULTILINE)
    assert (code, error) == (1, "")
    assert places == sorted(places, key=lambda place: (place[0], int(place[1]), place[2]))
    assert {found for _, _, found in places} == {"JSON-02", "TEXT-02", "COND-02", "KNOW-01", "LIMIT-01"}
