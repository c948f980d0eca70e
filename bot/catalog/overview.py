"""What can be applied for, as a reader of the catalogue wants it told: items with their forms, themes with what they ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from bot.engine.catalog import Catalog, Item, Release
from bot.engine.conditions import Condition
from bot.engine.errors import UnknownName
from bot.engine.forms import Form
from bot.engine.scenario import Question, Rule

from .condition_words import in_words
from .drawing.labels import MODES, sourced
from .drawing.settling import ALWAYS, NEVER, Settling
from .fact_words import fact_label


@dataclass(frozen=True, slots=True)
class Told:
    """A text with the case in which it holds (empty: always) and where it stands."""

    text: str
    when: str
    source: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A material. ``mode``: how it is handed in, in Chinese; ``when``: empty where it is always wanted."""

    label: str
    mode: str
    when: str
    note: str
    basis: str


@dataclass(frozen=True, slots=True)
class FormOverview:
    """A form. ``sections``: title and the names of its fields, in the official order."""

    title: str
    when: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    materials: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class ThemeOverview:
    """A scenario. ``asks``: the names of what it may ask, in its order; ``ends``: where it ends without an application."""

    id: str
    theme: str
    title: str
    forms: tuple[FormOverview, ...]
    asks: tuple[str, ...]
    ends: tuple[Told, ...]
    warnings: tuple[Told, ...]
    reports: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ItemOverview:
    """An item. ``themes``: (id, title) of the scenarios that apply for it."""

    id: str
    title: str
    entries: tuple[tuple[str, str, str], ...]
    forms: tuple[FormOverview, ...]
    themes: tuple[tuple[str, str], ...]


def themes(catalog: Catalog) -> dict[str, Release]:
    """The scenarios that are offered, in the order of their themes' numbers."""
    offered = {name: one for name, one in catalog.current.items() if one.scenario.state == "current"}
    return dict(sorted(offered.items(), key=lambda one: (one[1].scenario.theme, one[0])))


def items(catalog: Catalog, on: date) -> list[ItemOverview]:
    """Every item that some theme applies for; those of ``forms/items.yml`` first, in its order."""
    offered, forms = themes(catalog), list(_forms(catalog).values())
    return [
        _item(
            item,
            catalog.items.get(item),
            [one for one in forms if one[0].item == item],
            {name: offered[name].scenario.title for name in names},
            on,
        )
        for item, _, names in by_item(catalog)
    ]


def by_item(catalog: Catalog) -> list[tuple[str, str, list[str]]]:
    """Each such item with its title and the ids of its themes."""
    applied: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for name, release in themes(catalog).items():
        for item in release.items:
            applied.setdefault(item, []).append(name)
        for form in release.forms.values():
            titles.setdefault(form.item, form.title)
    titles |= {name: item.title for name, item in catalog.items.items()}
    order = [item for item in dict.fromkeys((*catalog.items, *applied)) if item in applied]
    return [(item, titles[item], applied[item]) for item in order]


def _forms(catalog: Catalog) -> dict[str, tuple[Form, Release]]:
    """Every form that some theme fills, each with one of the releases that know its facts."""
    return {form.id: (form, one) for one in themes(catalog).values() for form in one.forms.values()}


def _item(
    name: str, item: Item | None, forms: Iterable[tuple[Form, Release]], applied: Mapping[str, str], on: date
) -> ItemOverview:
    told = tuple(_form(form, release, partial(_in_full, release, on), "") for form, release in forms)
    entries = item.entries if item is not None else ()
    lines = tuple((one.label, one.text, sourced(one.source, one.certain)) for one in entries)
    return ItemOverview(name, item.title if item is not None else told[0].title, lines, told, tuple(applied.items()))


def _in_full(release: Release, on: date, when: Condition | None) -> str:
    """The condition in words; empty when there is none."""
    return in_words(when, release.facts, release.figures, on=on) if when is not None else ""


def _form(form: Form, release: Release, words: Callable[[Condition | None], str | None], when: str) -> FormOverview:
    """The form with its sections, and the materials whose condition has words: None says that it never holds."""
    sections = (
        (
            section.title,
            tuple(fact_label(one.fact, release.facts) for one in form.fields if one.section == section.id),
        )
        for section in form.sections
    )
    materials = (
        Wanted(one.label, MODES[one.mode], told, one.note, sourced(one.basis, one.certain))
        for one in form.materials
        if (told := words(one.when)) is not None
    )
    return FormOverview(form.title, when, tuple(sections), tuple(materials))


class SharedFacts(NamedTuple):
    """The forms' titles; for each fact, by its name, on which of them it is, those on most forms first."""

    forms: tuple[str, ...]
    facts: dict[str, tuple[bool, ...]]


def shared_facts(catalog: Catalog) -> SharedFacts:
    """The facts of all forms that some theme fills."""
    forms = _forms(catalog)
    on: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    for name, (form, release) in forms.items():
        for entry in form.fields:
            on.setdefault(entry.fact, set()).add(name)
            labels[entry.fact] = fact_label(entry.fact, release.facts)
    order = sorted(on, key=lambda fact: -len(on[fact]))
    table = {f"{labels[fact]}（{fact}）": tuple(name in on[fact] for name in forms) for fact in order}
    return SharedFacts(tuple(form.title for form, _ in forms.values()), table)


def theme(catalog: Catalog, name: str, on: date) -> ThemeOverview:
    """One offered scenario, without what it settles beforehand. Raises UnknownName when there is no such."""
    release = themes(catalog).get(name)
    if release is None:
        raise UnknownName("scenario", name)
    return _Theme(catalog, release, on).told()


class _Theme:
    def __init__(self, catalog: Catalog, release: Release, on: date) -> None:
        self._texts = catalog.texts
        self._release = release
        self._settling = Settling(release)
        self._on = on

    def told(self) -> ThemeOverview:
        scenario = self._release.scenario
        return ThemeOverview(
            scenario.id,
            scenario.theme,
            scenario.title,
            tuple(self._forms()),
            tuple(fact_label(one.fact, self._release.facts) for one in self._asked()),
            tuple(
                Told(scenario.outcomes[one.outcome].text, words, sourced(one.source, one.certain))
                for one, words in self._holding()
                if one.outcome is not None
            ),
            self._spoken(lambda rule: rule.warnings),
            self._spoken(lambda rule: rule.reports),
        )

    def _words(self, when: Condition | None) -> str | None:
        """What is left of a condition here; None when it never holds."""
        settled = self._settling.settle(when)
        if settled == NEVER:
            return None
        return "" if settled == ALWAYS else _in_full(self._release, self._on, settled)

    def _holding(self) -> Iterator[tuple[Rule, str]]:
        """The rules that may hold here."""
        for rule in self._release.scenario.rules:
            words = self._words(rule.when)
            if words is not None:
                yield rule, words

    def _asked(self) -> Iterator[Question]:
        for question in self._release.scenario.questions:
            if self._settling.relevance(question.fact) != NEVER:
                yield question

    def _forms(self) -> Iterator[FormOverview]:
        for permit in self._release.scenario.permits:
            when = self._words(permit.when)
            if when is not None:
                yield _form(self._release.forms[permit.form], self._release, self._words, when)

    def _spoken(self, which: Callable[[Rule], Iterable[str]]) -> tuple[Told, ...]:
        found: dict[tuple[str, str], Told] = {}
        for rule, words in self._holding():
            for text in which(rule):
                found.setdefault((text, words), Told(self._texts[text], words, sourced(rule.source, rule.certain)))
        return tuple(found.values())
