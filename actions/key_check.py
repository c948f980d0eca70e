"""A wrong data key is found when the program starts, not when the first applicant's case cannot be read."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import select

from .cipher import Cipher, SealBroken
from .database import Database

_KNOWN: Final = b"daoban"


class WrongDataKey(RuntimeError):
    """The database was written with a data key that is not the configured one."""


def check_keys(database: Database, cipher: Cipher, table: Any) -> None:
    """Every key that ever sealed something in this database is configured and is the same key as then.

    A key that is new to the database is noted in ``table``.

    Raises:
        WrongDataKey: says which key, and what to do.
    """
    kept = _kept(database, table)
    for name, sealed in kept.items():
        if name not in cipher.ids:
            raise WrongDataKey(
                f"the database holds data sealed with data key {name!r}; add that key after the current one"
            )
        try:
            cipher.open(_place(table, name), sealed)
        except SealBroken as fault:
            raise WrongDataKey(
                f"data key {name!r} is not the key this database was written with; set the right one"
            ) from fault
    new = [name for name in cipher.ids if name not in kept]
    insert = database.prepare(table.insert(), ("key_id", "sealed"))
    for name in new:
        try:
            with database.write() as cursor:
                insert.run(cursor, {"key_id": name, "sealed": cipher.seal(_place(table, name), _KNOWN, key=name)})
        except database.integrity_error:
            # Another process noted a key under this id meanwhile: see whether it is the same key.
            check_keys(database, cipher, table)
            return


def _kept(database: Database, table: Any) -> dict[str, bytes]:
    with database.read() as cursor:
        database.prepare(select(table.c.key_id, table.c.sealed)).run(cursor, {})
        return {name: bytes(sealed) for name, sealed in cursor.fetchall()}


def _place(table: Any, name: str) -> str:
    return f"{table.name}:sealed:{name}"
