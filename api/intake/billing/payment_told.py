"""What a place that takes money says of a bill, read strictly."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from bot.engine.moments import read_moment

from ..elsewhere import Bill, Payment
from .bills import STATES

#: Numbers of bills are letters and digits; applicants read them.
_NUMBER: Final = re.compile(r"[A-Za-z0-9-]{1,64}")
_LARGEST: Final = 10**12
_MOST_STEPS: Final = 1000
_LONGEST_PAGE: Final = 1000


class BadPayment(ValueError):
    """It does not say how a bill stands."""


def read_payment(said: Any) -> tuple[str, Payment]:
    """The key and the state of ``{"order", "number", "seq", "state", "cents", "at"}``. Raises BadPayment."""
    if not isinstance(said, dict):
        raise BadPayment("no object")
    order, number, seq, state, cents = (said.get(name) for name in ("order", "number", "seq", "state", "cents"))
    if not isinstance(order, str) or not isinstance(number, str) or not _NUMBER.fullmatch(number):
        raise BadPayment("order or number")
    if type(seq) is not int or not 0 < seq <= _MOST_STEPS or not isinstance(state, str) or state not in STATES:
        raise BadPayment("seq or state")
    if type(cents) is not int or not 0 < cents <= _LARGEST:
        raise BadPayment("cents")
    try:
        at = read_moment(said.get("at"))
    except ValueError as fault:
        raise BadPayment("at") from fault
    return order, Payment(number, seq, state, cents, at)


def read_bill(said: Any, own_page: str = "") -> tuple[str, Bill]:
    """The key and the bill: what ``read_payment`` reads, and ``page``, where it is paid.

    ``own_page``: how pages of this very site may begin; every other page has to be an https address of its own.

    Raises:
        BadPayment: it is none.
    """
    key, payment = read_payment(said)
    page = said.get("page")
    if not isinstance(page, str) or not (_is_secure(page) or _is_own(page, own_page)):
        raise BadPayment("page")
    return key, Bill(payment, page)


def _is_secure(page: str) -> bool:
    """Whether applicants may be sent there: an https address, without a name and password that would hide where it leads."""
    if len(page) > _LONGEST_PAGE or not re.fullmatch(r"[!-~]+", page) or "\\" in page:
        return False
    try:
        parts = urlsplit(page)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def _is_own(page: str, own_page: str) -> bool:
    return bool(own_page) and page.startswith(own_page) and re.fullmatch(r"[A-Za-z0-9/_-]{1,200}", page) is not None
