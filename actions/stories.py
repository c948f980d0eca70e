"""Authors' stories: what is said, and what must be asked, known, needed and handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timezone
from pathlib import Path
from typing import Any, Final

from bot.catalog import CatalogInvalid, read_story
from bot.engine import Address, Catalog, locate
from bot.engine.amend import value_now
from bot.engine.review import review
from bot.nlu import Understander

from .rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class Failure:
    """A place where a story did not go as its author expects; ``turn`` 0: the file itself is at fault."""

    file: str
    turn: int
    said: str
    what: str

    def __str__(self) -> str:
        return (
            f"{self.file}  第 {self.turn} 句「{self.said}」  {self.what}" if self.turn else f"{self.file}  {self.what}"
        )


def run_story(path: Path, catalog: Catalog, understander: Understander) -> list[Failure]:
    """The failures of one story file; empty when everything is as expected."""
    try:
        story = read_story(path)
        moment = datetime.combine(date.fromisoformat(story["today"]), time(9), timezone.utc)
    except CatalogInvalid as mistakes:
        return [Failure(str(path), 0, "", str(issue)) for issue in mistakes.issues]
    except ValueError:
        return [Failure(str(path), 0, "", f"today {story['today']} 不是日历上的一天。")]
    rehearsal = Rehearsal(catalog, understander, lambda: moment)
    failures: list[Failure] = []
    for number, turn in enumerate(story["turns"], 1):
        outcome = rehearsal.say(turn["say"])
        for what in _differences(rehearsal, outcome, turn.get("expect", {})):
            failures.append(Failure(str(path), number, turn["say"], what))
    return failures


def _differences(rehearsal: Rehearsal, outcome: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    for name, wanted in expected.items():
        yield from _EXPECT[name](rehearsal, outcome, wanted)


def _asked(_: Rehearsal, outcome: Mapping[str, Any], wanted: str) -> Iterator[str]:
    asking = outcome["asking"] or {}
    found = asking.get("fact") or asking.get("kind")
    if found != wanted:
        yield f"应当问 {wanted}，问的是 {found}"


def _facts(rehearsal: Rehearsal, _: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[str]:
    view = locate(rehearsal.catalog, rehearsal.case, rehearsal.clock().date()).view
    for key, value in wanted.items():
        address = Address.parse(key)
        known = view is not None and address is not None and address.fact in view.release.facts
        found = value_now(view, address) if known and view is not None and address is not None else None
        found = list(found) if isinstance(found, tuple) else found
        if found != value:
            yield f"{key} 应当是 {value!r}，实际是 {found!r}"


def _stage(_: Rehearsal, outcome: Mapping[str, Any], wanted: str) -> Iterator[str]:
    if outcome["case"]["stage"] != wanted:
        yield f"应当到 {wanted}，实际是 {outcome['case']['stage']}"


def _outcome(_: Rehearsal, outcome: Mapping[str, Any], wanted: str) -> Iterator[str]:
    found = (outcome["case"].get("outcome") or {}).get("id")
    if found != wanted:
        yield f"结果应当是 {wanted}，实际是 {found}"


def _materials(_: Rehearsal, outcome: Mapping[str, Any], wanted: list[str]) -> Iterator[str]:
    found = [material["id"] for material in outcome["case"]["materials"]]
    if sorted(found) != sorted(wanted):
        yield f"材料应当是 {'、'.join(wanted)}，实际是 {'、'.join(found)}"


def _warnings(rehearsal: Rehearsal, _: Mapping[str, Any], wanted: list[str]) -> Iterator[str]:
    view = locate(rehearsal.catalog, rehearsal.case, rehearsal.clock().date()).view
    found = {text for text, _, _ in review(view).warnings} if view is not None else set()
    for text in wanted:
        if text not in found:
            yield f"应当提醒 {text}"


def _says(_: Rehearsal, outcome: Mapping[str, Any], wanted: str) -> Iterator[str]:
    said = "\n".join(message["text"] for message in outcome["messages"])
    if wanted not in said:
        yield f"应当说到「{wanted}」，说的是「{said}」"


_EXPECT: Final[dict[str, Any]] = {
    "asked": _asked,
    "facts": _facts,
    "stage": _stage,
    "outcome": _outcome,
    "materials": _materials,
    "warnings": _warnings,
    "says": _says,
}
