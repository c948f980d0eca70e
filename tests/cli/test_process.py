"""`daoban process` and `daoban simulate`: what they print, what they write, and how they refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.broken.test_broken import lay_out
from tests.cli.test_commands import daoban


def test_without_a_name_it_lists_forms_and_bundles() -> None:
    done = daoban("process")
    assert (done.returncode, done.stderr) == (0, "")
    assert "drug_retail  药品经营许可证申请表（零售）" in done.stdout.splitlines()
    assert "ktv  歌舞娱乐一次办：entertainment_venue、public_hygiene、food_operation" in done.stdout.splitlines()


def test_one_form_and_several_as_a_bundle() -> None:
    one = daoban("process", "food_operation")
    assert (one.returncode, one.stderr) == (0, "")
    assert one.stdout.splitlines()[0] == "食品经营许可申请书"
    assert "最迟第 20 个工作日办完。" in one.stdout  # accept 5, decide 10 from there, issue 5
    several = daoban("process", "publication_retail", "food_operation")
    assert several.stdout.splitlines()[0] == "书店加咖啡一次办"
    assert "一起办最迟第 30 个工作日办完，一个接一个最迟第 50 个工作日办完。" in several.stdout
    assert daoban("process", "bookshop_cafe").stdout == several.stdout


def test_the_picture_goes_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "图.svg"
    done = daoban("process", "ktv", "--svg", str(file))
    assert (done.returncode, done.stdout) == (0, f"画好了：{file}\n")
    assert file.read_text("utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["food"], "没有申请表 food。", id="no-such-form"),
        pytest.param(["food_operatoin"], "是不是 food_operation？", id="nearly-a-form"),
        pytest.param(["ktv", "food_operation"], "没有申请表 ktv。", id="a-bundle-beside-a-form"),
        pytest.param(["ktv", "--root", "nowhere"], "没有这个文件夹：nowhere", id="no-folder"),
        pytest.param(["ktv", "--svg", "nowhere/x.svg"], "写不了 nowhere/x.svg", id="no-place-to-write"),
        pytest.param(["ktv", "--svg", "README.md"], "不是.svg 文件，没有动它", id="another-file"),
        pytest.param(["ktv", "--at", "昨天"], "昨天 不是日期", id="no-day"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(arguments: list[str], told: str) -> None:
    done = daoban("process", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_mistakes_are_told_as_check_tells_them(tmp_path: Path) -> None:
    lay_out("PROCESS-05", tmp_path / "tree")
    for command in (["process", "permit"], ["simulate"]):
        done = daoban(*command, "--root", str(tmp_path / "tree"))
        assert (done.returncode, done.stdout) == (1, "")
        assert "forms/permit/process.yml:7  PROCESS-05  步骤互相等待" in done.stderr


def test_the_comparison_is_the_same_for_the_same_seed() -> None:
    first, again, other = (daoban("simulate", "--cases", "300", "--seed", seed) for seed in ("5", "5", "6"))
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == again.stdout != other.stdout
    assert "抽了 300 件（--seed 5）" in first.stdout
    rows = re.findall(r"^(\S+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)$", first.stdout, re.MULTILINE)
    assert rows[0][:2] == ("全部", "300")
    assert sum(int(row[1]) for row in rows[1:]) == 300
    for _, _, one_by_one, at_once, saved, tenth in rows:
        assert int(one_by_one) > int(at_once) > 0
        assert 0 < int(saved) <= int(tenth)


def test_without_bundles_there_is_nothing_to_draw(tmp_path: Path) -> None:
    lay_out("", tmp_path / "tree")
    done = daoban("simulate", "--root", str(tmp_path / "tree"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "没有可以抽的组合" in done.stderr
