"""`daoban paths` as an author runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import warm
from tests.catalog.tree import LAYOUT, TEA, edit, plant


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, output and error output of the real command."""
    done = warm.run("paths", *arguments, timeout=300)
    return done.returncode, done.stdout, done.stderr


def test_a_scenario_without_dead_ends_is_summed_up(tmp_path: Path) -> None:
    code, text, _ = run("--root", str(plant(tmp_path / "tree")))
    assert code == 0
    assert "开一家奶茶店（tea）" in text
    assert "每一种组合都走了：5 条路" in text
    assert "4 条  可以提交" in text
    assert "1 条  到别处办（stall）" in text
    assert text.endswith("没有走不通的路\n")


def test_a_dead_end_is_told_with_its_line_and_exit_code(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, TEA, "- {form: permit}", "- {form: permit, when: shop.drinks has 'juice'}")
    code, text, _ = run("--root", str(root))
    assert code == 1
    assert f"{TEA}:6  PATH-01  " in text
    assert "没有一张申请表要交" in text


def test_mistakes_that_check_finds_come_first(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, LAYOUT, "fact: shop.name}", "fact: shop.nam}")
    code, text, error = run("--root", str(root))
    assert (code, error) == (1, "先改好这些问题，才走得了。\n")
    assert f"{LAYOUT}:8  FACT-01" in text


@pytest.mark.parametrize("form, ending", [("html", "html"), ("csv", "csv"), ("markdown", "md")])
def test_tables_are_written_where_they_are_wanted(form: str, ending: str, tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    code, text, _ = run("tea", "--root", str(root), "--format", form)
    assert code == 0
    assert "开一家奶茶店" in text or form == "csv"
    assert text.count("可以提交") >= 4
    (tmp_path / "out").mkdir()
    assert run("tea", "--root", str(root), "--format", form, "--out", str(tmp_path / "out"))[0] == 0
    assert (tmp_path / f"out/tea.{ending}").read_text("utf-8").count("可以提交") == text.count("可以提交")


def test_the_same_situations_under_other_files_are_compared(tmp_path: Path) -> None:
    before, after = plant(tmp_path / "before"), plant(tmp_path / "after")
    edit(after, TEA, "when: shop.drinks has 'juice', warn: [W-CHECK]", "when: shop.drinks has 'juice', outcome: stall")
    code, text, _ = run("--root", str(after), "--against", str(before))
    assert code == 0
    # With juice the matter now ends before the area is asked: what were two ways is one, and is another's result.
    assert "1 条路的结果和以前不一样，3 条一样" in text
    assert "结果：可以提交 → 到别处办（stall）" in text


WRONG: list[Any] = [
    pytest.param(["tee"], "是不是 tea？", id="unknown-scenario"),
    pytest.param(["--at", "2027-02-30"], "不是日期", id="no-date"),
    pytest.param(["--against", "no-such-place"], "no-such-place", id="nothing-to-compare-with"),
]


@pytest.mark.parametrize("arguments, says", WRONG)
def test_wrong_use_is_told(arguments: list[str], says: str, tmp_path: Path) -> None:
    code, _, error = run("--root", str(plant(tmp_path / "tree")), *arguments)
    assert code == 2
    assert says in error
    assert "Traceback" not in error
