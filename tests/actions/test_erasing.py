"""Erased is erased: nothing is left in any table, nothing that is on its way is lost, and drafts lapse by themselves."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.consent import Consents
from actions.conversations import UnknownConversation
from actions.database import Database
from actions.earlier_matters import Earlier
from actions.erasing import ASKED, LAPSED, Erasing, Undecided
from actions.files.shelf import Shelf
from actions.followers import Followers
from actions.gateways.memory import MemorySubmission
from actions.holding import Holding, Taker
from actions.inbound import Inbound
from actions.pushes import Pushes
from actions.ratings import Rating, Ratings
from actions.retention import AT_ONCE, Retention
from actions.searching import SearchIndex
from actions.tables import METADATA
from bot.engine import Case
from tests.actions.files.test_shelf import ABOUT, WORDS

from .conftest import Clock
from .office import Office, filled, open_office

DAY = 24 * 3600.0


@pytest.fixture
def office(engine: Engine, cipher: Cipher, clock: Clock) -> Office:
    """An office where nothing has happened yet."""
    return open_office(engine, cipher, clock, SearchIndex(Database(engine), cipher, {"name": "name"}))


@pytest.fixture
def erasing(engine: Engine, office: Office, clock: Clock) -> Erasing:
    """What erases there."""
    return Erasing(engine, office.store, clock)


def rows(engine: Engine) -> dict[str, int]:
    """How many rows each table has that refers to conversations, and conversations itself."""
    names = [
        name for name, table in METADATA.tables.items()
        if name == "conversations" or any(key.column.table.name == "conversations" for key in table.foreign_keys)
    ]  # fmt: skip
    with engine.connect() as connection:
        return {name: connection.scalar(select(func.count()).select_from(METADATA.tables[name])) for name in names}


def used(engine: Engine, cipher: Cipher, clock: Clock, office: Office) -> None:
    """A conversation with something in every table."""
    office.store.create("c_1", channel="web", token_hash="desk", case=filled("c_1"), consent=True)
    Consents(engine, clock).decide("c_1", ["personal"], "agreed", "v1")
    holding = Holding(engine, cipher, clock)
    holding.note("c_1", "device", "desk")
    holding.issue("c_1", "desk", "long")
    holding.take(Taker("phone", None), token_hash="long")
    row = office.store.find("c_1")
    assert row is not None
    Shelf(engine, cipher, clock).add("c_1", row.version, "M1", ABOUT, WORDS, "clean")
    Ratings(engine, cipher, clock).rate("c_1", Rating(4, "还行"), "R-1")
    followers = Followers(engine, cipher, clock)
    person = followers.begin("wx1", "o1", "c_1", "phone")
    with Database(engine).write() as cursor:
        followers.earlier.left(cursor, person.mark, Earlier("c_1", "phone", 1, 1))
    Pushes(engine, cipher, clock, followers).arrive(person, "m1", {"Content": "记下了"}, 1, 1)
    office.hand_in("c_1")


def hand_over(office: Office, clock: Clock) -> None:
    """The worker has been round once."""

    async def once() -> None:
        await office.worker(MemorySubmission(clock)).run_once()

    asyncio.run(once())


def test_every_table_that_names_a_conversation_refers_to_it() -> None:
    """Or its rows would be left behind."""
    loose = [
        name
        for name, table in METADATA.tables.items()
        if "conversation" in table.c and not table.c["conversation"].foreign_keys
    ]
    assert loose == ["erased"]


def test_nothing_is_left(engine: Engine, cipher: Cipher, clock: Clock, office: Office, erasing: Erasing) -> None:
    used(engine, cipher, clock, office)
    with pytest.raises(Undecided):
        erasing.erase("c_1")
    # What is on its way arrives, and is decided; then it can be erased.
    assert all(rows(engine).values()), rows(engine)
    hand_over(office, clock)
    assert erasing.erase("c_1")
    assert set(rows(engine).values()) == {0}
    left = erasing.tombstone("c_1")
    assert left is not None
    assert (left.token_hash, left.reason) == ("phone", ASKED)
    with pytest.raises(UnknownConversation):
        office.conversations.take("c_1", Inbound("m", text="你好"))
    assert not erasing.erase("c_1")


def test_others_are_not_touched(engine: Engine, office: Office, erasing: Erasing) -> None:
    for name in ("c_1", "c_2"):
        office.store.create(name, channel="web", token_hash=name, case=Case(name))
        office.conversations.take(name, Inbound("m", text="你好"))
    assert erasing.erase("c_1")
    assert (rows(engine)["conversations"], rows(engine)["turns"]) == (1, 1)
    assert office.case("c_2").seq == 1


def test_a_channels_own_name_is_not_kept(engine: Engine, office: Office, erasing: Erasing) -> None:
    office.store.create("rest:13812345678", channel="rest", token_hash=None, case=Case("rest:13812345678"))
    assert erasing.erase("rest:13812345678", LAPSED)
    assert erasing.tombstone("rest:13812345678") is None


def test_drafts_lapse_and_what_was_received_stays(
    engine: Engine, office: Office, erasing: Erasing, clock: Clock
) -> None:
    retention = Retention(engine, office.store, erasing, clock, 90)
    for name in ("old", "touched", "waiting"):
        office.store.create(name, channel="web", token_hash=name, case=filled(name))
        office.conversations.take(name, Inbound("m", text="你好"))
    office.hand_in("waiting", "submit")
    clock.pass_seconds(89 * DAY)
    assert retention.sweep() == (0, None)
    office.conversations.take("touched", Inbound("later", text="你好"))
    clock.pass_seconds(1 * DAY)
    assert retention.sweep() == (1, None)
    assert office.store.find("old") is None
    left = erasing.tombstone("old")
    assert left is not None
    assert left.reason == LAPSED
    assert office.store.find("touched") is not None
    assert office.store.find("waiting") is not None


def test_a_received_application_never_lapses(engine: Engine, office: Office, erasing: Erasing, clock: Clock) -> None:
    retention = Retention(engine, office.store, erasing, clock, 90)
    office.ready("c_1")
    office.hand_in("c_1")
    hand_over(office, clock)
    clock.pass_seconds(1000 * DAY)
    assert retention.sweep() == (0, None)
    assert office.store.find("c_1") is not None


def test_many_lapse_in_several_goes(engine: Engine, office: Office, erasing: Erasing, clock: Clock) -> None:
    for number in range(AT_ONCE + 1):
        office.store.create(f"c{number}", channel="web", token_hash=f"t{number}", case=Case(f"c{number}"))
    retention = Retention(engine, office.store, erasing, clock, 1)
    clock.pass_seconds(DAY)
    gone, after = retention.sweep()
    assert (gone, after is not None) == (AT_ONCE, True)
    assert retention.sweep(after or "") == (1, None)


def test_the_tombstone_says_nothing_of_anybody(engine: Engine) -> None:
    columns = {column["name"] for column in inspect(engine).get_columns("erased")}
    assert columns == {"conversation", "token_hash", "reason", "at"}
