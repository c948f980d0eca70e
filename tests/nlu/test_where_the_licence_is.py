"""How people ask where their licence is once it was made: the standing answers, and nothing that only sounds like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.catalog import load
from bot.engine import Address
from bot.engine.commands import Status
from bot.engine.reading import Asking
from bot.nlu import Understander

from .shop import said

#: Proper, spoken, hurried and badly recognised Chinese.
ASKED = """
快递到哪了 快递到哪里了 我的快递到哪儿了 快递现在到哪了呀 证的快递送到哪里了 物流到哪了 EMS到哪了 邮件到哪里了 快递走到哪一站了 证寄到哪了 许可证寄到哪里了
证寄出了吗 证寄出来没有 我的证寄了吗 证寄了没 寄出了吗 寄了没有 许可证寄出去了没有 执照给我寄了吗 证发快递了吗 有没有寄出来 证有没有给我寄 证是不是已经寄出了 证寄没寄呀
快递单号多少 快递单号是多少 单号多少 快递号给我 快递单号发我一下 把快递单号给我 麻烦给我快递单号 运单号是多少 物流单号呢 快递单号出来了吗 帮我看下快递单号
查一下快递 查快递 帮我查下快递 帮我查物流 查一下物流信息 看看快递到哪了 快递进度 物流信息 邮寄进度怎么样
什么时候能收到证 证什么时候能收到 什么时候能寄到 证几天能寄到 几号能寄到店里 快递什么时候能送到 许可证啥时候寄出来 还要几天寄到 证大概多久能收到 我几时能收到许可证
怎么还没收到证 证怎么还没寄来 证还没收到 我还没收到证 快递怎么还没到 快递一直没动静 到现在还没收到许可证 怎么还没寄给我 物流怎么不更新
寄的什么快递 发的哪家快递 证寄丢了吗 快递退回了没有
""".split()
#: Asked and said beside it, once it was handed in.
ELSE = """
我想开一家快递站 开快递驿站要办什么证 材料寄到哪里 材料可以快递给你们吗 补正的材料能寄过去吗 我要改成邮寄 邮寄地址填错了 地址寄错了 可以邮寄吗 邮寄要钱吗
快递费谁出 快递费多少钱 寄给我好了 快递 邮寄吧 送快递的车要上牌吗 快递员要办健康证吗 快递单号填错了 我卖快递盒子
""".split()
#: Answers to the question how the licence is wanted.
ANSWERS = "快递 邮寄 邮寄吧 快递吧 寄给我 用快递 快递给我 寄到店里 寄过来吧 顺丰到付 EMS 到窗口领 自己去拿 电子的就行 给我寄过来".split()


@pytest.mark.parametrize("text", ASKED)
def test_asked_where_the_licence_is(text: str) -> None:
    assert said(text, None, "submitted") == ["status"]


@pytest.mark.parametrize("text", ASKED)
def test_asked_in_the_middle_of_a_correction(text: str) -> None:
    assert said(text, "area", handed_in=True) == ["status"]


@pytest.mark.parametrize("text", ELSE)
def test_what_only_sounds_like_it(text: str) -> None:
    assert "status" not in said(text, None, "submitted")


@cache
def understander() -> tuple[Understander, Asking]:
    """The real catalog, asked there how the licence is wanted, in a correction."""
    today = date(2026, 11, 30)
    catalog = load(Path(__file__).resolve().parents[2], today=today)
    release = catalog.current["beverage_shop"]
    fact = release.facts["delivery_method"]
    asking = Asking("question", today, Address(fact.id), fact, fact.options, (), scenario=release.scenario.id)
    return Understander(catalog), replace(asking, handed_in=True)


@pytest.mark.parametrize("text", ANSWERS)
def test_how_it_is_wanted_is_an_answer(text: str) -> None:
    known, asking = understander()
    commands = known.read(text, asking, known._indexes.catalog.current["beverage_shop"]).commands
    assert not any(isinstance(one, Status) for one in commands)
    assert [type(one).__name__ for one in commands] == ["Answer"], commands
