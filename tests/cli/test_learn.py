"""`daoban learn` as an author types it: a report of a real database, and phrases added to real files."""

from __future__ import annotations

import difflib
import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from actions.inbound import Inbound
from actions.local_time import now
from actions.opening import Core, open_core
from actions.settings import read_settings
from bot.engine import Case
from tests.cli.test_commands import daoban
from tests.some_shops import some_shops


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the authors' folders; as it is before anything is done with it, it stands beside, as ``before``."""
    some_shops(tmp_path / "before")
    shutil.copytree(tmp_path / "before", tmp_path / "root")
    return tmp_path / "root"


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder in which four people were not understood, five days ago."""
    folder = tmp_path_factory.mktemp("learn")
    core: Core = open_core(read_settings({"DAOBAN_VAR": str(folder)}), clock=lambda: now() - timedelta(days=5))
    for number in range(4):
        name = f"c_{number}"
        core.store.create(name, channel="web", token_hash=None, case=Case(name))
        for at, text in enumerate(("我想开一家奶茶店", "执照正在批", "我叫张伟一三八")):
            core.conversations.take(name, Inbound(f"m{at}", text=text))
    yield folder
    core.engine.dispose()


def changed(root: Path) -> list[str]:
    """The lines of the authors' files that differ from those before."""
    found = []
    for file in sorted(path for path in root.rglob("*") if path.is_file()):
        earlier = root.parent / "before" / file.relative_to(root)
        before = earlier.read_text("utf-8") if earlier.exists() else ""
        lines = difflib.unified_diff(before.splitlines(), file.read_text("utf-8").splitlines(), n=0, lineterm="")
        found += [line for line in lines if line[0] in "+-" and line[:3] not in ("---", "+++")]
    return found


def test_the_report_is_read_as_text_json_and_a_page(var: Path, few: str) -> None:
    text = daoban("learn", "--root", few, DAOBAN_VAR=str(var))
    assert text.returncode == 0, text.stderr
    assert "开一家奶茶店（饮品店）  营业执照" in text.stdout
    assert "问到 4，离开 4" in text.stdout
    assert "没接受 8 次" in text.stdout
    assert "「执照正在批」没接受 4 次" in text.stdout
    assert "还有 4 次不显示原话" in text.stdout
    data = json.loads(daoban("learn", "beverage_shop", "--format", "json", "--root", few, DAOBAN_VAR=str(var)).stdout)
    assert [(one["question"], one["left"], one["harm"]) for one in data] == [("licence_state", 4, 48)]
    page = daoban("learn", "--format", "html", "--root", few, DAOBAN_VAR=str(var)).stdout
    assert "<td>4</td>" in page
    assert "「执照正在批」" in page
    assert "http" not in page
    assert not [one for one in ("张伟", "三八") for shown in (text.stdout, text.stderr, page) if one in shown]


def test_a_longer_wait_means_nobody_left_and_another_scenario_has_nobody(var: Path, few: str) -> None:
    assert "离开" not in daoban("learn", "--idle", "6", "--root", few, DAOBAN_VAR=str(var)).stdout
    assert "这段时间没有对话" in daoban("learn", "noodle_shop", "--root", few, DAOBAN_VAR=str(var)).stdout
    assert "这段时间没有对话" in daoban("learn", "--since", "4", "--root", few, DAOBAN_VAR=str(var)).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(["florist"], 2, "没有主题 florist", id="scenario"),
        pytest.param(["--since", "91"], 2, "since", id="too-long-ago"),
        pytest.param(["--add-phrase", "dine_in", "坐", "--add-test", "dine_in", "坐", "是"], 2, "一次只用一个", id="both"),
        pytest.param(["dine_in", "--yes"], 2, "只和 --add-phrase 一起用", id="yes-to-nothing"),
        pytest.param([], 1, "daoban serve", id="no-database"),
    ],
)  # fmt: skip
def test_what_is_typed_wrong_is_said(arguments: list[str], code: int, told: str, tmp_path: Path, few: str) -> None:
    done = daoban("learn", *arguments, "--root", few, DAOBAN_VAR=str(tmp_path / "none"))
    assert (done.returncode, told in done.stderr) == (code, True), done.stderr


def test_phrases_are_added_one_line_each_and_understood(root: Path) -> None:
    for arguments in (
        ["--add-phrase", "licence_state=done", "搞掂了"],
        ["--add-phrase", "alcohol_mode=none", "酒不碰的", "beverage_shop"],
        ["--add-phrase", "dine_in", "不坐店", "--no"],
        ["--add-phrase", "copies_count", "几张副本"],
        ["--add-phrase", "words", "羊驼馆", "beverage_shop"],
    ):
        done = daoban("learn", *arguments, "--root", str(root))
        assert done.returncode == 0, done.stderr
        assert f"「{arguments[2]}" in done.stdout
    lines = changed(root)
    added = [line for line in lines if line.startswith("+")]
    assert len(lines) == 2 * len(added) == 10
    for phrase in ("搞掂了", "酒不碰的", "不坐店", "几张副本", "羊驼馆"):
        assert len([line for line in added if f", {phrase}]" in line]) == 1
    assert daoban("check", "--root", str(root)).returncode == 0


def test_a_phrase_that_would_do_harm_is_refused_and_nothing_is_written(root: Path) -> None:
    done = daoban("learn", "noodle_shop", "--add-phrase", "words", "奶茶", "--root", str(root))
    assert (done.returncode, done.stdout) == (1, "")
    assert "没有写" in done.stderr
    assert "SAY-02" in done.stderr
    assert changed(root) == []


def test_scenarios_that_do_not_listen_are_named(root: Path) -> None:
    done = daoban("learn", "--add-phrase", "drinks=juice", "现榨的果子水", "--root", str(root))
    assert done.returncode == 0, done.stderr
    assert "开一家奶茶店（饮品店）：「现榨的果子水」听成 juice" in done.stdout
    assert "写上 convenience_store 再加一次" in done.stdout


def test_a_test_is_added_and_played_and_guards_what_was_understood(root: Path) -> None:
    first = daoban("learn", "--add-test", "licence_state", "拿到了", "已经办好", "--root", str(root))
    assert (first.returncode, "通过" in first.stdout) == (0, True), first.stderr
    second = daoban("learn", "--add-test", "products", "薯条和蛋挞", "fried、baked", "--root", str(root))
    assert second.returncode == 0, second.stderr
    third = daoban("learn", "--add-test", "dine_in", "弗坐", "不是", "--root", str(root))
    assert (third.returncode, "没有通过" in third.stdout) == (1, True)
    again = daoban("learn", "--add-test", "licence_state", "拿到了", "done", "--root", str(root))
    assert (again.returncode, "已经在" in again.stderr) == (1, True)
    file = root / "scenarios/stories/phrases.yml"
    assert file.read_text("utf-8").splitlines()[2:] == [
        "phrases:",
        "  - {scenario: beverage_shop, asked: licence_state, say: 拿到了, expect: done}",
        "  - {scenario: beverage_shop, asked: products, say: 薯条和蛋挞, expect: [fried, baked]}",
        "  - {scenario: beverage_shop, asked: dine_in, say: 弗坐, expect: false}",
    ]
    assert daoban("check", "--root", str(root)).returncode == 0
    played = daoban("test", str(file), "--root", str(root))
    assert played.returncode == 1
    assert "第 3 句「弗坐」" in played.stdout
    more = daoban("learn", "--add-phrase", "licence_state=done", "搞掂了", "--root", str(root))
    assert more.returncode == 0, more.stderr  # what was not understood before holds nothing up
    lost = daoban("learn", "--add-phrase", "licence_state=doing", "拿到了", "--root", str(root))
    assert lost.returncode == 1
    assert "第 1 句" not in played.stdout


def test_a_phrase_for_a_choice_of_a_fragment_is_added_there_and_proven_for_all_that_include_it(root: Path) -> None:
    added = daoban("learn", "beverage_shop", "--add-phrase", "alcohol_mode=none", "一滴酒都没得卖", "--root", str(root))
    assert added.returncode == 0, added.stderr
    assert added.stdout.startswith("scenarios/food/fragments/alcohol.yml:")
    assert "开一家奶茶店（饮品店）：「一滴酒都没得卖」" in added.stdout
    assert "开一家面馆（小吃快餐店）：「一滴酒都没得卖」" in added.stdout
    assert {line[1:4] for line in changed(root)} == {"   "}
    assert len(changed(root)) == 2
