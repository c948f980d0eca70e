"""Two applicants' processes and two of intake behind nginx: whichever one a message reaches, it is one conversation."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests import patient
from tests.api.test_events import following, turns
from tests.applicant import Applicant
from tests.patient import PATIENCE
from tests.serving import Talk
from tests.test_transcripts import COMMON, SHOPS

from .machine import Machine, started

pytestmark = pytest.mark.rasa
SUBMIT = {"client_msg_id": "submit-1", "text": "确认提交"}
#: Seconds until what a dead process had begun is another's to do (``actions.outbox.LEASE``), and some more.
TAKEN_OVER = 90 + PATIENCE


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with started() as one:
        yield one


@dataclass
class Reader:
    """An applicant who has answered everything and whose submission was cut off."""

    talk: Talk
    answers: dict[str, Any]


def at_review(machine: Machine, seed: int) -> Talk:
    """An applicant who has answered everything, through nginx."""
    talk = Talk(machine.url).begin()
    talk.say("我想在静安区开一家奶茶店")
    talk.answer_all(Applicant(seed, {**COMMON, **SHOPS[0].values[2]}))
    assert talk.last["case"]["stage"] == "review"
    return talk


def fields(turn: dict[str, Any]) -> dict[str, Any]:
    """The form's values by pointer."""
    return {pointer: told["value"] for pointer, told in turn["case"]["applications"][0]["fields"].items()}


def at(machine: Machine, number: int, talk: Talk) -> httpx.Client:
    """The same applicant at one of the processes, past nginx."""
    return patient.Client(base_url=machine.api(number), headers={"Authorization": f"Bearer {talk.token}"})


def messages(talk: Talk) -> str:
    return f"/api/v1/conversations/{talk.id}/messages"


def awaited(look: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """What the look gives as soon as it gives something."""
    until = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)
    return found


def receipt(talk: Talk, seconds: float = PATIENCE) -> str:
    """The receipt's number, awaited."""
    return str(awaited(lambda: talk.look()["case"].get("receipt"), seconds)["reference"])


@pytest.fixture(scope="module")
def interrupted(machine: Machine) -> Iterator[list[Reader]]:
    """Applicants who handed in at a process that was killed while it was at it, and one of intake with it; nobody told them how it ended."""
    readers = [Reader(talk, fields(talk.last)) for talk in (at_review(machine, seed) for seed in (71, 72, 73))]

    def hand_in(reader: Reader) -> None:
        with at(machine, 1, reader.talk) as web:
            try:
                web.post(messages(reader.talk), json=SUBMIT)
            except httpx.TransportError:
                return

    with ThreadPoolExecutor(len(readers)) as beside:
        for reader in readers:
            beside.submit(hand_in, reader)
        awaited(lambda: machine.query("daoban", "SELECT 1 FROM turns WHERE inbound = 'submit-1'"))
        machine.kill("api-1")
        machine.kill("intake-1")
    awaited(lambda: machine.processes.alive("api-1") is None and machine.processes.alive("intake-1") is None)
    yield readers
    for reader in readers:
        reader.talk.http.close()


def test_with_one_of_each_killed_the_others_go_on(machine: Machine, interrupted: list[Reader]) -> None:
    """Every message through nginx is answered; what was said before is known; the dead come back."""
    talk = interrupted[0].talk
    assert fields(talk.look()) == interrupted[0].answers
    with Talk(machine.url) as other:
        assert other.say("我想在静安区开一家奶茶店")["case"]["scenario"] == "beverage_shop"
        assert other.say("已经办好了")["seq"] == 2
        machine.command("start")
        with at(machine, 1, other) as web:
            assert web.get(f"/api/v1/conversations/{other.id}").json()["seq"] == 2
    assert "没有运行" not in machine.command("status")


@pytest.fixture(scope="module")
def handed_in(machine: Machine) -> Iterator[Talk]:
    """An applicant who has answered everything, and will hand in."""
    talk = at_review(machine, seed=5)
    yield talk
    talk.http.close()


def test_a_whole_application_by_turns_at_both_processes(machine: Machine, handed_in: Talk) -> None:
    """From the first sentence to the receipt through nginx, which gives each request to the next process."""
    before, talk = machine.query("intake", "SELECT count(*) FROM intake_applications")[0][0], handed_in
    told = fields(talk.last)
    log = (machine.folder / "nginx/access.log").read_text()
    at_each = [
        sum(f"{talk.id}/messages" in line and line.endswith(f":{port}") for line in log.splitlines())
        for port in machine.plan.api
    ]
    assert min(at_each) > talk.last["seq"] // 4
    talk.send(SUBMIT)
    reference = receipt(talk)
    assert fields(talk.look()) == told
    held = machine.query("intake", "SELECT status FROM intake_applications WHERE reference = %s", reference)
    assert held == [("received",)]
    assert machine.query("intake", "SELECT count(*) FROM intake_applications")[0][0] >= before + 1


def test_what_happens_at_intake_comes_into_the_conversation(machine: Machine, handed_in: Talk) -> None:
    """From any process of intake to any of the applicants', and to whoever follows there: here, that it was withdrawn."""
    reference = handed_in.look()["case"]["receipt"]["reference"]
    before = handed_in.look()["seq"]
    with at(machine, 2, handed_in) as other:
        headers = {"Authorization": f"Bearer {machine.plan.intake_key}"}
        url = f"{machine.url}/intake/v1/applications/{reference}/withdrawal"
        assert patient.post(url, headers=headers, json={"reason": "不开了"}).status_code == 200
        awaited(lambda: other.get(f"/api/v1/conversations/{handed_in.id}").json()["seq"] > before)
        told = other.get(f"/api/v1/conversations/{handed_in.id}/standing").json()["applications"]
        assert [one["events"][-1]["status"] for one in told] == ["withdrawn"]


def test_one_message_at_both_processes_at_once_is_one_turn(machine: Machine) -> None:
    with Talk(machine.url) as talk, at(machine, 1, talk) as one, at(machine, 2, talk) as other:
        for number in range(1, 21):
            message = {
                "client_msg_id": f"both-{number}",
                "text": "我想在静安区开一家奶茶店" if number == 1 else "为什么问这个",
            }
            gate = threading.Barrier(2)

            def send(web: httpx.Client, message: dict[str, str] = message, gate: threading.Barrier = gate) -> Any:
                gate.wait()
                answer = web.post(messages(talk), json=message)
                assert answer.status_code == 200, answer.text
                return answer.json()

            with ThreadPoolExecutor(2) as beside:
                first, second = beside.map(send, (one, other))
            assert first == second
            assert first["seq"] == number


def test_hundreds_of_messages_at_once_are_each_one_turn_in_one_order(machine: Machine) -> None:
    """None is refused, none lost, none doubled, and there is no gap in what was counted."""
    texts = [f"店名叫阿婆{number}号奶茶" if number % 2 else "为什么问这个" for number in range(240)]
    with Talk(machine.url) as talk, at(machine, 1, talk) as one, at(machine, 2, talk) as other:
        talk.say("我想在静安区开一家奶茶店")

        def send(number: int) -> int:
            web = (one, other)[number % 2]
            answer = web.post(messages(talk), json={"client_msg_id": f"many-{number}", "text": texts[number]})
            assert answer.status_code == 200, answer.text
            return int(answer.json()["seq"])

        with ThreadPoolExecutor(24) as beside:
            numbers = list(beside.map(send, range(len(texts))))
        assert sorted(numbers) == list(range(2, len(texts) + 2))
        stored = machine.query("daoban", "SELECT seq, inbound FROM turns WHERE conversation = %s ORDER BY seq", talk.id)
        assert [seq for seq, _ in stored] == list(range(1, len(texts) + 2))
        assert {inbound: seq for seq, inbound in stored if inbound.startswith("many-")} == {
            f"many-{number}": seq for number, seq in enumerate(numbers)
        }


@pytest.mark.parametrize("redis", [True, False], ids=["redis", "redis-away"])
def test_who_follows_at_one_process_hears_of_turns_at_the_other(machine: Machine, redis: bool) -> None:
    """Through Redis, or by the store where Redis is away: nothing else changes, and it is told in the log once."""
    if not redis:
        machine.command("stop", "redis")
    with Talk(machine.api(1)) as talk, at(machine, 2, talk) as other, following(talk) as events:
        next(events)
        for number in range(1, 4):
            sent = other.post(messages(talk), json={"client_msg_id": f"f{number}", "text": "我想开奶茶店"})
            assert sent.status_code == 200
            assert turns(events, 1) == [sent.json()]
    if not redis:
        assert machine.log("api-2").count("Redis cannot be reached") == 1
        machine.command("start", "redis")
        awaited(lambda: knocked(machine) and "Redis is back" in machine.log("api-2"))


def knocked(machine: Machine) -> bool:
    """Something at process 2 that is counted."""
    return patient.post(f"{machine.api(2)}/api/v1/conversations", json={"channel": "web"}).status_code == 201


def test_guesses_are_counted_by_both_together_and_by_nginx_s_word(machine: Machine) -> None:
    """Ten codes a minute of one client, at whichever process; who names another address in front of nginx is the same client."""
    tried = [
        patient.post(
            f"{machine.url}/api/v1/handover", json={"code": "1234 5678", "channel": "web"},
            headers={"X-Forwarded-For": f"10.9.8.{number}", "Forwarded": f"for=10.9.8.{number}"},
        ).status_code
        for number in range(12)
    ]  # fmt: skip
    assert tried == [404] * 10 + [429] * 2
    direct = patient.post(
        f"{machine.api(1)}/api/v1/handover", json={"code": "1234 5678", "channel": "web"},
        headers={"X-Forwarded-For": "10.9.8.7"},
    )  # fmt: skip
    assert direct.status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/healthz", 200, id="alive"),
        pytest.param("/metrics", 404, id="figures-are-inside"),
        pytest.param("/readyz", 404, id="readiness-is-inside"),
        pytest.param("/api/v1/intake/events", 404, id="what-intake-tells-is-inside"),
        pytest.param("/intake/v1/forms/food_operation/schema", 200, id="intake"),
        pytest.param("/intake/v1/applications/SH-1", 401, id="intake-wants-a-key"),
        pytest.param("/intake/v1/courier-steps", 404, id="what-the-courier-tells-is-inside"),
        pytest.param("/library/v1/licences/x", 404, id="the-library-is-inside"),
        pytest.param("/library/v1/types", 404, id="what-wants-a-key-is-inside"),
        pytest.param("/library/v1/keys", 200, id="signatures-can-be-checked"),
        pytest.param("/library/v1/showings/resolve", 404, id="what-is-shown-is-taken-inside"),
        pytest.param("/registers/v1/persons", 404, id="the-registers-are-inside"),
        pytest.param("/courier/v1/shipments/x", 404, id="the-courier-is-inside"),
        pytest.param("/intake/v1/payments", 404, id="what-the-payments-tell-is-inside"),
        pytest.param("/payments/v1/bills/x", 404, id="the-payments-are-inside"),
    ],
)
def test_what_nginx_lets_through(machine: Machine, path: str, status: int) -> None:
    assert patient.get(machine.url + path).status_code == status


def test_everybody_may_ask_the_library_whether_a_licence_is_valid(machine: Machine) -> None:
    asked = patient.get(f"{machine.url}/library/v1/verify/x")
    assert (asked.status_code, asked.json()["title"]) == (404, "no-such-licence")


def test_what_was_fixed_at_the_first_start_is_not_changed_in_silence(machine: Machine) -> None:
    with pytest.raises(RuntimeError, match="--api 2"):
        machine.command("start", "--api", "3")


def test_what_is_too_large_stops_at_nginx(machine: Machine) -> None:
    body = b"x" * (3 << 20)
    assert patient.post(f"{machine.url}/intake/v1/applications", content=body).status_code == 413


def test_no_secret_and_no_person_is_in_the_logs(machine: Machine, interrupted: list[Reader]) -> None:
    logs = "".join(machine.log(name) for name in machine.processes.names())
    logs += (machine.folder / "nginx/access.log").read_text()
    plan = machine.plan
    for secret in (plan.password, plan.redis_password, plan.data_key, plan.intake_data_key, plan.intake_key):
        assert secret not in logs
    for reader in interrupted:
        assert reader.answers["/legal_rep/id_no"] not in logs
        assert reader.talk.token not in logs


def test_what_a_killed_process_had_begun_is_handed_in_once(machine: Machine, interrupted: list[Reader]) -> None:
    """Last, as a claim of the dead may hold for a minute and a half: the applicant sends again, and there is one receipt."""
    references = []
    for reader in interrupted:
        again = reader.talk.send(SUBMIT)
        assert again.status_code == 200
        references.append(receipt(reader.talk, TAKEN_OVER))
        assert fields(reader.talk.look()) == reader.answers
    assert len(set(references)) == len(references)
    ids = tuple(reader.talk.id for reader in interrupted)
    assert machine.query("daoban", "SELECT conversation FROM outbox WHERE state <> 'done'") == []
    sent = machine.query("daoban", "SELECT count(*) FROM outbox WHERE conversation IN %s", ids)
    held = machine.query("intake", "SELECT count(*) FROM intake_applications WHERE reference IN %s", tuple(references))
    assert (sent, held) == ([(3,)], [(3,)])
    assert machine.query("intake", "SELECT count(*) FROM intake_applications") == machine.query(
        "daoban", "SELECT count(*) FROM outbox"
    )
