"""Amounts of money in yuan, capital numerals included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from bot.engine.values import Rejection, Value

from .numerals import parse_number, plain
from .phrase import ChoiceOption, Phrase
from .quantities import FILLER, Quantity, rounded

_WORDS: Final = (
    r"投资额?|资金|注册资本|资本|金额|钱|人民币|RMB|rmb|¥|￥|总投资|租金|总|房租|预算|大写|投了?|投入|花了?|成本"
)
_MONEY: Final = Quantity(
    kind="money",
    units={
        r"万(?:元|块钱?|圆|人民币)?": Decimal(10000),
        r"亿(?:元|块钱?|圆)?": Decimal(100000000),
        r"(?:元|块钱?|圆)(?:人民币|整|正)?": Decimal(1),
        r"[毛角]钱?": Decimal("0.1"),
        r"分钱?": Decimal("0.01"),
    },
    words=_WORDS,
    accepted="五十万元、12000元",
    finish=rounded,
)
#: 三块五, 12元8角, 伍佰元叁角贰分.
_SPLIT: Final = re.compile(
    r"(?P<yuan>[^元块圆]+?)(?:元|块|圆)(?:零)?(?:(?P<jiao>[0-9零一二两三四五六七八九壹贰叁肆伍陆柒捌玖])(?:毛|角|$))?"
    r"(?:零)?(?:(?P<fen>[0-9零一二两三四五六七八九壹贰叁肆伍陆柒捌玖])分)?[整正]?"
)
_AROUND: Final = re.compile(rf"^(?:{_WORDS}|{FILLER})+|(?:{FILLER})+$")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Yuan, at most two decimals. Source: 正确填写票据和结算凭证的基本规定 (capital numerals)."""
    match = _SPLIT.fullmatch(_AROUND.sub("", phrase.text))
    if match is not None and (match["jiao"] or match["fen"]):
        whole = parse_number(match["yuan"])
        if whole is not None and whole.value is not None:
            tail = Decimal(_digit(match["jiao"])) / 10 + Decimal(_digit(match["fen"])) / 100
            return Value(plain(rounded(whole.value + tail)))
    return _MONEY.read(phrase)


def _digit(text: str | None) -> int:
    number = parse_number(text) if text else None
    return int(number.value) if number is not None and number.value is not None else 0
