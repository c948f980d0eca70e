"""The application as intake receives it: facts written to the places of a form, with their provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .address import Address
from .conditions import ABSENT, UNKNOWN
from .facts import Fact
from .forms import Field, Form
from .places import Filled, Places
from .pointers import names_in
from .resolved import Resolved
from .values import Json
from .view import View


@dataclass(frozen=True, slots=True)
class Application:
    """A form being filled: the filled places, and pointers of required places still empty."""

    form: Form
    filled: tuple[Filled, ...]
    missing: tuple[str, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The JSON document that the filled places make; made anew each time."""
        document: dict[str, Any] = {}
        for one in self.filled:
            _write(document, one)
        return document


def application(view: View, form: Form) -> Application:
    """The form as the case fills it now. Parked, unknown and absent facts are not in it."""
    filled: list[Filled] = []
    missing: list[str] = []
    for field in form.fields:
        found = view.places.get(id(field))
        if found is None:
            found = view.places[id(field)] = _places(view, field)
        filled += found.filled
        missing += found.missing
    return Application(form, tuple(filled), tuple(missing))


_NOTHING = Places()


def _places(view: View, field: Field) -> Places:
    if view.truth(field.when) is False:
        return _NOTHING
    fact = view.release.facts[field.fact]
    if fact.kind == "list":
        return _of_list(view, field, fact)
    resolved = view.resolve(field.fact)
    if resolved.value is UNKNOWN:
        return Places(missing=(field.pointer,)) if field.required else _NOTHING
    if resolved.value is ABSENT:
        return _NOTHING
    value = _plain(resolved.value) if field.annotations is None else _annotated(view, field, resolved.value)
    return Places((_filled(field.pointer, Address(field.fact), value, resolved),))


def _of_list(view: View, field: Field, fact: Fact) -> Places:
    if view.relevant(Address(fact.id)) is False:
        return _NOTHING
    roster = view.case.lists.get(fact.id)
    items = roster.items if roster is not None else ()
    if not items:
        return Places(missing=(field.pointer,)) if field.required else _NOTHING
    filled: list[Filled] = []
    missing: list[str] = []
    for pointer, address in _item_places(field, fact, items):
        resolved = view.at(address)
        if resolved.value is UNKNOWN:
            missing.append(pointer)
        elif resolved.value is not ABSENT:
            filled.append(_filled(pointer, address, _plain(resolved.value), resolved))
    return Places(tuple(filled), tuple(missing))


def _item_places(field: Field, fact: Fact, items: Iterable[str]) -> Iterator[tuple[str, Address]]:
    for number, item in enumerate(items):
        for part in fact.items:
            yield f"{field.pointer}/{number}/{part.id.rpartition('.')[2]}", Address(part.id, item)


def _filled(pointer: str, address: Address, value: Json, resolved: Resolved) -> Filled:
    confirmed = resolved.stored.confirmed if resolved.stored is not None else resolved.source != "default"
    return Filled(pointer, address, value, resolved.source, confirmed, resolved.stored, resolved.origin)


def _annotated(view: View, field: Field, value: Any) -> Json:
    """``[{"id": item, "annotations": [...]}]`` from the chosen items and the ``<id>.<annotation>`` fact beside them."""
    notes = view.read(field.annotations or "")
    chosen = () if notes is UNKNOWN or notes is ABSENT else tuple(notes)
    return [
        {"id": item, "annotations": [note.partition(".")[2] for note in chosen if note.partition(".")[0] == item]}
        for item in value
    ]


def _plain(value: Any) -> Json:
    result: Json = list(value) if isinstance(value, tuple) else value
    return result


def _write(document: dict[str, Any], filled: Filled) -> None:
    """Writes at a JSON Pointer, making the objects on the way, and for a list's item its array."""
    if filled.address.item is None:
        path, last = _split(filled.pointer)
        _object(document, path)[last] = filled.value
        return
    array, number, name = filled.pointer.rsplit("/", 2)
    path, last = _split(array)
    entries: list[dict[str, Any]] = _object(document, path).setdefault(last, [])
    while len(entries) <= int(number):
        entries.append({})
    entries[int(number)][name] = filled.value


def _split(pointer: str) -> tuple[list[str], str]:
    *path, last = names_in(pointer)
    return path, last


def _object(document: dict[str, Any], path: Iterable[str]) -> dict[str, Any]:
    for part in path:
        document = document.setdefault(part, {})
    return document
