"""What a story may expect: one small function a word, each yields what went another way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.engine import Address, Position
from bot.engine.amend import value_now
from bot.engine.needs import active_permits
from bot.engine.review import review


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a story stands when its expectations are looked at.

    Args:
        asked: the facts asked so far, each once, in order; list items' facts without their item.
        open: what is asked now: an address key, a kind of confirmation, or None.
        said: everything told in the last turn.
        refused: the facts whose given value was not taken.
        reviewed: the engine itself found the application complete and valid in the last turn.
    """

    position: Position
    asked: Sequence[str] = ()
    open: str | None = None
    said: str = ""
    refused: Sequence[str] = ()
    reviewed: bool = False


def differences(reached: Reached, expected: Mapping[str, Any]) -> Iterator[str]:
    """What is not as expected, in the author's words; nothing when all is."""
    for name, wanted in expected.items():
        yield from EXPECT[name](reached, wanted)


def _asked(reached: Reached, wanted: str) -> Iterator[str]:
    if reached.open != wanted:
        yield f"应当问 {wanted}，问的是 {reached.open}"


def _asked_of(reached: Reached, wanted: Sequence[str]) -> Iterator[str]:
    yield from (f"应当问到 {fact}，没有问" for fact in wanted if fact not in reached.asked)


def _not_asked(reached: Reached, wanted: Sequence[str]) -> Iterator[str]:
    yield from (f"不应当问 {fact}，却问了" for fact in wanted if fact in reached.asked)


def _facts(reached: Reached, wanted: Mapping[str, Any]) -> Iterator[str]:
    view = reached.position.view
    for key, value in wanted.items():
        address = Address.parse(key)
        known = view is not None and address is not None and address.fact in view.release.facts
        found = value_now(view, address) if known and view is not None and address is not None else None
        found = list(found) if isinstance(found, tuple) else found
        if found != value and not _same_choices(found, value):
            yield f"{key} 应当是 {value!r}，实际是 {found!r}"


def _same_choices(found: Any, value: Any) -> bool:
    """Whether two multiple choices name the same options; their order says nothing."""
    both = (found, value)
    if not all(isinstance(one, list) and all(isinstance(part, str) for part in one) for one in both):
        return False
    return sorted(found) == sorted(value)


def _stage(reached: Reached, wanted: str) -> Iterator[str]:
    if reached.position.stage != wanted:
        yield f"应当到 {wanted}，实际是 {reached.position.stage}"


def _outcome(reached: Reached, wanted: str | None) -> Iterator[str]:
    found = reached.position.outcome[0].id if reached.position.outcome is not None else None
    if found != wanted:
        yield f"结果应当是 {wanted}，实际是 {found}"


def _all_of(what: str, found: Callable[[Reached], list[str]]) -> Callable[[Reached, Sequence[str]], Iterator[str]]:
    def check(reached: Reached, wanted: Sequence[str]) -> Iterator[str]:
        have = found(reached)
        if sorted(have) != sorted(wanted):
            yield f"{what}应当是 {'、'.join(wanted) or '没有'}，实际是 {'、'.join(have) or '没有'}"

    return check


def _some_of(told: str, found: Callable[[Reached], list[str]]) -> Callable[[Reached, Sequence[str]], Iterator[str]]:
    def check(reached: Reached, wanted: Sequence[str]) -> Iterator[str]:
        have = found(reached)
        yield from (f"{told} {one}" for one in wanted if one not in have)

    return check


def _none_of(told: str, found: Callable[[Reached], list[str]]) -> Callable[[Reached, Sequence[str]], Iterator[str]]:
    def check(reached: Reached, wanted: Sequence[str]) -> Iterator[str]:
        have = found(reached)
        yield from (f"{told} {one}" for one in wanted if one in have)

    return check


def _materials(reached: Reached) -> list[str]:
    view = reached.position.view
    return [one.id for one in review(view).materials] if view is not None else []


def _warnings(reached: Reached) -> list[str]:
    view = reached.position.view
    return list(dict.fromkeys(text for text, _, _ in review(view).warnings)) if view is not None else []


def _reports(reached: Reached) -> list[str]:
    view = reached.position.view
    return list(dict.fromkeys(text for text, _, _ in review(view).reports)) if view is not None else []


def _forms(reached: Reached) -> list[str]:
    view = reached.position.view
    return [form.id for form, open_condition in active_permits(view) if open_condition is None] if view else []


def _refused(reached: Reached) -> list[str]:
    return list(reached.refused)


def _says(reached: Reached, wanted: str) -> Iterator[str]:
    if wanted not in reached.said:
        yield f"应当说到「{wanted}」，说的是「{reached.said}」"


#: What ``expect`` may hold -> the function that looks at it. The published schema offers the same words.
EXPECT: Final[dict[str, Callable[[Reached, Any], Iterator[str]]]] = {
    "asked": _asked,
    "asked_of": _asked_of,
    "not_asked": _not_asked,
    "facts": _facts,
    "stage": _stage,
    "outcome": _outcome,
    "forms": _all_of("申请表", _forms),
    "materials": _all_of("材料", _materials),
    "materials_with": _some_of("应当要交材料", _materials),
    "materials_without": _none_of("不应当要交材料", _materials),
    "warnings": _some_of("应当提醒", _warnings),
    "warnings_only": _all_of("提示", _warnings),
    "warnings_without": _none_of("不应当提醒", _warnings),
    "reports": _some_of("应当说到领证后报告", _reports),
    "reports_only": _all_of("领证后报告", _reports),
    "reports_without": _none_of("不应当说到领证后报告", _reports),
    "refused": _all_of("不被接受的回答", _refused),
    "says": _says,
}
