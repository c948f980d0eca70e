"""Values that name their fact: 「店名叫阿婆奶茶」, 「电话13812345678」, 「没有堂食」."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.engine.address import Address
from bot.engine.commands import Absence
from bot.engine.facts import Fact
from bot.engine.values import Value

from .cues import asks, stalls
from .fact_reader import OPEN_KINDS, Found, read_fact
from .findings import Findings
from .folding import fold
from .polarity import polarity
from .scene import Scene
from .segments import Segment

#: Between a name and its value.
_LINK: Final = re.compile(
    r"(?:的话|那个|这块|这边|这里|这项|一栏|号码|呢|嘛|么|啊|吧|就|也|都|暂时|目前|现在|[ ,:=])*"
    r"(?P<verb>是|叫做|叫作|叫|为|取名|写的是|写|填的是|填|登记的是|在|有|[:=])?(?:个|的是)?[ ,:=]*"
)
_JOINING: Final = re.compile(r"(?:[ ,、]|然后|还有|另外|以及|而且|并且|和|跟|再就是)+$")
#: Kinds whose value may stand before the name: 「二十个座位」.
_COUNTED: Final = frozenset({"integer", "number", "area", "money"})
_NONE: Final = frozenset({"没有", "没", "无", "木有", "没得"})
#: Kinds whose refusal is worth telling although the fact was not asked: the number was meant for it.
_NUMBERED: Final = frozenset({"mobile", "phone", "id_card", "uscc", "email"})


@dataclass(frozen=True, slots=True)
class Taken:
    """What one fact's reader made of a segment, and where its words stood in the message."""

    address: Address
    found: Found
    start: int
    end: int


def take_segment(scene: Scene, segment: Segment, findings: Findings) -> bool:
    """Whether the segment gave a value for a fact it names; the value is then among the findings."""
    taken = read_segment(scene, segment)
    if taken is None:
        return _is_foreign(scene, segment)
    one, certain = taken
    raw = scene.message.text[segment.start : segment.end].strip(" ,，、")
    if certain or not isinstance(one.found.value, Value):
        findings.answer(None if one.address == scene.asking.address else one.address, one.found, raw)
    else:
        findings.propose(one.address, one.found, raw)
    findings.mention(one.address, one.found, one.start, one.end, scene.message.text[one.start : one.end])
    return True


def read_segment(scene: Scene, segment: Segment) -> tuple[Taken, bool] | None:
    """The value that the segment gives, and whether it is certain whose it is; None when it gives none."""
    groups = {name.partition(".")[0] for name in segment.group}
    own = _of_this_item(scene, segment)
    candidates = own or sorted(
        scene.named(segment.ids),
        key=lambda one: (one != scene.asking.address, one.fact.partition(".")[0] not in groups),
    )
    read = [one for address in candidates if (one := _read(scene, address, segment)) is not None]
    if not read:
        return None
    best = next((one for one in read if one.found.taken), read[0])
    return best, len(read) == 1 or best.address == scene.asking.address or bool(groups)


def _of_this_item(scene: Scene, segment: Segment) -> list[Address]:
    """While an item of a list is asked about, 「电话」 is that item's telephone."""
    asked = scene.asking.address
    owner = scene.facts.get(asked.fact.partition(".")[0]) if asked is not None and asked.item is not None else None
    if asked is None or owner is None:
        return []
    name = scene.message.folded[segment.name_start : segment.name_end]
    return [
        Address(one.id, asked.item)
        for one in owner.items
        if any(fold(spoken).endswith(name) for spoken in (one.label, *one.names))
    ]


def _read(scene: Scene, address: Address, segment: Segment) -> Taken | None:
    fact = scene.fact_at(address)
    if fact is None or fact.kind == "list":
        return None
    text, today = scene.message.text, scene.asking.today
    if fact.kind == "boolean":
        said = polarity(
            scene.message.folded[segment.start : segment.name_start],
            scene.message.folded[segment.name_end : segment.end],
        )
        return None if said is None else Taken(address, Found(Value(said)), segment.start, segment.end)
    start, end, linked = _value_place(scene, segment)
    after, before = text[start:end], text[segment.start : segment.name_start]
    if fact.optional and _says_none(before + after):
        return Taken(address, Found(Absence.NONE), segment.start, segment.end)
    if fact.kind in OPEN_KINDS and (stalls(after) or asks(after)):
        return None
    found = read_fact(fact, after, today) if after else None
    if (found is None or not found.taken) and fact.kind in _COUNTED and before:
        counted = read_fact(fact, before, today)
        if counted.taken:
            return Taken(address, counted, segment.start, segment.name_start)
    if found is None or (not found.taken and not _is_meant(fact, after, linked)):
        return None
    return Taken(address, found, start, end)


def _is_meant(fact: Fact, words: str, linked: bool) -> bool:
    """Whether a refused value is worth telling: a number that was meant for the fact."""
    return (linked or fact.kind in _NUMBERED) and sum(map(str.isdigit, words)) >= 5


def _value_place(scene: Scene, segment: Segment) -> tuple[int, int, bool]:
    """Where the words after the name stand, and whether a verb or sign links name and value."""
    link = _LINK.match(scene.message.folded, segment.name_end, segment.end)
    start = link.end() if link is not None else segment.name_end
    joining = _JOINING.search(scene.message.folded, start, segment.end)
    end = joining.start() if joining is not None else segment.end
    return start, end, link is not None and link["verb"] is not None


def _says_none(words: str) -> bool:
    """「邮箱没有」, 「没有邮箱」: there is none."""
    return words.strip(" ,，。的了啊呀吧") in _NONE


def _is_foreign(scene: Scene, segment: Segment) -> bool:
    """Whether the segment gives a value to a fact that cannot be answered now, so that the asked fact must not take it."""
    if scene.named(segment.ids):
        return False
    start, end, linked = _value_place(scene, segment)
    others = [fact for name in segment.ids if (fact := scene.facts.get(name)) is not None and fact.kind != "boolean"]
    return linked and any(read_fact(fact, scene.message.text[start:end], scene.asking.today).taken for fact in others)
