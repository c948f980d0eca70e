"""Towards the end of a year, while nobody has published the next one's days off: plain words everywhere, and nothing stops."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

import httpx
import pytest

from actions.apart import Apart
from api.intake import IntakeServices
from api.intake.acts import read_act
from api.intake.clock import Clock as WorkingDayClock
from api.intake.clock import open_clock
from api.intake.clock.reading import read_law, read_years
from api.intake.clock.working_days import WorkingDays
from api.intake.clock.year_table import year_table
from api.intake.deadlines import Deadlines
from api.intake.event import Deadline, Event, Undated
from api.intake.notices import page_of
from api.intake.papers import notice_of
from api.intake.reviewing import Reviewing
from api.problems import Problem
from tests.actions.conftest import Clock
from tests.api.paper import bare, pages
from tests.intake.test_casework import CORRECTION, WANG, services, told
from tests.intake.test_papers import OF_SHOP, printer
from tests.intake.test_taking import hand_in

__all__ = ["printer", "services"]

WAITS = "2027年放假安排公布后才能算出最后一天"


def december(day: int, month: int = 12, year: int = 2026) -> datetime:
    """Ten in the morning in Shanghai."""
    return datetime(year, month, day, 2, tzinfo=timezone.utc)


def test_what_reaches_the_next_year_tells_its_days_and_what_they_wait_for(
    web: httpx.Client, services: IntakeServices, clock: Clock
) -> None:
    clock.now = december(28)
    reference = hand_in(web).json()["reference"]
    [received] = told(web, reference)
    assert received["undated"] == {"days": 5, "unit": "工作日", "year": 2027}
    assert "due" not in received
    services.casework.act(WANG, reference, read_act({"kind": "accepted", "seq": 1}))
    accepted = told(web, reference)[-1]
    assert accepted["undated"] == {"days": 20, "unit": "工作日", "year": 2027}
    assert services.casework.history.of(reference)[-1].due == Undated(20, "工作日", 2027)


@pytest.mark.parametrize(
    ("received", "now"),
    [
        # 29, 30 and 31 December are the first three of the five days.
        pytest.param(december(28), december(31), id="some-days-are-left"),
        # 28 to 31 December are four, and the fifth is in January.
        pytest.param(december(25), december(31), id="one-day-is-left"),
        pytest.param(december(31), december(5, 1, 2027), id="five-days-later-at-most-five-were-worked"),
        pytest.param(december(2, 1, 2027), december(4, 1, 2027), id="in-the-year-itself"),
    ],
)
def test_a_correction_can_be_asked_for_while_it_is_sure_that_the_days_are_not_over(
    web: httpx.Client, services: IntakeServices, clock: Clock, received: datetime, now: datetime
) -> None:
    clock.now = received
    reference = hand_in(web).json()["reference"]
    clock.now = now
    act = read_act({**CORRECTION, "until": "2027-01-20"})
    assert services.casework.act(WANG, reference, act).status == "correction_begun"


def test_where_nobody_can_tell_the_officer_reads_what_is_missing(
    web: httpx.Client, services: IntakeServices, clock: Clock
) -> None:
    clock.now = december(28)
    reference = hand_in(web).json()["reference"]
    clock.now = december(6, 1, 2027)
    with pytest.raises(Problem) as refused:
        services.casework.act(WANG, reference, read_act({**CORRECTION, "until": "2027-01-20"}))
    assert (refused.value.status, refused.value.code) == (409, "no-table")
    assert "2027年的放假安排还没有录入" in refused.value.detail


def test_days_that_were_over_before_the_year_was_are_over(
    web: httpx.Client, services: IntakeServices, clock: Clock
) -> None:
    clock.now = december(21)
    reference = hand_in(web).json()["reference"]
    clock.now = december(6, 1, 2027)
    with pytest.raises(Problem) as refused:
        services.casework.act(WANG, reference, read_act({**CORRECTION, "until": "2027-01-20"}))
    assert refused.value.code == "accepted-by-silence"


def test_when_the_year_is_entered_the_day_is_there() -> None:
    """1 January 2027 is a Friday and off: five working days after 28 December end on Tuesday 5 January."""
    with_2027 = [*read_years(), year_table(2027, 1, ("made up",), [date(2027, 1, 1)], (), certain=True)]
    later = Deadlines(WorkingDayClock(WorkingDays(with_2027), read_law()))
    history = [Event(OF_SHOP.reference, 1, "received", december(28))]
    assert Deadlines(open_clock()).of(history) == Undated(5, "工作日", 2027)
    found = later.as_known_now(history)
    assert isinstance(found, Deadline)
    assert (found.day, found.days) == (date(2027, 1, 5), 5)


def test_the_error_that_the_table_is_missing_is_logged_once_where_it_happens(caplog: pytest.LogCaptureFixture) -> None:
    deadlines, history = Deadlines(open_clock()), [Event(OF_SHOP.reference, 1, "received", december(28))]
    deadlines.as_known_now(history)
    assert caplog.messages == []
    deadlines.of(history)
    assert caplog.messages == [f"the deadline of {OF_SHOP.reference} waits for the table of working days of 2027"]


def happened(status: str, seq: int, at: datetime, **more: Any) -> Event:
    """Something that an officer did."""
    return Event(OF_SHOP.reference, seq, status, at, "市场监督管理局", "要再核查一次现场。", "wang", **more)


RECEIVED = Event(OF_SHOP.reference, 1, "received", december(14))


@pytest.mark.parametrize(
    ("history", "said"),
    [
        pytest.param(
            [Event(OF_SHOP.reference, 1, "received", december(28))],
            ("自2026年12月28日收到之日起5个工作日内", WAITS), id="receipt",
        ),
        pytest.param(
            [RECEIVED, happened("accepted", 2, december(15))],
            ("自2026年12月15日受理之日起20个工作日内", WAITS), id="acceptance",
        ),
        pytest.param(
            [Event(OF_SHOP.reference, 1, "received", december(1)), happened("accepted", 2, december(1)),
             happened("extended", 3, december(22))],
            ("最迟为2026年12月29日", "延长10个工作日", "原期限至：2026年12月29日", f"延长以后至：{WAITS}"), id="extension",
        ),
        pytest.param(
            [RECEIVED, happened("accepted", 2, december(15)), happened("extended", 3, december(22))],
            ("延长10个工作日", f"原期限至：{WAITS}", f"延长以后至：{WAITS}"), id="extension-of-what-had-no-day",
        ),
        pytest.param(
            [RECEIVED, happened("accepted", 2, december(15)), happened("granted", 3, december(28))],
            ("自2026年12月28日作出决定之日起10个工作日内", WAITS), id="delivery",
        ),
    ],
)  # fmt: skip
def test_a_paper_says_it_in_words(printer: Apart, history: list[Event], said: tuple[str, ...]) -> None:
    notice = notice_of(OF_SHOP, history, Deadlines(open_clock()))
    assert notice is not None
    text = "".join(pages(printer.call("pdf", *page_of(notice))))
    assert [one for one in said if bare(one) not in text] == []
    assert "None" not in text


def test_the_desk_tells_the_days_and_what_they_wait_for(
    web: httpx.Client, services: IntakeServices, clock: Clock
) -> None:
    desk = Reviewing(services.casework, services.listing, services.looks, services.opining, lambda officer: officer)
    clock.now = december(15)
    dated, undated = (str(hand_in(web, f"k{number}").json()["reference"]) for number in range(2))
    services.casework.act(WANG, undated, read_act({"kind": "accepted", "seq": 1}))
    # 16, 17, 18, 21 and 22 December are the five days of the other.
    clock.now = december(6, 1, 2027)
    rows = {one["reference"]: one["due"] for one in desk.listed(WANG, "open", 1, late=False)["rows"]}
    assert rows[undated] == {"days": 20, "unit": "工作日", "year": 2027}
    assert desk.application(WANG, undated)["due"] == rows[undated]
    # How many working days it is late by, nobody can tell; that it is, everybody.
    assert (rows[dated]["day"], rows[dated]["late"], rows[dated]["left"]) == ("2026-12-22", True, None)
