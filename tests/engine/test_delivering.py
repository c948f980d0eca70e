"""Whoever asks where a matter stands whose licence was issued is told where that is, by what intake says at that moment."""

from __future__ import annotations

import pytest

from bot.engine import EffectDone
from bot.engine.commands import Status
from bot.engine.deliveries import ApplicationDelivery, DeliverySought, DeliveryTold

from .after import After, event
from .shop import Tester

SENT = {"method": "邮寄", "number": "JD1", "state": "已寄出", "at": "2026-11-30T10:20:00+08:00"}


@pytest.fixture
def issued() -> After:
    """Both of the bundle are granted; the licence of the first is made."""
    tester = After().received()
    for at, code in enumerate((3, 11), 1):
        for form in ("permit", "filing"):
            tester.report(event(at, code, form))
    tester.report(event(3, 17, licence={"title": "证", "identifier": "1"}))
    return tester


def test_intake_is_asked_where_the_licence_is_that_was_issued(issued: After) -> None:
    before = issued.case
    assert issued.do(Status()) == ["StandingTold", "DeliverySought"]
    sought = issued.event(DeliverySought)
    assert sought.references == ("R1",)
    assert sought.key == f"{before.id}:{issued.case.seq}:delivery"
    assert issued.do(Status())[-1] == "DeliverySought"
    assert issued.event(DeliverySought).key != sought.key


@pytest.mark.parametrize(
    ("found", "told"),
    [
        pytest.param(SENT, ApplicationDelivery("permit", "R1", "邮寄", "JD1", "已寄出", SENT["at"]), id="on its way"),
        pytest.param({"method": "到窗口领取"}, ApplicationDelivery("permit", "R1", "到窗口领取"), id="no courier"),
        pytest.param(None, ApplicationDelivery("permit", "R1"), id="nobody can say"),
    ],
)
def test_what_intake_says_is_told_and_not_kept(issued: After, found: object, told: ApplicationDelivery) -> None:
    issued.do(Status())
    key, before = issued.event(DeliverySought).key, issued.case.submission
    assert issued.report(EffectDone(key, {"sought": {"R1": found, "R9": SENT}})) == ["DeliveryTold"]  # type: ignore[dict-item]
    assert issued.event(DeliveryTold).applications == (told,)
    assert issued.case.submission == before


def test_what_arrived_meanwhile_or_was_not_asked_is_not_told(issued: After) -> None:
    issued.do(Status())
    key = issued.event(DeliverySought).key
    assert issued.report(EffectDone("other", {"sought": {"R1": None}})) == []
    assert issued.report(EffectDone(key, {})) == []
    issued.report(event(4, 18))
    assert issued.report(EffectDone(key, {"sought": {"R1": SENT}})) == []  # type: ignore[dict-item]
    assert issued.do(Status()) == ["StandingTold"]


def test_before_a_licence_is_issued_nobody_is_asked() -> None:
    assert After().received().do(Status()) == ["StandingTold"]
    early: Tester = After()
    assert "DeliverySought" not in early.do(Status())
