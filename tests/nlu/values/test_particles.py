"""Particles that end a clause belong to no value; ``("~", value)`` is asked back, None a rejection."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.particles import in_standard_words, name_before_particles, without_particles
from bot.nlu.values import ChoiceOption, read_value

from .reading import TODAY, offered, told

SIGN, LESSOR, FLOOR = "门口招牌上写什么名字？", "房东（出租人或产权人）叫什么？", "店在几楼？"
BANNED = "单位、负责人5年内被吊销过食品许可证，或因食品犯罪判过刑吗？"
SAID: list[tuple[str, str, str, Any]] = [
    # addresses
    ("address", "", "徐汇区漕溪路250号一楼嘞", "徐汇区漕溪路250号一楼"),
    ("address", "", "徐汇区漕溪路250号噻", "徐汇区漕溪路250号"),
    ("address", "", "徐汇区漕溪路250号3层啦", "徐汇区漕溪路250号3层"),
    ("address", "", "徐汇区漕溪路250号102室撒", "徐汇区漕溪路250号102室"),
    ("address", "", "漕溪路250号银海大楼呗", "漕溪路250号银海大楼"),
    # names of persons
    ("person_name", "", "法人是徐小凤嘞", "徐小凤"),
    ("person_name", "", "梁一平噻", "梁一平"),
    ("person_name", "", "我嘛 高明咯", "高明"),
    ("person_name", "", "哈丽萍", "哈丽萍"),
    ("person_name", "", "哈哈哈", None),
    ("person_name", "", "喊我小何就行", None),
    ("person_name", "", "叫我明明就行，何明明", "何明明"),
    # names of shops: what may be the name's own is asked back
    ("company_name", "", "叫阿公馄饨店嘞", "阿公馄饨店"),
    ("company_name", "", "上海老友记餐饮有限公司哈", "上海老友记餐饮有限公司"),
    ("company_name", "", "好嘞饺子馆", "好嘞饺子馆"),
    ("company_name", "", "就叫好嘞饺子馆呗", "好嘞饺子馆"),
    ("company_name", "", "哈哈包子铺咯", "哈哈包子铺"),
    ("company_name", "", "叫乐哈哈", "乐哈哈"),
    ("company_name", "", "叫阿公馄饨店哈哈", "阿公馄饨店"),
    ("company_name", "", "叫奶茶哦", ("~", "奶茶")),
    ("company_name", "", "叫小满哈", ("~", "小满")),
    ("company_name", "", "叫小满呀", "小满"),
    ("company_name", "", "哪晓得呀，去问总部", None),
    # free words
    ("text", SIGN, "门头写山间小筑噻", "山间小筑"),
    ("text", SIGN, "乐哈哈", "乐哈哈"),
    ("text", SIGN, "乐哈哈客栈 就这五个字", "乐哈哈客栈"),
    ("text", SIGN, "叫咖啡哦", ("~", "咖啡")),
    ("text", LESSOR, "老太太叫钱桂花咯", "钱桂花"),
    ("text", LESSOR, "房东姓钱", None),
    ("text", FLOOR, "三楼撒", "三楼"),
    ("text", "开在哪家店里？", "开在大润发里头的嘞", "大润发"),
    # numbers, days and hours
    ("integer", "一共多少个座位？", "三张六人桌啊", 18),
    ("integer", "一共多少个座位？", "三张六人桌嘞", 18),
    ("integer", "装了几个摄像头？", "七个，能存两个月", 7),
    ("integer", "有效期几个月？", "七个月", 7),
    ("money", "每月租金多少？", "一万二噻", 12000),
    ("area", "店面总面积多少平方米？", "七十五平咧", 75),
    ("date", "打算哪天开业？", "下个月五号哩", "2026-12-05"),
    ("percentage", "这位投资人出资百分之几？", "六成撒", 60),
    ("percentage", "这位投资人出资百分之几？", "我一个人投的咯", 100),
    ("time_range", "每天几点营业到几点？", "早上九点到晚上八点呗", ["09:00", "20:00"]),
    # yes and no
    ("boolean", "有单独的更衣室吗？", "没得更衣室噻", False),
    ("boolean", "有单独的更衣室吗？", "有滴", True),
    ("boolean", BANNED, "哪有嘛", False),
    ("boolean", BANNED, "哪有的事，头一回做生意", False),
    ("boolean", "要用告知承诺、当场拿证吗？", "用呗", True),
    ("boolean", "会在网上卖吗？", "要上的，不上没饭吃咯", True),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "ask", "text", "expected"), SAID)
def test_a_particle_is_part_of_no_value(kind: str, ask: str, text: str, expected: Any) -> None:
    assert told(read_value(kind, text, today=TODAY, ask=ask)) == expected


STATE = offered("done=已经办好/办好了,下来了,搞定", "doing=正在办/在办,没批下来", "none=还没有办/没办,没有,没有执照")
PAPERS = offered("all=都办好了/都有", "some=部分有/个没有", "none=还没办/都没有,没办")
DYES = offered("none=不做烫染", "separate=单独的烫染间", "zone=店里划一块烫染区")
STAY = offered("daily=按天", "monthly=按月", "mixed=长租短住都有/都有")
CHOSEN: list[tuple[tuple[ChoiceOption, ...], str, Any]] = [
    (STATE, "办好喽", "done"),
    (STATE, "搞定噻", "done"),
    (STATE, "还没批下来哩", "doing"),
    (STATE, "批下来咯", "done"),
    (STATE, "没得执照嘞", "none"),
    (PAPERS, "我和老公都有呀", "all"),
    (PAPERS, "我们仨都有嘞", "all"),
    (PAPERS, "都没有呢", "none"),
    (DYES, "烫染我们不弄的嘞", "none"),
    (DYES, "不搞烫染哈", "none"),
    (DYES, "烫染没得", "none"),
    (DYES, "烫染有单独的烫染间", "separate"),
    (STAY, "两样都有噻", "mixed"),
]


@pytest.mark.parametrize(("options", "text", "expected"), CHOSEN)
def test_a_choice_is_told_with_particles(options: tuple[ChoiceOption, ...], text: str, expected: Any) -> None:
    assert told(read_value("choice", text, today=TODAY, options=options)) == expected


@pytest.mark.parametrize(
    ("text", "standard"),
    [("办好咯", "办好了"), ("有滴", "有的"), ("行噻，就这样呗", "行啊，就这样啊"), ("好嘞面馆", "好嘞面馆"), ("在弄哩", "在弄呢"), ("点滴", "点的"), ("嘞", "嘞")],
)  # fmt: skip
def test_matching_reads_the_standard_language(text: str, standard: str) -> None:
    assert in_standard_words(text) == standard
    assert len(in_standard_words(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("张三嘞", "张三"), ("乐哈哈", "乐哈哈"), ("乐哈哈 哈", "乐哈哈"), ("哈哈", "哈哈"), ("得嘞", "得嘞"), ("小满啦啊", "小满")],
)  # fmt: skip
def test_a_name_keeps_what_may_be_its_own(text: str, name: str) -> None:
    assert name_before_particles(text) == name


def test_what_is_nothing_but_particles_stays() -> None:
    assert without_particles("啊嘞") == "啊嘞"
