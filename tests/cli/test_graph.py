"""`daoban graph`: a file to open, whatever is wrong told in one line, and the picture that the browser really draws."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.broken.test_broken import lay_out, run_check
from tests.catalog.tree import TEA, plant
from tests.cli.test_commands import daoban


def test_without_a_name_it_lists_the_scenarios() -> None:
    done = daoban("graph")
    assert (done.returncode, done.stderr) == (0, "")
    assert "beverage_shop  开一家奶茶店（饮品店）" in done.stdout.splitlines()


def test_svg_goes_to_standard_output_unless_a_file_is_named(tmp_path: Path) -> None:
    printed = daoban("graph", "beverage_shop", "--at", "2026-11-24")
    file = tmp_path / "图.svg"
    written = daoban("graph", "beverage_shop", "--at", "2026-11-24", "--out", str(file))
    assert (printed.returncode, printed.stderr, written.returncode) == (0, "", 0)
    assert written.stdout == f"画好了：{file}\n"
    assert file.read_text("utf-8") == printed.stdout
    root = ElementTree.fromstring(printed.stdout)
    assert [part.text for part in root[:1]] == ["开一家奶茶店（饮品店）"]


def test_mermaid_is_a_flow_chart() -> None:
    done = daoban("graph", "noodle_shop", "--format", "mermaid")
    assert done.returncode == 0
    assert "flowchart TD" in done.stdout.splitlines()[:2]
    assert "现场制作的食品含" in done.stdout


def test_the_figures_are_those_of_the_day(tmp_path: Path) -> None:
    lay_out("", tmp_path / "tree")
    figures = tmp_path / "tree/forms/figures.yml"
    period = "      - {value: 150, from: 2024-01-01, source: 《某条例》第二条}\n"
    text = figures.read_text("utf-8")
    assert period in text
    later = period.replace("150", "200").replace("2024-01-01", "2027-01-01")
    figures.write_text(text.replace(period, period.replace(", source", ", until: 2026-12-31, source") + later), "utf-8")
    for day, area in (("2026-12-31", "面积不超过150㎡"), ("2027-01-01", "面积不超过200㎡")):
        done = daoban("graph", "tea", "--root", str(tmp_path / "tree"), "--format", "mermaid", "--at", day)
        assert area in done.stdout.replace("<br/>", "")


@pytest.mark.parametrize("case", ["REACH-01", "REACH-02", "REACH-03", "OUTCOME-02"])
def test_what_cannot_be_reached_is_drawn_in_red(case: str, tmp_path: Path) -> None:
    lay_out(case, tmp_path / "tree")
    done = daoban("graph", "noodle", "--root", str(tmp_path / "tree"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count('data-unreachable="true"') >= 1
    file = tmp_path / "noodle.svg"
    told = daoban("graph", "noodle", "--root", str(tmp_path / "tree"), "--out", str(file)).stdout
    assert told == f"画好了：{file}，红色的 1 处走不到\n"


def test_other_mistakes_are_told_as_check_tells_them(tmp_path: Path) -> None:
    lay_out("COND-02", tmp_path / "tree")
    done = daoban("graph", "noodle", "--root", str(tmp_path / "tree"))
    assert (done.returncode, done.stdout) == (1, "")
    checked = run_check(tmp_path / "tree")[1].splitlines()
    assert done.stderr.splitlines()[: len(checked) - 1] == checked[:-1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["beverage"], "没有主题 beverage。是不是 beverage_shop？", id="nearly-a-name"),
        pytest.param(["zzz"], "没有主题 zzz。可以画：", id="no-such-name"),
        pytest.param(["../secrets"], "没有主题 ../secrets。", id="a-path-is-no-name"),
        pytest.param(["beverage_shop", "--at", "昨天"], "昨天 不是日期", id="no-day"),
        pytest.param(["beverage_shop", "--format", "png"], "png", id="no-such-format"),
        pytest.param(["beverage_shop", "--root", "nowhere"], "没有这个文件夹：nowhere", id="no-folder"),
        pytest.param(["beverage_shop", "--out", "nowhere/x.svg"], "写不了 nowhere/x.svg", id="no-place-to-write"),
    ],
)
def test_what_is_typed_wrong_gets_one_clear_line(arguments: list[str], told: str) -> None:
    done = daoban("graph", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["graph", "tea", "--format", "svg"], ["graph", "tea", "--format", "mermaid"], ["paths", "tea", "--format", "csv"]],
)
def test_no_file_of_another_kind_is_written_over(arguments: list[str], tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    before = (root / TEA).read_bytes()
    done = daoban(*arguments, "--root", str(root), "--out", str(root / TEA))
    assert (done.returncode, (root / TEA).read_bytes()) == (2, before)
    assert "没有动它" in done.stderr
