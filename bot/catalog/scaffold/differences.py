"""Where dictionary, layout and scenario no longer say what the schema says; told, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.engine.facts import Fact

from ..blanks import MARK
from ..yaml_reader import Document
from .kinds_from_schema import SELF_BOUNDED, kind_of
from .matching import item_names, values_of
from .report import Decision
from .schema_leaves import Leaf, Schema
from .yaml_text import flow


def option_changes(fact: Fact, leaf: Leaf, dictionary: Document, scenarios: list[Document]) -> Iterator[Decision]:
    """Values that the schema has and the dictionary has not, and the other way round."""
    listed = values_of(leaf)
    if listed is None or not fact.options:
        return
    path = ("facts", fact.id, "options")
    gone = [(number, option) for number, option in enumerate(fact.options) if option.value not in listed]
    if gone:
        places = [_place(dictionary, *path, number) for number, _ in gone]
        places += [
            place for document in scenarios for _, option in gone for place in _offered(document, fact.id, option.value)
        ]
        shown = "、".join(
            option.value if MARK in option.label else f"{option.value}（{option.label}）" for _, option in gone
        )
        remedy = "从 options 里删掉；规则里用到的，一起改。"
        yield Decision(f"选项删了：{fact.id} 的 {shown} 表上已经没有。", remedy, tuple(places))
    missing = [value for value in listed if fact.option(value) is None]
    if missing:
        lines = "，".join(f"- {flow({'value': value, 'label': '名称'})}" for value in missing)
        what = f"选项加了：{fact.id} 少 {'、'.join(missing)}。"
        yield Decision(what, f"在 options 里加上 {lines}。", (_place(dictionary, *path),))


def looser_limits(fact: Fact, leaf: Leaf, dictionary: Document) -> Iterator[Decision]:
    """Limits of the dictionary that let through what the schema refuses."""
    if fact.derive is not None or fact.kind in SELF_BOUNDED:
        return
    wanted = kind_of(leaf.schema).limits
    own = fact.limits
    for name, bound in wanted.items():
        have = getattr(own, name)
        if _is_looser(name, bound, have, fact):
            had = "没有写" if have is None else f"是 {have}"
            what = f"字典比表松：{fact.id} 的 {name} {had}，表上是 {bound}。"
            yield Decision(
                what, "把 limits 改紧；别的表不能跟着改的，另立一个信息项。", (_place(dictionary, "facts", fact.id),)
            )


def emptiness(fact: Fact, required: bool, leaf: Leaf, dictionary: Document, place: str) -> Iterator[Decision]:
    """What lets a place stay empty that the form must have. ``required``: as the layout at ``place`` says."""
    if not required:
        yield Decision(
            f"{leaf.pointer} 表上必填，layout.yml 写的是可以不填。", "去掉这一行的 required: false。", (place,)
        )
    if fact.optional:
        what = f"{fact.id} 可以回答「没有」，表上 {leaf.pointer} 必填。"
        yield Decision(what, "去掉字典里的 optional，或者另立一个信息项。", (_place(dictionary, "facts", fact.id),))


def item_changes(schema: Schema, fact: Fact, leaf: Leaf, dictionary: Document) -> Iterator[Decision]:
    """Places of a list's items that the schema has and the dictionary has not, and the other way round."""
    if fact.kind != "list":
        return
    listed = item_names(schema, leaf)
    own = [item.id.rpartition(".")[2] for item in fact.items]
    for name in own:
        if name not in listed:
            place = _place(dictionary, "facts", fact.id, "items", name)
            yield Decision(f"已不在表里：列表 {fact.id} 每一项的 {name}。", "从 items 里删掉它。", (place,))
    for name in listed:
        if name not in own:
            place = _place(dictionary, "facts", fact.id, "items")
            yield Decision(
                f"列表 {fact.id} 每一项少 {name}。", f"在 items 里加上 {name}，写法和别的信息项一样。", (place,)
            )


def _is_looser(name: str, bound: Any, have: Any, fact: Fact) -> bool:
    if name == "pattern":
        return fact.kind == "text" and have is None
    if name == "must_be":
        return bool(have != bound)
    if name in ("minimum", "above"):
        return fact.limits.lowest is None or fact.limits.lowest < (bound, name == "above")
    if have is None:
        return True
    return bool(have < bound if name.startswith("min") else have > bound)


def _offered(document: Document, fact: str, value: str) -> Iterator[str]:
    for index, question in enumerate(document.data.get("questions", ())):
        for number, option in enumerate(question.get("options", ()) if question.get("fact") == fact else ()):
            if option["value"] == value:
                yield _place(document, "questions", index, "options", number)


def _place(document: Document, *path: str | int) -> str:
    return f"{document.file}:{document.line(*path)}"


def unused_questions(document: Document, used: frozenset[str], facts: Mapping[str, Fact]) -> Iterator[tuple[str, int]]:
    """Questions whose fact no form, rule or condition reads: fact and line."""
    for index, question in enumerate(document.data.get("questions", ())):
        if "fact" in question and (question["fact"] not in used or question["fact"] not in facts):
            yield question["fact"], document.line("questions", index)
