"""A situation played: the engine asks, the given facts answer, and a made-up applicant answers the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, Union

from bot.engine import Address, Case, Catalog, Position, Result, Turn, Value, advance, locate
from bot.engine.address import fact_of
from bot.engine.answers import write
from bot.engine.asking import asking_at
from bot.engine.case import AwaitChoice, Revisit, Stored
from bot.engine.commands import Absence, Answer, ChooseScenario, Command, Confirm, Understood
from bot.engine.events import Rejected, ReviewReady
from bot.engine.forms import Problem
from bot.engine.needs import survey
from bot.engine.review import review
from bot.engine.values import Json
from bot.engine.view import View
from bot.engine.wanted import Wanted
from bot.nlu import Understander

from ..made_up_answers import made_up
from .expecting import Reached, differences
from .situation import Situation, at_nine

#: Shown the facts after each turn and the address key of what is asked next; ``refused``: facts with an answer that was not
#: taken, shown because there a check across fields holds.
Watch = Callable[[View, Union[str, None], bool], None]
#: Address key -> what a made-up applicant answered, so that a second run is answered alike.
Memory = MutableMapping[str, Json]
#: Turns after which a situation is given up.
MOST_TURNS: Final = 800
_NOTHING: Final[Any] = object()


class Stuck(Exception):
    """A situation cannot be played on; the message says why, for its author."""


def play(
    situation: Situation,
    catalog: Catalog,
    understander: Understander | None = None,
    *,
    watch: Watch | None = None,
    memory: Memory | None = None,
) -> Reached | str:
    """Where the situation ends: in a named outcome, or when nothing is left to ask; a text says why it does not end.

    Args:
        understander: needed where the situation has sentences.
        memory: the made-up answers of an earlier run; filled by this one.
    """
    run = _Run(situation, catalog, understander, watch, memory if memory is not None else {})
    try:
        return run.to_the_end()
    except Stuck as fault:
        return str(fault)


def replay(situation: Situation, catalog: Catalog, earlier: Reached, *, memory: Memory) -> Reached | str:
    """Where the answers of an earlier run lead under other rules: only what is newly asked is answered anew.

    Where a case stands follows from its answers alone, whatever their order, so that nothing has to be asked again.
    Not for situations with refused answers: under other rules they might have been taken.
    """
    view = earlier.position.view
    if view is None:
        return "没有选主题"
    run = _Run(situation, catalog, None, None, memory, case=view.case, used=set(situation.own))
    run.position = locate(catalog, view.case, view.today)
    before = run.position
    if "outcome" in situation.expect and before.outcome is None:
        return Reached(before, earlier.asked)
    try:
        reached = run.finish()
    except Stuck as fault:
        return str(fault)
    still = [
        fact for fact in earlier.asked if fact not in situation.expect.get("asked_of", ()) or _needed(before, fact)
    ]
    return replace(reached, asked=(*still, *reached.asked))


def _needed(position: Position, fact: str) -> bool:
    """Whether the fact would be asked if it were not answered."""
    if position.view is None:
        return False
    case = position.view.case
    keys = {key for key in case.answers if fact_of(key) == fact}
    without = replace(case, answers={key: stored for key, stored in case.answers.items() if key not in keys})
    view = View(position.view.release, without, position.view.today, position.view)
    return any(fact_of(key) == fact for key in survey(view)[0])


def unexpected(situation: Situation, reached: Reached | str) -> Iterator[str]:
    """What did not go as the situation expects.

    Without ``outcome`` or ``stage`` among the expectations, the application must be complete and valid at the end.
    """
    if isinstance(reached, str):
        yield reached
        return
    if "refused" not in situation.expect:
        yield from (f"{fact} 的值不被接受" for fact in reached.refused)
    yield from differences(reached, situation.expect)
    if not {"outcome", "stage"} & set(situation.expect):
        yield from () if reached.reviewed else _incomplete(reached.position)


def _incomplete(position: Position) -> Iterator[str]:
    if position.outcome is not None:
        yield f"走到了结果 {position.outcome[0].id}（规则 {position.outcome[1]}），没有填完申请表"
    elif position.view is not None and position.stage == "review":
        for application in review(position.view).applications:
            document = json.dumps(application.document, sort_keys=True, ensure_ascii=False)
            for problem in _problems(application.form.validate, document):
                yield f"申请表 {application.form.id} 的 {problem.pointer} 不合格：{problem.message}"
    else:
        yield f"没有填完申请表，停在 {position.stage}"


@lru_cache(maxsize=512)
def _problems(validate: Callable[[Mapping[str, Any]], tuple[Problem, ...]], document: str) -> tuple[Problem, ...]:
    """What a form's schema refuses in a document; most planted mistakes leave the document as it was."""
    return validate(json.loads(document))


@dataclass
class _Run:
    situation: Situation
    catalog: Catalog
    understander: Understander | None
    watch: Watch | None
    memory: Memory
    case: Case = field(default_factory=lambda: Case("story"))
    position: Position | None = None
    asked: dict[str, None] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    refused: dict[str, None] = field(default_factory=dict)
    reviewed: bool = False

    def __post_init__(self) -> None:
        self.now = at_nine(self.situation.today)

    def to_the_end(self) -> Reached:
        self._open()
        return self.finish()

    def finish(self) -> Reached:
        """Answers until nothing is asked any more. Raises Stuck."""
        for _ in range(MOST_TURNS):
            position = self._where()
            if self.case.stack and isinstance(self.case.stack[-1], Revisit):
                if position.stage == "review":
                    break  # what is complete does not pass: that answer is asked for again
                self._answer(Wanted(self.case.stack[-1].address))
            elif self.case.stack:
                self._confirm()
            elif position.outcome is not None or not position.wanted:
                if not self._supply():
                    break
            else:
                self._answer(position.next or position.put_off[0])
        else:
            raise Stuck(f"问了 {MOST_TURNS} 次还没有问完")
        unused = [fact for fact in self.situation.own if fact not in self.used]
        if unused:
            raise Stuck(f"没有问到 {'、'.join(sorted(unused))}，given 里写的用不上")
        return Reached(self._where(), tuple(self.asked), refused=tuple(self.refused), reviewed=self.reviewed)

    def _open(self) -> None:
        if self.situation.scenario is not None:
            self._keep(self._turn((ChooseScenario(self.situation.scenario),)))
        for said in (*((self.situation.say,) if self.situation.say else ()), *self.situation.said):
            self._keep(self._said(said))
            self._confirm()
        if self._where().view is None:
            raise Stuck(f"听不出「{self.situation.say}」要办哪个主题")
        self.used |= {fact for fact in self.situation.own if fact in self.case.answers}

    def _confirm(self) -> None:
        """Says yes to whatever waits for a yes."""
        if self.case.stack:
            self._keep(self._turn((Confirm(),)))

    def _said(self, text: str) -> Result:
        if self.understander is None:
            raise Stuck("有要听懂的话，这里不听")
        if self.position is None:
            reading = self.understander.read(text, asking_at(Position("routing", None), self.case, self.now), None)
        else:
            release = self.position.view.release if self.position.view is not None else None
            reading = self.understander.read(text, asking_at(self.position, self.case, self.now), release)
        return self._turn(reading.commands, text)

    def _turn(self, commands: tuple[Command, ...], raw: str = "") -> Result:
        return advance(self.catalog, self.case, Turn(f"t{self.case.seq + 1}", commands, raw), self.now, self.position)

    def _keep(self, result: Result) -> None:
        self.case, self.position = result.case, result.position
        self.reviewed = any(isinstance(event, ReviewReady) for event in result.events)
        if any(isinstance(frame, AwaitChoice) for frame in self.case.stack):
            raise Stuck(f"听不出「{self.situation.say}」要办哪个主题")
        if self.watch is not None and self.position is not None and self.position.view is not None:
            wanted = self.position.next
            self.watch(self.position.view, wanted.address.key if wanted is not None else None, False)

    def _where(self) -> Position:
        if self.position is None:
            raise Stuck("有一个数字今天没有值，规则算不下去")
        return self.position

    def _answer(self, wanted: Wanted) -> None:
        address = wanted.address
        if wanted.more:
            self._keep(self._turn((Answer(address, Value(self._has_another(address.fact))),)))
            return
        self.asked[address.fact] = None
        given = self._given(address)
        if given is not _NOTHING:
            result = self._try(address, given)
            if result is not None:
                self._keep(result)
                return
            self.refused[address.fact] = None
        elif self.situation.otherwise == "refuse":
            raise Stuck(f"问了 {address.key}，given 里没有写")
        self._make_up(address)

    def _make_up(self, address: Address) -> None:
        """The first made-up value that is taken and does not end the matter; if none, the first that is taken."""
        ends: tuple[Result, Json] | None = None
        remembered = [self.memory[address.key]] if address.key in self.memory else []
        release = self._view().release
        for value in (*remembered, *made_up(release, address.fact, self.situation.today)):
            result = self._try(address, value)
            if result is None:
                continue
            if remembered or result.position is None or result.position.outcome is None:
                break
            ends = ends or (result, value)
        else:
            if ends is None:
                raise Stuck(f"{address.key} 没有想得出的回答，请写进 given")
            result, value = ends
        self.memory[address.key] = value
        if result is not None:
            self._keep(result)

    def _try(self, address: Address, value: Json) -> Result | None:
        """The turn that answers, or None when the answer is not taken."""
        understood: Understood = Absence.NONE if value is None else Value(value)
        result = self._turn((Answer(address, understood),))
        if any(isinstance(event, Rejected) for event in result.events):
            self._show_refused(address, value)
            return None
        return result

    def _show_refused(self, address: Address, value: Json) -> None:
        """Lets the watcher see the answers that a check refused: there the check holds."""
        view = self._view()
        if self.watch is not None and value is not None and address.fact in view.release.plan.checks:
            stored = Stored(value, "", "said", "applicant", self.now, self.case.seq + 1)
            self.watch(View(view.release, write(self.case, address, stored), view.today, view), None, True)

    def _given(self, address: Address) -> Any:
        """The value given for an address; ``_NOTHING`` where none is."""
        if address.item is None:
            self.used.add(address.fact)
            return self.situation.given.get(address.fact, _NOTHING)
        owner, _, part = address.fact.partition(".")
        items = self.situation.given.get(owner) or []
        number = self._number(owner, address.item)
        return items[number].get(part, _NOTHING) if number < len(items) else _NOTHING

    def _number(self, owner: str, item: str) -> int:
        roster = self.case.lists.get(owner)
        items = roster.items if roster is not None else ()
        self.used.add(owner)
        return items.index(item) if item in items else len(items)

    def _has_another(self, owner: str) -> bool:
        self.used.add(owner)
        roster = self.case.lists.get(owner)
        return len(self.situation.given.get(owner) or ()) > (len(roster.items) if roster is not None else 0)

    def _supply(self) -> bool:
        """Gives one fact that is not asked because it has a default; False when none is left."""
        for address in self._unasked():
            value = self._given(address)
            if value is _NOTHING or address.key in self.case.answers or address.fact in self.refused:
                continue
            result = self._try(address, value)
            if result is None:
                self.refused[address.fact] = None
                continue
            self._keep(result)
            return True
        return False

    def _unasked(self) -> Iterator[Address]:
        view = self._view()
        for fact in (one for one in self.situation.given if one in view.release.facts):
            known = view.release.facts[fact]
            if known.default is not None and view.relevant(Address(fact)) is True:
                yield Address(fact)
            roster = self.case.lists.get(fact)
            for item in roster.items if roster is not None else ():
                yield from (Address(part.id, item) for part in known.items if part.default is not None)

    def _view(self) -> View:
        view = self._where().view
        if view is None:
            raise Stuck("没有选主题")
        return view
