"""Counts: persons, seats, copies, machines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.engine.values import Rejection, Value

from .phrase import ChoiceOption, Phrase
from .quantities import Quantity

_INTEGER = Quantity(
    kind="integer",
    units={
        r"(?:个|位|名|口)?(?:人|员工|伙计|师傅|店员|工人|职工|同事|小伙伴)|位|名|口子?|个": Decimal(1),
        r"份|台|张|把|条|间|套|辆|件|本|只|座|桌|层|家|座位|个座位|餐|次|顿|瓶|箱|部|架|组|只": Decimal(1),
    },
    words=r"员工|职工|人数|人手|座位数?|座|副本|数量|正好|老板|老板娘|连我|算上我|包括我|健康证|体检|应体检|人|从业人员|店员|设备|份数",
    accepted="六个人、12",
    integer=True,
    highest=Decimal(10) ** 7,
)
_WORDS = {
    "没有": 0,
    "没": 0,
    "无": 0,
    "零": 0,
    "就我一个": 1,
    "就我自己": 1,
    "我一个人": 1,
    "就我": 1,
    "只有我": 1,
    "一个都没有": 0,
    "都没有": 0,
}


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """A whole number, 0 or more."""
    counted = {"俩": 2, "仨": 3, "夫妻俩": 2, "我们俩": 2, "俩人": 2, "仨人": 3, "一对夫妻": 2, "夫妻店": 2}
    bare = phrase.text.strip("吧啊呢的了 ")
    if bare in _WORDS:
        return Value(_WORDS[bare])
    if bare in counted:
        return Value(counted[bare])
    return _INTEGER.read(phrase)
