"""Which fact of the dictionary a place of a schema means: one fact, one source, used by every form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.engine.facts import Fact

from .facts_from_schema import SHORT_TITLE, spoken_titles
from .kinds_from_schema import Kind, enumerated, kind_of
from .names import snake
from .schema_leaves import Leaf, Schema, effective

#: Kinds whose value is one piece of text in the form.
TEXTUAL: Final = frozenset({
    "address", "company_name", "duration", "email", "id_card", "id_document", "licence_number", "mobile", "person_name", "phone",
    "plate", "postcode", "text", "url", "uscc",
})  # fmt: skip
#: Kind a schema gives -> kinds of facts that fill it; a textual kind takes any textual.
_TAKES: Final[Mapping[str, frozenset[str]]] = {
    "number": frozenset({"number", "integer", "area", "money", "percentage"}),
    "area": frozenset({"number", "integer", "area"}),
    "text": TEXTUAL | {"choice", "date"},
    "multi_choice": frozenset({"multi_choice", "time_range"}),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A fact that a place means, and by what it was known; ``sure`` when by its id."""

    fact: str
    by: str
    sure: bool = False


def match(form: str, leaf: Leaf, facts: Mapping[str, Fact], used: frozenset[str]) -> Match | None:
    """The fact for a place, or None.

    Args:
        facts: the dictionary's own entries (a list's items are not among them).
        used: facts other places of the form take; a guess never takes one twice.
    """
    for name in same_ids(form, leaf):
        if name in facts and fits(facts[name], leaf) and same_options(facts[name], leaf):
            return Match(name, "编号一样", sure=True)
    for by, found in _guesses(leaf, facts):
        likely = [one for one in found if one.id not in used and fits(one, leaf, strictly=True)]
        if len(likely) == 1:
            return Match(likely[0].id, by)
    return None


def same_ids(form: str, leaf: Leaf) -> Iterator[str]:
    """The ids that a place has by its way alone."""
    parts = [snake(name) for name in leaf.path]
    yield ".".join(leaf.path)
    yield ".".join(parts)
    yield f"{form}.{'.'.join(parts)}"


def takes(fact: Fact, leaf: Leaf) -> bool:
    """Whether the fact's kind of value can stand at the place."""
    kind = kind_of(leaf.schema).name
    return fact.kind in (TEXTUAL if kind in TEXTUAL - {"text"} else _TAKES.get(kind, {kind}))


def fits(fact: Fact, leaf: Leaf, strictly: bool = False) -> bool:
    """Whether the fact can mean the place: by its kind, and by an option they share.

    Args:
        strictly: the same kind of text, the same options, the same items.
    """
    kind = kind_of(leaf.schema)
    if not takes(fact, leaf) or not _share_options(fact, kind):
        return False
    if not strictly:
        return True
    same_text = kind.name not in TEXTUAL - {"text"} or fact.kind == kind.name
    return same_text and same_options(fact, leaf) and _same_items(fact, leaf)


def same_options(fact: Fact, leaf: Leaf) -> bool:
    """Whether the fact offers what the place takes, no more and no less; where only one value is taken, at least that."""
    kind = kind_of(leaf.schema)
    if not fact.options or not kind.options:
        return True
    own, listed = {option.value for option in fact.options}, {value for value, _ in kind.options}
    return listed <= own if values_of(leaf) is None else own == listed


def values_of(leaf: Leaf) -> list[str] | None:
    """The values a choice at this place may have; None when the schema does not list them, or leaves only one."""
    if "const" in leaf.schema:
        return None
    items = leaf.schema.get("items")
    values = enumerated(items if isinstance(items, dict) else leaf.schema)
    return [str(value) for value, _ in values] if values is not None else None


def item_names(schema: Schema, leaf: Leaf) -> list[str]:
    """The names of the places of one item of a list."""
    return list(effective(schema, leaf.schema.get("items")).get("properties") or {})


def _guesses(leaf: Leaf, facts: Mapping[str, Fact]) -> Iterator[tuple[str, list[Fact]]]:
    first, last = snake(leaf.path[0]), snake(leaf.path[-1])
    if len(leaf.path) > 1:
        ids = [name.split(".") for name in facts]
        yield "同一组里名字一样", [facts[".".join(one)] for one in ids if (one[0], one[-1]) == (first, last)]
    for title in spoken_titles(leaf):
        vague = len(leaf.path) > 1 and title == leaf.title and len(title) <= SHORT_TITLE
        near = [fact for name, fact in facts.items() if not vague or name.split(".")[0] == first]
        yield f"名称「{title}」一样", [fact for fact in near if fact.label == title]
        if len(leaf.path) == 1 or title != leaf.title:
            yield f"叫法「{title}」一样", [fact for fact in near if title in fact.names]


def _share_options(fact: Fact, kind: Kind) -> bool:
    """Whether some value is an option of both; true where either has none."""
    own, listed = {option.value for option in fact.options}, {value for value, _ in kind.options}
    return not own or not listed or bool(own & listed)


def _same_items(fact: Fact, leaf: Leaf) -> bool:
    if fact.kind != "list":
        return True
    properties = leaf.schema.get("items", {}).get("properties", {})
    return {item.id.rpartition(".")[2] for item in fact.items} == set(properties)
