"""A phrase added to the file of phrases that must be understood."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.catalog import PHRASES, load, read_phrases
from bot.catalog.appending import CannotAppend, append
from bot.catalog.scaffold.files import OutsideProject, current
from bot.catalog.scaffold.yaml_text import flow
from bot.engine import Catalog
from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC
from bot.engine.values import Json

from ..phrases import sayings
from .changes import Change, Refused, is_writable
from .hearing import Hearing, NotAsked, Saying
from .miss import ROUTING

#: Characters of a message that is tried.
LONGEST: Final = 200
_FILE: Final = f"scenarios/stories/{PHRASES}"
_HEAD: Final = "# yaml-language-server: $schema=../phrases.schema.json\n# 这些说法应当听得懂；daoban test 一句一句核对。\nphrases:\n"
_YES_NO: Final = {
    **dict.fromkeys(("是", "有", "true", "yes"), True),
    **dict.fromkeys(("不是", "没有", "false", "no"), False),
}


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
        CatalogInvalid: the files have mistakes.
    """
    if not is_writable(wanted.say, LONGEST) or not is_writable(wanted.value, LONGEST):
        raise Refused(f"话和值都要有 1 到 {LONGEST} 个字，写在一行里，不带看不见的字符。")
    catalog = load(root, today=today)
    saying = _saying(catalog, wanted)
    try:
        found = Hearing(catalog, today).heard(saying)
        before = current(root, _FILE)
        known = sayings(read_phrases(root / _FILE)) if before is not None else []
        if any((one.scenario, one.asked, one.say) == (saying.scenario, saying.asked, saying.say) for one in known):
            raise Refused(f"「{wanted.say}」已经在 {_FILE} 里了。")
        after = _added(before, saying)
    except (NotAsked, CannotAppend) as fault:
        raise Refused(str(fault) if isinstance(fault, NotAsked) else f"写不进 {_FILE}，请用编辑器加。") from fault
    except OutsideProject as fault:
        raise Refused(f"{fault} 不在 {root} 里面。") from fault
    passed = found.is_value(saying.means)
    verdict = "通过" if passed else f"没有通过，现在听成的是：{found.told}"
    return Change(_FILE, before, after, (verdict,), passed)


def _added(before: str | None, saying: Saying) -> str:
    home = {"scenario": saying.scenario} if saying.scenario else {}
    row = {**home, "asked": saying.asked, "say": saying.say, "expect": saying.means}
    return f"{_HEAD}  - {flow(row)}\n" if before is None else append(before, ("phrases",), row)


def _saying(catalog: Catalog, wanted: Expectation) -> Saying:
    if wanted.asked == ROUTING:
        if wanted.value not in catalog.current:
            raise Refused(f"没有主题 {wanted.value}。有：{'、'.join(catalog.current)}")
        return Saying("", ROUTING, wanted.say, wanted.value)
    asking = [one for one in catalog.current.values() if wanted.asked in one.facts]
    if wanted.scenario is not None:
        asking = [one for one in asking if one.scenario.id == wanted.scenario]
    if not asking:
        raise Refused(f"没有主题 {wanted.scenario}，或者没有信息项 {wanted.asked}。")
    release = next((one for one in asking if wanted.asked in one.plan.question), asking[0])
    fact = release.facts[wanted.asked]
    options = {name: one.value for one in release.offered(fact.id) for name in (one.value, one.label)}
    return Saying(release.scenario.id, fact.id, wanted.say, _value(fact, options, wanted.value))


def _value(fact: Fact, options: dict[str, str], typed: str) -> Json:
    """The value that the author's word for it stands for: an option by its value or label, 是 or 不是, a number, 没有."""
    if options:
        return _chosen(fact, options, typed)
    if fact.kind in ("boolean", "list"):
        if typed not in _YES_NO:
            raise Refused(f"{fact.id} 的值写「是」或者「不是」。")
        return _YES_NO[typed]
    if typed == "没有":
        return None
    return _number(fact, typed) if fact.kind in NUMERIC else typed


def _chosen(fact: Fact, options: dict[str, str], typed: str) -> Json:
    names = typed.replace("，", "、").replace(",", "、").split("、") if fact.kind == "multi_choice" else [typed]
    for name in names:
        if name not in options:
            raise Refused(f"{fact.id} 没有选项 {name}。有：{'、'.join(dict.fromkeys(options.values()))}")
    values: list[Json] = [options[name] for name in names]
    return values if fact.kind == "multi_choice" else values[0]


def _number(fact: Fact, typed: str) -> Json:
    try:
        number = float(typed)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise Refused(f"{fact.id} 的值写数字。")
    return int(number) if number.is_integer() else number
