"""What the outside must be able to do for us, and how it says no. Gateways implement these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.engine import StatusReported
from bot.engine.values import Json


@dataclass(frozen=True, slots=True)
class Receipt:
    """Intake holds the application of one form under this reference (收件凭证)."""

    form: str
    reference: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a licence is handed over, and where it is.

    Args:
        method: in words. number: of the courier (快递单号); empty where nothing was sent.
        steps: where the papers have been, in words, and since when, as ISO 8601; the latest last.
    """

    method: str
    number: str = ""
    steps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """What is to be paid before the licence is made.

    Args:
        items: title and 分 of each thing. state: in words. paid: when, as ISO 8601; empty before.
        number: of the bill (缴款单号); page: where it is paid: an https address, or a path of our own site. Empty where there is none.
    """

    items: tuple[tuple[str, int], ...]
    state: str
    number: str = ""
    page: str = ""
    paid: str = ""

    @property
    def cents(self) -> int:
        """All of it."""
        return sum(cents for _, cents in self.items)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands at intake.

    ``status``: intake's name for it; ``code``: its number among the states of a matter; ``text``: that in words; ``delivery``:
    None before the licence is issued, and where intake does not tell. ``payment``: None where nothing is to be paid, or it is not told.
    """

    reference: str
    status: str
    code: int
    text: str
    received_at: datetime
    updated_at: datetime
    delivery: Delivery | None = None
    payment: Payment | None = None


class Refused(Exception):
    """Intake will not take it, however often it is sent, and holds nothing of it.

    Args:
        code: ``invalid`` (``problems`` say where), ``key_reused``, ``withdrawn``, ``unknown_reference``, another name that
            intake gave it (``no_open_correction``), or ``http_<status>``.
        problems: form, JSON Pointer into its application, and message each.
        decided: True where intake looked at this very key before it refused. False where it refused earlier, such as
            a Bearer key it does not know: then a former try with the same key may have been taken.
    """

    def __init__(self, code: str, problems: Sequence[Mapping[str, Json]] = (), *, decided: bool = True) -> None:
        super().__init__(code)
        self.code = code
        self.problems = tuple(problems)
        self.decided = decided


class Unavailable(Exception):
    """How it ended is not known, or nobody could be asked: try again, with the same key where there is one.

    Args:
        code: what happened, for the log and the outbox row.
        retry_after: seconds that we were asked to wait, or None.
    """

    def __init__(self, code: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class Stuck(Unavailable):
    """It is not known how it ended, and trying again will not mend it: somebody has to look, and then it is tried again."""


class NotAsked(Unavailable):
    """Nobody was asked, because too many who were asked just now did not answer: this was no try."""


class Scan(Protocol):
    """A virus scanner."""

    async def scan(self, content: bytes) -> str | None:
        """The name of the virus that was found, or None: the content is clean.

        Raises:
            Unavailable: there is no verdict; ask again.
        """


class Hearing(Protocol):
    """What makes words of speech."""

    async def heard(self, sound: bytes, form: str) -> str:
        """The words that are spoken; empty where none were made out.

        Args:
            form: of the sound, as a file's name ends: ``amr``, ``speex``.

        Raises:
            Unavailable: nobody listened; ask again.
        """


class Submission(Protocol):
    """The desk that takes finished applications, and what follows them."""

    async def submit(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """Every application of the bundle is held by intake, once, whatever was tried under this key before.

        Args:
            key: chosen by us and kept before anything is sent; the same key means the same bundle.
            applications: form id -> document.
            provenance: form id -> pointer -> where the value came from.
            scenario: what they are applied for together. None: the parts are not told that they belong together.

        Raises:
            Refused: and intake holds no part of the bundle.
            Unavailable: call again, with the same arguments; that is always safe.
        """

    async def held(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """The receipts of those parts of the bundle that intake holds under this key; nothing is handed in.

        Raises:
            Refused: as ``submit`` would be. Unavailable: it could not be asked.
        """

    async def supplement(
        self,
        key: str,
        reference: str,
        correction: str,
        application: Mapping[str, Any],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Json]],
    ) -> Receipt:
        """The open correction is answered, once, whatever was tried under this key before.

        Args:
            correction: id of the correction that this answers.
            application, provenance: the whole document, and pointer -> where the value came from.

        Raises:
            Refused: ``no_open_correction`` where it is not open any more; ``invalid``; and nothing has changed.
            Unavailable: call again, with the same arguments; that is always safe.
        """

    async def withdraw(self, reference: str, key: str, reason: str) -> Standing:
        """The application is withdrawn; where it stands now. Withdrawing again changes nothing.

        Raises:
            Refused: it cannot be withdrawn any more.
            Unavailable: call again, with the same arguments; that is always safe.
        """

    async def rate(self, key: str, reference: str, grade: int, words: str, reasons: Sequence[str]) -> None:
        """Intake holds the bad rating of the application, once, whatever was tried under this key before; an office answers it.

        Args:
            grade: 2 or 1. reasons: in words.

        Raises:
            Refused: ``already_rated``, otherwise; ``unknown_reference``; ``invalid``.
            Unavailable: call again, with the same arguments; that is always safe.
        """

    async def answer_to_rating(self, reference: str) -> Mapping[str, Any] | None:
        """What an office said to the application's rating, ``office``, ``words`` and ``at``; None where nobody did.

        Raises:
            Refused: ``unknown_reference``. Unavailable: it could not be asked.
        """

    async def look_up(self, reference: str) -> Standing | None:
        """Where the application under this reference stands; None where intake knows none.

        Raises:
            Unavailable: it could not be asked.
        """

    async def events(self, reference: str, after: int) -> tuple[StatusReported, ...]:
        """What has happened to the application since the event with this number, in order; ``after`` 0: all of it.

        Raises:
            Refused: ``unknown_reference``. Unavailable: it could not be asked, or what it told is no list of events.
        """

    async def paper(self, reference: str, seq: int) -> bytes:
        """The paper (文书) of the application's event of this number, as a PDF.

        Raises:
            Refused: ``unknown_paper``; ``not_printed`` where intake is there and cannot print it now.
            Unavailable: it could not be asked.
        """
