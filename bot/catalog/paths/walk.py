"""One walk through a scenario, from its first question to its end, as the engine asks."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timezone
from typing import Any, Final

from bot.engine.address import Address
from bot.engine.answers import refuse, refuse_in_context, write
from bot.engine.case import Case, Roster, Stored
from bot.engine.catalog import Catalog, Release
from bot.engine.commands import Absence
from bot.engine.errors import FigureExpired
from bot.engine.facts import Fact
from bot.engine.position import Position, locate
from bot.engine.view import View
from bot.engine.wanted import Wanted

from .aspects import NOTHING, Aspect, Aspects
from .samples import Samples, plain_answers

#: Answers after which a walk that still asks is taken to go round in circles.
MOST_ANSWERS: Final = 600
#: Positions kept, so that walks that begin alike are computed once; each takes some tens of kilobytes.
MOST_KEPT: Final = 4000


#: An answer: the address key, and the value as it is written.
Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a walk has no proper end. ``kind``: stuck, loop, expired, broken; ``fact``: where, or empty; ``detail``: Chinese."""

    kind: str
    fact: str
    detail: str


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk with its end.

    Args:
        chosen: aspect -> class, for every answer on the way that a condition can tell apart, in the order asked.
        asked: the facts asked, in order, each once however many items its list has.
        position: where it ended; None when the engine could not say.
    """

    chosen: Mapping[str, int]
    asked: tuple[str, ...]
    position: Position | None
    fault: Fault | None = None


@dataclass
class Node:
    """Answers given so far, with where they lead, once that was computed.

    Args:
        count: nodes of the whole tree.
        together: the questions that are answered next.
        taken: answers to them, by address key and as they are written, and whether they can be taken.
    """

    count: list[int]
    place: tuple[Case, Position] | None = None
    together: list[Wanted] | None = None
    taken: dict[Said, bool] = field(default_factory=dict)
    further: dict[tuple[Said, ...], Node] = field(default_factory=dict)

    def next(self, said: tuple[Said, ...]) -> Node | None:
        """The node after these answers too; None when the tree is full and does not have it."""
        found = self.further.get(said)
        if found is None and self.count[0] < MOST_KEPT:
            found = self.further[said] = Node(self.count)
            self.count[0] += 1
        return found


#: Picks the class of an aspect, given what was chosen before it.
Choose = Callable[[Aspect, Mapping[str, int]], int]


@dataclass
class Walker:
    """Walks one release. ``forced`` values go before what is chosen."""

    release: Release
    aspects: Aspects
    samples: Samples
    today: date
    catalog: Catalog = field(init=False)
    begun: Node = field(init=False)
    _at: datetime = field(init=False)
    #: (aspect, class) -> how often it was answered, so that every value of a class has its turn.
    _turns: dict[tuple[str, int], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.catalog = Catalog({self.release.scenario.id: self.release})
        self.begun = Node([0])
        self._at = datetime.combine(self.today, time(9), timezone.utc)

    def walk(self, choose: Choose, forced: Mapping[str, Any] | None = None) -> Walk:
        """The walk on which ``choose`` decides. Never raises for what a scenario's author wrote."""
        run = _Run(self, choose, forced or {})
        try:
            fault = run.to_the_end()
        except FigureExpired as expired:
            fault = Fault("expired", "", str(expired))
        except (TypeError, KeyError, ValueError) as broken:
            fault = Fault("broken", "", f"{type(broken).__name__}: {broken}")
        return Walk(run.chosen, tuple(run.asked), run.position, fault)

    def turn(self, aspect: Aspect, number: int) -> Any:
        """The next value of a class; its values take turns."""
        values = aspect.classes[number]
        used = self._turns.get((aspect.key, number), 0)
        self._turns[aspect.key, number] = used + 1
        return values[used % len(values)]

    def stored(self, value: Any, turn: int) -> Stored:
        """An answer of the made-up applicant."""
        absence = Absence.NONE if value is NOTHING else None
        return Stored(value, "", "said", "applicant", self._at, turn, absence=absence)


class _Run:
    """A walk under way."""

    def __init__(self, walker: Walker, choose: Choose, forced: Mapping[str, Any]) -> None:
        self.walker, self.choose, self.forced = walker, choose, forced
        scenario = walker.release.scenario
        self.case = Case("path", scenario.id, scenario.version)
        self.position: Position | None = None
        self.chosen: dict[str, int] = {}
        self.asked: dict[str, None] = {}
        self.rounds = 0
        self.node: Node | None = walker.begun
        self.said: list[Said] = []
        #: Answers taken since the case was last written: where they lead may be known, and then they need not be.
        self.unwritten: list[tuple[Address, Any]] = []
        self.turn = 0

    def to_the_end(self) -> Fault | None:
        """Answers until nothing is asked; what kept it from a proper end."""
        while len(self.case.answers) < MOST_ANSWERS and self.rounds < MOST_ANSWERS:
            self.rounds += 1
            self.position = self._located()
            wanted = self._wanted(self.position)
            if not wanted:
                return None
            for one in wanted:
                fault = self._item(one) if one.more else self._answer(self.position, one)
                if fault is not None:
                    return fault
        fact = next((one.address.fact for one in wanted), "")
        return Fault("loop", fact, f"答了 {MOST_ANSWERS} 次还在问")

    def _located(self) -> Position:
        """Where the answers so far lead; looked up where an earlier walk has begun with the same ones."""
        node = self.node = self.node.next(tuple(self.said)) if self.node is not None else None
        self.said.clear()
        if node is None or node.place is None:
            self._write()
            position = locate(self.walker.catalog, self.case, self.walker.today, self.position)
            if node is not None:
                node.place = (self.case, position)
            return position
        self.unwritten.clear()
        self.case, position = node.place
        return position

    def _write(self) -> None:
        """The case holds the answers that were taken."""
        for address, value in self.unwritten:
            self.case = write(self.case, address, self.walker.stored(value, self.turn))
        self.unwritten.clear()

    def _wanted(self, position: Position) -> list[Wanted]:
        """The questions to answer now; where an earlier walk has been here, they are known."""
        if self.node is None:
            return self._together(position) or contradicted(position)
        if self.node.together is None:
            self.node.together = self._together(position) or contradicted(position)
        return self.node.together

    def _together(self, position: Position) -> list[Wanted]:
        """The next question, with those right after it as long as no answer can change what is asked."""
        if position.next is None:
            return []
        waiting = position.wanted[position.wanted.index(position.next) :]
        return [position.next, *itertools.takewhile(self._decides_nothing, waiting[1:])][
            : None if self._decides_nothing(position.next) else 1
        ]

    def _decides_nothing(self, one: Wanted) -> bool:
        """Whether no condition reads the answer, and no part of it is a fact of its own."""
        plan, fact = self.walker.release.plan, one.address.fact
        facts = self.walker.release.facts
        return not (one.more or fact in self.walker.aspects or fact in plan.checks or facts[fact].parts)

    def _answer(self, position: Position, wanted: Wanted) -> Fault | None:
        view, address = position.view, wanted.address
        if view is None:
            return Fault("stuck", address.fact, "没有主题")
        fact = view.release.facts[address.fact]
        self.asked[fact.id] = None
        key = address.key
        for value in self._candidates(fact):
            said = (key, repr(value))
            taken = self.node.taken.get(said) if self.node is not None else None
            if taken is None:
                taken = self._takes(view, address, value)
                if self.node is not None:
                    self.node.taken[said] = taken
            if taken:
                self.unwritten.append((address, value))
                self.turn = self.rounds
                self.said.append(said)
                self._note(fact, value)
                return None
        return Fault("stuck", fact.id, f"「{fact.label}」没有找到能收下的回答")

    def _takes(self, view: View, address: Address, value: Any) -> bool:
        """Whether the answer can be taken here. What was answered together with it no check reads (see ``_together``)."""
        if refuse(view, address, value, Absence.NONE if value is NOTHING else None) is not None:
            return False
        if address.fact not in view.release.plan.checks:
            return True
        self._write()
        after = write(self.case, address, self.walker.stored(value, self.rounds))
        return refuse_in_context(view, after, address) is None and not _still_refused(view, after, address)

    def _note(self, fact: Fact, value: Any) -> None:
        for aspect in self.walker.aspects.get(fact.id, ()):
            found = aspect.class_of(value)
            if found is not None:
                self.chosen[aspect.key] = found

    def _candidates(self, fact: Fact) -> Iterator[Any]:
        """Answers to try: the one wished for, the other classes, then plain ones."""
        if fact.id in self.forced:
            yield self.forced[fact.id]
        aspects = self.walker.aspects.get(fact.id, ())
        if fact.kind == "multi_choice" and aspects:
            yield from self._sets(fact, aspects)
        elif aspects:
            wished = self.choose(aspects[0], self.chosen)
            yield self.walker.turn(aspects[0], wished)
            yield from (value for values in (aspects[0].classes[wished], *aspects[0].classes) for value in values)
        yield from plain_answers(fact, self.walker.samples, self.walker.today)
        if fact.optional:
            yield NOTHING

    def _sets(self, fact: Fact, aspects: tuple[Aspect, ...]) -> Iterator[Any]:
        """The options chosen one by one; where that set is not taken, with the others that nothing looks at."""
        before = dict(self.chosen)
        for aspect in aspects:
            before[aspect.key] = self.choose(aspect, before)
        looked = {aspect.option for aspect in aspects}
        inside = {aspect.option for aspect in aspects if before[aspect.key]}
        options = [option.value for option in self.walker.release.offered(fact.id)]
        rest = [value for value in options if value not in looked]
        if inside:
            yield tuple(value for value in options if value in inside)
        elif fact.optional:
            yield NOTHING
        yield from (tuple(value for value in options if value in inside or value == one) for one in rest)
        yield tuple(value for value in options if value in inside or value in rest)

    def _item(self, wanted: Wanted) -> Fault | None:
        """One more item, or the list is complete; how many there are is chosen once."""
        fact = wanted.address.fact
        self.asked[fact] = None
        roster = self.case.lists.get(fact, Roster())
        aspect = next(iter(self.walker.aspects.get(fact, ())), None)
        if aspect is not None and aspect.key not in self.chosen:
            self.chosen[aspect.key] = self.choose(aspect, self.chosen)
        aim = aspect.classes[self.chosen[aspect.key]][0] if aspect is not None else len(roster.items)
        aim = self.forced.get(fact, aim)
        if len(roster.items) < aim:
            roster = Roster((*roster.items, str(roster.next)), roster.next + 1)
        else:
            roster = replace(roster, complete=True)
        self.case = replace(self.case, lists={**self.case.lists, fact: roster})
        self.said.append((fact, repr(roster)))
        return None


def contradicted(position: Position) -> list[Wanted]:
    """A check that an answer elsewhere has broken since: its fact is asked again, as intake would have it."""
    view = position.view
    if view is None or position.outcome is not None:
        return []
    for form in view.release.forms.values():
        for check in form.checks:
            if view.truth(check.refuse) is True and check.fact in view.case.answers:
                return [Wanted(Address(check.fact))]
    return []


def _still_refused(view: View, after: Case, address: Address) -> bool:
    """Whether a check that speaks of this fact held before and would go on holding."""
    checks = [one for one in view.release.plan.checks.get(address.fact, ()) if one.fact == address.fact]
    if not any(view.truth(one.refuse) is True for one in checks):
        return False
    now = View(view.release, after, view.today, view)
    return any(now.truth(one.refuse) is True for one in checks)
