"""Numbers without a unit of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.engine.values import Rejection, Value

from .phrase import ChoiceOption, Phrase
from .quantities import Quantity

_NUMBER = Quantity("number", {r"个|米|度|公斤|千克|kg|KG|升|吨": Decimal(1)}, r"数量|数", "12.5、三点五", lowest=None)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """A number; whole ones as int."""
    return _NUMBER.read(phrase)
