"""Words behind an echo that waits for a yes: a proposal, and the preview of a change."""

from __future__ import annotations

from typing import Any

import pytest

from .shop import said

#: What waits, and what is said to it, the same at a proposal and at a preview.
BOTH = [
    ("area", 120, "刚说错了是98平", ["area = 98"]),
    ("area", 120, "不对98", ["area = 98"]),
    ("area", 120, "说错了98平", ["area = 98"]),
    ("area", 120, "不是120是98", ["area = 98"]),
    ("area", 120, "98", ["area = 98"]),
    ("area", 120, "哦98", ["area = 98"]),
    ("area", 120, "哦 98", ["area = 98"]),
    ("area", 120, "错了错了 98", ["area = 98"]),
    ("area", 120, "少说了 130", ["area = 130"]),
    ("area", 120, "最后一位是8", ["area = 128"]),
    ("area", 120, "面积是98", ["area = 98"]),
    ("area", 120, "不对", ["reject"]),
    ("area", 120, "刚才说错了", ["fix last"]),
    ("area", 120, "后厨是98", ["kitchen = 98"]),
    ("area", 120, "店名错了，是阿公奶茶", ["fix name = 阿公奶茶"]),
    ("area", 120, "120对的 店名错了 是阿公奶茶", ["confirm", "fix name = 阿公奶茶"]),
    ("area", 120, "店名错了 是阿公奶茶 这个对的", ["confirm", "fix name = 阿公奶茶"]),
    ("area", 120, "是的，店名改成阿公奶茶", ["confirm", "fix name = 阿公奶茶"]),
    ("contact.mobile", "13916600772", "错了 最后一位是8", ["contact.mobile = 13916600778"]),
    ("contact.mobile", "13916600772", "不对 13916600722", ["contact.mobile = 13916600722"]),
    ("boss.name", "王小利", "不是 是王晓丽", ["boss.name = 王晓丽"]),
    ("boss.name", "王小利", "打错字了 王晓莉", ["boss.name = 王晓莉"]),
    ("boss.name", "王小利", "小是春晓的晓", ["boss.name = 王晓利"]),
    ("tenure", "leased", "错了 买的", ["tenure = owned"]),
    ("dine_in", True, "说错了 没有", ["dine_in = False"]),
    ("dine_in", True, "说反了", ["dine_in = False"]),
    ("drinks", ["brew"], "还有果汁", ["drinks = brew+juice"]),
    ("drinks", ["brew"], "漏了果汁", ["drinks = brew+juice"]),
    ("drinks", ["brew"], "不对 果汁", ["drinks = juice"]),
    ("area", 120, "好的", ["confirm"]),
    ("area", 120, "等会儿补", ["later"]),
]
PREVIEW = [
    ("area", 120, "120", ["confirm"]),  # said once more, it is agreed to
    ("area", 120, "今天天气不错啊", ["unknown unclear"]),
    ("name", "阿公奶茶", "许可证有效期几年", ["askknowledge K-years"]),
    ("name", "阿公奶茶", "怎么回事", ["askknowledge -"]),
    ("name", "阿公奶茶", "不对 是阿婆奶茶", ["name = 阿婆奶茶"]),
    ("area", 120, "不改了", ["reject"]),
]


def context(key: str, waiting: object) -> dict[str, Any]:
    return {"last": "uscc", "waiting": {key: waiting}, "held": {"name": "阿婆"}, "answered": frozenset({"name"})}


@pytest.mark.parametrize(("key", "waiting", "text", "commands"), BOTH, ids=lambda value: str(value)[:24])
def test_behind_a_proposal(key: str, waiting: object, text: str, commands: list[str]) -> None:
    assert said(text, key, "confirm", **context(key, waiting)) == commands


@pytest.mark.parametrize(("key", "waiting", "text", "commands"), BOTH + PREVIEW, ids=lambda value: str(value)[:24])
def test_behind_a_preview(key: str, waiting: object, text: str, commands: list[str]) -> None:
    assert said(text, None, "confirm", **context(key, waiting)) == commands


@pytest.mark.parametrize("text", ["98", "不对98", "说错了98平"])
def test_behind_a_dangerous_act_a_number_is_nobodys(text: str) -> None:
    assert not any(command.startswith("area") for command in said(text, None, "confirm", last="name"))


@pytest.mark.parametrize(("text", "read"), [("最后一位是8", "= !area.unreadable"), ("最后算下来是80", "= 80")])
def test_one_digit_is_no_number(text: str, read: str) -> None:
    assert said(text, "area") == [read]
