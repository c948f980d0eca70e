"""The store on both databases: one turn is one transaction, once."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher, SealBroken
from actions.store import AlreadyTaken, ConversationExists, OutboxItem, StaleCase, Store, TurnRecord
from bot.engine import Case
from bot.engine.case import Stored
from tests.actions.conftest import NOW, Clock


def turn(inbound: str, seq: int, **more: Any) -> TurnRecord:
    """A turn that said its own number."""
    return TurnRecord(inbound, f"digest of {inbound}", seq, {"seq": seq, "messages": []}, ["Accepted"], NOW, **more)


def answered(case: Case, key: str, value: str) -> Case:
    """The case one turn later, with one more answer."""
    stored = Stored(value, value, "said", "applicant", NOW, case.seq + 1)
    return replace(case, seq=case.seq + 1, answers={**case.answers, key: stored})


def begin(store: Store, conversation: str = "c_1") -> Case:
    """A new conversation's case."""
    case = Case(conversation)
    store.create(conversation, channel="web", token_hash="h", case=case, identity="demo")
    return case


def count(engine: Engine, table: str) -> int:
    """Rows of a table."""
    with engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_conversation_is_found_as_it_was_made(store: Store) -> None:
    case = begin(store)
    row = store.find("c_1")
    assert row is not None
    assert (row.id, row.channel, row.token_hash, row.identity, row.version, row.case) == (
        "c_1",
        "web",
        "h",
        "demo",
        0,
        case,
    )
    assert store.find("c_2") is None


def test_an_id_is_given_once(store: Store) -> None:
    begin(store)
    with pytest.raises(ConversationExists):
        store.create("c_1", channel="rest", token_hash=None, case=Case("c_1"))
    row = store.find("c_1")
    assert row is not None and row.channel == "web"


def test_a_turn_is_stored_with_the_case_after_it(store: Store, engine: Engine, cipher: Cipher, clock: Clock) -> None:
    case = answered(begin(store), "name", "阿婆奶茶")
    store.commit("c_1", expected_version=0, case=case, turn=turn("m1", 1), effects=[])
    for reader in (store, Store(engine, cipher, clock)):
        row = reader.find("c_1")
        assert row is not None and (row.version, row.case) == (1, case)
        stored = reader.turn("c_1", "m1")
        assert stored is not None
        assert (stored.digest, stored.seq, stored.outcome) == ("digest of m1", 1, {"seq": 1, "messages": []})
        assert (stored.events, stored.at, stored.cause) == (("Accepted",), NOW, None)
    assert store.turn("c_1", "m2") is None
    assert store.turn("c_2", "m1") is None


def test_turns_come_back_in_order_with_their_cause(store: Store) -> None:
    case = begin(store)
    for number in range(1, 12):
        case = replace(case, seq=number)
        cause = "outbox:1" if number == 11 else None
        store.commit("c_1", expected_version=number - 1, case=case, turn=turn(f"m{number}", number, cause=cause))
    assert [one.seq for one in store.turns_after("c_1", 8)] == [9, 10, 11]
    assert [one.cause for one in store.turns_after("c_1", 9)] == [None, "outbox:1"]
    assert store.turns_after("c_1", 11) == []
    assert store.turns_after("c_9", 0) == []
    assert [one.seq for one in store.turns_before("c_1", 12, 3)] == [9, 10, 11]
    assert [one.seq for one in store.turns_before("c_1", 3, 5)] == [1, 2]
    assert store.turns_before("c_1", 1, 5) == store.turns_before("c_9", 5, 5) == []


@pytest.mark.parametrize(
    ("expected", "inbound", "refusal"),
    [
        pytest.param(0, "m2", StaleCase, id="another-message-was-faster"),
        pytest.param(0, "m1", AlreadyTaken, id="the-same-message-was-faster"),
        pytest.param(1, "m1", AlreadyTaken, id="the-same-message-again"),
        pytest.param(7, "m2", StaleCase, id="a-version-from-nowhere"),
    ],
)
def test_what_cannot_be_committed_leaves_nothing(
    store: Store, engine: Engine, expected: int, inbound: str, refusal: type[Exception]
) -> None:
    first = answered(begin(store), "name", "阿婆")
    store.commit("c_1", expected_version=0, case=first, turn=turn("m1", 1))
    effects = [OutboxItem("submit", "c_1:2", {})]
    with pytest.raises(refusal):
        store.commit(
            "c_1", expected_version=expected, case=answered(first, "x", "y"), turn=turn(inbound, 2), effects=effects
        )
    row = store.find("c_1")
    assert row is not None and (row.version, row.case) == (1, first)
    assert (count(engine, "turns"), count(engine, "outbox")) == (1, 0)


def test_a_commit_to_no_conversation_is_refused(store: Store) -> None:
    with pytest.raises(StaleCase):
        store.commit("c_1", expected_version=0, case=Case("c_1", seq=1), turn=turn("m1", 1))


def test_a_fault_in_the_middle_leaves_nothing(store: Store, engine: Engine) -> None:
    """The second effect's key is taken: turn, case and first effect go with it, and memory does not run ahead."""
    case = begin(store)
    effects = [OutboxItem("submit", "same", {}), OutboxItem("submit", "same", {})]
    with pytest.raises(Exception, match=r"(?i)unique"):
        store.commit("c_1", expected_version=0, case=answered(case, "a", "b"), turn=turn("m1", 1), effects=effects)
    row = store.find("c_1")
    assert row is not None and (row.version, row.case) == (0, case)
    assert (count(engine, "turns"), count(engine, "outbox")) == (0, 0)


def test_what_cannot_be_written_out_is_refused_before_anything_is_stored(store: Store, engine: Engine) -> None:
    record = replace(turn("m1", 1), outcome={"value": object()})
    with pytest.raises(TypeError):
        store.commit("c_1", expected_version=0, case=begin(store), turn=record)
    assert count(engine, "turns") == 0


def test_a_store_sees_what_another_process_committed(
    store: Store, engine: Engine, cipher: Cipher, clock: Clock
) -> None:
    other = Store(engine, cipher, clock)
    case = begin(store)
    first = answered(case, "name", "阿婆")
    other.commit("c_1", expected_version=0, case=first, turn=turn("m1", 1))
    row = store.find("c_1")
    assert row is not None and (row.version, row.case) == (1, first)


def test_one_of_two_at_once_wins(store: Store, engine: Engine, cipher: Cipher, clock: Clock) -> None:
    """Sixteen threads over two stores commit on the same version; one turn is stored, the others are told."""
    case = begin(store)
    stores = [store, Store(engine, cipher, clock)]
    gate = threading.Barrier(16)
    results: list[str] = []

    def commit(number: int) -> None:
        gate.wait()
        try:
            after = answered(case, "name", f"店{number}")
            stores[number % 2].commit("c_1", expected_version=0, case=after, turn=turn(f"m{number}", 1))
            results.append(f"m{number}")
        except StaleCase:
            results.append("stale")

    threads = [threading.Thread(target=commit, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [result for result in results if result != "stale"]
    assert len(results) == 16 and len(won) == 1
    for reader in stores:
        row = reader.find("c_1")
        assert row is not None and row.version == 1
        assert row.case.answers["name"].value == f"店{won[0][1:]}"
    assert count(engine, "turns") == 1


def test_a_document_cannot_stand_in_for_another(store: Store, engine: Engine, cipher: Cipher, clock: Clock) -> None:
    """Whoever can write the database cannot move one applicant's case to another conversation."""
    begin(store, "c_1")
    begin(store, "c_2")
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE conversations SET sealed = (SELECT sealed FROM conversations WHERE id = 'c_1')")
        )
    with pytest.raises(SealBroken):
        Store(engine, cipher, clock).find("c_2")
