"""A phrase added to the file of phrases that must be understood."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.catalog import PHRASES, CatalogInvalid, load, read_phrases
from bot.catalog.appending import quoted
from bot.engine import Catalog
from bot.engine.facts import Fact
from bot.engine.values import Json
from bot.nlu import Understander

from .adding import Change, Refused
from .hearing import NotAsked, heard, options_in
from .miss import ROUTING

_FILE: Final = f"scenarios/stories/{PHRASES}"
_HEAD: Final = "# yaml-language-server: $schema=../phrases.schema.json\n# 这些说法应当听得懂；daoban test 一句一句核对。\nphrases:\n"
_YES_NO: Final = {
    "是": True,
    "有": True,
    "true": True,
    "yes": True,
    "不是": False,
    "没有": False,
    "false": False,
    "no": False,
}
_NUMBERS: Final = ("area", "integer", "number", "money", "percentage")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What ``say`` must be understood as. ``value`` as the author typed it; ``scenario`` None: the first that asks the fact."""

    asked: str
    say: str
    value: str
    scenario: str | None = None


def add_test(root: Path, wanted: Expectation, *, today: date) -> Change:
    """The change that adds the row; its proof says what the words are understood as now, right or not.

    Raises:
        Refused: the fact, the scenario or the value is unknown, or the row is there already.
    """
    try:
        catalog = load(root, today=today)
        scenario = _scenario(catalog, wanted)
        value = _value(catalog, scenario, wanted)
        found = heard(
            catalog, Understander(catalog), scenario=scenario, asked=wanted.asked, say=wanted.say, today=today
        )
    except CatalogInvalid as mistakes:
        raise Refused(*(str(issue) for issue in mistakes.issues)) from mistakes
    except NotAsked as fault:
        raise Refused(str(fault)) from fault
    file = root / _FILE
    before = file.read_bytes().decode() if file.exists() else ""
    known = read_phrases(file) if file.exists() else []
    if any(
        (one.get("scenario", ""), one["asked"], one["say"]) == (scenario, wanted.asked, wanted.say) for one in known
    ):
        raise Refused(f"「{wanted.say}」已经在 {_FILE} 里了。")
    verdict = "通过" if found.is_value(value) else f"没有通过，现在听成的是：{found.told}"
    return Change(_FILE, before, _added(before, scenario, wanted, value), (verdict,))


def passes(change: Change) -> bool:
    """Whether the new row is understood as its author expects."""
    return change.proof == ("通过",)


def _added(before: str, scenario: str, wanted: Expectation, value: Json) -> str:
    newline = "\r\n" if "\r\n" in before else "\n"
    start = before or _HEAD
    start += "" if start.endswith("\n") else newline
    home = f"scenario: {scenario}, " if scenario else ""
    shown = json.dumps(value, ensure_ascii=False)
    return f"{start}  - {{{home}asked: {wanted.asked}, say: {quoted(wanted.say)}, expect: {shown}}}{newline}"


def _scenario(catalog: Catalog, wanted: Expectation) -> str:
    if any(not char.isprintable() for char in wanted.say) or not wanted.say.strip():
        raise Refused("这句话里有不能写的字符，或者是空的。")
    if wanted.asked == ROUTING:
        return ""
    if wanted.scenario is not None:
        return wanted.scenario
    asking = [name for name, release in catalog.current.items() if wanted.asked in release.facts]
    named = [name for name in asking if wanted.asked in catalog.current[name].plan.question]
    if not asking:
        raise Refused(f"没有信息项 {wanted.asked}。")
    return (named or asking)[0]


def _value(catalog: Catalog, scenario: str, wanted: Expectation) -> Json:
    """The value that the author's word for it stands for: an option by its value or label, 是 or 不是, a number, 没有."""
    if wanted.asked == ROUTING:
        if wanted.value not in catalog.current:
            raise Refused(f"没有主题 {wanted.value}。有：{'、'.join(catalog.current)}")
        return wanted.value
    release = catalog.current.get(scenario)
    if release is None or wanted.asked not in release.facts:
        raise Refused(f"没有主题 {scenario}，或者没有信息项 {wanted.asked}。")
    fact = release.facts[wanted.asked]
    options = {name: one.value for one in options_in(release, fact) for name in (one.value, one.label)}
    if options:
        return _chosen(fact, options, wanted.value)
    if fact.kind in ("boolean", "list"):
        if wanted.value not in _YES_NO:
            raise Refused(f"{wanted.asked} 的值写「是」或者「不是」。")
        return _YES_NO[wanted.value]
    if wanted.value == "没有":
        return None
    return _number(wanted) if fact.kind in _NUMBERS else wanted.value


def _chosen(fact: Fact, options: dict[str, str], typed: str) -> Json:
    names = typed.replace("，", "、").replace(",", "、").split("、") if fact.kind == "multi_choice" else [typed]
    for name in names:
        if name not in options:
            raise Refused(f"{fact.id} 没有选项 {name}。有：{'、'.join(dict.fromkeys(options.values()))}")
    values: list[Json] = [options[name] for name in names]
    return values if fact.kind == "multi_choice" else values[0]


def _number(wanted: Expectation) -> Json:
    try:
        number = float(wanted.value)
    except ValueError:
        raise Refused(f"{wanted.asked} 的值写数字。") from None
    return int(number) if number.is_integer() else number
