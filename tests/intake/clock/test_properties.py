"""What holds of every deadline, whatever the days, pauses and extensions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from api.intake.clock import (
    AfterCorrection,
    Counting,
    Due,
    Extension,
    Kind,
    Limit,
    Pause,
    Reason,
    Stopped,
    Unit,
    examination,
    open_clock,
)

CLOCK = open_clock()
DAYS = CLOCK.days
#: So that no deadline below reaches 2027.
SINCE = st.dates(date(2024, 1, 1), date(2026, 2, 28))
COUNTS = st.integers(0, 60)
UNITS = st.sampled_from(Unit)


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    start = draw(st.dates(date(2023, 12, 1), date(2026, 6, 1)))
    return Pause(start, start + timedelta(days=draw(st.integers(0, 40))), draw(st.sampled_from(Reason)))


@st.composite
def countings(draw: st.DrawFn) -> Counting:
    limit = Limit("办理", draw(COUNTS), draw(UNITS), Kind.statutory, "law", extension=15)
    return Counting(limit, draw(SINCE), tuple(draw(st.lists(pauses(), max_size=3))))


def due(counting: Counting) -> Due:
    found = CLOCK.reckon(counting)
    assert isinstance(found, Due)
    return found


@given(SINCE, COUNTS)
def test_counting_undoes_adding(day: date, count: int) -> None:
    assert DAYS.between(day, DAYS.after(day, count)) == count
    worked = DAYS.on_or_after(day)
    assert DAYS.before(DAYS.after(worked, count), count) == worked


@given(SINCE, st.integers(1, 60))
def test_adding_lands_on_a_working_day_and_takes_the_first_that_will_do(day: date, count: int) -> None:
    last = DAYS.after(day, count)
    assert DAYS.is_working(last)
    assert DAYS.between(day, last - timedelta(days=1)) == count - 1


@given(SINCE, SINCE, SINCE)
def test_counts_add_up(one: date, two: date, three: date) -> None:
    assert DAYS.between(one, two) + DAYS.between(two, three) == DAYS.between(one, three)
    assert DAYS.between(one, two) == -DAYS.between(two, one)


@given(SINCE, COUNTS, COUNTS)
def test_adding_in_two_steps_is_adding_at_once(day: date, some: int, more: int) -> None:
    assert DAYS.after(DAYS.after(day, some), more) == DAYS.after(day, some + more)


@given(countings())
def test_a_last_day_is_worked_and_never_before_day_zero(counting: Counting) -> None:
    found = due(counting)
    assert DAYS.is_working(found.day)
    assert found.day >= counting.since
    assert found.day > counting.since or not counting.limit.days


@given(countings(), st.integers(1, 20))
def test_starting_later_or_having_more_days_never_ends_sooner(counting: Counting, more: int) -> None:
    later = replace(counting, since=counting.since + timedelta(days=more))
    longer = replace(counting, limit=replace(counting.limit, days=counting.limit.days + more))
    assert due(counting).day <= due(later).day
    assert due(counting).day <= due(longer).day


@given(countings(), pauses())
def test_a_pause_never_shortens(counting: Counting, pause: Pause) -> None:
    paused = due(replace(counting, pauses=(*counting.pauses, pause)))
    assert due(counting).day <= paused.day
    if pause.start >= due(counting).day:
        assert paused.day == due(counting).day, "what begins when all is over stops nothing"


@given(countings(), pauses())
def test_order_and_repetition_of_pauses_do_not_matter(counting: Counting, pause: Pause) -> None:
    both = (*counting.pauses, pause)
    assert due(replace(counting, pauses=both)).day == due(replace(counting, pauses=(*reversed(both), pause))).day


@given(countings(), st.integers(1, 15))
def test_an_extension_is_so_many_days_more(counting: Counting, more: int) -> None:
    extended = due(replace(counting, extension=Extension(more, counting.since)))
    longer = due(replace(counting, limit=replace(counting.limit, days=counting.limit.days + more)))
    assert extended.day == longer.day


@given(countings(), st.integers(0, 30))
def test_a_pause_that_lasts_stops_it_with_the_days_that_remain_when_it_ends(counting: Counting, after: int) -> None:
    start = counting.since + timedelta(days=after)
    lasting = CLOCK.reckon(replace(counting, pauses=(*counting.pauses, Pause(start, None, Reason.hearing))))
    if isinstance(lasting, Due):
        assert lasting.day == due(counting).day, "all the days were over before it began"
        return
    assert isinstance(lasting, Stopped)
    assert lasting.since == start
    assert 0 < lasting.left <= counting.days
    plain = replace(counting, pauses=())
    stopped = CLOCK.reckon(replace(plain, pauses=(Pause(start, None, Reason.hearing),)))
    end = start + timedelta(days=10)
    if isinstance(stopped, Stopped):
        ended = due(replace(plain, pauses=(Pause(start, end, Reason.hearing),)))
        rest = due(Counting(replace(counting.limit, days=stopped.left), end))
        assert ended.day == rest.day, "as if the days left began on the day it ended"


@given(countings())
def test_the_days_left_run_down_to_none_on_the_last_day(counting: Counting) -> None:
    found = due(counting)
    assert CLOCK.days_left(found, found.day) == 0
    assert CLOCK.days_left(found, DAYS.after(found.day, 1)) < 0
    if counting.limit.unit is Unit.working and counting.limit.days:
        assert CLOCK.days_left(found, counting.since) == counting.limit.days
    spans = [CLOCK.days_left(found, counting.since + timedelta(days=step)) for step in range(100)]
    assert spans == sorted(spans, reverse=True)


@given(countings())
def test_the_versions_are_those_of_the_years_it_went_through(counting: Counting) -> None:
    found = due(counting)
    assert found.tables[-1].startswith(f"{found.day.year}.")
    assert not CLOCK.is_stale(found)


@given(SINCE, st.integers(1, 10), st.integers(0, 5), st.integers(0, 30))
def test_beginning_anew_is_never_sooner_than_going_on(received: date, days: int, until: int, takes: int) -> None:
    limit = Limit("告知补正", days, Unit.working, Kind.statutory, "law")
    start = received + timedelta(days=min(until, days))
    correction = (Pause(start, start + timedelta(days=takes), Reason.correction),)
    anew = due(examination(limit, received, correction, AfterCorrection.anew))
    on = due(examination(limit, received, correction, AfterCorrection.suspended))
    assert on.day <= anew.day
