"""A conversation is held by one turn at a time, in whatever process; whoever dies lets go."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg2
import pytest

from actions.database import DatabaseUnavailable
from actions.ordering import Busy, InOrder
from tests.patient import PATIENCE


@pytest.fixture
def database(postgres: Callable[[], str]) -> str:
    return postgres()


@pytest.fixture
def here(database: str) -> Iterator[InOrder]:
    with closing(InOrder(database, PATIENCE)) as order:
        yield order


@pytest.fixture
def there(database: str) -> Iterator[InOrder]:
    """Another process, which loses patience soon."""
    with closing(InOrder(database, 0.2)) as order:
        yield order


def test_a_turn_waits_for_the_one_before_it_and_gives_up_in_the_end(here: InOrder, there: InOrder) -> None:
    with here("c_1"):
        with pytest.raises(Busy), there("c_1"):
            raise AssertionError("two turns at once")
        with there("c_2"):
            pass
    with there("c_1"):
        pass


def test_a_turn_that_fails_lets_go(here: InOrder, there: InOrder) -> None:
    with pytest.raises(ValueError, match="it went wrong"), here("c_1"):
        raise ValueError("it went wrong")
    with there("c_1"):
        pass


def test_who_waits_goes_on_as_soon_as_it_is_free(here: InOrder, database: str) -> None:
    entered, taken = threading.Event(), []

    def wait() -> None:
        with closing(InOrder(database, PATIENCE)) as other:
            entered.set()
            with other("c_1"):
                taken.append("second")

    with here("c_1"):
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert entered.wait(PATIENCE)
        taken.append("first")
    waiting.join(PATIENCE)
    assert taken == ["first", "second"]


def test_a_connection_that_is_cut_lets_go_and_the_turn_ends_as_it_would(
    here: InOrder, there: InOrder, database: str
) -> None:
    """What the turn writes is held by the store's compare-and-swap all the same."""
    with here("c_1"):
        with closing(psycopg2.connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        with closing(InOrder(database, PATIENCE)) as patient, patient("c_1"):
            pass
    with here("c_1"):
        pass
    with there("c_2"):
        pass


def test_a_database_that_is_away_is_told() -> None:
    with pytest.raises(DatabaseUnavailable), InOrder("postgresql://nobody@127.0.0.1:9/nothing")("c_1"):
        raise AssertionError("nothing is held")
