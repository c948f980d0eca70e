"""Case <-> JSON. The format has a number; what older numbers wrote is upgraded when it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from .address import Address
from .case import (
    Asked,
    AwaitAct,
    AwaitChange,
    AwaitChoice,
    AwaitValue,
    Case,
    Change,
    Exchange,
    Frame,
    Inverse,
    Revisit,
    Roster,
    Stored,
    Todo,
)
from .clerks import Call, Clerk
from .commands import Absence
from .errors import CaseFormat
from .proofs import Proof
from .submission_json import dump_submission, load_submission
from .undertakings import Undertaken

#: Number of the format written here.
FORMAT: Final = 1


def dump(case: Case) -> dict[str, Any]:
    """The case as JSON-ready data; ``load`` gives an equal case back."""
    return {
        "format": FORMAT,
        "id": case.id,
        "scenario": case.scenario,
        "version": case.version,
        "seq": case.seq,
        "answers": {key: dump_stored(stored) for key, stored in case.answers.items()},
        "lists": {name: _dump_roster(roster) for name, roster in case.lists.items()},
        "order": list(case.order),
        "todos": {key: [todo.who, todo.turn] for key, todo in case.todos.items()},
        "stack": [_dump_frame(frame) for frame in case.stack],
        "asked": None if case.asked is None else [case.asked.instance, case.asked.address.key, case.asked.attempts],
        "undo": None if case.undo is None else _dump_inverse(case.undo),
        "submission": None if case.submission is None else dump_submission(case.submission),
        "paused": case.paused,
        "closed": case.closed,
        "unclear": case.unclear,
        "rating": case.rating,
        "seen": list(case.seen),
        **_dump_elsewhere(case),
    }


def _dump_elsewhere(case: Case) -> dict[str, Any]:
    """What others hold, where anybody asked them; what was undertaken, where anything was; who helps, where somebody does."""
    data: dict[str, Any] = {}
    if case.exchange is not None:
        data["exchange"] = [case.exchange.state, case.exchange.key]
    if case.disputed:
        data["disputed"] = {key: [dump_stored(one) for one in some] for key, some in case.disputed.items()}
    if case.proofs:
        data["proofs"] = {code: asdict(proof) for code, proof in case.proofs.items()}
    if case.undertaken:
        data["undertaken"] = {name: asdict(one) for name, one in case.undertaken.items()}
    if case.clerk is not None:
        data["clerk"] = _dump_clerk(case.clerk)
    if case.call is not None:
        data["call"] = [case.call.reason, case.call.since.isoformat()]
    return data


def load(data: Mapping[str, Any]) -> Case:
    """The case that ``dump`` wrote.

    Raises:
        CaseFormat: the data has an unknown format or is damaged.
    """
    if data.get("format") != FORMAT:
        raise CaseFormat(f"case format {data.get('format')!r} is not known")
    try:
        return _load(data)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as fault:
        raise CaseFormat(f"case is damaged: {type(fault).__name__}") from fault


def dump_stored(stored: Stored) -> dict[str, Any]:
    """An answer as JSON-ready data; members that say nothing are left out."""
    data: dict[str, Any] = {
        "value": stored.value,
        "raw": stored.raw,
        "source": stored.source,
        "actor": stored.actor,
        "at": stored.at.isoformat(),
        "turn": stored.turn,
    }
    if not stored.confirmed:
        data["confirmed"] = False
    if stored.absence is not None:
        data["absence"] = stored.absence.value
    if stored.parts:
        data["parts"] = dict(stored.parts)
    for name in ("origin", "title", "as_of", "about", "of"):
        told = getattr(stored, name)
        if told:
            data[name] = told
    return data


def _load_stored(data: Mapping[str, Any]) -> Stored:
    return Stored(
        value=data["value"],
        raw=data["raw"],
        source=data["source"],
        actor=data["actor"],
        at=datetime.fromisoformat(data["at"]),
        turn=data["turn"],
        confirmed=data.get("confirmed", True),
        absence=Absence(data["absence"]) if "absence" in data else None,
        parts=dict(data.get("parts", {})),
        origin=data.get("origin", ""),
        title=data.get("title", ""),
        as_of=data.get("as_of", ""),
        about=data.get("about", ""),
        of=data.get("of"),
    )


def _load(data: Mapping[str, Any]) -> Case:
    asked, undo, submission = data["asked"], data["undo"], data["submission"]
    return Case(
        id=data["id"],
        scenario=data["scenario"],
        version=data["version"],
        seq=data["seq"],
        answers={key: _load_stored(stored) for key, stored in data["answers"].items()},
        lists={name: _load_roster(roster) for name, roster in data["lists"].items()},
        order=tuple(data["order"]),
        todos=_load_todos(data["todos"]),
        stack=tuple(_LOAD_FRAME[frame["frame"]](frame) for frame in data["stack"]),
        asked=None if asked is None else Asked(asked[0], _address(asked[1]), asked[2]),
        undo=None if undo is None else _load_inverse(undo),
        submission=None if submission is None else load_submission(submission),
        paused=data["paused"],
        closed=data["closed"],
        unclear=data["unclear"],
        rating=data["rating"],
        seen=tuple(data["seen"]),
        exchange=Exchange(*data["exchange"]) if "exchange" in data else None,
        disputed={
            _address(key).key: tuple(_load_stored(one) for one in some)
            for key, some in data.get("disputed", {}).items()
        },
        proofs={code: Proof(**proof) for code, proof in data.get("proofs", {}).items()},
        undertaken={name: Undertaken(**one) for name, one in data.get("undertaken", {}).items()},
        clerk=_load_clerk(data["clerk"]) if "clerk" in data else None,
        call=Call(data["call"][0], datetime.fromisoformat(data["call"][1])) if "call" in data else None,
    )


def _address(key: str) -> Address:
    address = Address.parse(key)
    if address is None:
        raise CaseFormat(f"address {key!r} is not known")
    return address


def _dump_roster(roster: Roster) -> list[Any]:
    return [list(roster.items), roster.next, roster.complete, *([roster.turn] if roster.turn else [])]


def _load_roster(data: list[Any]) -> Roster:
    return Roster(tuple(data[0]), data[1], data[2], *data[3:])


def _dump_clerk(clerk: Clerk) -> list[Any]:
    return [clerk.id, clerk.name, clerk.at.isoformat() if clerk.at is not None else None, clerk.guiding]


def _load_clerk(data: list[Any]) -> Clerk:
    return Clerk(data[0], data[1], datetime.fromisoformat(data[2]) if data[2] is not None else None, data[3])


def _load_todos(data: Mapping[str, Any]) -> dict[str, Todo]:
    return {key: Todo(todo[0], todo[1]) for key, todo in data.items()}


def _dump_inverse(undo: Inverse) -> dict[str, Any]:
    return {
        "answers": {key: None if stored is None else dump_stored(stored) for key, stored in undo.answers.items()},
        "lists": {name: _dump_roster(roster) for name, roster in undo.lists.items()},
        "order": list(undo.order),
        "todos": {key: [todo.who, todo.turn] for key, todo in undo.todos.items()},
    }


def _load_inverse(data: Mapping[str, Any]) -> Inverse:
    return Inverse(
        answers={key: None if stored is None else _load_stored(stored) for key, stored in data["answers"].items()},
        lists={name: _load_roster(roster) for name, roster in data["lists"].items()},
        order=tuple(data["order"]),
        todos=_load_todos(data["todos"]),
    )


def _dump_frame(frame: Frame) -> dict[str, Any]:
    if isinstance(frame, AwaitValue):
        stored = dump_stored(frame.stored)
        return {"frame": "value", "address": frame.address.key, "stored": stored, "instance": frame.instance}
    if isinstance(frame, AwaitChange):
        changes = [
            [one.address.key, None if one.stored is None else dump_stored(one.stored), *one.forget]
            for one in frame.changes
        ]
        return {"frame": "change", "changes": changes, "instance": frame.instance}
    if isinstance(frame, AwaitAct):
        return {"frame": "act", "act": frame.act, "instance": frame.instance}
    if isinstance(frame, AwaitChoice):
        return {"frame": "choice", "candidates": list(frame.candidates), "instance": frame.instance}
    return {"frame": "revisit", "address": frame.address.key}


def _load_change(data: Mapping[str, Any]) -> Frame:
    changes = (
        Change(_address(key), None if stored is None else _load_stored(stored), tuple(forget))
        for key, stored, *forget in data["changes"]
    )
    return AwaitChange(tuple(changes), data["instance"])


_LOAD_FRAME: Final[dict[str, Callable[[Mapping[str, Any]], Frame]]] = {
    "value": lambda data: AwaitValue(_address(data["address"]), _load_stored(data["stored"]), data["instance"]),
    "change": _load_change,
    "act": lambda data: AwaitAct(data["act"], data["instance"]),
    "choice": lambda data: AwaitChoice(tuple(data["candidates"]), data["instance"]),
    "revisit": lambda data: Revisit(_address(data["address"])),
}
