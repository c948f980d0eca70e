"""One thing that happened to an application, as it is kept and told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from actions.local_time import ZONE

from .status import STATUSES


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to be corrected: a place of the form, or a material.

    Args:
        pointer: into the application; empty where a material is meant, whose id is then ``material``.
        words: what is wrong with it, and how to mend it, in the officer's words.
        basis: instrument and article; empty where the officer named none.
    """

    label: str
    words: str
    pointer: str = ""
    material: str = ""
    basis: str = ""

    def told(self) -> dict[str, Any]:
        place = {"pointer": self.pointer} if self.pointer else {"material": self.material}
        return {**place, "label": self.label, "words": self.words, "basis": self.basis}


@dataclass(frozen=True, slots=True)
class Correction:
    """What the applicant is asked to correct, all at once. ``until``: the day by which, None where nobody set one."""

    id: str
    points: tuple[Point, ...]
    until: date | None = None

    def told(self) -> dict[str, Any]:
        until = None if self.until is None else self.until.isoformat()
        return {"id": self.id, "until": until, "points": [one.told() for one in self.points]}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence that was issued: its identifier (电子证照标识) and what it is called."""

    identifier: str
    title: str


@dataclass(frozen=True, slots=True)
class ChargeItem:
    """One thing that is paid for: 分, and the law or regulation that says so."""

    title: str
    cents: int
    source: str


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be paid before the licence is made, as it was when the application was granted."""

    items: tuple[ChargeItem, ...]

    @property
    def cents(self) -> int:
        """All of it, in 分."""
        return sum(one.cents for one in self.items)

    def told(self) -> dict[str, Any]:
        items = [{"title": one.title, "cents": one.cents, "source": one.source} for one in self.items]
        return {"cents": self.cents, "items": items}


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of the step that an event begins.

    Args:
        days: of the limit. unit: 工作日 or 自然日.
        certain: False: told with 「以受理窗口为准」.
        tables: the versions of the years' tables that it was reckoned by.
    """

    day: date
    days: int
    unit: str
    certain: bool
    tables: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        return {
            "day": self.day.isoformat(), "days": self.days, "unit": self.unit, "certain": self.certain, "tables": list(self.tables)
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Undated:
    """The limit of the step that an event begins, whose last day lies in a year of which no working days are entered yet.

    Args:
        days, unit: of the limit. year: the one whose days off are awaited.
    """

    days: int
    unit: str
    year: int

    def told(self) -> dict[str, Any]:
        return {"days": self.days, "unit": self.unit, "year": self.year}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened.

    Args:
        seq: counts from 1 for each application.
        by: the officer's id; empty where no officer did it. It is kept, and told to officers alone.
        office: the department that did it. words: what it says to the applicant.
        due: the last day of what it begins, or that it cannot be told yet; None where nothing runs.
        licence: that was issued. composite: the one that stands for all of the bundle, issued with its last.
        by_silence: accepted because nobody said anything in time; no office did it.
        charge: what is to be paid now that it is granted; None where nothing is.
        reason: of a special procedure, as 《行政许可法》第四十五条 names it (听证, 检验 …).
    """

    reference: str
    seq: int
    status: str
    at: datetime
    office: str = ""
    words: str = ""
    by: str = ""
    due: Deadline | Undated | None = None
    correction: Correction | None = None
    licence: Licence | None = None
    reason: str = ""
    composite: Licence | None = None
    by_silence: bool = False
    charge: Charge | None = None

    @property
    def id(self) -> str:
        """Unique among all events."""
        return f"{self.reference}:{self.seq}"

    def told(self) -> dict[str, Any]:
        """The event as clients are told it."""
        status = STATUSES[self.status]
        found: dict[str, Any] = {
            "id": self.id, "reference": self.reference, "seq": self.seq, "code": status.code, "status": status.name,
            "text": status.text, "at": self.at.astimezone(ZONE).isoformat(),
        }  # fmt: skip
        found.update(
            {
                name: text
                for name, text in (("office", self.office), ("words", self.words), ("reason", self.reason))
                if text
            }
        )
        if self.by_silence:
            found["by_silence"] = True
        if self.due is not None:
            found["undated" if isinstance(self.due, Undated) else "due"] = self.due.told()
        if self.correction is not None:
            found["correction"] = self.correction.told()
        if self.charge is not None:
            found["charge"] = self.charge.told()
        for name, licence in (("licence", self.licence), ("composite", self.composite)):
            if licence is not None:
                found[name] = {"identifier": licence.identifier, "title": licence.title}
        return found

    def kept(self) -> bytes:
        """What is sealed of it; place, number, kind and moment stand in columns."""
        return orjson.dumps({**self.told(), "by": self.by})


def event_of(reference: str, seq: int, status: str, at: datetime, kept: bytes) -> Event:
    """The event whose sealed part says this."""
    said = orjson.loads(kept)
    correction, licence, composite = said.get("correction"), said.get("licence"), said.get("composite")
    return Event(
        reference, seq, status, at, said.get("office", ""), said.get("words", ""), said["by"],
        _due(said),
        None if correction is None else _correction(correction),
        None if licence is None else Licence(**licence), said.get("reason", ""),
        None if composite is None else Licence(**composite), said.get("by_silence", False),
        _charge(said["charge"]) if "charge" in said else None,
    )  # fmt: skip


def _due(said: dict[str, Any]) -> Deadline | Undated | None:
    if "undated" in said:
        return Undated(**said["undated"])
    due = said.get("due")
    if due is None:
        return None
    return Deadline(**{**due, "day": date.fromisoformat(due["day"]), "tables": tuple(due["tables"])})


def _charge(said: dict[str, Any]) -> Charge:
    return Charge(tuple(ChargeItem(**one) for one in said["items"]))


def _correction(said: dict[str, Any]) -> Correction:
    until = None if said["until"] is None else date.fromisoformat(said["until"])
    return Correction(said["id"], tuple(Point(**one) for one in said["points"]), until)
