"""The tutorial, followed to the letter in a copy of the project, ends with a new scenario that answers in the chat."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ROOT, Running, Talk, running

from .tutorial import Astray, blocks, commands, follow, steps

TUTORIAL = ROOT / "scenarios/TUTORIAL.md"
PARTS = ("actions", "api", "bot", "forms", "scenarios", "config.yml")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which every step was done."""
    copy = tmp_path_factory.mktemp("tutorial")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy(ROOT / part, copy / part)
    assert len(list(follow(TUTORIAL, copy))) == len(steps(TUTORIAL))
    return copy


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Running]:
    """The copy, trained and served."""
    environment = {**os.environ, "PYTHONPATH": str(root), "RASA_TELEMETRY_ENABLED": "false"}
    training = [sys.executable, "-m", "bot.components.train"]
    subprocess.run(training, cwd=root, env=environment, check=True, capture_output=True, timeout=600)
    with running(root / "var", root=root, DAOBAN_MODEL=str(root / "models/daoban.tar.gz")) as served:
        yield served


def test_nothing_that_looks_like_a_step_is_left_out() -> None:
    assert steps(TUTORIAL) == blocks(TUTORIAL)
    assert sum(len(list(commands(text))) for text in steps(TUTORIAL) if text.startswith("$ ")) >= 10


def test_the_new_scenario_takes_an_application_in_the_chat(server: Running) -> None:
    with Talk(server.url) as talk:
        talk.say("我想卖烟")
        assert talk.last["asking"]["fact"] == "tobacco.near_school"
        for text in ("附近没学校", "店是店家是家", "香烟和雪茄", "静安区南京西路1234号一楼", "租的", "上海梅姐烟酒商行",
                     "91310106MA1FY00000", "李梅", "13800138000", "同意"):  # fmt: skip
            talk.say(text)
        assert talk.last["case"]["stage"] == "review", talk.said()
        assert talk.fields()["/tobacco/goods"]["value"] == ["cigarette", "cigar"]
        talk.say("确认提交")
        assert talk.last["case"]["stage"] == "submitted", talk.said()
        assert "收件编号" in talk.said()


def test_facts_of_another_form_are_not_heard_and_what_was_answered_stays(server: Running) -> None:
    with Talk(server.url) as talk:
        talk.say("我想开一家奶茶店")
        talk.say("办好了")
        talk.say("附近没学校")  # the dictionary has two such facts by now, one of them of tobacco's form
        assert "tobacco" not in str(talk.last["case"])
        talk.say("我要办烟草证")
        talk.say("是")
        assert talk.last["case"]["scenario"] == "tobacco_shop"
        assert talk.last["asking"]["fact"] == "tobacco.near_school"
        talk.say("附近没学校")
        talk.say("我想开一家奶茶店")
        talk.say("是")
        assert talk.last["case"]["scenario"] == "beverage_shop"
        assert talk.last["asking"]["fact"] == "place_kind"  # licence_state was answered before, and still is


def test_a_tutorial_that_is_wrong_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\ntwo\n", "utf-8")
    for text in ("新建 `a.txt`：\n\n```yaml\nx\n```\n", "在 `a.txt` 里改：\n\n```diff\n-three\n+four\n```\n",
                 "运行：\n\n```console\n$ rm a.txt\n```\n"):  # fmt: skip
        tutorial = tmp_path / "tutorial.md"
        tutorial.write_text(text, "utf-8")
        with pytest.raises(Astray):
            list(follow(tutorial, tmp_path))
    tutorial.write_text("在 `a.txt` 里改：\n\n```diff\n one\n-two\n+four\n```\n", "utf-8")
    list(follow(tutorial, tmp_path))
    assert (tmp_path / "a.txt").read_text("utf-8") == "one\nfour\n"
