"""Bills as intake keeps them: each made once, its latest state by number of step, repeated and out of order the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, bindparam, select, update

from actions.cipher import Cipher
from actions.database import Database
from actions.moments import micros, moment

from ..elsewhere import Bill, Payment
from ..tables import bills

#: States of a bill, in words. Money that is given back is no matter of the intake's: a paid bill stays paid here.
STATES: Final = {"unpaid": "待缴费", "paid": "已缴费", "void": "已作废"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A bill of the application ``reference``, made for its event of this number. ``page``: where it is paid."""

    reference: str
    event: int
    payment: Payment
    page: str


class Bills:
    """Keeps and finds bills. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._cipher = cipher
        self._clock = clock
        row, prepare = bills.c, database.prepare
        columns = (row.reference, row.event, row.number, row.seq, row.state, row.cents, row.at, row.sealed)
        this = and_(row.reference == bindparam("wanted"), row.event == bindparam("granted"))
        self._this = prepare(select(*columns).where(this))
        unpaid = and_(row.state == "unpaid", row.looked <= bindparam("before"))
        self._unpaid = prepare(select(*columns).where(unpaid).order_by(row.looked).limit(bindparam("most")))
        self._add = prepare(
            bills.insert(), ("reference", "event", "number", "seq", "state", "cents", "at", "sealed", "looked")
        )
        # A bill that is paid stays so, whatever comes late; and that it is counts by whatever number it is told.
        open_ = and_(this, row.state != "paid")
        values = {"seq": bindparam("now"), "state": bindparam("to"), "at": bindparam("since")}
        self._pay = prepare(update(bills).where(open_).values(values))
        self._move = prepare(update(bills).where(and_(open_, row.seq < bindparam("step"))).values(values))
        self._looked = prepare(update(bills).where(this).values(looked=bindparam("when")))

    def of(self, reference: str, event: int) -> Kept | None:
        """The bill that was made for this event; None before there is one."""
        with self._database.read() as cursor:
            rows = self._this.run(cursor, {"wanted": reference, "granted": event}).fetchall()
        return self._kept(rows[0]) if rows else None

    def made(self, reference: str, event: int, bill: Bill) -> Kept:
        """The bill is kept; one that is kept already stays as it is. Gives what is kept."""
        paid = bill.payment
        row = {
            "reference": reference, "event": event, "number": paid.number, "seq": paid.seq, "state": paid.state,
            "cents": paid.cents, "at": micros(paid.at), "sealed": self._cipher.seal(_place(reference, event), bill.page.encode()),
            "looked": micros(self._clock()),
        }  # fmt: skip
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, row)
        except self._database.integrity_error:
            pass  # another try was faster
        kept = self.of(reference, event)
        if kept is None:
            raise RuntimeError("a bill that was just made is not there")
        return kept

    def stands(self, reference: str, event: int, payment: Payment) -> None:
        """The bill stands so, unless it is paid, or a later step of it is known. It has to be there."""
        values = {"now": payment.seq, "to": payment.state, "since": micros(payment.at)}
        this = {"wanted": reference, "granted": event, **values}
        with self._database.write() as cursor:
            if payment.state == "paid":
                self._pay.run(cursor, this)
            else:
                self._move.run(cursor, {**this, "step": payment.seq})

    def unpaid(self, quiet: timedelta, most: int) -> list[Kept]:
        """Up to ``most`` bills that nobody has paid as far as we know, and that were not looked at for so long."""
        before = micros(self._clock() - quiet)
        with self._database.read() as cursor:
            rows = self._unpaid.run(cursor, {"before": before, "most": most}).fetchall()
        return [self._kept(row) for row in rows]

    def looked(self, kept: Kept) -> None:
        """It was just looked at."""
        with self._database.write() as cursor:
            when = micros(self._clock())
            self._looked.run(cursor, {"wanted": kept.reference, "granted": kept.event, "when": when})

    def _kept(self, row: Any) -> Kept:
        reference, event, number, seq, state, cents, at, sealed = row
        page = self._cipher.open(_place(reference, event), sealed).decode()
        return Kept(reference, event, Payment(number, seq, state, cents, moment(at)), page)


def _place(reference: str, event: int) -> str:
    return f"{bills.name}:sealed:{reference}:{event}"
