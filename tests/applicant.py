"""An applicant who knows their own shop: answers whatever is asked, in ordinary Chinese. Values vary with the seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗"
_GIVEN = "伟 芳 娜 秀英 敏 静 丽 强 磊 洋 艳 勇 军 杰 娟 涛 明 超 建国 桂兰".split()
_DIGITS = "零一二三四五六七八九"
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def id_number(rng: random.Random) -> str:
    """A resident ID with a right check digit. Source: GB 11643-1999."""
    birth = f"{rng.randint(1965, 2000)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
    body = f"310106{birth}{rng.randint(1, 999):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def credit_code(rng: random.Random, prefix: str = "92310106") -> str:
    """A unified social credit code with a right check character. Source: GB 32100-2015."""
    body = prefix + "MA1" + "".join(rng.choice(_USCC) for _ in range(6))
    total = sum(_USCC.index(char) * weight for char, weight in zip(body, _USCC_WEIGHTS, strict=True))
    return body + _USCC[(31 - total % 31) % 31]


def spoken(number: int) -> str:
    """A number below 1,000 in Chinese words."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
    elif ones:
        text += ("零" if hundreds else "") + _DIGITS[ones]
    return text


@dataclass
class Applicant:
    """Answers by fact: ``says[key]`` (an address key, or a fact id for all items) or else by kind.

    ``knows`` collects what was answered: address key -> text.
    """

    seed: int = 1
    says: dict[str, Any] = field(default_factory=dict)
    knows: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)

    def name(self) -> str:
        """A person's name."""
        return self.rng.choice(_SURNAMES) + self.rng.choice(_GIVEN)

    def reply(self, asking: dict[str, Any]) -> str:
        """What the applicant types, given what is asked."""
        key = str(asking["fact"])
        fact = key.partition("[")[0] + key.partition("]")[2] if "[" in key else key
        text = self._own(key, fact)
        if text is None:
            text = self._by_kind(asking, fact)
        self.knows[key] = text
        return text

    def _own(self, key: str, fact: str) -> str | None:
        said = self.says.get(key, self.says.get(fact))
        if isinstance(said, list):
            return str(said.pop(0)) if said else None
        return said() if callable(said) else said

    def _by_kind(self, asking: dict[str, Any], fact: str) -> str:
        kind = asking["kind"]
        if asking.get("optional"):
            return "没有"
        if kind in ("choice", "multi_choice"):
            return str(asking["options"][0]["label"])
        return str(_KINDS[kind](self, fact))


_KINDS: dict[str, Any] = {
    "area": lambda who, fact: f"{spoken(who.rng.randint(20, 60))}平",
    "integer": lambda who, fact: f"{who.rng.randint(2, 9)}",
    "boolean": lambda who, fact: "没有",
    "more": lambda who, fact: "没有了",
    "person_name": lambda who, fact: who.name(),
    "mobile": lambda who, fact: f"138{who.rng.randint(10_000_000, 99_999_999)}",
    "phone": lambda who, fact: f"021-6{who.rng.randint(1_000_000, 9_999_999)}",
    "id_card": lambda who, fact: id_number(who.rng),
    "uscc": lambda who, fact: credit_code(who.rng),
    "date": lambda who, fact: f"2027年{who.rng.randint(1, 12)}月{who.rng.randint(1, 28)}日",
    "address": lambda who, fact: (
        f"静安区南京西路{who.rng.randint(100, 1999)}号{who.rng.randint(1, 5)}楼{who.rng.randint(101, 599)}室"
    ),
    "company_name": lambda who, fact: f"上海{who.name()}餐饮店",
    "email": lambda who, fact: f"shop{who.rng.randint(1, 999)}@example.com",
    "text": lambda who, fact: f"说明{who.rng.randint(1, 999)}",
    "url": lambda who, fact: f"https://shop{who.rng.randint(1, 999)}.example.com",
    "time_range": lambda who, fact: "早上九点到晚上十点",
    "money": lambda who, fact: "五十万元",
}
