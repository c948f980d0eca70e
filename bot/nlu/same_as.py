"""An answer that points to another one: 「跟执照上一样」, 「和法人的电话一样」, 「就是刚才那个地址」."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.address import Address
from bot.engine.commands import Answer
from bot.engine.values import Value

from .plausible import words_of_question
from .scene import Scene

_SAME: Final = re.compile(
    r"(?:就)?(?:跟|和|同|与|按|照|用)(?P<what>[^,;]{1,14}?)(?:上面?)?(?:的|写的|那个|那个的)*(?:是)?(?:一样|一致|相同|同一个|一个样|一模一样|来)(?:的|就行|填|就好|吧)*"
    r"|(?:就是|还是|用)?(?P<before>刚才|前面|上面|之前)(?:说|填|写|讲)?(?:的|过的)?(?:那个|那一个|那条|那)(?P<thing>[^,;]{0,6})"
)
#: 「也是她」, 「还是同一个人」, 「她兼的」.
_SAME_PERSON: Final = re.compile(
    r"(?:还|也|都|就|仍|是|归|由)*(?:[他她伊]|这个人|那个人|同一个人?|一个人)(?:自己|本人|一个人)?(?:[兼管当来做]|负责|兼任|兼职|兼着)*(?:的|了|呀|啊|吧|呗|哦)*|(?:跟|和|同)(?:上面|前面|刚才)(?:那个)?(?:是)?(?:一样|同一个人?|一个人)(?:的|呀|啊)*|同上"
)
#: Licences that hold what the other answer says.
_LICENCES: Final = {"执照": "BL", "身份证": "ID"}
#: Words for whose the other answer is; a name of its fact has one of the same group.
_OWNERS: Final = tuple(
    re.compile(words) for words in ("法人|老板|法定代表人|负责人", "代办|经办|代理", "联系人", "注册|住所", "户籍|户口")
)


def same_as(scene: Scene) -> Answer | None:
    """The other answer as that of the open question, to be confirmed; None where none is meant, or it is not known which."""
    person = _same_person(scene)
    if person is not None:
        return person
    fact, match = scene.asking.fact, _SAME.fullmatch(scene.message.folded.strip(" ,。.!吧啊呀"))
    if fact is None or match is None:
        return None
    alike = [
        one
        for one in scene.asking.addressable
        if one != scene.asking.address
        and isinstance(scene.asking.held.get(one.key), str)
        and _kind(scene, one) == fact.kind
    ]
    meant = _meant(scene, alike, match)
    if meant is None:
        return None
    return Answer(None, Value(scene.asking.held[meant.key], approx=True), scene.message.text.strip())


def _same_person(scene: Scene) -> Answer | None:
    """「也是她」 where somebody's name is asked: whoever was talked of last."""
    fact, last = scene.asking.fact, scene.asking.last
    if fact is None or fact.kind != "person_name" or last is None or not _SAME_PERSON.fullmatch(scene.message.core):
        return None
    group = last.fact.rpartition(".")[0]
    names = [
        value
        for one in scene.asking.addressable
        if one != scene.asking.address
        and _kind(scene, one) == "person_name"
        and (one == last or (group and one.item == last.item and one.fact.rpartition(".")[0] == group))
        and isinstance(value := scene.asking.held.get(one.key), str)
    ]
    return Answer(None, Value(names[0], approx=True), scene.message.text.strip()) if len(set(names)) == 1 else None


def _meant(scene: Scene, alike: list[Address], match: re.Match[str]) -> Address | None:
    what = match["what"] or match["thing"] or ""
    facts = {one: fact for one in alike if (fact := scene.fact_at(one)) is not None}
    for word, licence in _LICENCES.items():
        if word in what:
            alike = [one for one in alike if facts[one].licence == licence]
    for owner in _OWNERS:
        if owner.search(what):
            alike = [one for one in alike if owner.search(" ".join((facts[one].label, *facts[one].names)))]
    if len(alike) > 1:
        named = [one for one in alike if _shares(what, words_of_question(facts[one]))]
        alike = named or ([scene.asking.last] if match["before"] and scene.asking.last in alike else alike)
    return alike[0] if len(alike) == 1 else None


def _kind(scene: Scene, address: Address) -> str:
    fact = scene.fact_at(address)
    return fact.kind if fact is not None else ""


def _shares(words: str, asked: str) -> bool:
    return any(words[at : at + 2] in asked for at in range(len(words) - 1))
