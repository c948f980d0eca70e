"""`daoban check` for programs and for other days: JSON, SARIF 2.1.0, ``--at``."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.catalog.codes import TITLES
from tests import warm

ROOT = Path(__file__).resolve().parents[2]
VALID = ROOT / "tests/broken/valid"
#: The essentials of SARIF 2.1.0: what it requires, and what we use of the rest.
SARIF = json.loads((Path(__file__).parent / "sarif.schema.json").read_text("utf-8"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return warm.run("check", *arguments)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The valid tree with a typo in a rule, in a file with a Chinese name, and an example that is not valid."""
    root = tmp_path / "tree"
    shutil.copytree(VALID, root)
    tea = root / "scenarios/food/tea.yml"
    (root / "scenarios/food/奶茶.yml").write_text(tea.read_text("utf-8").replace("outcome: stall", "outcome: stal"))
    tea.unlink()
    (root / "forms/permit/examples/valid-two.json").write_text("{}")
    return root


def log(root: Path) -> tuple[int, dict[str, Any]]:
    done = run("--root", str(root), "--format", "sarif")
    return done.returncode, json.loads(done.stdout)


def test_sarif_tells_each_issue_beside_its_line(broken: Path) -> None:
    code, found = log(broken)
    Draft202012Validator(SARIF).validate(found)
    results = found["runs"][0]["results"]
    places = [one["locations"][0]["physicalLocation"] for one in results]
    assert code == 1
    assert [one["ruleId"] for one in results] == ["EXAMPLE-01", "OUTCOME-01", "OUTCOME-02"]
    assert [one["level"] for one in results] == ["error"] * 3
    assert places == [
        {"artifactLocation": {"uri": "forms/permit/examples/valid-two.json"}},
        {"artifactLocation": {"uri": "scenarios/food/%E5%A5%B6%E8%8C%B6.yml"}, "region": {"startLine": 12}},
        {"artifactLocation": {"uri": "scenarios/food/%E5%A5%B6%E8%8C%B6.yml"}, "region": {"startLine": 17}},
    ]
    assert "是不是 stall？" in results[1]["message"]["text"]


def test_sarif_lists_every_rule_and_results_point_to_theirs(broken: Path) -> None:
    run_ = log(broken)[1]["runs"][0]
    rules = run_["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in rules} == TITLES
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run_["results"])


def test_without_issues_the_log_is_whole_and_empty() -> None:
    code, found = log(VALID)
    Draft202012Validator(SARIF).validate(found)
    assert (code, found["runs"][0]["results"]) == (0, [])


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda log: log.pop("version"), id="no-version"),
        pytest.param(lambda log: log["runs"][0]["tool"]["driver"].pop("name"), id="no-name"),
        pytest.param(lambda log: log["runs"][0]["results"][0].pop("message"), id="no-message"),
        pytest.param(lambda log: log["runs"][0]["results"][1].update(level="bad"), id="no-such-level"),
    ],
)
def test_the_shape_we_hold_it_to_refuses_what_is_no_sarif(broken: Path, spoil: Any) -> None:
    found = log(broken)[1]
    spoil(found)
    assert not Draft202012Validator(SARIF).is_valid(found)


def test_json_says_all_there_is_to_say(broken: Path) -> None:
    found = json.loads(run("--root", str(broken), "--format", "json").stdout)
    assert found[1] == {
        "file": "scenarios/food/奶茶.yml",
        "line": 12,
        "code": "OUTCOME-01",
        "what": "规则 R-1 用到 stal，outcomes 里没有。",
        "remedy": "改名，或在 outcomes 里加上它。",
        "suggestion": "stall",
    }


def test_another_day_can_be_asked_about(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    shutil.copytree(VALID, root)
    (root / "scenarios/knowledge/tea.yml").write_text(
        "entries:\n  - {id: K-1, questions: [几年], answer: 五年。, basis: 《某条例》第七条, until: 2099-12-31}\n"
    )
    assert run("--root", str(root), "--at", "2099-12-31").returncode == 0
    late = run("--root", str(root), "--at", "2100-01-01")
    assert (late.returncode, "KNOW-02" in late.stdout) == (1, True)


@pytest.mark.parametrize("day", ["2027-13-01", "明天", "2027", "2027-1-1"])
def test_what_is_no_day_is_refused(day: str) -> None:
    done = run("--at", day)
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        f"{day} 不是日期，或者没有这一天。写成 2027-01-01 的样子。\n",
    )


def test_a_format_that_is_none_is_refused() -> None:
    assert run("--format", "xml").returncode == 2
