"""Turns of one conversation are taken one after the other, whichever process they reached.

On PostgreSQL each holds an advisory lock: who waits is queued by the database, and the lock of a process that dies is free
at once. The store's compare-and-swap stays beneath it: what moves a case without a turn (a file, a consent) takes no lock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final

from .database import DatabaseUnavailable, open_engine

#: Turns that one process takes at a time; others wait here, not in the database.
AT_ONCE: Final = 8
#: Seconds that a turn waits for the ones before it.
LONGEST: Final = 10
_HOLD: Final = "SET LOCAL lock_timeout = %s; SELECT pg_advisory_xact_lock(%s)"


class Busy(RuntimeError):
    """The conversation was taken up by other turns for too long; nothing was written."""


#: Holds a conversation for one turn, from entry to exit. Raises Busy, DatabaseUnavailable.
Ordering = Callable[[str], AbstractContextManager[Any]]


@contextmanager
def unordered(_: str) -> Iterator[None]:
    """Nothing is held: one process orders its turns itself."""
    yield


class InOrder:
    """``Ordering`` by a PostgreSQL that several processes share. Its connections are its own: who holds a conversation never
    waits for one that somebody needs who waits for the conversation."""

    def __init__(self, url: str, longest: float = LONGEST) -> None:
        """``url``: of the database that holds the cases; ``longest``: seconds that a turn waits."""
        self._longest = f"{round(longest * 1000)}ms"
        self._engine = open_engine(url, connections=AT_ONCE)

    @contextmanager
    def __call__(self, conversation: str) -> Iterator[None]:
        connection = self._held(conversation)
        try:
            yield
        finally:
            self._let_go(connection)

    def close(self) -> None:
        """Its connections are closed."""
        self._engine.dispose()

    def _held(self, conversation: str) -> Any:
        driver = self._engine.dialect.dbapi
        try:
            connection = self._engine.raw_connection()
        except Exception as fault:
            raise DatabaseUnavailable(f"no connection: {type(fault).__name__}") from fault
        try:
            with connection.cursor() as cursor:
                cursor.execute(_HOLD, (self._longest, _number(conversation)))
        except driver.errors.LockNotAvailable as fault:
            self._let_go(connection)
            raise Busy(conversation) from fault
        except (driver.OperationalError, driver.InterfaceError) as fault:
            connection.invalidate(fault)
            raise DatabaseUnavailable(type(fault).__name__) from fault
        except BaseException:
            self._let_go(connection)
            raise
        return connection

    def _let_go(self, connection: Any) -> None:
        """The lock goes with its transaction; a connection that broke took it along."""
        driver = self._engine.dialect.dbapi
        try:
            connection.rollback()
        except (driver.OperationalError, driver.InterfaceError) as fault:
            connection.invalidate(fault)
        finally:
            connection.close()


def _number(conversation: str) -> int:
    """The lock's number: 64 bits, as PostgreSQL takes them."""
    digest = hashlib.blake2b(f"turn:{conversation}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
