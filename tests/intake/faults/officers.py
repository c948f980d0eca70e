"""Officers at work: each application goes one step on along its plan, by the use cases that the desk has."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.engine import Engine

from actions.status_inbox import conversation_of
from api.intake import IntakeServices
from api.intake.acts import read_act
from api.intake.officers import Officer
from api.intake.registry import Entry
from api.problems import Problem
from bot.engine.happenings import STATUSES

from .plans import CORRECTION_BEGUN, number_of
from .world import World

#: Where nothing follows in any plan.
_OVER: Final = ("withdrawn", "acceptance_refused", "refused", "delivered")
_CODES: Final[Mapping[str, int]] = {name: code for code, name in STATUSES.items()}
#: What keeps an act from happening when somebody else was faster: the applicant, an officer of a process that was killed, or the library.
_FASTER: Final = frozenset({"changed", "not-now", "delivered-by-itself"})


@dataclass(frozen=True, slots=True)
class Row:
    """An application as intake's table has it."""

    reference: str
    key: str
    form: str
    status: str
    seq: int
    bundle: str | None


def held(engine: Engine, after: str = "") -> list[Row]:
    """What intake holds; ``after``: a condition in SQL."""
    columns = "reference, idempotency_key, form, status, seq, bundle"
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"SELECT {columns} FROM intake_applications {after}").fetchall()
    return [Row(*row) for row in rows]


def whose(row: Row) -> int:
    """The number of the applicant."""
    return number_of(conversation_of(row.key) or "")


@dataclass(frozen=True)
class Officers:
    """Who acts on all applications of a run."""

    services: IntakeServices
    engine: Engine
    world: World
    seed: int
    rng: random.Random

    def act(self) -> int:
        """Some of what is theirs to do is done; gives how much."""
        over = ", ".join(f"'{name}'" for name in _OVER)
        done = 0
        for row in held(self.engine, f"WHERE status NOT IN ({over})"):
            # Not all at once: between two steps of one application others happen, and its events are told.
            if self.rng.random() < 0.5:
                done += self._act_on(row)
        return done

    def _act_on(self, row: Row) -> bool:
        plan = self.world.plan(self.seed, whose(row))
        place = list(self.world.forms(len(plan.stories))).index(row.form)
        code = plan.next_act(place, row.seq, _CODES[row.status])
        entry = self.services.desk.registry.by_reference(row.reference) if code is not None else None
        if code is None or entry is None:
            return False
        try:
            self.services.casework.act(self._officer(entry), row.reference, read_act(_said(code, row, self.world)))
        except Problem as fault:
            if fault.code not in _FASTER:
                raise
            return False
        return True

    def _officer(self, entry: Entry) -> Officer:
        review = self.services.casework.review
        return Officer("wang", "王科", review.title(review.part(entry).lead))


def _said(code: int, row: Row, world: World) -> dict[str, Any]:
    act: dict[str, Any] = {"kind": STATUSES[code], "seq": row.seq, "words": "理由在此。"}
    if code == CORRECTION_BEGUN:
        act["points"] = [{"pointer": world.pointers[row.form], "words": "和营业执照不一样", "basis": "第十五条"}]
    return {**act, "reason": "检验"} if STATUSES[code] == "special_begun" else act


def every(engine: Engine, statement: str) -> Iterable[Any]:
    """Rows of a database."""
    with engine.connect() as connection:
        return list(connection.exec_driver_sql(statement).fetchall())
