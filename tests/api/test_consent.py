"""Nobody's personal data is kept before they agreed, where the client asks; everything is theirs to see and to end."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import patient
from tests.applicant import Applicant
from tests.serving import Running, Talk, running
from tests.test_transcripts import COMMON, SHOPS

from .intake_tells import steps, until
from .problem import problem

API = "/api/v1/conversations"
OPENING = "我想在静安区开一家奶茶店"
SAYS = {**COMMON, **SHOPS[0].values[2]}
#: Made up, with a right check digit.
ID_CARD = "11010519491231002X"


@pytest.fixture
def asking(server: Running) -> Iterator[Callable[..., Talk]]:
    """Begins conversations whose client asks before personal data is told."""
    opened: list[Talk] = []

    def begin(identity: str | None = None, asks: bool = True) -> Talk:
        talk = Talk(server.url)
        opened.append(talk)
        if identity is not None:
            talk.http.post("/api/v1/session", json={"identity": identity})
        made = talk.http.post(API, json={"channel": "web", "asks_consent": asks}).json()
        talk.id, talk.token = made["id"], made["token"]
        talk.http.cookies.clear()
        talk.http.headers["Authorization"] = f"Bearer {talk.token}"
        return talk

    yield begin
    for one in opened:
        one.http.close()


def version(talk: Talk) -> str:
    return str(talk.http.get("/api/v1/privacy").json()["version"])


def decide(talk: Talk, decision: str = "agreed", *scopes: str) -> httpx.Response:
    body = {"decision": decision, "version": version(talk), "scopes": list(scopes or ("personal",))}
    return talk.http.post(f"{API}/{talk.id}/consent", json=body)


def look(talk: Talk) -> dict[str, Any]:
    return dict(talk.http.get(f"{API}/{talk.id}").json())


def data(talk: Talk) -> dict[str, Any]:
    answer = talk.http.get(f"{API}/{talk.id}/data")
    assert answer.headers["content-disposition"].startswith("attachment")
    return dict(answer.json())


def test_the_notice_says_what_the_law_asks_for(server: Running) -> None:
    """Who, what, why, how long, to whom, and the rights. Source: 个人信息保护法 articles 17, 29, 44-47."""
    notice = patient.get(f"{server.url}/api/v1/privacy").json()
    assert set(notice["short"]) == {"personal", "sensitive"}
    assert any("90 天" in line for line in notice["short"]["personal"])
    page = patient.get(server.url + notice["page"]).text
    for word in ("谁在处理", "为什么", "敏感个人信息", "保存多久", "交给谁", "查阅", "更正", "删除", "撤回同意"):
        assert word in page
    assert notice["version"] in page
    assert "DAOBAN_OPERATOR" in page


def test_a_client_that_never_heard_of_it_is_not_disturbed(asking: Callable[..., Talk]) -> None:
    talk = asking(asks=False)
    talk.say(OPENING)
    assert "consent" not in talk.last
    talk.edit("legal_rep.name", "王小明")
    assert talk.fields()["/legal_rep/name"]["value"] == "王小明"
    assert "consent" not in look(talk)


@pytest.mark.parametrize(
    ("message", "scopes"),
    [
        pytest.param({"text": "负责人叫王小明"}, ["personal"], id="said"),
        pytest.param({"edit": {"fact": "legal_rep.name", "value": "王小明"}}, ["personal"], id="typed-in-the-form"),
        pytest.param(
            {"edit": {"fact": "legal_rep.id_no", "value": ID_CARD}}, ["personal", "sensitive"], id="sensitive"
        ),
    ],
)
def test_nothing_personal_is_kept_before(
    asking: Callable[..., Talk], message: dict[str, Any], scopes: list[str]
) -> None:
    """The same message is taken after it was agreed to."""
    talk = asking()
    talk.say(OPENING)
    assert talk.last["consent"] == []
    before = look(talk)
    told = problem(talk.send({"client_msg_id": "one", **message}), 403)
    assert (told["title"], told["scopes"]) == ("consent-needed", scopes)
    assert look(talk) == before
    assert "王小明" not in json.dumps(data(talk), ensure_ascii=False)
    assert decide(talk, "agreed", *scopes).json()["consent"] == scopes
    taken = talk.send({"client_msg_id": "one", **message})
    assert taken.status_code == 200
    assert taken.json()["consent"] == scopes


def test_sensitive_data_takes_a_consent_of_its_own(asking: Callable[..., Talk]) -> None:
    talk = asking()
    talk.say(OPENING)
    assert decide(talk).json()["consent"] == ["personal"]
    told = problem(talk.send({"client_msg_id": "id", "edit": {"fact": "legal_rep.id_no", "value": ID_CARD}}), 403)
    assert told["scopes"] == ["sensitive"]


def test_who_declines_goes_on_with_the_rest(asking: Callable[..., Talk]) -> None:
    """Every question that is not personal can be answered; those that are can be put off; nothing is lost."""
    talk = asking()
    talk.say(OPENING)
    assert decide(talk, "declined").json()["consent"] == []
    applicant, answered = Applicant(4, dict(SAYS)), 0
    for _ in range(250):
        open_ = talk.last["asking"]
        if open_ is None or open_["kind"] in ("review", "more"):
            break
        if "sensitivity" in open_:
            talk.say("等会儿补")
        else:
            talk.say("对" if open_["kind"] == "confirm" else applicant.reply(open_))
            answered += 1
    assert answered > 10
    kept = {one["fact"] for one in data(talk)["answers"]}
    assert "premises.total_area" in kept
    assert not kept & {"legal_rep.name", "legal_rep.id_no", "legal_rep.mobile", "contact.name", "contact.mobile"}


def test_licences_are_looked_up_only_by_consent_to_what_stands_on_them(asking: Callable[..., Talk]) -> None:
    talk = asking("apo")
    talk.say(OPENING)
    told = problem(talk.send({"client_msg_id": "yes", "text": "同意"}), 403)
    assert (told["title"], told["scopes"]) == ("consent-needed", ["personal", "sensitive"])
    assert "/operator/name" not in look(talk)["case"]["applications"][0]["fields"]
    decide(talk, "agreed", "personal", "sensitive")
    assert talk.send({"client_msg_id": "yes", "text": "同意"}).status_code == 200
    later = look(talk)["case"]["applications"][0]["fields"]
    assert {later[pointer]["source"] for pointer in ("/operator/name", "/legal_rep/name")} == {"licence"}


def test_who_takes_the_consent_back_takes_what_was_looked_up_with_it(asking: Callable[..., Talk]) -> None:
    talk = asking("apo")
    talk.say(OPENING)
    decide(talk, "agreed", "personal", "sensitive")
    talk.say("同意")
    decide(talk, "declined", "personal")
    fields = look(talk)["case"]["applications"][0]["fields"]
    assert not {"/operator/name", "/legal_rep/name"} & set(fields)


def test_decisions_are_kept_with_time_and_version(asking: Callable[..., Talk]) -> None:
    talk = asking()
    talk.say(OPENING)
    for decision in ("declined", "agreed", "declined"):
        assert decide(talk, decision).status_code == 200
    kept = data(talk)["consents"]
    assert [one["decision"] for one in kept] == ["declined", "agreed", "declined"]
    assert {one["version"] for one in kept} == {version(talk)}
    assert [one["at"] for one in kept] == sorted(one["at"] for one in kept)
    problem(talk.send({"client_msg_id": "x", "text": "负责人叫王小明"}), 403)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({}, 422, id="nothing"),
        pytest.param({"decision": "yes", "version": "v"}, 422, id="another-word"),
        pytest.param({"decision": "agreed"}, 422, id="no-version"),
        pytest.param({"decision": "agreed", "version": "an-old-one"}, 409, id="of-another-notice"),
        pytest.param({"decision": "agreed", "version": "v", "scopes": []}, 422, id="to-nothing"),
        pytest.param({"decision": "agreed", "version": "v", "scopes": ["all"]}, 422, id="to-everything"),
        pytest.param({"decision": "agreed", "version": "v", "scopes": [["personal"]]}, 422, id="a-list-in-a-list"),
        pytest.param({"decision": "agreed", "version": "v", "by": "me"}, 422, id="and-more"),
    ],
)
def test_what_is_no_decision_is_refused(asking: Callable[..., Talk], body: dict[str, Any], status: int) -> None:
    talk = asking()
    problem(talk.http.post(f"{API}/{talk.id}/consent", json=body), status)
    assert data(talk)["consents"] == []


def test_everything_is_there_to_see_and_take_along(asking: Callable[..., Talk]) -> None:
    talk = asking(asks=False)
    talk.say(OPENING)
    talk.answer_all(Applicant(5, dict(SAYS)))
    talk.say("确认提交")
    until(lambda: steps(talk) == ["received"])
    told = data(talk)
    answers = {one["fact"]: one for one in told["answers"]}
    card = answers["legal_rep.id_no"]
    assert card["value"] == card["said"] or card["value"] in card["said"]
    assert "*" in card["display"]
    assert card["source"] in ("said", "chosen")
    assert card["at"].endswith("+00:00") or "+" in card["at"]
    assert answers["premises.total_area"]["label"] == "场所总使用面积"
    assert len(told["turns"]) == look(talk)["seq"]
    assert told["handed_in"][0]["content"]["applications"]
    receipt = look(talk)["case"]["receipt"]["references"]
    [reference] = receipt.values()
    [happened] = told["submission"].pop("happened")[reference]
    assert (happened["seq"], happened["status"]) == (1, "received")
    assert told["submission"] == {"state": "received", "references": receipt}


def test_erased_is_gone_and_erasing_again_changes_nothing(asking: Callable[..., Talk]) -> None:
    talk = asking()
    talk.say(OPENING)
    at = f"{API}/{talk.id}"
    for _ in range(2):
        assert talk.http.delete(at).json() == {"erased": True, "kept_at_intake": None}
    problem(talk.http.get(at), 404)
    problem(talk.http.get(f"{at}/data"), 404)
    problem(talk.send({"client_msg_id": "z", "text": "你好"}), 404)
    problem(patient.delete(talk.url + at), 401)
    problem(patient.delete(talk.url + at, headers={"Authorization": "Bearer made-up"}), 401)


def test_what_was_handed_in_stays_at_intake(asking: Callable[..., Talk], server: Running) -> None:
    talk = asking(asks=False)
    talk.say(OPENING)
    talk.answer_all(Applicant(6, copy.copy(SAYS)))
    talk.say("确认提交")
    reference = talk.last["case"]["receipt"]["reference"]
    assert talk.http.delete(f"{API}/{talk.id}").json() == {"erased": True, "kept_at_intake": reference}
    key = (server.log.parent / "keys" / "intake.key").read_text().strip()
    held = patient.get(f"{server.url}/intake/v1/applications/{reference}", headers={"Authorization": f"Bearer {key}"})
    assert held.status_code == 200


def test_what_is_being_handed_in_is_not_erased_before_it_is_decided(tmp_path: Path, few: dict[str, str]) -> None:
    """The desk does not answer: whether it has the application is not known."""
    nobody = {"DAOBAN_INTAKE_URL": "http://127.0.0.1:1", "DAOBAN_INTAKE_KEY": "k"}
    with running(tmp_path, rasa=False, **nobody, **few) as server, Talk(server.url) as talk:
        talk.say(OPENING)
        talk.answer_all(Applicant(8, copy.copy(SAYS)))
        assert talk.say("确认提交")["case"]["submission"] == "requested"
        told = problem(talk.http.delete(f"{API}/{talk.id}"), 409)
        assert told["title"] == "undecided"
        assert look(talk)["case"]["submission"] == "requested"
