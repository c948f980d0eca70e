"""Stories expect what there is: facts and values of the dictionary, outcomes of a theme, texts. Their keys are others' matter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from bot.engine.address import Address

from .building import Built
from .check_names import unknown
from .issues import Issue, did_you_mean
from .yaml_reader import Document

#: What can be asked that is no fact: a yes or no, a choice of themes, the review.
_NO_FACTS: Final = frozenset({"confirm", "scenario", "review"})
_Place = tuple[str | int, ...]


def story_names(built: Built, today: date) -> Iterator[Issue]:
    """Every name that a story expects is one that something defines."""
    outcomes = [outcome for scenario in built.scenarios.values() for outcome in scenario.outcomes]
    for document in built.source.stories:
        for index, turn in enumerate(document.data.get("turns", ())):
            expected = turn.get("expect", {})
            path = ("turns", index, "expect")
            owner = f"故事第 {index + 1} 句"
            if "asked" in expected and expected["asked"] not in _NO_FACTS:
                yield from _fact(built, document, (*path, "asked"), owner, expected["asked"])
            for key, value in expected.get("facts", {}).items():
                yield from _fact(built, document, (*path, "facts", key), owner, key)
                yield from _value(built, document, (*path, "facts", key), owner, key, value)
            if "outcome" in expected and expected["outcome"] not in outcomes:
                yield unknown(
                    document,
                    (*path, "outcome"),
                    "STORY-02",
                    owner,
                    expected["outcome"],
                    outcomes,
                    "各个主题的 outcomes ",
                )
            for number, text in enumerate(expected.get("warnings", ())):
                if text not in built.texts:
                    yield unknown(
                        document, (*path, "warnings", number), "STORY-03", owner, text, built.texts, "scenarios/shared "
                    )


def _fact(built: Built, document: Document, place: _Place, owner: str, key: str) -> Iterator[Issue]:
    if _known(key) not in built.facts:
        yield unknown(document, place, "STORY-01", owner, _known(key), built.facts, "字典")


def _value(built: Built, document: Document, place: _Place, owner: str, key: str, value: Any) -> Iterator[Issue]:
    """Options that the fact does not have; what else a value can be, the story itself shows when it is played."""
    fact = built.facts.get(_known(key))
    for one in value if isinstance(value, list) else [value]:
        if fact is not None and fact.options and one is not None and fact.option(str(one)) is None:
            known = [option.value for option in fact.options]
            what = f"{owner}用到 {fact.id} 的选项 {one}，字典里没有。"
            meant = did_you_mean(str(one), known)
            yield Issue(
                document.file, document.line(*place), "STORY-04", what, f"可以写：{'、'.join(known[:12])}。", meant
            )


def _known(key: str) -> str:
    """The fact of an address: ``equipments[1].name`` is of ``equipments.name``."""
    address = Address.parse(key)
    return address.fact if address is not None else key
