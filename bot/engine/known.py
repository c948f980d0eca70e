"""What others hold about the applicant: licences, registers, earlier applications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .address import Address
from .case import Stored
from .proofs import Proof
from .values import Json


@dataclass(frozen=True, slots=True)
class Known:
    """One value as one source holds it.

    Args:
        source: ``licence``, ``register`` or ``earlier_case``. origin: the licence's identifier, the entry's or the application's number.
        title: what the source is called for the applicant (「营业执照」). as_of: since what day it says so, as ISO; empty: not told.
        parts: for an address: fact id -> value.
        sure: it needs no yes of the applicant (免填). absent: 「没有」 was the answer, and there is no value.
        about: address key of what it is told of (the premises' address), where it holds of that alone; ``of``: that one's value.
    """

    value: Json
    source: str
    origin: str
    title: str
    as_of: str = ""
    parts: Mapping[str, Json] = field(default_factory=dict)
    sure: bool = False
    absent: bool = False
    about: str = ""
    of: Json = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be used. ``code``: why, e.g. ``silent``, ``revoked``; ``detail``: a day or the like, in words."""

    title: str
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeOffered:
    """The applicant may be asked whether these are to be looked up; ``what`` in words."""

    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExchangeBarred:
    """Nothing of the firm's may be looked up: the mandate of who acts for it does not reach so far.

    Args:
        why: ``scope`` (it does not cover what is applied for) or ``over`` (its last day has passed). firm: its name.
    """

    why: str
    firm: str


@dataclass(frozen=True, slots=True)
class ExchangeWithdrawn:
    """The applicant no longer agrees that anything is looked up about them."""


@dataclass(frozen=True, slots=True)
class Prefill:
    """What the sources hold, in answer to the question ``key``.

    Args:
        values: address key -> what each source holds, the surest first.
        lists: list -> ids of its items in order; the list is complete with them.
        proofs: code of a licence, or ``tenure`` -> what proves it, or would if it were valid.
    """

    key: str
    values: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    proofs: Mapping[str, Proof] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactsSought:
    """EFFECT. Find out what others hold about the applicant. ``key`` names this one question."""

    key: str


@dataclass(frozen=True, slots=True)
class ConsentEnded:
    """EFFECT. Whoever keeps the consents hears that what the applicant agreed to is over. ``key`` names this one message.

    ``title``: of the scenario that they agreed for.
    """

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class KnownTold:
    """What was looked up and counts, by source; of ``address`` alone where one was named, whoever told it."""

    addresses: tuple[Address, ...]
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Prefilled:
    """These facts were taken from elsewhere. ``sure``: those of them that need no yes."""

    addresses: tuple[Address, ...]
    sure: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class FactsMissed:
    """What could not be used, and why: it is asked instead."""

    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class KnownAsked:
    """Whether these values of one source are right. ``which``: they are not all; which one is not?"""

    title: str
    addresses: tuple[Address, ...]
    instance: str
    which: bool = False


@dataclass(frozen=True, slots=True)
class KnownConfirmed:
    """The applicant has said that these values are right."""

    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class DisputeAsked:
    """Which of several values that contradict each other counts."""

    address: Address
    candidates: tuple[Stored, ...]
    instance: str
    attempts: int = 0
