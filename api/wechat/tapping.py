"""Ids of what can be tapped, so that a tap on an old question is known as one and none can be made up."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import Final, NamedTuple

#: Base-32 digits of the mark: 40 bits, which nobody tries through at a conversation that counts their messages.
_MARK: Final = 8
_ID: Final = re.compile(r"(?P<question>q\d{1,9})\.(?P<place>\d{1,3})\.(?P<mark>[a-z2-7]{8})")


class Tap(NamedTuple):
    """What was tapped: the question's instance, and the place of the choice under it, from 0."""

    question: str
    place: int


class Taps:
    """Makes and reads ids. ``key``: 16 bytes or more that nobody else knows. Raises ValueError for a shorter one."""

    def __init__(self, key: bytes) -> None:
        if len(key) < 16:
            raise ValueError("the key of taps has 16 bytes or more")
        self._key = key

    def id_of(self, conversation: str, tap: Tap) -> str:
        """At most 24 characters that hold for this conversation alone."""
        return f"{tap.question}.{tap.place}.{self._mark(conversation, tap)}"

    def read(self, conversation: str, text: str) -> Tap | None:
        """The tap, or None where the id was not made here for this conversation."""
        match = _ID.fullmatch(text)
        if match is None:
            return None
        tap = Tap(match["question"], int(match["place"]))
        return tap if hmac.compare_digest(match["mark"], self._mark(conversation, tap)) else None

    @staticmethod
    def is_like(text: str) -> bool:
        """Whether the text has the form of an id that was made here, for whatever conversation."""
        return _ID.fullmatch(text) is not None

    def _mark(self, conversation: str, tap: Tap) -> str:
        told = f"{conversation}\0{tap.question}\0{tap.place}".encode()
        digest = hmac.digest(self._key, told, hashlib.sha256)
        return base64.b32encode(digest).decode().lower()[:_MARK]
