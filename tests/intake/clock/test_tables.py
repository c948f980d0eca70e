"""The yearly tables: right in themselves, right by other people's calendars, and mistakes are named with their line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from borax.calendars.lunardate import LunarDate, TermUtils

from api.intake.clock import TablesInvalid, YearWithoutTable
from api.intake.clock.reading import HERE, YEARS, read_law, read_year, read_years
from api.intake.clock.working_days import WorkingDays
from api.intake.clock.year_table import year_table

TABLES = {table.year: table for table in read_years()}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=step) for step in range((date(year + 1, 1, 1) - first).days)]


def test_three_years_are_there_and_read_in_the_notices() -> None:
    assert sorted(TABLES) == [2024, 2025, 2026]
    assert all(table.certain and table.sources for table in TABLES.values())


#: Counted by hand on the calendar: days of the year, less Saturdays and Sundays, less weekdays off, plus weekends worked.
#: 2024: 366 - 104 - 19 + 8; 2025: 365 - 104 - 18 + 5; 2026: 365 - 104 - 19 + 6.
@pytest.mark.parametrize(("year", "weekdays_off", "worked", "working"), [(2024, 19, 8, 251), (2025, 18, 5, 248), (2026, 19, 6, 248)])  # fmt: skip
def test_a_year_has_as_many_working_days_as_counted(year: int, weekdays_off: int, worked: int, working: int) -> None:
    table = TABLES[year]
    assert sum(day.weekday() < 5 for day in table.off) == weekdays_off
    assert len(table.worked) == worked
    assert sum(map(table.is_working, days_of(year))) == working


@pytest.mark.parametrize("year", TABLES)
def test_the_lunar_festivals_are_off(year: int) -> None:
    """By borax's lunar calendar, which knows nothing of any notice. 除夕 is one of them from 2025 (国务院令第795号)."""
    festivals = [LunarDate(year, 1, day) for day in (1, 2, 3)] + [LunarDate(year, 5, 5), LunarDate(year, 8, 15)]
    days = [lunar.to_solar_date() for lunar in festivals] + [TermUtils.day_start_from_term(year, "清明")]
    if year >= 2025:
        days.append(days[0] - timedelta(days=1))
    assert [day for day in days if day not in TABLES[year].off] == []


@pytest.mark.parametrize("year", TABLES)
def test_another_calendar_agrees(year: int) -> None:
    """chinesecalendar, which nothing but this test stands on (DECISIONS.md), on every day."""
    assert [day for day in days_of(year) if chinese_calendar.is_workday(day) is not TABLES[year].is_working(day)] == []


def test_a_year_without_a_table_is_refused_by_name() -> None:
    days = WorkingDays(TABLES.values())
    with pytest.raises(YearWithoutTable, match=r"没有2027年的工作日表.*2024、2025、2026.*years/2027\.yml") as raised:
        days.after(date(2026, 12, 31), 1)
    assert raised.value.year == 2027
    with pytest.raises(YearWithoutTable, match="2023"):
        days.before(date(2024, 1, 2), 1)
    with pytest.raises(YearWithoutTable):
        days.between(date(2026, 12, 1), date(2027, 1, 1))
    assert days.after(date(2023, 12, 31), 1) == date(2024, 1, 2), "day 0 itself is looked up nowhere"


def test_the_version_follows_the_days() -> None:
    day = date(2026, 5, 4)
    one = year_table(2026, 1, ("notice",), [day], [], certain=True)
    assert one.version.startswith("2026.1-")
    assert one.version == year_table(2026, 1, ("other",), [day, day], [], certain=True).version
    changed = [
        year_table(2026, 1, ("notice",), [], [day], certain=True),
        year_table(2026, 1, ("notice",), [day], [], certain=False),
        year_table(2026, 2, ("notice",), [day], [], certain=True),
    ]
    assert len({one.version, *(table.version for table in changed)}) == 4


GOOD = (YEARS / "2026.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("year: 2026", "year: 2025", "YEAR-02", id="another-year-than-the-file"),
        pytest.param("until: 2026-05-05", "until: 2026-04-05", "YEAR-03", id="ends-before-it-begins"),
        pytest.param("worked: [2026-01-04]", "worked: [2025-12-28]", "YEAR-04", id="day-of-another-year"),
        pytest.param("2026-02-23, days: 9", "2026-02-22, days: 9", "YEAR-05", id="count-of-the-notice"),
        pytest.param("worked: [2026-05-09]", "worked: [2026-05-08]", "YEAR-06", id="worked-on-a-weekday"),
        pytest.param("worked: [2026-05-09]", "worked: [2026-05-09, 2026-05-09]", "YEAR-07", id="day-twice"),
        pytest.param("worked: [2026-09-20, 2026-10-10]", "worked: [2026-09-20, 2026-04-05]", "YEAR-07", id="off-and-worked"),
        pytest.param("name: 中秋节", "name: 端午节", "YEAR-09", id="festival-missing"),
        pytest.param("from: 2026-10-01, until: 2026-10-07, days: 7", "from: 2026-10-02, until: 2026-10-07, days: 6", "YEAR-10", id="statutory-day"),
        pytest.param("from: 2026-05-01", "from: 2026-02-30", "YEAR-01", id="no-date"),
        pytest.param("days: 5, worked", "days: five, worked", "SHAPE-01", id="no-number"),
        pytest.param("revision: 1", "revision: 1\nrevision: 2", "YAML-04", id="key-twice"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert GOOD.count(old) == 1
    wrong = GOOD.replace(old, new)
    (tmp_path / "2026.yml").write_text(wrong, "utf-8")
    found = read_year(tmp_path / "2026.yml")
    assert found.table is None
    changed = next(n for n, line in enumerate(wrong.splitlines(), 1) if new.splitlines()[-1] in line)
    issue = next(issue for issue in found.issues if issue.code == told)
    assert issue.what
    assert issue.remedy
    if told not in {"YEAR-09", "YEAR-10"}:  # those miss something, which has no line of its own
        assert issue.line == changed
    with pytest.raises(TablesInvalid, match=told):
        read_years(tmp_path)


def test_more_weekends_worked_than_days_off(tmp_path: Path) -> None:
    weekends = ", ".join(str(day) for day in days_of(2026) if day.weekday() == 6 and day.month in {7, 8, 11, 12})
    (tmp_path / "2026.yml").write_text(GOOD.replace("worked: [2026-05-09]", f"worked: [{weekends}]"), "utf-8")
    assert [issue.code for issue in read_year(tmp_path / "2026.yml").issues] == ["YEAR-08"]


def test_a_mistake_in_the_law_is_told(tmp_path: Path) -> None:
    law = (HERE / "law.yml").read_text("utf-8")
    (tmp_path / "law.yml").write_text(law.replace("{days: 45, ", "{dais: 45, "), "utf-8")
    with pytest.raises(TablesInvalid, match=r"law\.yml:\d+  SHAPE-01"):
        read_law(tmp_path / "law.yml")


def test_the_law_is_dated_and_sourced() -> None:
    law = read_law()
    assert {name: (on.days, on.extension) for name in law if (on := law[name].on(date(2026, 1, 5)))} == {
        "correction_notice": (5, 0),
        "decision": (20, 10),
        "joint_decision": (45, 15),
        "first_review": (20, 0),
        "delivery": (10, 0),
    }
    assert all("《行政许可法》第" in limit.source for dated in law.values() for _, _, limit in dated.periods)
    assert law["decision"].on(date(2004, 6, 30)) is None
