"""What would become of open cases, counted and told: conversation ids and facts, never a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from actions.prospects import FATES, Prospect
from bot.engine import Catalog

_FATES: Final = {
    "unreadable": "读不出来",
    "figure": "有一个数字没有这一天的值，转不过来",
    "invalid": "有回答作废，要重新问",
    "parked": "有回答不再算数",
    "asked": "要多问",
    "unchanged": "不受影响",
    "pending": "正在提交，不动",
}
#: What happens to a fact's answers -> how it is told.
_HAPPENS: Final = {"invalid": "作废", "parked": "不再算数", "asked": "要问"}
#: Conversations named in one line; the rest are counted.
_NAMED: Final = 20


def told_prospects(found: Mapping[str, Sequence[Prospect]], catalog: Catalog, unknown: int) -> Iterator[str]:
    """The report's lines: by scenario, by version, by fact; the totals last."""
    yield "在办的办件（发布以后仍留在各自的版本上；下面是旧版本标成 broken 或 expired、转到现在的文件上时会怎样）"
    for scenario, cases in found.items():
        facts = catalog.current[scenario].facts
        labels = {name: fact.label for name, fact in facts.items()}
        if cases:
            yield f"  {catalog.current[scenario].scenario.title}（{scenario}）：{len(cases)} 件停在旧版本上"
        for version in dict.fromkeys(one.version for one in cases):
            yield from _version(version, [one for one in cases if one.version == version], labels)
    everybody = [one for cases in found.values() for one in cases]
    fates = Counter(one.fate for one in everybody)
    told = "，".join(f"{_FATES[fate]} {fates[fate]} 件" for fate in FATES if fates[fate])
    yield f"  合计 {len(everybody)} 件" + (f"：{told}" if told else "，没有停在旧版本上的办件")
    if unknown:
        yield f"  另有 {unknown} 件还没有登记停在哪个版本上，启动一次 daoban serve 后再看"


def counted(cases: Sequence[Prospect]) -> dict[str, Any]:
    """The report on one scenario, JSON-ready."""
    return {
        "totals": {"cases": len(cases), **{fate: sum(one.fate == fate for one in cases) for fate in FATES}},
        "facts": {
            fact: {what: [one.conversation for one in cases if fact in getattr(one, what)] for what in _HAPPENS}
            for fact in sorted({fact for one in cases for what in _HAPPENS for fact in getattr(one, what)})
        },
        "cases": [
            {
                "conversation": one.conversation,
                "version": one.version,
                "fate": one.fate,
                "kept": one.kept,
                **{what: list(getattr(one, what)) for what in _HAPPENS},
            }
            for one in cases
        ],
    }


def _version(version: str, cases: Sequence[Prospect], labels: Mapping[str, str]) -> Iterator[str]:
    yield f"    版本 {version}：{len(cases)} 件，保留回答共 {sum(one.kept for one in cases)} 项"
    for fate in FATES:
        those = [one for one in cases if one.fate == fate]
        if those:
            most = max(len(one.asked) for one in those)
            more = f"，最多多问 {most} 项" if most else ""
            yield f"      {_FATES[fate]} {len(those)} 件{more}：{_named(those)}"
    for what, word in _HAPPENS.items():
        for fact in dict.fromkeys(fact for one in cases for fact in getattr(one, what)):
            those = [one for one in cases if fact in getattr(one, what)]
            label = f"「{labels[fact]}」" if fact in labels else ""
            yield f"      {fact}{label} {word}：{len(those)} 件（{_named(those)}）"


def _named(cases: Sequence[Prospect]) -> str:
    names = "、".join(one.conversation for one in cases[:_NAMED])
    return names + (f" 等 {len(cases)} 件" if len(cases) > _NAMED else "")
