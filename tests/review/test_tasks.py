"""The desk's list is one of tasks: each department its own, each with its own day, as the review stands after whatever happened."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.intake import IntakeServices
from api.intake.acts import read_act
from api.intake.event import Event
from api.intake.joint import State
from api.intake.officers import Officer
from api.intake.reviewing import Reviewing
from api.problems import Problem
from bot.catalog import Published
from tests.actions.conftest import Clock
from tests.intake.test_joint_review import (
    CULTURE,
    FORMS,
    HEALTH,
    LEADS,
    MARKET,
    POLICE,
    act,
    handed_in,
    opened,
    published,
    references,
    services,
)

__all__ = ["act", "published", "references", "services"]
VENUE = "entertainment_venue"


def desk(services: IntakeServices) -> Reviewing:
    """The desk on this intake."""
    return Reviewing(services.casework, services.listing, services.looks, services.opining, lambda officer: officer)


def rows(services: IntakeServices, officer: Officer, standing: str = "open", **more: Any) -> list[tuple[str, str, Any]]:
    """Form, task and last day of each row that the officer sees."""
    told = desk(services).listed(officer, standing, 1, **{"late": False, **more})["rows"]
    return [(one["form"], one["task"], None if one["due"] is None else one["due"].get("day")) for one in told]


def test_each_department_has_its_own_tasks_with_their_own_days(
    services: IntakeServices, references: dict[str, str], act: Any
) -> None:
    # Handed in on Tuesday, 24 November 2026; five working days later is 1 December.
    assert rows(services, CULTURE) == [(VENUE, "受理", "2026-12-01")]
    # What is not theirs to do yet has no day.
    assert rows(services, POLICE) == [(VENUE, "", None)]
    act(VENUE, "accepted")
    # The check has no limit of its own: it has to be there before the decision, twenty working days after the acceptance.
    assert rows(services, POLICE) == [(VENUE, "核查有没有禁止情形", "2026-12-22")]
    # The notice to the public has one: ten natural days.
    assert rows(services, CULTURE)[0] == (VENUE, "公示", "2026-12-04")
    assert (VENUE, "实地检查", "2026-12-22") not in rows(services, CULTURE)
    services.opining.give(POLICE, references[VENUE], {"step": "verify", "verdict": "agree"})
    assert rows(services, POLICE) == [(VENUE, "", None)]
    assert (VENUE, "实地检查", "2026-12-22") in rows(services, CULTURE)
    assert rows(services, MARKET) == [("food_operation", "受理", "2026-12-01")]


def test_what_waits_for_the_applicant_is_nobodys_task(
    services: IntakeServices, references: dict[str, str], act: Any
) -> None:
    point = {"pointer": "/operator/name", "words": "改"}
    act("food_operation", "correction_begun", points=[point])
    assert rows(services, MARKET, "waiting") == [("food_operation", "", None)]


def test_the_list_of_what_is_late_is_one_of_tasks(
    services: IntakeServices, references: dict[str, str], act: Any
) -> None:
    act(VENUE, "accepted")
    clock = services.casework.checking.clock
    assert isinstance(clock, Clock)
    # 5 December is the first day after the ten of the notice to the public.
    clock.pass_seconds(11 * 24 * 3600)
    assert rows(services, CULTURE, late=True) == [(VENUE, "公示", "2026-12-04")]
    assert rows(services, POLICE, late=True) == []


def test_after_the_last_step_what_is_left_is_to_hand_it_over(
    services: IntakeServices, references: dict[str, str], act: Any
) -> None:
    for kind in ("accepted", "granted", "issued"):
        act("food_operation", kind)
    # Ten working days after the decision of 24 November.
    assert rows(services, MARKET) == [("food_operation", "送达", "2026-12-08")]
    # They wanted the e-licence: it is the library that brings it to its end.
    reference = references["food_operation"]
    delivered = Event(reference, 0, "delivered", services.casework.checking.clock())
    services.desk.history.happen(reference, lambda _: delivered)
    assert rows(services, MARKET) == []
    assert rows(services, MARKET, "over") == [("food_operation", "", None)]


OFFICERS = (CULTURE, POLICE, HEALTH, MARKET)
STEPS = st.tuples(
    st.sampled_from(FORMS),
    st.sampled_from(
        ["accepted", "granted", "refused", "issued", "special_begun", "special_ended", "opinion", "look", "withdrawn"]
    ),
    st.integers(0, 5),
)


@settings(deadline=None, max_examples=25)
@given(st.lists(STEPS, min_size=1, max_size=15))
def test_the_list_has_what_the_review_says_whatever_happened(
    published: Published, steps: Sequence[tuple[str, str, int]]
) -> None:
    with TemporaryDirectory() as folder:
        services = opened(Path(folder), published, lambda: published.definitions)
        references = handed_in(services)
        for form, kind, number in steps:
            does(services, references[form], form, kind, number)
        listed = {
            (one["reference"], one["task"])
            for officer in OFFICERS
            for one in desk(services).listed(officer, "open", 1, late=False)["rows"]
            if one["task"] not in ("", "送达")
        }
        assert listed == open_in(services, references)
        services.desk.registry._database.engine.dispose()  # the folder goes


def open_in(services: IntakeServices, references: dict[str, str]) -> set[tuple[str, str]]:
    """Every open task, asked of the review itself; nobody has any where it is over."""
    found = set()
    for reference in references.values():
        entry = services.desk.registry.by_reference(reference)
        if entry is not None and entry.status not in ("withdrawn", "refused"):
            tasks = services.casework.review.tasks(entry)
            found |= {(reference, one.title) for one in tasks if one.state is State.open}
    return found


def does(services: IntakeServices, reference: str, form: str, kind: str, number: int) -> None:
    """Somebody does something, if it may be done."""
    seq = len(services.desk.history.of(reference))
    try:
        if kind == "look":
            rows(services, OFFICERS[number % 4])
        elif kind == "withdrawn":
            services.desk.withdraw("daoban", reference)
        elif kind == "opinion":
            entry = services.desk.registry.by_reference(reference)
            tasks = [one for one in services.casework.review.tasks(entry) if one.state is State.open] if entry else []
            task = tasks[number % len(tasks)]
            office = services.casework.review.title(task.department)
            officer = next(one for one in OFFICERS if one.office == office)
            services.opining.give(officer, reference, {"step": task.step, "verdict": "agree"})
        else:
            more = {"reason": "听证"} if kind == "special_begun" else {"words": "不行。"} if kind == "refused" else {}
            services.casework.act(LEADS[form], reference, read_act({"kind": kind, "seq": seq, **more}))
    except (Problem, ZeroDivisionError):
        return


def test_two_who_look_at_once_see_the_same(services: IntakeServices, references: dict[str, str], act: Any) -> None:
    act(VENUE, "accepted")
    seen: list[Any] = []
    lookers = [threading.Thread(target=lambda: seen.append(rows(services, CULTURE))) for _ in range(4)]
    for one in lookers:
        one.start()
    for one in lookers:
        one.join()
    assert seen == [seen[0]] * 4
    assert len(seen[0]) > 1
