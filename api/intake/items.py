"""The item catalogue as clients see it, and whether an application may say that it is for an item."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import orjson

from bot.catalog.processes import (
    Definitions,
    Fee,
    ItemVersion,
    ProcessStep,
    Term,
    department_for,
    item_in_force,
    process_for,
    versions_of,
)

from ..problems import Problem
from .checking import invalid

TYPES: Final = {"promised": "承诺件", "immediate": "即办件"}
STATES: Final = {"upcoming": "还没有生效", "in_force": "在用", "ended": "已经失效"}
UNITS: Final = {"working": "工作日", "natural": "自然日"}


@dataclass(frozen=True, slots=True)
class Items:
    """The items of the files as they are now."""

    definitions: Callable[[], Definitions] = Definitions

    def told(self, day: date) -> dict[str, Any]:
        """Every version that is in force on that day or later, in authored order."""
        definitions = self.definitions()
        return {"items": [_told(definitions, one, day) for one in definitions.items if one.state(day) != "ended"]}

    def one(self, code: str, day: date) -> dict[str, Any]:
        """The item as it is on that day (where it is not in force: as it will be, or else was), with all of its versions.

        Raises:
            Problem: 404.
        """
        definitions = self.definitions()
        versions = versions_of(definitions.items, code)
        if not versions:
            raise Problem(404, "no-such-item", "没有这个事项。")
        shown = next((one for one in versions if one.state(day) != "ended"), versions[-1])
        return {**_told(definitions, shown, day), "versions": [_dates(one, day) for one in versions]}

    def check(self, item: Mapping[str, str] | None, form: str, day: date) -> None:
        """An application by this form, received on that day, may be for this item; None: it says none.

        Raises:
            Problem: 422, with the version that is in force where another one is meant.
        """
        if item is None:
            return
        items, code = self.definitions().items, item["code"]
        if not versions_of(items, code):
            raise invalid([("/item/code", "没有这个事项")])
        current = item_in_force(items, code, day)
        if current is None or current.version != item["version"]:
            known = None if current is None else {"code": current.code, "version": current.version}
            what = "现在没有生效的版本" if current is None else f"现在生效的是版本 {current.version}"
            detail = f"收到的这一天（{day.isoformat()}），事项的这个版本不在生效期内。"
            raise Problem(422, "item-not-in-force", detail, [("/item/version", what)], more={"in_force": known})
        if current.form != form:
            raise invalid([("/item/code", f"这个事项用的申请书是 {current.form}")])


def etag_of(told: Mapping[str, Any]) -> str:
    """Changes when and only when what is told does; a new day may change it."""
    return f'"{hashlib.sha256(orjson.dumps(told)).hexdigest()[:16]}"'


def _told(definitions: Definitions, item: ItemVersion, day: date) -> dict[str, Any]:
    department = department_for(definitions, item.department)
    process = process_for(definitions, item.form)
    body = {"title": department.title, "certain": department.certain}
    code = {"code": department.uscc.code, "code_certain": department.uscc.certain} if department.uscc.code else {}
    return {
        "code": item.code,
        **_dates(item, day),
        "title": item.title,
        "form": item.form,
        "type": item.type,
        "type_text": TYPES[item.type],
        "body": {**body, **code},
        "limits": [_limit(step) for step in process.steps if step.limit is not None],
        "fees": [_fee(one) for one in process.fees],
        "certain": item.certain,
        "source": item.source,
    }


def _dates(item: ItemVersion, day: date) -> dict[str, Any]:
    return {
        "version": item.version,
        "valid_from": item.start.isoformat(),
        "valid_to": None if item.until is None else item.until.isoformat(),
        "state": item.state(day),
        "state_text": STATES[item.state(day)],
    }


def _limit(step: ProcessStep) -> dict[str, Any]:
    """A step's limits. ``conditional``: only some applications have the step."""
    found: dict[str, Any] = {"step": step.id, "title": step.title, "kind": step.kind.value}
    found["conditional"] = step.when is not None
    if step.limit is not None:
        found["since"] = step.limit.since
        found["statutory"] = _term(step.limit.law)
        found["promised"] = None if step.limit.promised is None else _term(step.limit.promised)
    return found


def _fee(fee: Fee) -> dict[str, Any]:
    """What is charged before the licence is made. ``conditional``: of some applications only."""
    return {"title": fee.title, "cents": fee.cents, "conditional": fee.when is not None, "source": fee.source}


def _term(term: Term) -> dict[str, Any]:
    return {
        "days": term.days,
        "unit": UNITS[term.unit],
        "extension": term.extension,
        "certain": term.certain,
        "source": term.source,
    }
