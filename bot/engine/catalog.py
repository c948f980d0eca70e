"""Everything authors wrote, frozen: what ``advance`` looks things up in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .errors import UnknownName
from .facts import Fact, Option
from .figures import Figure
from .forms import Form
from .plan import Plan, build_plan
from .scenario import Scenario


@dataclass(frozen=True, slots=True)
class KnowledgeEntry:
    """A policy question with its answer and where it stands. Served only from ``start`` to ``until``."""

    id: str
    questions: tuple[str, ...]
    answer: str
    basis: str
    items: tuple[str, ...] = ()
    start: date | None = None
    until: date | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """One thing that is told of an item, e.g. 法定时限; ``certain`` is False where the source is 待核实."""

    label: str
    text: str
    source: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """A permit or filing as the catalogue of what can be applied for tells it.

    ``names``: words that show, in a question of somebody who applies for something else, that it is about this item.
    """

    id: str
    title: str
    entries: tuple[ItemEntry, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One scenario version with all it stands on; a case stays on its release until it is upgraded.

    Args:
        facts: by id, list items' facts included (``food_safety_staff.name``).
        plan: indexes computed from the rest.
        worded: the facts, each with the options that this scenario offers, as it words them.
        blank: day -> the view of a case without answers, from which the views of new cases start; only the latest day.
    """

    scenario: Scenario
    forms: Mapping[str, Form]
    facts: Mapping[str, Fact]
    figures: Mapping[str, Figure]
    plan: Plan = field(init=False, repr=False, compare=False)
    worded: Mapping[str, Fact] = field(init=False, repr=False, compare=False)
    blank: dict[date, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plan", build_plan(self.scenario, self.forms, self.facts))
        own = {question.fact: question.options for question in self.scenario.questions if question.options is not None}
        own = {name: options for name, options in own.items() if name in self.facts}
        worded = {name: replace(self.facts[name], options=options) for name, options in own.items()}
        object.__setattr__(self, "worded", {**self.facts, **worded})

    @property
    def items(self) -> tuple[str, ...]:
        """The items that the scenario applies for, each once, in the order of its forms."""
        return tuple(dict.fromkeys(form.item for form in self.forms.values()))

    def uses(self, fact: str) -> bool:
        """Whether the scenario has a use for the fact: it is on a form, in a condition or asked, or what it settles is."""
        plan = self.plan
        settled = (name for one in (fact, plan.list_of.get(fact, "")) for name in plan.affects.get(one, ()))
        return any(name in plan.fields or name in plan.readers or name in plan.question for name in settled)

    def offered(self, fact: str) -> tuple[Option, ...]:
        """The options of a fact as this scenario words them."""
        return self.worded[fact].options


@dataclass(frozen=True, slots=True)
class Catalog:
    """All scenarios, with older releases that open cases may still be pinned to.

    Args:
        current: scenario id -> its release in force.
        older: (scenario id, version) -> release.
        texts: id of a warning, report or message -> Chinese text.
        items: id of an item -> what is told of it.
        usual: the scenarios most asked for, the most usual first.
    """

    current: Mapping[str, Release]
    knowledge: Mapping[str, KnowledgeEntry] = field(default_factory=dict)
    older: Mapping[tuple[str, str], Release] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    usual: tuple[str, ...] = ()

    def by_use(self) -> tuple[str, ...]:
        """All scenarios in force: the usual ones first, then what opens something new, then what goes on with a permit."""
        rank = {one: place for place, one in enumerate(self.usual)}
        others = len(rank)
        return tuple(
            sorted(self.current, key=lambda one: rank.get(one, others + bool(self.current[one].scenario.continues)))
        )

    def release(self, scenario: str) -> Release:
        """The release in force. Raises UnknownName when there is no such scenario."""
        if scenario not in self.current:
            raise UnknownName("scenario", scenario)
        return self.current[scenario]

    def pinned(self, scenario: str, version: str) -> Release | None:
        """The release of this very version, or None when the catalog no longer holds it."""
        release = self.current.get(scenario)
        if release is not None and release.scenario.version == version:
            return release
        return self.older.get((scenario, version))
