"""Whatever happens on the way, the page sends each message once and says what is going on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Route

from tests.actions.gate import Gate, Point
from tests.applicant import Applicant
from tests.bench.process import free_port
from tests.serving import Running, Talk, running
from tests.test_transcripts import COMMON, SHOPS

from .browser import NOTHING_WAITS, Visitor
from .cutting_proxy import cutting

pytestmark = pytest.mark.browser
OPENING = "我想在静安区开一家奶茶店"


@pytest.fixture
def visitor(context: BrowserContext, server: Running) -> Visitor:
    """A visitor who has said what they want."""
    made = Visitor(context.new_page(), server.url).open()
    made.type(OPENING)
    return made


@pytest.fixture
def unfollowed(context: BrowserContext, server: Running) -> Visitor:
    """The same on a network where only the answers to what is sent come through."""
    for path in ("**/events?*", "**/turns?*"):
        context.route(path, lambda route: route.abort())
    made = Visitor(context.new_page(), server.url).open()
    made.type(OPENING)
    return made


def seq(visitor: Visitor) -> int:
    """How many turns the server has taken."""
    look = (
        "async () => (await (await fetch('/api/v1/conversations/' + localStorage['daoban.conversation'])).json()).seq"
    )
    return int(visitor.page.evaluate(look))


def settled(visitor: Visitor, turn: int) -> None:
    """The page shows this turn, and nothing is on its way."""
    visitor.until("turn => sessionStorage['daoban.seq'] === String(turn)", turn)
    visitor.until(NOTHING_WAITS)
    assert visitor.page.locator("#trouble").is_hidden()
    assert seq(visitor) == turn


def double_click_a_reply(visitor: Visitor) -> None:
    visitor.page.locator("#choices").get_by_role("button", name="已经办好").dblclick()


def click_a_reply_by_program(visitor: Visitor) -> None:
    """Twice before the browser can draw anything."""
    visitor.page.evaluate("{ const one = document.querySelector('#choices button'); one.click(); one.click(); }")


def double_click_send(visitor: Visitor) -> None:
    visitor.page.locator("#text").fill("已经办好了")
    visitor.page.get_by_role("button", name="发送").dblclick()


def press_enter_twice(visitor: Visitor) -> None:
    visitor.page.locator("#text").fill("已经办好了")
    visitor.page.locator("#text").press("Enter")
    visitor.page.locator("#text").press("Enter")


@pytest.mark.parametrize("act", [double_click_a_reply, click_a_reply_by_program, double_click_send, press_enter_twice])
def test_twice_is_once(visitor: Visitor, act: Callable[[Visitor], None]) -> None:
    act(visitor)
    settled(visitor, 2)
    assert len(visitor.sent) == 2
    assert len(visitor.lines("own")) == 2


def test_an_offline_message_is_sent_when_the_network_is_back(context: BrowserContext, visitor: Visitor) -> None:
    context.set_offline(True)
    visitor.page.locator("#choices button").first.click()
    visitor.page.get_by_text("网络断了，您的话还在").wait_for()
    assert visitor.page.get_by_role("alert").is_visible()
    assert visitor.page.locator(".unsent").get_by_role("button", name="未发送，点此重试").is_visible()
    context.set_offline(False)
    settled(visitor, 2)
    assert visitor.lines("own")[-1].strip().endswith("已经办好")
    assert visitor.page.locator(".unsent").count() == 0


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda route: route.abort(), id="the-request-is-lost"),
        pytest.param(lambda route: (route.fetch(), route.abort()), id="the-answer-is-lost"),
        pytest.param(
            lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"), id="a-gateway-answers-in-html"
        ),
        pytest.param(lambda route: route.fulfill(status=503, json={"detail": "稍后再试"}), id="the-server-is-busy"),
        pytest.param(lambda route: route.fulfill(status=429, json={"detail": "太快了"}), id="the-server-is-crowded"),
        pytest.param(lambda route: (route.fetch(), route.fulfill(status=200, body='{"seq": 2,')), id="half-an-answer"),
    ],
)
@pytest.mark.parametrize("times", [1, 2])
def test_a_lost_message_is_sent_again_and_taken_once(
    unfollowed: Visitor, harm: Callable[[Route], Any], times: int
) -> None:
    visitor = unfollowed
    visitor.page.route("**/messages", harm, times=times)
    visitor.page.locator("#text").fill("已经办好了")
    visitor.page.locator("#text").press("Enter")
    for _ in range(times):
        visitor.page.locator("#trouble").wait_for()
        visitor.page.wait_for_timeout(50)
        visitor.page.evaluate("document.querySelector('#retry').click()")
    settled(visitor, 2)
    ids = [message["client_msg_id"] for message in visitor.sent[1:]]
    assert len(ids) >= times + 1
    assert len(set(ids)) == 1
    assert len(visitor.lines("own")) == 2
    assert sum("营业执照" in line and "记下了" in line for line in visitor.lines("echo")) == 1


def test_messages_said_meanwhile_follow_in_order(visitor: Visitor) -> None:
    visitor.page.route("**/messages", lambda route: route.abort(), times=1)
    for text in ("已经办好了", "固定店面", "为什么问这个"):
        visitor.page.locator("#text").fill(text)
        visitor.page.locator("#text").press("Enter")
    settled(visitor, 4)
    answered = [message["text"] for message in visitor.sent[1:]]
    assert list(dict.fromkeys(answered)) == ["已经办好了", "固定店面", "为什么问这个"]


@pytest.mark.parametrize("taken", [pytest.param(True, id="taken"), pytest.param(False, id="not-taken")])
def test_a_reload_before_the_answer_loses_and_doubles_nothing(unfollowed: Visitor, taken: bool) -> None:
    visitor = unfollowed
    visitor.page.route("**/messages", lambda route: (route.fetch() if taken else None, route.abort()), times=1)
    visitor.page.locator("#text").fill("已经办好了")
    visitor.page.locator("#text").press("Enter")
    visitor.page.locator("#trouble").wait_for()
    visitor.page.reload()
    settled(visitor, 2)
    assert [line for line in visitor.lines("own") if "已经办好了" in line] == [visitor.lines("own")[-1]]
    assert visitor.buttons()


def test_a_refusal_is_shown_and_the_conversation_goes_on(visitor: Visitor) -> None:
    detail = "请求的内容不对。"
    visitor.page.route("**/messages", lambda route: route.fulfill(status=422, json={"detail": detail}), times=1)
    visitor.page.locator("#text").fill("已经办好了")
    visitor.page.locator("#text").press("Enter")
    visitor.page.locator("#log > li.rejection").get_by_text(detail).wait_for()
    visitor.page.get_by_role("button", name="已经办好").wait_for()
    assert visitor.type("已经办好了")["seq"] == 2


def test_a_conversation_that_is_gone_is_begun_anew(context: BrowserContext, visitor: Visitor) -> None:
    context.clear_cookies()
    visitor.page.locator("#text").fill("已经办好了")
    visitor.page.locator("#text").press("Enter")
    visitor.page.get_by_text("之前的会话已经找不到").wait_for()
    assert visitor.page.locator("#form").text_content() == ""
    assert visitor.page.locator("#progress").text_content() == "开店办证，一句话开始"
    assert visitor.type("想开个便利店")["case"]["scenario"] == "convenience_store"


def test_the_server_is_killed_and_comes_back(context: BrowserContext, tmp_path: Path, few: dict[str, str]) -> None:
    port = free_port()
    with running(tmp_path, rasa=False, port=port, **few) as server:
        visitor = Visitor(context.new_page(), server.url).open()
        visitor.type(OPENING)
        server.kill()
        visitor.page.locator("#choices button").first.click()
        visitor.page.get_by_text("正在重试").wait_for()
    with running(tmp_path, rasa=False, port=port, **few):
        visitor.page.evaluate("document.querySelector('#retry').click()")
        settled(visitor, 2)
        assert len(visitor.lines("own")) == 2
        assert visitor.complaints == []


@pytest.mark.parametrize("streams", [True, False], ids=["by-a-stream", "where-streams-are-cut"])
def test_a_receipt_that_takes_its_time_arrives_by_itself(
    context: BrowserContext, tmp_path: Path, few: dict[str, str], streams: bool
) -> None:
    """Intake's answer is held back longer than the page's request waits for it; nobody has to ask again."""
    if not streams:
        context.route("**/events?*", lambda route: route.abort())
    with running(tmp_path / "desk", rasa=False, **few) as desk:
        gate = Gate(desk.port, hold=Point.ANSWER)
        key = (tmp_path / "desk" / "keys" / "intake.key").read_text().strip()
        with running(tmp_path / "shop", rasa=False, DAOBAN_INTAKE_URL=gate.url, DAOBAN_INTAKE_KEY=key, **few) as server:
            visitor = Visitor(context.new_page(), server.url).open()
            visitor.type(OPENING)
            answered_elsewhere(visitor, context)
            visitor.page.reload()
            visitor.page.get_by_role("button", name="核对并提交").wait_for()
            assert visitor.hand_in()["case"]["submission"] == "requested"
            assert visitor.lines("receipt") == []
            gate.go_on.set()
            visitor.page.locator("#log > li.receipt").wait_for()
            receipt = visitor.page.locator(".reference").text_content() or ""
            assert receipt.startswith("SH-")
            assert len(visitor.lines("receipt")) == 1
            assert receipt in visitor.lines("receipt")[0]
            assert visitor.complaints == []
        gate.close()


def test_a_stream_that_falls_silent_is_given_up(context: BrowserContext, server: Running) -> None:
    """The connection is there, and nothing comes over it: no browser notices, the page does."""
    with cutting(server.port, 0, 1) as proxy:
        page = context.new_page()
        page.clock.install()
        visitor = Visitor(page, f"http://127.0.0.1:{proxy.port}").open()
        visitor.type(OPENING)
        proxy.stall()
        answered_elsewhere(visitor, context)
        assert page.evaluate("sessionStorage['daoban.seq']") == "1"
        page.clock.fast_forward(60_000)
        visitor.page.get_by_role("button", name="核对并提交").wait_for()
        assert visitor.complaints == []


def answered_elsewhere(visitor: Visitor, context: BrowserContext) -> None:
    """Everything is answered by the same applicant through the API, up to the review."""
    talk = Talk(visitor.url, id=str(visitor.page.evaluate("localStorage['daoban.conversation']")), last=visitor.turn)
    cookie = next(one for one in context.cookies() if one["name"] == "daoban_conversation")
    talk.http.headers["Authorization"] = f"Bearer {cookie['value']}"
    talk.answer_all(Applicant(9, {**COMMON, **SHOPS[0].values[2]}))
    talk.http.close()
