"""A part of an answer changed: 「最后一位是8不是3」, 「门牌是18不是16」, 「漏了冰淇淋」, 「烤的那个去掉」."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC
from bot.engine.values import Json

from .fact_reader import choices_of
from .folding import fold
from .values.digits import spoken_digits
from .values.numerals import parse_number
from .values.options import named_options

_N: Final = r"[0-9零一二两三四五六七八九幺]+"
#: The words that name some of the characters of an answer and what they should be.
PART: Final = re.compile(
    r"(?:(?P<from>最后|中间|当中|末尾?|倒数第?|后面?|第|前面?)(?P<n>[一二两三四五六七八九十0-9]{1,2})?(?:几)?(?:位|个数字?|个字|个)(?:数字?)?|(?:最后|末尾|后面|尾[号数])(?=(?:(?:打|写|填|说|报)?错了?|不对)?[,， ]*(?:应该|[是为])))"
    r"[^0-9零一二两三四五六七八九幺]{0,8}?"
    rf"(?:不是(?P<old0>{_N})[,， ]*(?:而)?)?(?:应该)?(?:是|为|改成)?(?P<new>{_N})(?:,?(?:而)?不是(?P<old>{_N}))?"
)
_SWAP: Final = re.compile(
    "|".join(
        (
            r"是(?P<new>[^,不]{1,20}?),?(?:而)?不是(?P<old>[^,]{1,20})$",
            rf"是(?P<new3>{_N}),?(?:刚才?|刚刚|我)?(?:写|填|说|打)成(?P<old3>{_N})了?$",
            r"不是(?P<old2>[^,是]{1,20}?),?(?<!不)(?:而?是|应该是)(?P<new2>[^,]{1,20})$",
            r"(?<![0-9a-z.@_-])(?P<new4>[0-9a-z.@_-]{2,20})[,， ]*(?:而)?不是(?P<old4>[0-9a-z.@_-]{2,20})$",
            r"(?P<old6>[0-9]{2,20})[,， ]*改(?:成|为)?[,， ]*(?P<new6>[0-9]{2,20})$",
            r"[“\"「『](?P<old7>[^”\"」』]{1,20})[”\"」』](?:改|换)(?:成|为)[“\"「『](?P<new7>[^”\"」』]{1,20})[”\"」』]?",
            r"不是(?P<old5>[0-9a-z.@_-]{2,20})[,， ]*(?P<new5>[0-9a-z.@_-]{2,20})$",
        )
    )
)
#: 「中间 3321 改 3312」: digits that stand in the answer, and what they should be.
_RENUMBERED: Final = re.compile(r"[0-9]{2,20}[,， ]*改(?:成|为)?[,， ]*[0-9]{2,20}$")
#: Year, month and day.
_PARTS: Final = 3
_INSERT: Final = re.compile(
    r"(?P<after>[\u3400-\u9fff0-9a-z]{1,6}?)(?:后面|后头)(?:还|要|得|应该)*(?:有|加|少了?|漏了?)(?:一?个)?(?P<new>[\u3400-\u9fff0-9a-z]{1,4}?)(?:字)?$"
)
#: Which character of a name is meant, by a word that has it or by its parts: 「青是三点水那个清」, 「琦，王字旁，不是奇怪的奇」.
_SPELT: Final = re.compile(
    "|".join(
        (
            r"(?:^|[,， ])(?P<new2>[\u3400-\u9fff])[,， ]+[^,，]{2,6}[,， ]+不是[\u3400-\u9fff]{1,4}的?(?P<old2>[\u3400-\u9fff])$",
            r"(?P<old>(?!不)[\u3400-\u9fff])(?:字)?(?:应该)?是[^,，不]{1,6}(?:那个|的)(?P<new>[\u3400-\u9fff])$",
            r"姓(?P<new4>[\u3400-\u9fff])[^,，]{0,4}[,， ]+(?:我|你|刚)*(?:打|写|填|说|记|输)成了?(?P<old4>[\u3400-\u9fff])",
            r"是[\u3400-\u9fff]{1,4}的(?P<new3>[\u3400-\u9fff])[,， ]*(?:而)?不是[\u3400-\u9fff]{1,4}的(?P<old3>[\u3400-\u9fff])$",
        )
    )
)
#: 「末尾漏了个4」: what was left out at the end.
_AT_END: Final = re.compile(
    r"(?:末尾|最后|后面|尾巴|结尾)[^,，0-9a-z]{0,4}(?:漏|少|掉)(?:打|写|填|报|说)?了?(?:一?个)?(?P<new>[0-9a-z]{1,4})$"
)
_MORE: Final = re.compile(
    r"漏|少了|少选|还(?:有|要|做|卖)|也(?:做|卖|有|要|让)|加(?:上|一|个)|算(?:上|进)|添|再加|补(?:上|一|个)|其实还有"
)
_ONLY: Final = re.compile(r"只(?:有|留|剩|要|做|卖|用)")
_LESS: Final = re.compile(r"去掉|删|勾掉|不要|拿掉|划掉|不(?:做|卖|搞|烤|炸|弄|用)了")
_PLACE: Final = re.compile(
    rf"(?:最后|末尾?|倒?数?第{_N}|倒数)(?:{_N})?(?:位数?字?|个数字)(?:应该)?(?:不?是|为|写|打|填|报|错)"
)
#: Kinds whose characters have places that people count.
_IN_DIGITS: Final = frozenset(
    {"mobile", "phone", "id_card", "id_document", "uscc", "postcode", "licence_number", "plate"}
)
#: Kinds whose answers people change by a piece.
PIECED: Final = _IN_DIGITS | {"email", "url", "address"}
_YEAR: Final = re.compile(r"(20[0-9]{2})年|(?:是|改成?|应该是?)([23][0-9])年")
_MONTH: Final = re.compile(r"(?<![0-9])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月")
_DAY: Final = re.compile(
    r"(?:是|改成?|应该|写|填)?(?P<d>[12][0-9]|3[01]|[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[号日]"
)
_HAN: Final = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}


def names_piece(folded: str) -> bool:
    """Whether the words tell which piece of an answer is wrong: a place, a character, something left out at the end."""
    plain = folded.rstrip(" 。.!的")
    return any(one.search(plain) is not None for one in (PART, _SPELT, _AT_END, _RENUMBERED))


def patched(fact: Fact, held: Json, folded: str) -> Json:
    """The answer with the part changed as the words say; None where they change no part of it.

    Args:
        held: the answer as it is. ``folded``: the folded words.
    """
    if fact.kind == "multi_choice" and isinstance(held, list):
        return _choices(fact, held, folded)
    if fact.kind in NUMERIC and isinstance(held, (int, float)):
        return _figure(held, folded)
    if not isinstance(held, str):
        return None
    if fact.kind == "date":
        return _date(held, folded)
    at = PART.search(folded)
    counted = fact.kind in _IN_DIGITS or (fact.kind == "text" and held.isascii() and any(map(str.isdigit, held)))
    if at is not None and counted:
        return _digits(held, at)
    if fact.kind == "address" and (housed := _rehoused(held, folded)) is not None:
        return housed
    return _inserted(held, folded) or _swapped(held, folded) or _spelt(held, folded) or _lengthened(held, folded)


#: The one number of a house in the words, and in an address.
_HOUSE: Final = re.compile(r"(?<![0-9])[0-9]+号(?!楼)")
#: 「不对，200号」: nothing but the number that is right.
_ONLY_HOUSE: Final = re.compile(
    r"(?:不对|不是|(?:说|讲|写|打|记|弄|看|填)?错了?|哦|啊|[,， ])*(?:应该)?是?[0-9]+号(?:的|吧)?"
)


def _rehoused(held: str, folded: str) -> str | None:
    """「门牌错了，应该是201号」: the address with that number of its house, where it has one and no lane."""
    told, was = _HOUSE.findall(folded), _HOUSE.findall(held)
    if len(told) != 1 or len(was) != 1 or "弄" in held or told == was:
        return None
    if "门牌" not in folded and _ONLY_HOUSE.fullmatch(folded.strip(" 。.!")) is None:
        return None
    return held.replace(was[0], told[0])


def _date(held: str, folded: str) -> str | None:
    """「年份错了，2025年」: only what is named changes; a whole date is read elsewhere."""
    year, month, day = (expression.search(folded) for expression in (_YEAR, _MONTH, _DAY))
    if (month is not None and day is not None) or (year is None and month is None and day is None):
        return None
    was = held.split("-")
    if len(was) != _PARTS:
        return None
    new = [
        (year[1] or f"20{year[2]}") if year is not None else was[0],
        f"{_count(month[1]):02d}" if month is not None else was[1],
        f"{_count(day['d']):02d}" if day is not None else was[2],
    ]
    try:
        return date.fromisoformat("-".join(new)).isoformat() if new != was else None
    except ValueError:
        return None


def tells_a_digit(folded: str) -> bool:
    """Whether the words tell one digit of a number by its place: 「最后一位是8」 is no 8."""
    return _PLACE.search(folded) is not None


def _figure(held: float, folded: str) -> Json:
    at = PART.search(folded) if tells_a_digit(folded) and float(held).is_integer() else None
    changed = _digits(str(int(held)), at) if at is not None else None
    return int(changed) if changed is not None and changed.isdigit() else None


def _count(text: str) -> int:
    number = parse_number(text)
    return int(number.value) if number is not None and number.value is not None else 0


def _digits(held: str, match: re.Match[str]) -> str | None:
    """「第四位是9不是8」: by the place, and only where the wrong digit that is named stands there."""
    new = spoken_digits(match["new"])
    places = [at for at, char in enumerate(held) if char.isalnum()]
    number, place = _number(match["n"]), match["from"] or "最后"
    if place == "第" and number is not None:
        start = number - 1
    elif place.startswith("倒数") and number is not None:
        start = len(places) - number
    elif place in ("中间", "当中"):
        start = (len(places) - len(new)) // 2
    elif place.startswith("前"):
        start = 0
    else:
        start = len(places) - len(new)
    if not 0 <= start <= len(places) - len(new):
        return None
    old = "".join(held[at] for at in places[start : start + len(new)])
    wrong = match["old"] or match["old0"]
    if wrong is not None and spoken_digits(wrong) != old:
        return None
    changed = list(held)
    for at, char in zip(places[start : start + len(new)], new, strict=True):
        changed[at] = char
    return "".join(changed)


def _inserted(held: str, folded: str) -> str | None:
    """「山茶后面有个花」: a piece that was left out, behind one that stands once in the answer."""
    match = _INSERT.search(folded)
    if match is None:
        return None
    after, new = match["after"], match["new"]
    return held.replace(after, after + new) if fold(held).count(after) == 1 and after in held else None


def _swapped(held: str, folded: str) -> str | None:
    """「是1203，刚写成1202」, 「是18不是16」: the wrong piece stands once in the answer."""
    match = _SWAP.search(folded)
    if match is None:
        return None
    old, new = _either(match, "old").strip("的吧啊了 "), _either(match, "new").strip("的吧啊了 ")
    return held.replace(old, new) if fold(held).count(old) == 1 and old in held and 0 < len(new) <= len(held) else None


def _spelt(held: str, folded: str) -> str | None:
    """The one character that is told as wrong, replaced by the right one."""
    match = _SPELT.search(folded.rstrip(" 。.!的"))
    if match is None:
        return None
    old, new = _either(match, "old"), _either(match, "new")
    return held.replace(old, new) if held.count(old) == 1 and new not in held else None


def _lengthened(held: str, folded: str) -> str | None:
    match = _AT_END.search(folded.rstrip(" 。.!"))
    return held + match["new"].upper() if match is not None and held.isascii() else None


def _either(match: re.Match[str], name: str) -> str:
    """What the group of this name, or of this name and a number, holds."""
    return next(said for key, said in match.groupdict().items() if key.rstrip("234567") == name and said)


def _choices(fact: Fact, held: list[Json], folded: str) -> Json:
    options = choices_of(fact.options)
    order = [one.value for one in fact.options]
    changed = {*map(str, held)}
    swaps = any(one.denied for one in named_options(folded, options))
    for clause in re.split(r"[,;。!?，；]", folded):
        said = [one for one in named_options(clause, options) if one.strength > 1]
        named = {one.option.value for one in said}
        denied = {one.option.value for one in said if one.denied}
        if _ONLY.search(clause) and named:
            changed = named - denied
        elif _LESS.search(clause):
            changed -= named
        elif swaps or _MORE.search(folded):
            changed = (changed - denied) | (named - denied)
    return [*sorted(changed, key=order.index)] if changed != {*map(str, held)} else None


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else _HAN.get(text)
