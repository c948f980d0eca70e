"""A denial, a past, a supposition and somebody else's affairs are no yes, however near the thing asked for stands."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.values import Rejection
from bot.nlu.values import read_value

from .reading import TODAY

BANNED = "单位、负责人、管理人员5年内被吊销过食品许可证，或因食品犯罪判过刑吗？"

#: Question, what is said, and what it is; ``None`` is a refusal or a yes or no said roughly.
ROWS: list[tuple[str, str, Any]] = [
    (BANNED, "没有被处罚过", False),
    (BANNED, "从来没被吊过证", False),
    (BANNED, "我们公司没有人判过刑", False),
    (BANNED, "没有因为卖假货被判过", False),
    (BANNED, "罚过一次款", None),
    (BANNED, "以前被吊销过一次", True),
    ("有堂食吗？", "没打算给客人坐", False),
    ("有堂食吗？", "不是没有堂食", True),
    ("有堂食吗？", "原来有几张桌子", None),
    ("要委托别人代办吗？", "没请中介", False),
    ("要委托别人代办吗？", "从来不找代办公司", False),
    ("要委托别人代办吗？", "要是我儿子有空就让他去", None),
    ("要委托别人代办吗？", "如果自己弄不来再找中介", None),
    ("是连锁或加盟品牌的门店吗？", "没加盟过任何牌子", False),
    ("是连锁或加盟品牌的门店吗？", "跟蜜雪没关系", False),
    ("是连锁或加盟品牌的门店吗？", "我以前在瑞幸上班", None),
    ("是连锁或加盟品牌的门店吗？", "想加盟但还没签", None),
    ("除了店里，别处还有仓库吗？", "没在外面租仓库", False),
    ("除了店里，别处还有仓库吗？", "隔壁老王家有个仓库", None),
    ("会在网上卖吗？", "不打算上美团", False),
    ("会在网上卖吗？", "外卖平台抽成太高不上", False),
    ("会在网上卖吗？", "以前上过饿了么，现在停了", False),
    ("做的时候会有明显油烟或异味吗？", "从来不起油锅", False),
    ("做的时候会有明显油烟或异味吗？", "不是没油烟，是不大", None),
    ("附近100米内有学校或幼儿园吗？", "不靠近小学", False),
    ("附近100米内有学校或幼儿园吗？", "听说要造个小学", None),
    ("店周围25米内有垃圾站、污水池、公厕这类吗？", "臭水沟填掉了", False),
    ("卖需要冷藏或冷冻的食品吗？", "冷饮今年不进了", False),
    ("凉菜或冷面里有熟肉、卤味、熟海鲜吗？", "鸡丝虾仁都不加", False),
    ("有自动售货机、无人咖啡机这类设备吗？", "原来有台贩卖机，拉走了", False),
]


@pytest.mark.parametrize(("ask", "text", "expected"), ROWS)
def test_what_is_denied_is_no_yes(ask: str, text: str, expected: Any) -> None:
    found = read_value("boolean", text, today=TODAY, ask=ask)
    if expected is None:
        assert isinstance(found, Rejection) or found.approx
    else:
        assert not isinstance(found, Rejection), found
        assert (found.value, found.approx) == (expected, False)
