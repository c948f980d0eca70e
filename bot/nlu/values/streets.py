"""Shanghai's streets and towns: which one some words name, in full, in short (周浦) or nearly (南西)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..lexicon_reader import lexicon
from ..normalise import clean_words

_SUFFIX: Final = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:街道|镇|乡)$")
#: What a name may still lose when it is said in short: 曹杨新村街道 is 曹杨, 大宁路街道 is 大宁.
_ENDING: Final = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:新村|新镇|路|镇)$")
#: Short forms that mean another place, or nothing by themselves.
_OTHERS: Final = frozenset("湖南 江苏 新华 宝山 南京西 石门二 天目西 芷江西 四川北 嘉兴 中山 建设 三星".split())
_AROUND: Final = re.compile(
    r"^(?:嗯|呃|那个|我们?|店|应该|好像|大概|可能|估计|是|归|属于?|算|在|就|的|[\s,，])+|(?:那边|那里|那块|那一带|这一带|这一块|这块|附近|这边|管的?|街道办|的|吧|呀|啊|呢|哦|嘛|[\s,，。.])+$"
)
#: Districts that are no more, and the one they were joined to (2000, 2009, 2011, 2015).
FORMER_DISTRICTS: Final = {"南市": "310101", "卢湾": "310101", "闸北": "310106", "南汇": "310115"}
#: Characters of a name that may be left out, and still it is nearly said.
_LEFT_OUT: Final = 2


@dataclass(frozen=True, slots=True)
class Street:
    """A street or town: its full name and the code of its district."""

    name: str
    district_code: str


@cache
def _streets() -> dict[str, Street]:
    """Full name -> street; the longer names first."""
    found = [Street(name, code) for code, *names in map(str.split, lexicon("streets")["streets"]) for name in names]
    return {one.name: one for one in sorted(found, key=lambda one: -len(one.name))}


@cache
def _in_full() -> re.Pattern[str]:
    return re.compile("|".join(_streets()))


@cache
def _in_short() -> dict[str, tuple[Street, ...]]:
    """Short name -> the streets that go by it: 虹桥 is a street of 长宁 and a town of 闵行."""
    found: dict[str, list[Street]] = {}
    for one in _streets().values():
        short = _SUFFIX.sub("", one.name)
        for name in {short, _ENDING.sub("", short)} - _OTHERS - {one.name}:
            found.setdefault(name, []).append(one)
    return {name: tuple(streets) for name, streets in found.items()}


def street_in(text: str) -> Street | None:
    """The street that the text names in full; None where it names none, or several."""
    named = set(_in_full().findall(text))
    return _streets()[named.pop()] if len(named) == 1 else None


def street_called(short: str, district_code: str | None = None) -> Street | None:
    """The one street that goes by a short name (in the district, where one is given)."""
    fitting = [one for one in _in_short().get(short, ()) if district_code is None or one.district_code == district_code]
    return fitting[0] if len(fitting) == 1 else None


def street_meant(text: str, district_code: str | None = None) -> tuple[Street, bool] | None:
    """The street that a few words mean, and whether that is certain; None where nothing tells.

    Certain: its full name, or a short one that only it has. 「南西街道」 is nearly one and not certain.
    """
    named = street_in(text)
    if named is not None:
        return named, True
    core = _SUFFIX.sub("", _AROUND.sub("", clean_words(text)))
    short = street_called(core, district_code)
    if short is not None:
        return short, True
    near = [
        one
        for one in _streets().values()
        if len(core) > 1
        and (district_code is None or one.district_code == district_code)
        and _leaves_out(_SUFFIX.sub("", one.name), core)
    ]
    return (near[0], False) if len(near) == 1 else None


def _leaves_out(name: str, core: str) -> bool:
    """Whether ``core`` is ``name`` with a character or two left out, its first one kept: 南西 of 南京西路."""
    rest = iter(name)
    return name[0] == core[0] and len(name) - len(core) <= _LEFT_OUT and all(char in rest for char in core)
