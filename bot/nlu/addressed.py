"""Values that name their fact: 「店名叫阿婆奶茶」, 「电话13812345678」, 「没有堂食」."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.engine.address import Address
from bot.engine.commands import Absence, Answer
from bot.engine.facts import Fact
from bot.engine.values import Value

from .cues import asks, stalls
from .evidence import first_identifier, is_meant, proves_identifier
from .fact_reader import OPEN_KINDS, Found, read_fact
from .findings import Findings
from .folding import fold
from .no_place import no_place
from .plausible import words_of_question
from .polarity import polarity
from .relatives import called_near, is_called, near
from .scene import Scene
from .segments import Segment
from .worded import read_as

#: Between a name and its value.
_LINK: Final = re.compile(
    r"(?:的话|那个|这块|这边|这里|这项|一栏|号码|呢|嘛|么|啊|吧|就|也|都|暂时|目前|现在|[ ,:=])*"
    r"(?P<verb>是|叫做|叫作|叫|为|取名|写的是|写|填的是|填|登记的是|在|有|[:=])?(?:个|的是)?[ ,:=]*"
)
_JOINING: Final = re.compile(r"(?:[ ,、]|然后|还有|另外|以及|而且|并且|和|跟|再就是)+$")
#: Kinds whose value may stand before the name: 「二十个座位」.
COUNTED: Final = frozenset({"integer", "number", "area", "money"})
_NONE: Final = frozenset({"没有", "没", "无", "木有", "没得"})
_FIGURE: Final = re.compile(r"[0-9零一二两三四五六七八九十百千万半.]*[0-9一二两三四五六七八九十百千万]")
_ONE_FIGURE: Final = re.compile(r"(?:大概|大约|差不多|约)?[0-9零一二两三四五六七八九十百千万半.]+")
_TOTAL: Final = re.compile(r"[,， ]*(?:总共|一共|合计|总的|总计|加起来)")
#: So much more or less than before.
_RELATIVE: Final = re.compile(
    r"(?:再|还要?|要|得|想)*(?:加|减|扣|扩|增加|减少|走|辞职?|离职|[少多](?:算|报|写|填)?)(?:了|上|掉|个)*[0-9一二两三四五六七八九十]"
)
#: What the number asked for may be called, whatever else goes by that name: 「电话是138…」 where the mobile is asked.
_CALLED_SO: Final = dict.fromkeys(("mobile", "phone"), ("电话", "手机", "号码", "电话号码", "手机号", "联系电话"))
#: 「二十个座位」: the number stands right before the name, whatever follows.
_MEASURED: Final = re.compile(r"[0-9零一二两三四五六七八九十百千]+(?:个|张|位|人|把|台|辆|名)$")
_PRONOUN: Final = re.compile(r"[他她伊]的?$|^[,， ]*[他她伊]的?")
#: 「店名少个字」 tells how the name was written, not the name.
_SLIP: Final = re.compile(
    r"[我刚才又也还,， ]*(?:少|多|漏|错|掉)(?:打|写|填|输|说)?了?(?:[一两几]?个?字|[一两几]个)(?:了|的)?"
)
#: People of whom no form asks.
_LANDLORD: Final = re.compile(r"房东|中介|物业")
#: Kinds whose refusal is worth telling although the fact was not asked: the number was meant for it.
_NUMBERED: Final = frozenset({"mobile", "phone", "id_card", "uscc", "email"})


@dataclass(frozen=True, slots=True)
class Taken:
    """What one fact's reader made of a segment, and where its words stood in the message."""

    address: Address
    found: Found
    start: int
    end: int


def take_segment(scene: Scene, segment: Segment, findings: Findings) -> tuple[int, int] | None:
    """The place of a value for a fact that the segment names, which is then among the findings; None when there is none.

    The place reaches to the end of the segment, and to its beginning unless another number stands there: 「八十平二十个座位」.
    """
    if _RELATIVE.match(scene.message.folded, segment.name_end, segment.end) is not None:
        _reopen(scene, segment, findings)
        return segment.start, segment.end
    # 「房东姓王电话…」: where another scenario's form asks for the landlord, the number stands in a segment of its own.
    before = max(scene.message.folded.rfind(mark, 0, segment.name_start) for mark in ",;。")
    landlord = _LANDLORD.search(scene.message.folded, min(before + 1, segment.start), segment.name_start)
    if landlord is not None and not _is_asked_for(scene, landlord[0]):
        return max(landlord.start(), segment.start), segment.end
    taken = read_segment(scene, segment, _person_before(scene, findings))
    if taken is None and (refused := no_place(scene, segment)) is not None:
        findings.answers.append(refused)
        return segment.start, segment.end
    if taken is None:
        return (segment.start, segment.end) if _is_foreign(scene, segment) else None
    one, certain = taken
    if one.address == scene.asking.address and (findings.answers_asked or _is_of_a_sum(scene, one)):
        return (segment.start, segment.end) if findings.answers_asked else None
    raw = scene.message.text[segment.start : segment.end].strip(" ,，、")
    certain = certain and not _is_online(scene, one)
    if certain or not isinstance(one.found.value, Value):
        findings.answer(None if one.address == scene.asking.address else one.address, one.found, raw)
    else:
        findings.propose(one.address, one.found, raw)
    findings.mention(one.address, one.found, one.start, one.end, scene.message.text[one.start : one.end])
    named_from = min(one.start, segment.name_start)
    beside = _FIGURE.search(scene.message.folded, segment.start, named_from) is not None
    total = _TOTAL.match(scene.message.folded, one.end, segment.end) is not None
    cut = one.end < segment.end and proves_identifier(scene.message.folded[one.end : segment.end])
    return (named_from if beside else segment.start), (one.end if total or cut else segment.end)


def _is_asked_for(scene: Scene, person: str) -> bool:
    return scene.asking.fact is not None and person in words_of_question(scene.asking.fact)


def _is_of_a_sum(scene: Scene, taken: Taken) -> bool:
    """「座位四张两人桌，吧台还有3个高脚凳」: all clauses together tell another number than the named one alone."""
    fact = scene.asking.fact
    if (
        fact is None
        or fact.kind not in COUNTED
        or sum(_FIGURE.search(one.folded) is not None for one in scene.whole) < 2
    ):
        return False
    whole = read_fact(fact, scene.message.text.strip(), scene.asking.today).value
    own = taken.found.value
    return isinstance(whole, Value) and isinstance(own, Value) and not whole.approx and whole.value != own.value


#: Where a shop may have another name than on its licence.
_PLATFORM: Final = re.compile(r"美团|饿了么|抖音|快手|淘宝|天猫|京东|拼多多|小红书|大众点评|小程序|闪购|平台上|网上")


def _is_online(scene: Scene, taken: Taken) -> bool:
    """「上美团，店名叫阿荣砂锅」: the name may be the one there, and not the licence's."""
    fact = scene.fact_at(taken.address)
    named = fact is not None and fact.kind == "company_name"
    return named and _PLATFORM.search(scene.message.folded, 0, taken.start) is not None


def _reopen(scene: Scene, segment: Segment, findings: Findings) -> None:
    """「面积加十平」 is no value of its own: what was answered is asked again."""
    answered = [one for one in scene.named(segment.ids) if one.key in scene.asking.answered]
    if len(answered) == 1:
        findings.correct(answered[0], None, scene.message.text[segment.start : segment.end].strip(" ,，、"))


def _person_before(scene: Scene, findings: Findings) -> Address | None:
    """Whose name was said right before: after 「法人王建国，」 「电话」 is his."""
    last = findings.answers[-1] if findings.answers else None
    address = last.address if isinstance(last, Answer) else None
    fact = scene.fact_at(address) if address is not None else None
    return address if fact is not None and fact.kind == "person_name" else None


def read_segment(scene: Scene, segment: Segment, person: Address | None = None) -> tuple[Taken, bool] | None:
    """The value that the segment gives, and whether it is certain whose it is; None when it gives none.

    Args:
        person: the address of a person's name told right before.
    """
    groups = {name.partition(".")[0] for name in segment.group}
    name = scene.message.folded[segment.name_start : segment.name_end]
    own = _of_this_item(scene, segment) or ([] if segment.group else _called_near(scene, segment, name))
    if person is not None and not segment.group:
        own = _of_person(scene, person, name) or own
    if not own and not segment.group and _PRONOUN.search(scene.message.folded, segment.start, segment.name_start):
        own = _of_the_one_before(scene, segment, name)
    own = own if segment.group else _called_longer(scene, segment) or own
    asked = scene.asking.fact
    if asked is not None and asked.kind in _CALLED_SO and not segment.group and name in _CALLED_SO[asked.kind]:
        own = [one for one in (scene.asking.address, *(own or scene.named(segment.ids))) if one is not None]
    candidates = own or sorted(
        scene.named(segment.ids),
        key=lambda one: (one != scene.asking.address, one.fact.partition(".")[0] not in groups),
    )
    read = [one for address in candidates if (one := _read(scene, address, segment)) is not None]
    if not read:
        return None
    best = next((one for one in read if one.found.taken), read[0])
    return best, len(read) == 1 or best.address == scene.asking.address or bool(groups)


def _of_person(scene: Scene, person: Address, name: str) -> list[Address]:
    group = person.fact.rpartition(".")[0]
    return [
        one
        for one in scene.asking.addressable
        if one.item == person.item
        and one.fact.rpartition(".")[0] == group
        and (fact := scene.fact_at(one)) is not None
        and is_called(fact, name)
    ]


def _of_the_one_before(scene: Scene, segment: Segment, name: str) -> list[Address]:
    """「代办人叫钱进，他手机…」: the facts called so of whoever the words before name by what he is to the matter."""
    before = scene.message.folded[: segment.start]
    return [
        one
        for one in scene.asking.addressable
        if (fact := scene.fact_at(one)) is not None and is_called(fact, name) and is_meant(fact, before)
    ]


def _called_near(scene: Scene, segment: Segment, name: str) -> list[Address]:
    """Facts near the question that are called so; 「面积」 that was answered before is that answer, and no other area."""
    found = called_near(scene, name)
    before = any(one.key in scene.asking.answered for one in scene.named(segment.ids))
    kinds = {fact.kind for one in found if (fact := scene.fact_at(one)) is not None}
    return [] if before and kinds <= COUNTED else found


def _called_longer(scene: Scene, segment: Segment) -> list[Address]:
    """「质量负责人周建平」 where the quality's head is asked: more than the bare name, with what stands before it."""
    places = [*([scene.asking.address] if scene.asking.address is not None else []), *near(scene)]
    for at in range(segment.start, segment.name_start):
        name = scene.message.folded[at : segment.name_end]
        found = [one for one in places if (fact := scene.fact_at(one)) is not None and is_called(fact, name)]
        if found:
            return found
    return []


def _of_this_item(scene: Scene, segment: Segment) -> list[Address]:
    """While an item of a list is asked about, 「电话」 is that item's telephone."""
    asked = scene.asking.address
    owner = scene.facts.get(asked.fact.partition(".")[0]) if asked is not None and asked.item is not None else None
    if asked is None or owner is None:
        return []
    name = scene.message.folded[segment.name_start : segment.name_end]
    return [Address(one.id, asked.item) for one in owner.items if is_called(one, name)]


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
    number = first_identifier(scene.message.folded, start, end) if fact.kind == "person_name" else None
    end = number if number else end
    after, before = text[start:end], text[segment.start : segment.name_start]
    if fact.optional and _says_none(before + after):
        return Taken(address, Found(Absence.NONE), segment.start, segment.end)
    if fact.kind in OPEN_KINDS and (stalls(after) or asks(after) or _SLIP.fullmatch(after) is not None):
        return None
    if fact.kind == "text" and not linked:
        return None
    told = None if linked or fact.kind not in COUNTED else _MEASURED.search(before)
    found = read_as(scene, fact, after) if after and told is None else None
    if (found is None or not found.taken) and (fact.kind in COUNTED or fact.kind == "date") and _telling(fact, before):
        counted = read_fact(fact, before, today)
        if counted.taken:
            return Taken(address, counted, _last_figure(scene, fact, segment, counted), segment.name_start)
    if found is None or (not found.taken and not _is_meant(fact, after, linked)):
        return None
    return Taken(address, found, start, end)


def _telling(fact: Fact, before: str) -> bool:
    """Whether the words before the name may hold its value; a bare denial (「没位子」) tells of the thing and not of the number."""
    return bool(before) and (fact.kind == "date" or _FIGURE.search(fold(before)) is not None)


def _last_figure(scene: Scene, fact: Fact, segment: Segment, counted: Found) -> int:
    """Where the words begin that alone give the number: the last figure before the name, where it does."""
    figures = [one.start() for one in _FIGURE.finditer(scene.message.folded, segment.start, segment.name_start)]
    last = figures[-1] if figures else segment.start
    alone = read_fact(fact, scene.message.text[last : segment.name_start], scene.asking.today)
    return last if len(figures) > 1 and alone == counted else segment.start


def _is_meant(fact: Fact, words: str, linked: bool) -> bool:
    """Whether a refused value is worth telling: a number that was meant for the fact."""
    return (linked or fact.kind in _NUMBERED) and sum(map(str.isdigit, words)) >= 5


def _value_place(scene: Scene, segment: Segment) -> tuple[int, int, bool]:
    """Where the words after the name stand, and whether a verb or sign links name and value."""
    link = _LINK.match(scene.message.folded, segment.name_end, segment.end)
    start = link.end() if link is not None else segment.name_end
    joining = _JOINING.search(scene.message.folded, start, segment.end)
    end = joining.start() if joining is not None else segment.end
    total = _TOTAL.search(scene.message.folded, start, end)
    if total is not None and _ONE_FIGURE.match(scene.message.folded, start, total.start()) is not None:
        end = total.start()  # 「厨房二十平，总共八十」
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
