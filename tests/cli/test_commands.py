"""The commands a person types: what they print, their exit codes, and one clear line for what is wrong."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Table

from actions.database import Database, open_engine
from actions.local_time import now
from api.intake import Clients
from api.library.tables import clients as library_clients
from api.registers.tables import clients as registers_clients
from bot.cli import COMMANDS
from tests import warm
from tests.postgres import postgres
from tests.serving import ROOT

__all__ = ["postgres"]


def daoban(*arguments: str, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The finished command."""
    return warm.run(*arguments, said=said, env={**os.environ, **environment})


def begun(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The finished command, begun by Python as a person begins it."""
    return subprocess.run(
        [*warm.DAOBAN, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


@cache
def overview() -> str:
    """What `daoban --help` prints."""
    return begun("--help").stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_says_in_chinese_what_it_does(command: str) -> None:
    own = daoban(command, "--help")
    assert command in overview()
    assert own.returncode == 0
    assert any("\u4e00" <= char <= "\u9fff" for char in own.stdout)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["fly"], "fly", id="no-such-command"),
        pytest.param(["check", "--format", "xml"], "xml", id="no-such-format"),
        pytest.param(["check", "nowhere.yml"], "没有这个文件或文件夹：nowhere.yml", id="check-nothing"),
        pytest.param(["check", "/etc"], "不在", id="check-elsewhere"),
        pytest.param(["read", "colour", "红"], "种类有", id="read-an-unknown-kind"),
        pytest.param(["read", "area", "八十平", "--today", "昨天"], "昨天 不是日期", id="read-a-wrong-day"),
        pytest.param(["route"], "用法", id="route-nothing"),
        pytest.param(["play", "florist"], "没有主题 florist", id="play-nothing"),
        pytest.param(["serve", "--port", "many"], "many", id="serve-no-port"),
        pytest.param(["test", "docs-that-are-not-there"], "没有找到故事", id="test-nothing"),
    ],
)
def test_what_is_typed_wrong_gets_one_clear_line(arguments: list[str], told: str, few: str) -> None:
    done = daoban(*arguments, *(("--root", few) if arguments[0] in ("play", "test") else ()))
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        pytest.param(["read", "area", "八十平"], "80", id="value"),
        pytest.param(["read", "area", "差不多80"], "80（大约，要确认）", id="rough"),
        pytest.param(["read", "area", "50到60平"], "50 到 60，要问清楚是哪一个", id="range"),
        pytest.param(["read", "date", "明天", "--today", "2026-01-31"], "2026-02-01", id="day"),
    ],
)
def test_one_phrase_is_read_for_people(arguments: list[str], printed: str) -> None:
    assert daoban(*arguments).stdout.strip() == printed


def test_one_sentence_is_routed() -> None:
    """Whether it is begun by Python or as a copy: the same answer, and the same word and code where it is wrong."""
    for arguments in (("route", "我想开一家奶茶店"), ("route",)):
        one, other = begun(*arguments), daoban(*arguments)
        assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)
    assert '"beverage_shop"' in daoban("route", "我想开一家奶茶店").stdout


def test_play_talks_from_a_pipe_until_it_ends(few: str) -> None:
    done = daoban("play", "beverage_shop", "--root", few, said="办好了\n固定店面\n退出\n没有\n")
    assert done.returncode == 0
    assert "营业执照办好了吗？" in done.stdout
    assert "固定店面" in done.stdout
    assert "吊销过" in done.stdout
    routed = daoban("play", "--root", few, said="我要开一家面馆\n")
    assert "面馆" in routed.stdout


def test_play_reaches_the_review() -> None:
    """The plain story of the milk tea shop, said at the terminal."""
    story = (ROOT / "scenarios/stories/beverage_shop-plain.yml").read_text("utf-8")
    said = [line.partition("say: ")[2].strip('"') for line in story.splitlines() if "say: " in line]
    done = daoban("play", said="\n".join(said) + "\n")
    assert done.returncode == 0
    assert "都填好了，请核对" in done.stdout


def test_migrate_twice_on_both_kinds_of_databases(tmp_path: Path, postgres: Callable[[], str]) -> None:
    for url in (f"sqlite:///{tmp_path / 'a.sqlite3'}", postgres()):
        settings = {"DAOBAN_DATABASE_URL": url, "DAOBAN_INTAKE_DATABASE_URL": url, "DAOBAN_VAR": str(tmp_path)}
        first, second = daoban("migrate", **settings), daoban("migrate", **settings)
        assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
        assert first.stdout == second.stdout
        assert [line.split()[0] for line in first.stdout.splitlines()] == [
            "applicants",
            "intake",
            "library",
            "registers",
            "courier",
            "payments",
        ]


@pytest.mark.parametrize(
    ("place", "table", "scopes"),
    [
        ("library", library_clients, ("licences:read", "licences:verify")),
        ("registers", registers_clients, ("registers:read", "registers:speak")),
    ],
)
def test_keys_have_the_scopes_that_were_asked_for_until_they_are_revoked(
    tmp_path: Path, place: str, table: Table, scopes: tuple[str, str]
) -> None:
    settings = {"DAOBAN_VAR": str(tmp_path), "DAOBAN_INTAKE_DATABASE_URL": f"sqlite:///{tmp_path / 'i.sqlite3'}"}
    both, command = " ".join(scopes), f"{place}-key"
    made = daoban(command, "new", "区大数据中心", "--scope", scopes[0], "--scope", scopes[1], **settings)
    key, engine = made.stdout.strip(), open_engine(settings["DAOBAN_INTAKE_DATABASE_URL"])
    known = Clients(Database(engine), now, table)
    client = known.recognise(key)
    assert client is not None, made.stderr
    assert (client.name, client.scopes) == ("区大数据中心", set(scopes))
    assert key.startswith(f"daoban_{place}_")
    listed = daoban(command, "list", **settings).stdout
    assert f"区大数据中心  {both}" in listed
    assert key not in listed
    for refused in (["x"], ["x", "--scope", "all"], ["", "--scope", scopes[0]], ["daoban", "--scope", scopes[1]]):
        assert daoban(command, "new", *refused, **settings).returncode == 2
    assert daoban(command, "revoke", listed.split()[0], **settings).returncode == 0
    assert known.recognise(key) is None
    assert daoban(command, "revoke", listed.split()[0], **settings).returncode == 1
    engine.dispose()


def test_invented_licences_are_put_in_once_and_not_in_production(tmp_path: Path) -> None:
    settings = {"DAOBAN_VAR": str(tmp_path)}
    first, second = daoban("demo-licences", **settings), daoban("demo-licences", **settings)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert (first.stdout, second.stdout) == ("新放进 63 张演示证照。\n", "新放进 0 张演示证照。\n")
    elsewhere = daoban("demo-licences", DAOBAN_LIBRARY_URL="http://127.0.0.1:1", DAOBAN_LIBRARY_KEY="k", **settings)
    assert (elsewhere.returncode, "DAOBAN_LIBRARY_URL" in elsewhere.stderr) == (1, True)
    key = {"DAOBAN_DATA_KEY": f"k:{base64.b64encode(bytes(32)).decode()}", "DAOBAN_INTAKE_KEY": "k" * 40}
    production = daoban("demo-licences", DAOBAN_ENV="production", **key, **settings)
    assert (production.returncode, "正式环境" in production.stderr) == (1, True), production.stderr


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        pytest.param(
            {"DAOBAN_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "cannot be reached", id="no-database"
        ),
        pytest.param({"DAOBAN_DATABASE_URL": "mysql://x/y"}, "only sqlite", id="another-kind"),
        pytest.param({"DAOBAN_PORT": "0"}, "DAOBAN_PORT", id="port"),
        pytest.param({"DAOBAN_ENV": "staging"}, "DAOBAN_ENV", id="mode"),
        pytest.param({"DAOBAN_ENV": "production"}, "must be set", id="production-without-keys"),
    ],
)
@pytest.mark.parametrize("command", ["migrate", "serve"])
def test_settings_that_cannot_be_used(command: str, settings: dict[str, str], told: str, tmp_path: Path) -> None:
    done = daoban(command, **{"DAOBAN_VAR": str(tmp_path), **settings})
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert "nobody" not in done.stdout


def test_serving_without_a_model_says_how_to_make_one(tmp_path: Path, few: str) -> None:
    done = daoban("serve", DAOBAN_ROOT=few, DAOBAN_VAR=str(tmp_path), DAOBAN_MODEL=str(tmp_path / "none.tar.gz"))
    assert done.returncode == 1
    assert "make train" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_story_that_goes_another_way_is_told_with_its_turn(tmp_path: Path, few: str) -> None:
    story = tmp_path / "stories" / "wrong.yml"
    story.parent.mkdir()
    story.write_text("today: 2026-11-24\nturns:\n- say: 我想开一家奶茶店\n  expect: {asked: drinks}\n", "utf-8")
    done = daoban("test", "--root", few, str(tmp_path))
    assert done.returncode == 1
    assert "应当问 drinks，问的是 licence_state" in done.stdout
    assert "1 个故事，0 个通过，1 个没有通过" in done.stdout
