"""Words that no set phrase holds: yes and no in an author's words, facts told in passing, acts learnt from examples, changes of mind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from bot.catalog import load
from bot.engine import Catalog
from bot.engine.facts import Fact, Wording
from bot.engine.values import Value
from bot.nlu import Understander
from bot.nlu.fact_reader import read_fact
from bot.nlu.folding import fold
from bot.nlu.guards import refused
from bot.nlu.heard import Heard
from bot.nlu.lexicon_reader import lexicon
from bot.nlu.message import Message
from bot.nlu.patching import patched
from bot.nlu.said_instead import said_instead

from .shop import asking, catalog, fact, options, said, show, understander
from .test_real_content import ROOT
from .test_real_content import asking as asking_real

TODAY = date(2026, 11, 24)
DINE_IN = Fact(
    "dine_in", "是否有堂食", "boolean", Wording("有堂食吗？"), ("堂食",), says_yes=("坐下来吃", "摆桌子"), says_no=("打包", "外带")
)  # fmt: skip
SCHOOL = Fact("school", "附近有无学校", "boolean", Wording("附近100米内有学校吗？"), says_yes=("小学", "学校"))


@cache
def published() -> tuple[Catalog, Understander]:
    """The published content and an understander of it."""
    content = load(ROOT, today=TODAY)
    return content, Understander(content)


@pytest.mark.parametrize(
    ("fact", "text", "expected"),
    [
        (DINE_IN, "客人可以坐下来吃", True),
        (DINE_IN, "不摆桌子", False),
        (DINE_IN, "桌子不摆的，都是打包", False),
        (DINE_IN, "不是打包", ("~", True)),
        (DINE_IN, "打包也有，坐下来吃也有", True),
        (SCHOOL, "马路对面就是实验小学，三十米", True),
        (SCHOOL, "最近的学校也要一公里", False),
        (SCHOOL, "哪来的学校", False),
        (SCHOOL, "学校有一个，隔了两百多米", False),
        (SCHOOL, "好像有个小学", ("~", True)),
    ],
)
def test_a_yes_or_no_in_other_words(fact: Fact, text: str, expected: Any) -> None:
    value = said_instead(fact, text, read_fact(fact, text, TODAY)).value
    assert isinstance(value, Value)
    assert (("~", value.value) if value.approx else value.value) == expected


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("drinks", "我们不卖酒的噢", ["alcohol_mode = none"]),
        ("tableware", "健康证三个人都办好了的", ["health_cert_state = all"]),
        ("staff.total", "收银的是个小姑娘", ["= !integer.unreadable"]),
        ("staff.total", "以后想卖酒", ["= !integer.unreadable"]),
        ("staff.total", "听说隔壁是加盟店", ["unknown unclear"]),
    ],
)
def test_what_is_told_in_passing_is_one_facts_and_nobody_elses(key: str, text: str, expected: list[str]) -> None:
    content, real = published()
    reading = real.read(text, asking_real(content, "beverage_shop", key), content.current["beverage_shop"])
    assert [show(one) for one in reading.commands] == expected


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("老太婆叫我吃饭了回头接着填", "pause"),
        ("前面我都讲了点啥给我瞧瞧", "summary"),
        ("我要跟你们管事的人讲话", "human"),
        ("脑子糊涂了这个我真讲不出来", "= (dont_know)"),
        ("煤气味道重得来要出事了", "smalltalk emergency"),
        ("你到底是人还是电脑呀", "smalltalk identity"),
    ],
)
def test_an_act_is_known_by_its_likeness(text: str, command: str) -> None:
    assert said(text, "area", last="licence") == [command]


def test_a_guess_throws_nothing_away_and_answers_nothing() -> None:
    """An example of an answer or a question is never taken for an act that loses something."""
    heard = Heard()
    kept = ("restart", "cancel", "undo")
    context = asking("area")
    wrong = [
        line
        for section in ("answer", "ask")
        for line in lexicon("heard")[section]
        if (command := heard.command(line, line, context, question=False, elsewhere=False)) is not None
        and type(command).__name__.lower() in kept
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("오늘 날씨가 좋네요 5", "other_language"),
        ("こんにちは、お店を開きたいです", "other_language"),
        ("Сколько стоит лицензия", "other_language"),
        ("How much is the rent in Shanghai?", "other_language"),
        ("I want to open a shop please help me", "other_language"),
        ("茶の屋", None),
        ("COCO Fresh Tea & Juice", None),
        ("静安区café", None),
        ("zhang.wei@163.com", None),
        ("Zhang Wei", None),
        ("1号楼B座", None),
    ],
)
def test_another_language_has_its_own_answer(text: str, reason: str | None) -> None:
    assert refused(Message.of(text)) == reason


@pytest.mark.parametrize(
    ("kind", "held", "text", "expected"),
    [
        ("date", "2026-09-03", "年份错了，2025年", "2025-09-03"),
        ("date", "2026-09-03", "日子是13号，月份年份不动", "2026-09-13"),
        ("date", "2026-09-30", "应该是2月", None),
        ("date", "2026-09-03", "是2026年10月8号", None),
        ("company_name", "静安区山茶饮品店", "山茶后面有个花", "静安区山茶花饮品店"),
        ("company_name", "静安区山茶饮品店", "牡丹后面有个花", None),
        ("email", "a88@qq.com", "不是qq.com，是163.com", "a88@163.com"),
        ("mobile", "13812345678", "中间四位是7702", "13877025678"),
        ("text", "20260867", "最后两位写反了，是76不是67", "20260876"),
    ],
)
def test_a_piece_of_an_answer_changes(kind: str, held: str, text: str, expected: str | None) -> None:
    assert patched(Fact("x", "某项", kind, Wording("？")), held, fold(text)) == expected


def test_choices_are_kept_added_and_taken_off() -> None:
    drinks = fact("drinks", "multi_choice", "饮品", options=options("brew:冲泡:奶茶 juice:果汁:橙汁 ice:冰淇淋:甜筒"))
    assert patched(drinks, ["brew", "juice"], "果汁划掉，只留奶茶") == ["brew"]
    assert patched(drinks, ["brew"], "再加个甜筒") == ["brew", "ice"]
    assert patched(drinks, ["brew"], "奶茶也有") is None


@pytest.mark.parametrize(
    ("key", "last", "held", "text", "expected"),
    [
        ("seats", "tenure", {"tenure": "leased"}, "还是写自有吧", ["fix tenure = owned"]),
        ("seats", "tenure", {"tenure": "leased"}, "还是写租赁吧", ["= !integer.unreadable"]),
        ("seats", "area", {"area": 60}, "多报了十个平方 减掉", ["fix area"]),
        ("seats", "area", {"area": 60}, "面积报大了，实际52平", ["fix area = 52"]),
        ("kitchen", "area", {"area": 60}, "总面积说错了，是66，厨房14", ["fix area = 66"]),
    ],
)
def test_a_change_of_mind_is_no_answer(
    key: str, last: str, held: dict[str, Any], text: str, expected: list[str]
) -> None:
    context = replace(asking(key, last=last), held=held, answered=frozenset(held))
    reading = understander().read(text, context, catalog().current["tea"])
    assert [show(one) for one in reading.commands][: len(expected)] == expected
