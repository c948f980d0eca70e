"""What people call each fact: spoken name -> facts, and choices of places -> the fact and its value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.engine.catalog import Catalog, Release
from bot.engine.facts import Fact

from .folding import fold
from .message import squash

#: 「厨房」 alone stands for 「厨房面积」 where an area follows it; likewise for addresses.
_STEMS: Final = {"area": ("面积", "多大"), "address": ("地址", "位置", "在哪里")}
#: What is left of 「经营地址」 is something one does, and no place.
_NO_STEMS: Final = frozenset({"经营", "联系"})
_BRACKET: Final = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Place:
    """A choice of a fact that is part of an address, e.g. a district."""

    fact: str
    value: str


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The tables of names.

    Args:
        names: folded phrase -> ids of the facts so called, in the dictionary's order.
        places: folded phrase -> the choices so called.
        spoken: fact id -> the phrases that name it, the longest first.
        choices: folded label or name of a choice -> the choices so called, whatever their fact.
        telling: two characters -> folded words for one answer of a choice or a yes-or-no fact that begin with them, and the
            facts that have these words.
        hanging: fact -> the facts that matter only where a condition on it holds.
        facts: id -> a fact of the catalog, as one of the releases has it.
    """

    names: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[Place, ...]]
    spoken: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, tuple[Place, ...]]
    telling: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    hanging: Mapping[str, frozenset[str]]
    facts: Mapping[str, Fact]


def index_names(catalog: Catalog) -> NameIndex:
    """The names of all facts of the catalog, older releases included. Names of one character are left out."""
    names: dict[str, dict[str, None]] = {}
    spoken: dict[str, dict[str, None]] = {}
    places: dict[str, dict[Place, None]] = {}
    for fact in _facts([*catalog.current.values(), *catalog.older.values()]):
        for phrase in _spoken_names(fact):
            names.setdefault(phrase, {})[fact.id] = None
            spoken.setdefault(fact.id, {})[phrase] = None
    choices: dict[str, dict[Place, None]] = {}
    telling: dict[str, set[str]] = {}
    hanging: dict[str, set[str]] = {}
    for fact in _facts([*catalog.current.values(), *catalog.older.values()]):
        for name in fact.when.facts() if fact.when is not None else ():
            hanging.setdefault(name, set()).add(fact.id)
        for option in fact.options if fact.kind == "choice" else ():
            for phrase in (option.label, *option.names):
                choices.setdefault(fold(phrase), {})[Place(fact.id, option.value)] = None
                telling.setdefault(fold(phrase), set()).add(fact.id)
        for phrase in (*fact.says_yes, *fact.says_no):
            telling.setdefault(fold(phrase), set()).add(fact.id)
    for fact in _place_facts([*catalog.current.values(), *catalog.older.values()]):
        for option in fact.options:
            for phrase in (option.label, *option.names):
                if len(phrase) > 1:
                    places.setdefault(fold(phrase), {})[Place(fact.id, option.value)] = None
    return NameIndex(
        {phrase: tuple(ids) for phrase, ids in names.items()},
        {phrase: tuple(found) for phrase, found in places.items()},
        {id: tuple(sorted(phrases, key=len, reverse=True)) for id, phrases in spoken.items()},
        {phrase: tuple(found) for phrase, found in choices.items()},
        _by_pair(telling),
        {fact: frozenset(found) for fact, found in hanging.items()},
        {fact.id: fact for fact in _facts([*catalog.older.values(), *catalog.current.values()])},
    )


def _by_pair(phrases: Mapping[str, set[str]]) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    table: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for phrase, found in phrases.items():
        if len(phrase) > 1:
            table.setdefault(phrase[:2], []).append((phrase, frozenset(found)))
    return {pair: tuple(rows) for pair, rows in table.items()}


def _spoken_names(fact: Fact) -> Iterable[str]:
    """The folded phrases that name the fact: its label, its names and their stems."""
    for name in (fact.label, *fact.names):
        phrase = fold(name)
        for variant in (phrase, _BRACKET.sub("", phrase), squash(phrase)):
            if len(variant) > 1:
                yield variant
        for ending in _STEMS.get(fact.kind, ()):
            stem = phrase.removesuffix(ending)
            if stem != phrase and len(stem) > 1 and stem not in _NO_STEMS:
                yield stem


def _facts(releases: Iterable[Release]) -> Iterable[Fact]:
    """Every fact once per wording; releases share most of them."""
    seen: set[int] = set()
    for release in releases:
        for fact in release.facts.values():
            if id(fact) not in seen:
                seen.add(id(fact))
                yield fact


def _place_facts(releases: Iterable[Release]) -> Iterable[Fact]:
    seen: set[int] = set()
    for release in releases:
        for fact in release.facts.values():
            for part in fact.parts.values():
                target = release.facts.get(part)
                if target is not None and target.kind == "choice" and id(target) not in seen:
                    seen.add(id(target))
                    yield target
