"""One idea a file, one screen a function; nothing left for later, no machine's own paths."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
LEFT_OPEN = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
OUTSIDE = re.compile(r"https?://[^\s\"')]*(pypi|pythonhosted|npmjs|deb\.debian)|(?<![\w.])/(work|root|farm)/")


def tracked(*patterns: str) -> list[Path]:
    """Files git knows, or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def oversize(name: str, source: str) -> list[str]:
    """What is too long or vaguely named in one Python file."""
    found = []
    if source.count("\n") > LONGEST_FILE:
        found.append(f"{name}: {source.count(chr(10))} lines")
    if Path(name).stem in VAGUE_NAMES:
        found.append(f"{name}: the name says nothing")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(f"{name}:{node.lineno} {node.name} has {length} lines")
        if isinstance(node, ast.Assert) and not name.startswith("tests/"):
            found.append(f"{name}:{node.lineno} assert checks nothing under -O; raise instead")
    return found


def unwanted(name: str, text: str) -> list[str]:
    """Things left open, and addresses that only one machine knows."""
    return [f"{name}: {match.group()}" for pattern in (LEFT_OPEN, OUTSIDE) for match in pattern.finditer(text)]


def test_python_files_fit_the_screen() -> None:
    assert [
        line
        for file in tracked("*.py")
        for line in oversize(str(file.relative_to(ROOT)), file.read_text("utf-8", "replace"))
    ] == []


def test_nothing_is_left_open_and_nothing_names_a_machine() -> None:
    texts = tracked(
        "*.py",
        "*.yml",
        "*.md",
        "*.toml",
        "*.txt",
        "*.json",
        "*.js",
        "*.ts",
        "*.tsx",
        "*.html",
        "*.css",
        "Makefile",
        "scripts/*",
        ".ci/*",
    )
    assert [
        line for file in texts for line in unwanted(str(file.relative_to(ROOT)), file.read_text("utf-8", "replace"))
    ] == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        pytest.param("bot/x.py", "x = 1\n" * 401, id="long-file"),
        pytest.param("bot/x.py", "def f():\n" + "    x = 1\n" * 60, id="long-function"),
        pytest.param("bot/utils.py", "", id="vague-name"),
        pytest.param("bot/x.py", "assert True\n", id="assert"),
    ],
)
def test_a_planted_violation_is_found(name: str, source: str) -> None:
    assert oversize(name, source)


@pytest.mark.parametrize("text", ["# TO" + "DO later", "open('/" + "work/main/x')", "https://" + "pypi.org/simple"])
def test_a_planted_leftover_is_found(text: str) -> None:
    assert unwanted("x", text)
