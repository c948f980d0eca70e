"""Plain acceptable answers for facts that decide nothing: from the forms' valid examples, else by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from bot.engine.facts import Fact
from bot.engine.pointers import find

from ..building import Built

#: Fact -> answers that a valid example of a form holds.
Samples = Mapping[str, tuple[Any, ...]]

#: Kind -> an invented answer. The numbers keep to their check digits and belong to nobody.
_BY_KIND: Final[dict[str, tuple[Any, ...]]] = {
    "boolean": (True, False),
    "integer": (1, 0, 2, 5, 10, 100),
    "number": (1, 0.5, 10, 100),
    "area": (20, 10, 5, 1, 0.5, 100),
    "money": (10000, 100, 1),
    "percentage": (10, 1, 0),
    "duration": ("P1Y", "P1M", "P1D"),
    "time_range": (("09:00", "21:00"),),
    "business_hours": ({"days": (1, 2, 3, 4, 5), "slots": (("09:00", "18:00"),)},),
    "mobile": ("13800000000",),
    "phone": ("02100000000", "13800000000"),
    "email": ("applicant@example.com",),
    "postcode": ("200000",),
    "url": ("https://shop.example.com",),
    "plate": ("沪A00000",),
    "person_name": ("某某",),
    "company_name": ("某某公司",),
    "id_card": ("110101190001010006",),
    "id_document": ("110101190001010006", "E00000000"),
    "uscc": ("91310106MA0000000T",),
    "address": ("某某路1号",),
    "file": ({"name": "example.pdf"},),
}


def samples_of(built: Built) -> dict[str, tuple[Any, ...]]:
    """Fact -> the values that the valid examples of the forms hold for it."""
    found: dict[str, list[Any]] = {}
    for files in built.source.forms:
        form = built.forms.get(files.layout.data["form"])
        for name, example in files.examples.items():
            if form is None or not name.rpartition("/")[2].startswith("valid-"):
                continue
            for field in form.fields:
                for fact, value in _held(built, field.fact, find(example, field.pointer)):
                    found.setdefault(fact, []).append(value)
    return {fact: tuple({repr(value): value for value in values}.values()) for fact, values in found.items()}


def plain_answers(fact: Fact, samples: Samples, today: date) -> Iterator[Any]:
    """Answers to try for a fact, the likeliest to be taken first."""
    if fact.limits.must_be is not None:
        yield fact.limits.must_be
    yield from samples.get(fact.id, ())
    values = [option.value for option in fact.options]
    if fact.kind == "multi_choice":
        yield from ((value,) for value in values)
        yield tuple(values)
    else:
        yield from values
    if fact.kind == "date":
        yield from ((today + timedelta(days=days)).isoformat() for days in (0, -400, 400, -8000, 4000))
    limits = fact.limits
    yield from (bound for bound in (limits.minimum, limits.maximum) if bound is not None)
    yield from _BY_KIND.get(fact.kind, ("某某", "某" * max(limits.min_length or 1, 1), "1" * (limits.max_length or 6)))


def _held(built: Built, fact: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The facts with their values at a place of an example; a list gives those of its items."""
    known = built.facts.get(fact)
    if known is None or value is None:
        return
    if known.kind == "list":
        for entry in value if isinstance(value, list) else ():
            for item in known.items:
                if isinstance(entry, dict) and (held := entry.get(item.id.rpartition(".")[2])) is not None:
                    yield item.id, held
    elif isinstance(value, list):
        yield fact, tuple(one["id"] if isinstance(one, dict) and "id" in one else one for one in value)
    else:
        yield fact, value
