"""Work that nobody tries any more: when that is, what is told of it, and that it goes on as if nothing had been."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.dead_letters import Contents, DeadLetters
from actions.erasing import Erasing, Undecided
from actions.gateways import MemorySubmission
from actions.giving_up import Patience
from actions.outbox_worker import Worker
from actions.own_data import Records
from actions.ports import NotAsked, Refused, Stuck, Unavailable
from actions.retrying import Backoff
from tests.actions.conftest import NOW, Clock
from tests.actions.office import AT_ONCE, Office, open_office
from tests.actions.test_outbox_worker import run

LONG = timedelta(days=8)
THREE = Patience(tries=3)


@pytest.fixture
def office(engine: Engine, cipher: Cipher, clock: Clock) -> Office:
    """An office that has handed one case in."""
    opened = open_office(engine, cipher, clock)
    opened.ready()
    opened.hand_in()
    return opened


@pytest.fixture
def letters(engine: Engine, clock: Clock) -> DeadLetters:
    return DeadLetters(engine, clock)


def impatient(office: Office, desk: MemorySubmission) -> Worker:
    """A worker that gives up at the third try."""
    from actions.delivery import delivery

    return delivery(office.outbox, desk, office.conversations, backoff=AT_ONCE, patience=THREE)


@pytest.mark.parametrize(
    ("attempts", "age", "fault", "over"),
    [
        pytest.param(2, LONG, Stuck("http_401"), False, id="not-tried-enough"),
        pytest.param(3, timedelta(0), Stuck("http_401"), True, id="no-try-will-mend-it"),
        pytest.param(900, timedelta(days=6), Unavailable("http_503"), False, id="intake-is-away"),
        pytest.param(3, LONG, Unavailable("http_503"), True, id="for-a-week"),
        pytest.param(3, LONG, RuntimeError("a bug"), True, id="a-bug-for-a-week"),
        pytest.param(3, timedelta(0), RuntimeError("a bug"), False, id="a-bug"),
        pytest.param(900, LONG, NotAsked("circuit_open"), False, id="nobody-was-asked"),
    ],
)
def test_when_a_try_was_the_last(attempts: int, age: timedelta, fault: Exception, over: bool) -> None:
    assert THREE.is_over(attempts, NOW - age, NOW, fault) is over


def test_a_wrong_bearer_key_ends_the_tries_and_the_applicant_is_told_nothing_of_it(
    office: Office, clock: Clock, letters: DeadLetters, engine: Engine, cipher: Cipher
) -> None:
    desk = MemorySubmission(clock, [Refused("http_401", decided=False)] * 3)
    assert run(impatient(office, desk), 5) == [1, 1, 1, 0, 0]
    assert (office.outbox.waiting(), office.outbox.dead(), office.outbox.waiting("c_1")) == (0, 1, 1)
    (letter,) = letters.all()
    assert (letter.state, letter.kind, letter.tries, letter.last_error) == ("dead", "submit", 3, "http_401")
    assert letter.died == clock.now
    assert office.conversations.state("c_1")["case"]["submission"] == "requested"
    assert "SubmitFailed" not in office.events()
    assert [one["state"] for one in Records(engine, cipher).handed_in("c_1")] == ["waiting"]
    with pytest.raises(Undecided):
        Erasing(engine, office.store, clock).erase("c_1", "asked")
    assert letters.retry(letter.id) is True
    assert run(impatient(office, desk), 2) == [1, 0]
    assert office.events().count("Submitted") == 1
    assert (letters.all(), office.outbox.dead(), letters.retry(letter.id)) == ([], 0, False)


def test_what_is_put_back_has_its_tries_before_it(office: Office, clock: Clock, letters: DeadLetters) -> None:
    desk = MemorySubmission(clock, [Refused("http_403", decided=False)] * 6)
    run(impatient(office, desk), 3)
    letters.retry(1)
    assert run(impatient(office, desk), 2) == [1, 1]
    assert [letter.state for letter in letters.all()] == ["waiting"]
    assert run(impatient(office, desk)) == [1]
    assert [letter.state for letter in letters.all()] == ["dead"]


def test_what_nobody_answers_for_a_week_is_dead(office: Office, clock: Clock, letters: DeadLetters) -> None:
    desk = MemorySubmission(clock, [Unavailable("http_503")] * 9)
    run(impatient(office, desk), 4)
    assert [letter.state for letter in letters.all()] == ["waiting"]
    clock.now += LONG
    run(impatient(office, desk))
    assert [(letter.state, letter.last_error) for letter in letters.all()] == [("dead", "http_503")]
    assert office.outbox.longest_wait() == 0.0


def test_work_of_an_unknown_kind_is_dead_in_the_end(office: Office, letters: DeadLetters) -> None:
    clock = office.conversations.clock
    other = Worker(office.outbox, {}, None, clock=clock, backoff=AT_ONCE, patience=THREE)  # type: ignore[arg-type]
    assert run(other, 4) == [1, 1, 1, 0]
    assert [letter.last_error for letter in letters.all()] == ["unknown_kind"]


def test_what_cannot_be_opened_is_dead_at_once(
    office: Office, letters: DeadLetters, engine: Engine, clock: Clock, cipher: Cipher
) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET sealed = (SELECT sealed FROM conversations)"))
    assert run(impatient(office, MemorySubmission(clock))) == [0]
    assert [(letter.state, letter.last_error) for letter in letters.all()] == [("dead", "sealed")]
    assert letters.contents(1, cipher) is None


def test_work_that_waits_can_be_hurried(office: Office, clock: Clock, letters: DeadLetters) -> None:
    """Its tries are not forgotten, and work that somebody is at is not given to another."""
    from actions.delivery import delivery

    desk = MemorySubmission(clock, [Unavailable("http_503", retry_after=300.0)])
    worker = delivery(office.outbox, desk, office.conversations, backoff=Backoff())
    assert run(worker, 2) == [1, 0]
    assert office.outbox.longest_wait() == 0.0
    assert letters.retry(1) is True
    claim = office.outbox.claim(1)[0]
    assert (claim.attempts, letters.all()[0].is_claimed) == (2, True)
    letters.retry(1)
    assert office.outbox.claim(1) == []


def test_what_is_shown_tells_nothing_of_the_applicant(office: Office, letters: DeadLetters, cipher: Cipher) -> None:
    office.ready("rest:王小明")
    office.hand_in("rest:王小明")
    shown = letters.contents(1, cipher)
    assert isinstance(shown, Contents)
    assert (shown.conversation, list(shown.forms), shown.references) == ("c_1", ["permit"], ())
    assert shown.forms["permit"] > 5
    other = letters.contents(2, cipher)
    assert other is not None and other.conversation == ""
    assert "阿婆" not in repr((letters.all(), shown, other))
