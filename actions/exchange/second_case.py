"""A firm applies again: played on the engine, with what its licences and its earlier application hold, and no server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final

from bot.catalog import FactSource, FactSources
from bot.engine import Case, Catalog, ExchangeOffered, Known, Position, Prefill, Turn, Value, advance, locate
from bot.engine.checking import KNOWN
from bot.engine.commands import Absence, Answer, ChooseScenario, Command, Confirm
from bot.engine.proofs import Proof
from bot.engine.view import View
from bot.engine.wanted import Wanted

from ..local_time import ZONE
from ..made_up_answers import made_up
from .dossier import Earlier, known_before
from .values import Entry, known_by

#: Turns after which it is given up.
_MOST: Final = 400
Entries = Iterable["tuple[FactSource, Entry]"]


class NotFinished(RuntimeError):
    """The second application could not be filled to its end; the message says where it stopped."""


def second_case(
    catalog: Catalog, sources: FactSources, first: Case, entries: Entries, proofs: Mapping[str, Proof], today: date
) -> View:
    """The case of a firm that applies as it did in ``first``, with what others hold about it, up to the review. Raises NotFinished."""
    return _Second(catalog, sources, first, tuple(entries), proofs, today).played()


class _Second:
    def __init__(
        self,
        catalog: Catalog,
        sources: FactSources,
        first: Case,
        entries: tuple[tuple[FactSource, Entry], ...],
        proofs: Mapping[str, Proof],
        today: date,
    ) -> None:
        self.proofs = proofs
        self.catalog, self.sources, self.first, self.entries = catalog, sources, first, entries
        self.now = datetime.combine(today, time(9), ZONE)
        self.case = Case("second")
        self.position: Position | None = None

    def played(self) -> View:
        self._take(ChooseScenario(self.first.scenario))
        self._take(report=ExchangeOffered(("证照",)))
        self._take(Confirm())
        self._take(report=self._found())
        for _ in range(_MOST):
            position = self.position or locate(self.catalog, self.case, self.now.date())
            asked = self.case.asked
            if self.case.stack or (asked is not None and asked.address == KNOWN):
                self._take(Confirm())
            elif asked is not None and asked.address.key in self.case.disputed:
                value = self.case.disputed[asked.address.key][0].value
                self._take(Answer(asked.address, Value(value), ""))
            elif position.next is None or position.view is None:
                break
            else:
                self._answer(position.view, position.next)
        position = locate(self.catalog, self.case, self.now.date())
        if position.view is None or position.stage != "review":
            raise NotFinished(
                f"{self.first.scenario}：停在 {position.next.address.key if position.next else position.stage}"
            )
        return position.view

    def _take(self, *commands: Command, report: ExchangeOffered | Prefill | None = None) -> None:
        turn = Turn(f"t{self.case.seq}", commands, report=report)
        result = advance(self.catalog, self.case, turn, self.now, self.position)
        self.case, self.position = result.case, result.position

    def _found(self) -> Prefill:
        release = self.catalog.release(self.first.scenario or "")
        values: dict[str, list[Known]] = {}
        for source, entry in self.entries:
            for fact, known in known_by(source, entry, release, self.now.date()):
                values.setdefault(fact, []).append(known)
        lists: dict[str, tuple[str, ...]] = {}
        for address, known, items in known_before([self._earlier(values)], self.sources, release):
            values.setdefault(address, []).append(known)
            lists.update(items)
        key = self.case.exchange.key if self.case.exchange is not None else ""
        return Prefill(key, {address: tuple(some) for address, some in values.items()}, lists, proofs=self.proofs)

    def _earlier(self, licences: Mapping[str, list[Known]]) -> Earlier:
        """What the firm applied for before: what its licences hold was then as it is now."""
        answers = {
            key: (one.value, one.parts, one.absence is not None)
            for key, one in self.first.answers.items()
            if key not in licences
        }
        lists = {name: roster.items for name, roster in self.first.lists.items() if roster.items}
        return Earlier("earlier", "以前的申请", "", self.now.date(), answers, lists)

    def _answer(self, view: View, wanted: Wanted) -> None:
        """As in the first application, or the plainest that is taken."""
        key, before = wanted.address.key, self.case
        stored = self.first.answers.get(key)
        if wanted.more:
            self._take(Answer(wanted.address, Value(False), ""))
            return
        if stored is not None:
            self._take(Answer(wanted.address, stored.absence or Value(stored.value), "", parts=dict(stored.parts)))
        values = iter(made_up(view.release, wanted.address.fact, self.now.date()))
        while key not in self.case.answers and not self.case.stack:
            value = next(values, _NO_MORE)
            if value is _NO_MORE:
                raise NotFinished(f"{self.first.scenario}：{key} 没有能答的")
            self.case = replace(before, seq=self.case.seq)
            self._take(Answer(wanted.address, Absence.NONE if value is None else Value(value), ""))  # type: ignore[arg-type]


_NO_MORE = object()
