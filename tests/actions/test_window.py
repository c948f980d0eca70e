"""Clerks at the desk: of several who come one has it, what they fill in is taken once, lists show who waits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.conversations import UnknownConversation
from actions.inbound import Inbound
from actions.window.desk import Desk, NotTaken, NotYours
from actions.window.queue import Entry, Filter, Queue
from bot.engine import Case
from bot.engine.clerks import Clerk

from .conftest import Clock
from .office import Office, open_office

WANG, LI = Clerk("wang", "3号窗口 王"), Clerk("li", "5号窗口 李")
CLERKS = (WANG, LI, Clerk("chen", "7号窗口 陈"), Clerk("zhao", "银行网点 赵"))
RACES = 1000


@pytest.fixture
def office(engine: Engine, cipher: Cipher, clock: Clock) -> Office:
    return open_office(engine, cipher, clock)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office.conversations)


@pytest.fixture
def queue(engine: Engine, clock: Clock) -> Queue:
    return Queue(engine, clock)


def begun(office: Office, conversation: str = "c_1", **more: Any) -> str:
    """A conversation in which the shop was chosen."""
    office.store.create(conversation, channel="web", token_hash=None, case=Case(conversation), **more)
    office.conversations.take(conversation, Inbound("m1", text="开奶茶店"))
    return conversation


def said(office: Office, text: str, message: str = "m2", conversation: str = "c_1") -> dict[str, Any]:
    return office.conversations.take(conversation, Inbound(message, text=text))


def texts(outcome: dict[str, Any]) -> list[str]:
    return [message["text"] for message in outcome["messages"]]


def test_taken_over_the_guide_is_silent_and_handed_back_it_asks_on(office: Office, desk: Desk) -> None:
    begun(office)
    told = desk.take_over("c_1", WANG)
    assert texts(told) == ["3号窗口 王 来帮您办了：您在这里说的话由工作人员来答；照旧点选、自己填也可以。"]
    assert told["case"]["clerk"] == {"name": "3号窗口 王"}
    assert said(office, "有执照了")["messages"] == []
    assert texts(desk.write("c_1", "wang", "w1", "您好，店有多大？")) == ["3号窗口 王：您好，店有多大？"]
    back = desk.hand_back("c_1", "wang")
    assert back["messages"][0]["text"] == "3号窗口 王 的帮办到这里，接下来还是由我来问。"
    assert back["messages"][1]["kind"] == "question"
    assert "clerk" not in back["case"]


def test_what_the_clerk_fills_in_waits_for_the_applicants_yes(office: Office, desk: Desk) -> None:
    begun(office)
    desk.take_over("c_1", WANG)
    told = desk.fill_in("c_1", "wang", Inbound("f1", edit=("area", "80平")))
    assert texts(told) == ["工作人员替您填了：area：80。"]
    asked = desk.ask("c_1", "wang", "a1")
    assert texts(asked) == ["这些是工作人员替您填的：\n· area：80\n都对吗？"]
    assert texts(said(office, "对"))[0] == "好的，1 项核对过了。"
    assert office.case().answers["area"].confirmed


def test_a_message_delivered_again_does_nothing_again(office: Office, desk: Desk) -> None:
    begun(office)
    desk.take_over("c_1", WANG)
    first = desk.write("c_1", "wang", "w1", "您好")
    assert desk.write("c_1", "wang", "w1", "您好") == first
    filled = desk.fill_in("c_1", "wang", Inbound("f1", edit=("area", "80")))
    assert desk.fill_in("c_1", "wang", Inbound("f1", edit=("area", "80"))) == filled
    assert office.events().count("ClerkWords") == 1


def test_no_applicant_can_take_the_place_of_a_clerks_message(office: Office, desk: Desk) -> None:
    begun(office)
    desk.take_over("c_1", WANG)
    said(office, "占住", "clerk:wang:w1")
    said(office, "占住", "clerk:wang:f1")
    assert texts(desk.write("c_1", "wang", "w1", "您好")) == ["3号窗口 王：您好"]
    assert texts(desk.fill_in("c_1", "wang", Inbound("f1", edit=("area", "80")))) == ["工作人员替您填了：area：80。"]


@pytest.mark.parametrize(
    ("inbound", "words"),
    [
        pytest.param(Inbound("f1", edit=("area", "很大")), "面积", id="unreadable"),
        pytest.param(Inbound("f1", edit=("area", "一百来平")), "100", id="approximate"),
        pytest.param(Inbound("f1", text="提交"), "申请人本人", id="submitting"),
        pytest.param(Inbound("f1", text="呜啦啦啦"), "没听出", id="not-understood"),
    ],
)
def test_what_is_not_taken_leaves_no_trace(office: Office, desk: Desk, inbound: Inbound, words: str) -> None:
    begun(office)
    desk.take_over("c_1", WANG)
    before = office.case()
    with pytest.raises(NotTaken) as refused:
        desk.fill_in("c_1", "wang", inbound)
    assert words in "".join(message["text"] for message in refused.value.attempt.messages)
    assert office.case() == before


def test_nobody_else_does_anything(office: Office, desk: Desk) -> None:
    begun(office)
    desk.take_over("c_1", WANG)
    acts: list[Callable[[], object]] = [
        lambda: desk.take_over("c_1", LI),
        lambda: desk.take_over("c_1", LI, instead="chen"),
        lambda: desk.hand_back("c_1", "li"),
        lambda: desk.write("c_1", "li", "w1", "您好"),
        lambda: desk.ask("c_1", "li", "a1"),
        lambda: desk.attempt("c_1", "li", Inbound("f1", edit=("area", "80"))),
        lambda: desk.fill_in("c_1", "li", Inbound("f1", edit=("area", "80"))),
    ]
    for act in acts:
        with pytest.raises(NotYours) as refused:
            act()
        assert refused.value.by == "3号窗口 王"
    case = office.case()
    assert case.clerk is not None
    assert (case.clerk.id, dict(case.answers)) == ("wang", {})


def test_a_conversation_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(UnknownConversation):
        desk.take_over("c_9", WANG)
    with pytest.raises(UnknownConversation):
        desk.write("c_9", "wang", "w1", "您好")


def test_it_is_reassigned_to_another(office: Office, desk: Desk) -> None:
    begun(office)
    desk.take_over("c_1", WANG)
    assert texts(desk.take_over("c_1", LI, instead="wang")) == ["5号窗口 李 接替3号窗口 王来帮您办了。"]
    with pytest.raises(NotYours):
        desk.write("c_1", "wang", "w1", "您好")


def test_of_four_who_take_it_over_at_once_one_has_it_a_thousand_times(office: Office, desk: Desk) -> None:
    together = Barrier(len(CLERKS))

    def take(conversation: str, clerk: Clerk) -> bool:
        together.wait()
        try:
            desk.take_over(conversation, clerk)
        except NotYours:
            return False
        return True

    with ThreadPoolExecutor(len(CLERKS)) as pool:
        for number in range(RACES):
            conversation = f"c_{number}"
            office.store.create(conversation, channel="web", token_hash=None, case=Case(conversation))
            won = list(pool.map(take, [conversation] * len(CLERKS), CLERKS))
            owner = office.case(conversation).clerk
            assert owner is not None
            assert [clerk.id for clerk, has in zip(CLERKS, won, strict=True) if has] == [owner.id]
            assert office.events(conversation).count("ClerkJoined") == 1


def ids(entries: list[Entry]) -> list[str]:
    return [entry.conversation for entry in entries]


def test_lists_show_who_waits_who_waits_too_long_and_whose_they_are(
    office: Office, desk: Desk, queue: Queue, clock: Clock
) -> None:
    for name in ("c_1", "c_2", "c_3"):
        begun(office, name)
    said(office, "转人工", conversation="c_2")
    clock.pass_seconds(50)
    said(office, "转人工", conversation="c_1")
    clock.pass_seconds(11)
    assert ids(queue.waiting()) == ["c_2", "c_1"]
    assert ids(queue.overdue()) == ["c_2"]
    first = queue.waiting()[0]
    assert (first.reason, first.clerk, first.channel, first.scenario) == ("asked", None, "web", "tea")
    desk.take_over("c_2", WANG)
    assert ids(queue.waiting()) == ["c_1"]
    assert ids(queue.mine("wang")) == ids(queue.helped()) == ["c_2"]
    assert queue.mine("li") == []
    assert sorted(ids(queue.all())) == ["c_1", "c_2", "c_3"]
    desk.hand_back("c_2", "wang")
    assert queue.helped() == []


def test_lists_are_narrowed_to_a_district_a_scenario_or_a_window(office: Office, queue: Queue) -> None:
    begun(office, "c_1")
    begun(office, "c_2", organisation="outlet-1")
    assert ids(queue.all(Filter(organisation="outlet-1"))) == ["c_2"]
    assert sorted(ids(queue.all(Filter(scenario="tea")))) == ["c_1", "c_2"]
    assert queue.all(Filter(scenario="noodles")) == []
    assert queue.all(Filter(district="310106")) == []
