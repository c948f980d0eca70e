"""Where people leave: asked, answered, doubted and left, question by question."""

from __future__ import annotations

from tests.actions.learning.conftest import Desk

OPENING = "我想开一家奶茶店"
DAY = 86400


def numbers(desk: Desk, question: str, scenario: str = "beverage_shop") -> tuple[int, int, int]:
    """Asked, answered, left."""
    told = desk.question(question, scenario)
    return told.asked, told.answered, told.left


def test_who_stands_still_for_three_days_has_left_where_they_stand(desk: Desk) -> None:
    desk.begin(OPENING, "已经办好了", "固定店面")
    desk.begin(OPENING, "已经办好了")
    desk.begin(OPENING)
    assert numbers(desk, "licence_state") == (3, 2, 0)
    desk.clock.pass_seconds(3 * DAY - 1)
    desk.begin(OPENING)
    assert numbers(desk, "place_kind") == (2, 1, 0)
    desk.clock.pass_seconds(1)
    assert numbers(desk, "licence_state") == (4, 2, 1)
    assert numbers(desk, "place_kind") == (2, 1, 1)
    assert numbers(desk, "banned_person") == (1, 0, 1)
    assert [one.question for one in desk.report()][:3] == ["licence_state", "place_kind", "banned_person"]


def test_doubts_are_those_of_the_question_that_was_open(desk: Desk) -> None:
    desk.begin(OPENING, "为什么要问这个", "为什么要问这个", "已经办好了", "等会儿再说")
    desk.begin(OPENING, "已经办好了", "转人工")
    first, second = desk.question("licence_state"), desk.question("place_kind")
    assert (first.explained, first.put_off, first.human, first.answered) == (1, 0, 0, 2)
    assert (second.explained, second.put_off, second.human, second.answered) == (0, 1, 1, 0)


def test_attempts_are_the_median_of_those_who_answered(desk: Desk) -> None:
    desk.begin(OPENING, "执照正在批", "执照正在批", "执照正在批", "执照正在批", "已经办好了")
    desk.begin(OPENING, "执照正在批", "已经办好了")
    assert desk.question("licence_state").attempts == 3.5
    desk.begin(OPENING, "已经办好了")
    desk.begin(OPENING, "执照正在批")
    assert desk.question("licence_state").attempts == 2


def test_who_reached_a_result_or_paused(desk: Desk) -> None:
    desk.begin(OPENING, "还没有办")
    assert desk.last["case"]["outcome"]["id"] == "licence_first"
    desk.begin(OPENING, "先停一下，下次再弄")
    desk.clock.pass_seconds(5 * DAY)
    assert desk.last["asking"] is None
    assert numbers(desk, "licence_state") == (2, 1, 1)


def test_who_never_said_what_they_want_has_left_at_the_door(desk: Desk) -> None:
    desk.begin("天气真好啊")
    desk.begin("天气真好啊", OPENING)
    desk.clock.pass_seconds(5 * DAY)
    assert numbers(desk, "routing", "") == (2, 1, 1)


def test_an_answer_that_waits_for_a_yes_is_none_yet(desk: Desk) -> None:
    name = desk.begin(OPENING, "已经办好了", "固定店面")
    while desk.last["asking"]["fact"] != "premises.total_area":
        desk.say(name, _REPLIES.get(desk.last["asking"]["fact"], "没有"))
    desk.say(name, "差不多八十平")
    assert desk.last["asking"]["kind"] == "confirm"
    assert numbers(desk, "premises.total_area") == (1, 0, 0)
    desk.say(name, "对")
    assert numbers(desk, "premises.total_area") == (1, 1, 0)


_REPLIES = {
    "premises.address": "静安区南京西路1375号3楼480室", "premises.subdistrict": "南京西路街道", "drinks": "冲泡奶茶", "products": "不卖",
    "premises.total_area": "八十平", "alcohol_mode": "不卖酒",
}  # fmt: skip


def test_old_conversations_and_other_scenarios_are_left_out(desk: Desk) -> None:
    desk.begin(OPENING)
    desk.clock.pass_seconds(40 * DAY)
    desk.begin("我要开一家面馆")
    assert {one.scenario for one in desk.report(days=30)} == {"noodle_shop"}
    assert {one.scenario for one in desk.report(days=60)} == {"noodle_shop", "beverage_shop"}
    assert {one.scenario for one in desk.report(days=60, scenario="beverage_shop")} == {"beverage_shop"}
