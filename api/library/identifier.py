"""The identifier of an e-licence (电子证照标识), put together and read.

Source: GB/T 36904-2018; the check character: ISO/IEC 7064, MOD 37,36.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from stdnum.iso7064 import mod_37_36

#: The object identifier under which all e-licences are.
ROOT: Final = "1.2.156.3005.2"
#: 18 characters of the body that defines the type, and its number there.
TYPE: Final = re.compile(r"[0-9A-Z]{18}[0-9]{3}")
#: The issuing body: a credit code, or a division's six digits.
ISSUER: Final = re.compile(r"[0-9A-Z]{18}|[0-9]{6}")
SERIAL: Final = re.compile(r"[0-9A-Z]{1,32}")
MOST_VERSIONS: Final = 999
#: Serials of what was invented for demonstrations. Nobody who issues licences may use one.
_INVENTED: Final = re.compile(r"DEMO[PE][0-9]{5}")
_VERSION: Final = re.compile(r"[0-9]{3}")
_PARTS: Final = 5


class BadIdentifier(ValueError):
    """It is no identifier: a part has another shape, or the check character does not fit."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """What an identifier says.

    Args:
        type: code of the licence's type. issuer: code of the issuing body. serial: the issuing body's own number.
        version: counts from 1 when the same licence is issued anew, up to 999.

    Raises:
        BadIdentifier: a part has another shape.
    """

    type: str
    issuer: str
    serial: str
    version: int = 1

    def __post_init__(self) -> None:
        for pattern, part in ((TYPE, self.type), (ISSUER, self.issuer), (SERIAL, self.serial)):
            if not pattern.fullmatch(part):
                raise BadIdentifier(part)
        if not 1 <= self.version <= MOST_VERSIONS:
            raise BadIdentifier(str(self.version))

    @property
    def invented(self) -> bool:
        """Whether the licence was invented for demonstrations: its serial says so, wherever the identifier is read."""
        return _INVENTED.fullmatch(self.serial) is not None

    @property
    def line(self) -> str:
        """What all versions of the licence have in common."""
        return f"{ROOT}.{self.type}.{self.issuer}.{self.serial}"

    @property
    def check(self) -> str:
        """The check character over the parts without dots; the root has no part in it."""
        parts = f"{self.type}{self.issuer}{self.serial}{self.version:03d}"
        return str(mod_37_36.calc_check_digit(parts))

    def __str__(self) -> str:
        return f"{self.line}.{self.version:03d}.{self.check}"


def read_identifier(text: str) -> Identifier:
    """The parts of an identifier. Raises BadIdentifier."""
    parts = text.removeprefix(f"{ROOT}.").split(".")
    if not text.startswith(f"{ROOT}.") or len(parts) != _PARTS or not _VERSION.fullmatch(parts[3]):
        raise BadIdentifier(text[:100])
    found = Identifier(parts[0], parts[1], parts[2], int(parts[3]))
    if found.check != parts[4]:
        raise BadIdentifier(text)
    return found
