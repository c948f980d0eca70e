"""An application laid out as its form: each place with its name, its value as people read it, and where the value came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.catalog.place_words import place_label
from bot.engine.facts import Fact, Wording
from bot.engine.forms import Field
from bot.engine.pointers import escaped, find
from bot.engine.shown import shown

from ..published import PublishedForm
from .hiding import hidden, is_hidden, plain

_NOWHERE: Final = object()
#: Sources whose origin is a name within the scenario.
_OURS: Final = ("derived", "scenario", "default")
#: How a value came into the form -> what an officer reads.
SOURCES: Final = {
    "said": "申请人说的", "chosen": "申请人选的", "form": "申请人在表里填的", "licence": "电子证照", "earlier_case": "以前的办件",
    "derived": "系统算的", "scenario": "主题里定的", "default": "默认值", "clerk": "窗口人员填的",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the form.

    Args:
        value: as people read it, in full; empty where the place is.
        fact: None for something that the form has no field for.
    """

    pointer: str
    label: str
    section: str
    value: str
    fact: Fact | None = None

    @property
    def seen(self) -> str:
        """The value as it is shown before anybody asks for more."""
        return (
            hidden(self.value) if is_hidden(self.fact) else self.value if self.fact is not None else plain(self.value)
        )


def places(published: PublishedForm, application: Mapping[str, Any]) -> list[Place]:
    """All places of the form in its order, filled or not; then whatever else the application holds, so that nothing is overlooked."""
    form, facts = published.form, published.facts
    titles = {one.id: one.title for one in form.sections}
    found: list[Place] = []
    for field in form.fields:
        value = find(application, field.pointer, _NOWHERE)
        title, fact = titles.get(field.section, ""), facts.get(field.fact)
        if isinstance(value, list) and value and fact is not None and fact.kind == "list":
            found += _items(published, field, title, value)
        else:
            label = place_label(field.pointer, [field], facts) or field.fact
            text = "" if value is _NOWHERE else _shown(fact, value, facts.get(field.annotations or ""))
            found.append(Place(field.pointer, label, title, text, fact or _UNKNOWN))
    known = [one.pointer for one in form.fields]
    found += [
        Place(pointer, pointer, "表上没有的内容", str(value))
        for pointer, value in _leaves(application)
        if not any(pointer == one or pointer.startswith(one + "/") for one in known)
    ]
    return found


def told_origin(origin: Any, fact: Fact | None) -> dict[str, Any]:
    """Where a value came from, as an officer reads it. What the applicant said is left out where the value is
    hidden; ``confirmed``: None where nobody told."""
    if not isinstance(origin, dict):
        return {"source": "", "confirmed": None}
    source, raw = origin.get("source"), origin.get("raw")
    told: dict[str, Any] = {
        "source": SOURCES.get(source, plain(source)) if isinstance(source, str) else "",
        "confirmed": origin.get("confirmed") is True,
    }
    if isinstance(raw, str) and raw and not is_hidden(fact):
        told["raw"] = plain(raw)
    # Of what the scenario sets or computes it is the name of a rule of ours, which says nothing to anybody else.
    if source not in _OURS and isinstance(origin.get("origin"), str) and origin["origin"]:
        told["origin"] = plain(origin["origin"])
    return told


#: For a field whose fact is not in the dictionary that is in force.
_UNKNOWN: Final = Fact("", "", "text", Wording(""))


def _items(published: PublishedForm, field: Field, title: str, items: list[Any]) -> Iterator[Place]:
    order = [one.id.rpartition(".")[2] for one in published.facts[field.fact].items]
    for number, item in enumerate(items):
        members = list(item.items()) if isinstance(item, dict) and item else [("", item)]
        members.sort(key=lambda member: order.index(member[0]) if member[0] in order else len(order))
        for name, value in members:
            pointer = f"{field.pointer}/{number}" + (f"/{escaped(name)}" if name else "")
            fact = published.facts.get(f"{field.fact}.{name}")
            label = place_label(pointer, [field], published.facts) or pointer
            yield Place(pointer, label, title, _shown(fact, value, None), fact)


def _shown(fact: Fact | None, value: Any, notes: Fact | None) -> str:
    return str(value) if fact is None else shown(fact, value, notes)


def _leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, (dict, list)) and value:
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for name, inner in members:
            yield from _leaves(inner, f"{pointer}/{escaped(str(name))}")
    elif pointer:
        yield pointer, value
