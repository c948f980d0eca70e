"""Identifiers (电子证照标识) for the licences that intake issues: known when the event is, and the same whenever it is made again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ..library.identifier import Identifier
from ..library.register import Register

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Characters of a serial: 93 bits, so that no two licences have the same.
_LENGTH: Final = 18


@dataclass(frozen=True, slots=True)
class LicenceNumbers:
    """``Numbers`` by the codes of a register. A serial (流水号) is the issuing body's to give, so no library has to be asked for it.

    Args:
        mark: 32 bytes that are the same for the same parts, and tell nothing of them: licences are shown to many, and
            whoever reads one's identifier must not learn the application's reference.
    """

    register: Register
    mark: Callable[..., bytes]

    def reserve(self, title: str, office: str, key: str) -> str:
        """See ``Numbers.reserve``."""
        kind, issuer = self.register.type_called(title), self.register.issuer_called(office)
        number = int.from_bytes(self.mark("licence serial", key), "big")
        serial = "".join(_DIGITS[number // 36**place % 36] for place in range(_LENGTH))
        return str(Identifier(kind.code, issuer.code, serial))
