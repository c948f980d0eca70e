"""`daoban check` as it is called: what it prints, and its exit code."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests import warm

from .tree import KNOWLEDGE, TEA, edit, plant

ROOT = Path(__file__).resolve().parents[2]


def _run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    return warm.run("check", *arguments, cwd=folder, env=environment)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    root = plant(tmp_path / "tree")
    edit(root, TEA, "outcome: stall", "outcome: stal")
    edit(root, KNOWLEDGE, ", basis: 《某条例》第七条", "")
    return root


def test_everything_published_has_no_mistake() -> None:
    done = _run()
    assert (done.returncode, done.stdout, done.stderr) == (0, "没有发现问题\n", "")


def test_the_folder_is_the_one_that_the_server_serves(broken: Path, tmp_path: Path) -> None:
    """As ``serve`` does, it goes by DAOBAN_ROOT; what is said on the command line counts before it."""
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "DAOBAN_ROOT": str(broken)}
    done = warm.run("check", cwd=tmp_path, env=environment)
    assert (done.returncode, "有 3 个问题" in done.stdout) == (1, True)
    assert warm.run("check", "--root", str(ROOT), cwd=tmp_path, env=environment).returncode == 0


@pytest.mark.parametrize(
    "paths, files",
    [
        pytest.param([], [TEA, TEA, KNOWLEDGE], id="all"),
        pytest.param(["scenarios/knowledge"], [KNOWLEDGE], id="a-folder"),
        pytest.param([TEA], [TEA, TEA], id="a-file"),
        pytest.param(["forms"], [], id="a-folder-without-mistakes"),
    ],
)
def test_issues_for_programs_are_json(broken: Path, paths: list[str], files: list[str]) -> None:
    done = _run(*paths, "--format", "json", folder=broken)
    found = json.loads(done.stdout)
    assert [issue["file"] for issue in found] == files
    assert all(set(issue) == {"file", "line", "code", "what", "remedy", "suggestion"} for issue in found)
    assert done.returncode == (1 if files else 0)


@pytest.mark.parametrize(
    "arguments, word",
    [
        pytest.param(["nothing.yml"], "没有这个文件或文件夹：nothing.yml", id="a-file-that-is-not-there"),
        pytest.param(["--root", "nowhere"], "没有这个文件夹：nowhere", id="a-root-that-is-not-there"),
    ],
)
def test_a_path_that_is_not_there_is_told(broken: Path, arguments: list[str], word: str) -> None:
    done = _run(*arguments, folder=broken)
    assert (done.returncode, done.stdout) == (2, "")
    assert word in done.stderr
