"""A phrase added to an author's file: proven on a copy first, and written only when it is understood as meant."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from bot.catalog.appending import CannotAppend, append
from bot.catalog.phrase_places import NoPlace, PhrasePlace, PhrasePlaces
from bot.catalog.scaffold.files import OutsideProject, current

from .changes import Change, Refused, is_writable
from .proving import MATTER, Phrase, prove

#: Characters of a phrase; a longer one is a story.
LONGEST: Final = 40


def add_phrase(root: Path, phrase: Phrase, *, today: date) -> Change:
    """The change that adds the phrase, proven; nothing is written yet.

    Raises:
        Refused: there is no place for it, or it would be understood as something else, or another phrase would.
        CatalogInvalid: the files have mistakes, or would have.
    """
    phrase = replace(phrase, words=phrase.words.strip())
    if not is_writable(phrase.words, LONGEST):
        raise Refused(f"说法要有 1 到 {LONGEST} 个字，写在一行里，不带看不见的字符。")
    try:
        place = _place(PhrasePlaces(root), phrase)
        before = current(root, place.file) or ""
        change = Change(place.file, before, append(before, place.path, phrase.words, after=place.after))
    except NoPlace as fault:
        raise Refused(str(fault)) from fault
    except CannotAppend as fault:
        raise Refused(f"写不进 {'.'.join(str(part) for part in place.path)}，请用编辑器加。") from fault
    except OutsideProject as fault:
        raise Refused(f"{fault} 不在 {root} 里面。") from fault
    if not place.own:  # what all share is proven for all
        phrase = replace(phrase, scenario=None)
    with _copy(root, change) as copy:
        return replace(change, proof=tuple(prove(root, copy, phrase, today)))


def _place(places: PhrasePlaces, phrase: Phrase) -> PhrasePlace:
    if phrase.scenario is not None:
        places.scenario(phrase.scenario)
    if phrase.target in MATTER:
        return places.matter(phrase.target, phrase.scenario)
    if phrase.option is not None:
        return places.option(phrase.target, phrase.option, phrase.scenario)
    return places.name(phrase.target) if phrase.yes is None else places.answer(phrase.target, phrase.yes)


@contextmanager
def _copy(root: Path, change: Change) -> Iterator[Path]:
    """A copy of the authors' folders with the change in it."""
    with tempfile.TemporaryDirectory(prefix="daoban-") as folder:
        for name in ("forms", "scenarios"):
            shutil.copytree(root / name, Path(folder) / name)
        (Path(folder) / change.file).write_bytes(change.after.encode())
        yield Path(folder)
