"""The report of `daoban learn` for people: lines in a terminal, or one page without anything from outside."""

from __future__ import annotations

from html import escape
from typing import Final

from actions.learning.miss import KINDS
from actions.learning.report import QuestionReport

_NONE: Final = "这段时间没有对话。"
_COLUMNS: Final = (
    "主题",
    "问题",
    "问到",
    "答了",
    "离开",
    "问为什么",
    "以后再说",
    "要找人",
    *KINDS.values(),
    "一般答几次",
    "原话",
)
_STYLE: Final = (
    "body{font:16px/1.6 sans-serif;margin:2em}table{border-collapse:collapse}"
    "th,td{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top}th{background:#eee}"
)


def as_text(found: list[QuestionReport], days: int) -> str:
    """A block of lines a question, the most harmful first."""
    blocks = ["\n".join(_lines(one)) for one in found]
    return "\n\n".join([f"最近 {days} 天，最要紧的在前面。", *blocks]) if blocks else _NONE


def _lines(one: QuestionReport) -> list[str]:
    lines = [f"{one.title or '还没有选主题'}  {one.label}（{one.question}）"]
    passed = {"问到": one.asked, "答了": one.answered, "离开": one.left}
    doubts = {"问为什么": one.explained, "以后再说": one.put_off, "要找人": one.human}
    lines.append(
        "  " + "，".join(f"{name} {count}" for name, count in {**passed, **doubts}.items() if count or name == "问到")
    )
    if one.attempts is not None:
        lines[-1] += f"，一般答 {one.attempts:g} 次"
    if one.misses:
        lines.append(
            "  " + "，".join(f"{name} {one.misses[kind]} 次" for kind, name in KINDS.items() if kind in one.misses)
        )
    lines.extend(f"    「{example.text}」{KINDS[example.kind]} {example.times} 次" for example in one.examples)
    if one.hidden:
        lines.append(f"    还有 {one.hidden} 次不显示原话（可能有个人信息，或者说的人太少）")
    return lines


def as_html(found: list[QuestionReport], days: int) -> str:
    """One page with a table."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in _cells(one))}</tr>" for one in found)
    head = "".join(f"<th>{escape(name)}</th>" for name in _COLUMNS)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else f"<p>{_NONE}</p>"
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>哪里没听懂</title><style>{_STYLE}</style>'
        f"<h1>哪里没听懂</h1><p>最近 {days} 天，最要紧的在前面。</p>{table}</html>"
    )


def _cells(one: QuestionReport) -> list[str]:
    examples = [f"「{example.text}」{KINDS[example.kind]} {example.times} 次" for example in one.examples]
    if one.hidden:
        examples.append(f"还有 {one.hidden} 次不显示原话")
    numbers = [one.asked, one.answered, one.left, one.explained, one.put_off, one.human]
    numbers += [one.misses.get(kind, 0) for kind in KINDS]
    return [
        escape(one.title or "还没有选主题"),
        f"{escape(one.label)}<br><small>{escape(one.question)}</small>",
        *(str(number) if number else "" for number in numbers),
        "" if one.attempts is None else f"{one.attempts:g}",
        "<br>".join(escape(example) for example in examples),
    ]
