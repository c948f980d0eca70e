"""Deadlines worked out by hand, with a wall calendar and the three notices beside it; none was copied from the clock's output.

How: write down the days after day 0, strike out Saturdays, Sundays and the notice's days off, put back the Saturdays and Sundays
that the notice says are worked, and count to the limit. The last column says which days made the difference; a number in
brackets behind a day is its place in the count. The days off that matter:

2024  Jan 1; Feb 10-17; Apr 4-6; May 1-5; Jun 10; Sep 15-17; Oct 1-7
      worked: Sun Feb 4, Sun Feb 18, Sun Apr 7, Sun Apr 28, Sat May 11, Sat Sep 14, Sun Sep 29, Sat Oct 12
2025  Jan 1; Jan 28-Feb 4; Apr 4-6; May 1-5; May 31-Jun 2; Oct 1-8
      worked: Sun Jan 26, Sat Feb 8, Sun Apr 27, Sun Sep 28, Sat Oct 11
2026  Jan 1-3; Feb 15-23; Apr 4-6; May 1-5; Jun 19-21; Sep 25-27; Oct 1-7
      worked: Sun Jan 4, Sat Feb 14, Sat Feb 28, Sat May 9, Sun Sep 20, Sat Oct 10
"""

from __future__ import annotations

from datetime import date

import pytest

from api.intake.clock import Counting, Due, Extension, Kind, Limit, Pause, Reason, Unit, open_clock

CLOCK = open_clock()

#: Day 0, working days, last day, why.
WORKING = """
2024-01-02   1  2024-01-03  plain
2024-01-01   1  2024-01-02  day 0 is a day off
2024-01-02   5  2024-01-09  over a weekend
2024-01-05   1  2024-01-08  Friday to Monday
2024-01-08  20  2024-02-04  9-12 (4), 15-19 (9), 22-26 (14), 29-2 Feb (19), Sun 4 is worked (20)
2024-02-02   1  2024-02-04  Sunday is worked
2024-02-02   5  2024-02-08  Sun 4 (1), 5, 6, 7, 8
2024-02-08   1  2024-02-09  除夕 of 2024 is no day off
2024-02-09   1  2024-02-18  all of 春节 between; Sun 18 is worked
2024-02-09  10  2024-02-29  18 (1), 19-23 (6), 26-29 (10); leap year
2024-02-05  20  2024-03-08  6-9 (4), 18 (5), 19-23 (10), 26-1 Mar (15), 4-8 (20)
2024-02-28   2  2024-03-01  over the leap day
2024-04-03   1  2024-04-07  清明 4-6; Sun 7 is worked
2024-04-03   5  2024-04-11  7 (1), 8-11 (5)
2024-04-26   1  2024-04-28  Sunday is worked
2024-04-26   5  2024-05-07  28 (1), 29, 30 (3), 劳动节 1-5, 6, 7 (5)
2024-04-30  10  2024-05-16  6-10 (5), Sat 11 (6), 13-16 (10)
2024-06-07   1  2024-06-11  端午 Mon 10
2024-06-03  10  2024-06-18  4-7 (4), 11-14 (8), 17, 18 (10)
2024-07-01  20  2024-07-29  2-5 (4), 8-12 (9), 15-19 (14), 22-26 (19), 29
2024-09-13   1  2024-09-14  Saturday is worked
2024-09-13   5  2024-09-23  14 (1), 中秋 15-17, 18-20 (4), 23
2024-09-27   3  2024-10-08  Sun 29 (1), 30 (2), 国庆, 8 (3)
2024-09-30   5  2024-10-12  8-11 (4), Sat 12 (5)
2024-09-10  20  2024-10-14  11-13 (3), 14 (4), 18-20 (7), 23-27 (12), 29 (13), 30 (14), 8-11 (18), 12 (19), 14
2024-09-02  45  2024-11-08  3-6 (4), 9-14 (10), 18-20 (13), 23-27 (18), 29, 30 (20), 8-12 (25), 14-18 (30), 21-25 (35), 28-1 (40), 4-8
2024-12-20  10  2025-01-06  23-27 (5), 30, 31 (7), 1 Jan off, 2, 3 (9), 6
2024-12-31   1  2025-01-02  over New Year
2025-01-13  20  2025-02-14  14-17 (4), 20-24 (9), Sun 26 (10), 27 (11), 5-7 (14), Sat 8 (15), 10-14 (20)
2025-01-24   1  2025-01-26  Sunday is worked
2025-01-24   3  2025-02-05  26 (1), 27 (2), 春节 28-4, 5 (3)
2025-01-27   1  2025-02-05  除夕 of 2025 is a day off
2025-01-27   5  2025-02-10  5, 6, 7 (3), Sat 8 (4), 10
2025-02-07   1  2025-02-08  Saturday is worked
2025-04-03   1  2025-04-07  清明 4-6, nothing worked for it
2025-04-02  10  2025-04-17  3 (1), 7-11 (6), 14-17 (10)
2025-04-25   5  2025-05-06  Sun 27 (1), 28, 29, 30 (4), 劳动节 1-5, 6
2025-05-05   1  2025-05-06  day 0 is a day off
2025-05-26  10  2025-06-10  27-30 (4), 端午 31-2, 3-6 (8), 9, 10
2025-05-30   1  2025-06-03  端午 Sat 31 to Mon 2
2025-06-30  20  2025-07-28  1-4 (4), 7-11 (9), 14-18 (14), 21-25 (19), 28
2025-09-26   1  2025-09-28  Sunday is worked
2025-09-26   5  2025-10-10  28 (1), 29, 30 (3), 1-8 off, 9, 10 (5)
2025-09-30  10  2025-10-21  9, 10 (2), Sat 11 (3), 13-17 (8), 20, 21
2025-10-01   1  2025-10-09  day 0 is a day off; eight days with 中秋 in them
2025-09-15  20  2025-10-17  16-19 (4), 22-26 (9), 28 (10), 29, 30 (12), 9, 10 (14), 11 (15), 13-17 (20)
2025-12-31   1  2026-01-04  New Year 1-3; Sun 4 is worked
2025-12-24  10  2026-01-08  25, 26 (2), 29-31 (5), 4 (6), 5-8 (10)
2025-12-01  45  2026-02-03  2-5 (4), 8-12 (9), 15-19 (14), 22-26 (19), 29-31 (22), 4 (23), 5-9 (28), 12-16 (33), 19-23 (38), 26-30 (43), 2, 3
2026-01-01   1  2026-01-04  Sunday is worked
2026-01-04   5  2026-01-09  day 0 is a Sunday that is worked
2026-02-02  20  2026-03-06  3-6 (4), 9-13 (9), Sat 14 (10), 24-27 (14), Sat 28 (15), 2-6 (20)
2026-02-13   1  2026-02-14  Saturday is worked
2026-02-13   2  2026-02-24  14 (1), 春节 15-23, 24
2026-02-14   5  2026-02-28  24-27 (4), Sat 28
2026-02-27   2  2026-03-02  Sat 28 (1), Mon
2026-04-03   1  2026-04-07  清明 Sat 4 to Mon 6
2026-03-30  10  2026-04-14  31 (1), 1-3 (4), 7-10 (8), 13, 14
2026-04-30   5  2026-05-11  6, 7, 8 (3), Sat 9 (4), 11
2026-05-08   1  2026-05-09  Saturday is worked
2026-06-18   1  2026-06-22  端午 Fri 19 to Sun 21
2026-06-08  10  2026-06-23  9-12 (4), 15-18 (8), 22, 23
2026-07-01  20  2026-07-29  2, 3 (2), 6-10 (7), 13-17 (12), 20-24 (17), 27, 28, 29
2026-08-03  45  2026-10-10  4-7 (4), 10-14 (9), 17-21 (14), 24-28 (19), 31-4 (24), 7-11 (29), 14-18 (34), 20 (35), 21-24 (39), 28-30 (42), 8, 9, 10
2026-09-18   1  2026-09-20  Sunday is worked
2026-09-18  10  2026-10-09  20 (1), 21-24 (5), 中秋 25-27, 28-30 (8), 8, 9
2026-09-30   5  2026-10-13  8, 9 (2), Sat 10 (3), 12, 13
2026-09-07  20  2026-10-10  8-11 (4), 14-18 (9), 20 (10), 21-24 (14), 28-30 (17), 8, 9, 10
2026-11-30  20  2026-12-28  1-4 (4), 7-11 (9), 14-18 (14), 21-25 (19), 28
2026-07-04   0  2026-07-06  当场, and the day it came was a Saturday
"""

#: Day 0, natural days, last day: the plain date, moved on where it is a day off (民法典 203).
NATURAL = """
2024-01-26  15  2024-02-18  10 Feb is 春节; Sun 18 is the first day worked
2024-03-01  30  2024-04-01  31 Mar is a Sunday
2024-01-30  30  2024-02-29  a leap day, Thursday
2025-09-01  30  2025-10-09  1 Oct is 国庆
2025-12-02  30  2026-01-04  1 Jan is New Year; Sun 4 is worked
2026-01-15  30  2026-02-14  a Saturday that is worked
2026-04-03  30  2026-05-06  3 May is 劳动节
2026-06-01  10  2026-06-11  a Thursday
"""

#: A last day, working days back, the day: for what is to be done so many working days before a licence ends.
BEFORE = """
2026-10-09  10  2026-09-18  8 Oct (1), 30, 29, 28 (4), 24-21 (8), Sun 20 (9), 18
2024-02-19   5  2024-02-06  Sun 18 (1), 9, 8, 7, 6
2025-06-03   1  2025-05-30  端午 between
2026-03-02   5  2026-02-24  Sat 28 (1), 27-24 (5)
2026-01-05  15  2025-12-12  Sun 4 (1), 31, 30, 29 (4), 26-22 (9), 19-15 (14), 12
2026-05-05   1  2026-04-30  from within a break
"""

#: Accepted, working days, days more by extension, pauses, last day.
PAUSED = """
2026-07-01  20   0  07-06/07-10                2026-08-04  7, 8, 9, 10 taken out: 29 Jul and four more
2026-07-01  20   0  07-06/07-06                2026-07-29  begun and ended on one day
2026-07-01  20   0  07-10/07-12                2026-07-29  Friday to Sunday: no working day in it
2026-07-01  20   0  07-10/07-13                2026-07-30  the Monday
2026-07-01  20   0  07-06/07-10,07-08/07-14    2026-08-06  7-10, 13, 14: six, those in both once
2026-07-01  20   0  07-29/08-05                2026-07-29  begun on the last day
2026-07-01  20   0  07-28/08-05                2026-08-06  29 to 5 taken out, one day was left
2026-07-01  20   0  06-01/06-30                2026-07-29  over before day 0
2026-07-01  20   0  07-01/07-03                2026-07-31  2, 3
2026-07-01  20  10  -                          2026-08-12  30 days: 30, 31 (22), 3-7 (27), 10-12
2026-07-01  20  10  07-06/07-10                2026-08-18  four more: 13, 14, 17, 18
2025-09-15  20   0  09-29/10-09                2025-10-21  30 Sep, 9 Oct: 17 Oct and two more
2026-09-07  20   0  09-24/10-08                2026-10-15  24 Sep is the 14th; 28, 29, 30, 8 taken out; 9, 10 (16), 12-15 (20)
"""


def rows(table: str) -> list[list[str]]:
    return [line.split(maxsplit=3) for line in table.strip().splitlines()]


def limit(days: int, unit: Unit = Unit.working, extension: int = 10) -> Limit:
    return Limit("办理", days, unit, Kind.statutory, "law", extension)


def last_day(counting: Counting) -> date:
    due = CLOCK.reckon(counting)
    assert isinstance(due, Due)
    return due.day


@pytest.mark.parametrize(("since", "days", "last", "why"), rows(WORKING))
def test_working_days(since: str, days: str, last: str, why: str) -> None:
    assert last_day(Counting(limit(int(days)), date.fromisoformat(since))) == date.fromisoformat(last), why


@pytest.mark.parametrize(("since", "days", "last", "why"), rows(NATURAL))
def test_natural_days(since: str, days: str, last: str, why: str) -> None:
    assert last_day(Counting(limit(int(days), Unit.natural), date.fromisoformat(since))) == date.fromisoformat(last), (
        why
    )


@pytest.mark.parametrize(("end", "days", "first", "why"), rows(BEFORE))
def test_working_days_before(end: str, days: str, first: str, why: str) -> None:
    assert CLOCK.days.before(date.fromisoformat(end), int(days)) == date.fromisoformat(first), why


@pytest.mark.parametrize("row", PAUSED.strip().splitlines())
def test_pauses_and_extensions(row: str) -> None:
    since, days, more, pauses, last, why = row.split(maxsplit=5)
    stops = [one.split("/") for one in pauses.split(",") if one != "-"]
    paused = tuple(Pause(*(date.fromisoformat(f"{since[:4]}-{day}") for day in stop), Reason.hearing) for stop in stops)
    extension = Extension(int(more), date.fromisoformat(since)) if int(more) else None
    counting = Counting(limit(int(days)), date.fromisoformat(since), paused, extension)
    assert last_day(counting) == date.fromisoformat(last), why


def test_there_are_enough_of_them_in_every_year() -> None:
    days = [line.split()[0] for table in (WORKING, NATURAL, BEFORE, PAUSED) for line in table.strip().splitlines()]
    assert len(days) >= 60
    assert {year: sum(day.startswith(year) for day in days) >= 20 for year in ("2024", "2025", "2026")} == {
        "2024": True,
        "2025": True,
        "2026": True,
    }
