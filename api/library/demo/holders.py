"""The file of invented holders -> the licences that are put into a library. Every mistake in it is told with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.catalog import Document, read_yaml, shape_issues_by

from ...problems import Problem
from ..order import Order, read_order
from ..register import Register

_FILE: Final = Path(__file__).parent / "holders.yml"
_SCHEMA: Final = Path(__file__).parent / "holders.schema.json"
_KINDS: Final = {"P": "person", "E": "enterprise"}


class BadHolders(ValueError):
    """The file of invented holders cannot be used; the message tells each place."""


@dataclass(frozen=True, slots=True)
class Invented:
    """A licence to put in. ``ended``: status and reason, where it is to be ended afterwards."""

    order: Order
    ended: tuple[str, str] | None


def read_holders(register: Register, file: Path = _FILE) -> Sequence[Invented]:
    """The licences of the file, holder by holder. Raises BadHolders."""
    document, issues = read_yaml(file.parent, file)
    if document is not None:
        issues = shape_issues_by(_SCHEMA, document)
    if issues or document is None:
        raise BadHolders("\n".join(f"{one.file}:{one.line}  {one.what}" for one in issues))
    wrong = [f"{file.name}:{document.line(*place)}  {said}" for place, said in _wrong(document, register)]
    if wrong:
        raise BadHolders("\n".join(wrong))
    return [
        _invented(holder, licence, register) for holder in document.data["holders"] for licence in holder["licences"]
    ]


def _wrong(document: Document, register: Register) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What no shape tells: names that the register does not have, fields that do not stand there, things told twice."""
    types = {one.title: one for one in register.types}
    seen: set[Any] = set()
    for number, holder in enumerate(document.data["holders"]):
        here: tuple[str | int, ...] = ("holders", number)
        for member in ("id", "number"):
            if holder[member] in seen:
                yield (*here, member), f"「{holder[member]}」前面已经有了。"
            seen.add(holder[member])
        for place, licence in enumerate(holder["licences"]):
            there = (*here, "licences", place)
            kind = types.get(licence["type"])
            if kind is None:
                yield (*there, "type"), f"没有「{licence['type']}」这种证照。"
                continue
            if _KINDS[holder["id"][0]] not in kind.holder:
                yield (*there, "type"), f"「{kind.title}」不发给这样的持证人。"
            if licence["office"] not in {one.title for one in register.issuers}:
                yield (*there, "office"), f"没有「{licence['office']}」这个机构。"
            for name in licence["content"]:
                if name not in kind.fields:
                    yield (*there, "content", name), f"「{kind.title}」证面上没有「{name}」。"
            name = (holder["id"], kind.code, licence.get("version", 1))
            if name in seen:
                yield there, "同一个人的同一种证照有两张是同一版。"
            seen.add(name)
            try:
                _invented(holder, licence, register)
            except Problem as problem:
                yield there, "；".join(said for _, said in problem.errors)


def _invented(holder: Mapping[str, Any], licence: Mapping[str, Any], register: Register) -> Invented:
    kind = register.type_called(licence["type"])
    order = read_order(
        {
            "type": kind.code,
            "issuer": register.issuer_called(licence["office"]).code,
            # The mark of what is invented: see ``Identifier.invented``.
            "serial": f"DEMO{holder['id']}{kind.code[-3:]}",
            "version": licence.get("version", 1),
            "title": kind.title,
            "office": licence["office"],
            "holder": {"name": holder["name"], "number": holder["number"]},
            "issued_at": f"{licence['issued']}T09:00:00+08:00",
            "valid_from": licence.get("valid_from"),
            "valid_until": licence.get("valid_until"),
            "content": dict(licence["content"]),
        }
    )
    ended = licence.get("ended")
    return Invented(order, None if ended is None else (ended["status"], ended["reason"]))
