"""再来一单: what intake took up is known when the same firm applies again, and only what is new is asked; its owner sees and forgets it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from api.intake import IntakeServices
from tests import patient
from tests.applicant import Applicant
from tests.serving import Running, Talk
from tests.sign_in.test_binding import choose
from tests.test_transcripts import COMMON, SHOPS

from .intake_tells import acts, beside, reference_of, until
from .problem import problem
from .test_identities import signed_in

DOSSIER = "/api/v1/dossier"
OPENING = "我想在静安区开一家奶茶店"


@pytest.fixture(scope="module")
def intake(server: Running) -> Iterator[IntakeServices]:
    with beside(server) as intake:
        yield intake


@pytest.fixture(scope="module")
def own(server: Running) -> Iterator[httpx.Client]:
    """王阿婆's browser."""
    with patient.Client(base_url=server.url) as http:
        http.post("/api/v1/session", json={"identity": "apo"}).raise_for_status()
        yield http


def looked_up(server: Running) -> Talk:
    """She begins, and agrees to what is held about her being looked up."""
    talk = signed_in(server, "apo")
    talk.say(OPENING)
    talk.choose(True)
    return talk


def asked_of(talk: Talk) -> list[str]:
    """All that is asked until the review; every batch is found right, and of what contradicts the first counts."""
    asked = []
    applicant = Applicant(5, {**COMMON, **SHOPS[0].values[2]})
    for _ in range(250):
        asking = talk.last["asking"]
        if asking is None or asking["kind"] == "review":
            return asked
        if asking["kind"] == "confirm":
            talk.choose(True)
            continue
        if "以哪个为准" in talk.said():
            talk.choose(talk.last["messages"][-1]["choices"][0]["value"])
            continue
        asked.append(str(asking["fact"]))
        talk.say(applicant.reply(asking))
    raise AssertionError("no review")


def test_the_second_application_asks_what_is_new(server: Running, intake: IntakeServices, own: httpx.Client) -> None:
    assert own.get(DOSSIER).json()["applications"] == []
    first = looked_up(server)
    before = asked_of(first)
    first.say("确认提交")
    assert own.get(DOSSIER).json()["applications"] == []  # intake has it, and has not taken it up
    acts(intake, first, "accepted")
    (kept,) = until(lambda: own.get(DOSSIER).json()["applications"])
    assert kept["reference"] == reference_of(first)
    shown = {one["label"]: (one["display"], one["reuse"]) for one in kept["facts"]}
    assert shown["取证方式"][1] == "free"
    assert "对材料真实性负责" not in shown
    assert not any(number in str(kept) for number in ("310100196203180028", "13912345678"))

    second = signed_in(server, "apo")
    second.say(OPENING)
    assert "以前的申请" in second.said()
    second.choose(True)
    after = asked_of(second)
    assert len(after) * 3 < len(before)
    assert {"declarations.truthful", "banned_person"} <= set(after)
    assert "premises.total_area" in before
    assert "premises.total_area" not in after
    area = second.fields()["/premises/total_area"]
    assert (area["source"], area["confirmed"]) == ("earlier_case", True)
    second.say("确认提交")
    assert second.look()["case"]["receipt"]
    first.http.close()
    second.http.close()


def test_agents_and_others_do_not_see_it(server: Running, own: httpx.Client) -> None:
    with patient.Client(base_url=server.url) as agent:
        choose(agent, "P08-E01")
        assert problem(agent.get(DOSSIER), 403)["title"] == "not-for-agents"
    with patient.Client(base_url=server.url) as other:
        choose(other, "P03-E01")
        assert other.get(DOSSIER).json()["applications"] == []
        for one in own.get(DOSSIER).json()["applications"]:
            problem(other.delete(f"{DOSSIER}/{one['reference']}"), 404)
    problem(patient.get(server.url + DOSSIER), 401)


def test_what_is_forgotten_is_asked_again(server: Running, own: httpx.Client) -> None:
    kept = own.get(DOSSIER).json()["applications"]
    assert kept
    for one in kept:
        assert own.delete(f"{DOSSIER}/{one['reference']}").json() == {"forgotten": True}
    assert own.get(DOSSIER).json()["applications"] == []
    talk = looked_up(server)
    assert "premises.total_area" in asked_of(talk)
    talk.http.close()
