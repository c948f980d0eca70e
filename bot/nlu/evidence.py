"""Values that show by themselves what they are: areas with a unit, addresses with a number, checked identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.engine.address import Address
from bot.engine.facts import Fact
from bot.engine.values import Rejection, Value

from .clauses import Clause
from .fact_reader import Found, read_fact
from .findings import Findings
from .message import Message
from .relatives import lists_near, near, of_the_same
from .scene import Scene

_NUMBER: Final = r"[0-9零一二两三四五六七八九十百千万半几点.]"
_ABOUT: Final = r"(?:左右|上下|出头|不到|多点|多一点|的样子|样子|差不多|吧|了|的)*"
#: 「静安奶茶店」: the shop by its trade; another shop than one's own is not meant.
_BY_TRADE: Final = r"(?:(?!隔壁|对面|分店|老店|总店|新店|二店|原来|以前|之前|别|人家|朋友|他)[\u3400-\u9fff]){1,6}?(?:店|馆|铺|吧|坊|超市)"
_AREA: Final = re.compile(
    rf"(?:(?:我|我们|我家|这)?的?(?:这|那)?(?:个|家)?(?:{_BY_TRADE}|小?店|小?铺子?|店里|店面|铺面|门面|门店|地方|场地|场所)?(?:大小)?)"
    r"(?:嗯|呃|大概|大约|差不多|应该|可能|估计|一共|总共|总的|也就|就|有|是|个|不到|约|[ ,，:：])*"
    rf"(?P<value>{_NUMBER}+(?:[到至~-]{_NUMBER}+)?[来多几]?个?(?:平方米|平米|平方|平|㎡|m2|m²|亩)){_ABOUT}"
)
_AREA_IN: Final = re.compile(
    rf"(?P<value>{_NUMBER}+(?:[到至~-]{_NUMBER}+)?[来多几]?个?(?:平方米|平米|平方|平|㎡|m2|m²))(?!以下|以上|以内|之内|以外)"
)
#: An area right behind an address.
AREA_BEHIND: Final = re.compile(
    rf"[号室楼层铺座弄](?:大概|大约|约|有|一共|总共)*(?P<value>{_NUMBER}+(?:平方米|平米|平方|平|㎡)){_ABOUT}$"
)
#: 「在」 right before a place; what stands before it is no part of the address.
_LEADS: Final = re.compile(r"^.{0,20}(?:在|位于|坐落于|搬到|地址是|店址是|寄到|送到|邮到|寄去|寄)")
# a road (or lane, village, square) and a number at it
_PLACE: Final = re.compile(
    r"(?:路|街|大道|道|弄|巷|里|村|坊|公路|广场|大厦|中心)[0-9零一二两三四五六七八九十百千幺洞]+(?:弄|号|室|幢|栋|楼|-)"
)
_TAIL: Final = re.compile(r"(?:开|办|弄|搞|租|盘|做|有).*$")
#: Identifiers: kind -> what to look for; the kind's reader checks it.
_IDENTIFIERS: Final = (
    ("id_card", re.compile(r"(?<![0-9a-z])[1-9][0-9]{16}[0-9x](?![0-9a-z])")),
    ("uscc", re.compile(r"(?<![0-9a-z])[0-9a-hj-npqrtuwxy]{18}(?![0-9a-z])")),
    ("mobile", re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")),
)
#: Kinds with a check digit, of which a wrong one is told.
_CHECKED: Final = frozenset({"id_card", "uscc"})
#: The bare word for each kind, and whether the one fact that goes by it is surely meant when nothing else is said.
#: An area without more is the shop's; a telephone number may be anybody's.
_BARE_NAMES: Final = {
    "area": ("面积", True),
    "address": ("地址", True),
    "mobile": ("手机号", False),
    "id_card": ("身份证号", False),
    "uscc": ("信用代码", False),
}


#: Words before a value that only one of several facts of a kind has in its names.
_CUES: Final = (
    "寄",
    "仓库",
    "户籍",
    "户口",
    "住址",
    "住所",
    "总部",
    "代办",
    "委托",
    "法人",
    "老板",
    "负责人",
    "联系",
    "安全员",
    "厨房",
    "后厨",
    "大堂",
    "就餐",
    "座位",
)
#: A person who is none of those the form knows, as far as the words tell.
_SOMEBODY: Final = re.compile(r"[他她]|老婆|老公|朋友|员工|房东|寄|仓库|家住|住在|户口|户籍")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value of a kind, from character ``start`` to ``end`` (not included) of the message."""

    kind: str
    start: int
    end: int
    words: str


def evidence_in(message: Message, clause: Clause) -> Evidence | None:
    """What the clause proves to be: a checked identifier in it, or the whole of it an area or an address."""
    for kind, expression in _IDENTIFIERS:
        match = expression.search(clause.folded)
        if match is not None:
            return _evidence(kind, message, clause.start + match.start(), clause.start + match.end())
    match = _AREA.fullmatch(clause.folded)
    if match is not None:
        return _evidence("area", message, clause.start, clause.end)
    place = _PLACE.search(clause.folded)
    if place is not None:
        lead = _LEADS.match(clause.folded, 0, place.start())
        return _evidence("address", message, clause.start + (lead.end() if lead is not None else 0), clause.end)
    return None


def proves_identifier(folded: str) -> bool:
    """Whether a number stands in the text that is an identity number, a credit code or a mobile number."""
    return any(expression.search(folded) is not None for _, expression in _IDENTIFIERS)


def first_identifier(folded: str, start: int, end: int) -> int | None:
    """Where the first such number begins behind ``start``; None where none does."""
    found = [one.start() for _, expression in _IDENTIFIERS for one in expression.finditer(folded, start, end)]
    return min((one for one in found if one > start), default=None)


def evidence_among(message: Message, clause: Clause) -> list[Evidence]:
    """The same for an opening sentence, where areas and addresses stand amid other words."""
    found = [
        _evidence("area", message, clause.start + match.start(), clause.start + match.end())
        for match in _AREA_IN.finditer(clause.folded)
    ]
    whole = evidence_in(message, clause)
    if whole is not None and whole.kind == "address":
        tail = _TAIL.search(message.folded[whole.start : whole.end])
        end = whole.end if tail is None else whole.start + tail.start()
        whole = _evidence("address", message, whole.start, end)
    return ([whole] if whole is not None else []) + [one for one in found if whole is None or one.start >= whole.end]


def give(scene: Scene, one: Evidence, findings: Findings, *, propose: bool = True) -> bool:
    """Whether the evidence found its fact; it is then answered where that is certain, else proposed (if ``propose``)."""
    address, certain = owner_of(scene, one.kind, _lead(scene, one))
    if address is not None and address.key in scene.asking.answered and address != scene.asking.address:
        certain = False
    found = read_evidence(scene, one, address) if address is not None and (certain or propose) else None
    if address is None or found is None:
        return False
    if certain or isinstance(found.value, Rejection):
        findings.answer(address, found, one.words)
    else:
        findings.propose(address, found, one.words)
    findings.mention(address, found, one.start, one.end, one.words)
    return True


def is_anothers(scene: Scene, one: Evidence) -> bool:
    """Whether a checked number of the kind asked for is told as another's: 「联系人13812345678」 where the owner's is asked."""
    asked, fact, lead = scene.asking.address, scene.asking.fact, _lead(scene, one)
    if one.kind not in _BARE_NAMES or one.kind in ("area", "address") or fact is None or is_meant(fact, lead):
        return False
    return any(
        address != asked and (other := scene.fact_at(address)) is not None and is_meant(other, lead)
        for address in scene.of_kind(one.kind)
    )


def read_evidence(scene: Scene, one: Evidence, address: Address) -> Found | None:
    """The evidence as a value of the fact at the address, or why a whole number is none; None when the fact's reader finds nothing in it."""
    fact = scene.fact_at(address)
    found = read_fact(fact, one.words, scene.asking.today) if fact is not None else None
    if found is None or (isinstance(found.value, Rejection) and not _is_whole(one, found.value)):
        return None
    return found if isinstance(found.value, (Value, Rejection)) else None


def _is_whole(one: Evidence, refusal: Rejection) -> bool:
    """Whether a number of full length was meant that breaks its rule, e.g. the check digit."""
    return one.kind in _CHECKED and not refusal.code.endswith(".unreadable")


def owner_of(scene: Scene, kind: str, lead: str = "") -> tuple[Address | None, bool]:
    """Whose value an unnamed one of the kind is, and whether that is certain.

    Certain: the fact near the open question, the one that the words before name, the only fact of the kind, or for areas and
    addresses the only one that goes by the bare name (「面积」).

    Args:
        lead: the folded words before the value.
    """
    addresses = scene.of_kind(kind)
    named = [one for one in addresses if (fact := scene.fact_at(one)) is not None and is_meant(fact, lead)]
    close = of_the_same(scene, [one for one in near(scene) if one in addresses and (not named or one in named)])
    if len(close) == 1:
        return close[0], True
    if any(part.kind == kind for owner in lists_near(scene) for part in owner.items):
        return None, False
    if len(named) == 1:
        return named[0], True
    if _SOMEBODY.search(lead):
        return None, False
    if len(addresses) == 1:
        return addresses[0], True
    bare, telling = _BARE_NAMES.get(kind, ("", False))
    called = [
        one for one in addresses if (fact := scene.fact_at(one)) is not None and bare in (fact.label, *fact.names)
    ]
    if len(called) == 1:
        return called[0], telling
    return (addresses[0], False) if addresses else (None, False)


def is_meant(fact: Fact, lead: str) -> bool:
    """Whether the words before a value name the fact by a word of its own: 「寄到…」 the address for the post."""
    return any(cue in lead and any(cue in name for name in (fact.label, *fact.names)) for cue in _CUES)


def _lead(scene: Scene, one: Evidence) -> str:
    """The words before the value, back to the clause before."""
    start = max((scene.message.folded.rfind(sign, 0, one.start) for sign in ",;。!?，；"), default=-1)
    return scene.message.folded[start + 1 : one.start]


def _evidence(kind: str, message: Message, start: int, end: int) -> Evidence:
    return Evidence(kind, start, end, message.text[start:end])
