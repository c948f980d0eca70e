"""Stories speak of what there is: facts and values of the dictionary, outcomes, texts. Their keys are others' matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.engine.address import fact_of
from bot.engine.kinds import SHAPES

from .building import Built
from .check_names import unknown
from .issues import Issue, did_you_mean
from .yaml_reader import Document

#: What can be asked that is no fact: a yes or no, a choice of themes, the review.
_NO_FACTS: Final = frozenset({"confirm", "scenario", "review"})
#: Words of ``expect`` that hold facts, and those that hold texts.
_FACTS: Final = ("asked_of", "not_asked", "refused")
_TEXTS: Final = ("warnings", "warnings_only", "warnings_without", "reports", "reports_only", "reports_without")
_Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one sentence or one situation gives and expects, with its place and what it is called."""

    document: Document
    place: _Place
    owner: str
    data: Mapping[str, Any]


def story_names(built: Built, today: date) -> Iterator[Issue]:
    """Every name that a story gives or expects is one that something defines."""
    outcomes = [outcome for scenario in built.scenarios.values() for outcome in scenario.outcomes]
    for document in built.source.stories:
        yield from _whole(built, document)
        for part in _parts(document):
            yield from _given(built, part)
            yield from _expected(built, part, outcomes)


def _whole(built: Built, document: Document) -> Iterator[Issue]:
    """The days are days, and the scenarios are there."""
    cases = document.data.get("cases", ())
    days: dict[_Place, str] = {("today",): document.data["today"]}
    days |= {("cases", index, "today"): case["today"] for index, case in enumerate(cases) if "today" in case}
    for place, day in days.items():
        if not SHAPES["date"](day):
            what = f"today {day} 不是日历上的一天。"
            yield Issue(document.file, document.line(*place), "DATE-01", what, "写成 2026-11-27 的样子。")
    named: dict[_Place, Any] = {("scenario",): document.data.get("scenario")}
    named |= {("cases", index, "scenario"): case.get("scenario") for index, case in enumerate(cases)}
    for place, scenarios in named.items():
        for scenario in scenarios if isinstance(scenarios, list) else [scenarios]:
            if scenario is not None and scenario not in built.scenarios:
                yield unknown(document, place, "STORY-05", "故事", scenario, built.scenarios, "scenarios ")


def _parts(document: Document) -> Iterator[_Part]:
    for index, turn in enumerate(document.data.get("turns", ())):
        yield _Part(document, ("turns", index), f"故事第 {index + 1} 句", turn)
    yield _Part(document, (), "故事", document.data)
    for index, case in enumerate(document.data.get("cases", ())):
        yield _Part(document, ("cases", index), f"情况「{case['name']}」", case)


def _given(built: Built, part: _Part) -> Iterator[Issue]:
    for fact, value in part.data.get("given", {}).items():
        place = ("given", fact)
        yield from _fact(built, part, place, fact)
        items = value if isinstance(value, list) else ()
        objects = [(number, item) for number, item in enumerate(items) if isinstance(item, dict)]
        if not objects:
            yield from _value(built, part, place, fact, value)
        for number, item in objects:
            for name, inner in item.items():
                yield from _fact(built, part, (*place, number, name), f"{fact}.{name}")
                yield from _value(built, part, (*place, number, name), f"{fact}.{name}", inner)


def _expected(built: Built, part: _Part, outcomes: list[str]) -> Iterator[Issue]:
    expected = part.data.get("expect", {})
    if expected.get("asked") is not None and expected["asked"] not in _NO_FACTS:
        yield from _fact(built, part, ("expect", "asked"), expected["asked"])
    for word in _FACTS:
        for number, fact in enumerate(expected.get(word, ())):
            yield from _fact(built, part, ("expect", word, number), fact)
    for key, value in expected.get("facts", {}).items():
        yield from _fact(built, part, ("expect", "facts", key), key)
        yield from _value(built, part, ("expect", "facts", key), key, value)
    outcome = expected.get("outcome")
    if outcome is not None and outcome not in outcomes:
        place = (*part.place, "expect", "outcome")
        yield unknown(part.document, place, "STORY-02", part.owner, outcome, outcomes, "各个主题的 outcomes ")
    for word in _TEXTS:
        for number, text in enumerate(expected.get(word, ())):
            if text not in built.texts:
                place = (*part.place, "expect", word, number)
                yield unknown(part.document, place, "STORY-03", part.owner, text, built.texts, "scenarios/shared ")


def _fact(built: Built, part: _Part, place: _Place, key: str) -> Iterator[Issue]:
    if fact_of(key) not in built.facts:
        yield unknown(part.document, (*part.place, *place), "STORY-01", part.owner, fact_of(key), built.facts, "字典")


def _value(built: Built, part: _Part, place: _Place, key: str, value: Any) -> Iterator[Issue]:
    """Options that the fact does not have; what else a value can be, the story itself shows when it is played."""
    fact = built.facts.get(fact_of(key))
    for one in value if isinstance(value, list) else [value]:
        if fact is not None and fact.options and one is not None and fact.option(str(one)) is None:
            known = [option.value for option in fact.options]
            line = part.document.line(*part.place, *place)
            what = f"{part.owner}用到 {fact.id} 的选项 {one}，字典里没有。"
            remedy = f"可以写：{'、'.join(known[:12])}。"
            yield Issue(part.document.file, line, "STORY-04", what, remedy, did_you_mean(str(one), known))
