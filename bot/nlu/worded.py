"""Facts that are a few free words (a floor, a position, a number on a paper): what of an answer belongs into the form.

Any words would do for the reader; so whatever is not plainly the thing itself is asked back or refused here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.engine.facts import Fact, Option
from bot.engine.values import Rejection, Value

from .cues import asks, stalls
from .fact_reader import Found, read_fact
from .folding import fold
from .passing import in_passing
from .plausible import second_thought
from .said_instead import said_instead
from .scene import Scene
from .spans import NAME
from .values import DISTRICTS, part_in
from .values.core_words import core_of
from .values.free_text import tells_nothing
from .values.numerals import NUMERAL, parse_number
from .values.phrase import Phrase
from .values.repair import mended
from .values.shapes import shaped
from .values.speech import STORY
from .values.streets import street_meant

_YEAR: Final = re.compile(r"哪一?年")
#: Longer texts are descriptions, which talk as they like.
SHORT: Final = 100
#: Words that somebody uses who talks, and that no floor, position or number holds.
_TALK: Final = re.compile(r"[我你您他她咱俺]|没|不(?!锈)|吗|呢|怎|啥|什么|哪|了(?!望)|的(?=$)|反正|其实|可能|应该|大概")
_MEASURE: Final = r"(?:台|个|套|只|口|把|组|张|部)"
_COUNT_FIRST: Final = re.compile(
    rf"(?P<n>[0-9一二两三四五六七八九十]{{1,3}}){_MEASURE}(?P<thing>[\u3400-\u9fffA-Za-z].+)"
)
_COUNT_LAST: Final = re.compile(
    rf"(?P<thing>.*[\u3400-\u9fffA-Za-z])[ ,，]*(?:有|就)?(?P<n>[0-9一二两三四五六七八九十]{{1,3}}){_MEASURE}"
)
#: A name no longer than this may hold any character: 饿了么.
_NAME_LONG: Final = 3
#: A few words may be taken as they are.
_PLAIN: Final = 12
_LEAD: Final = r"(?:嗯+|呃|那个|就|我们?|我家|店里|这个|是|叫做?|为|在|用(?:的是?|着|了)|写|填|算|当|编号|号码|号|名字|名称|[\s:：,，])*"
_TAIL: Final = re.compile(r"(?:吧|啊|呢|哈|呀|哦|的|谢谢|就行|就好|就可以|[\s,，。.!！])+$")
_CALLED: Final = re.compile(r"(?:[ ,，](?:就)?叫|(?:叫|名是|名叫)[ :：,，])(?P<name>[^ ,，。]{2,30})$")
#: 「直播拿掉吧」, 「从20间变成30间」: something else is to be changed.
_CHANGES: Final = re.compile(
    r"从.{1,10}(?:变|改|换|加|减)[成为到]|.(?:拿掉|去掉|删掉|撤掉|取消掉)(?:吧|了|呀|好了|[,，\s]|$)"
)
#: 「1203和1204打通的」: more than one of them.
_SEVERAL: Final = re.compile(
    r"[A-Za-z]?-?[0-9]{1,5}(?:室|号|铺|楼|层)?(?:[、,，和跟与及]|还有)[A-Za-z]?-?[0-9]{1,5}(?:室|号|铺|楼|层)?(?![0-9])"
)
#: Not yet a name: 「姓季」.
_SURNAME: Final = re.compile(r"姓[\u3400-\u9fff]{1,2}")
#: A street or town up to its kind, and what leads on from it.
_STREET_BEFORE: Final = re.compile(r"^[^,，。0-9路弄]{1,8}?(?:街道|镇|乡|开发区|新村)(?:的|里|上|那边|这边|[,，;； ])*")
_LINK: Final = re.compile(r"(?:不?是|叫|为|的|有|没|刚|看过|查过|数过|量过|[:：=])")
_REMARK: Final = re.compile(r"[,，。;；]|(?<=[\u3400-\u9fff0-9A-Za-z]) (?=[\u3400-\u9fff]{2})")


def is_short_text(fact: Fact | None) -> bool:
    """Whether the fact is a few free words."""
    return (
        fact is not None
        and fact.kind == "text"
        and fact.limits.max_length is not None
        and fact.limits.max_length <= SHORT
    )


def read_short(scene: Scene, fact: Fact, words: str) -> Found:
    """What the words say of the fact; rough where they say more than it, refused where they do not say it."""
    part = _part_of_address(scene, fact)
    if part is not None:
        return _read_street(scene, words) if part == "subdistrict" else _read_part(fact, part, words)
    words = mended(Phrase.of(words), open_kind=True).original
    core = shaped(words, fact.wording.ask) if _YEAR.search(fact.wording.ask) else None
    core = core or _core(fact, core_of(words)[0])
    folded = fold(core)
    if (
        tells_nothing(words)
        or not core
        or asks(folded)
        or stalls(folded)
        or STORY.search(folded)
        or _SURNAME.fullmatch(core)
        or _CHANGES.search(fold(words))
        or in_passing(fold(words)) is not None
    ):
        return Found(Rejection("text.unreadable", {"understood": words[:60]}))
    core = _without_count(core)[0] or core
    doubtful = (
        (_TALK.search(folded) is not None and len(core) > _NAME_LONG)
        or begins_with_another(scene, fact, folded)
        or core.endswith(("那边", "这边", "那里", "附近"))
        or (re.search(r"[0-9]", fact.wording.example) is not None and re.search(rf"[{NUMERAL}]", core) is None)
        or len(core) > max(_PLAIN, len(fact.wording.example) * 2)
    )
    return Found(Value(core, approx=doubtful))


def read_as(scene: Scene, fact: Fact, words: str, options: Sequence[Option] | None = None) -> Found:
    """The words as a value of the fact, few free words with care."""
    if is_short_text(fact):
        return read_short(scene, fact, words)
    found = read_fact(fact, words, scene.asking.today, options)
    if fact.kind != "boolean":
        return found
    if isinstance(found.value, Value):
        found = replace(found, value=second_thought(fact, fold(words), found.value, ()))
    return said_instead(fact, words, found)


def _core(fact: Fact, words: str) -> str:
    """The words without the fact's own name before them and without a remark behind a comma."""
    names = sorted({fact.label, *fact.names, *(name[-2:] for name in (fact.label, *fact.names))}, key=len, reverse=True)
    lead = re.compile(rf"^{_LEAD}(?:(?:{'|'.join(map(re.escape, names))}){_LEAD})?(?=\S)")
    core = lead.sub("", words, count=1)
    core = words if len(core) < 2 and not core.isdigit() else core
    first = _REMARK.split(core)[0].strip() if len(words) <= SHORT else core
    called = _CALLED.search(core)
    return (called["name"] if called is not None else "") or _TAIL.sub("", first) or first


def begins_with_another(scene: Scene, fact: Fact, folded: str) -> bool:
    """Whether the words begin with the name of another fact: 「老板是满族」 is no position."""
    spans = [
        one
        for one in scene.indexes.spotter.find(folded)
        if one.label == NAME and one.start <= 2 and _LINK.match(folded, one.end)
    ]
    return any(
        fact.id not in scene.indexes.names.names.get(one.text, ()) and len(one.text) < len(folded) for one in spans
    )


def _without_count(core: str) -> tuple[str, int | None]:
    """「封口机两台」, 「一台制冰机」: the thing, and how many of it."""
    match = _COUNT_FIRST.fullmatch(core) or _COUNT_LAST.fullmatch(core)
    number = parse_number(match["n"]) if match is not None else None
    if match is None or number is None or number.value is None:
        return core, None
    return match["thing"], int(number.value)


def _part_of_address(scene: Scene, fact: Fact) -> str | None:
    """Which part of an address the fact is, or None."""
    whole = scene.release.plan.whole.get(fact.id) if scene.release is not None else None
    address = scene.facts.get(whole) if whole is not None else None
    return (
        next((name for name, target in address.parts.items() if target == fact.id), None)
        if address is not None
        else None
    )


def _read_street(scene: Scene, words: str) -> Found:
    """The street or town, in full; to be asked back where it is only nearly said, in another district, or none that we know."""
    folded = fold(words)
    if asks(folded) or STORY.search(folded):
        return Found(Rejection("text.unreadable", {"understood": words[:60]}))
    district = next((value for value in scene.asking.held.values() if value in DISTRICTS.values()), None)
    meant = street_meant(words, str(district) if district is not None else None)
    meant = meant or ((elsewhere[0], False) if (elsewhere := street_meant(words)) is not None else None)
    if meant is not None:
        street, certain = meant
        return Found(Value(street.name, approx=not certain or district not in (None, street.district_code)))
    said = part_in("subdistrict", words)
    if said is None:
        return Found(Rejection("text.unreadable", {"understood": words[:60]}))
    return Found(Value(said, approx=True))


def _read_part(fact: Fact, part: str, words: str) -> Found:
    found = part_in(part, words)
    folded = fold(words)
    several = _SEVERAL.match(core_of(words)[0]) if part in ("room", "floor") else None
    if several is not None:
        return Found(Value(several[0]))
    if found is None:
        core = _core(fact, words)
        plain = part != "road" and 0 < len(core) <= 8 and _TALK.search(folded) is None and not asks(folded)
        if plain and re.search(r"[0-9A-Za-z]", core) and in_passing(folded) is None:
            return Found(Value(core))
        return Found(Rejection("text.unreadable", {"understood": words[:60]}))
    if asks(folded) or STORY.search(folded):
        return Found(Rejection("text.unreadable", {"understood": words[:60]}))
    return Found(Value(found))


def parts_beside(scene: Scene, fact: Fact, words: str) -> dict[str, Value]:
    """Other parts of the same address that the words hold: fact id -> value."""
    count = _without_count(_core(fact, words))[1]
    sibling = fact.id.rpartition(".")[0] + ".quantity"
    if count is not None and sibling in scene.facts and sibling != fact.id:
        return {sibling: Value(count)}
    if _part_of_address(scene, fact) is None or scene.release is None:
        return {}
    address = scene.facts[scene.release.plan.whole[fact.id]]
    found: dict[str, Value] = {}
    if fact.id == address.parts.get("subdistrict"):
        words = _STREET_BEFORE.sub("", words, count=1)  # 「七宝镇，中春路上」: the road is what follows
    for name, target in address.parts.items():
        if target != fact.id and name in ("road", "lane_no", "floor", "room"):
            said = part_in(name, words)
            if said is not None:
                found[target] = Value(said)
    return found


def rough(found: Found) -> Found:
    """The same, to be asked back."""
    return replace(found, value=replace(found.value, approx=True)) if isinstance(found.value, Value) else found
