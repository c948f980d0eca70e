"""Whole messages with particles of dialects: what they do, and that nothing of them is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine import Address
from bot.engine.values import Json

from .shop import show
from .test_real_content import asking
from .test_said_by_others import load_once, understander

#: Scenario; asked; said; what was answered before, the last of them last; what is understood.
ROWS: list[tuple[str, str, str, dict[str, Json], list[str]]] = [
    # a paper, asked for and told later
    ("noodle_shop", "licence_state", "执照搞定噻", {}, ["= done"]),
    ("noodle_shop", "licence_state", "还没办下来", {}, ["= doing"]),
    ("noodle_shop", "licence_state", "办下来咯", {}, ["= done"]),
    ("noodle_shop", "licence_state", "办下来了吗", {}, ["status"]),
    ("noodle_shop", "place_kind", "执照批下来了", {"licence_state": "doing"}, ["fix licence_state = done"]),
    ("noodle_shop", "place_kind", "对了，执照昨天领到咯", {"licence_state": "none"}, ["fix licence_state = done"]),
    ("noodle_shop", "place_kind", "执照拿到了", {"licence_state": "done"}, ["= !choice.unreadable"]),
    ("noodle_shop", "premises.total_area", "健康证都领好了", {"health_cert_state": "none"}, ["fix health_cert_state = all"]),
    # 先承诺, at the question and at the stop behind it
    ("barber_shop", "hyg.use_pledge", "那先承诺呗", {"hyg.test_report": "none"}, ["= True"]),
    # names
    ("noodle_shop", "operator.name", "叫阿公馄饨店嘞", {}, ["= 阿公馄饨店"]),
    ("noodle_shop", "operator.name", "叫阿公馄饨嘞", {}, ["= ~阿公馄饨"]),  # 嘞 may be the shop's own
    ("noodle_shop", "legal_rep.name", "我本人，徐小凤噻", {}, ["= 徐小凤"]),
    # the number of whom was named, and of nobody else
    ("homestay", "hotel.security_head.name", "徐小凤，电话13812345678", {}, ["hotel.security_head.mobile = 13812345678", "= 徐小凤"]),
    ("homestay", "hotel.principal.name", "徐小凤，电话13812345678", {}, ["hotel.principal.mobile = 13812345678", "= 徐小凤"]),
    # of several numbers the one that was asked for
    ("ktv", "premises.total_area", "四百二，跳舞的三百", {}, ["= ~420"]),
    ("noodle_shop", "premises.seats", "八个，要么九个", {}, ["= !integer.ambiguous"]),
    # none of it
    ("noodle_shop", "drinks", "不做喝的呀", {}, ["= (none)"]),
    ("homestay", "hotel.inside", "啥配套都没得", {}, ["= (none)"]),
    # the conversation itself
    ("noodle_shop", "dine_in", "退回上一题，我点错了", {"premises.total_area": 60}, ["back"]),
    ("noodle_shop", "premises.total_area", "有人工不啦，跟你讲不清", {}, ["human"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("scenario", "asked", "text", "held", "meant"), ROWS, ids=[f"{one[1]}-{one[2]}" for one in ROWS]
)
def test_what_was_said(scenario: str, asked: str, text: str, held: dict[str, Json], meant: list[str]) -> None:
    catalog = load_once()
    given = [*map(Address, held)]
    context = replace(
        asking(catalog, scenario, asked), answered=frozenset(held), held=held, last=given[-1] if given else None
    )
    said = understander().read(text, context, catalog.current[scenario])
    assert [show(command) for command in said.commands] == meant


#: At the stop that came of having no report and no wish to pledge.
STOPPED: dict[str, Json] = {"hyg.test_report": "none", "hyg.use_pledge": False}


@pytest.mark.parametrize("text", ["那就告知承诺吧", "那先承诺，报告后补", "行嘞，用告知承诺"])
def test_after_a_stop_the_pledge_is_made_after_all(text: str) -> None:
    catalog, given = load_once(), [*map(Address, STOPPED)]
    context = replace(
        asking(catalog, "barber_shop", "hyg.use_pledge"),
        address=None, fact=None, options=(), answered=frozenset(STOPPED), held=STOPPED, last=given[-1], ended_by=tuple(reversed(given)),
    )  # fmt: skip
    said = understander().read(text, context, catalog.current["barber_shop"])
    assert show(said.commands[0]) == "fix hyg.use_pledge = True"
