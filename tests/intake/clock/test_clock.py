"""Limits of law and promises, what is refused, what is doubtful, and what has gone stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from api.intake.clock import (
    Clock,
    ClockError,
    Counting,
    Due,
    Extension,
    Kind,
    Limit,
    Pause,
    Reason,
    Stopped,
    TimeLimits,
    Unit,
    YearWithoutTable,
    open_clock,
)
from api.intake.clock.reading import read_law, read_years
from api.intake.clock.working_days import WorkingDays
from api.intake.clock.year_table import YearTable, year_table

CLOCK = open_clock()
ACCEPTED = date(2026, 7, 1)
DECISION = CLOCK.law("decision", ACCEPTED)
PROMISE = Limit("承诺办结", 7, Unit.working, Kind.promised, "办事指南")


def due(counting: Counting, clock: Clock = CLOCK) -> Due:
    found = clock.reckon(counting)
    assert isinstance(found, Due)
    return found


def with_tables(*tables: YearTable) -> Clock:
    kept = {table.year: table for table in (*read_years(), *tables)}
    return Clock(WorkingDays(kept.values()), read_law())


def test_the_laws_limit_and_the_promise_run_side_by_side() -> None:
    hearing = (Pause(date(2026, 7, 6), date(2026, 7, 10), Reason.hearing),)
    both = CLOCK.reckon_both(TimeLimits(DECISION, PROMISE), ACCEPTED, hearing, Extension(10, date(2026, 7, 20)))
    assert isinstance(both.statutory, Due)
    assert isinstance(both.promised, Due)
    # Promise: 2, 3, 6 (3); 7-10 taken out; 13-16 (7). Law: 30 days, worked out in the table of hand-checked cases.
    assert (both.promised.day, both.statutory.day) == (date(2026, 7, 16), date(2026, 8, 18))
    assert CLOCK.reckon_both(TimeLimits(DECISION), ACCEPTED).promised is None


def test_joint_handling_has_forty_five_days_and_fifteen_more() -> None:
    joint = CLOCK.law("joint_decision", ACCEPTED)
    # 2026-08-03 + 45 is 10-10 (hand-checked); 15 more: 12-16 (5), 19-23 (10), 26-30 (15).
    counting = Counting(joint, date(2026, 8, 3), extension=Extension(15, date(2026, 9, 30)))
    assert due(counting).day == date(2026, 10, 30)


def test_a_pause_that_lasts_tells_what_remains() -> None:
    found = CLOCK.reckon(Counting(DECISION, ACCEPTED, (Pause(date(2026, 7, 6), None, Reason.expert_review),)))
    assert isinstance(found, Stopped)
    assert (found.since, found.left) == (date(2026, 7, 6), 17)  # 2, 3 and 6 July are over


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda: Pause(date(2026, 7, 6), date(2026, 7, 5), Reason.hearing), id="pause-ends-before"),
        pytest.param(lambda: Counting(DECISION, ACCEPTED, extension=Extension(11, ACCEPTED)), id="extension-too-long"),
        pytest.param(lambda: Counting(DECISION, ACCEPTED, extension=Extension(0, ACCEPTED)), id="extension-of-nothing"),
        pytest.param(lambda: Counting(PROMISE, ACCEPTED, extension=Extension(1, ACCEPTED)), id="promise-extended"),
        pytest.param(
            lambda: CLOCK.reckon(Counting(DECISION, ACCEPTED, extension=Extension(5, date(2026, 7, 30)))),
            id="extended-when-over",
        ),
        pytest.param(lambda: TimeLimits(DECISION, replace(PROMISE, days=21)), id="promise-beyond-the-law"),
        pytest.param(lambda: TimeLimits(PROMISE), id="promise-for-law"),
        pytest.param(lambda: TimeLimits(DECISION, DECISION), id="law-for-promise"),
        pytest.param(lambda: replace(DECISION, days=-1), id="negative-days"),
        pytest.param(lambda: replace(DECISION, source=""), id="no-source"),
        pytest.param(lambda: CLOCK.law("decision", date(2004, 6, 30)), id="before-the-law"),
        pytest.param(lambda: CLOCK.law("decison", ACCEPTED), id="no-such-limit"),
        pytest.param(lambda: CLOCK.days.after(ACCEPTED, -1), id="backwards"),
    ],
)
def test_what_contradicts_itself_or_the_law_is_refused(wrong) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ClockError):
        wrong()


def test_an_extension_on_the_last_day_is_in_time() -> None:
    assert due(Counting(DECISION, ACCEPTED, extension=Extension(10, date(2026, 7, 29)))).day == date(2026, 8, 12)


@pytest.mark.parametrize("unit", Unit)
def test_a_deadline_in_a_year_without_a_table_is_refused(unit: Unit) -> None:
    with pytest.raises(YearWithoutTable, match="2027"):
        CLOCK.reckon(Counting(replace(DECISION, days=30, unit=unit), date(2026, 12, 7)))


def test_one_that_ends_before_it_is_told() -> None:
    assert due(Counting(DECISION, date(2026, 11, 25))).day == date(2026, 12, 23)
    assert due(Counting(DECISION, date(2026, 11, 25))).is_certain


@pytest.mark.parametrize(
    ("counting", "about"),
    [
        pytest.param(Counting(DECISION, ACCEPTED), [], id="certain"),
        pytest.param(Counting(replace(DECISION, certain=False), ACCEPTED), ["依据没有核到"], id="source-not-read"),
        pytest.param(Counting(DECISION, ACCEPTED, doubts=("哪天收到",)), ["哪天收到"], id="told-by-the-caller"),
        pytest.param(
            Counting(DECISION, ACCEPTED, (Pause(date(2026, 7, 6), date(2026, 7, 10), Reason.hearing),)),
            ["头一天和末一天"],
            id="special-procedure",
        ),
        pytest.param(
            Counting(DECISION, ACCEPTED, (Pause(date(2026, 7, 6), date(2026, 7, 10), Reason.correction),)),
            ["补正期间", "头一天和末一天"],
            id="correction-after-acceptance",
        ),
        pytest.param(
            Counting(DECISION, ACCEPTED, (Pause(date(2026, 7, 6), date(2026, 7, 10), Reason.publication),)),
            ["公示期间", "头一天和末一天"],
            id="publication",
        ),
        pytest.param(
            Counting(DECISION, ACCEPTED, (Pause(date(2026, 8, 3), None, Reason.correction),)), [], id="begun-when-over"
        ),
        pytest.param(Counting(DECISION, date(2026, 11, 30)), ["2027年的放假通知"], id="december-may-move"),
        pytest.param(Counting(DECISION, date(2025, 11, 28)), [], id="december-is-settled"),
    ],
)
def test_what_is_not_certain_says_why(counting: Counting, about: list[str]) -> None:
    found = due(counting)
    assert len(found.doubts) == len(about)
    assert all(words in doubt for words, doubt in zip(about, found.doubts, strict=True))
    assert found.is_certain is not bool(about)


def test_a_table_that_nobody_read_in_the_notice_makes_its_year_doubtful() -> None:
    unread = replace(read_years()[-1], certain=False)
    assert "2026年的工作日表" in due(Counting(DECISION, ACCEPTED), with_tables(unread)).doubts[0]
    assert due(Counting(DECISION, date(2025, 7, 1)), with_tables(unread)).is_certain


def test_a_deadline_carries_the_tables_it_went_through() -> None:
    over = due(Counting(DECISION, date(2025, 12, 24)))
    assert [version[:6] for version in over.tables] == ["2025.1", "2026.1"]
    assert [version[:6] for version in due(Counting(DECISION, date(2025, 12, 31))).tables] == ["2026.1"]
    natural = due(Counting(replace(DECISION, unit=Unit.natural), date(2025, 12, 24)))
    assert [version[:6] for version in natural.tables] == ["2026.1"], "of natural days only the last is looked up"


def test_a_changed_table_makes_deadlines_stale() -> None:
    """As on 2020-01-26, when the State Council lengthened a holiday that had begun (国办发明电〔2020〕1号)."""
    before = due(Counting(DECISION, ACCEPTED))
    table = read_years()[-1]
    longer = year_table(2026, 2, table.sources, {*table.off, date(2026, 7, 10)}, table.worked, certain=True)
    clock = with_tables(longer)
    assert clock.is_stale(before)
    assert not clock.is_stale(due(Counting(DECISION, date(2025, 7, 1))))
    after = due(before.counting, clock)
    assert (before.day, after.day) == (date(2026, 7, 29), date(2026, 7, 30))
    assert not clock.is_stale(after)


@pytest.mark.parametrize(
    ("today", "unit", "left"),
    [
        pytest.param(date(2026, 9, 30), Unit.working, 5, id="day-zero"),
        pytest.param(date(2026, 10, 7), Unit.working, 5, id="in-the-break"),
        pytest.param(date(2026, 10, 9), Unit.working, 3, id="two-are-over"),
        pytest.param(date(2026, 10, 13), Unit.working, 0, id="last-day"),
        pytest.param(date(2026, 10, 16), Unit.working, -3, id="three-too-many"),
        pytest.param(date(2026, 10, 6), Unit.natural, 2, id="natural-moved-to-a-working-day"),
        pytest.param(date(2026, 10, 11), Unit.natural, -3, id="natural-over"),
    ],
)
def test_days_left(today: date, unit: Unit, left: int) -> None:
    # Working: 8, 9, Sat 10, 12, 13 October. Natural: 5 October is off, so the 8th.
    found = due(Counting(replace(DECISION, days=5, unit=unit), date(2026, 9, 30)))
    assert CLOCK.days_left(found, today) == left
