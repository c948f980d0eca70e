"""The blind index on both databases: written with the case, gone with it, and nothing to be read in it."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.database import Database
from actions.erasing import Erasing
from actions.searching import SearchIndex, index_waiting
from actions.store import Store, TurnRecord
from actions.tables import METADATA, search_marks
from actions.window.search import Search
from bot.engine import Case
from bot.engine.case import Stored
from tests.actions.conftest import Clock

NOON = datetime(2026, 12, 1, 4, 0, tzinfo=timezone.utc)
KINDS = {"operator.name": "name", "operator.uscc": "code", "contact.mobile": "phone"}
OLD, NEW = b"o" * 32, b"n" * 32
NAME, PHONE = "阿不都·热合曼", "13912345678"


def indexed(engine: Engine, *keys: bytes) -> SearchIndex:
    """An index with these keys, the current one first."""
    named = {f"s{key[0]}": key for key in keys}
    return SearchIndex(Database(engine), Cipher(named, next(iter(named))), KINDS)


@pytest.fixture
def index(engine: Engine) -> SearchIndex:
    """An index with one key."""
    return indexed(engine, OLD)


def case(name: str, seq: int = 0, **answers: str) -> Case:
    """A case with these answers; ``__`` stands for the dot of a fact's name."""
    stored = {fact.replace("__", "."): Stored(one, one, "said", "applicant", NOON, 1) for fact, one in answers.items()}
    return Case(name, seq=seq, answers=stored)


def found(engine: Engine, index: SearchIndex, words: str) -> list[str]:
    """The conversations that a search gives."""
    return [one.conversation for one in Search(engine, index).find(words)]


def begin(store: Store, name: str, **answers: str) -> None:
    """A conversation with these answers."""
    store.create(name, channel="web", token_hash=name, case=case(name, **answers))


def turn(store: Store, name: str, version: int, **answers: str) -> None:
    """The conversation's next turn, after which its answers are these."""
    record = TurnRecord(f"m{version}", "d", version + 1, {"messages": []}, (), NOON)
    store.commit(name, expected_version=version, case=case(name, version + 1, **answers), turn=record)


def test_found_as_soon_as_it_is_stored_and_by_what_holds_now(
    engine: Engine, cipher: Cipher, clock: Clock, index: SearchIndex
) -> None:
    store = Store(engine, cipher, clock, index)
    begin(store, "c_1", operator__name=NAME)
    assert found(engine, index, "阿不都 热合曼") == ["c_1"]
    turn(store, "c_1", 0, operator__name="江南茶舍", contact__mobile=PHONE)
    assert found(engine, index, NAME) == []
    assert found(engine, index, "江南茶舍") == ["c_1"]
    assert found(engine, index, "+86 139 1234 5678") == ["c_1"]
    turn(store, "c_1", 1)
    assert found(engine, index, "江南茶舍") == []


def test_the_latest_comes_first_and_half_a_name_finds_nothing(
    engine: Engine, cipher: Cipher, clock: Clock, index: SearchIndex
) -> None:
    store = Store(engine, cipher, clock, index)
    for number in (1, 2):
        begin(store, f"c_{number}", operator__name="江南茶舍")
        clock.pass_seconds(1)
    assert found(engine, index, "江南茶舍") == ["c_2", "c_1"]
    assert found(engine, index, "江南") == []
    assert found(engine, index, "") == []


def test_a_name_is_no_code_and_no_phone(engine: Engine, cipher: Cipher, clock: Clock, index: SearchIndex) -> None:
    store = Store(engine, cipher, clock, index)
    begin(store, "c_1", contact__mobile=PHONE)
    with engine.connect() as connection:
        held = {bytes(mark) for mark in connection.scalars(select(search_marks.c.mark))}
    assert held == {index._key.mark("search", "phone", PHONE)}


def test_nothing_of_it_is_left_after_erasing(engine: Engine, cipher: Cipher, clock: Clock, index: SearchIndex) -> None:
    store = Store(engine, cipher, clock, index)
    begin(store, "c_1", operator__name=NAME, contact__mobile=PHONE)
    begin(store, "c_2", operator__name=NAME)
    Erasing(engine, store, clock).erase("c_1")
    assert found(engine, index, NAME) == ["c_2"]
    assert found(engine, index, PHONE) == []


def test_cases_from_before_are_found_after_the_start(
    engine: Engine, cipher: Cipher, clock: Clock, index: SearchIndex
) -> None:
    begin(Store(engine, cipher, clock), "c_old", operator__name=NAME)
    begin(Store(engine, Cipher({"lost": b"x" * 32}, "lost"), clock), "c_damaged", operator__name=NAME)
    assert found(engine, index, NAME) == []
    assert index_waiting(Database(engine), cipher, index) == 2
    assert found(engine, index, NAME) == ["c_old"]
    assert index_waiting(Database(engine), cipher, index) == 0


def test_after_an_exchange_of_keys_everything_is_found_before_and_after_it_is_marked_anew(
    engine: Engine, cipher: Cipher, clock: Clock, index: SearchIndex
) -> None:
    begin(Store(engine, cipher, clock, index), "c_1", operator__name=NAME)
    both = indexed(engine, NEW, OLD)
    assert found(engine, both, NAME) == ["c_1"]
    assert index_waiting(Database(engine), cipher, both) == 1
    assert found(engine, indexed(engine, NEW), NAME) == ["c_1"]
    assert found(engine, index, NAME) == []


def test_the_database_holds_no_value_and_no_mark_that_the_data_key_makes(
    engine: Engine, cipher: Cipher, clock: Clock, index: SearchIndex
) -> None:
    begin(Store(engine, cipher, clock, index), "c_1", operator__name=NAME, contact__mobile=PHONE)
    held = b""
    with engine.connect() as connection:
        for table in METADATA.tables:
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                held += b"|".join(
                    bytes(one) if isinstance(one, (bytes, memoryview)) else str(one).encode() for one in row
                )
    for value in (NAME, "阿不都热合曼", PHONE):
        assert value.encode() not in held
        assert cipher.mark("search", "phone", value) not in held
    assert index._key.mark("search", "phone", PHONE) in held
