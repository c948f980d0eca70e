"""What a correction is about: the fact it names, a numbered item's, or the answer given last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.engine.address import Address
from bot.engine.values import Value

from .clauses import Clause
from .correction_frames import Frame
from .fact_reader import read_fact
from .listed import item_address
from .scene import Scene
from .segments import segments

#: 「最后一位是8不是3」 says how the number was wrong, not what it is.
DIGIT_WRONG: Final = re.compile(r"(?:最后|第|后|前|倒数|末)[一二三四五六七八九十0-9]*(?:几)?(?:位|个字|个数)")
_PLAIN: Final = re.compile(
    r"(?:把|将|请|麻烦|帮我|给我|帮忙|我|你|要|想|那|就|那个|这个|刚才|刚刚|上面|前面|之前|上一个|的|应该|其实|,| )*"
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a correction is about; ``named`` False: nothing was named, so it is the answer given last."""

    address: Address | None
    named: bool


def target_of(scene: Scene, frame: Frame) -> Target | None:
    """What the frame's subject names; None when it names something that is no fact."""
    if frame.subject is None:
        return Target(scene.asking.last, named=False)
    named = _named(scene, frame.subject)
    if named is not None:
        return Target(named, named=True)
    if frame.kind in ("wrong", "reopen"):
        return None
    if (
        _PLAIN.fullmatch(frame.subject.folded)
        or DIGIT_WRONG.search(frame.subject.folded)
        or _was_last(scene, frame.subject)
    ):
        return Target(scene.asking.last, named=False)
    return None


def _named(scene: Scene, subject: Clause) -> Address | None:
    for segment in reversed(segments(scene, subject)):
        numbered = item_address(scene, subject.folded, segment.ids)
        if numbered is not None:
            return numbered
        addresses = scene.named(segment.ids)
        if addresses:
            return scene.asking.last if scene.asking.last in addresses else addresses[0]
    return item_address(scene, subject.folded, ())


def _was_last(scene: Scene, subject: Clause) -> bool:
    """「把80改成120」: the subject is a value of the fact answered last."""
    last = scene.asking.last
    fact = scene.fact_at(last) if last is not None else None
    words = _PLAIN.sub("", subject.folded, count=1)
    return fact is not None and bool(words) and isinstance(read_fact(fact, words, scene.asking.today).value, Value)
