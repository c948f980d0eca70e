"""Submission <-> JSON. What older cases do not have is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .case import Reopened, Submission, Supplement, Withdrawal
from .happenings_json import dump_event, load_event


def dump_submission(submission: Submission) -> dict[str, Any]:
    """The submission as JSON-ready data; members of what came after it are left out where there are none."""
    data: dict[str, Any] = {
        "key": submission.key,
        "state": submission.state,
        "turn": submission.turn,
        "references": dict(submission.references),
        "detail": submission.detail,
        "received_at": dict(submission.received_at),
    }
    after = {
        "happened": {name: [dump_event(one) for one in events] for name, events in submission.happened.items()},
        "filed": {form: dict(document) for form, document in submission.filed.items()},
        "reopened": {name: _dump_reopened(one) for name, one in submission.reopened.items()},
        "supplements": {name: _dump_supplement(one) for name, one in submission.supplements.items()},
        "withdrawal": None if submission.withdrawal is None else _dump_withdrawal(submission.withdrawal),
    }
    return {**data, **{name: one for name, one in after.items() if one}}


def load_submission(data: Mapping[str, Any]) -> Submission:
    """The submission that ``dump_submission`` wrote. Raises what a damaged one makes Python raise."""
    happened, reopened, supplements = (data.get(name, {}) for name in ("happened", "reopened", "supplements"))
    return Submission(
        key=data["key"],
        state=data["state"],
        turn=data["turn"],
        references=dict(data["references"]),
        detail=data["detail"],
        received_at=dict(data.get("received_at", {})),
        happened={name: tuple(load_event(one) for one in events) for name, events in happened.items()},
        filed={form: dict(document) for form, document in data.get("filed", {}).items()},
        reopened={name: _load_reopened(one) for name, one in reopened.items()},
        supplements={name: Supplement(**one) for name, one in supplements.items()},
        withdrawal=_load_withdrawal(data["withdrawal"]) if "withdrawal" in data else None,
    )


def _dump_reopened(reopened: Reopened) -> list[Any]:
    told: list[Any] = [reopened.turn, [list(keys) for keys in reopened.asks]]
    return [*told, {name: list(ids) for name, ids in reopened.files.items()}] if reopened.files else told


def _load_reopened(data: list[Any]) -> Reopened:
    files = data[2] if len(data) > 2 else {}
    asks = tuple(tuple(keys) for keys in data[1])
    return Reopened(data[0], asks, {name: tuple(ids) for name, ids in files.items()})


def _dump_supplement(supplement: Supplement) -> dict[str, Any]:
    return {
        "key": supplement.key,
        "state": supplement.state,
        "turn": supplement.turn,
        "form": supplement.form,
        "reference": supplement.reference,
        "application": dict(supplement.application),
        "detail": supplement.detail,
    }


def _dump_withdrawal(withdrawal: Withdrawal) -> dict[str, Any]:
    return {
        "key": withdrawal.key,
        "state": withdrawal.state,
        "turn": withdrawal.turn,
        "references": list(withdrawal.references),
        "detail": withdrawal.detail,
    }


def _load_withdrawal(data: Mapping[str, Any]) -> Withdrawal:
    return Withdrawal(data["key"], data["state"], data["turn"], tuple(data["references"]), data["detail"])
