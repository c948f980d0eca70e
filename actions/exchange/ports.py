"""The e-licence library as the applicants' side asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Protocol

from bot.engine.values import Json

#: Statuses of a licence that is not valid.
ENDED: Final = frozenset({"expired", "not_yet", "superseded", "recalled", "revoked"})


class NotGiven(Exception):
    """The library is there and does not give it. ``code``: ``consent``, ``unknown`` (to be shown, and not the holder's), a status that is not valid, or ``refused``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class ListedLicence:
    """That a holder has a licence. ``type``: its title in the library's register; ``status``: ``valid``, ``expired`` …"""

    identifier: str
    type: str
    status: str
    issued: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class OwnLicence:
    """A licence as its holder sees it in a list.

    Args:
        number: what stands on it as its number; None where it has none, or the library does not tell.
        status: ``valid``, ``expired``, ``not_yet``, ``superseded``, ``recalled``, ``revoked``.
        valid_until: the last day; None: nobody told the library one.
        certain: False: nobody has confirmed the codes in the identifier. invented: made up for a demonstration.
    """

    identifier: str
    title: str
    office: str
    status: str
    issued: date
    valid_until: date | None
    number: str | None = field(repr=False)
    certain: bool = False
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Showing:
    """What a holder shows (亮证). ``text``: what the code to scan holds; ``until``: when it is not taken any more."""

    text: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True)
class Licence:
    """A valid licence with what stands on it. A log shows none of it.

    ``invented``: made up for a demonstration.
    """

    identifier: str
    type: str
    issued: date
    valid_until: date | None
    invented: bool
    holder_name: str = field(repr=False)
    holder_number: str = field(repr=False)
    content: Mapping[str, Json] = field(repr=False)


class Licences(Protocol):
    """电子证照库. All may be asked again. Each raises Unavailable where nobody answered."""

    async def agree(self, holder: str, purpose: str, types: Sequence[str], until: date, notice: str) -> None:
        """The library knows that the holder agrees to our using licences of these types for this purpose.

        Args:
            holder: number. types: titles in the library's register. notice: names the text that the holder read.

        Raises:
            NotGiven: it does not take it.
        """

    async def take_back(self, holder: str, purpose: str) -> None:
        """Nothing of the holder's is used for this purpose any more."""

    async def listed(self, holder: str, purpose: str, types: Sequence[str]) -> tuple[ListedLicence, ...]:
        """Which licences of these types the holder has, whatever their status. Raises NotGiven."""

    async def use(self, licence: ListedLicence, purpose: str, cause: str) -> Licence:
        """The licence, whole; the holder can read that it was used, and what for (``cause``). Raises NotGiven."""

    async def own(self, holder: str) -> tuple[OwnLicence, ...]:
        """All that the holder has, for the holder to see. Raises NotGiven."""

    async def show(self, holder: str, identifier: str) -> Showing:
        """A code by which the holder shows the licence, once and for about a minute. Raises NotGiven: it is not theirs, or not valid."""
