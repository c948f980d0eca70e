"""`daoban test`, `daoban play --record` and `daoban record` as a policy officer types them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.engine import Case
from tests.actions.publishing import AREA, DRINKS, NAME, PLACE, Project, make_project
from tests.actions.tiny import CARELESS, POOR, THOROUGH, kiosk, story

from .test_commands import daoban

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The kiosk's files."""
    folder = tmp_path / "kiosk"
    kiosk(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The small tea shop with its database, as a server leaves it."""
    folder = tmp_path / "project"
    made = make_project(folder, f"sqlite:///{folder}/var/daoban.sqlite3", lambda: NOW)
    yield made
    made.close()


def test_coverage_is_told_for_people_and_for_programs(root: Path, tmp_path: Path) -> None:
    file = str(story(tmp_path, POOR))
    done = daoban("test", "kiosk", file, "--root", str(root), "--coverage")
    assert done.returncode == 0, done.stderr
    assert "kiosk（开报亭）：1 个故事文件" in done.stdout
    assert "  主题里的问题  2/3  66.6%" in done.stdout
    assert "    scenarios/city/kiosk.yml:6  问题 school 没有问过" in done.stdout
    told = json.loads(daoban("test", "kiosk", file, "--root", str(root), "--coverage", "--format", "json").stdout)
    assert (told[0]["scenario"], told[0]["branches"]["covered"], told[0]["branches"]["total"]) == ("kiosk", 4, 7)
    assert told[0]["questions"]["gaps"] == [
        {"file": "scenarios/city/kiosk.yml", "line": 6, "what": "问题 school 没有问过"}
    ]


def test_planted_mistakes_that_nobody_notices_are_told(root: Path, tmp_path: Path) -> None:
    done = daoban("test", "kiosk", str(story(tmp_path, CARELESS)), "--root", str(root), "--mutants")
    assert done.returncode == 0, done.stderr
    assert "  没有故事注意到：scenarios/city/kiosk.yml:9  规则 R-2：不提醒 W-SMALL\n" in done.stdout
    done = daoban("test", "kiosk", str(story(tmp_path, THOROUGH)), "--root", str(root), "--mutants")
    assert done.stdout == "kiosk：改错 22 处，故事发现 22 处，100%；另有 1 处改了也没有区别，不算\n"


@pytest.mark.parametrize(
    ("text", "demanded", "code"),
    [
        pytest.param(POOR, ["--min-questions", "66"], 0, id="enough-questions"),
        pytest.param(POOR, ["--min-questions", "67"], 1, id="too-few-questions"),
        pytest.param(POOR, ["--min-branches", "60"], 1, id="too-few-branches"),
        pytest.param(THOROUGH, ["--min-questions", "100", "--min-branches", "100", "--min-score", "100"], 0, id="all"),
        pytest.param(CARELESS, ["--min-score", "100"], 1, id="too-low-a-score"),
    ],
)
def test_what_is_demanded_decides_the_exit_code(
    text: str, demanded: list[str], code: int, root: Path, tmp_path: Path
) -> None:
    done = daoban("test", "kiosk", str(story(tmp_path, text)), "--root", str(root), *demanded)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stdout + done.stderr


def test_a_rehearsal_is_recorded_and_passes(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "taken.yml"
    arguments = ["play", "kiosk", "--root", str(root), "--at", "2027-01-01", "--record", str(file)]
    done = daoban(*arguments, said="二十平\n香烟\n有\n")
    assert done.returncode == 0, done.stderr
    assert "学校附近不能卖香烟。" in done.stdout
    assert done.stdout.endswith(f"写好了 {file}，共 4 句，跑一遍已经通过。您说的话原样在里面，不要用真人的信息演练。\n")
    text = file.read_text("utf-8")
    assert "today: 2027-01-01" in text
    assert '- say: "我想开报亭"' in text
    assert '"outcome": "too_near"' in text
    assert "1 个故事，1 个通过" in daoban("test", str(file), "--root", str(root)).stdout
    again = daoban(*arguments, said="二十平\n")
    assert (again.returncode, file.read_text("utf-8")) == (2, text)
    assert "已经有" in again.stderr


def test_a_rehearsal_of_nothing_writes_nothing(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "taken.yml"
    done = daoban("play", "--root", str(root), "--record", str(file), said="")
    assert (done.returncode, file.exists()) == (1, False)
    assert "没有可以录的" in done.stderr


def record(project: Project, conversation: str, out: Path, **settings: str) -> tuple[int, str, str]:
    """Exit code, output and error output of `daoban record` beside the project's server."""
    done = daoban(
        "record", "--conversation", conversation, "--out", str(out), "--root", str(project.root),
        **{"DAOBAN_VAR": str(project.root / "var"), "DAOBAN_DATABASE_URL": project.url, **settings},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_a_stored_conversation_becomes_a_story_without_the_name_said_in_it(project: Project, tmp_path: Path) -> None:
    core = project.open()
    project.begin(core, "c1")
    for text in (PLACE, DRINKS, NAME, AREA):
        project.say(core, "c1", text)
    file = tmp_path / "retold.yml"
    code, told, error = record(project, "c1", file)
    assert (code, error) == (0, "")
    assert told.startswith(f"写好了 {file}，共 5 句，跑一遍已经通过。\n")
    text = file.read_text("utf-8")
    assert NAME not in text
    assert next(line for line in text.splitlines() if "say:" in line) == '  - say: "我想开一家奶茶店"'
    assert '"shop.area": 80' in text
    assert "1 个故事，1 个通过" in daoban("test", str(file), "--root", str(project.root)).stdout


@pytest.mark.parametrize(
    ("conversation", "settings", "told"),
    [
        pytest.param("c9", {}, "没有这个编号的对话", id="no-such-conversation"),
        pytest.param("c1", {}, "没有选主题", id="nothing-chosen"),
        pytest.param("c1", {"DAOBAN_VAR": "nowhere"}, "没有数据密钥", id="no-key"),
        pytest.param("c1", {"DAOBAN_DATA_KEY": "bm90IGEga2V5"}, "", id="a-wrong-key"),
    ],
)
def test_what_cannot_be_retold_is_told_in_one_line(
    conversation: str, settings: dict[str, str], told: str, project: Project, tmp_path: Path
) -> None:
    core = project.open()
    core.store.create("c1", channel="web", token_hash=None, case=Case("c1"))
    project.say(core, "c1", "你好")
    code, _, error = record(project, conversation, tmp_path / "retold.yml", **settings)
    assert (code, (tmp_path / "retold.yml").exists()) == (1, False)
    assert told in error
    assert len(error.splitlines()) == 1


def test_a_theme_alone_plays_what_tells_of_it(few: str) -> None:
    """The stories of other themes, and of none, are neither counted nor told of."""
    done = daoban("test", "online_bookshop", "--root", few)
    stories = [*(Path(few) / "scenarios" / "stories").glob("*-*.yml")]
    own = [
        file
        for file in stories
        if file.stem.startswith("online_bookshop-")
        or re.search(r"^scenario: \[.*\bonline_bookshop\b.*\]$", file.read_text("utf-8"), re.MULTILINE)
    ]
    assert done.returncode == 0, done.stdout
    assert len(own) < len(stories)
    assert done.stdout.splitlines()[-1] == f"{len(own)} 个故事，{len(own)} 个通过，0 个没有通过"
