"""A phrase added to an author's file: proven on a copy first, and written only when it is understood as meant."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from bot.catalog import PHRASES, CatalogInvalid, load
from bot.catalog.appending import CannotAppend, append
from bot.catalog.phrase_places import NoPlace, PhrasePlace, PhrasePlaces
from bot.engine import Catalog
from bot.nlu import Understander

from ..phrases import run_phrases
from .hearing import heard, options_in, renamed
from .miss import ROUTING

#: Keys of a scenario that say how people ask for it.
MATTER: Final = ("says", "words")
#: Characters of a phrase; a longer one is a story.
LONGEST: Final = 40


class Refused(ValueError):
    """The phrase was not added; nothing was written. ``reasons``: why, for the author, one line each."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


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


@dataclass(frozen=True, slots=True)
class Change:
    """One file changed: its path from the root, its text before and after, and what proves it, for the author."""

    file: str
    before: str
    after: str
    proof: tuple[str, ...] = ()


def add_phrase(root: Path, phrase: Phrase, *, today: date) -> Change:
    """The change that adds the phrase, proven; nothing is written yet.

    Raises:
        Refused: there is no place for it, the files would have mistakes, or it would be understood as something else.
    """
    if len(phrase.words) > LONGEST:
        raise Refused(f"说法有 {len(phrase.words)} 个字，最多 {LONGEST} 个。")
    try:
        place = _place(PhrasePlaces(root), phrase)
        before = _read(root / place.file)
        after = append(before, place.path, phrase.words.strip(), after=place.after)
    except NoPlace as fault:
        raise Refused(str(fault)) from fault
    except CannotAppend as fault:
        raise Refused(f"写不进 {'.'.join(str(part) for part in place.path)}：这句话里有不能写的字符。") from fault
    change = Change(place.file, before, after)
    with _copy(root, change) as copy:
        return replace(change, proof=tuple(_prove(copy, replace(phrase, words=phrase.words.strip()), today)))


def write(root: Path, change: Change) -> None:
    """The file says what the change says, whole or not at all.

    Raises:
        Refused: it was changed by somebody meanwhile, or lies outside the root.
    """
    file = (root / change.file).resolve()
    if not file.is_relative_to(root.resolve()):
        raise Refused(f"{change.file} 不在 {root} 里面。")
    if (_read(file) if file.exists() else "") != change.before:
        raise Refused(f"{change.file} 刚才被别人改过，请再来一次。")
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(change.after.encode())
    if file.exists():
        shutil.copymode(file, draft)
    else:
        os.chmod(draft, 0o644)
    os.replace(draft, file)


def _place(places: PhrasePlaces, phrase: Phrase) -> PhrasePlace:
    if phrase.target in MATTER:
        return places.matter(phrase.target, phrase.scenario)
    if phrase.option is not None:
        return places.option(phrase.target, phrase.option, phrase.scenario)
    return places.name(phrase.target) if phrase.yes is None else places.answer(phrase.target, phrase.yes)


def _prove(root: Path, phrase: Phrase, today: date) -> Iterator[str]:
    """Where the phrase is now understood as meant. Raises Refused where it is not, or another phrase is lost."""
    try:
        catalog = load(root, today=today)
    except CatalogInvalid as mistakes:
        raise Refused(*(str(issue) for issue in mistakes.issues)) from mistakes
    understander = Understander(catalog)
    scenarios = [one for one in catalog.current if phrase.scenario in (None, one) and _applies(catalog, one, phrase)]
    if not scenarios:
        raise Refused("加上以后，没有一个主题用得到它：主题自己写了选项的，用 --scenario 加到那个主题里。")
    for scenario in scenarios:
        yield f"{catalog.current[scenario].scenario.title}：{_understood(catalog, understander, scenario, phrase, today)}"
    yield from _deaf(catalog, scenarios, phrase)
    file = root / "scenarios/stories" / PHRASES
    lost = run_phrases(file, catalog, understander, today) if file.exists() else []
    if lost:
        raise Refused("加上以后，这些说法会听错：", *(f"「{one.said}」{one.what}" for one in lost))


def _deaf(catalog: Catalog, heard_in: list[str], phrase: Phrase) -> Iterator[str]:
    """The scenarios that ask the fact with options of their own, and so do not know the phrase."""
    for name, release in catalog.current.items():
        if phrase.scenario is None and name not in heard_in and phrase.target in release.plan.question:
            yield f"{release.scenario.title}：自己写了选项，听不到这个说法；要的话再用 --scenario {name} 加一次"


def _applies(catalog: Catalog, scenario: str, phrase: Phrase) -> bool:
    """Whether the scenario listens to the phrase: a choice worded by itself does not know the dictionary's names."""
    if phrase.option is None:
        return True
    release = catalog.current[scenario]
    return any(
        phrase.words in option.names
        for option in options_in(release, release.facts[phrase.target])
        if option.value == phrase.option
    )


def _understood(catalog: Catalog, understander: Understander, scenario: str, phrase: Phrase, today: date) -> str:
    if phrase.target not in MATTER and phrase.option is None and phrase.yes is None:
        fact = renamed(catalog, understander, scenario=scenario, name=phrase.words, today=today)
        if fact != phrase.target:
            raise Refused(f"「{phrase.words}」听成的是 {fact or '没听懂'}，不是 {phrase.target}。")
        return f"「{phrase.words}」是 {phrase.target}"
    matter = phrase.target in MATTER
    asked = ROUTING if matter else phrase.target
    wanted = scenario if matter else phrase.option if phrase.option is not None else phrase.yes
    found = heard(catalog, understander, scenario=scenario, asked=asked, say=phrase.words, today=today)
    several = catalog.current[scenario].facts[asked].kind == "multi_choice" if not matter else False
    if not found.is_value([wanted] if several else wanted):
        title = catalog.current[scenario].scenario.title
        raise Refused(f"在「{title}」里，「{phrase.words}」听成的是：{found.told}。没有加。")
    return f"「{phrase.words}」听成 {found.told}"


@contextmanager
def _copy(root: Path, change: Change) -> Iterator[Path]:
    """A copy of the authors' folders with the change in it."""
    with tempfile.TemporaryDirectory(prefix="daoban-") as folder:
        for name in ("forms", "scenarios"):
            shutil.copytree(root / name, Path(folder) / name)
        (Path(folder) / change.file).write_bytes(change.after.encode())
        yield Path(folder)


def _read(file: Path) -> str:
    """The text with its line ends as they are."""
    return file.read_bytes().decode()
