"""Looking up is agreed to, refused, taken back and asked about, and what is wrong of it is named, in ordinary Chinese."""

from __future__ import annotations

import pytest

from .shop import said

LOOKED_THROUGH = ("name", "address", "area", "boss.name", "boss.mobile")
HELD = {"name": "阿婆奶茶", "address": "静安区南京西路1234号", "area": 80, "boss.name": "王桂兰", "dine_in": True}

AT_THE_OFFER = [
    ("要得 同意", "confirm"),
    ("要得", "confirm"),
    ("阔以", "confirm"),
    ("阔以嘛", "confirm"),
    ("得行", "confirm"),
    ("可以查", "confirm"),
    ("查嘛", "confirm"),
    ("查吧", "confirm"),
    ("行 查吧", "confirm"),
    ("好的，你查吧", "confirm"),
    ("查一下嘛", "confirm"),
    ("那就查吧", "confirm"),
    ("我同意你们查", "confirm"),
    ("可以的 查", "confirm"),
    ("授权", "confirm"),
    ("能查的都查", "confirm"),
    ("同意", "confirm"),
    ("好", "confirm"),
    ("不同意", "reject"),
    ("不同意查", "reject"),
    ("别查", "reject"),
    ("别查我的证照", "reject"),
    ("不要用我的数据", "reject"),
    ("算了 我自己填", "reject"),
    ("自己填吧", "reject"),
    ("不用查了我自己填", "reject"),
    ("不想让你们查", "reject"),
    ("不授权", "reject"),
    ("撤回授权", "reject"),
    ("莫查", "reject"),
]
ANYWHERE = [
    ("别查我的证照", "takeback"),
    ("不要查我的证照了", "takeback"),
    ("你们别查我的信息", "takeback"),
    ("撤回授权", "takeback"),
    ("我要撤回授权", "takeback"),
    ("把授权撤了", "takeback"),
    ("取消授权吧", "takeback"),
    ("撤回同意", "takeback"),
    ("不要用我的数据", "takeback"),
    ("不许用我的信息", "takeback"),
    ("刚才查的都不要了", "takeback"),
    ("查来的数据删掉", "takeback"),
    ("查到的信息都清掉", "takeback"),
    ("我不同意你们查", "takeback"),
    ("不同意查了", "takeback"),
    ("我反悔了不给查了", "takeback"),
    ("你们查到我什么了", "tellknown"),
    ("查到了什么", "tellknown"),
    ("都查了我哪些信息", "tellknown"),
    ("这个数据哪来的", "tellknown"),
    ("这些信息是从哪里来的", "tellknown"),
    ("这是从哪查到的啊", "tellknown"),
    ("档案里有我什么", "tellknown"),
    ("我的档案里都有什么", "tellknown"),
    ("一企一档里存了我哪些东西", "tellknown"),
    ("你们怎么知道我的地址", "tellknown address"),
    ("面积是哪来的", "tellknown area"),
    ("面积怎么来的", "tellknown area"),
    ("别用我的身份证", "takeback"),
    ("证照亮一下", "smalltalk show_licence"),
    ("亮证", "smalltalk show_licence"),
    ("怎么亮证", "smalltalk show_licence"),
    ("我要亮证照", "smalltalk show_licence"),
    ("出示证照", "smalltalk show_licence"),
]
WHICH = [
    ("面积", "notright area"),
    ("面积不对", "notright area"),
    ("地址不对", "notright address"),
    ("地址那个", "notright address"),
    ("第二个", "notright address"),
    ("最后一个", "notright boss.mobile"),
    ("3", "notright area"),
    ("法人那个", "notright boss.name"),
    ("店名和地址", "notright name+address"),
    ("名称和地址", "notright name+address"),
    ("面积、地址都不对", "notright area+address"),
    ("第一个和第三个", "notright name+area"),
    ("法人电话跟面积", "notright boss.mobile+area"),
    ("都不对", "notright name+address+area+boss.name+boss.mobile"),
    ("全错了", "notright name+address+area+boss.name+boss.mobile"),
    ("都对啊", "confirm"),
    ("看了 都对的", "confirm"),
]
AT_ONCE = [
    ("面积不对", "notright area"),
    ("面积和地址不对", "notright area+address"),
    ("第二个错了", "notright address"),
    ("没一个对的", "notright name+address+area+boss.name+boss.mobile"),
    ("对着的", "confirm"),
    ("都对啊", "confirm"),
    ("都对的嘛", "confirm"),
    ("对", "confirm"),
    ("不对", "reject"),
    ("错了", "reject"),
    ("不是", "reject"),
    # What is to be changed is not all right, though 「改」 is a yes to the preview of a change.
    ("改", "reject"),
    ("改吧", "reject"),
    ("要改", "reject"),
    ("我要改一下", "reject"),
    ("有不对的", "reject"),
    ("有不对的地方", "reject"),
    ("里面有错的", "reject"),
]
#: Words like these, and what they must not be taken for.
OTHERS = [
    "不要用煤气",
    "查一下要什么材料",
    "别查了直接告诉我要多少钱",
    "查一下进度",
    "帮我查查要多少钱",
    "要不要来现场查",
    "会不会来查卫生",
    "查得严不严",
    "不要用明火",
    "我要授权别人来办",
    "授权委托书怎么写",
    "取消堂食",
    "撤回上一步",
    "证照要带原件吗",
    "执照上的地址",
    "材料从哪里下载",
    "菜是从哪来的要写吗",
    "钱从哪交",
    "档案要自己带吗",
    "你们什么时候来检查",
    "数据线要不要收起来",
    "同意书在哪里下载",
    "不要网上卖",
    "电子证照能用吗",
    "亮化工程要批吗",
    "招牌要亮灯",
    "这个地址可以吗",
    "不用厨房",
    "查无此人怎么办",
    "你们怎么收费",
    "资料什么时候交",
    "面积80",
    "面积怎么算的",
    "身份证不用交吧",
    "奶怎么来的要写吗",
]
NO_YES = ["可以查吗", "查了有什么用", "查哪些", "为什么要查", "你们要查什么", "查了会不会泄露", "随便", "嗯应该可以吧"]


@pytest.mark.parametrize(("text", "expected"), AT_THE_OFFER)
def test_at_the_offer(text: str, expected: str) -> None:
    assert said(text, None, "confirm", act="fetch") == [expected]


@pytest.mark.parametrize("text", NO_YES)
def test_a_question_at_the_offer_agrees_to_nothing(text: str) -> None:
    assert not {"confirm", "reject"}.intersection(said(text, None, "confirm", act="fetch"))


@pytest.mark.parametrize("key", ["area", "name", "dine_in", None])
@pytest.mark.parametrize(("text", "expected"), ANYWHERE)
def test_anywhere(text: str, expected: str, key: str | None) -> None:
    assert said(text, key, "question" if key is not None else "review", held=HELD) == [expected]


@pytest.mark.parametrize(("text", "expected"), WHICH)
def test_which_is_wrong(text: str, expected: str) -> None:
    assert said(text, None, "confirm", act="known.which", listed=LOOKED_THROUGH) == [expected]


@pytest.mark.parametrize(("text", "expected"), AT_ONCE)
def test_what_is_wrong_is_named_at_once(text: str, expected: str) -> None:
    assert said(text, None, "confirm", act="known", listed=LOOKED_THROUGH) == [expected]


@pytest.mark.parametrize("text", ["面积改成90", "面积是90", "电话改成13912345678"])
def test_a_value_is_still_a_value(text: str) -> None:
    found = said(text, None, "confirm", act="known.which", listed=LOOKED_THROUGH)
    assert not [one for one in found if one.startswith(("notright", "confirm", "unknown"))]


@pytest.mark.parametrize("text", ["房子", "几个", "法人姓名和房子", "第九个"])
def test_what_is_not_put_up_is_not_chosen(text: str) -> None:
    found = said(text, None, "confirm", act="known.which", listed=LOOKED_THROUGH)
    assert not [one for one in found if one.startswith("notright")]


@pytest.mark.parametrize("key", ["area", "dine_in", None])
@pytest.mark.parametrize("text", OTHERS)
def test_what_is_about_something_else(text: str, key: str | None) -> None:
    found = said(text, key, "question" if key is not None else "review", held=HELD)
    assert not [one for one in found if one.startswith(("takeback", "tellknown", "notright", "smalltalk show"))]
