"""A correction mends an application; it does not make it somebody else's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from bot.engine.pointers import find

from .applying import SHOP
from .event import Point
from .published import PublishedForm

#: Kinds of values that say who somebody is, and of those the ones that stand beside a name.
_NUMBERS: Final = frozenset({"uscc", "id_card", "id_document"})
_NAMES: Final = frozenset({"company_name", "person_name"})


def names_applicant(published: PublishedForm, points: Iterable[Point]) -> bool:
    """Whether one of the points lets it be changed who applies: it names such a place, one around it, or what is computed from one."""
    identity = _identity(published)
    return any(not identity.isdisjoint(_read(published, point.pointer)) for point in points if point.pointer)


def changed_applicant(
    before: tuple[PublishedForm, Mapping[str, Any]], now: tuple[PublishedForm, Mapping[str, Any]]
) -> Sequence[str]:
    """The places, as pointers, that say of somebody else now that they apply.

    What was empty or is empty now is none: another kind of certificate empties one place and fills another. Nor is another way of writing the same.
    """
    was, identity = _told(*before), _identity(now[0]) & _identity(before[0])
    return [
        field.pointer
        for field in now[0].form.fields
        if field.fact in identity and was.get(field.fact) and _at(now[1], field.pointer) not in {"", was[field.fact]}
    ]


def _identity(published: PublishedForm) -> frozenset[str]:
    """The facts that say who applies.

    They are the applicant's name, the names and numbers that the same licence holds as it (the 营业执照: whose head stands there),
    and the certificates' numbers that stand beside these names. Whoever acts for them, or is called, may be another one.
    """
    facts = [fact for one in published.form.fields if (fact := published.facts.get(one.fact)) and fact.derive is None]
    firm = next((one for one in facts if one.kind == "company_name"), None)
    named = firm or next((one for name in SHOP for one in facts if one.id == name), None)
    if named is None:
        return frozenset()
    held = [one for one in facts if one.licence and one.licence == named.licence and one.kind in _NAMES | _NUMBERS]
    names = {named.id, *(one.id for one in held)}
    groups = {name.rpartition(".")[0] for name in names}
    beside = {one.id for one in facts if one.kind in _NUMBERS and one.id.rpartition(".")[0] in groups}
    return frozenset(names | beside)


def _read(published: PublishedForm, pointer: str) -> frozenset[str]:
    """The facts at a place or below it, or else of the nearest place above; and those that they are computed from."""
    fields, place = published.form.fields, pointer
    while place:
        found = {one.fact for one in fields if one.pointer == place or one.pointer.startswith(f"{place}/")}
        if found:
            return frozenset(_with_sources(published, found))
        place = place.rpartition("/")[0]
    return frozenset()


def _with_sources(published: PublishedForm, names: set[str]) -> Iterator[str]:
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            fact = published.facts.get(name)
            waiting += fact.derive.facts() if fact is not None and fact.derive is not None else ()
    yield from seen


def _told(published: PublishedForm, application: Mapping[str, Any]) -> dict[str, str]:
    return {field.fact: _at(application, field.pointer) for field in published.form.fields}


def _at(application: Mapping[str, Any], pointer: str) -> str:
    """The text at a place without what only its writing decides: full width, capitals, spaces."""
    value = find(application, pointer, None)
    return "".join(unicodedata.normalize("NFKC", value).casefold().split()) if isinstance(value, str) else ""
