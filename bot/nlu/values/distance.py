"""A yes or no said by a distance: 「隔了两条街」 to a question about what is within 100 metres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .numerals import parse_number

_WITHIN: Final = re.compile(r"([0-9]+)米")
_AWAY: Final = re.compile(
    r"(?P<n>[0-9零一二两三四五六七八九十百千几.]+)(?P<more>多|来|几)?(?P<unit>米|公里|里路|里地|站路|条街|条马路|步|分钟)"
)
_METRES: Final = {
    "米": 1,
    "公里": 1000,
    "里路": 500,
    "里地": 500,
    "站路": 500,
    "条街": 100,
    "条马路": 30,
    "步": 0.6,
    "分钟": 70,
}
#: 「都老远哩」, 「要走一站路才有」, 「过两条街」.
_FAR: Final = re.compile(
    r"(?:都|离得?|有点)?(?:老远|好远|很远|蛮远|挺远|远着|远得很|十万八千里)(?!吗)|(?:走|过|隔)[^,，不没]{0,3}(?:一|两|二|三|几|好几)(?:站路|条街|条马路|公里|里地)[^,，不没]{0,3}(?:才|$|[,，])"
)
#: How far off a rough distance may be.
_ROUGHLY: Final = 1.5
#: What a ride goes further than a walk.
_BY_CAR: Final = 6
_BESIDE: Final = re.compile(r"(?:边上|旁边|隔壁|对面|斜对面|楼下|门口|就在附近)(?:就|也)?(?:有|是)")
_RIDES: Final = re.compile(r"开车|坐车|打车|骑车|公交|地铁")
#: Too few for the other side of anything: 「十几步路」.
_SOME: Final = {"几十": "五十", "几百": "五百", "十几": "十五", "几": "五"}


@dataclass(frozen=True, slots=True)
class Nearness:
    """Whether something is within the bound, and whether it would be so too if the distance was told roughly."""

    within: bool
    clearly: bool


def by_distance(ask: str, about: str, text: str) -> Nearness | None:
    """Whether the thing asked for is nearer than the question's bound; None where either tells no distance.

    Args:
        about: the words of the question and its names, without punctuation.
    """
    if _WITHIN.search(ask) is not None and _FAR.search(text) is not None:
        return Nearness(within=False, clearly=False)
    bound, told = _WITHIN.search(ask), list(_AWAY.finditer(text))
    measured = [one for one in told if one["unit"] in ("米", "公里")]  # 「后面一条街，走过去六百米」
    away = next(iter(measured or told), None)
    named = any(text[at : at + 2] in about and text[at + 1] not in "米0123456789" for at in range(len(text) - 1))
    if bound is None or away is None or not named:
        return None
    if away["unit"] == "分钟" and _BESIDE.search(text) is not None:
        return None  # 「边上有个小学，走过去两分钟」 tells that it is near, and no distance
    number = parse_number(_SOME.get(away["n"], away["n"]))
    if number is None:
        return None
    metres = float(number.value if number.value is not None else (number.range or (0, 0))[1]) * _METRES[away["unit"]]
    limit = float(bound[1])
    metres *= _BY_CAR if _RIDES.search(text) is not None else 1
    if metres == limit:
        return None
    return Nearness(metres < limit, clearly=not limit / _ROUGHLY < metres < limit * _ROUGHLY)
