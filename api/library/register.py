"""Which types of licences there are and who issues them, with their codes. Data, in ``register.yml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from .identifier import ISSUER, TYPE

_FILE: Final = Path(__file__).parent / "register.yml"


class BadRegister(ValueError):
    """The register names something twice, or a code has another shape."""


@dataclass(frozen=True, slots=True)
class Named:
    """A type of licences, or an issuing body. Not ``certain``: nobody has confirmed the code."""

    title: str
    code: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Register:
    """Codes by title and titles by code; what has none goes under the last of its kind (其他)."""

    types: Sequence[Named]
    issuers: Sequence[Named]

    def type_called(self, title: str) -> Named:
        """The type of the licences of this title."""
        return _called(self.types, title)

    def issuer_called(self, title: str) -> Named:
        """The issuing body of this title."""
        return _called(self.issuers, title)

    def type_coded(self, code: str) -> Named | None:
        """The type with this code; None where the library has no such type."""
        return next((one for one in self.types if one.code == code), None)

    def issuer_coded(self, code: str) -> Named | None:
        """The issuing body with this code; None where the library takes nothing from it."""
        return next((one for one in self.issuers if one.code == code), None)


def read_register(file: Path = _FILE) -> Register:
    """The register in the file. Raises BadRegister."""
    data = YAML(typ="safe").load(file.read_text("utf-8"))
    found = Register(*(tuple(Named(**row) for row in data[kind]) for kind in ("types", "issuers")))
    for rows, pattern in ((found.types, TYPE), (found.issuers, ISSUER)):
        for one in rows:
            if not isinstance(one.code, str) or not pattern.fullmatch(one.code):
                raise BadRegister(f"{one.title}: {one.code}")
        if len({one.code for one in rows}) < len(rows) or len({one.title for one in rows}) < len(rows):
            raise BadRegister("a title or a code is there twice")
    return found


def _called(rows: Sequence[Named], title: str) -> Named:
    return next((one for one in rows if one.title == title), rows[-1])
