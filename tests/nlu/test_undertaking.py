"""A material that is promised, handed in later or after all: said in ordinary Chinese, and what only sounds like it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from bot.engine.catalog import Release
from bot.engine.forms import Form, Material

from .shop import asking, catalog, show, understander

MATERIALS = (
    Material("AC", "集中空调检测报告", "upload", None, "办法"),
    Material("PLAN", "方位图、平面图和卫生设施布局图", "upload", None, "办法"),
    Material("LEASE", "房屋租赁合同", "upload", None, "办法"),
    Material("BL", "营业执照", "e_license_exempt", None, "办法"),
)

WANTED = [
    ("这个后补", "deferred"),
    ("材料先欠着", "deferred"),
    ("材料后面再补行不行", "deferred"),
    ("容缺受理可以吗", "deferred"),
    ("可以容缺吗", "deferred"),
    ("能不能容缺", "deferred"),
    ("我想走容缺", "deferred"),
    ("有一份材料能不能后补", "deferred"),
    ("空调报告后补", "deferred AC"),
    ("空调检测报告还没弄好先欠着", "deferred AC"),
    ("检测报告过几天补", "deferred AC"),
    ("平面图先不交", "deferred PLAN"),
    ("平面图还没画好先欠着", "deferred PLAN"),
    ("租赁合同以后补可以吗", "deferred LEASE"),
    ("合同先欠着行不行", "deferred LEASE"),
    ("营业执照后补", "deferred BL"),
    ("我承诺", "promised"),
    ("签承诺书", "promised"),
    ("我先承诺", "promised"),
    ("承诺书我签", "promised"),
    ("我签承诺书", "promised"),
    ("这张我写承诺行不行", "promised"),
    ("这份能不能写承诺", "promised"),
    ("写个承诺书可以吗", "promised"),
    ("走告知承诺", "promised"),
    ("按告知承诺办", "promised"),
    ("空调报告我写承诺行不行", "promised AC"),
    ("检测报告用承诺书代替可以吗", "promised AC"),
    ("平面图我先写个承诺", "promised PLAN"),
    ("不承诺了", "upload"),
    ("撤回承诺", "upload"),
    ("空调报告不后补了", "upload AC"),
    ("空调报告还是不承诺了", "upload AC"),
    ("空调报告改为上传", "upload AC"),
    ("取消空调报告的承诺", "upload AC"),
]
#: The same words where an area is asked: only what plainly speaks of a material.
IN_A_QUESTION = [
    ("空调报告后补", "deferred AC"),
    ("材料先欠着", "deferred"),
    ("容缺受理可以吗", "deferred"),
    ("签承诺书", "promised"),
    ("空调报告我写承诺行不行", "promised AC"),
]
OTHERS = [
    "我承诺面积没问题",
    "后补一个电话",
    "我承诺都是真的，面积80",
    "哪些材料可以容缺",
    "什么是容缺受理",
    "容缺受理是什么意思",
    "告知承诺是什么",
    "承诺书在哪下载",
    "承诺书要盖章吗",
    "房东承诺给我装修",
    "补办执照",
    "电话后补",
    "缺什么材料",
    "还缺什么",
    "材料怎么交",
    "什么时候补交",
    "交多少钱",
    "钱欠着行吗",
    "房租还欠着",
    "我补充一下，地址是南京西路1234号",
    "先不交",
    "签字要本人吗",
    "合同要签多久",
    "上传在哪里",
    "不补了",
    "面积后补",
    "法人后面再换",
    "店员后面再招",
    "招牌以后再装",
    "厨房以后补一个",
    "二楼以后再说",
    "我保证没有堂食",
]
AGREED = [
    ("同意", "confirm"),
    ("我同意", "confirm"),
    ("我承诺", "confirm"),
    ("看过了，同意", "confirm"),
    ("全文看过了，我承诺", "confirm"),
    ("好 我签", "confirm"),
    ("可以", "confirm"),
    ("好的", "confirm"),
    ("愿意", "confirm"),
    ("不同意", "reject"),
    ("不签", "reject"),
    ("算了不承诺了", "reject"),
    ("嗯", "unknown unclear"),
    ("有", "unknown unclear"),
    ("1", "unknown unclear"),
    ("应该可以吧", "unknown unclear"),
]
WHICH = [
    ("第二个", "deferred PLAN"),
    ("空调报告", "deferred AC"),
    ("平面图那份", "deferred PLAN"),
    ("空调的", "deferred AC"),
    ("最后一个", "deferred PLAN"),
]


@cache
def release() -> Release:
    form: Any = Form("permit", "申请书", "permit", "1", (), (), MATERIALS, (), {}, lambda _: ())
    return replace(catalog().current["tea"], forms={"permit": form})


def said(text: str, key: str | None, mode: str, **more: Any) -> list[str]:
    found = understander().read(text, asking(key, mode, **more), release())
    return [show(one) for one in found.commands]


@pytest.mark.parametrize(("text", "expected"), WANTED)
def test_at_the_review(text: str, expected: str) -> None:
    assert said(text, None, "review") == [f"seekundertaking {expected}"]


@pytest.mark.parametrize(("text", "expected"), IN_A_QUESTION)
def test_in_a_question(text: str, expected: str) -> None:
    assert said(text, "area", "question") == [f"seekundertaking {expected}"]


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        pytest.param("这个后补", "email", "later", id="the-question-is-put-off"),
        pytest.param("先欠着", "email", "later", id="so-without-a-name"),
        pytest.param("我承诺", "truthful", "= True", id="a-yes-to-a-declaration"),
    ],
)
def test_what_answers_the_open_question(text: str, key: str, expected: str) -> None:
    assert said(text, key, "question") == [expected]


@pytest.mark.parametrize(("mode", "key"), [("review", None), ("question", "area")])
@pytest.mark.parametrize("text", OTHERS)
def test_what_is_about_something_else(text: str, mode: str, key: str | None) -> None:
    assert not [one for one in said(text, key, mode) if one.startswith("seekundertaking")]


@pytest.mark.parametrize(("text", "expected"), AGREED)
def test_at_the_whole_text(text: str, expected: str) -> None:
    assert said(text, None, "confirm", act="undertake") == [expected]


@pytest.mark.parametrize(("text", "expected"), WHICH)
def test_which_of_them(text: str, expected: str) -> None:
    assert said(text, None, "confirm", act="which.deferred", listed=("AC", "PLAN")) == [f"seekundertaking {expected}"]


@pytest.mark.parametrize("text", ["哪份都行", "第三个", "图", "合同"])
def test_none_of_them(text: str) -> None:
    assert not [
        one
        for one in said(text, None, "confirm", act="which.deferred", listed=("AC", "PLAN"))
        if one.startswith("seekundertaking")
    ]


def test_once_it_is_handed_in_nothing_is_put_off() -> None:
    assert not [one for one in said("材料先欠着", None, "submitted", handed_in=True) if one.startswith("seek")]
