"""Whether a phrase that was added is understood as meant, and everything else as before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.catalog import PHRASES, load, read_phrases
from bot.engine import Catalog, Release
from bot.engine.confirming import REVIEW
from bot.engine.values import Json

from ..phrases import sayings
from .changes import Refused
from .hearing import Hearing, Saying
from .miss import ROUTING
from .neighbours import answers, names, openings

#: Keys of a scenario that say how people ask for it.
MATTER: Final = ("says", "words")
#: Phrases that are named when they would be lost.
_MOST_LOST: Final = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is to be added.

    Args:
        target: a fact's id, or ``says`` or ``words`` of a scenario.
        option: the choice that the words mean; None: none.
        yes: whether they mean yes or no; None: neither, so that without ``option`` they are a name of the fact.
        scenario: the scenario in which they are said; None: all that ask the fact.
    """

    target: str
    words: str
    option: str | None = None
    yes: bool | None = None
    scenario: str | None = None


def prove(root: Path, copy: Path, phrase: Phrase, today: date) -> Iterator[str]:
    """Where the phrase is understood as meant in ``copy``, which is ``root`` with the phrase in it; one line for each scenario.

    Raises:
        Refused: it is understood as something else, or another phrase now is.
        CatalogInvalid: the files have mistakes, or have them with it.
    """
    before, after = Hearing(load(root, today=today), today), Hearing(load(copy, today=today), today)
    releases = after.catalog.current.values()
    scenarios = [one for one in releases if _listens(one, phrase)]
    if not scenarios:
        raise Refused("加上以后，没有一个主题用得到它：主题自己写了选项的，写上主题，加到那个主题里。")
    for release in scenarios:
        meant, title = _meant(release, phrase), release.scenario.title
        found, earlier = after.heard(meant), before.heard(meant)
        if not found.is_value(meant.means):
            raise Refused(f"在「{title}」里，「{meant.say}」听成的是：{found.told}。")
        yield f"{title}：「{meant.say}」听成 {found.told}，原来听成 {earlier.told}"
    for release in releases:
        if phrase.scenario is None and release not in scenarios and phrase.target in release.plan.question:
            yield f"{release.scenario.title}：自己写了选项，听不到这个说法；要的话写上 {release.scenario.id} 再加一次"
    others = [*_neighbours(after.catalog, phrase), *_tests(copy)]
    if lost := [one for one in others if not after.is_right(one) and before.is_right(one)]:
        shown = (f"  「{one.say}」（{one.scenario or one.asked}）" for one in lost[:_MOST_LOST])
        raise Refused(f"加上以后，有 {len(lost)} 句原来听得懂的话会听错：", *shown)


def _listens(release: Release, phrase: Phrase) -> bool:
    """Whether the scenario is meant and knows the phrase: choices worded by itself do not know the dictionary's names."""
    if phrase.scenario not in (None, release.scenario.id):
        return False
    if phrase.target in MATTER or phrase.option is None:
        return phrase.target in MATTER or phrase.target in release.facts
    fact = release.facts.get(phrase.target)
    options = release.offered(fact.id) if fact is not None else ()
    return any(one.value == phrase.option and phrase.words in one.names for one in options)


def _meant(release: Release, phrase: Phrase) -> Saying:
    """The phrase where it is said, and what it must be understood as."""
    name = release.scenario.id
    if phrase.target in MATTER:
        return Saying("", ROUTING, phrase.words, name)
    if phrase.option is None and phrase.yes is None:
        return Saying(name, REVIEW.fact, f"{phrase.words}错了", phrase.target)
    several = release.facts[phrase.target].kind == "multi_choice"
    means: Json = phrase.yes if phrase.option is None else [phrase.option] if several else phrase.option
    return Saying(name, phrase.target, phrase.words, means)


def _neighbours(catalog: Catalog, phrase: Phrase) -> Iterator[Saying]:
    if phrase.target in MATTER:
        return openings(catalog)
    is_name = phrase.option is None and phrase.yes is None
    return (names if is_name else answers)(catalog, phrase.target)


def _tests(root: Path) -> list[Saying]:
    file = root / "scenarios/stories" / PHRASES
    return sayings(read_phrases(file)) if file.exists() else []
