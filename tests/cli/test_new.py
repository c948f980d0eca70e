"""`daoban new` as it is typed: what it prints, its exit codes, and that it never writes outside the project."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.catalog.scaffold.town import LAYOUT, SCENARIO, SCHEMA, hamlet, put_schema

from .test_commands import daoban


def new(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return daoban("new", *arguments, "--root", str(root))


def everything(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_drafts_merges_and_says_what_to_decide(tmp_path: Path) -> None:
    root = hamlet(tmp_path)
    order = ["dog_licence", "--scenario", "keep_dog", "--title", "养狗登记", "--folder", "pets"]
    before = everything(root)
    dry = new(root, *order, "--dry-run")
    assert (dry.returncode, everything(root)) == (0, before)
    assert f"新建 {SCENARIO}" in dry.stdout
    first = new(root, *order)
    assert first.returncode == 0, first.stderr
    assert f"新建 {LAYOUT}" in first.stdout
    assert "待填 " in first.stdout
    assert "填完以后运行 daoban check" in first.stdout
    assert (root / LAYOUT).stat().st_mode & 0o777 == 0o644
    drafted = everything(root)
    second = new(root, *order)
    assert (second.returncode, everything(root)) == (0, drafted)
    assert "文件都没有动" in second.stdout
    dog = SCHEMA["properties"]["dog"]
    fewer = {name: one for name, one in dog["properties"].items() if name != "mark"}
    put_schema(root, {**SCHEMA, "properties": {**SCHEMA["properties"], "dog": {**dog, "properties": fewer}}})
    third = new(root, *order)
    assert third.returncode == 1
    assert "已不在表里：/dog/mark" in third.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param([], "FORM", id="nothing"),
        pytest.param(["../dog_licence"], "编号", id="form-is-a-path"),
        pytest.param(["/etc"], "编号", id="form-is-absolute"),
        pytest.param(["Dog"], "编号", id="form-in-capitals"),
        pytest.param(["dog_licence", "--scenario", "../../keep"], "编号", id="scenario-is-a-path"),
        pytest.param(["dog_licence", "--scenario", "keep_dog", "--folder", ".."], "编号", id="folder-is-a-path"),
        pytest.param(["dog_licence", "--scenario", "keep_dog", "--folder", "stories"], "不是放主题的", id="reserved"),
        pytest.param(["dog_licence\n"], "编号", id="line-end"),
    ],
)
def test_what_is_no_id_is_wrong_use(tmp_path: Path, arguments: list[str], told: str) -> None:
    root = hamlet(tmp_path)
    before = everything(root)
    done = new(root, *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert everything(root) == before


def test_no_such_root(tmp_path: Path) -> None:
    done = new(tmp_path / "none", "dog_licence")
    assert (done.returncode, "没有这个文件夹" in done.stderr) == (2, True)


def leave_by_form(root: Path, outside: Path) -> None:
    (root / "forms/dog_licence/form.schema.json").rename(outside / "form.schema.json")
    (root / "forms/dog_licence").rmdir()
    (root / "forms/dog_licence").symlink_to(outside, target_is_directory=True)


def leave_by_scenarios(root: Path, outside: Path) -> None:
    (root / "scenarios").symlink_to(outside, target_is_directory=True)


def leave_by_layout(root: Path, outside: Path) -> None:
    (root / LAYOUT).symlink_to(outside / "layout.yml")


def leave_by_dictionary(root: Path, outside: Path) -> None:
    (root / "forms/dictionary.yml").rename(outside / "dictionary.yml")
    (root / "forms/dictionary.yml").symlink_to(outside / "dictionary.yml")


@pytest.mark.parametrize("leave", [leave_by_form, leave_by_scenarios, leave_by_layout, leave_by_dictionary])
def test_a_link_out_of_the_project_is_refused(tmp_path: Path, leave: Callable[[Path, Path], None]) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    hamlet(root)
    leave(root, outside)
    before = everything(tmp_path)
    done = new(root, "dog_licence", "--scenario", "keep_dog")
    assert done.returncode == 1
    assert "不在项目文件夹里" in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        pytest.param("forms/dog_licence/form.schema.json", "{", "JSON-02", id="no-json"),
        pytest.param("forms/dog_licence/form.schema.json", "[]", "SCHEMA-01", id="no-schema"),
        pytest.param("forms/dog_licence/form.schema.json", "{}", "没有 properties", id="no-places"),
        pytest.param(
            "forms/dog_licence/form.schema.json", '{"properties": {"a": {"$ref": "http://x/y"}}}', "SCHEMA-02", id="remote"
        ),
        pytest.param("forms/dictionary.yml", "facts: [", "YAML-03", id="broken-dictionary"),
        pytest.param("forms/dictionary.yml", "facts: {}\nlicences: {A: 甲}\n", "写法特别", id="dictionary-ends-otherwise"),
        pytest.param(LAYOUT, "form: dog_licence\n", "SHAPE-01", id="layout-without-shape"),
        pytest.param(SCENARIO, "id: [\n", "YAML-03", id="broken-scenario"),
        pytest.param(SCENARIO, "id: x\ntheme: T\ntitle: x\nsays: [x]\npermits: [{form: y}]\n", "id 不是", id="another-id"),
    ],
)  # fmt: skip
def test_a_file_with_mistakes_stops_it_before_anything_is_written(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    root = hamlet(tmp_path)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")
    before = everything(root)
    done = new(root, "dog_licence", "--scenario", "keep_dog", "--folder", "pets")
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(root) == before


def test_a_form_without_a_schema_says_to_write_one(tmp_path: Path) -> None:
    done = new(hamlet(tmp_path), "cat_licence")
    assert done.returncode == 1
    assert "先写这张表的 JSON Schema" in done.stderr


def test_a_hostile_schema_says_nothing_but_words(tmp_path: Path) -> None:
    """Control characters, YAML and names that are no names stay words, or are left out and told."""
    escape = "\x1b[31m红\n  facts: {}"
    hostile = {
        "title": escape, "type": "object",
        "properties": {
            "a": {"title": f"{escape}: &x !!python/object", "type": "string", "pattern": "(a+)$"},
            "b~/c": {"type": "string"},
            "\x1b[2J": {"type": "string"},
            "list": {"type": "array", "items": {"properties": {"x.y": {"type": "string"}}}},
            "e": {"enum": ["'\"{[#", "\u2028"], "x-labels": {"'\"{[#": "*甲"}},
        },
    }  # fmt: skip
    root = hamlet(tmp_path, hostile)
    done = new(root, "dog_licence", "--scenario", "keep_dog")
    assert done.returncode == 1
    assert "\x1b" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.count("没有起草") == 3
    for file in root.rglob("*.yml"):
        assert "\x1b" not in file.read_text("utf-8")
    checked = daoban("check", "--root", str(root), "--format", "json")
    codes = {issue["code"] for issue in json.loads(checked.stdout)}
    # The hamlet has none of the program's texts, and names are for a person to say.
    assert codes - {"BLANK-01", "SAY-08", "TEXT-05"} == {"LAYOUT-02"}


@pytest.mark.parametrize("pattern", ["(a+)+$", "(\x1b[31m]+)+", "("])
def test_a_schema_with_a_pattern_that_cannot_be_used_is_refused(pattern: str, tmp_path: Path) -> None:
    root = hamlet(tmp_path, {"type": "object", "properties": {"a": {"type": "string", "pattern": pattern}}})
    done = new(root, "dog_licence", "--scenario", "keep_dog")
    assert done.returncode == 1
    assert "SCHEMA-01" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        (tmp_path / "scenarios").write_text("a file where the folder should be", "utf-8")
    else:
        (tmp_path / "scenarios").mkdir(mode=0o555)
    root = hamlet(tmp_path)
    before = everything(root)
    done = new(root, "dog_licence", "--scenario", "keep_dog")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert everything(root) == before
