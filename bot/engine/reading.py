"""What understanding made of a text: commands for the engine, and where in the text each value stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .address import Address
from .commands import Command
from .facts import Fact, Option
from .values import Json


@dataclass(frozen=True, slots=True)
class Mention:
    """A value found in the text, from character ``start`` to ``end`` (not included)."""

    address: Address
    value: Json
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Commands in the order they are to be done, and the mentions behind them."""

    commands: tuple[Command, ...]
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """What the applicant is looking at when the text arrives: the context of understanding.

    Args:
        mode: ``routing`` (no scenario yet), ``question``, ``confirm`` (a yes is awaited: a proposal, a preview, a
            dangerous act), ``more`` (another item of a list?), ``review``, ``submitted`` or ``closed``.
        address, fact, options: the open question, where there is one; options as this scenario words them.
        addressable: addresses a text may answer by naming them: every relevant fact, answered or not.
        last, before_last: the addresses answered last, for 「刚才那个说错了」, and before that, for 「上上个问题」.
        candidates: scenarios just offered, in the order shown.
        today: reference day of relative dates.
        answered: keys of the addresses that have an answer: a value that does not name its fact must not change it unasked.
        held: those answers' values by key, and the parts that came with an address, for edits of a part of one (「最后一位是8」).
        handed_in: intake holds the application, also while something is put right: 「怎么样了」 asks how it stands.
        waiting: what waits for a yes by key, the latest last: a proposal's value, or those of a previewed change.
        act: the act that waits for a yes (``fetch``, ``undertake``, ``which.<how>`` …), ``known`` while what others hold is looked
            through, ``known.which`` once something of it is wrong; empty otherwise. listed: the keys of what is put up there.
        references: the numbers that intake has given this case.
        ended_by: where the answers led to an outcome: those that it was decided by, the latest first.
    """

    mode: str
    today: date
    address: Address | None = None
    fact: Fact | None = None
    options: tuple[Option, ...] = ()
    addressable: tuple[Address, ...] = ()
    last: Address | None = None
    before_last: Address | None = None
    candidates: tuple[str, ...] = ()
    scenario: str | None = None
    answered: frozenset[str] = frozenset()
    held: Mapping[str, Json] = field(default_factory=dict)
    ended_by: tuple[Address, ...] = ()
    handed_in: bool = False
    waiting: Mapping[str, Json] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    act: str = ""
    listed: tuple[str, ...] = ()
