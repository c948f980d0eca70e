"""Calls of WeChat's interface against one that really answers: tokens, what is tried again, and what is sent once alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx
import pytest

from api.wechat.client import HOST, WeChat, interface
from api.wechat.faults import Remedy, WeChatFault
from api.wechat.sending import Sending

from .beside import ACCOUNT, NOWHERE, no_wait
from .double import Double, address, listening, put_together, routes, served
from .double.interface import NOTICE, SEND, Interface
from .double.plan import Planned

T = TypeVar("T")
#: A person that the interface knows.
FOLLOWER = "oFollower"


@pytest.fixture
def double() -> Double:
    """WeChat, with somebody who has just said something."""
    made = put_together(NOWHERE, NOWHERE, ACCOUNT)
    made.phone(FOLLOWER).window.after("text", made.clock.now(), menu=False)
    return made


@pytest.fixture
def wechat(double: Double) -> Interface:
    """Its interface."""
    return double.interface


def using(
    double: Double,
    act: Callable[[Sending], Awaitable[T]],
    *,
    at: list[float] | None = None,
    secret: str = ACCOUNT.secret,
    patience: float = 60.0,
) -> T:
    """What the act comes to, by a client of its own, whose clock shows ``at`` and who waits for nothing."""
    moments = at if at is not None else [0.0]

    async def run() -> T:
        with listening() as listens:
            async with served(routes(double), listens), interface(address(listens)) as http:
                return await act(Sending(client(http, secret, lambda: moments[0], patience)))

    return asyncio.run(run())


def client(http: httpx.AsyncClient, secret: str, seconds: Callable[[], float], patience: float) -> WeChat:
    """One that waits for nothing between calls."""
    return WeChat(ACCOUNT.appid, secret, http, seconds, no_wait, patience=patience)


def fail(wechat: Interface, *answers: Planned) -> None:
    """The next calls are answered so."""
    for answer in answers:
        wechat.refuse(answer)


def greet(sending: Sending) -> Awaitable[None]:
    return sending.text(FOLLOWER, "您好")


def tell(sending: Sending) -> Awaitable[None]:
    return sending.notice(FOLLOWER, "T1", {"thing1": "已受理"}, url="https://example.org", key="k1")


def test_one_token_does_for_many_calls_and_chinese_is_sent_as_it_is(double: Double, wechat: Interface) -> None:
    async def many(sending: Sending) -> None:
        await asyncio.gather(*(greet(sending) for _ in range(5)))

    using(double, many)
    assert wechat.tokens.given == 1
    assert wechat.done == [(SEND, {"touser": FOLLOWER, "msgtype": "text", "text": {"content": "您好"}})] * 5
    assert "您好".encode() in wechat.tried[0].raw


def test_a_token_is_fetched_anew_before_its_end(double: Double, wechat: Interface) -> None:
    at = [0.0]

    async def later(sending: Sending) -> None:
        await greet(sending)
        at[0] = 6899.0
        await greet(sending)
        assert sending.wechat._until == 6900.0
        at[0] = 6900.0
        await greet(sending)

    using(double, later, at=at)
    # WeChat gave the same token once more; the client asked for it.
    assert (wechat.tokens.given, len(wechat.done)) == (1, 3)


def test_a_token_that_has_ended_is_replaced_once_and_the_call_made_again(double: Double, wechat: Interface) -> None:
    async def twice(sending: Sending) -> None:
        await greet(sending)
        wechat.tokens.expire()
        await asyncio.gather(greet(sending), greet(sending), greet(sending))

    using(double, twice)
    assert (wechat.tokens.given, len(wechat.done)) == (2, 4)


@pytest.mark.parametrize("code", [40001, 40014, 42001])
def test_a_token_that_is_refused_again_is_not_fetched_for_ever(double: Double, wechat: Interface, code: int) -> None:
    fail(wechat, code, code, code)
    with pytest.raises(WeChatFault) as fault:
        using(double, greet)
    assert (fault.value.code, fault.value.remedy, len(wechat.tried)) == (code, Remedy.NEW_TOKEN, 2)


PASSING = {
    "busy-once": ([-1], 2),
    "busy-twice": ([-1, -1], 3),
    "a-server-that-fails": ([(500, b"")], 2),
    "no-json": ([(200, b"<html>")], 2),
    "no-object": ([(200, b"[]")], 2),
}


@pytest.mark.parametrize(("plan", "tries"), PASSING.values(), ids=PASSING)
def test_what_can_pass_is_tried_again(double: Double, wechat: Interface, plan: list[Any], tries: int) -> None:
    fail(wechat, *plan)
    using(double, tell)
    assert (len(wechat.tried), len(wechat.done)) == (tries, 1)


def test_it_is_not_tried_for_ever(double: Double, wechat: Interface) -> None:
    fail(wechat, *[-1] * 9)
    with pytest.raises(WeChatFault) as fault:
        using(double, tell)
    assert (fault.value.code, len(wechat.tried), wechat.done) == (-1, 3, [])


UNSURE = {"a-server-that-fails": (500, b""), "no-json": (200, b"<html>"), "an-empty-answer": (200, b"")}


@pytest.mark.parametrize("answer", UNSURE.values(), ids=UNSURE)
def test_a_message_that_may_have_arrived_is_not_sent_again(
    double: Double, wechat: Interface, answer: tuple[int, bytes]
) -> None:
    fail(wechat, answer)
    with pytest.raises(WeChatFault) as fault:
        using(double, greet)
    assert (fault.value.remedy, len(wechat.tried)) == (Remedy.UNSURE, 1)


def test_a_message_whose_answer_is_lost_arrives_once(double: Double, wechat: Interface) -> None:
    fail(wechat, "lost")
    with pytest.raises(WeChatFault) as fault:
        using(double, greet, patience=0.3)
    assert (fault.value.remedy, len(wechat.done)) == (Remedy.UNSURE, 1)


async def nowhere() -> None:
    async with interface(NOWHERE) as http:
        await greet(Sending(client(http, ACCOUNT.secret, lambda: 0.0, 60.0)))


def test_a_message_that_never_got_there_is_tried_again() -> None:
    with pytest.raises(WeChatFault) as fault:
        asyncio.run(nowhere())
    assert fault.value.remedy is Remedy.AGAIN


REMEDIES = {
    40003: Remedy.UNREACHABLE,
    43004: Remedy.UNREACHABLE,
    40007: Remedy.UPLOAD_AGAIN,
    40029: Remedy.SIGN_IN_AGAIN,
    40163: Remedy.SIGN_IN_AGAIN,
    40164: Remedy.OPERATOR,
    43101: Remedy.REFUSED,
    45002: Remedy.SPLIT,
    45009: Remedy.WAIT,
    45011: Remedy.WAIT,
    45015: Remedy.ANOTHER_WAY,
    45047: Remedy.HOLD,
    48001: Remedy.OPERATOR,
    48004: Remedy.OPERATOR,
    99999: Remedy.OPERATOR,
}


@pytest.mark.parametrize(("code", "remedy"), REMEDIES.items())
def test_what_helps_against_each_code(double: Double, wechat: Interface, code: int, remedy: Remedy) -> None:
    fail(wechat, code)
    with pytest.raises(WeChatFault) as fault:
        using(double, greet)
    assert (fault.value.remedy, len(wechat.tried), wechat.done) == (remedy, 1, [])


def test_nothing_leads_elsewhere(double: Double, wechat: Interface) -> None:
    fail(wechat, (302, b""))
    with pytest.raises(WeChatFault):
        using(double, greet)
    assert str(interface().base_url) == HOST
    assert not interface().trust_env


def test_a_wrong_secret_is_for_the_operator_and_stands_in_no_fault(double: Double) -> None:
    with pytest.raises(WeChatFault) as fault:
        using(double, greet, secret="another-secret")
    assert fault.value.remedy is Remedy.OPERATOR
    assert "secret" not in str(fault.value).replace("appsecret", "")


def test_a_fault_of_the_line_tells_no_token(double: Double, wechat: Interface) -> None:
    fail(wechat, "lost")
    with pytest.raises(WeChatFault) as fault:
        using(double, greet, patience=0.3)
    token, _ = wechat.tokens.stable()
    assert token not in f"{fault.value!r} {fault.value.__cause__!r}"
    assert ACCOUNT.secret not in repr(WeChat(ACCOUNT.appid, ACCOUNT.secret, httpx.AsyncClient(), lambda: 0.0))


def test_typing_notices_the_menu_and_codes(double: Double, wechat: Interface) -> None:
    async def all_of_it(sending: Sending) -> str:
        await sending.typing(FOLLOWER, on=True)
        await sending.typing(FOLLOWER, on=False)
        await tell(sending)
        await sending.subscribed(FOLLOWER, "S1", {"thing1": "已受理"}, page="https://example.org")
        await sending.menu([{"type": "click", "name": "办事", "key": "begin"}])
        return (await sending.code("r.abc", 300)).url

    double.phones[FOLLOWER].wants["S1"] = 1
    assert wechat.setup.scenes[using(double, all_of_it)] == "r.abc"
    value = {"thing1": {"value": "已受理"}}
    assert wechat.done == [
        ("/cgi-bin/message/custom/typing", {"touser": FOLLOWER, "command": "Typing"}),
        ("/cgi-bin/message/custom/typing", {"touser": FOLLOWER, "command": "CancelTyping"}),
        (NOTICE, {"touser": FOLLOWER, "template_id": "T1", "url": "https://example.org", "data": value, "client_msg_id": "k1"}),
        ("/cgi-bin/message/subscribe/bizsend", {"touser": FOLLOWER, "template_id": "S1", "page": "https://example.org", "data": value}),
        ("/cgi-bin/menu/create", {"button": [{"type": "click", "name": "办事", "key": "begin"}]}),
        ("/cgi-bin/qrcode/create", {"expire_seconds": 300, "action_name": "QR_STR_SCENE", "action_info": {"scene": {"scene_str": "r.abc"}}}),
    ]  # fmt: skip


@pytest.mark.parametrize(("scene", "seconds"), [("", 300), ("a" * 65, 300), ("a", 0), ("a", 2_592_001)])
def test_a_code_that_there_is_not(double: Double, scene: str, seconds: int) -> None:
    with pytest.raises(ValueError, match="30 days"):
        using(double, lambda sending: sending.code(scene, seconds))
