"""Whether the trail is whole: no entry changed, taken out or put in, and none of the last ones cut off."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Engine

from ..cipher import Cipher
from ..database import Database
from ..moments import moment
from ..tables import audit_trail
from .entries import BEGINNING, Actor, bound, mark_of
from .rows import onward

#: Rows that are read at once, and faults that are told.
_PIECE: Final = 1000
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that is not what was written.

    ``why``: ``missing`` (numbers were left out before it), ``changed`` (it, or the one before, says something else than when it was written),
    ``forged`` (it was not written with a data key), ``keyless`` (its data key is not here, though that of one before it is: keys are only
    exchanged onward), ``cut`` (it was there, and is not, or another stands in its place).
    """

    number: int
    why: str


#: A last entry as ``Verdict.told`` writes it.
_KNOWN: Final = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Args:
        entries: how many were looked at. ``last``: number and digest of the last one; None: there is none.
        broken: at most 100, in order. ``unproven``: entries whose data key is no longer here; only their order and content hold together.
    """

    entries: int
    last: tuple[int, bytes] | None
    broken: tuple[Broken, ...]
    unproven: int

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.broken

    def told(self) -> dict[str, Any]:
        """As the auditor's page and the command tell it; ``last`` is to be kept elsewhere, and given to the next look."""
        last = None if self.last is None else f"{self.last[0]}:{self.last[1].hex()}"
        broken = [{"number": one.number, "why": one.why} for one in self.broken]
        return {
            "whole": self.whole, "entries": self.entries, "last": last, "broken": broken, "unproven": self.unproven,
        }  # fmt: skip


def read_known(text: str) -> tuple[int, bytes] | None:
    """The number and digest of a last entry as it was told; None for what is none."""
    found = _KNOWN.fullmatch(text.strip())
    return (int(found.group(1)), bytes.fromhex(found.group(2))) if found is not None else None


def verify(engine: Engine, cipher: Cipher, known: tuple[int, bytes] | None = None) -> Verdict:
    """Every entry is looked at.

    Args:
        known: number and digest of an entry as they were told before: that those after it were not cut off and written anew.

    Raises:
        DatabaseUnavailable: the database cannot be reached.
    """
    before, number, unproven, entries = BEGINNING, 0, 0, 0
    since_proven = False
    broken: list[Broken] = []
    at_known = BEGINNING if known is not None and known[0] == 0 else b""
    for row in _rows(Database(engine)):
        entries += 1
        why, proven = _fault(row, number, before, cipher)
        if not why and since_proven and not proven:
            why = "keyless"
        since_proven = since_proven or (proven and not why)
        if why and len(broken) < _MOST:
            broken.append(Broken(row[0], why))
        unproven += not proven
        number, before = row[0], bytes(row[10])
        if known is not None and number == known[0]:
            at_known = before
    if known is not None and not hmac.compare_digest(at_known, known[1]):
        broken.append(Broken(known[0], "cut"))
    return Verdict(entries, (number, before) if entries else None, tuple(broken), unproven)


def _rows(database: Database) -> Iterator[Sequence[Any]]:
    of = audit_trail.c
    piece = database.prepare(select(*of).where(of.number > bindparam("after")).order_by(of.number).limit(_PIECE))
    return onward(database, piece, _PIECE, -(2**62), {})  # one with a number below 1 is not overlooked


def _fault(row: Sequence[Any], last: int, before: bytes, cipher: Cipher) -> tuple[str, bool]:
    """What is wrong with the entry, or nothing; and whether its data key is here."""
    number, at, who, role, organisation, address, act, allowed, about, sealed, digest, key, mark = row
    actor = Actor(who, role, organisation, address)
    proven = key in cipher.ids
    try:
        own = bound(before, number, moment(at), actor, act, bool(allowed), about, bytes(sealed))
    except OverflowError:
        return "changed", proven  # no clock says such a time
    if number != last + 1:
        return "missing", proven
    if not hmac.compare_digest(own, bytes(digest)):
        return "changed", proven
    if proven and not any(hmac.compare_digest(bytes(mark), one) for one in mark_of(cipher, bytes(digest))):
        return "forged", proven
    return "", proven
