"""References of received applications (收件编号): random, told on the telephone, with a check character."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Final

#: 上海静安.
_PLACE: Final = "SH-JA"
#: Without I, L, O and U, which are misread or misheard. Source: Crockford's base 32.
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM: Final = 9
_LOCAL: Final = timezone(timedelta(hours=8))


def new_reference(now: datetime, choose: Callable[[str], str] = secrets.choice) -> str:
    """A new reference, e.g. ``SH-JA-20261124-7K3M9QXT2D``: local day, nine random characters, one to check.

    The day is for people; nothing is to be derived from a reference. 45 random bits a day: nobody can guess one.
    """
    body = f"{now.astimezone(_LOCAL):%Y%m%d}" + "".join(choose(_ALPHABET) for _ in range(_RANDOM))
    return f"{_PLACE}-{body[:8]}-{body[8:]}{_check(body)}"


def is_reference(text: str) -> bool:
    """Whether the text has the form of a reference and its check character is right."""
    body = text.removeprefix(f"{_PLACE}-").replace("-", "", 1)
    if len(text) != len(_PLACE) + _RANDOM + 11 or not set(body) <= set(_ALPHABET):
        return False
    return f"{_PLACE}-{body[:8]}-{body[8:]}" == text and _check(body[:-1]) == body[-1]


def _check(body: str) -> str:
    """The check character: finds every single wrong character and nearly every swap of neighbours.

    Source: ISO/IEC 7812-1, annex B (Luhn), with 32 characters in place of ten digits.
    """
    size, total = len(_ALPHABET), 0
    for place, char in enumerate(reversed(body)):
        value = _ALPHABET.index(char) * (2 if place % 2 == 0 else 1)
        total += value // size + value % size
    return _ALPHABET[-total % size]
