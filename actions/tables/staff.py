"""How often somebody of the staff tried to come in, and which code they used last."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from .metadata import METADATA

#: ``who``: place and id, of people that there are alone. ``tries``: since they last came in. ``until``: locked till then; 0: not.
#: ``step``: the thirty seconds whose code was used last.
staff_tries: Final = Table(
    "staff_tries",
    METADATA,
    Column("who", Text, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("step", BigInteger, nullable=False),
)
