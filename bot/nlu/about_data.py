"""「别查我的证照」, 「你们查到我什么了」, 「哪一项不对」: 「面积和地址」: what is said of what others hold about the applicant."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.address import Address
from bot.engine.case import FETCH
from bot.engine.commands import Command, Confirm, NotRight, Reject, TakeBack, TellKnown

from .chosen_of import number_said, within
from .folding import fold
from .lexicon_reader import lexicon
from .message import squash
from .scene import Scene
from .templates import pattern

_LONGEST: Final = 40
#: Without one of these nothing is said of data outside the moment in which it is offered or looked through.
_SIGN: Final = re.compile("查|调|授权|同意|证照|数据|信息|资料|档案|哪|来源|怎么|咋|为什么|为啥|一档|执照|证|反悔")
_THING: Final = {"thing": r"(?P<thing>[\u3400-\u9fffa-z0-9]{0,12}?)"}
#: What stands for all that was looked up.
_ALL: Final = re.compile("(?:这|那|些|个|的|都|数|数据|信息|内容|资料|东西|值|号码|数字|几项|情况)*")


def _lines(section: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern(line, _THING)) for line in lexicon("exchange")[section])


_YES, _NO, _BACK, _TOLD, _WRONG, _SOME, _RIGHT = map(
    _lines, ("look_yes", "look_no", "take_back", "told", "all_wrong", "some_wrong", "all_right")
)
#: What stands around the name of what is wrong.
_LEAD: Final = re.compile("(?:是|就是|有|还有|那个|这个|里面|我的|我看|主要是|应该是|,| )+")
_TAIL: Final = re.compile(
    "(?:那一?项|那个|这个|这一?项|那里|那边|这里|不对|错了?|有误|不是|有问题|变了|改了|的|了|都|也|吧|啊|呀|嘛|噻|两个|两项| )+$"
)
_SAYS_WRONG: Final = re.compile("不对|错|有误|有问题")
_AND: Final = re.compile("[,，、;；/和跟与]|还有|以及| ")


def read_about_data(scene: Scene) -> Command | None:
    """What is said of looking up, of what was, or of values that are looked through; None where the message is about something else."""
    asking, core = scene.asking, scene.message.core
    if not core or len(core) > _LONGEST:
        return None
    if asking.act == FETCH and (said := _offered(core)) is not None:
        return said
    if asking.act in ("known", "known.which") and (said := _looked_through(scene)) is not None:
        return said
    if _SIGN.search(core) is None:
        return None
    if _any(_BACK, core):
        return Reject() if asking.act == FETCH else TakeBack()
    return _told(scene)


def _offered(core: str) -> Command | None:
    if _any(_NO, core):
        return Reject()
    return Confirm() if _any(_YES, core) else None


def _told(scene: Scene) -> Command | None:
    for line in _TOLD:
        match = line.fullmatch(scene.message.core)
        if match is None:
            continue
        thing = match.groupdict().get("thing") or ""
        if _ALL.fullmatch(thing) is not None:
            return TellKnown()
        named = [address for address, fact, _ in scene.given() if thing in _called(fact.label, fact.names)]
        if named:
            return TellKnown(named[0])
    return None


def _looked_through(scene: Scene) -> Command | None:
    """All right, none right, some not, or which are not."""
    core, listed = scene.message.core, _listed(scene)
    if _any(_RIGHT, core):
        return Confirm()
    if _any(_WRONG, core):
        return NotRight(tuple(address for address, _ in listed))
    if scene.asking.act == "known" and _any(_SOME, core):
        return Reject()
    if scene.asking.act == "known" and _SAYS_WRONG.search(core) is None:
        return None
    pieces = [piece for one in _AND.split(scene.message.folded) if (piece := squash(one))]
    found = [_meant(piece, listed) for piece in pieces if _TAIL.fullmatch(piece) is None]
    known = [one for one in found if one is not None]
    return NotRight(tuple(dict.fromkeys(known))) if known and len(known) == len(found) else None


def _meant(piece: str, listed: list[tuple[Address, frozenset[str]]]) -> Address | None:
    """The one value that the words name, by number, name or a short form of a name; None where none, or several."""
    place = number_said(piece, len(listed))
    if place is not None:
        return listed[place][0]
    name = _TAIL.sub("", _LEAD.sub("", piece, count=1))
    if len(name) < 2:
        return None
    for fits in (_is_name, _is_part, _is_short):
        found = [address for address, names in listed if fits(name, names)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_name(name: str, names: frozenset[str]) -> bool:
    return name in names


def _is_part(name: str, names: frozenset[str]) -> bool:
    return any(name in one for one in names)


def _is_short(name: str, names: frozenset[str]) -> bool:
    return any(within(name, one) for one in names)


def _listed(scene: Scene) -> list[tuple[Address, frozenset[str]]]:
    """What is put up, with what each is called."""
    addresses = [address for key in scene.asking.listed if (address := Address.parse(key)) is not None]
    facts = [(address, scene.fact_at(address)) for address in addresses]
    return [(address, _called(fact.label, fact.names)) for address, fact in facts if fact is not None]


def _called(label: str, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(squash(fold(one)) for one in (label, *names))


def _any(lines: tuple[re.Pattern[str], ...], core: str) -> bool:
    return any(line.fullmatch(core) is not None for line in lines)
