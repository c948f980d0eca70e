"""What people say beside a new phrase, in the words that authors have written: none of it may change its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.engine import Catalog, Release
from bot.engine.confirming import REVIEW
from bot.engine.facts import Fact
from bot.engine.values import Json

from .hearing import Saying
from .miss import ROUTING

#: What everybody says to a yes-or-no question.
_PLAIN: Final = (("是", True), ("是的", True), ("有", True), ("不是", False), ("没有", False))


def openings(catalog: Catalog) -> Iterator[Saying]:
    """The ways to ask for each scenario."""
    for release in catalog.current.values():
        said = (*release.scenario.says, *release.scenario.words)
        yield from (Saying("", ROUTING, say, release.scenario.id) for say in said)


def answers(catalog: Catalog, target: str) -> Iterator[Saying]:
    """The ways to choose what the fact offers, or to say yes or no to it, in each scenario."""
    for release in catalog.current.values():
        if target in release.facts:
            yield from _answers(release, release.facts[target])


def names(catalog: Catalog, target: str) -> Iterator[Saying]:
    """What every fact is called, in each scenario that knows ``target``."""
    for release in catalog.current.values():
        for fact in release.facts.values() if target in release.facts else ():
            yield from (Saying(release.scenario.id, REVIEW.fact, f"{name}错了", fact.id) for name in fact.names)


def _answers(release: Release, fact: Fact) -> Iterator[Saying]:
    for option in release.offered(fact.id):
        means: Json = [option.value] if fact.kind == "multi_choice" else option.value
        for say in (option.label, *option.names):
            yield Saying(release.scenario.id, fact.id, say, means)
    if fact.kind == "boolean":
        said = (*_PLAIN, *((say, True) for say in fact.says_yes), *((say, False) for say in fact.says_no))
        yield from (Saying(release.scenario.id, fact.id, say, means) for say, means in said)
