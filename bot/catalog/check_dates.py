"""Dated things are in force: figures on the day, scenarios, knowledge with a basis."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

from bot.engine.errors import FigureExpired

from .building import Built
from .check_names import unknown
from .issues import Issue
from .yaml_reader import Document


def dated_figures(built: Built, today: date) -> Iterator[Issue]:
    """Every figure has exactly one period for today, and no two periods overlap."""
    document = built.source.figures
    if document is None:
        return
    for name, figure in built.figures.items():
        line = document.line("figures", name)
        if len(figure.periods) < len(document.data["figures"][name]["periods"]):
            continue
        try:
            figure.on(today)
        except FigureExpired:
            what = f"数字 {name}（{figure.label}）没有适用于 {today.isoformat()} 的值。"
            yield Issue(document.file, line, "FIGURE-01", what, "查明现行规定，补一段 periods；不能沿用旧值。")
        for index, period in enumerate(figure.periods):
            yield from backwards(
                document, ("figures", name, "periods", index), f"数字 {name} ", period.start, period.until
            )
        ordered = sorted(figure.periods, key=lambda period: period.start)
        for earlier, later in itertools.pairwise(ordered):
            if earlier.until is None or earlier.until >= later.start:
                what = f"数字 {name} 有两段时间重叠（从 {later.start.isoformat()} 起）。"
                yield Issue(document.file, line, "FIGURE-02", what, "给前一段写上 until。")
            elif earlier.until + timedelta(days=1) < later.start:
                gap = f"{(earlier.until + timedelta(days=1)).isoformat()} 到 {(later.start - timedelta(days=1)).isoformat()}"
                place = ("figures", name, "periods", figure.periods.index(later))
                what = f"数字 {name} 的两段时间中间断开了，{gap} 没有值。"
                remedy = "把两段接起来：前一段的 until 是后一段 from 的前一天。"
                yield Issue(document.file, document.line(*place), "FIGURE-03", what, remedy)


def valid_knowledge(built: Built, today: date) -> Iterator[Issue]:
    """Every knowledge entry cites a basis and is not past its last day."""
    for document in built.source.knowledge:
        for index, entry in enumerate(document.data["entries"]):
            line = document.line("entries", index)
            made = built.knowledge[entry["id"]]
            if not made.basis:
                yield Issue(
                    document.file, line, "KNOW-01", f"问答 {made.id} 没有写依据。", "在 basis 里写上文件和条款。"
                )
            yield from backwards(document, ("entries", index), f"问答 {made.id} ", made.start, made.until)
            if made.until is not None and made.until < today:
                what = f"问答 {made.id} 已在 {made.until.isoformat()} 失效。"
                remedy = "核对现行规定后改答案和日期，或者删掉。"
                yield Issue(document.file, document.line("entries", index, "until"), "KNOW-02", what, remedy)


def distinct_knowledge(built: Built, today: date) -> Iterator[Issue]:
    """No question has two answers, and the items of an entry are those of a form."""
    items = [form.item for form in built.forms.values()]
    seen: dict[str, str] = {}
    for document in built.source.knowledge:
        for index, entry in enumerate(document.data["entries"]):
            for number, question in enumerate(entry["questions"]):
                other = seen.setdefault(question, entry["id"])
                if other != entry["id"] or question in entry["questions"][:number]:
                    where = f"问答 {other} 里已经有了" if other != entry["id"] else "在这一条里写了两次"
                    line = document.line("entries", index, "questions", number)
                    yield Issue(document.file, line, "KNOW-03", f"问法「{question}」{where}。", "只留在一处。")
            for number, item in enumerate(entry.get("items", ())):
                if item not in items:
                    path = ("entries", index, "items", number)
                    yield unknown(document, path, "KNOW-04", f"问答 {entry['id']} ", item, items, "申请表的 item ")


def scenarios_in_force(built: Built, today: date) -> Iterator[Issue]:
    """No scenario that is offered is past its last day."""
    for name, scenario in built.scenarios.items():
        if scenario.state == "current" and scenario.until is not None and scenario.until < today:
            document = built.homes[("scenario", name)]
            what = f"主题 {name} 已在 {scenario.until.isoformat()} 失效，state 还是 current。"
            remedy = "核对现行规定后改 until，或者写 state: expired。"
            yield Issue(document.file, document.line("until"), "DATE-03", what, remedy)


def backwards(
    document: Document, path: tuple[str | int, ...], owner: str, start: date | None, until: date | None
) -> Iterator[Issue]:
    """Something that ends before it starts never holds."""
    if start is not None and until is not None and until < start:
        what = f"{owner}的 until（{until.isoformat()}）在 from（{start.isoformat()}）之前。"
        yield Issue(document.file, document.line(*path, "until"), "DATE-02", what, "改其中一个日期。")
