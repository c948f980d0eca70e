"""What the guides tell authors to write works, step by step, as they say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from actions.phrases import run_phrases
from actions.stories import run_story
from bot.catalog import check, load
from bot.catalog.shapes import SCHEMAS
from bot.cli import COMMANDS
from bot.nlu import Understander
from tests import warm

from .guides import ROOT, examples, published, steps

TODAY = date(2026, 11, 24)
SCENARIOS, FORMS = "scenarios/README.md", "forms/README.md"


@pytest.mark.parametrize("guide", [SCENARIOS, FORMS])
def test_every_example_is_a_step(guide: str) -> None:
    assert [step.text for step in steps(guide)] == examples(guide)


@pytest.mark.parametrize("guide", [SCENARIOS, FORMS])
def test_following_a_guide_to_its_end_leaves_no_mistake(guide: str, tmp_path: Path) -> None:
    root = published(tmp_path)
    for step in steps(guide):
        step.follow(root)
    assert check(root, today=TODAY) == ()


def test_the_new_scenario_stands_by_itself_and_a_question_alone_is_said_not_to_be_asked(tmp_path: Path) -> None:
    root = published(tmp_path)
    first, second, *_ = steps(SCENARIOS)
    first.follow(root)
    assert check(root, today=TODAY) == ()
    second.follow(root)
    issues = check(root, today=TODAY)
    assert {issue.code for issue in issues} == {"REACH-03"}
    assert {issue.file for issue in issues} == {first.file}


def test_the_stories_of_the_guide_go_as_they_say(tmp_path: Path) -> None:
    root = published(tmp_path)
    for step in steps(SCENARIOS):
        step.follow(root)
    catalog = load(root, today=TODAY)
    stories = sorted((root / "scenarios/stories").glob("pancake_shop*.yml"))
    assert len(stories) == 2
    failures = [failure for story in stories for failure in run_story(story, catalog, Understander(catalog))]
    assert failures == []


def test_every_way_through_the_scenario_of_the_guide_leads_somewhere(tmp_path: Path) -> None:
    root = published(tmp_path)
    for step in steps(SCENARIOS):
        step.follow(root)
    done = warm.run("paths", "pancake_shop", "--root", str(root), timeout=300)
    assert done.returncode == 0, done.stdout
    assert "没有走不通的路" in done.stdout


def test_the_phrases_of_the_guide_are_understood(tmp_path: Path) -> None:
    root = published(tmp_path)
    for step in steps(SCENARIOS):
        step.follow(root)
    catalog = load(root, today=TODAY)
    assert run_phrases(root / "scenarios/stories/phrases.yml", catalog, Understander(catalog), TODAY) == []


def test_the_new_form_refuses_what_its_rule_refuses(tmp_path: Path) -> None:
    root = published(tmp_path)
    for step in steps(FORMS):
        step.follow(root)
    example = root / "forms/signboard/examples/invalid-F-lit.json"
    example.write_text(example.read_text("utf-8").replace("false", "true"), "utf-8")
    assert [(issue.file, issue.code) for issue in check(root, today=TODAY)] == [
        ("forms/signboard/examples/invalid-F-lit.json", "EXAMPLE-02")
    ]


def test_the_guides_name_every_key_an_author_may_write() -> None:
    text = (ROOT / SCENARIOS).read_text("utf-8") + (ROOT / FORMS).read_text("utf-8")
    named = set(re.findall(r"[a-z_]+", text))
    keys = {
        key for role in SCHEMAS.values() for key in re.findall(r'"([a-z_]+)": \{', (ROOT / role).read_text("utf-8"))
    }
    assert keys - named == set()


def test_the_commands_of_the_guides_exist() -> None:
    text = (ROOT / SCENARIOS).read_text("utf-8") + (ROOT / FORMS).read_text("utf-8")
    assert set(re.findall(r"daoban ([a-z-]+)", text)) <= set(COMMANDS)
