"""Differences in plain Chinese, for policy officers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from bot.catalog.differences import Detail, Difference

_KINDS: Final = {
    "scenario": "主题",
    "question": "问题",
    "rule": "规则",
    "outcome": "结果",
    "permit": "要办的申请表",
    "form": "申请表",
    "field": "栏目",
    "material": "材料",
    "check": "核对",
    "schema": "申请表的格式要求",
    "fact": "信息项",
    "figure": "数字",
    "text": "提示",
}
#: What comes into play, or no longer does, rather than being written or struck out.
_IN_PLAY: Final = frozenset({"fact", "figure", "text"})
_MEMBERS: Final = {
    "add": "添上", "annotations": "注记", "ask": "问法", "assume": "已知", "basis": "依据", "certain": "已核实",
    "default": "默认", "derive": "推导", "example": "例子", "fact": "信息项", "help": "说明", "item": "事项", "kind": "种类",
    "label": "名称", "licence": "电子证照", "limits": "限制", "mode": "提交方式", "names": "别的叫法", "note": "备注",
    "optional": "可以没有", "options": "选项", "outcome": "走到结果", "parts": "地址的组成", "periods": "数值",
    "position": "位置", "refuse": "不通过的条件", "report": "领证后要报告", "required": "必填", "says": "说法",
    "says_no": "表示没有的话", "says_yes": "表示有的话", "section": "所在部分", "sections": "部分", "sensitivity": "敏感程度",
    "set": "定下", "source": "依据", "state": "状态", "text": "文字", "theme": "主题代号", "title": "名称", "unit": "单位",
    "until": "最后一天", "value": "值", "warn": "提示", "when": "条件", "why": "为什么问", "words": "关键词", "from": "从",
}  # fmt: skip
#: Lists whose order says nothing: only what came and went is told.
_SETS: Final = frozenset({"names", "says", "says_no", "says_yes", "warn", "report", "words"})
_MOST: Final = 60


def told(found: Iterable[Difference]) -> Iterator[str]:
    """The lines that tell the differences, by kind."""
    for kind, group in groupby(found, key=lambda one: one.kind):
        yield f"  {_KINDS.get(kind, kind)}"
        for one in group:
            yield f"    {_head(one)}"
            if one.change == "changed":
                yield from (f"        {line}" for detail in one.details for line in _detail(detail))


def _head(one: Difference) -> str:
    name = one.name + (f"「{_short(one.label)}」" if one.label else "")
    if one.change == "added":
        when = next((f"，条件：{detail.after}" for detail in one.details if detail.what == "when"), "")
        return f"{'开始用到' if one.kind in _IN_PLAY else '新增'} {name}{when}"
    if one.change == "removed":
        when = next((f"，条件：{detail.before}" for detail in one.details if detail.what == "when"), "")
        return f"{'不再用到' if one.kind in _IN_PLAY else '删去'} {name}{when}"
    if one.change == "moved":
        return f"挪动 {name}：从第 {one.details[0].before} 位到第 {one.details[0].after} 位"
    return f"改动 {name}"


def _detail(detail: Detail) -> Iterator[str]:
    what, _, inside = detail.what.partition(" ")
    name = detail.what if what.startswith("/") else _MEMBERS.get(what, what) + (f" {inside}" if inside else "")
    before, after = detail.before, detail.after
    if what == "position":
        yield f"{name}：从第 {before} 位到第 {after} 位"
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            if before.get(key) != after.get(key):
                yield f"{name} 的{_MEMBERS.get(key, key)}：{_change(key, before.get(key), after.get(key))}"
    else:
        yield f"{name}：{_change(what, before, after)}"


def _change(what: str, before: Any, after: Any) -> str:
    if what not in _SETS or not isinstance(before or [], list) or not isinstance(after or [], list):
        return f"{_shown(before)} → {_shown(after)}"
    came = [one for one in after or [] if one not in (before or [])]
    went = [one for one in before or [] if one not in (after or [])]
    told = [f"{word} {_shown(ones)}" for word, ones in (("添上", came), ("去掉", went)) if ones]
    return "；".join(told) or "次序变了"


def _shown(value: Any) -> str:
    if value is None:
        return "（没有）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_shown(one) for one in value) if value else "（空）"
    if isinstance(value, dict):
        return "，".join(f"{_MEMBERS.get(key, key)} {_shown(one)}" for key, one in value.items())
    return _line(str(value))


def _line(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _short(text: str) -> str:
    line = _line(text)
    return line if len(line) <= _MOST else f"{line[:_MOST]}……"
