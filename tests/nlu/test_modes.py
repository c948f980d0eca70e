"""Replies while a yes is awaited, at the end of a list, at the review, and after submission."""

from __future__ import annotations

from dataclasses import replace

import pytest

from .shop import said, show
from .test_real_content import asking
from .test_said_by_others import load_once, understander

CONFIRM = [
    ("是", ["confirm"]),
    ("对的，就这个", ["confirm"]),
    ("嗯嗯", ["confirm"]),
    ("好的", ["confirm"]),
    ("👍", ["confirm"]),
    ("没错没错", ["confirm"]),
    ("確認", ["confirm"]),
    ("OK", ["confirm"]),
    ("不是", ["reject"]),
    ("不对", ["reject"]),
    ("算了", ["reject"]),
    ("先不改了", ["reject"]),
    ("不用了谢谢", ["reject"]),
    ("没有", ["reject"]),
    ("应该是吧", ["unknown unclear"]),
    ("好像是", ["unknown unclear"]),
    ("看情况", ["unknown unclear"]),
    ("我知道了", ["unknown unclear"]),
    ("120", ["area = 120"]),
    ("不对，是120", ["area = 120"]),
    ("不是80是120", ["area = 120"]),
    ("差不多120", ["area = ~120"]),
    ("是的，电话改成13912345678", ["confirm", "fix contact.mobile = 13912345678"]),
    ("不，店名是阿公奶茶", ["name = 阿公奶茶"]),
    ("店名改成阿公奶茶", ["fix name = 阿公奶茶"]),
    ("嗯，店名叫阿婆", ["confirm", "name = 阿婆"]),
    ("为什么问这个", ["explain"]),
    ("等会儿补", ["later"]),
    ("你好", ["smalltalk greeting"]),
    ("许可证有效期几年", ["askknowledge K-years"]),
    ("今天天气不错啊", ["area = !area.unreadable"]),
]

MORE = [
    ("没有了", ["reject"]),
    ("就这些", ["reject"]),
    ("没了", ["reject"]),
    ("就我一个", ["reject"]),
    ("一个就够了", ["reject"]),
    ("不用加了", ["reject"]),
    ("都填好了", ["reject"]),
    ("有", ["confirm"]),
    ("还有", ["confirm"]),
    ("还有王五", ["confirm", "= 王五"]),
    ("有，叫李四", ["confirm", "= 李四"]),
    ("还有一个叫欧阳娜娜", ["confirm", "= 欧阳娜娜"]),
    ("王五", ["confirm", "= 王五"]),
    ("再加一个", ["fix staff"]),
    ("删掉第二个人", ["drop staff[2]"]),
    ("电话改成13912345678", ["fix staff[1].mobile = 13912345678"]),
    ("为什么问这个", ["explain"]),
    ("应该没有了吧", ["unknown unclear"]),
    ("安全第一", ["unknown unclear"]),
]

REVIEW = [
    ("提交", ["submit"]),
    ("确认提交", ["submit"]),
    ("没问题了，提交吧", ["submit"]),
    ("好的", ["submit"]),
    ("没问题", ["submit"]),
    ("先不提交", ["reject"]),
    ("不", ["reject"]),
    ("面积改成120", ["fix area = 120"]),
    ("面积120平", ["area = 120"]),
    ("我要改一下店名", ["fix name"]),
    ("有堂食", ["dine_in = True"]),
    ("删掉第二个食品安全员", ["drop staff[2]"]),
    ("看看填了什么", ["summary"]),
    ("许可证有效期几年？", ["askknowledge K-years"]),
    ("转人工", ["human"]),
    ("再等等", ["unknown unclear"]),
    ("八十平", ["area = 80"]),
]

SUBMITTED = [
    ("5", ["rate 5"]),
    ("五星", ["rate 5"]),
    ("给3分", ["rate 3"]),
    ("很满意", ["rate 5"]),
    ("一般般", ["rate 3"]),
    ("太差了", ["rate 1"]),
    ("我的证办下来了吗", ["status"]),
    ("查一下进度", ["status"]),
    ("什么时候能批下来", ["status"]),
    ("许可证有效期几年", ["askknowledge K-years"]),
    ("谢谢", ["smalltalk thanks"]),
    ("再见", ["smalltalk bye"]),
    ("再开一家面馆", ["choosescenario noodles"]),
    ("转人工", ["human"]),
    ("面积写错了 是90", ["fix last"]),
    ("店名要改一下", ["fix last"]),
    ("电话填错了咋办", ["fix last"]),
    ("拿到证以后想改店名怎么办", ["askknowledge -"]),
    ("80", ["unknown unclear"]),
    ("八十平", ["unknown unclear"]),
]


@pytest.mark.parametrize(("text", "commands"), CONFIRM, ids=lambda value: str(value)[:24])
def test_while_a_yes_is_awaited(text: str, commands: list[str]) -> None:
    assert said(text, "area", "confirm", last="name") == commands


@pytest.mark.parametrize(("text", "commands"), MORE, ids=lambda value: str(value)[:24])
def test_at_the_end_of_a_list(text: str, commands: list[str]) -> None:
    assert said(text, "staff", "more", last="staff[1].mobile") == commands


@pytest.mark.parametrize(
    ("key", "text", "commands"),
    [
        ("equipments", "4", ["unknown unclear"]),
        ("equipments", "2个", ["unknown unclear"]),
        ("equipments", "七", ["unknown unclear"]),
        ("equipments", "还有冰箱", ["confirm", "= 冰箱"]),
    ],
)
def test_a_bare_number_is_no_next_item(key: str, text: str, commands: list[str]) -> None:
    catalog = load_once()
    context = replace(asking(catalog, "beverage_shop", key), mode="more")
    said = understander().read(text, context, catalog.current["beverage_shop"])
    assert [show(command) for command in said.commands] == commands


@pytest.mark.parametrize(("text", "commands"), REVIEW, ids=lambda value: str(value)[:24])
def test_at_the_review(text: str, commands: list[str]) -> None:
    assert said(text, None, "review", last="truthful") == commands


@pytest.mark.parametrize("mode", ["submitted", "closed"])
@pytest.mark.parametrize(("text", "commands"), SUBMITTED, ids=lambda value: str(value)[:24])
def test_after_submission(text: str, commands: list[str], mode: str) -> None:
    assert said(text, None, mode) == commands
