"""What a fact, and a value of it, is called in plain Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.engine.facts import Fact

#: Stands beside what nobody has confirmed.
DOUBT: Final = "以受理窗口为准"
#: Verbs that may follow 是否: 「是否产生油烟」 is 产生油烟 or 没有产生油烟, while 「是否连锁门店」 is 是 or 不是 one.
_VERBS: Final[tuple[str, ...]] = (
    "委托", "产生", "卖", "利用", "使用", "通过", "处于", "另设", "设有", "涉及", "提供",
    "取得", "接入", "同意", "存在", "具备", "开展", "从事", "配备",
)  # fmt: skip
#: How what follows 是否 starts -> what stands before it for yes and for no.
_SAID: Final = ((_VERBS, ("", "没有")), (("仅", "只"), ("", "不是")))
_WHETHER: Final = re.compile(r"(?P<before>.*?)(?:是否有|有无)(?P<thing>.+)")
_IS_IT: Final = re.compile(r"(?P<before>.*?)是否(?P<thing>.+)")


def fact_label(name: str, facts: Mapping[str, Fact]) -> str:
    """The fact's official name, with that of its list; the id where the dictionary has no such fact."""
    fact = facts.get(name)
    if fact is None:
        return name
    owner = facts.get(name.rpartition(".")[0])
    if owner is None or fact.label.startswith(owner.label) or all(item.id != name for item in owner.items):
        return fact.label
    return f"{owner.label}的{fact.label}"


def yes_or_no(label: str, yes: bool) -> str:
    """What yes, or no, to a question of this name says: 「是否有堂食」 is 「有堂食」 or 「没有堂食」."""
    if found := _WHETHER.fullmatch(label):
        return f"{found['before']}{'有' if yes else '没有'}{found['thing']}"
    if found := _IS_IT.fullmatch(label):
        said = next((words for starts, words in _SAID if found["thing"].startswith(starts)), ("是", "不是"))
        return f"{found['before']}{said[0 if yes else 1]}{found['thing']}"
    return f"「{label}」答「{'是' if yes else '否'}」"


def value_words(fact: Fact | None, value: Any) -> str:
    """One value as people read it: a choice by its label, a number with its unit, a text in quotation marks."""
    if isinstance(value, bool):
        return "「是」" if value else "「否」"
    if isinstance(value, (list, tuple)):
        return "、".join(value_words(fact, one) for one in value) or "（一项也没有）"
    option = fact.option(value) if fact is not None and isinstance(value, str) else None
    if option is not None:
        return f"「{option.label}」"
    if isinstance(value, (int, float)):
        return f"{number_words(value)}{(fact.unit or '') if fact is not None else ''}"
    return str(value) if fact is not None and fact.kind == "date" else f"「{value}」"


def number_words(value: float) -> str:
    """A number without a needless decimal point."""
    return str(int(value)) if float(value).is_integer() else str(value)


def stated(name: str, value: Any, facts: Mapping[str, Fact]) -> str:
    """The sentence that a fact has a value, e.g. 「申请类型是「新办」」 or 「没有堂食」."""
    label = fact_label(name, facts)
    return yes_or_no(label, value) if isinstance(value, bool) else f"{label}是{value_words(facts.get(name), value)}"
