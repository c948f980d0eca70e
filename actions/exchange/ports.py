"""The e-licence library as the applicants' side asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

from bot.engine.values import Json

#: Statuses of a licence that is not valid.
ENDED: Final = frozenset({"expired", "not_yet", "superseded", "recalled", "revoked"})


class NotGiven(Exception):
    """The library is there and does not give it. ``code``: ``consent``, a status that is not valid, or ``refused``."""

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
