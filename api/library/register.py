"""Which types of licences there are and who issues them, with their codes. Data, in ``register.yml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.catalog import read_yaml, shape_issues_by

_FILE: Final = Path(__file__).parent / "register.yml"
_SCHEMA: Final = Path(__file__).parent / "register.schema.json"


class BadRegister(ValueError):
    """The register cannot be read, names something twice, or something in it has another shape; it tells each place."""


@dataclass(frozen=True, slots=True)
class Named:
    """An issuing body. Not ``certain``: nobody has confirmed the code."""

    title: str
    code: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class LicenceType:
    """A type of licences.

    Args:
        certain: False: nobody has confirmed the code.
        department: what kind of body issues it. holder: ``person``, ``enterprise``, or both.
        fields: what stands on it.
        term: years that it is valid; ``long``: without an end; ``stated``: as it says itself.
        dictionary: its name among the licences that forms are filled in from; empty: none is.
        sure: which of department, holder, fields and term somebody has confirmed; nothing else may be told as certain.
    """

    title: str
    code: str
    department: str
    holder: Sequence[str]
    fields: Sequence[str]
    term: int | str
    source: str
    dictionary: str = ""
    sure: Sequence[str] = ()
    certain: bool = True


_Row = TypeVar("_Row", Named, LicenceType)


@dataclass(frozen=True, slots=True)
class Register:
    """Codes by title and titles by code; what has none goes under the last of its kind (其他)."""

    types: Sequence[LicenceType]
    issuers: Sequence[Named]

    def type_called(self, title: str) -> LicenceType:
        """The type of the licences of this title."""
        return _called(self.types, title)

    def issuer_called(self, title: str) -> Named:
        """The issuing body of this title."""
        return _called(self.issuers, title)

    def type_coded(self, code: str) -> LicenceType | None:
        """The type with this code; None where the library has no such type."""
        return next((one for one in self.types if one.code == code), None)

    def issuer_coded(self, code: str) -> Named | None:
        """The issuing body with this code; None where the library takes nothing from it."""
        return next((one for one in self.issuers if one.code == code), None)


def read_register(file: Path = _FILE) -> Register:
    """The register in the file. Raises BadRegister."""
    document, issues = read_yaml(file.parent, file)
    if document is not None:
        issues = shape_issues_by(_SCHEMA, document)
    if issues or document is None:
        raise BadRegister("\n".join(f"{one.file}:{one.line}  {one.what}" for one in issues))
    twice = [f"{file.name}:{document.line(*place)}  {said}" for place, said in _twice(document.data)]
    if twice:
        raise BadRegister("\n".join(twice))
    types = tuple(_type(row) for row in document.data["types"])
    return Register(types, tuple(Named(**row) for row in document.data["issuers"]))


def _type(row: Mapping[str, Any]) -> LicenceType:
    lists = {name: tuple(row.get(name, ())) for name in ("holder", "fields", "sure")}
    return LicenceType(**{**row, **lists})


def _twice(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where a title or a code stands that stood before, and which it is."""
    for kind in ("types", "issuers"):
        for member in ("title", "code"):
            seen: set[str] = set()
            for number, row in enumerate(data[kind]):
                if row[member] in seen:
                    yield (kind, number, member), f"「{row[member]}」前面已经有了。"
                seen.add(row[member])


def _called(rows: Sequence[_Row], title: str) -> _Row:
    return next((one for one in rows if one.title == title), rows[-1])
