"""Who types faster than the desk answers: nothing is lost, nothing is put in twice, nothing comes to stand in another case."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.serving import Running, Talk

from .page import Sit

pytestmark = pytest.mark.browser


def attempts_held(page: Page, conversation: str) -> list[Route]:
    """What is tried of this case is on its way until it is let go on."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/conversations/{conversation}/attempt", hold)
    return held


def test_what_is_typed_ahead_changes_nothing_of_what_was_sent(stuck: Talk, sit: Sit) -> None:
    page = sit()
    page.goto(f"{page.url}#{stuck.id}")
    page.get_by_role("button", name="接过来").click()
    page.locator("#said").fill("面积80平")
    held = attempts_held(page, stuck.id)
    with page.expect_request("**/attempt"):
        page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.type("，有外卖")
    page.keyboard.press("Enter")
    held.pop().continue_()
    expect(page.locator("#tried .good")).to_contain_text("80㎡")
    expect(page.locator("#said")).to_have_value("，有外卖")
    assert held == []
    page.keyboard.press("Alt+m")
    box = page.locator("#fields tr form input")
    fact = box.evaluate("input => input.closest('tr').dataset.fact")
    with page.expect_request("**/attempt"):
        page.keyboard.type("1")
        page.keyboard.press("Enter")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(box).to_have_value("1")
    held.pop().continue_()
    expect(page.locator(f'#fields tr.todo[data-fact="{fact}"]')).to_have_count(0)
    assert held == []


def test_what_is_asked_back_of_one_case_does_not_stand_in_another(stuck: Talk, server: Running, sit: Sit) -> None:
    page = sit()
    page.goto(f"{page.url}#{stuck.id}")
    page.get_by_role("button", name="接过来").click()
    page.locator("#said").fill("面积八十平左右")
    held = attempts_held(page, stuck.id)
    with page.expect_request("**/attempt"):
        page.keyboard.press("Enter")
    with Talk(server.url) as other:
        other.say("开奶茶店")
        other.say("转人工")
        page.evaluate(f"location.hash = '{other.id}'")
        page.get_by_role("button", name="接过来").click()
        page.locator("#said").fill("还没写完")
        with page.expect_response("**/attempt"):
            held.pop().continue_()
        expect(page.locator("#said")).to_have_value("还没写完")
        expect(page.locator("#tried")).to_be_empty()
