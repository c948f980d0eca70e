"""Amounts of money in yuan, capital numerals included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.engine.values import Rejection, Value

from .asked_in import in_asked_period
from .numerals import NUMERAL, close_up, parse_number, plain
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .quantities import Quantity, rounded
from .sums import sum_of_parts

_ACCEPTED: Final = "五十万元、12000元"
_YUAN: Final = r"元|块|圆|蚊"
_MONEY: Final = Quantity(
    kind="money",
    units={
        rf"个?万(?:{_YUAN})?(?:钱|人民币|整|正|大洋)?": Decimal(10000),
        rf"个?亿(?:{_YUAN})?(?:钱|人民币|整|正)?": Decimal(100000000),
        rf"(?:{_YUAN})(?:钱|人民币|整|正|大洋)*|人民币|RMB|rmb|大洋": Decimal(1),
        r"[毛角毫]钱?": Decimal("0.1"),
        r"[分仙](?:钱|整)?": Decimal("0.01"),
    },
    words=r"投资额?|资金|注册资本|资本|金额|钱|人民币|RMB|rmb|CNY|cny|¥|￥|总投资|租金|总|房租|月租|年租|预算|大写|投了?|投入|花了?|成本|注册|认缴|实缴|一次性|前后|左右|一个月|每月|一年|每年|押金|装修|加盟费|设备|工资|薪水|月薪|费用?",
    others=r"电话|手机|身份证|微信|平米|平方|[一每]平",
    accepted=_ACCEPTED,
    finish=rounded,
)
_D: Final = r"[0-9一二两三四五六七八九壹贰叁参肆伍陆柒捌玖]"
#: 三块五, 12元8角, 伍佰元叁角贰分, 两毛五, 三块零四.
_SPLIT: Final = re.compile(
    rf"(?P<yuan>(?:\d{{1,3}}(?:,\d{{3}})+|[{NUMERAL}.])+)(?:{_YUAN})(?:钱|零|整)*(?:(?:(?P<jiao>{_D})(?:毛|角|毫)零?)?(?:(?P<fen>{_D})[分仙])|(?P<jiao2>{_D})(?:毛|角|毫)(?P<fen2>{_D})?(?![{NUMERAL}])"
    rf"|(?P<bare>{_D})(?=$|[,，。、;；!~\s)吧啊呢呀哈嘛了的左上多出到至-]))(?:钱|整|正)?"
    rf"|(?P<jiao3>{_D})(?:毛|角|毫)零?(?P<fen3>{_D})[分仙]?(?:钱|整|正)?"
)
#: 两万八一年: the 一 belongs to the year.
_PER: Final = re.compile(r"(?P<digit>[二三四五六七八九千百万])(?:一(?:个?月|年|天|季度))(?=$|[,，。 一])")
#: 20个w.
_TEN_THOUSAND: Final = re.compile(rf"(?<=[{NUMERAL}])个?[wW](?![A-Za-z])")
#: 5000/月.
#: 「15个」: ten thousand yuan each, as people in business say it.
_SO_MANY: Final = re.compile(rf"(?:大概|差不多|就)?(?P<n>[{NUMERAL}]+)个(?:吧|左右|样子|的|了)*")
_A_MONTH: Final = re.compile(r"(?:元|块)?/(?:每?个?月|mo)")
#: 「25，单位是万」, 「一百，是万元哈」.
_UNIT: Final = re.compile(
    rf"(?P<n>[{NUMERAL}.]+)[,，\s]*(?:单位是?|(?:我)?(?:说|填|写)的是|是|(?<=[,，]))[:：]?(?P<unit>万|亿)元?(?:为单位)?[的哦哈吧啊呢]*$"
    rf"|^[^0-9]{{0,5}}单位是?(?P<unit2>万|亿)元?[的哦哈]*[,，](?:填|写|是)?(?P<n2>[{NUMERAL}.]+)$"
)
_UNIT_FILLED: Final = re.compile(rf"[,，]单位是?(?:万元?|元)填?[{NUMERAL}.]*$")
#: 「二十万分两次缴」: no fen.
_IN_PARTS: Final = re.compile(r"分(?=[一二两三四五六七八九十几\d]+[次期批年个])")
#: 「八十万吧设备就花了五十万」: what a part of it went for.
_SPENT_ON: Final = re.compile(
    rf"(?<=[万亿元块钱吧了\s,，])[,，\s]*(?:光|单是?|其中)?[\u3400-\u9fff]{{2,4}}(?:就|都|要|已经)+(?:花|用|占|付|投)(?:了|掉|去|进去)*[{NUMERAL}.]+(?:多|来)?(?:万|元|块)*[多了的]*$"
)
_STINGY: Final = re.compile(r"一[毛分]不")
#: What a year costs, told because it is paid by the year: the question may have been about a month.
_YEARLY: Final = re.compile(r"(?:一年|每年|年租金?).*按(?:年|季度?|半年)|一个月.*一年|每月.*每年")
_CURRENCY: Final = re.compile(
    r"(?<!不是)(?<!不收)(?:美元|美金|美刀|刀乐|欧元|英镑|日元|日币|日圆|港币|港元|港纸|台币|新台币|韩元|卢布|泰铢|泰币|澳元|澳币|加元|加币|法郎|新加坡元|新币|越南盾|卢比|比特币|\$|€|£|[uU][sS][dD]|[hH][kK][dD]|[eE][uU][rR]|奈拉|令吉|镑)"
)


#: 「一分洋钿也勿要」, 「勿收铜钿」.
_NO_RENT: Final = re.compile(
    r"(?:一分|分文|一块)(?:钱|洋钿|块钱|铜钿)?(?:也|都)?(?:不|没|勿|未)(?:要|收|付|拿|取|给)|(?:不|没有?|勿)(?:要|收|付|给)[^,，0-9]{0,3}(?:钱|铜钿|钞票|租金|房租|租)|白给我?用|免租(?!期)|^免费"
)
#: 「押二付一，月租七千」, 「三个月房租，房租每月八千二」: how many months' rent a deposit is.
_MONTHS: Final = re.compile(
    r"(?:押(?P<held>[一二两三四六1-6])付[一二两三四六1-6]|(?P<n>[一二两三四六1-6])个月的?(?:房租|租金))[,，\s]*(?=.*(?:月租|每月|一个月|个月))"
)
#: 「一千封顶」, 「一百五十万上下浮动」.
_AT_MOST: Final = re.compile(r"封顶$|(?<=上下)浮动$")
#: 「500万，实缴100万」: the capital that is registered is the subscribed one. Source: 《公司法》第四十七条 (2024-07-01).
_PAID_IN: Final = re.compile(r"(?<=.)[,，\s]*(?:但是?|其中|现在|目前|已经?)*实缴[^,，]*$")
#: 「最少四十万，最多不超过六十万」.
_LIMITS: Final = re.compile(
    rf"(?:最少|至少|最低|起码)(?:也)?(?:要|有|是)?(?P<low>[{NUMERAL}.]+)[,，]?(?:最多|最高|顶多|不超过|至多)+(?:也)?(?:就|要|是|到)?(?P<high>[{NUMERAL}.]+)"
)


_IN_TEN_THOUSANDS: Final = re.compile(r"资本|投资|出资")
#: 「一天三百，按天付的」, 「头一年六千，第二年涨到六千五」, where a month's rent was asked for.
_ANOTHER_STRETCH: Final = re.compile(r"(?:每|一|按)天|日租|日结|(?:头|第)一年.*第二年")


def _times_months(rent: Value | Rejection, months: re.Match[str], phrase: Phrase) -> Value | Rejection:
    number = parse_number(months["held"] or months["n"])
    if not isinstance(rent, Value) or not isinstance(rent.value, (int, float)) or number is None or not number.value:
        return unreadable("money", phrase, accepted=_ACCEPTED)
    return Value(plain(rounded(Decimal(str(rent.value)) * number.value)), approx=rent.approx)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption], ask: str = "") -> Value | Rejection:
    """Yuan, at most two decimals. Source: 正确填写票据和结算凭证的基本规定 (capital numerals)."""
    if _ANOTHER_STRETCH.search(phrase.text) is not None and re.search(r"月", ask) is not None:
        return refused("money.ambiguous", phrase, accepted=_ACCEPTED)
    if _NO_RENT.search(phrase.text) is not None and re.search(r"租|押金", ask) is not None:
        return Value(0)
    deposit = _MONTHS.search(phrase.text) if "押金" in ask else None
    if deposit is not None:
        return _times_months(_read(Phrase(phrase.original, _MONTHS.sub("", phrase.text))), deposit, phrase)
    if "注册资本" in ask:
        phrase = Phrase(phrase.original, _PAID_IN.sub("", phrase.text))
    slang = _SO_MANY.fullmatch(phrase.text)
    if slang is not None and _IN_TEN_THOUSANDS.search(ask) is not None:
        found = _read(Phrase(phrase.original, f"{slang['n']}万"))
        return replace(found, approx=True) if isinstance(found, Value) and found.range is None else found
    phrase = Phrase(phrase.original, _LIMITS.sub(r"\g<low>到\g<high>", _AT_MOST.sub("", phrase.text)))
    total = sum_of_parts(phrase.text, ask)
    if total is not None:
        return Value(plain(rounded(total)))
    found = _read(phrase)
    return in_asked_period(found, phrase.text, ask) if isinstance(found, Value) else found


def _read(phrase: Phrase) -> Value | Rejection:
    text = _A_MONTH.sub("元每月", close_up(phrase.text))
    text = _IN_PARTS.sub(",分", _SPENT_ON.sub("", text))
    text = _UNIT_FILLED.sub("", _UNIT.sub(_with_unit, _TEN_THOUSAND.sub("万", text)))
    if _STINGY.search(text):
        return unreadable("money", phrase, accepted=_ACCEPTED)
    if _YEARLY.search(text):
        return refused("money.ambiguous", phrase, accepted=_ACCEPTED)
    text = _PER.sub(r"\g<digit>元", text)
    if _CURRENCY.search(text):
        return refused("money.currency", phrase, accepted=_ACCEPTED)
    return _MONEY.read(Phrase(phrase.original, _SPLIT.sub(_joined, text)))


def _with_unit(match: re.Match[str]) -> str:
    return f"{match['n'] or match['n2']}{match['unit'] or match['unit2']}"


def _joined(match: re.Match[str]) -> str:
    """Yuan, jiao and fen as one number of yuan; the words themselves when they are no amount."""
    whole = parse_number(match["yuan"]) if match["yuan"] else None
    if match["yuan"] and (whole is None or whole.value is None):
        return str(match[0])
    zero = "零" in match[0][-3:] and match["bare"] is not None
    jiao = _digit(match["jiao"] or match["jiao2"] or match["jiao3"])
    fen = _digit(match["fen"] or match["fen2"] or match["fen3"])
    bare = _digit(match["bare"]) * (Decimal("0.01") if zero else Decimal("0.1"))
    yuan = whole.value if whole is not None and whole.value is not None else Decimal(0)
    return f"{plain(rounded(yuan + Decimal(jiao) / 10 + Decimal(fen) / 100 + bare)):.2f}元"


def _digit(text: str | None) -> int:
    number = parse_number(text) if text else None
    return int(number.value) if number is not None and number.value is not None else 0
