"""An entry added to an author's list: one line changes, in its own style; everything else stays to the letter."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.catalog.appending import CannotAppend, append
from bot.catalog.phrase_places import NoPlace, PhrasePlaces

ROOT = Path(__file__).resolve().parents[2]
FLOW = "a:\n  label: 甲  # 说明\n  names: [一, '二 ', 三]   # 尾注\n# 末尾\n"


def touched(before: str, after: str) -> list[str]:
    """The lines that differ, old ones with a minus."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("---", "+++")]


@pytest.mark.parametrize(
    ("before", "path", "entry", "lines"),
    [
        pytest.param(FLOW, ("a", "names"), "四", ["-  names: [一, '二 ', 三]   # 尾注", "+  names: [一, '二 ', 三, 四]   # 尾注"], id="flow"),
        pytest.param("a: {names: []}\n", ("a", "names"), "四", ["-a: {names: []}", "+a: {names: [四]}"], id="empty"),
        pytest.param("a:\n  names: [一,\n    二 ]\n", ("a", "names"), "四", ["-    二 ]", "+    二, 四 ]"], id="over-two-lines"),
        pytest.param("says:\n  - 一  # 甲\n  - 二  # 乙\n\nwords: [三]\n", ("says",), "四", ["+  - 四"], id="block"),
        pytest.param("says:\n- 一\n- 二", ("says",), "四", ["+- 四"], id="block-without-a-last-newline"),
        pytest.param("a:\n  label: 甲  # 说明\n  kind: text\n", ("a", "names"), "四", ["+  names: [四]"], id="begun-in-a-block"),
        pytest.param("o:\n  - {value: x, label: 甲}\n", ("o", 0, "names"), "四", ["-  - {value: x, label: 甲}", "+  - {value: x, label: 甲, names: [四]}"], id="begun-in-a-flow"),
        pytest.param("a: {names: [一]}\n", ("a", "names"), "四: 五", ["-a: {names: [一]}", "+a: {names: [一, '四: 五']}"], id="quoted"),
        pytest.param("a: {names: [一]}\n", ("a", "names"), "12", ["-a: {names: [一]}", "+a: {names: [一, '12']}"], id="number-is-text"),
        pytest.param("a: {names: [一]}\n", ("a", "names"), "it's # no", ["-a: {names: [一]}", "+a: {names: [一, \"it's # no\"]}"], id="quote-in-it"),
    ],
)  # fmt: skip
def test_one_line_changes(before: str, path: tuple[str | int, ...], entry: str, lines: list[str]) -> None:
    assert touched(before, append(before, path, entry, after="label")) == lines


def test_line_ends_and_the_mark_at_the_start_stay() -> None:
    before = "\ufeffsays:\r\n  - 一\r\nwords: [二]\r\n"
    assert append(before, ("says",), "三") == "\ufeffsays:\r\n  - 一\r\n  - 三\r\nwords: [二]\r\n"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(("a", "label"), id="no-list"),
        pytest.param(("b", "names"), id="no-such-place"),
        pytest.param(("a", "says_no"), id="nothing-to-begin-behind"),
    ],
)
def test_what_cannot_be_added_is_refused(path: tuple[str, ...]) -> None:
    with pytest.raises(CannotAppend):
        append("a:\n  label: 甲\n  names: [一]\n", path, "甲")


_ENTRY = st.text(st.sampled_from("甲乙 :#-'\"[]{},&*!|>%@`?1aA\t~"), min_size=1, max_size=8) | st.sampled_from(
    ["true", "null", "~", "1e3", "2026-01-01", "yes", "- a", "? b", "<<", "=", "0x1F", "。"]
)


@given(entry=_ENTRY, before=st.sampled_from([FLOW, "a:\n  names:\n    - 一\n  kind: text\n", "a: {label: x}\n"]))
def test_whatever_is_added_reads_as_it_was_typed_or_is_refused(entry: str, before: str) -> None:
    wanted = YAML(typ="safe").load(before)
    try:
        after = append(before, ("a", "names"), entry, after="label")
    except CannotAppend:
        return
    wanted["a"]["names"] = [*wanted["a"].get("names", []), entry]
    assert YAML(typ="safe").load(after) == wanted
    assert len(touched(before, after)) <= 2


def test_every_list_of_phrases_of_the_published_files_can_be_added_to() -> None:
    places = PhrasePlaces(ROOT)
    wanted = [
        places.option("licence_state", "done", None),
        places.option("alcohol_mode", "none", "beverage_shop"),
        places.answer("has_agent", False),
        places.name("dine_in"),
        places.name("workers.name"),
        places.option("workers.id_type", "passport", "noodle_shop"),
        places.matter("says", "noodle_shop"),
        places.matter("words", "beverage_shop"),
    ]
    assert {place.file for place in wanted} == {
        "forms/dictionary.yml", "scenarios/food/beverage_shop.yml", "scenarios/food/noodle_shop.yml",
        "scenarios/food/fragments/alcohol.yml",
    }  # fmt: skip
    for place in wanted:
        before = (ROOT / place.file).read_text("utf-8")
        lines = touched(before, append(before, place.path, "新说法", after=place.after))
        assert 1 <= len(lines) <= 2
        assert "新说法" in lines[-1]


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        pytest.param(lambda places: places.name("nothing"), "没有信息项 nothing", id="fact"),
        pytest.param(lambda places: places.option("licence_state", "gone", None), "没有选项 gone", id="option"),
        pytest.param(lambda places: places.option("copies_count", "1", None), "没有选项", id="no-options"),
        pytest.param(lambda places: places.answer("licence_state", True), "不能写 --yes", id="no-yes-or-no"),
        pytest.param(lambda places: places.matter("says", None), "要写明主题", id="no-scenario"),
        pytest.param(lambda places: places.option("licence_state", "done", "florist"), "没有主题 florist", id="unknown-scenario"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(ask: object, told: str) -> None:
    with pytest.raises(NoPlace, match=told):
        ask(PhrasePlaces(ROOT))  # type: ignore[operator]
