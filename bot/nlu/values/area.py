"""Areas in square metres. 1 亩 counts 10000/15 m2, 1 坪 400/121 m2, by convention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.engine.values import Rejection, Value

from .phrase import ChoiceOption, Phrase
from .quantities import Quantity, rounded

_AREA = Quantity(
    kind="area",
    units={
        r"个?平方分米|dm2|dm²": Decimal("0.01"),
        r"个?(?:平方千米|平方公里)|km2": Decimal(1000000),
        r"公顷": Decimal(10000),
        r"个?(?:平方米|平米|平方|平)|㎡|m2|m²|M2|M²|方|sqm|平方公尺": Decimal(1),
        r"市?亩(?:地)?": Decimal(10000) / Decimal(15),
        r"坪": Decimal(400) / Decimal(121),
    },
    words=r"面积|总面积|使用面积|建筑面积|经营面积|营业面积|实用面积|套内|总的|总|大|店|厨房|食品处理区|就餐区|大堂|销售区|仓库|场所|场地|经营场所|总使用|使用|建筑|经营|营业|实用|处理区",
    accepted="八十平、120.5平方米",
    finish=rounded,
    highest=Decimal(10) ** 7,
)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Square metres, at most two decimals."""
    return _AREA.read(phrase)
