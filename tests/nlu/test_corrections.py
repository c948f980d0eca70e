"""Corrections: of a named fact, of the answer given last, of items of lists."""

from __future__ import annotations

import pytest

from .shop import said

NAMED = [
    ("seats", "面积改成120", ["fix area = 120"]),
    ("seats", "面積改成１２０平", ["fix area = 120"]),
    ("seats", "把面积改成120平", ["fix area = 120"]),
    ("seats", "帮我把电话改成13912345678", ["fix contact.mobile = 13912345678"]),
    ("seats", "店名换成阿公奶茶", ["fix name = 阿公奶茶"]),
    ("seats", "不对，店名是阿公奶茶", ["fix name = 阿公奶茶"]),
    ("seats", "店名填错了，应该是阿公奶茶", ["fix name = 阿公奶茶"]),
    ("seats", "面积写错了是120", ["fix area = 120"]),
    ("seats", "面积不是80是120", ["fix area = 120"]),
    ("seats", "面积是120不是80", ["fix area = 120"]),
    ("seats", "改成有堂食", ["fix dine_in = True"]),
    ("seats", "改成没有堂食", ["fix dine_in = False"]),
    ("seats", "店名改成阿公奶茶，面积改成120", ["fix name = 阿公奶茶", "fix area = 120"]),
    ("seats", "我要改面积", ["fix area"]),
    ("seats", "面积要改一下", ["fix area"]),
    ("seats", "店名填错了", ["fix name"]),
    ("seats", "电话最后一位是8不是3", ["fix contact.mobile"]),
    ("seats", "面积改成很大", ["fix area = !area.unreadable"]),
    ("seats", "面积改成120，座位二十个", ["fix area = 120", "= 20"]),
    # the open question's own value is its answer, not a correction
    ("area", "面积改成120", ["= 120"]),
]

LAST = [
    ("seats", "area", "改成120", ["fix area = 120"]),
    ("seats", "area", "不对，是120平", ["fix area = 120"]),
    ("seats", "area", "说错了，应该是120", ["fix area = 120"]),
    ("seats", "area", "刚才说错了是120", ["fix area = 120"]),
    ("seats", "area", "答错了，应该是120", ["fix area = 120"]),
    ("seats", "area", "把80改成120", ["fix area = 120"]),
    ("seats", "area", "不是80是120平", ["fix area = 120"]),
    ("seats", "area", "刚才那个说错了", ["fix last"]),
    ("seats", "area", "上一个填错了", ["fix last"]),
    ("seats", "area", "改一下刚才那个", ["fix last"]),
    ("seats", "name", "不对，是120平", ["fix area = 120"]),
    ("seats", "name", "改成租的", ["fix name = 租的"]),
    ("seats", "area", "改成租的", ["fix tenure = leased"]),
    ("tenure", "area", "不对，是租的", ["= leased"]),
    ("dine_in", "area", "不是", ["= False"]),
    ("seats", None, "改成120", ["= 120"]),
]

LISTS = [
    ("seats", "再加一个食品安全员", ["fix staff"]),
    ("staff[1].mobile", "再加一个人", ["fix staff"]),
    ("staff[1].name", "还要加一位", ["fix staff"]),
    ("seats", "删掉第二个食品安全员", ["drop staff[2]"]),
    ("staff[2].mobile", "删掉第二个人", ["drop staff[2]"]),
    ("staff[2].mobile", "把第1个人删了", ["drop staff[1]"]),
    ("staff[2].mobile", "第二个不要了", ["drop staff[2]"]),
    ("staff[2].mobile", "最后一个删掉", ["drop staff[2]"]),
    ("staff[2].mobile", "第一个人的电话改成13912345678", ["fix staff[1].mobile = 13912345678"]),
    ("staff[2].mobile", "第一个食品安全员的电话填错了", ["fix staff[1].mobile"]),
    ("seats", "删掉第二个仓库", ["drop stores[2]"]),
    ("foods", "加一个拍黄瓜", ["= cold"]),
]


@pytest.mark.parametrize(("key", "text", "commands"), [*NAMED, *LISTS], ids=lambda value: str(value)[:24])
def test_a_correction_names_its_fact(key: str, text: str, commands: list[str]) -> None:
    assert said(text, key, last="licence") == commands


@pytest.mark.parametrize(("key", "last", "text", "commands"), LAST, ids=lambda value: str(value)[:24])
def test_a_correction_without_a_name_is_of_the_last_answer(
    key: str, last: str | None, text: str, commands: list[str]
) -> None:
    assert said(text, key, last=last) == commands
