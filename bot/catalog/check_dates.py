"""Dated things are in force: figures on the day, knowledge with a basis."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from bot.engine.errors import FigureExpired

from .building import Built
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
            yield from _backwards(
                document, ("figures", name, "periods", index), f"数字 {name} ", period.start, period.until
            )
        ordered = sorted(figure.periods, key=lambda period: period.start)
        for earlier, later in itertools.pairwise(ordered):
            if earlier.until is None or earlier.until >= later.start:
                what = f"数字 {name} 有两段时间重叠（从 {later.start.isoformat()} 起）。"
                yield Issue(document.file, line, "FIGURE-02", what, "给前一段写上 until。")


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
            yield from _backwards(document, ("entries", index), f"问答 {made.id} ", made.start, made.until)
            if made.until is not None and made.until < today:
                what = f"问答 {made.id} 已在 {made.until.isoformat()} 失效。"
                yield Issue(document.file, line, "KNOW-02", what, "核对现行规定后改答案和日期，或者删掉。")


def _backwards(
    document: Document, path: tuple[str | int, ...], owner: str, start: date | None, until: date | None
) -> Iterator[Issue]:
    """Something that ends before it starts never holds."""
    if start is not None and until is not None and until < start:
        what = f"{owner}的 until（{until.isoformat()}）在 from（{start.isoformat()}）之前。"
        yield Issue(document.file, document.line(*path, "until"), "DATE-02", what, "改其中一个日期。")
