"""Receipt, the five days to tell what is missing, corrections, acceptance by silence, and pauses from an application's history."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest

from actions.local_time import ZONE
from api.intake.clock import (
    ONLINE,
    AfterCorrection,
    ClockError,
    Due,
    Pause,
    Reason,
    Reception,
    Step,
    Stopped,
    accepted_by_silence,
    examination,
    open_clock,
    pauses_of,
)

CLOCK = open_clock()
HALL = Reception(time(17, 0), True)
SAME_DAY = Reception(time(17, 0), False)


@pytest.mark.parametrize(
    ("reception", "at", "day", "doubtful"),
    [
        pytest.param(HALL, "2026-07-01 09:00", "2026-07-01", False, id="in-hours"),
        pytest.param(HALL, "2026-07-01 17:00", "2026-07-01", False, id="at-closing-time"),
        pytest.param(HALL, "2026-07-01 17:01", "2026-07-02", True, id="after-closing"),
        pytest.param(HALL, "2026-07-03 18:00", "2026-07-06", True, id="Friday-evening"),
        pytest.param(HALL, "2026-02-14 10:00", "2026-02-14", False, id="Saturday-that-is-worked"),
        pytest.param(HALL, "2026-02-14 18:00", "2026-02-24", True, id="evening-before-a-long-break"),
        pytest.param(ONLINE, "2026-07-01 23:59", "2026-07-01", False, id="online-at-night"),
        pytest.param(ONLINE, "2026-07-04 10:00", "2026-07-06", True, id="online-on-a-Saturday"),
        pytest.param(SAME_DAY, "2026-07-04 10:00", "2026-07-04", True, id="otherwise-ruled"),
        pytest.param(Reception(None, True, certain=True), "2026-07-04 10:00", "2026-07-06", False, id="confirmed"),
    ],
)
def test_the_day_of_receipt(reception: Reception, at: str, day: str, doubtful: bool) -> None:
    found = reception.received(datetime.fromisoformat(at).replace(tzinfo=ZONE), CLOCK.days)
    assert found.day == date.fromisoformat(day)
    assert bool(found.doubts) is doubtful


def test_the_day_is_the_one_in_shanghai() -> None:
    late = datetime(2026, 6, 30, 16, 30, tzinfo=timezone.utc)
    assert ONLINE.received(late, CLOCK.days).day == date(2026, 7, 1)
    with pytest.raises(ClockError, match="time zone"):
        ONLINE.received(datetime(2026, 7, 1), CLOCK.days)


def test_a_last_day_ends_at_closing_time_or_at_midnight() -> None:
    assert HALL.ends(date(2026, 7, 1)) == datetime(2026, 7, 1, 17, tzinfo=ZONE)
    assert ONLINE.ends(date(2026, 12, 31)) == datetime(2027, 1, 1, tzinfo=ZONE)


RECEIVED = date(2026, 9, 18)
NOTICE = CLOCK.law("correction_notice", RECEIVED)


def test_what_is_missing_is_told_within_five_working_days() -> None:
    found = CLOCK.reckon(examination(NOTICE, RECEIVED))
    assert isinstance(found, Due)
    assert found.day == date(2026, 9, 24)  # Sun 20, 21, 22, 23, 24
    assert found.is_certain


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        # Told on the 22nd (20, 21, 22 are over); corrected on Tuesday the 29th. Anew: 30, 8, 9, 10, 12 October. Two left: 30, 8.
        pytest.param(AfterCorrection.anew, "2026-10-12", id="anew"),
        pytest.param(AfterCorrection.suspended, "2026-10-08", id="suspended"),
    ],
)
def test_after_a_correction(rule: AfterCorrection, last: str) -> None:
    corrections = (Pause(date(2026, 9, 22), date(2026, 9, 29), Reason.correction),)
    found = CLOCK.reckon(examination(NOTICE, RECEIVED, corrections, rule))
    assert isinstance(found, Due)
    assert found.day == date.fromisoformat(last)
    assert any("没有写明" in doubt for doubt in found.doubts)


@pytest.mark.parametrize(("rule", "left"), [(AfterCorrection.anew, 5), (AfterCorrection.suspended, 2)])
def test_while_a_correction_is_awaited_nothing_runs(rule: AfterCorrection, left: int) -> None:
    awaited = (Pause(date(2026, 9, 22), None, Reason.correction),)
    found = CLOCK.reckon(examination(NOTICE, RECEIVED, awaited, rule))
    assert isinstance(found, Stopped)
    assert (found.since, found.left) == (date(2026, 9, 22), left)


@pytest.mark.parametrize(
    ("told", "today", "accepted"),
    [
        pytest.param(None, date(2026, 9, 24), False, id="last-day-not-over"),
        pytest.param(None, date(2026, 9, 25), True, id="silence"),
        pytest.param(date(2026, 9, 24), date(2026, 10, 20), False, id="told-on-the-last-day"),
        pytest.param(date(2026, 9, 25), date(2026, 10, 20), True, id="told-too-late"),
    ],
)
def test_silence_accepts_from_the_day_of_receipt(told: date | None, today: date, accepted: bool) -> None:
    assert accepted_by_silence(CLOCK, RECEIVED, told, today) == (RECEIVED if accepted else None)


MONDAY = datetime(2026, 7, 6, 9, tzinfo=ZONE)


def step(days: int, begins: bool, reason: Reason = Reason.hearing) -> Step:
    return Step(MONDAY + timedelta(days=days), begins, reason)


def day(days: int) -> date:
    return (MONDAY + timedelta(days=days)).date()


@pytest.mark.parametrize(
    ("steps", "pauses"),
    [
        pytest.param([], [], id="none"),
        pytest.param([step(0, True), step(4, False)], [(0, 4)], id="begun-and-ended"),
        pytest.param([step(4, False), step(0, True)], [(0, 4)], id="out-of-order"),
        pytest.param([step(0, True), step(0, True), step(4, False), step(4, False)], [(0, 4)], id="repeated"),
        pytest.param([step(0, True), step(2, True), step(4, False)], [(0, 4)], id="begun-again-while-it-lasts"),
        pytest.param([step(0, True)], [(0, None)], id="lasts"),
        pytest.param([step(4, False)], [], id="end-without-beginning"),
        pytest.param([step(0, True), step(1, False), step(3, True)], [(0, 1), (3, None)], id="a-second-one"),
        pytest.param([step(0, False), step(0, True)], [(0, 0)], id="same-moment"),
    ],
)
def test_pauses_from_a_history(steps: list[Step], pauses: list[tuple[int, int | None]]) -> None:
    expected = [Pause(day(start), None if end is None else day(end), Reason.hearing) for start, end in pauses]
    assert list(pauses_of(steps)) == expected


def test_each_reason_has_its_own_pauses() -> None:
    steps = [step(0, True), step(1, True, Reason.testing), step(3, False, Reason.testing), step(4, False)]
    assert pauses_of(steps) == (Pause(day(0), day(4), Reason.hearing), Pause(day(1), day(3), Reason.testing))
