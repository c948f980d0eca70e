"""The conditions of a scenario that its stories answer for: its own, and those of its forms' materials and checks."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bot.catalog import Built
from bot.catalog.places import Placed, conditions
from bot.catalog.shaping import figures_of
from bot.engine import Release
from bot.engine.conditions import Condition
from bot.engine.forms import Form

from .searching import can_hold, can_matter


@dataclass(frozen=True, slots=True)
class Part:
    """One condition and where it belongs.

    Args:
        kind: ``rule``, ``question``, ``permit``, ``material`` or ``check``.
        index: its place among those of its kind; ``form``: the form of a material or check, else empty.
        with_condition: the release with another condition in its place.
    """

    kind: str
    index: int
    form: str
    condition: Condition
    placed: Placed
    with_condition: Callable[[Condition], Release]

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that the condition compares with."""
        return tuple(figures_of(self.condition))


def parts(built: Built, release: Release) -> Iterator[Part]:
    """Every part of a release, the scenario's own first."""
    places = {id(placed.condition): placed for placed in conditions(built)}
    for kind, group in (("question", "questions"), ("rule", "rules"), ("permit", "permits")):
        for index, entry in enumerate(getattr(release.scenario, group)):
            if entry.when is not None:
                change = _in_scenario(release, group, index)
                yield Part(kind, index, "", entry.when, places[id(entry.when)], change)
    for form in release.forms.values():
        for kind, group, key in _OF_FORM:
            for index, entry in enumerate(getattr(form, group)):
                condition = getattr(entry, key)
                if condition is not None:
                    change = _in_form(release, form, group, key, index)
                    yield Part(kind, index, form.id, condition, places[id(condition)], change)


@dataclass(frozen=True, slots=True)
class Met:
    """What somebody has seen happen in a scenario, so that nobody has to look for answers that bring it about.

    Args:
        asked: facts that were asked.
        held: ids (of the objects) of conditions that were true.
    """

    asked: Container[str] = ()
    held: Container[int] = ()


def acting_parts(built: Built, release: Release, today: date, met: Met = Met()) -> Iterator[Part]:
    """The parts of a release but those of a fragment that play no role in its scenario."""
    for part in parts(built, release):
        if part.form or acts(built, release, f"{part.kind}s", part.index, today, met):
            yield part


def acts(built: Built, release: Release, key: str, index: int, today: date, met: Met = Met()) -> bool:
    """Whether the question or rule plays a role in its scenario: one of a fragment may hold, or be asked, in others alone."""
    document, scenario = built.homes[("scenario", release.scenario.id)], release.scenario
    if not document.is_included(key, index):
        return True
    if key == "questions":
        fact = scenario.questions[index].fact
        return fact in met.asked or can_matter(release, fact, today)
    when = scenario.rules[index].when
    return when is None or id(when) in met.held or can_hold(release, when, True, today)


_OF_FORM: Final = (("material", "materials", "when"), ("check", "checks", "refuse"))


def _exchanged(entries: tuple[Any, ...], index: int, key: str, condition: Condition) -> tuple[Any, ...]:
    changed = replace(entries[index], **{key: condition})
    return (*entries[:index], changed, *entries[index + 1 :])


def _in_scenario(release: Release, group: str, index: int) -> Callable[[Condition], Release]:
    def change(condition: Condition) -> Release:
        changes: dict[str, Any] = {group: _exchanged(getattr(release.scenario, group), index, "when", condition)}
        return replace(release, scenario=replace(release.scenario, **changes))

    return change


def _in_form(release: Release, form: Form, group: str, key: str, index: int) -> Callable[[Condition], Release]:
    def change(condition: Condition) -> Release:
        changes: dict[str, Any] = {group: _exchanged(getattr(form, group), index, key, condition)}
        return replace(release, forms={**release.forms, form.id: replace(form, **changes)})

    return change
