"""Form and conversation never disagree on the screen: whatever is said and edited on two devices, both show what the server holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from tests.serving import Running, Talk

from .browser import DESK, NOTHING_WAITS, PHONE, Visitor, returning

pytestmark = pytest.mark.browser

#: JavaScript: each row of the form, its name and its value.
ROWS = """[...document.querySelectorAll("#form dl > div")].map((row) => [row.querySelector("dt").textContent, row.querySelector("dd").firstChild.textContent])"""
#: JavaScript: the edit went out, or what it does besides or what is wrong with it is told.
DECIDED = """!document.querySelector("#form .edit") || [...document.querySelectorAll("#form .edit .effect, #form .edit .fault")].some((one) => one.textContent)"""
#: No bare yes: at the review it would hand the application in.
TEXTS = (
    "面积是八十平",
    "没有堂食",
    "有堂食",
    "不改了",
    "上一步",
    "等会儿补",
    "进度",
    "店名改成静安区阿婆奶茶店",
    "嗯嗯随便",
    "房子是自己的",
)
#: A row of the form, and what is put into its boxes or pressed.
EDITS: tuple[tuple[str, dict[str, str] | str], ...] = (
    ("场所总使用面积", {"数字": "90"}),
    ("场所总使用面积", {"数字": "31.5"}),
    ("场所总使用面积", {"数字": "-1"}),
    ("是否有堂食", "是"),
    ("是否有堂食", "否"),
    ("场所使用权来源", "自有"),
    ("场所使用权来源", "租赁"),
    ("联系人手机", {"11 位手机号": "13912345678"}),
    ("联系人手机", {"11 位手机号": "1391234"}),
)
#: Who acts, on the phone or at the desk, and what they do; an edit that does more than it says is made or left.
STEPS = st.tuples(
    st.integers(0, 1), st.one_of(st.sampled_from(TEXTS), st.tuples(st.sampled_from(EDITS), st.booleans()))
)


@pytest.fixture(scope="module")
def devices(browser: Browser, server: Running, at_review: Talk) -> Iterator[list[Visitor]]:
    """The same case on a desk and on a phone."""
    contexts = [returning(browser, at_review, viewport=size) for size in (DESK, PHONE)]
    visitors = [Visitor(context.new_page(), server.url).open() for context in contexts]
    assert {label for label, _ in EDITS} <= {label for label, _ in visitors[0].page.evaluate(ROWS)}
    yield visitors
    for context in contexts:
        context.close()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=st.lists(STEPS, min_size=2, max_size=6))
def test_both_screens_show_what_the_server_holds(devices: list[Visitor], at_review: Talk, steps: list[Any]) -> None:
    for who, step in steps:
        if isinstance(step, str):
            devices[who].show("对话")
            devices[who].type(step)
        else:
            (label, what), makes = step
            devices[who].show("申请表")
            edit(devices[who], label, what, makes)
        agree(devices, at_review)
    assert [visitor.complaints for visitor in devices] == [[], []]


def edit(visitor: Visitor, label: str, what: dict[str, str] | str, makes: bool) -> None:
    """The row is changed, unless it is not in the form now, what is put in is refused, or its effect is not wanted."""
    row = visitor.page.locator("#form").get_by_role("button", name=f"修改{label}", exact=True)
    if not row.count():
        return
    row.click()
    editor = visitor.page.locator("#form .edit")
    if isinstance(what, str):
        editor.get_by_text(what, exact=True).click()
    else:
        for box, text in what.items():
            editor.get_by_label(box).fill(text)
        editor.get_by_role("button", name="保存").click()
    visitor.until(DECIDED)
    if editor.locator(".effect").count():
        editor.locator(".effect").get_by_role("button", name="改" if makes else "不改", exact=True).click()
    elif editor.count():
        editor.get_by_role("button", name="不改", exact=True).click()
    editor.wait_for(state="detached")
    visitor.until(NOTHING_WAITS)


def agree(devices: list[Visitor], talk: Talk) -> None:
    """Both devices show the server's values and its question."""
    now = talk.look()
    held = [[f["label"], f["display"] or "无"] for one in now["case"]["applications"] for f in one["fields"].values()]
    for visitor in devices:
        visitor.until("seq => Number(sessionStorage.getItem('daoban.seq')) >= seq", now["seq"])
        assert sorted(visitor.page.evaluate(ROWS)) == sorted(held)
