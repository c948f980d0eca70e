"""Whoever asks where a matter stands that wants money is told whether that was paid, by what intake says at that moment."""

from __future__ import annotations

import pytest

from bot.engine import EffectDone
from bot.engine.commands import Status
from bot.engine.paying import owing
from bot.engine.payments import ApplicationPayment, PaymentSought, PaymentTold

from .after import After, event

FEE = {"cents": 1250, "items": [{"title": "工本费", "cents": 1250}]}
PAID = {"state": "已缴费", "number": "B1", "at": "2026-11-30T10:20:00+08:00"}


@pytest.fixture
def billed() -> After:
    """Both of the bundle are granted; the first has to be paid for."""
    tester = After().received()
    for form in ("permit", "filing"):
        tester.report(event(1, 3, form))
    tester.report(event(2, 11, "filing"))
    tester.report(event(2, 11, charge=FEE))
    return tester


def test_intake_is_asked_how_the_bill_stands(billed: After) -> None:
    assert billed.do(Status()) == ["StandingTold", "PaymentSought"]
    sought = billed.event(PaymentSought)
    assert (sought.references, sought.key) == (("R1",), f"{billed.case.id}:{billed.case.seq}:payment")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        pytest.param(PAID, ApplicationPayment("permit", "R1", "已缴费", "B1", PAID["at"]), id="paid"),
        pytest.param({"state": "待缴费"}, ApplicationPayment("permit", "R1", "待缴费"), id="not yet"),
        pytest.param(None, ApplicationPayment("permit", "R1"), id="nobody can say"),
    ],
)
def test_what_intake_says_is_told_and_not_kept(billed: After, found: object, told: ApplicationPayment) -> None:
    billed.do(Status())
    key, before = billed.event(PaymentSought).key, billed.case.submission
    assert billed.report(EffectDone(key, {"sought": {"R1": found, "R9": PAID}})) == ["PaymentTold"]  # type: ignore[dict-item]
    assert billed.event(PaymentTold).applications == (told,)
    assert billed.case.submission == before


def test_what_went_on_meanwhile_or_was_not_asked_is_not_told(billed: After) -> None:
    billed.do(Status())
    key = billed.event(PaymentSought).key
    assert billed.report(EffectDone("other", {"sought": {"R1": None}})) == []
    assert billed.report(EffectDone(key, {})) == []
    billed.report(event(3, 17, licence={"title": "证", "identifier": "1"}))
    assert billed.report(EffectDone(key, {"sought": {"R1": PAID}})) == []  # type: ignore[dict-item]
    assert billed.case.submission is not None
    assert owing(billed.case.submission) == ()
    assert "PaymentSought" not in billed.do(Status())
