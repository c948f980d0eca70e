"""`daoban diff`, `mark` and `releases` as a policy officer types them, on a real database and a real repository."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from actions.opening import Core
from tests.actions.publishing import DRINKS, NAME, PLACE, Project, make_project
from tests.catalog.tree import DICTIONARY, TEA, edit

from .test_commands import daoban

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
GIT = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The small project, its database under its own ``var``."""
    root = tmp_path / "project"
    made = make_project(root, f"sqlite:///{root}/var/daoban.sqlite3", lambda: NOW)
    yield made
    made.close()


def run(project: Project, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command on the project's files and database."""
    rooted = ("--root", str(project.root)) if arguments[0] == "diff" else ()
    return daoban(
        *arguments, *rooted, DAOBAN_VAR=str(project.root / "var"), DAOBAN_DATABASE_URL=project.url, **settings
    )


def told(project: Project, *arguments: str) -> Any:
    """What the command prints as JSON."""
    done = run(project, *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def git(root: Path, *arguments: str) -> None:
    """One git command in the project."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run([*GIT, "-C", str(root), *arguments], check=True, capture_output=True, env=environment)


def dumped(project: Project) -> list[str]:
    """All that the database holds."""
    with closing(sqlite3.connect(project.root / "var/daoban.sqlite3")) as connection:
        return list(connection.iterdump())


def talked(project: Project) -> Core:
    """A server with three conversations: nothing answered, the place answered, all but the area answered."""
    core = project.open()
    for conversation, said in (("c1", ()), ("c2", (PLACE,)), ("c3", (PLACE, DRINKS, NAME))):
        project.begin(core, conversation)
        for text in said:
            project.say(core, conversation, text)
    return core


def test_what_changed_since_the_release_in_force(project: Project) -> None:
    core = talked(project)
    assert run(project, "diff").stdout == "开一家奶茶店（tea）：没有变化\n"
    project.ask_for_pets()
    done = run(project, "diff", "tea")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"开一家奶茶店（tea）：{project.version(core)} → ")
    assert {
        "    新增 shop.pets「店里养宠物吗？」",
        "    新增 permit/pets「宠物」",
        "    开始用到 shop.pets「宠物」",
    } <= set(lines)
    (scenario,) = told(project, "diff")["scenarios"]
    assert scenario["before"] == project.version(core) != scenario["after"]
    assert [(one["kind"], one["name"], one["change"]) for one in scenario["differences"]] == [
        ("question", "shop.pets", "added"),
        ("field", "permit/pets", "added"),
        ("schema", "permit/form.schema.json", "changed"),
        ("fact", "shop.pets", "added"),
    ]


def test_what_becomes_of_open_cases_is_told_without_their_values(project: Project) -> None:
    talked(project)
    project.ask_for_pets()
    edit(project.root, DICTIONARY, "{value: juice, label: 果汁}", "{value: cola, label: 可乐}")
    edit(project.root, TEA, "shop.drinks has 'juice'", "shop.drinks has 'cola'")
    before = dumped(project)
    cases = told(project, "diff", "tea", "--cases")["cases"]["tea"]
    assert {one["conversation"]: (one["fate"], one["kept"]) for one in cases["cases"]} == {
        "c1": ("asked", 0), "c2": ("asked", 1), "c3": ("invalid", 2),
    }  # fmt: skip
    assert cases["facts"]["shop.pets"]["asked"] == ["c1", "c2", "c3"]
    assert cases["facts"]["shop.drinks"] == {"invalid": ["c3"], "parked": [], "asked": ["c3"]}
    assert (cases["totals"]["cases"], cases["totals"]["asked"], cases["totals"]["invalid"]) == (3, 2, 1)
    text = run(project, "diff", "--cases", "--at", "2027-01-01").stdout
    assert "合计 3 件：有回答作废，要重新问 1 件，要多问 2 件" in text
    assert "shop.drinks「饮品」 作废：1 件（c3）" in text
    assert "阿婆" not in text
    assert dumped(project) == before


def test_a_day_without_a_figure_is_told_of_each_case(project: Project) -> None:
    talked(project)
    edit(project.root, "forms/figures.yml", "from: 2024-01-01,", "from: 2024-01-01, until: 2026-12-31,")
    done = run(project, "diff", "--at", "2027-01-01")
    assert done.returncode == 1
    assert "先运行 daoban check 改好" in done.stderr


def test_marking_a_version_moves_its_cases_and_is_listed(project: Project) -> None:
    before = talked(project)
    project.ask_for_pets()
    after = project.open()
    old, new = project.version(before), project.version(after)
    done = run(project, "mark", "tea", old[:8], "broken", "--note", "面积写错了", "--by", "王科")
    assert done.returncode == 0, done.stderr
    assert f"tea {old}：current → broken" in done.stdout
    rows = {row["version"]: row for row in told(project, "releases")}
    assert (rows[old]["state"], rows[old]["note"], rows[old]["marked_by"]) == ("broken", "面积写错了", "王科")
    assert (rows[old]["open_cases"], rows[new]["open_cases"], rows[new]["state"]) == (3, 0, "current")
    listed = run(project, "releases", "tea").stdout
    assert "在办 3 件" in listed
    assert "面积写错了（王科，" in listed
    third = project.open()
    assert project.say(third, "c2", DRINKS)["asking"]["fact"] == "shop.pets"
    assert {row["version"]: row["open_cases"] for row in told(project, "releases")} == {old: 2, new: 1}


def test_marking_the_release_in_force_says_that_the_scenario_stops(project: Project) -> None:
    core = talked(project)
    done = run(project, "mark", "tea", project.version(core), "expired", "--note", "文件失效")
    assert "这个主题停办" in done.stdout
    assert told(project, "releases")[0]["marked_by"]


def test_an_earlier_state_from_git_and_from_a_folder(project: Project, tmp_path: Path) -> None:
    git(project.root, "init", "-q")
    git(project.root, "add", "forms", "scenarios")
    git(project.root, "commit", "-qm", "first")
    git(project.root, "tag", "v1")
    project.ask_for_pets()
    for against in ("v1", "HEAD", "main", "v1~0"):
        done = run(project, "diff", "--against", against)
        assert "新增 shop.pets「店里养宠物吗？」" in done.stdout, done.stderr
    git(project.root, "commit", "-qam", "second")
    assert run(project, "diff", "--against", "HEAD").stdout == "开一家奶茶店（tea）：没有变化\n"
    other = make_project(tmp_path / "other", "", lambda: NOW).root
    assert "新增 shop.pets" in run(project, "diff", "--against", str(other)).stdout
    assert list((project.root).glob("*.zh.yml")) == []


def test_a_link_in_a_revision_is_not_followed(project: Project, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("facts: {}\n", "utf-8")
    dictionary = project.root / "forms/dictionary.yml"
    kept = dictionary.read_text("utf-8")
    dictionary.unlink()
    dictionary.symlink_to(secret)
    git(project.root, "init", "-q")
    git(project.root, "add", "forms", "scenarios")
    git(project.root, "commit", "-qm", "first")
    dictionary.unlink()
    dictionary.write_text(kept, "utf-8")
    done = run(project, "diff", "--against", "HEAD")
    assert done.returncode == 1
    assert "forms/dictionary.yml:0  YAML-01" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["diff"], 1, "还没有数据库", id="no-database"),
        pytest.param(["releases"], 1, "还没有数据库", id="no-database-to-list"),
        pytest.param(["mark", "tea", "abcdef", "broken", "--note", "x"], 1, "还没有数据库", id="no-database-to-mark"),
        pytest.param(["diff", "--against", "main"], 2, "不在 git 仓库里", id="no-repository"),
        pytest.param(["diff", "--against=--output=x"], 2, "不是版本名", id="an-option"),
        pytest.param(["diff", "--against", "main;id"], 2, "不是版本名", id="a-command"),
        pytest.param(["diff", "--against", "a..b"], 2, "不是版本名", id="a-range"),
        pytest.param(["diff", "--against", "main:forms"], 2, "不是版本名", id="a-path"),
        pytest.param(["diff", "--at", "2027-02-30"], 2, "不是日期", id="no-such-day"),
        pytest.param(["diff", "--at", "20270101"], 2, "不是日期", id="another-way-to-write-a-day"),
    ],
)
def test_what_cannot_be_had_is_said_in_one_line(project: Project, arguments: list[str], code: int, words: str) -> None:
    done = run(project, *arguments)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert not (project.root / "var").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["mark", "tea", "abcdef", "broken", "--note", "x"], "没有版本 abcdef。存档里有：", id="version"),
        pytest.param(["mark", "tea", "", "broken", "--note", "x"], "没有版本", id="no-version"),
        pytest.param(["mark", "florist", "abcdef", "broken", "--note", "x"], "存档里没有主题 florist", id="scenario"),
        pytest.param(["mark", "tea", "VERSION", "dead", "--note", "x"], "dead", id="state"),
        pytest.param(["mark", "tea", "VERSION", "broken", "--note", " "], "说明要写", id="empty-note"),
        pytest.param(["mark", "tea", "VERSION", "broken", "--note", "a\nb"], "写成一行", id="two-lines"),
        pytest.param(["mark", "tea", "VERSION", "broken"], "--note", id="no-note"),
        pytest.param(["releases", "florist"], "存档里没有主题 florist", id="list-nothing"),
        pytest.param(["diff", "florist"], "没有主题 florist", id="diff-nothing"),
    ],
)
def test_wrong_use_changes_nothing(project: Project, arguments: list[str], words: str) -> None:
    version = project.version(project.open())
    done = run(project, *[version if one == "VERSION" else one for one in arguments])
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert [row["state"] for row in told(project, "releases")] == ["current"]
