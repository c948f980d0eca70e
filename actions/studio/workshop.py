"""Everything that is done with a text that is not public: it costs what the text makes it cost, so it is done apart."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.catalog import Issue
from bot.catalog.scaffold import Order, Unusable, draft
from bot.engine import Catalog
from bot.nlu import Understander

from ..apart import Told
from ..inbound import Inbound
from ..local_time import now
from ..stories import Failure, stories_of
from ..stories.measuring import measure
from .completing import complete
from .included import Included, included
from .rehearsals import Rehearsals
from .scenario_files import Place
from .touched_stories import failing_stories
from .trying import Project, Tried
from .views import paths_table, picture


class Unplayable(Told):
    """The text has mistakes that keep it from being played or drawn; ``issues``: all of them."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        super().__init__(issues)
        self.issues = issues


class NoOutline(Told):
    """A form or the dictionary has mistakes that keep a draft from being made."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A scenario's file at a glance. ``title`` and ``state`` are None where it cannot be read."""

    title: str | None
    state: str | None
    issues: int


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of a scenario its stories come to: percent of its questions, and of both sides of its conditions."""

    stories: int
    questions: float
    branches: float


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of checking and playing a text; with neither issues nor failures it may become public as ``version``."""

    issues: tuple[Issue, ...] = ()
    failures: tuple[Failure, ...] = ()
    version: str = ""


class Workshop:
    """The project's files, and texts tried against them. One thing at a time; nothing is ever written."""

    def __init__(self, root: Path) -> None:
        self._project = Project(root, _today)
        self._rehearsals = Rehearsals(now)

    def summaries(self) -> dict[str, Summary]:
        """Each scenario's file -> what is known of it."""
        base = self._project.as_it_is()
        homes = {base.built.homes[("scenario", name)].file: one for name, one in base.built.scenarios.items()}
        found: dict[str, Summary] = {}
        for file in self._project.scenarios():
            one = homes.get(file)
            issues = sum(issue.file == file for issue in base.issues)
            found[file] = Summary(one.title if one else None, one.state if one else None, issues)
        return found

    def forms(self) -> dict[str, str]:
        """Form -> its title."""
        return {form.id: form.title for form in self._project.as_it_is().built.forms.values()}

    def check(self, place: Place, text: str) -> tuple[tuple[Issue, ...], tuple[Included, ...]]:
        """Every mistake in the text and around it, those of the text's own file first; and the fragments that it includes."""
        tried = self._project.attempt(place, text)
        return _own_first(tried), included(tried.source, place.file)

    def complete(self, place: Place, before: str, after: str) -> dict[str, Any]:
        """What may stand where ``before`` ends."""
        return complete(self._project.as_it_is().built, place.file, before, after)

    def outline(self, place: Place, title: str, form: str) -> str:
        """A first text with a question for everything that the form needs. Raises NoOutline."""
        try:
            made = draft(self._project.root, Order(form, place.scenario, title, "", "", place.folder))
        except Unusable as fault:
            raise NoOutline from fault
        return made.texts.get(place.file, "")

    def graph(self, place: Place, text: str) -> str:
        """The text's scenario as SVG. Raises Unplayable."""
        return picture(*self._playable(place, text), _today())

    def paths(self, place: Place, text: str) -> str:
        """Every way through the text's scenario as an HTML document. Raises Unplayable."""
        return paths_table(*self._playable(place, text), _today())

    def begin(self, author: str, place: Place, text: str) -> tuple[str, dict[str, Any]]:
        """Opens a conversation in the scenario as the text has it; its id and first outcome. Raises Unplayable."""
        _, catalog = self._playable(place, text)
        return self._rehearsals.begin(author, catalog, Understander(catalog), place.scenario)

    def say(self, author: str, chat: str, inbound: Inbound) -> dict[str, Any]:
        """The outcome of one message. Raises NoRehearsal."""
        return self._rehearsals.take(author, chat, inbound)

    def changes(self, before: str, after: str) -> list[str]:
        """A unified diff, line by line, without its head."""
        return list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=3))[2:]

    def coverage(self) -> dict[str, Covered]:
        """Each scenario without mistakes -> how much of it the stories come to; plays them all."""
        base = self._project.as_it_is()
        catalog = base.catalog()
        if not catalog.current:
            return {}
        stories = stories_of(self._project.root)
        names = sorted(catalog.current)
        found, _ = measure(base.built, catalog, Understander(catalog), stories, _today(), names)
        return {one.scenario: Covered(one.stories, one.questions.percent, one.branches.percent) for one in found}

    def prove(self, place: Place, text: str) -> Proof:
        """What keeps the text from becoming public: mistakes, or stories that no longer go as they should."""
        tried = self._project.attempt_whole(place, text)
        if tried.issues:
            return Proof(_own_first(tried))
        catalog = tried.catalog()
        release = catalog.current[place.scenario]
        failures: list[Failure] = []
        if release.scenario.state == "current":
            before = self._project.as_it_is().catalog()
            played = [(one, Understander(one)) for one in (before, catalog)]
            failures = failing_stories(self._project.root, place.scenario, played[0], played[1], now)
        return Proof((), tuple(failures), release.scenario.version)

    def _playable(self, place: Place, text: str) -> tuple[Tried, Catalog]:
        tried = self._project.attempt(place, text)
        catalog = tried.catalog()
        if place.scenario not in catalog.current:
            raise Unplayable(_own_first(tried))
        return tried, catalog


def _own_first(tried: Tried) -> tuple[Issue, ...]:
    return tuple(sorted(tried.issues, key=lambda issue: issue.file != tried.file))


def _today() -> date:
    return now().date()
