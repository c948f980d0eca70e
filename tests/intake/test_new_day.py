"""A new day: who was told nothing in five working days is accepted, once, whoever else does something at the same time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from actions.apart import Apart
from actions.cipher import Cipher
from actions.database import open_engine
from api.intake import IntakeServices, open_intake, published_forms
from api.intake.acts import read_act
from api.intake.clock import Clock as WorkingDayClock
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
from tests.intake.permit import shop_catalog
from tests.intake.test_casework import CORRECTION, WANG, answered, services, told
from tests.intake.test_papers import FILING, OF_SHOP, printer, published
from tests.intake.test_papers import example as example_of
from tests.intake.test_taking import BODY, hand_in

__all__ = ["printer", "published", "services"]
DATABASE = Cipher({"k1": b"1" * 32}, "k1")


def at(day: int, month: int = 12, year: int = 2026) -> datetime:
    """Ten in the morning in Shanghai."""
    return datetime(year, month, day, 2, tzinfo=timezone.utc)


@pytest.fixture
def reference(web: httpx.Client) -> str:
    """Handed in on Tuesday, 24 November 2026: five working days later is 1 December."""
    return str(hand_in(web).json()["reference"])


def test_who_is_told_nothing_in_time_is_accepted_from_the_day_of_receipt(
    web: httpx.Client, services: IntakeServices, reference: str, clock: Clock
) -> None:
    clock.now = at(1)
    assert services.new_day.run_once() == 0
    clock.now = at(2)
    assert services.new_day.run_once() == 1
    assert services.new_day.run_once() == 0
    accepted = told(web, reference)[-1]
    assert (accepted["status"], accepted["by_silence"], accepted["seq"]) == ("accepted", True, 2)
    assert accepted["words"].startswith("逾期未告知，视为受理：2026年11月24日收到申请材料")
    assert "第三十二条第一款第四项" in accepted["words"]
    assert "office" not in accepted
    # Twenty working days after 24 November, not after 2 December.
    assert accepted["due"]["day"] == "2026-12-22"
    assert services.casework.history.of(reference)[-1].by_silence
    # The way goes on from there, by the same days.
    services.casework.act(WANG, reference, read_act({"kind": "review_begun", "seq": 2}))
    assert told(web, reference)[-1]["due"]["day"] == "2026-12-22"


def test_after_a_correction_the_days_begin_again_and_nothing_is_told_as_certain(
    web: httpx.Client, services: IntakeServices, reference: str, clock: Clock
) -> None:
    services.casework.act(WANG, reference, read_act(CORRECTION))
    clock.now = at(30, 12)
    assert services.new_day.run_once() == 0, "it is the applicant who is waited for"
    clock.now = at(7)
    assert answered(web, reference).status_code == 200
    clock.now = at(14)
    assert services.new_day.run_once() == 0
    clock.now = at(15)
    assert services.new_day.run_once() == 1
    accepted = told(web, reference)[-1]
    assert accepted["words"].startswith("逾期未告知，视为受理：2026年12月7日收到补正材料")
    assert "以受理窗口为准" in accepted["words"]
    # Twenty working days after 7 December reach 2027.
    assert accepted["undated"] == {"days": 20, "unit": "工作日", "year": 2027}


def test_a_deadline_after_a_correction_and_silence_is_uncertain() -> None:
    steps = [("received", 8), ("correction_begun", 9), ("correction_ended", 9)]
    history = [Event("R", seq, status, at(day, 9)) for seq, (status, day) in enumerate(steps, 1)]
    silent = Event("R", 4, "accepted", at(17, 9), by_silence=True)
    found = DEADLINES.of([*history, silent])
    assert isinstance(found, Deadline)
    # Twenty working days after Wednesday, 9 September 2026; 20 September, a Sunday, and 10 October, a
    # Saturday, are worked; 25 September and 1 to 7 October are off.
    assert (found.day, found.certain) == (date(2026, 10, 13), False)
    # An officer who accepts late after a correction accepts on that day: no law says otherwise.
    said = DEADLINES.of([*history, Event("R", 4, "accepted", at(17, 9), "市场局", by="wang")])
    assert isinstance(said, Deadline)
    assert said.day > found.day


DEADLINES = Deadlines(WorkingDayClock(WorkingDays(read_years()), read_law()))


def test_where_the_days_reach_a_year_without_a_table_nothing_is_recorded_and_an_error_is_logged(
    web: httpx.Client, services: IntakeServices, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    clock.now = at(28)
    references = [str(hand_in(web, f"k{number}").json()["reference"]) for number in range(2)]
    caplog.clear()
    clock.now = at(2, 1, 2027)
    assert services.new_day.run_once() == 0
    assert caplog.messages == [], "five natural days have not gone by"
    clock.now = at(6, 1, 2027)
    assert services.new_day.run_once() == 0
    assert caplog.messages == ["whether 2 applications are accepted by silence waits for the table of 2027"]
    assert [one["status"] for one in told(web, references[0])] == ["received"]


def test_when_the_table_has_come_the_last_day_stands_in_the_list(
    web: httpx.Client, services: IntakeServices, clock: Clock
) -> None:
    clock.now = at(28)
    reference = str(hand_in(web).json()["reference"])
    services.casework.act(WANG, reference, read_act({"kind": "accepted", "seq": 1}))
    assert services.casework.history.of(reference)[-1].due == Undated(20, "工作日", 2027)
    tables = [*read_years(), year_table(2027, 1, ("made up",), [date(2027, 1, 1)], (), certain=True)]
    object.__setattr__(services.casework, "deadlines", Deadlines(WorkingDayClock(WorkingDays(tables), read_law())))
    services.new_day.run_once()
    desk = Reviewing(services.casework, services.listing, services.looks, services.opining, lambda officer: officer)
    # 29 to 31 December are three of the twenty days; the other seventeen end on Tuesday, 26 January 2027.
    assert [one["due"]["day"] for one in desk.listed(WANG, "open", 1, late=False)["rows"]] == ["2027-01-26"]
    clock.now = at(27, 1, 2027)
    assert desk.listed(WANG, "open", 1, late=True)["total"] == 1


def test_a_filing_is_not_accepted_by_silence(tmp_path: Path, published: Any, clock: Clock) -> None:
    forms = published_forms(published.catalog)
    with opened(tmp_path, forms, clock, lambda: published.definitions) as services:
        body = {"form": FILING, "application": example_of(FILING)}
        taken = services.desk.take("daoban", "k1", body)[0]
        clock.pass_seconds(timedelta(days=20).total_seconds())
        assert services.new_day.run_once() == 0
        assert services.casework.history.of(taken.reference)[-1].status == "received"


def test_two_processes_on_the_same_day_accept_once(empty: Engine, cipher: Cipher, clock: Clock) -> None:
    forms = published_forms(shop_catalog())
    first = open_intake(empty, cipher, forms, clock)
    second = open_intake(empty, cipher, forms, clock, migrate=False)
    references = [first.desk.take("c", f"k{number}", BODY)[0].reference for number in range(10)]
    clock.now = at(3)
    counts: list[int] = []
    threads = [
        threading.Thread(target=lambda one=one: counts.append(one.new_day.run_once()))  # type: ignore[misc]
        for one in (first, second)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(counts), len(counts)) == (10, 2)
    for reference in references:
        assert [one.status for one in first.casework.history.of(reference)] == ["received", "accepted"]


@contextmanager
def opened(folder: Path, forms: Any, clock: Clock, definitions: Any = None) -> Iterator[IntakeServices]:
    """An intake with a database of its own."""
    engine = open_engine(f"sqlite:///{folder / 'intake.sqlite3'}")
    more = {"definitions": definitions} if definitions is not None else {}
    try:
        yield open_intake(engine, DATABASE, forms, clock, **more)
    finally:
        engine.dispose()


ACTS = (
    "job",
    "job",
    "accepted",
    "correction_begun",
    "answered",
    "withdrawn",
    "acceptance_refused",
    "review_begun",
    "day",
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 8)), min_size=1, max_size=12))
def test_in_whatever_order_the_job_and_others_act_there_is_one_acceptance(steps: list[tuple[str, int]]) -> None:
    clock = Clock()
    with TemporaryDirectory() as folder, opened(Path(folder), published_forms(shop_catalog()), clock) as services:
        reference = services.desk.take("c", "k", BODY)[0].reference
        for step, days in steps:
            clock.pass_seconds(timedelta(days=days).total_seconds())
            does(services, reference, step)
        history = services.casework.history.of(reference)
        kinds = [one.status for one in history]
        assert kinds.count("accepted") <= 1
        assert [one.seq for one in history] == list(range(1, len(history) + 1))
        silent = [one for one in history if one.by_silence]
        assert all(one.status == "accepted" and not one.office for one in silent)
        for one in silent:
            assert DEADLINES.silent_since(history[: one.seq - 1], one.at) is not None
        # Who waits in vain is accepted at the next look, if nobody else did anything.
        clock.now = max(clock.now, at(1))
        services.new_day.run_once()
        assert services.new_day.run_once() == 0


def does(services: IntakeServices, reference: str, step: str) -> None:
    """Somebody does something, if it may be done."""
    history = services.casework.history.of(reference)
    try:
        if step == "job":
            services.new_day.run_once()
        elif step == "withdrawn":
            services.desk.withdraw("c", reference)
        elif step == "answered":
            correction = f"{reference}:c{len(history)}"
            body = {"correction": correction, "application": BODY["application"]}
            services.desk.supplement("c", reference, f"s{len(history)}", body)
        elif step != "day":
            more = {"points": CORRECTION["points"]} if step == "correction_begun" else {}
            grounds = {"words": "不归这里。"} if step == "acceptance_refused" else {}
            services.casework.act(WANG, reference, read_act({"kind": step, "seq": len(history), **more, **grounds}))
    except Problem:
        return


def test_the_paper_and_the_desk_say_that_nobody_said_anything(
    web: httpx.Client, services: IntakeServices, reference: str, clock: Clock, printer: Apart
) -> None:
    clock.now = at(2)
    services.new_day.run_once()
    history = services.casework.history.of(reference)
    notice = notice_of(OF_SHOP, history, services.casework.deadlines)
    assert notice is not None
    text = "".join(pages(printer.call("pdf", *page_of(notice))))
    for said in ("没有在规定的期限内告知", "自收到申请材料之日即2026年11月24日起即为受理", "最迟为2026年12月22日"):
        assert bare(said) in text
    desk = Reviewing(services.casework, services.listing, services.looks, services.opining, lambda officer: officer)
    event = desk.application(WANG, reference)["events"][-1]
    assert (event["by_silence"], event["officer"]) == (True, "")


def test_it_runs_at_once_and_again_on_each_new_day(services: IntakeServices, clock: Clock) -> None:
    reference = services.desk.take("c", "k", BODY)[0].reference
    clock.now = at(2)

    async def scene() -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(services.new_day.run_forever(stop))
        while services.casework.history.of(reference)[-1].status == "received":
            await asyncio.sleep(0.01)
        stop.set()
        await running

    asyncio.run(asyncio.wait_for(scene(), 60))
    assert services.casework.history.of(reference)[-1].by_silence
