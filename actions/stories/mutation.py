"""How many small mistakes in a scenario its stories would notice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from zlib import crc32

from bot.catalog import Built
from bot.engine import Catalog, Release
from bot.engine.view import View

from .expecting import Reached
from .forking import each
from .mutant import Mutant, mutants
from .played import Played, RunKey, play_once, run_key
from .playing import read
from .searching import can_differ
from .situation import Situation, situations
from .situation_run import play, replay, unexpected


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a scenario's mutants.

    Args:
        killed, equivalent: how many were noticed, and how many change nothing and are left out.
        survivors: those that no story noticed.
        failing: stories that fail without any mistake; then nothing was planted.
    """

    scenario: str
    killed: int = 0
    equivalent: int = 0
    survivors: tuple[Mutant, ...] = ()
    failing: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The mutants that count."""
        return self.killed + len(self.survivors)

    @property
    def percent(self) -> float:
        """The share of them that was noticed, 0 to 100; 100 where there are none."""
        return 100 * self.killed / self.total if self.total else 100.0


@dataclass(frozen=True, slots=True)
class _Told:
    """A situation with its run without mistakes, and the views of it that are looked at for every mutant."""

    played: Played
    reached: Reached
    views: tuple[View, ...]


@dataclass
class Trial:
    """The mutants of one scenario and the situations that are to notice them.

    Args:
        known: runs of situations that were played before, by ``run_key``; the others are played here.
        told: the situations with their runs, while the mutants are tried; they take megabytes.
        failing: those that go another way without any mistake, once ``play`` was called.
    """

    catalog: Catalog
    release: Release
    mutants: Sequence[Mutant]
    situations: Sequence[Situation]
    today: date
    known: Mapping[RunKey, Played]
    told: list[_Told] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)

    def play(self) -> None:
        """The situations were played once without mistakes."""
        for situation in self.situations:
            before = self.known.get(run_key(situation))
            played, wrong = (before, ()) if before is not None else play_once(situation, self.catalog)
            if wrong:
                self.failing.append(str(situation.failure(wrong[0])))
            if played is not None:
                self.told.append(_told(played, self.catalog))

    def noticed(self, number: int) -> bool:
        """Whether a situation notices the mutant; the cheapest way to notice it is tried first."""
        mutant = self.mutants[number]
        release = mutant.release()
        catalog = Catalog({release.scenario.id: release}, self.catalog.knowledge, {}, self.catalog.texts)
        touched = [told for told in self.told if any(mutant.touches(view) for view in told.views)]
        likely = sorted(touched, key=lambda told: told.played.situation.speaks_of(mutant.facts), reverse=True)
        return any(_notices(told, catalog, mutant) for told in likely)

    def matters(self, number: int) -> bool:
        """Whether the mutant can make a difference to anybody."""
        mutant = self.mutants[number]
        return can_differ(self.release, mutant.release(), mutant.effects, self.today, mutant.conditions)


def _told(played: Played, catalog: Catalog) -> _Told:
    reached = played.reached(catalog)
    return _Told(played, reached, played.views(reached.position.view) if reached.position.view is not None else ())


def _notices(told: _Told, catalog: Catalog, mutant: Mutant) -> bool:
    situation, memory = told.played.situation, dict(told.played.memory)
    if mutant.on_refusal or told.reached.refused:
        reached = play(situation, catalog, memory=memory)
    else:
        reached = replay(situation, catalog, told.reached, memory=memory)
    return next(unexpected(situation, reached), None) is not None


def situations_of(stories: Iterable[Path]) -> dict[str, list[Situation]]:
    """The situations of each scenario that need no understanding, from readable story files."""
    found: defaultdict[str, list[Situation]] = defaultdict(list)
    for document in map(read, stories):
        for one in situations(document) if not isinstance(document, list) else ():
            if one.scenario is not None and not one.said:
                found[one.scenario].append(one)
    return found


def trial(
    built: Built,
    catalog: Catalog,
    scenario: str,
    situations: Sequence[Situation],
    today: date,
    known: Mapping[RunKey, Played] = MappingProxyType({}),
    sample: int = 100,
) -> Trial:
    """Everything that is needed to try a scenario's mutants.

    Args:
        known: runs of situations that were played before.
        sample: how many of a hundred are tried, about; the same ones each time, wherever their lines have moved to.
    """
    release = catalog.release(scenario)
    chosen = tuple(one for one in mutants(built, release, today) if _lot(one) < sample)
    return Trial(catalog, release, chosen, situations, today, known)


def _lot(mutant: Mutant) -> int:
    """A number from 0 to 99 that goes with the mistake."""
    return crc32(f"{mutant.file} {mutant.what}".encode()) % 100


def scores(trials: Sequence[Trial], jobs: int = 1, progress: Callable[[], None] = lambda: None) -> list[Score]:
    """The score of each scenario. What scenarios share is one text: a mistake in a fragment, a form or a figure is noticed
    when the stories of any of them notice it.

    ``progress`` is called after each mutant; ``jobs``: processes that work on it.
    """
    seen: set[Place] = set()
    for found in trials:
        found.play()
        if not found.failing:
            seen |= set(_noticed(found, seen, jobs, progress))
        found.told.clear()
    return [_score(found, seen, jobs) for found in trials]


def _noticed(found: Trial, seen: Container[Place], jobs: int, progress: Callable[[], None]) -> Iterator[Place]:
    """Places that the scenario's stories notice, of those that were not noticed before."""
    open_ones = [number for number, one in enumerate(found.mutants) if place_of(one) not in seen]
    answers = each(lambda at: found.noticed(open_ones[at]), len(open_ones), jobs)
    for number, known in zip(open_ones, answers, strict=True):
        if known:
            yield place_of(found.mutants[number])
        progress()


#: File, line and words of a mistake: the same text in two scenarios is one mistake.
Place = tuple[str, int, str]


def place_of(mutant: Mutant) -> Place:
    """Where the mutant is planted, and what it changes there."""
    return mutant.file, mutant.line, mutant.what


def _score(found: Trial, seen: set[Place], jobs: int) -> Score:
    scenario = found.release.scenario.id
    if found.failing:
        return Score(scenario, failing=tuple(found.failing))
    missed = [number for number, one in enumerate(found.mutants) if place_of(one) not in seen]
    matter = list(each(lambda at: found.matters(missed[at]), len(missed), jobs))
    survivors = tuple(found.mutants[number] for number, one in zip(missed, matter, strict=True) if one)
    return Score(scenario, len(found.mutants) - len(missed), matter.count(False), survivors)
