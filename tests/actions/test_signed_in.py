"""Who signed in is kept sealed, is the same the next time, and is not kept longer than somebody names them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.principals import AGENT, FIRM, PERSON, Mandate, Party, Principal
from actions.sessions import IDLE, Sessions
from actions.signed_in import SignedIn
from actions.store import Store
from bot.engine import Case
from tests.actions.conftest import Clock

DAY = 86_400
WANG = Principal(
    id="",
    provider="city",
    person=Party(PERSON, "王演示", "310100196203180028"),
    verified=True,
    firm=Party(FIRM, "上海演示有限公司", "91310106MADEM00116"),
    mandate=Mandate(AGENT, frozenset({"food_operation_license"}), date(2027, 1, 31)),
)


@pytest.fixture
def kept(engine: Engine, cipher: Cipher, clock: Clock) -> SignedIn:
    return SignedIn(engine, cipher, clock)


def test_who_signed_in_is_found_whole(kept: SignedIn) -> None:
    found = kept.keep(WANG, "u-1")
    assert kept.of(found.id) == found
    assert found.mandate == WANG.mandate
    assert kept.of("p_nobody") is None


def test_the_same_person_for_the_same_firm_is_the_same(kept: SignedIn) -> None:
    first = kept.keep(WANG, "u-1")
    again = kept.keep(Principal("", "city", Party(PERSON, "王新名", ""), firm=WANG.firm, mandate=WANG.mandate), "u-1")
    assert again.id == first.id
    found = kept.of(first.id)
    assert found is not None
    assert (found.person.name, found.verified) == ("王新名", False)
    others = [
        kept.keep(WANG, "u-2"),
        kept.keep(Principal("", "other", WANG.person, firm=WANG.firm, mandate=WANG.mandate), "u-1"),
        kept.keep(Principal("", "city", WANG.person), "u-1"),
    ]
    assert len({first.id, *(one.id for one in others)}) == 4


def test_after_an_exchange_of_the_key_they_are_who_they_were(kept: SignedIn, engine: Engine, clock: Clock) -> None:
    first = kept.keep(WANG, "u-1")
    later = SignedIn(engine, Cipher({"k2": b"2" * 32, "k1": b"1" * 32}, "k2"), clock)
    assert later.of(first.id) == first
    assert later.keep(WANG, "u-1").id == first.id


def test_nothing_of_them_is_readable_in_the_database(kept: SignedIn, engine: Engine) -> None:
    kept.keep(WANG, "u-1")
    with engine.connect() as connection:
        (id_, sealed), *_ = connection.execute(text("SELECT id, sealed FROM principals")).fetchall()
    for told in ("王演示", "310100196203180028", "91310106MADEM00116", "u-1"):
        assert told.encode() not in bytes(sealed)
        assert told not in id_


def test_who_is_named_stays_and_nobody_else(
    kept: SignedIn, engine: Engine, clock: Clock, store: Store, cipher: Cipher
) -> None:
    sessions = Sessions(engine, clock)
    of_session, of_case, of_nothing = (kept.keep(WANG, one).id for one in ("u-1", "u-2", "u-3"))
    store.create("c_1", channel="web", token_hash="t", case=Case("c_1"), identity=of_case)
    kept.sweep()
    assert kept.of(of_nothing) is not None
    clock.pass_seconds(DAY)
    sessions.open("hash", of_session, IDLE)
    kept.sweep()
    assert [kept.of(one) is not None for one in (of_session, of_case, of_nothing)] == [True, True, False]
    clock.pass_seconds(DAY)
    kept.sweep()
    assert [kept.of(one) is not None for one in (of_session, of_case)] == [False, True]


def test_a_state_is_taken_once(kept: SignedIn, clock: Clock) -> None:
    assert kept.take("state", timedelta(minutes=20))
    assert not kept.take("state", timedelta(minutes=20))
    assert kept.take("other", timedelta(minutes=20))


def test_a_conversation_is_bound_once(store: Store) -> None:
    store.create("c_1", channel="web", token_hash="t", case=Case("c_1"))
    assert store.bind("c_1", "p_1")
    assert store.bind("c_1", "p_1")
    assert not store.bind("c_1", "p_2")
    assert not store.bind("c_none", "p_1")
    row = store.find("c_1")
    assert row is not None
    assert row.identity == "p_1"


def test_a_session_that_is_used_lasts_and_still_ends(engine: Engine, clock: Clock) -> None:
    sessions = Sessions(engine, clock)
    sessions.open("hash", "p_1", IDLE, timedelta(hours=2))
    for _ in range(5):
        clock.pass_seconds(20 * 60)
        assert sessions.identity("hash") == "p_1"
    clock.pass_seconds(20 * 60)
    assert sessions.identity("hash") is None
    sessions.open("other", "p_1", IDLE, timedelta(hours=2))
    clock.pass_seconds(30 * 60)
    assert sessions.identity("other") is None
