"""Bad ratings: handed in once, due in working days, seen and answered by their own department alone, and told back."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import httpx
import orjson
import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from api.intake import IntakeServices
from api.intake.acts import read_act
from api.intake.officers import Officer
from api.intake.ratings import Answering, read_limit
from api.problems import Problem
from bot.catalog.processes import OFFICE
from tests.actions.conftest import Clock
from tests.api.problem import problem
from tests.intake.test_taking import PATH
from tests.intake.test_taking import hand_in as received
from tests.intake.test_telling import Listener, listener, tell

__all__ = ["listener"]

WANG = Officer("wang", "王科", OFFICE.title)
STRANGER = Officer("li", "李科", "文旅局")
BAD = {"grade": 1, "words": "我是王阿婆，跑了三趟，请打13812345678", "reasons": ["跑了好几趟"]}
ANSWER = {"found": "窗口没有一次讲清。", "done": "已经补了告知单。", "call": "reached", "words": "对不起，已经改了。"}


@pytest.fixture
def answering(services: IntakeServices) -> Answering:
    """What the desk asks."""
    return Answering(services.casework, services.ratings, services.looks, services.taking.limit, {"wang": "王科"}.get)  # type: ignore[arg-type]


def hand_in(web: httpx.Client, **more: Any) -> httpx.Response:
    """An application that was handed in and has ended: its client took it back."""
    taken = received(web, **more)
    web.post(f"{PATH}/{taken.json()['reference']}/withdrawal", json={}).raise_for_status()
    return taken


def rate(web: httpx.Client, reference: str, body: Any = BAD, key: str = "r1") -> httpx.Response:
    return web.post(f"{PATH}/{reference}/ratings", json=body, headers={"Idempotency-Key": key})


def test_a_rating_is_held_once(web: httpx.Client) -> None:
    reference = hand_in(web).json()["reference"]
    first, again = rate(web, reference), rate(web, reference)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert ("Idempotent-Replayed" in first.headers, again.headers["Idempotent-Replayed"]) == (False, "true")
    assert web.get(f"{PATH}/{reference}/ratings").json() == {"ratings": [first.json()]}
    for body, key in (({**BAD, "grade": 2}, "r1"), (BAD, "r2")):
        assert problem(rate(web, reference, body, key), 409)["title"] == "already-rated"
    other = hand_in(web, key="k2").json()["reference"]
    assert problem(rate(web, other), 409)["title"] == "key-reused"
    assert web.get(f"{PATH}/{other}/ratings").json() == {"ratings": []}


def test_what_nobody_has_decided_is_not_rated_yet(web: httpx.Client, services: IntakeServices) -> None:
    reference = received(web).json()["reference"]
    for seq, kind in enumerate(("accepted", "review_begun", "granted"), 1):
        early = problem(rate(web, reference), 409)
        assert (early["title"], "12345" in early["detail"]) == ("not-decided", True)
        services.casework.act(WANG, reference, read_act({"kind": kind, "seq": seq}))
    assert rate(web, reference).status_code == 201


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({}, ["/grade"]), ({"grade": 3}, ["/grade"]), ({"grade": True}, ["/grade"]),
        ({"grade": 1, "words": "慢" * 501}, ["/words"]), ({"grade": 1, "words": 1, "reasons": "慢"}, ["/words", "/reasons"]),
        ({"grade": 1, "reasons": [""]}, ["/reasons"]), ({"grade": 1, "stars": 1}, ["/stars"]),
    ],
)  # fmt: skip
def test_what_is_no_bad_rating_is_refused_and_named(web: httpx.Client, body: Any, places: list[str]) -> None:
    reference = hand_in(web).json()["reference"]
    errors = problem(rate(web, reference, body), 422)["errors"]
    assert [one["pointer"].lstrip("#") for one in errors][: len(places)] == places


def test_nobody_rates_what_is_not_theirs(web: httpx.Client) -> None:
    problem(rate(web, "SH-JA-20261130-0000000000"), 404)
    reference = hand_in(web).json()["reference"]
    problem(web.post(f"{PATH}/{reference}/ratings", json=BAD, headers={"Authorization": "Bearer x"}), 401)


@pytest.mark.parametrize(
    ("rated", "day"),
    [
        # Fifteen working days after a Monday without a holiday between: three weeks.
        pytest.param(datetime(2026, 10, 12, 2, tzinfo=timezone.utc), "2026-11-02", id="three-weeks"),
        # 30 September, before the holiday of 1 to 7 October; 10 October is a Saturday that is worked.
        pytest.param(datetime(2026, 9, 30, 2, tzinfo=timezone.utc), "2026-10-27", id="over-the-holiday"),
    ],
)
def test_the_last_day_is_told_as_not_certain(web: httpx.Client, clock: Clock, rated: datetime, day: str) -> None:
    clock.now = rated
    reference = hand_in(web).json()["reference"]
    due = rate(web, reference).json()["due"]
    assert (due["day"], due["days"], due["unit"], due["certain"]) == (day, 15, "工作日", False)


def test_what_is_sealed_is_not_in_the_open(
    web: httpx.Client, services: IntakeServices, answering: Answering, empty: Engine
) -> None:
    reference = hand_in(web).json()["reference"]
    rate(web, reference)
    answering.answer(WANG, reference, ANSWER)
    with empty.connect() as connection:
        row = connection.execute(text("SELECT sealed, answer FROM intake_ratings")).one()
    assert not any(word.encode() in bytes(one) for one in row for word in ("王阿婆", "告知单"))


def test_their_own_department_sees_it_and_every_look_is_kept(
    web: httpx.Client, services: IntakeServices, answering: Answering
) -> None:
    reference = hand_in(web).json()["reference"]
    rate(web, reference)
    assert answering.listed(STRANGER, 1, answered=False)["rows"] == []
    for ask in (answering.opened, lambda who, which: answering.answer(who, which, ANSWER)):
        with pytest.raises(Problem) as refused:
            ask(STRANGER, reference)
        assert refused.value.status == 404
    [row] = answering.listed(WANG, 1, answered=False)["rows"]
    assert (row["reference"], row["text"], row["reasons"]) == (reference, "非常不满意", ["跑了好几趟"])
    assert "13812345678" not in row["excerpt"]
    assert services.looks.of(reference) == []
    opened = answering.opened(WANG, reference)
    assert (opened["words"], opened["own"], opened["answer"]) == (BAD["words"], True, None)
    assert [(one.officer, one.pointer) for one in services.looks.of(reference)] == [("wang", "rating")]


def test_those_past_their_day_come_first_and_are_counted(web: httpx.Client, answering: Answering, clock: Clock) -> None:
    clock.now = datetime(2026, 10, 12, 2, tzinfo=timezone.utc)
    references = []
    for number in range(3):
        references.append(hand_in(web, key=f"k{number}").json()["reference"])
        rate(web, references[-1], key=f"r{number}")
        clock.now += timedelta(days=7)
    # The days are 2, 9 and 16 November; it is Thursday, 5 November.
    clock.now = datetime(2026, 11, 5, 2, tzinfo=timezone.utc)
    listed = answering.listed(WANG, 1, answered=False)
    assert [(one["reference"], one["due"]["left"]) for one in listed["rows"]] == list(zip(references, (-3, 2, 7)))  # noqa: B905
    assert [one["due"]["late"] for one in listed["rows"]] == [True, False, False]
    assert (listed["total"], listed["late"]) == (3, 1)
    answering.answer(WANG, references[0], ANSWER)
    listed = answering.listed(WANG, 1, answered=False)
    assert (listed["total"], listed["late"]) == (2, 0)
    assert [one["reference"] for one in answering.listed(WANG, 1, answered=True)["rows"]] == references[:1]


@pytest.mark.parametrize("name", ["found", "done", "call", "words"])
def test_an_answer_says_all_that_is_wanted_and_is_given_once(
    web: httpx.Client, answering: Answering, name: str
) -> None:
    reference = hand_in(web).json()["reference"]
    with pytest.raises(Problem) as refused:
        answering.answer(WANG, reference, ANSWER)
    assert refused.value.code == "no-such-rating"
    rate(web, reference)
    with pytest.raises(Problem) as refused:
        answering.answer(WANG, reference, {**ANSWER, name: " "})
    assert [one[0] for one in refused.value.errors] == [f"/{name}"]
    told = answering.answer(WANG, reference, ANSWER)
    assert (told["own"], told["answer"]["by"], told["answer"]["call"]) == (False, "王科", "打通了，和申请人说过了")
    with pytest.raises(Problem) as refused:
        answering.answer(WANG, reference, ANSWER)
    assert refused.value.code == "answered"


def test_the_client_hears_the_answer_and_may_ask_for_it(
    web: httpx.Client, services: IntakeServices, answering: Answering, listener: Listener, clock: Clock
) -> None:
    """It waits for no event, and none waits for it; nothing that is for officers is told."""
    reference = received(web).json()["reference"]
    for seq, kind in enumerate(("accepted", "review_begun", "granted"), 1):
        tell(services)
        services.casework.act(WANG, reference, read_act({"kind": kind, "seq": seq}))
    tell(services)
    rate(web, reference)
    listener.statuses = [500]
    answering.answer(WANG, reference, ANSWER)
    tell(services)
    services.casework.act(WANG, reference, read_act({"kind": "issued", "seq": 4}))
    tell(services)
    clock.now += timedelta(seconds=20)
    tell(services)
    bodies = [orjson.loads(body) for _, body in listener.heard]
    assert [one.get("type") or one["status"] for one in bodies] == [
        "received", "accepted", "review_begun", "granted", "rating_answered", "issued", "rating_answered",
    ]  # fmt: skip
    told = bodies[-1]
    assert listener.heard[-1][0]["webhook-id"] == told["id"] == f"{reference}:rating"
    assert (told["reference"], told["office"], told["words"]) == (reference, WANG.office, ANSWER["words"])
    assert not {"found", "done", "by", "call"} & told.keys()
    [held] = web.get(f"{PATH}/{reference}/ratings").json()["ratings"]
    assert held["answer"] == {name: told[name] for name in ("at", "office", "words")}


def test_a_year_without_a_table_leaves_the_day_open(web: httpx.Client, answering: Answering, clock: Clock) -> None:
    reference = hand_in(web).json()["reference"]
    clock.now = datetime(2031, 3, 3, 2, tzinfo=timezone.utc)
    assert rate(web, reference).json()["due"] is None
    # Who looks is told what the day waits for.
    (row,) = answering.listed(WANG, 1, answered=False)["rows"]
    assert row["due"] == {"days": 15, "unit": "工作日", "year": 2031}


def test_the_days_are_those_of_the_file() -> None:
    assert (read_limit().days, read_limit().certain) == (15, False)
