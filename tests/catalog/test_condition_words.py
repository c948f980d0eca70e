"""Conditions in plain Chinese: what is written on the left is read as on the right."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.condition_words import in_words
from bot.catalog.fact_words import yes_or_no
from bot.engine.condition_parser import parse_condition
from bot.engine.facts import Fact, Option, Wording
from bot.engine.figures import Figure, Period

WORDING = Wording("")


def choice(name: str, label: str, kind: str, **options: str) -> Fact:
    return Fact(name, label, kind, WORDING, options=tuple(Option(value, text) for value, text in options.items()))


STAFF = Fact("staff.duty", "岗位", "text", WORDING)
FACTS = {
    fact.id: fact
    for fact in (
        Fact("area", "经营面积", "area", WORDING, unit="㎡"),
        Fact("kitchen_area", "厨房面积", "area", WORDING, unit="㎡"),
        Fact("seats", "座位数", "integer", WORDING),
        Fact("dine_in", "是否有堂食", "boolean", WORDING),
        Fact("chain", "是否连锁门店", "boolean", WORDING),
        Fact("fume", "是否产生油烟", "boolean", WORDING),
        Fact("passed", "总部是否通过评审", "boolean", WORDING),
        Fact("simple", "是否仅简单制售", "boolean", WORDING),
        Fact("dirty", "25米内有无污染源", "boolean", WORDING),
        Fact("same", "地址与执照一致", "boolean", WORDING),
        choice("kitchen", "明厨亮灶", "choice", installed="已安装", booked="已预约", none="不装"),
        choice("items", "经营项目", "multi_choice", hot="热食", cold="冷食", drink="自制饮品"),
        Fact("scope", "经营范围", "text", WORDING),
        Fact("opened", "开业日期", "date", WORDING),
        Fact("staff", "管理人员", "list", WORDING, items=(STAFF,)),
        STAFF,
    )
}
FIGURES = {
    "small": Figure("small", "小型店面积", "㎡", (Period(150, date(2024, 5, 10), None, "《办法》"),)),
    "public": Figure("public", "公众聚集面积", None, (Period(300, date(2021, 4, 29), None, "《消防法》", False),)),
    "wide": Figure(
        "wide",
        "店招宽度",
        "米",
        (
            Period(5, date(2020, 1, 1), date(2024, 12, 31), "《规定》"),
            Period(4.5, date(2025, 1, 1), None, "《规定》", False),
        ),
    ),
}
TABLE = {
    # comparisons
    "area <= 150": "经营面积不超过150㎡",
    "area < 150.5": "经营面积小于150.5㎡",
    "area > 0": "经营面积超过0㎡",
    "area >= 150": "经营面积不小于150㎡",
    "seats == 4": "座位数等于4",
    "seats != 4": "座位数不等于4",
    "150 >= area": "经营面积不超过150㎡",
    "kitchen_area > area": "厨房面积超过经营面积",
    "kitchen_area == area": "厨房面积等于经营面积",
    "seats in [1, 2]": "座位数是1或2",
    "opened < '2026-01-31'": "开业日期早于2026-01-31",
    "opened >= '2026-01-31'": "开业日期不早于2026-01-31",
    # figures
    "area <= figure.small": "经营面积不超过150㎡（小型店面积）",
    "area >= figure.public": "经营面积不小于300㎡（公众聚集面积，以受理窗口为准）",
    "area > figure.nowhere": "经营面积超过nowhere",
    # choices
    "kitchen == 'installed'": "明厨亮灶是「已安装」",
    "kitchen != 'none'": "明厨亮灶不是「不装」",
    "kitchen in ['installed', 'booked']": "明厨亮灶是「已安装」或「已预约」",
    "kitchen in ['installed', 'booked', 'none']": "明厨亮灶是「已安装」、「已预约」或「不装」",
    "kitchen not in ['installed', 'booked']": "明厨亮灶不是「已安装」、「已预约」中的任何一个",
    "kitchen == 'installed' or kitchen == 'booked'": "明厨亮灶是「已安装」或「已预约」",
    "kitchen != 'installed' and kitchen != 'booked'": "明厨亮灶不是「已安装」、「已预约」中的任何一个",
    "kitchen == 'unheard_of'": "明厨亮灶是「unheard_of」",
    "kitchen in []": "明厨亮灶在空的列表里",
    # multiple choices and texts
    "items has 'hot'": "经营项目含「热食」",
    "not items has 'hot'": "经营项目不含「热食」",
    "items has 'hot' or items has 'cold' or items has 'drink'": "经营项目含「热食」、「冷食」或「自制饮品」",
    "items has 'hot' and items has 'cold'": "经营项目同时含「热食」、「冷食」",
    "not (items has 'hot' or items has 'cold')": "经营项目不含「热食」、「冷食」中的任何一个",
    "not (items has 'hot' and items has 'cold')": "经营项目没有同时含「热食」、「冷食」",
    "items has 'hot' and (items has 'cold' or items has 'drink')": "经营项目含「热食」，且经营项目含「冷食」或「自制饮品」",
    "items has 'hot' or (items has 'cold' and items has 'drink')": "经营项目含「热食」，或者经营项目同时含「冷食」、「自制饮品」",
    "'食品' in scope": "经营范围含「食品」",
    "not ('食品' in scope or '餐饮' in scope)": "经营范围不含「食品」、「餐饮」中的任何一个",
    # yes and no
    "dine_in": "有堂食",
    "not dine_in": "没有堂食",
    "dine_in == false": "没有堂食",
    "dine_in != false": "有堂食",
    "not chain": "不是连锁门店",
    "chain": "是连锁门店",
    "fume": "产生油烟",
    "not fume": "没有产生油烟",
    "not passed": "总部没有通过评审",
    "not simple": "不是仅简单制售",
    "dirty": "25米内有污染源",
    "same": "「地址与执照一致」答「是」",
    "not same": "「地址与执照一致」答「否」",
    # known
    "known area": "经营面积已答",
    "not known area": "经营面积未答",
    # joined
    "area <= figure.small and kitchen in ['installed', 'booked']": "经营面积不超过150㎡（小型店面积），且明厨亮灶是「已安装」或「已预约」",
    "dine_in or area > 9": "有堂食，或者经营面积超过9㎡",
    "dine_in and (chain or area > 9)": "有堂食，且（是连锁门店，或者经营面积超过9㎡）",
    "(dine_in and chain) or not fume": "（有堂食，且是连锁门店），或者没有产生油烟",
    "(dine_in and chain) and fume": "有堂食，且是连锁门店，且产生油烟",
    "not (dine_in and area > 9)": "没有堂食，或者并非「经营面积超过9㎡」",
    "not (dine_in or not chain)": "没有堂食，且是连锁门店",
    "not not dine_in": "有堂食",
    # what a check would refuse is still told
    "items": "经营项目不是空的",
    "not scope": "经营范围是空的",
    "nobody.knows": "「nobody.knows」答「是」",
    "nobody.knows > 3": "nobody.knows超过3",
    "true": "任何情况",
    "not true": "没有任何情况",
    "staff.duty == '店长'": "管理人员的岗位是「店长」",
}


@pytest.mark.parametrize(("text", "words"), TABLE.items(), ids=TABLE)
def test_it_is_read(text: str, words: str) -> None:
    assert in_words(parse_condition(text), FACTS, FIGURES) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param(date(2024, 12, 31), "经营面积超过5米（店招宽度）", id="first-period"),
        pytest.param(date(2025, 1, 1), "经营面积超过4.5米（店招宽度，以受理窗口为准）", id="second-period"),
        pytest.param(date(2019, 1, 1), "经营面积超过「店招宽度」（这一天没有规定）", id="no-period"),
        pytest.param(
            None,
            "经营面积超过「店招宽度」（2020-01-01起到2024-12-31：5米；2025-01-01起：4.5米，以受理窗口为准）",
            id="all-periods",
        ),
    ],
)
def test_a_figure_has_the_value_of_its_day(day: date | None, words: str) -> None:
    assert in_words(parse_condition("area > figure.wide"), FACTS, FIGURES, on=day) == words


def test_a_label_in_the_middle_keeps_its_subject() -> None:
    assert yes_or_no("附近有无学校", False) == "附近没有学校"


LEAVES = st.sampled_from(sorted(text for text in TABLE if " or " not in text and " and " not in text))
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=8,
)


@given(CONDITIONS)
def test_any_condition_is_told_with_its_brackets(text: str) -> None:
    words = in_words(parse_condition(text), FACTS, FIGURES)
    assert words.count("（") == words.count("）")
    assert in_words(parse_condition(f"not not ({text})"), FACTS, FIGURES) == words
