"""Reading <-> plain dict: the form in which readings pass through Rasa, entities with their places in the text included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final

from bot.engine import commands as c
from bot.engine.address import Address
from bot.engine.commands import Absence, Command, Understood
from bot.engine.reading import Mention, Reading
from bot.engine.values import Rejection, Value

#: Every command by its name; the list is the engine's.
_COMMANDS: Final[dict[str, type]] = {
    "choose_scenario": c.ChooseScenario,
    "answer": c.Answer,
    "propose": c.Propose,
    "confirm": c.Confirm,
    "reject": c.Reject,
    "correct": c.Correct,
    "undo": c.Undo,
    "back": c.Back,
    "skip": c.Skip,
    "later": c.Later,
    "explain": c.Explain,
    "ask_knowledge": c.AskKnowledge,
    "summary": c.Summary,
    "restart": c.Restart,
    "pause": c.Pause,
    "resume": c.Resume,
    "switch": c.Switch,
    "status": c.Status,
    "human": c.Human,
    "upload": c.Upload,
    "submit": c.Submit,
    "cancel": c.Cancel,
    "undertake": c.Undertake,
    "seek_undertaking": c.SeekUndertaking,
    "take_back": c.TakeBack,
    "tell_known": c.TellKnown,
    "not_right": c.NotRight,
    "rate": c.Rate,
    "smalltalk": c.Smalltalk,
    "unknown": c.Unknown,
}
_NAMES: Final = {kind: name for name, kind in _COMMANDS.items()}


def dump(reading: Reading) -> dict[str, Any]:
    """The reading as JSON holds it: ``{"commands": [{"command": …}], "entities": [{"entity", "value", "start", "end", "text"}]}``."""
    return {
        "commands": [_dump_command(command) for command in reading.commands],
        "entities": [
            {"entity": one.address.key, "value": one.value, "start": one.start, "end": one.end, "text": one.text}
            for one in reading.mentions
        ],
    }


def load(data: Mapping[str, Any]) -> Reading:
    """The reading that ``dump`` made the dict of.

    Raises:
        ValueError: the dict was not made by ``dump``: an unknown command, member or address.
    """
    try:
        commands = tuple(_load_command(one) for one in data["commands"])
        mentions = tuple(
            Mention(_address(one["entity"]), one["value"], one["start"], one["end"], one["text"])
            for one in data["entities"]
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"not a reading: {fault!r}") from fault
    return Reading(commands, mentions)


def _dump_command(command: Command) -> dict[str, Any]:
    members = {one.name: getattr(command, one.name) for one in fields(command)}
    return {"command": _NAMES[type(command)], **{name: _dump_member(value) for name, value in members.items()}}


def _dump_member(value: Any) -> Any:
    if isinstance(value, Address):
        return value.key
    if isinstance(value, (Value, Rejection, Absence)):
        return _dump_understood(value)
    if isinstance(value, tuple):
        return [_dump_member(one) for one in value]
    return dict(value) if isinstance(value, Mapping) else value


def _dump_understood(value: Understood) -> dict[str, Any]:
    if isinstance(value, Absence):
        return {"absence": value.value}
    if isinstance(value, Rejection):
        return {"rejection": value.code, "params": dict(value.params), "fact": value.fact}
    return {
        "value": value.value,
        "approx": value.approx,
        "range": list(value.range) if value.range is not None else None,
    }


def _load_command(data: Mapping[str, Any]) -> Command:
    kind = _COMMANDS[data["command"]]
    members = {name: _LOADERS.get(name, _same)(value) for name, value in data.items() if name != "command"}
    command: Command = kind(**members)
    return command


def _address(key: str | None) -> Address:
    address = Address.parse(key or "")
    if address is None:
        raise ValueError(f"not an address: {key!r}")
    return address


def _load_understood(data: Mapping[str, Any] | None) -> Understood | None:
    if data is None:
        return None
    if "absence" in data:
        return Absence(data["absence"])
    if "rejection" in data:
        return Rejection(data["rejection"], dict(data["params"]), data["fact"])
    bounds = data["range"]
    return Value(data["value"], data["approx"], (bounds[0], bounds[1]) if bounds is not None else None)


def _same(value: Any) -> Any:
    return value


#: Members that JSON holds in another shape.
_LOADERS: Final[dict[str, Callable[[Any], Any]]] = {
    "address": lambda key: None if key is None else _address(key),
    "value": _load_understood,
    "addresses": lambda keys: tuple(_address(one) for one in keys),
    "materials": tuple,
    "candidates": tuple,
    "near": tuple,
    "parts": dict,
    "file": dict,
}
