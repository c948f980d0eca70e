"""Only regular files of the project are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.catalog import check
from bot.catalog.own_files import text_of

from .tree import TODAY, plant


def test_a_pipe_a_device_and_a_link_to_elsewhere_are_told_and_hang_nothing(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    (tmp_path / "elsewhere.yml").write_text("id: secret\n", "utf-8")
    os.mkfifo(root / "scenarios/food/a.yml")
    (root / "scenarios/food/b.yml").symlink_to("/dev/zero")
    (root / "scenarios/food/c.yml").symlink_to(tmp_path / "elsewhere.yml")
    (root / "scenarios/food/d.yml").symlink_to(tmp_path / "nowhere.yml")
    issues = check(root, today=TODAY)
    assert {(issue.file, issue.code) for issue in issues} == {
        (f"scenarios/food/{one}.yml", "YAML-01") for one in "abcd"
    }
    assert "secret" not in str(issues)


def test_a_link_inside_the_project_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("\ufeffx", "utf-8")
    (tmp_path / "b.yml").symlink_to("a.yml")
    assert text_of(tmp_path, tmp_path / "b.yml") == "x"
    with pytest.raises(OSError, match="no file of the project"):
        text_of(tmp_path, tmp_path)
