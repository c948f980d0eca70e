"""Made-up values in place of personal ones: of the same kind, with right check digits, the same one for the same value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from stdnum.cn import ric, uscc

from bot.engine import Release
from bot.engine.facts import Fact

from ..learning.keeping import PLAIN_KINDS
from ..made_up_answers import made_up
from .searching import named_values

_NAMES: Final = ("张三", "李四", "王五", "赵六", "孙七", "周八", "吴九", "郑十")
_NUMERALS: Final = "甲乙丙丁戊己庚辛壬癸"


def _name(number: int) -> str:
    return _NAMES[number % len(_NAMES)] + (_NUMERALS[number // len(_NAMES) % 10] if number >= len(_NAMES) else "")


def _id_card(number: int) -> str:
    """Born on 1900-01-01: nobody's. Source of the check digit: GB 11643-1999."""
    body = f"11010119000101{number:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


def _uscc(number: int) -> str:
    body = f"91310106MA1FY{number:04d}"
    return body + str(uscc.calc_check_digit(body))


#: Kind -> the made-up value with a number.
_BY_KIND: Final[Mapping[str, Callable[[int], str]]] = {
    "person_name": _name,
    "company_name": lambda number: f"上海示例{_NUMERALS[number % 10]}{_NUMERALS[number // 10 % 10]}餐饮有限公司",
    "id_card": _id_card,
    "id_document": lambda number: f"E{number:08d}",
    "uscc": _uscc,
    "mobile": lambda number: f"1380000{number:04d}",
    "phone": lambda number: f"0216000{number:04d}",
    "email": lambda number: f"user{number}@example.com",
    "url": lambda number: f"https://shop{number}.example.com",
    "plate": lambda number: f"沪A{number:05d}",
}
#: Part of an address -> the same part of a made-up one.
_PLACES: Final = {"subdistrict": "示范街道", "road": "示范路", "lane_no": "1号", "floor": "1楼", "room": "101室"}
#: Kinds that name the same thing: one telephone is one telephone.
_SHARED: Final = {"phone": "mobile"}


@dataclass
class StandIns:
    """Gives each personal value its stand-in; ``given`` are those given so far: (kind, value) -> stand-in."""

    release: Release
    today: date
    given: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, fact: Fact, value: Any) -> Any:
        """The stand-in for a value of the fact; the value itself where it says nothing of anybody."""
        if fact.kind in PLAIN_KINDS:
            return value if fact.sensitivity == "public" else self._plain(fact)
        if not isinstance(value, str):
            return self._plain(fact)
        kind = _SHARED.get(fact.kind, fact.kind) if re.fullmatch(r"1\d{10}", value) else fact.kind
        key = (kind, value)
        if key not in self.given:
            made = self._make(fact, kind, value) or self._plain(fact)
            if not isinstance(made, str):
                return made
            self.given[key] = made
        return self.given[key]

    def _make(self, fact: Fact, kind: str, value: str) -> str | None:
        part = self._part_of_place(fact)
        if part is not None:
            return part
        number = 1 + sum(1 for known, _ in self.given if known == kind)
        if kind == "address":
            return f"{_district(self.release, value)}示范路{number}号"
        if kind == "text":
            return self._text(fact, value)
        make = _BY_KIND.get(kind)
        return make(number) if make is not None else None

    def _part_of_place(self, fact: Fact) -> str | None:
        """A made-up road, floor … for a fact that is part of an address; None where it is not."""
        whole = self.release.plan.whole.get(fact.id)
        parts = self.release.facts[whole].parts if whole is not None else {}
        return next((_PLACES[name] for name, target in parts.items() if target == fact.id and name in _PLACES), None)

    def _text(self, fact: Fact, value: str) -> str | None:
        """Free text keeps only the words that conditions look for; a text that they do not look at becomes the example."""
        looked_for = [one for one in _literals(self.release, fact.id) if one in value]
        return "、".join(looked_for) if looked_for else None

    def _plain(self, fact: Fact) -> Any:
        return next((one for one in made_up(self.release, fact.id, self.today) if one is not None), None)


def _district(release: Release, value: str) -> str:
    """The district that an address names, which says where to apply, or the example's."""
    labels = {
        option.label for fact in release.facts.values() if fact.id.endswith("district_code") for option in fact.options
    }
    return next((label for label in sorted(labels) if label in value or label.removesuffix("区") in value), "静安区")


def _literals(release: Release, fact: str) -> list[str]:
    return [one for one in named_values((release,)).get(fact, []) if isinstance(one, str)]
