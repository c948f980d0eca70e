"""Where files are kept: sealed, in the store's own database, as part of a case.

A file that is added or removed moves the case's version as a turn does. So no turn can be committed that did not know of
it: a file is either in the bundle that is handed in, or was refused because the bundle was closed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy.engine import Engine

from ..cipher import Cipher
from ..database import Database
from ..moments import micros
from ..store_records import StaleCase
from .kept_file import INFECTED, About, KeptFile
from .shelf_statements import prepare


class Shelf:
    """The files of one database. Safe to use from several threads and several processes. Raises DatabaseUnavailable."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        self._clock = clock
        self._do = prepare(self._database)

    def of(self, conversation: str) -> list[KeptFile]:
        """The case's files in the order in which they came."""
        with self._database.read() as cursor:
            rows = self._do.list.run(cursor, {"conversation": conversation}).fetchall()
        return [self._opened(row) for row in rows]

    def content(self, file: KeptFile) -> bytes | None:
        """The file's content, or None when it is gone."""
        with self._database.read() as cursor:
            rows = self._do.content.run(cursor, {"content": file.content}).fetchall()
        if not rows or rows[0][1] is None:
            return None
        return self._cipher.open(_content_place(file.content), rows[0][1])

    def add(
        self, conversation: str, version: int, material: str, about: About, content: bytes | KeptFile, state: str
    ) -> KeptFile:
        """The file is kept. ``content``: its bytes, or the file of the same case whose content it shares.

        Raises:
            StaleCase: the case moved from ``version`` meanwhile; nothing was kept.
        """
        shared = content.content if isinstance(content, KeptFile) else None
        file = KeptFile(secrets.token_hex(16), material, shared or secrets.token_hex(16), state, about)
        now = micros(self._clock())
        described = {
            "id": file.id,
            "conversation": conversation,
            "material": material,
            "content": file.content,
            "sealed": self._cipher.seal(_about_place(file.id), about.written()),
            "created": now,
        }
        # Written out and sealed before the transaction starts: others wait for it.
        sealed = self._cipher.seal(_content_place(file.content), content) if isinstance(content, bytes) else None
        with self._database.write() as cursor:
            self._move(cursor, conversation, version, now)
            if sealed is not None:
                values = {"id": file.content, "conversation": conversation, "state": state, "sealed": sealed}
                self._do.add_content.run(cursor, {**values, "created": now})
            self._do.add.run(cursor, described)
        return file

    def remove(self, conversation: str, version: int, file: KeptFile) -> None:
        """The file is gone, and so is its content unless another file shares it. Raises StaleCase."""
        with self._database.write() as cursor:
            self._move(cursor, conversation, version, micros(self._clock()))
            self._do.remove.run(cursor, {"file": file.id})
            self._do.remove_content.run(cursor, {"unused": file.content})

    def unscanned(self, states: Sequence[str], most: int) -> list[tuple[str, bytes]]:
        """Ids and contents in one of two states, the oldest first."""
        first, second = (*states, states[0])[:2]
        with self._database.read() as cursor:
            rows = self._do.to_scan.run(cursor, {"first": first, "second": second, "most": most}).fetchall()
        return [(content, self._cipher.open(_content_place(content), sealed)) for content, sealed in rows]

    def scanned(self, content: str, state: str) -> None:
        """What the scan found holds for the content. Of an infected one nothing is kept."""
        statement = self._do.drop_content if state == INFECTED else self._do.set_state
        with self._database.write() as cursor:
            statement.run(cursor, {"scanned": content, "found": state})

    def _move(self, cursor: Any, conversation: str, version: int, now: int) -> None:
        values = {"conversation_id": conversation, "expected": version, "next": version + 1, "now": now}
        if self._do.move.run(cursor, values).rowcount != 1:
            raise StaleCase(conversation)

    def _opened(self, row: Sequence[Any]) -> KeptFile:
        file, material, content, state, sealed = row
        about = About(**orjson.loads(self._cipher.open(_about_place(file), sealed)))
        return KeptFile(file, material, content, state, about)


def _about_place(file: str) -> str:
    return f"files:sealed:{file}"


def _content_place(content: str) -> str:
    return f"file_contents:sealed:{content}"
