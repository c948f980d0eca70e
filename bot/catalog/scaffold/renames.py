"""What seems to have changed its name: a place of the form, or a fact of the dictionary."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from bot.engine.facts import Fact

from .facts_from_schema import spoken_titles
from .matching import fits
from .names import snake
from .schema_leaves import Leaf

#: How alike two names must be.
_ALIKE: Final = 0.6


def moved_places(gone: Mapping[str, str], fresh: Iterable[Leaf], facts: Mapping[str, Fact]) -> dict[str, str]:
    """Old pointer -> the new place that seems to be the same one.

    Args:
        gone: pointers of the layout that the schema no longer has, with their facts. fresh: places without a field.
    """
    found: dict[str, str] = {}
    left = list(fresh)
    for same in (_same_title, _same_name, _alike):
        for pointer, fact in gone.items():
            if pointer in found or fact not in facts:
                continue
            likely = [leaf for leaf in left if fits(facts[fact], leaf) and same(pointer, facts[fact], leaf)]
            if len(likely) == 1:
                found[pointer] = likely[0].pointer
                left.remove(likely[0])
    return found


def renamed_fact(old: str, leaf: Leaf | None, free: Iterable[Fact]) -> str | None:
    """The fact that a name missing from the dictionary seems to have become, or None.

    Args:
        leaf: the place it fills, if it is known. free: the facts it can have become.
    """
    for test in _TESTS:
        likely = [fact.id for fact in free if (leaf is None or fits(fact, leaf)) and test(old, fact.id)]
        if len(likely) == 1:
            return likely[0]
    if leaf is None:
        return None
    titles = set(spoken_titles(leaf))
    likely = [fact.id for fact in free if fits(fact, leaf) and titles & {fact.label, *fact.names}]
    return likely[0] if len(likely) == 1 else None


def mentions(text: str, name: str) -> Iterator[int]:
    """The lines on which a fact's name stands by itself, from 1."""
    for number, line in enumerate(text.splitlines(), 1):
        at = line.find(name)
        while at >= 0:
            before, after = line[at - 1 : at], line[at + len(name) : at + len(name) + 1]
            if not (before.isalnum() or before in ("_", ".", "/")) and not (after.isalnum() or after in ("_", ".")):
                yield number
                break
            at = line.find(name, at + 1)


def _same_title(pointer: str, fact: Fact, leaf: Leaf) -> bool:
    return bool(set(spoken_titles(leaf)) & {fact.label, *fact.names})


def _same_name(pointer: str, fact: Fact, leaf: Leaf) -> bool:
    return pointer.rpartition("/")[2] == leaf.path[-1]


def _alike(pointer: str, fact: Fact, leaf: Leaf) -> bool:
    """Names that resemble each other, in the same object."""
    *around, own = pointer[1:].split("/")
    return tuple(around) == leaf.path[:-1] and _resemble(snake(own), snake(leaf.path[-1]))


def _resemble(first: str, second: str) -> bool:
    return difflib.SequenceMatcher(None, first, second).ratio() >= _ALIKE


def _last_name(old: str, new: str) -> bool:
    return old.rpartition(".")[2] == new.rpartition(".")[2]


def _like_name(old: str, new: str) -> bool:
    (group, _, own), (new_group, _, new_own) = old.rpartition("."), new.rpartition(".")
    return group == new_group and _resemble(own, new_own)


#: Ways an old and a new id are taken for one, the surest first.
_TESTS: Final[tuple[Callable[[str, str], bool], ...]] = (_last_name, _like_name)
