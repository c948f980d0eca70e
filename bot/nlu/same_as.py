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
#: Licences that hold what the other answer says.
_LICENCES: Final = {"执照": "BL", "身份证": "ID"}
#: Words for whose the other answer is; a name of its fact has one of the same group.
_OWNERS: Final = tuple(
    re.compile(words) for words in ("法人|老板|法定代表人|负责人", "代办|经办|代理", "联系人", "注册|住所", "户籍|户口")
)


def same_as(scene: Scene) -> Answer | None:
    """The other answer as that of the open question, to be confirmed; None where none is meant, or it is not known which."""
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
