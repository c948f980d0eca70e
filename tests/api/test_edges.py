"""What every answer carries, what watchers see, and what nobody may see: the log, the inside of a fault."""

from __future__ import annotations

import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests import patient
from tests.applicant import Applicant, id_number
from tests.content.published import SCENARIOS
from tests.serving import Running, Talk, running
from tests.test_transcripts import COMMON, SHOPS

from .problem import problem

API = "/api/v1/conversations"
PUBLISHED = sorted(file.stem for file in SCENARIOS)


@pytest.mark.parametrize(
    "path", ["/", "/web/palette.css", "/web/assets/none.js", "/healthz", "/openapi.json", "/nowhere", f"{API}/c_unknown", "/intake/v1/applications/X"]
)  # fmt: skip
def test_every_answer_carries_the_security_headers(server: Running, path: str) -> None:
    headers = patient.get(server.url + path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src")} == {"'self'"}
    assert {policy[name] for name in ("form-action", "base-uri", "frame-ancestors")} == {"'none'"}
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers.get_list("cache-control")
    assert "access-control-allow-origin" not in headers


def test_answers_with_personal_data_are_kept_nowhere(talk: Talk) -> None:
    talk.say("我想在静安区开一家奶茶店")
    assert talk.http.get(f"{API}/{talk.id}").headers["cache-control"] == "no-store"
    assert talk.send({"client_msg_id": "x", "text": "已经办好了"}).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("GET", "/nowhere", 404, id="no-such-address"),
        pytest.param("GET", "/web/../app.py", 404, id="out-of-the-folder"),
        pytest.param("GET", "/web/%2e%2e/app.py", 404, id="out-of-the-folder-encoded"),
        pytest.param("GET", "/docs", 404, id="no-pages-from-elsewhere"),
        pytest.param("DELETE", API, 405, id="no-such-method"),
        pytest.param("GET", f"{API}/", 404, id="a-slash-too-many"),
    ],
)
def test_a_wrong_address_is_a_problem_document(server: Running, method: str, path: str, status: int) -> None:
    problem(patient.request(method, server.url + path), status)


def test_who_opens_a_wrong_address_in_a_browser_reads_a_page(server: Running) -> None:
    answer = patient.get(f"{server.url}{API}/c_unknown/application.pdf", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "没有这个会话。" in answer.text
    assert '<a href="/">' in answer.text
    assert answer.headers["content-security-policy"]


def test_health_readiness_and_metrics(server: Running) -> None:
    assert patient.get(f"{server.url}/healthz").json() == {"status": "ok"}
    assert patient.get(f"{server.url}/readyz").json() == {
        "status": "ready",
        "scenarios": PUBLISHED,
        "intake": "answers",
    }
    metrics = patient.get(f"{server.url}/metrics")
    assert metrics.headers["content-type"].startswith("text/plain")
    figures = dict(re.findall(r"^(\w+) (\S+)$", metrics.text, re.MULTILINE))
    assert float(figures["daoban_scenarios"]) == len(PUBLISHED)
    for nothing in (
        "daoban_outbox_waiting",
        "daoban_outbox_oldest_seconds",
        "daoban_outbox_dead",
        "daoban_intake_away",
    ):
        assert float(figures[nothing]) == 0
    assert float(figures["process_resident_memory_bytes"]) > 0


def test_a_fault_keeps_its_inside_and_the_connection(tmp_path: Path, few: dict[str, str]) -> None:
    """The case of one conversation is damaged on disk; everything else goes on."""
    with running(tmp_path, rasa=False, **few) as server, Talk(server.url) as damaged, Talk(server.url) as sound:
        damaged.say("我想在静安区开一家奶茶店")
        with closing(sqlite3.connect(tmp_path / "daoban.sqlite3")) as database, database:
            database.execute(
                "UPDATE conversations SET version = version + 1, sealed = x'0102' WHERE id = ?", (damaged.id,)
            )
        answer = damaged.send({"client_msg_id": "x", "text": "已经办好了"})
        problem(answer, 500)
        assert answer.headers["content-security-policy"]
        assert not re.search(r"Seal|Traceback|sqlite|\.py", answer.text)
        assert problem(damaged.send({"client_msg_id": "x", "text": "已经办好了"}), 500)
        assert sound.say("我想在静安区开一家奶茶店")["case"]["scenario"] == "beverage_shop"
        log = server.log.read_text("utf-8")
        assert log.count("failed: SealBroken") == 2
        assert "已经办好了" not in log


def test_nothing_personal_is_in_the_log(tmp_path: Path, few: dict[str, str]) -> None:
    """A whole application with a wrong answer, a broken body and a fault on the way."""
    identity, mobile = id_number(random.Random(4)), "13912345678"
    says = {
        **COMMON,
        **SHOPS[0].values[2],
        "legal_rep.id_no": identity,
        "legal_rep.mobile": mobile,
        "legal_rep.name": "欧阳桂兰",
    }
    with running(tmp_path, rasa=False, **few) as server, Talk(server.url) as talk:
        talk.say("我想在静安区开一家奶茶店")
        talk.say(f"身份证{identity}，电话{mobile}，名字欧阳桂兰")
        talk.http.post(f"{API}/{talk.id}/messages", content=f'{{"text": "{identity}'.encode())
        talk.http.post(f"{API}/{talk.id}/messages", json={identity: mobile})
        talk.http.get(f"{API}/{identity}")
        talk.http.get(f"/{mobile}")
        talk.answer_all(Applicant(3, says))
        talk.say("确认提交")
        assert talk.fields()["/legal_rep/id_no"]["value"] == identity
        assert talk.last["case"]["receipt"]
        with closing(sqlite3.connect(tmp_path / "daoban.sqlite3")) as database, database:
            database.execute("UPDATE conversations SET version = version + 1, sealed = x'0102'")
        problem(talk.send({"client_msg_id": identity, "text": mobile}), 500)
        log = server.log.read_text("utf-8")
    assert "failed: SealBroken" in log
    assert not [value for value in (identity, mobile, "欧阳桂兰") if value in log]
    for file in (tmp_path / "daoban.sqlite3", tmp_path / "intake.sqlite3"):
        content = b"".join(part.read_bytes() for part in tmp_path.glob(f"{file.name}*"))
        assert not [value for value in (identity, mobile, "欧阳桂兰") if value.encode() in content]
