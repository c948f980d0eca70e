"""Lists in conversation: 「再加一个」, 「删掉第二个人」, and items named by their number."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.address import Address
from bot.engine.commands import Command, Correct
from bot.engine.facts import Fact

from .folding import fold
from .scene import Scene

_POLITE: Final = r"(?:请|麻烦|帮我|给我|我要|我想|我还要|我还想|还要|还想|想|要|能不能|可以|那|就|先|把|将)*"
_COUNT: Final = r"(?:一|1|多一?)?(?:个|位|名|条|间|处|台|家|辆|样)?"
_ADD: Final = re.compile(
    rf"{_POLITE}(?:再|多|还)?(?:加上|加|添加|添|增加|新增|补充|补)(?:上|进去)?{_COUNT}(?P<what>.{{0,12}}?)(?:吧|了|进去|上去|吗)?"
)
_NUMBER: Final = r"(?:第(?P<nth>[0-9]{1,3}|[一二三四五六七八九十]{1,3})|(?P<last>最后(?:一|那|这)?))(?:个|位|名|条|间|处|台|家|辆|样|号)?"
_DROP: Final = r"(?:删掉|删除|删了|删去|删|去掉|去除|拿掉|移除|移走|划掉|不要|取消)(?:了|掉)?"
_REMOVE: Final = re.compile(
    rf"{_POLITE}(?:{_DROP}{_NUMBER}(?P<what>.{{0,12}}?)|{_NUMBER.replace('nth', 'nth2').replace('last', 'last2')}(?P<what2>.{{0,12}}?)(?:给|都)?(?:{_DROP}))(?:吧|吗)?"
)
_ITEM: Final = re.compile(_NUMBER)
#: 「把李娜删掉」, 「删掉王小二」.
_CALLED: Final = re.compile(
    rf"{_POLITE}(?:(?P<who>(?!刚|上|前|这|那|最后|第)[\u3400-\u9fff]{{2,8}}?)(?:这个人|那个人|这个|那个)?(?:给|都)?{_DROP}|{_DROP}(?P<who2>(?!刚|上|前|这|那|最后|第)[\u3400-\u9fff]{{2,8}}?))(?:吧|吗)?"
)
_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")}
#: Words for an item of any list, and for persons.
_ANY: Final = frozenset({"", "人", "人员", "员工", "的", "项", "那个", "一项", "这个", "信息"})


def list_command(scene: Scene) -> Command | None:
    """The command when the whole message adds an item to a list or removes one, else None."""
    core = scene.message.core
    match = _REMOVE.fullmatch(core)
    if match is not None:
        number = _number(match["nth"] or match["nth2"])
        owner = _list_called(scene, match["what"] or match["what2"] or "")
        item = number if number is not None else (_last_item(scene, owner) if owner is not None else None)
        if owner is not None and item is not None:
            return Correct(Address(owner.id, str(item)), raw=scene.message.text.strip(), remove=True)
    called = _CALLED.fullmatch(core)
    person = _item_called(scene, called["who"] or called["who2"]) if called is not None else None
    if person is not None:
        return Correct(person, raw=scene.message.text.strip(), remove=True)
    match = _ADD.fullmatch(core)
    if match is not None:
        owner = _list_called(scene, match["what"])
        if owner is not None:
            return Correct(Address(owner.id), raw=scene.message.text.strip())
    return None


def removes(core: str) -> bool:
    """Whether somebody or something that is told is to be taken out, which takes back no answer: 「把李娜删掉」."""
    return _REMOVE.fullmatch(core) is not None or _CALLED.fullmatch(core) is not None


def _item_called(scene: Scene, who: str) -> Address | None:
    """The one item of which an answer is just that: a person by name, a device by what it is called."""
    found = {
        Address(address.fact.partition(".")[0], address.item)
        for key, value in scene.asking.held.items()
        if value == who and (address := Address.parse(key)) is not None and address.item is not None
    }
    return found.pop() if len(found) == 1 else None


def item_address(scene: Scene, words: str, ids: tuple[str, ...]) -> Address | None:
    """「第二个人的电话」: the address in the numbered item, or None when the words number none.

    Args:
        words: folded words of the subject; ``ids``: facts that go by the name in it.
    """
    match = _ITEM.search(words)
    number = _number(match["nth"]) if match is not None else None
    if match is None or number is None:
        return None
    rest = words[match.end() :].lstrip("人位名个的那")
    for owner in _lists(scene):
        part = next((one for one in owner.items if one.id in ids), None) or _part_called(owner, rest)
        if part is not None:
            return Address(part.id, str(number))
    return None


def _part_called(owner: Fact, words: str) -> Fact | None:
    """The fact of an item whose label or name ends like the words: 「电话」 is 「食品安全员电话」."""
    if not words:
        return None
    return next(
        (one for one in owner.items if any(fold(name).endswith(words) for name in (one.label, *one.names))), None
    )


def _lists(scene: Scene) -> list[Fact]:
    """Lists that may be meant: the one asked about, the one answered last, then the others."""
    near = [
        one.fact.partition(".")[0] if one.item is not None else one.fact
        for one in (scene.asking.address, scene.asking.last)
        if one is not None
    ]
    open_lists = [one.fact for one in scene.asking.addressable if one.item is None]
    names = dict.fromkeys([*near, *open_lists])
    return [fact for name in names if (fact := scene.facts.get(name)) is not None and fact.kind == "list"]


def _list_called(scene: Scene, words: str) -> Fact | None:
    """The list that the words name; for any item's word the nearest list, or the only one."""
    lists = _lists(scene)
    if words not in _ANY:
        called = [one for one in lists if any(words in fold(name) for name in (one.label, *one.names))]
        return called[0] if called else None
    near = [one for one in (scene.asking.address, scene.asking.last) if one is not None]
    owners = [one.fact.partition(".")[0] for one in near if one.item is not None or scene.asking.mode == "more"]
    return next((one for one in lists if one.id in owners), lists[0] if len(lists) == 1 else None)


def _last_item(scene: Scene, owner: Fact) -> int | None:
    parts = {one.id for one in owner.items}
    known = [one for one in (*scene.asking.addressable, scene.asking.last) if one is not None and one.fact in parts]
    return max((int(one.item) for one in known if one.item is not None), default=None)


def _number(text: str | None) -> int | None:
    """第12, 第十二, 第二十: the number, or None."""
    if not text:
        return None
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十") if "十" in text else ("", "", text)
    if any(char not in _DIGITS for char in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return None
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
