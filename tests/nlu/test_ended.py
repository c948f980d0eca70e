"""After an outcome nothing is asked; what fits the question that led to it answers that anew, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine import Address
from bot.engine.values import Json

from .shop import show
from .test_real_content import asking
from .test_said_by_others import load_once, understander

NOT_YET: dict[str, Json] = {"licence_state": "none"}
BANNED: dict[str, Json] = {"licence_state": "done", "banned_person": True}
#: Said; what was answered, the deciding one last; what is understood.
ROWS: list[tuple[str, dict[str, Json], list[str]]] = [
    ("办好了", NOT_YET, ["fix licence_state = done"]),
    ("已经办好", NOT_YET, ["fix licence_state = done"]),
    ("执照已经办好了", NOT_YET, ["fix licence_state = done"]),
    ("执照下来了", NOT_YET, ["fix licence_state = done"]),
    ("在办了", NOT_YET, ["fix licence_state = doing"]),
    ("1", NOT_YET, ["fix licence_state = done"]),
    ("还没有办", NOT_YET, ["licence_state = none"]),
    ("执照拿到了，店名叫阿婆奶茶", NOT_YET, ["fix licence_state = done", "operator.name = 阿婆奶茶"]),
    ("营业执照改成已经办好", NOT_YET, ["fix licence_state = done"]),
    ("把执照改成办好了吧", NOT_YET, ["fix licence_state = done"]),
    ("不对，办好了", NOT_YET, ["fix licence_state = done"]),
    ("不是", BANNED, ["fix banned_person = False"]),
    ("没有被吊销过", BANNED, ["fix banned_person = False"]),
    ("电话13812345678", NOT_YET, ["contact.mobile = 13812345678"]),
    ("我不开奶茶店了，想开面馆", NOT_YET, ["switch noodle_shop"]),
    ("执照在哪里办", NOT_YET, ["askknowledge -"]),
    ("转人工", NOT_YET, ["human"]),
    ("谢谢", NOT_YET, ["smalltalk thanks"]),
    ("好的", NOT_YET, ["unknown unclear"]),
    ("知道了", NOT_YET, ["unknown unclear"]),
    ("对", BANNED, ["unknown unclear"]),
    ("今天太阳很大", NOT_YET, ["unknown unclear"]),
]


@pytest.mark.parametrize(("text", "held", "meant"), ROWS, ids=[row[0] for row in ROWS])
def test_after_an_outcome(text: str, held: dict[str, Json], meant: list[str]) -> None:
    catalog, given = load_once(), [*map(Address, held)]
    context = replace(
        asking(catalog, "beverage_shop", "licence_state"),
        address=None, fact=None, options=(), answered=frozenset(held), held=held, last=given[-1], ended_by=(given[-1],),
    )  # fmt: skip
    said = understander().read(text, context, catalog.current["beverage_shop"])
    assert [show(command) for command in said.commands] == meant


def test_a_number_that_decided_is_not_taken_from_any_words() -> None:
    catalog = load_once()
    held: dict[str, Json] = {"premises.total_area": 5}
    context = replace(
        asking(catalog, "beverage_shop", "licence_state"),
        address=None, fact=None, options=(), answered=frozenset(held), held=held, ended_by=(Address("premises.total_area"),),
    )  # fmt: skip
    said = understander().read("6", context, catalog.current["beverage_shop"])
    assert [show(command) for command in said.commands] == ["unknown unclear"]
