"""After handing in: where the application stands, what intake being away looks like, and the rating."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import patient
from tests.applicant import Applicant
from tests.serving import Running, Talk, running
from tests.test_transcripts import COMMON, SHOPS

from .problem import problem

RATED = {"grade": 2, "text": "不满意", "reasons": []}
SAYS = {**COMMON, **SHOPS[0].values[2], "legal_rep.ethnicity": "汉族"}


def handed_in(server: Running) -> Talk:
    """A conversation whose application intake holds."""
    talk = Talk(server.url).begin()
    talk.say("我想在静安区开一家奶茶店")
    talk.answer_all(Applicant(4, SAYS))
    talk.say("确认提交")
    return talk


@pytest.fixture(scope="module")
def received(server: Running) -> Iterator[Talk]:
    talk = handed_in(server)
    yield talk
    talk.http.close()


def standing(talk: Talk) -> httpx.Response:
    return talk.http.get(f"/api/v1/conversations/{talk.id}/standing")


def rate(talk: Talk, body: Any) -> httpx.Response:
    return talk.http.post(f"/api/v1/conversations/{talk.id}/rating", json=body)


def withdraw(server: Running, reference: str) -> None:
    """Intake holds the application as withdrawn."""
    key = (server.log.parent / "keys" / "intake.key").read_text().strip()
    patient.post(
        f"{server.url}/intake/v1/applications/{reference}/withdrawal", headers={"Authorization": f"Bearer {key}"}
    ).raise_for_status()


def test_what_has_happened_is_told_until_now(server: Running, received: Talk) -> None:
    """Its coming in; after it was withdrawn at intake, that too."""
    reference = received.last["case"]["receipt"]["reference"]
    told = standing(received).json()["applications"]
    assert [(one["form"], one["title"], one["reference"]) for one in told] == [
        ("food_operation", "食品经营许可申请书", reference)
    ]
    assert [(one["status"], one["text"]) for one in told[0]["events"]] == [("received", "已接件")]
    assert told[0]["events"][0]["at"].endswith("+08:00")
    assert (told[0]["hand_off"]["state"], told[0]["hand_off"]["label"]) == ("received", "已接收")
    assert received.last["case"]["hand_off"]["label"] == "已接收"
    withdraw(server, reference)
    told = standing(received).json()["applications"]
    assert (told[0]["hand_off"]["state"], told[0]["hand_off"]["words"]) == ("received", "现在：已撤件。")
    events = told[0]["events"]
    assert [one["text"] for one in events] == ["已接件", "已撤件"]
    assert events[0]["at"] <= events[1]["at"]


def test_before_handing_in_there_is_nothing_to_see_or_rate(talk: Talk) -> None:
    problem(standing(talk), 404)
    problem(rate(talk, {"grade": 5}), 404)


@pytest.mark.parametrize(
    "body",
    [{}, {"grade": 0}, {"grade": 6}, {"grade": "5"}, {"grade": True}, {"grade": 4.5}, {"grade": None}, {"grade": [5]},
     {"grade": 5, "words": 1}, {"grade": 5, "words": "慢" * 501}, {"grade": 5, "stars": 5}],
)  # fmt: skip
def test_what_is_no_rating_is_refused_and_named(received: Talk, body: dict[str, Any]) -> None:
    assert problem(rate(received, body), 422)["errors"]
    assert "rating" not in standing(received).json()


def test_a_rating_is_kept_once_it_is_over_and_cannot_be_doubled(server: Running) -> None:
    talk = handed_in(server)
    assert [one["grade"] for one in standing(talk).json()["grades"]] == [5, 4, 3, 2, 1]
    early = problem(rate(talk, {"grade": 2}), 409)
    assert (early["title"], "12345" in early["detail"]) == ("not-decided", True)
    assert "rating" not in standing(talk).json()
    withdraw(server, talk.last["case"]["receipt"]["reference"])
    for _ in range(2):
        assert rate(talk, {"grade": 2, "words": " 排队太久 "}).json() == RATED
    problem(rate(talk, {"grade": 5}), 409)
    assert standing(talk).json()["rating"] == RATED
    assert "排队太久" not in server.log.read_text("utf-8")
    talk.http.close()


def test_an_intake_that_is_away_is_named_and_asked_again_later(tmp_path: Path, few: dict[str, str]) -> None:
    with running(tmp_path / "desk", rasa=False, **few) as desk:
        key = (tmp_path / "desk" / "keys" / "intake.key").read_text().strip()
        elsewhere = {"DAOBAN_INTAKE_URL": desk.url, "DAOBAN_INTAKE_KEY": key}
        with running(tmp_path / "shop", rasa=False, **elsewhere, **few) as server:
            talk = handed_in(server)
            assert standing(talk).is_success
            desk.kill()
            answer = standing(talk)
            assert "申请不受影响" in problem(answer, 503)["detail"]
            assert answer.headers["retry-after"] == "30"
            talk.http.close()


def test_what_intake_has_not_answered_is_on_its_way(tmp_path: Path, few: dict[str, str]) -> None:
    """Nobody listens at intake's address."""
    nowhere = {"DAOBAN_INTAKE_URL": "http://127.0.0.1:1", "DAOBAN_INTAKE_KEY": "x", "DAOBAN_INTAKE_FAILURES": "1"}
    with running(tmp_path, rasa=False, **nowhere, **few) as server:
        talk = handed_in(server)
        assert talk.last["case"]["hand_off"]["label"] == "已发出"
        told = standing(talk).json()
        assert (told["applications"], told["hand_off"]["label"]) == ([], "已发出")
        assert "还没有回音" in told["hand_off"]["words"]
        assert patient.get(f"{server.url}/readyz").json()["intake"] == "away"
        assert "daoban_intake_away 1.0" in patient.get(f"{server.url}/metrics").text
        problem(rate(talk, {"grade": 5}), 404)
        talk.http.close()


def test_asking_without_end_is_slowed_down(received: Talk) -> None:
    statuses = [standing(received).status_code for _ in range(70)]
    assert set(statuses) == {200, 429}
