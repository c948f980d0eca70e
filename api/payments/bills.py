"""Bills: made once, paid once; of each the page where it is paid has an address that nobody guesses."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from actions.cipher import Cipher
from actions.database import Database

from ..intake.callbacks import Callback
from ..intake.telling import Letter
from ..ordering import Ordered, Orders, Terms
from ..problems import Problem
from .tables import TABLES

TERMS: Final = Terms(
    {"unpaid": ("paid", "void"), "paid": (), "void": ()},
    lambda: f"JK{secrets.randbelow(10**14):014d}",
    lambda: Problem(404, "no-such-bill", "没有这张缴款单，请核对链接。"),
)


@dataclass(frozen=True, slots=True)
class Bills:
    """Bills by their orders. Raises as ``Orders`` does."""

    orders: Orders
    cipher: Cipher

    def told(self, ordered: Ordered) -> dict[str, Any]:
        """How the bill stands, as it is told to whoever ordered."""
        return {**ordered.told(), "cents": self.orders.said(ordered.number)["cents"]}

    def cancel(self, number: str) -> Ordered:
        """The bill is void, unless it is paid; gives it as it stands. Raises Problem 404."""
        try:
            return self.orders.move(number, "void")
        except Problem as fault:
            if fault.code != "not-now":
                raise
            return self.orders.at(number)

    def letter(self, callback: Callback) -> Letter:
        """What a callback tells."""
        letter = self.orders.letter(callback)
        return Letter(letter.id, self.told(self.orders.at(callback.reference, callback.seq)))

    def secret(self, number: str) -> str:
        """What the address of the bill's page ends in."""
        return self.cipher.mark(*_page(number)).hex()[:32]

    def check_secret(self, number: str, secret: str) -> None:
        """Raises Problem 404 where the page's address ends otherwise."""
        known = (one.hex()[:32] for one in self.cipher.marks(*_page(number)))
        if not any(hmac.compare_digest(one.encode(), secret.encode()) for one in known):
            raise TERMS.missing()


def open_bills(database: Database, cipher: Cipher, clock: Callable[[], datetime]) -> Bills:
    """The bills of this database."""
    return Bills(Orders(database, cipher, clock, TABLES, TERMS), cipher)


def _page(number: str) -> tuple[str, str]:
    return "payments page", number
