"""What we hand in -> the platform's request, and places in its answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import orjson

from bot.catalog.platforms import Call, FormThere, Platform
from bot.engine.values import Json

from ...ports import Stuck


@dataclass(frozen=True, slots=True)
class Request:
    """One request, ready to be sent. ``content``: empty where it has no body."""

    method: str
    path: str
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def request_of(platform: Platform, call: Call, key: str, values: Mapping[str, Any], there: FormThere) -> Request:
    """The request; the same arguments give the same one for ever. What is None is left out.

    Args:
        key: goes with every request: what has been done under it is not done again.
        values: ours by name, see ``check_platforms``. there: whose fields go into the body too.
    """
    body: dict[str, Any] = {}
    for place, text in call.always.items():
        _put(body, place, text)
    for place, name in call.body.items():
        if values.get(name) is not None:
            _put(body, place, values[name])
    for place, pointer in there.body.items():
        found = at_pointer(values["application"], pointer)
        if found is not None:
            _put(body, place, found)
    headers = {platform.idempotency: key}
    if call.method != "GET":
        headers["Content-Type"] = "application/json"
    names = {name: quote(str(value), safe="") for name, value in values.items() if isinstance(value, str)}
    content = orjson.dumps(body) if call.method != "GET" else b""
    return Request(call.method, call.path.format(**names), content, headers)


def materials_of(platform: Platform, materials: Sequence[Mapping[str, Json]]) -> list[dict[str, Any]]:
    """The materials as they are listed there.

    Raises:
        Stuck: a way of getting one has no name there.
    """
    return [
        {place: _called(platform, name, one[name]) for place, name in platform.material.items() if name in one}
        for one in materials
    ]


def place_in(told: Any, place: str) -> Any:
    """What stands at a place, ``data.projectNo``; None where there is nothing, or no place is named."""
    if not place:
        return None
    for part in place.split("."):
        if not isinstance(told, dict):
            return None
        told = told.get(part)
    return told


def text_at(told: Any, place: str) -> str:
    """The text or number at a place, as text; empty where there is neither."""
    found = place_in(told, place)
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        return ""
    return str(found).strip()


def at_pointer(document: Any, pointer: str) -> Any:
    """What stands in an application at a JSON Pointer; None where nothing does."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(document, dict):
            document = document.get(name)
        elif isinstance(document, list) and name.isdigit() and int(name) < len(document):
            document = document[int(name)]
        else:
            return None
    return document


def _called(platform: Platform, name: str, value: Json) -> Json:
    if name != "mode" or not platform.modes:
        return value
    if value not in platform.modes:
        raise Stuck("unknown_mode")
    return platform.modes[str(value)]


def _put(body: dict[str, Any], place: str, value: Any) -> None:
    *outer, last = place.split(".")
    for part in outer:
        body = body.setdefault(part, {})
    body[last] = value
