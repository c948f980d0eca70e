"""A clause cut where facts are named: 「店名阿婆奶茶面积八十平」 gives two segments, each with its name and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .clauses import Clause
from .scene import Scene
from .spans import NAME, Span

# what may stand right before a name and belongs to it: 「没有堂食」, 「也做外卖」
_POLARITY: Final = re.compile(
    r"(?:也|都|还|又|就|但|但是|不过)?(?:没有|没得|没|不做|不带|不要|不卖|不设|不提供|不|无|有|做|带|要|设|提供|支持|卖|开)(?:个|的)?$"
)
_FIGURE: Final = r"[0-9零一二两三四五六七八九十百千]+(?:个|张|位|人|把|台|辆|名|平方米|平米|平|㎡)"
_COUNT: Final = re.compile(rf"{_FIGURE}$")
_COUNT_FIRST: Final = re.compile(rf"[^,，0-9]{{0,4}}{_FIGURE}(?:的)?[\u3400-\u9fff]")
_COUNT_BEHIND: Final = re.compile(rf"(?:其实|应该|现在|也|就|是|有)*{_FIGURE}(?![\u3400-\u9fff])")
_CALLED: Final = re.compile(r"(?:就|也|是)?叫(?:做)?[^,， ]+$")
#: Between two names that are one: 「法人的电话」.
_JOINS: Final = frozenset({"", "的", "那个", "的那个", " "})


@dataclass(frozen=True, slots=True)
class Segment:
    """Part of a message that names a fact.

    Args:
        ids: facts that go by the name; ``group`` the facts of a name right before it (「法人」 in 「法人电话」).
        start, end: characters of the message; the name is ``name_start`` to ``name_end``.
    """

    ids: tuple[str, ...]
    group: tuple[str, ...]
    start: int
    name_start: int
    name_end: int
    end: int


def segments(scene: Scene, clause: Clause) -> tuple[Segment, ...]:
    """The segments of the clause, each up to where the next begins; none when it names no fact."""
    spans = [span for span in scene.indexes.spotter.find(clause.folded) if span.label == NAME]
    names = _joined(scene, clause, [one for one in spans if not _ends_what_is_called(clause, one, spans)])
    starts = [_start(clause.folded, span, ends) for (span, _), ends in zip(names, _ends(names), strict=True)]
    found = []
    for at, (span, before) in enumerate(names):
        start = starts[at] if at else 0
        end = starts[at + 1] if at + 1 < len(names) else len(clause.folded)
        ids, group = _ids(scene, span.text, before)
        shift = clause.start
        found.append(Segment(ids, group, shift + start, shift + span.start, shift + span.end, shift + end))
    return tuple(found)


def _ends_what_is_called(clause: Clause, span: Span, spans: list[Span]) -> bool:
    """「店名叫小满旧书」: a name at the end, with nothing told of it, is part of what the one before is called."""
    before = [one for one in spans if one.end < span.start]
    return (
        bool(before)
        and span.end == len(clause.folded)
        and _CALLED.match(clause.folded, before[-1].end, span.start) is not None
    )


def _joined(scene: Scene, clause: Clause, spans: list[Span]) -> list[tuple[Span, str]]:
    """Each name with the name right before it that belongs to it (empty when none does)."""
    found: list[tuple[Span, str]] = []
    for span in spans:
        if found and clause.folded[found[-1][0].end : span.start] in _JOINS:
            previous = found.pop()[0]
            found.append((Span(previous.start, span.end, span.label, span.text), previous.text))
        else:
            found.append((span, ""))
    return found


def _ids(scene: Scene, name: str, before: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts that the name means; where two names were joined, those that go by both together come first."""
    table = scene.indexes.names.names
    if not before:
        return table.get(name, ()), ()
    return table.get(before + name, ()) or table.get(name, ()), table.get(before, ())


def _ends(names: list[tuple[Span, str]]) -> list[int]:
    """Where the name before each one ends."""
    return [0, *(span.end for span, _ in names)][: len(names)]


def _start(folded: str, span: Span, least: int) -> int:
    """Where the words that belong to a name begin; a count belongs to it where the name before had one too: 「16个座位2个员工」.

    Not in 「椅子6把洗头盆3个」, where each has its count behind it.
    """
    at = span.start
    counted = _COUNT.search(folded[least:at])
    behind = counted is not None and counted.start() == 0 and _COUNT_BEHIND.match(folded, span.end) is not None
    if counted is not None and least and not behind and _COUNT_FIRST.match(folded) is not None:
        return least + counted.start()
    match = _POLARITY.search(folded[least:at])
    return least + match.start() if match is not None else at
