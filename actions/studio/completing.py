"""What may be written where the cursor stands in a scenario: keys, facts, options, forms, outcomes, texts, figures."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from bot.catalog.building import Built
from bot.catalog.including import NAMED_BY, in_reach
from bot.engine.facts import Fact

from .place_in_text import ITEM, Spot, spot_at_end

#: Offers shown at once.
MOST: Final = 60
#: Characters before the cursor that a condition is looked at for.
_NEAR: Final = 300
_SCHEMA: Final = Path(__file__).resolve().parents[2] / "scenarios" / "scenario.schema.json"
_OUTCOME: Final = re.compile(r"^ {1,8}([A-Za-z_][\w-]*):\s*$", re.M)
_WORD: Final = re.compile(r"[\w.\-']*$")
_COMPARED: Final = re.compile(r"([A-Za-z_][\w.]*)\s*(?:==|!=|has\s|in\s*\[[^\]]*)\s*'?[\w.]*$")
#: Key -> what it is, for the author.
_KEYS: Final = {
    "id": "编号", "theme": "主题清单里的代号", "title": "名称", "says": "申请人会怎么说", "words": "听到就是这件事的词",
    "assume": "不用问就知道的", "permits": "要填的申请表", "questions": "要问的信息项", "rules": "规则", "outcomes": "办不了时的结果",
    "state": "是不是在用", "until": "最后一天有效的日期", "form": "申请表", "when": "条件", "fact": "信息项", "ask": "怎么问",
    "why": "为什么问", "help": "怎么答的说明", "example": "回答的例子", "options": "选项", "value": "值", "label": "给人看的字",
    "names": "别的叫法", "set": "定成", "add": "添上", "warn": "提醒", "report": "领证后要报告的", "outcome": "走到的结果",
    "source": "依据", "certain": "依据核实过没有", "note": "给同事看的", "fragment": "共用段", "without": "不要共用段里的哪几条", "kind": "哪一种结果", "text": "给申请人的话",
}  # fmt: skip
#: Values with a fixed list -> what each means.
_FIXED: Final = {
    "current": "在用", "broken": "写错了，停用", "expired": "依据失效，停用", "elsewhere": "到别处办", "refused": "不能办",
    "true": "是", "false": "否",
}  # fmt: skip
#: Mappings whose keys are facts.
_BY_FACT: Final = (("assume",), ("rules", ITEM, "set"), ("rules", ITEM, "add"))

Offer = dict[str, str]
_Offers = Iterator[tuple[str, str, Iterable[str]]]


class Text(NamedTuple):
    """A scenario's text, and the file that it is to be in."""

    file: str
    all: str


def complete(built: Built, file: str, before: str, after: str) -> dict[str, Any]:
    """What may stand where ``before`` ends, in the text of the scenario in ``file``.

    Returns:
        ``replace``: UTF-16 units before the cursor that an offer takes the place of; ``offers``: each with ``text`` to
        write and ``label`` that tells what it is, those that fit what is typed best first.
    """
    spot = spot_at_end(before)
    if spot is None:
        return {"replace": 0, "offers": []}
    found = _WORD.search(spot.typed[-_NEAR:])
    typed = found.group() if found is not None and _is_condition(spot) else spot.typed
    offers = _keys(built, spot) if spot.is_key else _values(built, spot, Text(file, f"{before}{after}"))
    ranked = sorted(
        (
            (rank, text, label)
            for text, label, names in offers
            if (rank := _rank(typed, text, label, names)) is not None
        ),
        key=lambda one: one[0],
    )
    return {
        "replace": len(typed.encode("utf-16-le")) // 2,
        "offers": [{"text": text, "label": label} for _, text, label in ranked[:MOST]],
    }


def _rank(typed: str, text: str, label: str, names: Iterable[str]) -> int | None:
    """How well an offer fits what is typed: 0 is best, None not at all."""
    wanted, bare = typed.strip("'").lower(), text.strip("'").lower()
    if bare.startswith(wanted):
        return 0
    if any(part.startswith(wanted) for part in bare.replace("_", ".").split(".")):
        return 1
    if wanted in bare or wanted in label.lower():
        return 2
    return 3 if any(wanted in name for name in names) else None


def _is_condition(spot: Spot) -> bool:
    return not spot.is_key and spot.path[-1:] == ("when",)


def _keys(built: Built, spot: Spot) -> _Offers:
    written = spot.scopes[-1] if spot.scopes else {}
    if spot.path in _BY_FACT:
        yield from ((f"{text}: ", label, names) for text, label, names in _facts(built) if text not in written)
        return
    for key in _properties(spot.path):
        if key not in written:
            yield f"{key}: ", _KEYS.get(key, ""), ()


def _properties(path: tuple[str, ...]) -> Iterable[str]:
    node: Any = _schema()
    for name in path:
        if name == ITEM:
            node = node.get("items", {})
            # An entry is one of the scenario's own, or the name of a fragment.
            either = [node.get(branch, {}).get("properties", {}) for branch in ("else", "then")]
            node = {**node, "properties": {**node.get("properties", {}), **either[0], **either[1]}}
        else:
            more = node.get("additionalProperties")
            node = node.get("properties", {}).get(name, more if isinstance(more, dict) else {})
    return list(node.get("properties", {}))


@cache
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_SCHEMA.read_text("utf-8"))
    return found


def _values(built: Built, spot: Spot, text: Text) -> _Offers:
    if _is_condition(spot):
        yield from _in_condition(built, spot)
        return
    for pattern, offers in _OFFERED:
        if len(pattern) == len(spot.path) and all(
            one in ("*", two) for one, two in zip(pattern, spot.path, strict=True)
        ):
            yield from offers(built, spot, text)
            return


def _in_condition(built: Built, spot: Spot) -> _Offers:
    compared = _COMPARED.search(spot.typed[-_NEAR:])
    if compared is not None:
        fact = built.facts.get(compared.group(1))
        yield from ((f"'{text}'", label, names) for text, label, names in _options(fact))
        return
    yield from _facts(built)
    for figure in built.figures.values():
        yield f"figure.{figure.id}", figure.label, ()


def _facts(built: Built) -> _Offers:
    for fact in built.facts.values():
        yield fact.id, fact.label, fact.names


def _options(fact: Fact | None) -> _Offers:
    if fact is None:
        return
    if fact.kind == "boolean":
        yield from _fixed("true", "false")
    for option in fact.options:
        yield option.value, option.label, option.names


def _fixed(*values: str) -> _Offers:
    for value in values:
        yield value, _FIXED[value], ()


def _forms(built: Built) -> _Offers:
    for form in built.forms.values():
        yield form.id, form.title, ()


def _outcomes(text: str) -> _Offers:
    """Outcomes that the text defines: keys inside ``outcomes``."""
    inside = re.search(r"^outcomes:[^\n]*\n((?:[ \t#][^\n]*\n?|\n)*)", f"{text}\n", re.M)
    for name in dict.fromkeys(_OUTCOME.findall(inside.group(1)) if inside is not None else ()):
        yield name, "结果", ()


def _fragments(built: Built, text: Text) -> _Offers:
    for name, fragment in in_reach(built.source.fragments, text.file).items():
        yield name, fragment.data["title"], ()


def _parts_of_fragment(built: Built, spot: Spot, text: Text) -> _Offers:
    """What the list of the fragment named beside the cursor has."""
    named = next((scope["fragment"] for scope in reversed(spot.scopes) if "fragment" in scope), "")
    key = spot.path[0]
    fragment = in_reach(built.source.fragments, text.file).get(named)
    for entry in fragment.data.get(key, ()) if fragment is not None else ():
        name = entry[NAMED_BY[key]]
        fact = built.facts.get(name)
        yield name, fact.label if fact is not None else "规则", ()


def _texts(built: Built) -> _Offers:
    """Warnings and reports: what wording files call by an upper-case id."""
    for name, text in built.texts.items():
        if name[:1].isupper():
            yield name, text[:40], ()


def _of_this_question(built: Built, spot: Spot) -> Fact | None:
    named = next((scope["fact"] for scope in reversed(spot.scopes) if "fact" in scope), "")
    return built.facts.get(named)


_OFFERED: Final[tuple[tuple[tuple[str, ...], Callable[[Built, Spot, Text], _Offers]], ...]] = (
    (("questions", ITEM, "fact"), lambda built, spot, text: _facts(built)),
    (
        ("questions", ITEM, "options", ITEM, "value"),
        lambda built, spot, text: _options(_of_this_question(built, spot)),
    ),
    (("questions", ITEM, "fragment"), lambda built, spot, text: _fragments(built, text)),
    (("rules", ITEM, "fragment"), lambda built, spot, text: _fragments(built, text)),
    (("questions", ITEM, "without", ITEM), _parts_of_fragment),
    (("rules", ITEM, "without", ITEM), _parts_of_fragment),
    (("permits", ITEM, "form"), lambda built, spot, text: _forms(built)),
    (("rules", ITEM, "outcome"), lambda built, spot, text: _outcomes(text.all)),
    (("rules", ITEM, "warn", ITEM), lambda built, spot, text: _texts(built)),
    (("rules", ITEM, "report", ITEM), lambda built, spot, text: _texts(built)),
    (("rules", ITEM, "set", "*"), lambda built, spot, text: _options(built.facts.get(spot.path[-1]))),
    (("rules", ITEM, "add", "*", ITEM), lambda built, spot, text: _options(built.facts.get(spot.path[-2]))),
    (("assume", "*"), lambda built, spot, text: _options(built.facts.get(spot.path[-1]))),
    (("assume", "*", ITEM), lambda built, spot, text: _options(built.facts.get(spot.path[-2]))),
    (("outcomes", "*", "kind"), lambda built, spot, text: _fixed("elsewhere", "refused")),
    (("rules", ITEM, "certain"), lambda built, spot, text: _fixed("true", "false")),
    (("state",), lambda built, spot, text: _fixed("current", "broken", "expired")),
)
