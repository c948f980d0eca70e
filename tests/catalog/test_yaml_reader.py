"""YAML becomes plain data that knows its lines; hostile text is refused, never run and never a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.yaml_reader import DEEPEST, read_yaml


def _read(folder: Path, text: str | bytes) -> Any:
    file = folder / "file.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(folder, file)


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("a: yes", "yes", id="yes-is-a-word"),
        pytest.param("a: true", True, id="true"),
        pytest.param("a: 08", 8, id="a-code-without-quotes-is-a-number-which-the-shape-refuses"),
        pytest.param("a: '08'", "08", id="a-code-in-quotes"),
        pytest.param("a: 0o17", 15, id="octal"),
        pytest.param("a: -3", -3, id="negative"),
        pytest.param("a: 1_000", 1000, id="underscore"),
        pytest.param("a: 2.5", 2.5, id="decimal"),
        pytest.param("a: .inf", ".inf", id="infinity-is-no-number"),
        pytest.param("a: 2026-01-31", "2026-01-31", id="a-date-is-its-text"),
        pytest.param("a: 09:00", "09:00", id="a-clock-is-its-text"),
        pytest.param("a: null", None, id="null"),
        pytest.param("a:", None, id="nothing"),
        pytest.param("\ufeffa: 甲", "甲", id="byte-order-mark"),
        pytest.param("a: |\n  一\n  二\n", "一\n二\n", id="block"),
    ],
)  # fmt: skip
def test_a_value_is_what_yaml_1_2_says(tmp_path: Path, text: str, expected: object) -> None:
    document, issues = _read(tmp_path, text)
    assert issues == []
    assert document.data == {"a": expected}
    assert type(document.data["a"]) is type(expected)


@pytest.mark.parametrize(
    "path, line",
    [
        pytest.param(("facts",), 2, id="key"),
        pytest.param(("facts", "a"), 4, id="nested-key"),
        pytest.param(("facts", "a", "names", 1), 7, id="entry-of-a-list"),
        pytest.param(("facts", "b", "label"), 8, id="key-in-braces"),
        pytest.param(("facts", "b", "nothing"), 8, id="what-is-not-there-is-where-it-would-be"),
        pytest.param(("nothing",), 2, id="at-the-top"),
    ],
)
def test_lines_are_kept(tmp_path: Path, path: tuple[str | int, ...], line: int) -> None:
    text = "# 字典\nfacts:\n\n  a:\n    names:\n      - 一\n      - 二\n  b: {label: 乙}\n"
    document, _ = _read(tmp_path, text)
    assert document.line(*path) == line


@pytest.mark.parametrize(
    "text, code",
    [
        pytest.param("a: !!python/object/apply:os.system [touch pwned]", "YAML-06", id="python-call"),
        pytest.param("!!python/object/new:os.system {a: 1}", "YAML-06", id="python-object"),
        pytest.param("a: !!binary aGk=", "YAML-06", id="binary"),
        pytest.param("!!set {a, b}", "YAML-06", id="set"),
        pytest.param("a: &a [1]\nb: *a", "YAML-05", id="alias"),
        pytest.param("a: &a [*a]", "YAML-05", id="alias-of-itself"),
        pytest.param("a: *nowhere", "YAML-05", id="alias-of-nothing"),
        pytest.param("a: 1\na: 2", "YAML-04", id="twice"),
        pytest.param("a: {b: 1, b: 2}", "YAML-04", id="twice-in-braces"),
        pytest.param("[a]: 1", "YAML-08", id="list-as-key"),
        pytest.param("[" * 200_000, "YAML-07", id="deep-brackets"),
        pytest.param("\n".join(" " * at + "a:" for at in range(900)), "YAML-07", id="deep-indent"),
        pytest.param("a: \x00", "YAML-03", id="nul"),
        pytest.param(b"a: \xff\xfe", "YAML-01", id="not-utf-8"),
        pytest.param("a:\n\tb: 1", "YAML-03", id="tab"),
        pytest.param("%YAML 9.9\n---\na: 1", "YAML-03", id="unknown-version"),
        pytest.param("a: 1\n---\nb: 1", "YAML-03", id="two-documents"),
    ],
)
def test_hostile_text_is_refused(tmp_path: Path, text: str | bytes, code: str) -> None:
    document, issues = _read(tmp_path, text)
    assert document is None
    assert {issue.code for issue in issues} == {code}
    assert [path.name for path in tmp_path.iterdir()] == ["file.yml"]


def test_a_bomb_of_aliases_is_refused_before_it_grows(tmp_path: Path) -> None:
    layers = ["a0: &a0 [x, x]"] + [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 25)]
    document, issues = _read(tmp_path, "\n".join(layers))
    assert document is None
    assert {(issue.line, issue.code) for issue in issues} == {(line, "YAML-05") for line in range(1, 26)}
    assert len(issues) == 25 + 24 * 9


@pytest.mark.parametrize("depth, refused", [(DEEPEST - 1, False), (DEEPEST, True)])
def test_nesting_is_refused_from_its_bound_on(tmp_path: Path, depth: int, refused: bool) -> None:
    document, _ = _read(tmp_path, "a: " + "[" * depth + "]" * depth)
    assert (document is None) is refused


def test_a_missing_file_is_an_issue(tmp_path: Path) -> None:
    document, issues = read_yaml(tmp_path, tmp_path / "nothing.yml")
    assert document is None
    assert [(issue.file, issue.line, issue.code) for issue in issues] == [("nothing.yml", 0, "YAML-01")]


@given(text=st.text(st.sampled_from("ab:-[]{}&*!|>'\"#%,?\n\t \x00\ufeff甲08@`~"), max_size=60))
def test_no_text_raises(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    document, issues = _read(tmp_path_factory.getbasetemp(), text)
    assert (document is None) is bool(issues)
