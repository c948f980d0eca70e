"""What of a scenario its stories come to: questions asked, both sides of each condition, rules, outcomes, choices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from bot.catalog import Built
from bot.catalog.places import Placed, conditions, fact_path
from bot.engine import Address, Release
from bot.engine.address import fact_of
from bot.engine.conditions import ABSENT, UNKNOWN, Condition
from bot.engine.view import View

from .parts import Met, acting_parts, acts, parts
from .searching import can_hold, can_matter

_SIDES: Final = ((True, "没有成立过"), (False, "没有不成立过"))


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that no story comes to, with its place."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.what}"


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one kind of thing is covered. ``gaps`` are the rest; what can never happen does not count."""

    covered: int
    gaps: tuple[Gap, ...]

    @property
    def total(self) -> int:
        """Everything that can be covered."""
        return self.covered + len(self.gaps)

    @property
    def percent(self) -> float:
        """From 0 to 100; 100 where there is nothing to cover."""
        return 100 * self.covered / self.total if self.total else 100.0


@dataclass
class Seen:
    """What the stories of one scenario came to; filled while they are played.

    ``open`` are the conditions of which a side is still to be seen; the others are not looked at any more. ``held`` are those
    that were true of answers that were all taken.
    """

    release: Release
    open: list[Condition]
    asked: set[str] = field(default_factory=set)
    truths: dict[int, set[bool]] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    chosen: dict[str, set[str]] = field(default_factory=dict)
    stories: int = 0

    def look(self, view: View, asked: str | None, refused: bool = False) -> None:
        """Takes in one moment of a story: the facts as they are, and the address key of what is asked next.

        Args:
            refused: an answer is among the facts that was not taken.
        """
        if asked is not None:
            self.asked.add(fact_of(asked))
        for condition in self.open:
            truth = view.truth(condition)
            if truth is not None:
                self.truths.setdefault(id(condition), set()).add(truth)
            if truth is True and not refused:
                self.held.add(id(condition))
        self.open = [one for one in self.open if len(self.truths.get(id(one), ())) < len(_SIDES)]
        for rule in view.release.scenario.rules:
            if rule.outcome is not None and rule.outcome not in self.outcomes and view.truth(rule.when) is True:
                self.outcomes.add(rule.outcome)

    def chose(self, view: View) -> None:
        """Takes in the choices of a story's end."""
        for key in view.case.answers:
            address = Address.parse(key)
            value = view.at(address).value if address is not None else UNKNOWN
            if address is not None and value is not UNKNOWN and value is not ABSENT:
                values = value if isinstance(value, (list, tuple)) else (value,)
                self.chosen.setdefault(address.fact, set()).update(one for one in values if isinstance(one, str))


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of one scenario; each share in percent with its gaps.

    Args:
        questions: those the scenario lists. ``asked``: every fact that it may ask, its forms' included.
        branches: both sides of each condition of its questions, rules, permits, materials and checks.
        dictionary: both sides of each condition of the dictionary that plays a part.
    """

    scenario: str
    stories: int
    questions: Share
    asked: Share
    branches: Share
    dictionary: Share
    rules: Share
    outcomes: Share
    options: Share

    def shares(self) -> Iterator[tuple[str, str, Share]]:
        """Each share with its id and what it is called."""
        for name, called in _CALLED.items():
            yield name, called, getattr(self, name)


_CALLED: Final = {
    "questions": "主题里的问题",
    "branches": "条件的两面",
    "rules": "规则",
    "outcomes": "结果",
    "options": "选项",
    "asked": "可能问到的信息项",
    "dictionary": "字典里条件的两面",
}


def watched(built: Built, release: Release) -> list[Condition]:
    """Every condition whose two sides count, the dictionary's included."""
    own = [part.condition for part in parts(built, release)]
    return own + [placed.condition for placed in _of_dictionary(built, release)]


def coverage(built: Built, seen: Seen, today: date) -> Coverage:
    """What the stories cover of a scenario, and what they leave out though it can happen."""
    release = seen.release
    document = built.homes[("scenario", release.scenario.id)]
    met = Met(seen.asked, seen.held)
    own = [part.placed for part in acting_parts(built, release, today, met)]
    questions = [
        (question.fact, Gap(*document.at("questions", index), f"问题 {question.fact} 没有问过"))
        for index, question in enumerate(release.scenario.questions)
    ]
    rules = [
        (rule.when, Gap(*document.at("rules", index), f"规则 {rule.id} 没有用上过"))
        for index, rule in enumerate(release.scenario.rules)
    ]
    return Coverage(
        release.scenario.id,
        seen.stories,
        questions=_share(
            (fact in seen.asked, fact in seen.asked or can_matter(release, fact, today), gap) for fact, gap in questions
        ),
        asked=_share(_askable(built, seen, today)),
        branches=_share(_branches(own, seen, today)),
        dictionary=_share(_branches(list(_of_dictionary(built, release)), seen, today)),
        rules=_share(
            (used, used or _may(release, when, True, today), gap)
            for when, gap in rules
            for used in (when is None or True in seen.truths.get(id(when), ()),)
        ),
        outcomes=_share(
            (
                name in seen.outcomes,
                name in seen.outcomes
                or any(acts(built, release, "rules", index, today, met) for index in _leading(release, name)),
                Gap(*document.at("outcomes", name), f"结果 {name} 没有走到过"),
            )
            for name in release.scenario.outcomes
        ),
        options=_share(_options(built, seen, today)),
    )


def _leading(release: Release, outcome: str) -> Iterator[int]:
    """The rules that lead to the outcome."""
    return (index for index, rule in enumerate(release.scenario.rules) if rule.outcome == outcome)


def _share(found: Iterable[tuple[bool, bool, Gap]]) -> Share:
    """From (covered, can happen, gap); whether it can happen is of interest only where it is not covered."""
    entries = list(found)
    return Share(sum(one[0] for one in entries), tuple(gap for covered, can, gap in entries if not covered and can))


def _branches(placed: Iterable[Placed], seen: Seen, today: date) -> Iterator[tuple[bool, bool, Gap]]:
    for one in placed:
        for side, words in _SIDES:
            covered = side in seen.truths.get(id(one.condition), ())
            gap = Gap(one.document.file, one.line, f"{one.owner} 的条件{words}")
            yield covered, covered or _may(seen.release, one.condition, side, today), gap


def _may(release: Release, condition: Condition | None, side: bool, today: date) -> bool:
    return condition is None or can_hold(release, condition, side, today, refused=True)


def _of_dictionary(built: Built, release: Release) -> Iterator[Placed]:
    """The dictionary's conditions of facts that play a part; one that reads its own list's facts is the list's affair."""
    places = {id(placed.condition): placed for placed in conditions(built)}
    for name, fact in release.facts.items():
        if name not in release.plan.list_of and fact.when is not None:
            yield places[id(fact.when)]


def _askable(built: Built, seen: Seen, today: date) -> Iterator[tuple[bool, bool, Gap]]:
    release, document = seen.release, built.source.dictionary
    for fact in release.facts.values():
        if document is None or not fact.wording.ask or fact.kind == "list" or fact.id in release.scenario.assume:
            continue
        gap = Gap(document.file, document.line(*fact_path(built, fact.id)), f"信息项 {fact.id} 没有问过")
        covered = fact.id in seen.asked
        owner = release.plan.list_of.get(fact.id)
        yield covered, covered or (fact.default is None and can_matter(release, owner or fact.id, today)), gap


def _options(built: Built, seen: Seen, today: date) -> Iterator[tuple[bool, bool, Gap]]:
    """The options of the questions that the scenario lists."""
    release, document = seen.release, built.homes[("scenario", seen.release.scenario.id)]
    for index, question in enumerate(release.scenario.questions):
        matters: Any = None
        for option in release.offered(question.fact):
            covered = option.value in seen.chosen.get(question.fact, ())
            if not covered and matters is None:
                matters = can_matter(release, question.fact, today)
            gap = Gap(*document.at("questions", index), f"{question.fact} 没有选过「{option.label}」")
            yield covered, bool(covered or matters), gap
