"""What the run without a cluster is about: the small shop, whose bundle has one, two or three forms by its area."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy.engine import Engine

from actions.conversations import Conversations
from actions.database import open_engine
from actions.migrating import APPLICANTS, upgrade
from actions.outbox import Outbox
from actions.store import Store
from bot.catalog.validation import make_validator
from bot.engine import Case, Catalog
from bot.engine.condition_parser import parse_condition as when
from bot.engine.forms import Form
from bot.engine.scenario import Permit
from tests.actions.crashing import CIPHER
from tests.actions.office import CATALOG as OFFICES
from tests.actions.office import UNDERSTANDER, Office
from tests.engine.shop import Tester, make_form, make_release
from tests.intake.permit import SCHEMA, permit

from .plans import Plan, conversation, delivered, name_of, plan_of


@dataclass(frozen=True, slots=True)
class World:
    """Whose applications they are.

    Args:
        cases: number of forms -> the forms, and a case at its review that hands in these.
        named: fact that holds the shop's name; pointers: form -> where it stands in the form.
        delivers: what is issued is delivered by itself: an e-licence was asked for, and there is a library.
    """

    cases: Mapping[int, tuple[Sequence[str], Case]]
    named: str
    pointers: Mapping[str, str]
    delivers: bool = False

    def forms(self, count: int) -> Sequence[str]:
        """The forms of a bundle of so many."""
        return self.cases[count][0]

    def plan(self, seed: int, number: int) -> Plan:
        """What is to happen to what the applicant of this number hands in."""
        plan = plan_of(seed, number, max(self.cases))
        return replace(plan, stories=tuple(map(delivered, plan.stories))) if self.delivers else plan


def prepare(world: World, store: Store, seed: int, submissions: int, token: str | None = None) -> None:
    """So many cases are at their review. ``token``: a hash that opens each."""
    for number in range(submissions):
        case = world.cases[len(world.plan(seed, number).stories)][1]
        answers = {**case.answers, world.named: replace(case.answers[world.named], value=name_of(number))}
        mine = replace(case, id=conversation(number), answers=answers, seen=())
        store.create(mine.id, channel="web", token_hash=token, case=mine)
        store.forget(mine.id)


def _part(id: str, title: str) -> Form:
    """A form that shares the shop's name, place and staff with the permit."""
    names = ("name", "staff")
    place = {**SCHEMA["properties"]["place"], "required": ["area"]}
    schema: dict[str, Any] = {
        "$schema": SCHEMA["$schema"], "$id": f"urn:daoban:form:{id}", "type": "object", "additionalProperties": False,
        "required": [*names, "place"], "properties": {name: SCHEMA["properties"][name] for name in names} | {"place": place},
    }  # fmt: skip
    fields = tuple(field for field in make_form().fields if field.fact in ("name", "area", "staff"))
    return replace(
        make_form(id=id, title=title), fields=fields, checks=(), schema=schema, validate=make_validator(schema)
    )


def _catalog() -> Catalog:
    permits = (Permit("permit"), Permit("filing", when("area < 100")), Permit("notice", when("area < 50")))
    release = make_release(form=permit(), permits=permits)
    forms = {**release.forms, "filing": _part("filing", "备案表"), "notice": _part("notice", "告知书")}
    return replace(OFFICES, current={**OFFICES.current, "tea": replace(release, forms=forms)})


CATALOG: Final = _catalog()
_FORMS: Final = ("permit", "filing", "notice")


def _filled(area: int) -> Case:
    return Tester(CATALOG, Case("c")).start().fill(area=area).case


SHOP: Final = World(
    {count: (_FORMS[:count], _filled(area)) for count, area in ((1, 120), (2, 80), (3, 40))},
    "name",
    dict.fromkeys(_FORMS, "/name"),
)


def shop_in(folder: Path, clock: Callable[[], datetime]) -> tuple[Engine, Office]:
    """The database in the folder, and the applicants' side on it."""
    engine = open_engine(f"sqlite:///{folder / 'cases.sqlite3'}")
    upgrade(engine, APPLICANTS)
    store = Store(engine, CIPHER, clock)
    return engine, Office(store, Conversations(CATALOG, UNDERSTANDER, store, clock), Outbox(engine, CIPHER, clock))
