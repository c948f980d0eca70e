"""Answers that point to another answer, and edits of a part of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from .shop import asking, catalog, show, understander

HELD = {
    "name": "阿婆奶茶",
    "address": "静安区南京西路1234号",
    "boss.name": "张伟",
    "boss.mobile": "13812345673",
    "area": 80,
    "drinks": ["brew", "juice"],
    "tenure": "leased",
}

ROWS = [
    ("contact.mobile", "boss.mobile", "和法人的电话一样", ["= ~13812345673"]),
    ("home", "address", "就是刚才那个地址", ["= ~静安区南京西路1234号"]),
    ("home", "area", "跟店址一样", ["= ~静安区南京西路1234号"]),
    ("email", "boss.mobile", "跟执照上一样", ["unknown unclear"]),
    ("email", "boss.mobile", "电话最后一位是8不是3", ["fix boss.mobile = 13812345678"]),
    ("email", "boss.mobile", "手机号后四位是0000", ["fix boss.mobile = 13812340000"]),
    ("email", "boss.mobile", "第四位错了，是9不是1", ["fix boss.mobile = 13892345673"]),
    ("email", "boss.mobile", "第四位错了，是9不是8", ["fix boss.mobile"]),
    ("email", "address", "地址的门牌号错了，是1243号不是1234号", ["fix address = 静安区南京西路1243号"]),
    ("seats", "area", "不是80，是90", ["fix area = 90"]),
    ("seats", "drinks", "漏了一个，冰淇淋也做", ["fix drinks = brew+juice+ice"]),
    ("seats", "drinks", "果汁去掉，不做了", ["fix drinks = brew"]),
    ("seats", "tenure", "不是租的，是自己买的", ["fix tenure = owned"]),
]


@pytest.mark.parametrize(("key", "last", "text", "expected"), ROWS)
def test_what_was_said_before_is_used(key: str, last: str, text: str, expected: list[str]) -> None:
    context = replace(asking(key, last=last), held=HELD, answered=frozenset(HELD))
    reading = understander().read(text, context, catalog().current["tea"])
    assert [show(command) for command in reading.commands] == expected
