"""The application as intake receives it: facts written to the places of a form, with their provenance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .address import Address
from .case import Stored
from .conditions import ABSENT, UNKNOWN
from .facts import Fact
from .forms import Field, Form
from .values import Json
from .view import Resolved, View


@dataclass(frozen=True, slots=True)
class Filled:
    """A place of the form that holds a value, with the address it came from."""

    pointer: str
    address: Address
    value: Json
    source: str
    confirmed: bool
    stored: Stored | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """A form being filled: the document, its filled places, and pointers of required places still empty."""

    form: Form
    document: dict[str, Any]
    filled: tuple[Filled, ...]
    missing: tuple[str, ...]


def application(view: View, form: Form) -> Application:
    """The form as the case fills it now. Parked, unknown and absent facts are not in the document."""
    document: dict[str, Any] = {}
    filled: list[Filled] = []
    missing: list[str] = []
    for field in form.fields:
        if view.truth(field.when) is False:
            continue
        resolved = view.resolve(field.fact)
        fact = view.release.facts[field.fact]
        if fact.kind == "list":
            _fill_list(view, field, fact, document, filled, missing)
        elif resolved.value is UNKNOWN:
            missing.extend([field.pointer] if field.required else [])
        elif resolved.value is not ABSENT:
            value = _plain(resolved.value) if field.annotations is None else _annotated(view, field, resolved.value)
            _set(document, field.pointer, value)
            filled.append(_filled(field.pointer, Address(field.fact), value, resolved))
    return Application(form, document, tuple(filled), tuple(missing))


def _fill_list(
    view: View, field: Field, fact: Fact, document: dict[str, Any], filled: list[Filled], missing: list[str]
) -> None:
    if view.relevant(Address(fact.id)) is False:
        return
    roster = view.case.lists.get(fact.id)
    items = roster.items if roster is not None else ()
    written: list[dict[str, Any]] = []
    for number, item in enumerate(items):
        entry: dict[str, Any] = {}
        for part in fact.items:
            name = part.id.rpartition(".")[2]
            address = Address(part.id, item)
            pointer = f"{field.pointer}/{number}/{name}"
            resolved = view.at(address)
            if resolved.value is UNKNOWN:
                missing.append(pointer)
            elif resolved.value is not ABSENT:
                entry[name] = _plain(resolved.value)
                filled.append(_filled(pointer, address, entry[name], resolved))
        written.append(entry)
    if written:
        _set(document, field.pointer, written)
    elif field.required:
        missing.append(field.pointer)


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


def _set(document: dict[str, Any], pointer: str, value: Any) -> None:
    """Writes at a JSON Pointer of object members, making the objects on the way."""
    *path, last = (part.replace("~1", "/").replace("~0", "~") for part in pointer.lstrip("/").split("/"))
    place = document
    for part in path:
        place = place.setdefault(part, {})
    place[last] = value
