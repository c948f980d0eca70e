"""What a correction is about: the fact it names, a numbered item's, or the answer given last."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.engine.address import Address
from bot.engine.values import Value

from .clauses import Clause
from .correction_frames import Frame
from .evidence import is_meant
from .fact_reader import OPEN_KINDS, read_fact
from .folding import fold, folded_names
from .listed import item_address
from .plausible import words_of_question
from .relatives import is_called
from .scene import Scene
from .segments import segments

#: 「最后一位是8不是3」 says how the number was wrong, not what it is.
DIGIT_WRONG: Final = re.compile(r"(?:最后|第|后|前|倒数|末)[一二三四五六七八九十0-9]*(?:几)?(?:位|个字|个数)")
#: An earlier question, told by its words.
_POINTS: Final = re.compile(
    r"(?:前头|前面|前边|刚才|刚刚|之前|上面)(?:有一?个|那个)?(?:你|你们)?(?:问|讲|说)(?:的|过|到|我)?(?P<what>[^,，;；。]{2,12})"
)
_LEADS: Final = re.compile(r"^(?:把|将|请|帮我|给我|我的?|,| )+")
_PARTICLE: Final = re.compile(r"(?:吧|了|的)$")
#: Characters of a subject that tells something.
_TELLING: Final = 2
_BARE_NAME: Final = re.compile(r"(?:我的?|那个|刚才的?|把|,| )*(?:名字|姓名)")
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
    if frame.subject is None or _PLAIN.fullmatch(frame.subject.folded):
        pointed = pointed_at(scene)
        if pointed is not None:
            return Target(pointed, named=True)
    if frame.subject is None:
        return Target(scene.asking.last, named=False)
    chosen = _by_choice(scene, frame)
    if chosen is not None:
        return Target(chosen, named=True)
    named = _named(scene, frame.subject)
    if named is not None:
        return Target(named, named=True)
    if frame.kind in ("wrong", "reopen"):
        return None
    if (
        _PLAIN.fullmatch(frame.subject.folded)
        or DIGIT_WRONG.search(frame.subject.folded)
        or _was_last(scene, frame.subject)
        or (frame.kind == "contrast" and _about_last(scene, frame.subject))
    ):
        return Target(scene.asking.last, named=False)
    return None


def pointed_at(scene: Scene) -> Address | None:
    """「前头问卖不卖酒，帮我改成不卖」: the one answered question that has most of the words by which it is pointed at."""
    match = _POINTS.search(scene.message.folded)
    if match is None:
        return None
    what = match["what"]
    pairs = {what[at : at + 2] for at in range(len(what) - 1)}
    answered = [one for key in scene.asking.answered if (one := Address.parse(key)) is not None]
    shared = {
        one: sum(pair in words_of_question(fact) for pair in pairs)
        for one in answered
        if (fact := scene.fact_at(one)) is not None
    }
    most = max(shared.values(), default=0)
    best = [one for one, count in shared.items() if count == most]
    return best[0] if most > 0 and len(best) == 1 else None


def _named(scene: Scene, subject: Clause) -> Address | None:
    last = scene.asking.last
    fact = scene.fact_at(last) if last is not None else None
    if fact is not None and fact.kind == "address" and is_meant(fact, subject.folded):
        return last  # 「邮寄那个地址门牌错了」
    if _BARE_NAME.fullmatch(subject.folded) is not None and (called := _name_given(scene)) is not None:
        return called
    for segment in reversed(segments(scene, subject)):
        numbered = item_address(scene, subject.folded, segment.ids)
        if numbered is not None:
            return numbered
        whole = _part_of(scene, segment.group)
        if whole is not None:
            return whole
        addresses = scene.named(segment.ids)
        if addresses:
            return given_before(scene, addresses, scene.message.folded[segment.name_start : segment.name_end])
    return item_address(scene, subject.folded, ())


def _by_choice(scene: Scene, frame: Frame) -> Address | None:
    """「营业执照改成已经办好」: the answered choice that is called so in part and has a choice of just these words."""
    if frame.kind != "change" or frame.subject is None or frame.value is None:
        return None
    subject, value = _LEADS.sub("", frame.subject.folded).strip(), _PARTICLE.sub("", frame.value.folded.strip())
    if len(subject) < _TELLING:
        return None
    called = [
        one
        for key in sorted(scene.asking.answered)
        if (one := Address.parse(key)) is not None
        and (fact := scene.fact_at(one)) is not None
        and fact.kind == "choice"
        and any(subject in fold(name) for name in (fact.label, *fact.names))
        and any(value in folded_names(option.label, option.names) for option in fact.options)
    ]
    return called[0] if len(called) == 1 else None


def _name_given(scene: Scene) -> Address | None:
    """「名字弄错了」: the name that was given last, or the only one."""
    given = [
        one
        for key in scene.asking.held
        if (one := Address.parse(key)) is not None
        and (fact := scene.fact_at(one)) is not None
        and fact.kind in ("person_name", "company_name")
    ]
    return scene.asking.last if scene.asking.last in given else given[0] if len(given) == 1 else None


def _part_of(scene: Scene, group: Iterable[str]) -> Address | None:
    """「收件地址的室号」 is a part of the address for the post, where that is known."""
    for one in scene.named(group):
        fact = scene.fact_at(one)
        if fact is not None and fact.kind == "address" and one.key in scene.asking.held:
            return one
    return None


def given_before(scene: Scene, addresses: list[Address], name: str) -> Address:
    """Which of the facts with a name is corrected: the last answer, one with that name in its own, an answered one, any.

    「电话」 is the contact's; where the owner's 「法人电话」 was answered last and the contact's is not known, it is the owner's.
    """
    last = scene.asking.last
    known = [one for one in addresses if one.key in scene.asking.answered]
    if last is not None and last in addresses:
        return last
    fact = scene.fact_at(last) if last is not None and not known else None
    if (
        last is not None
        and fact is not None
        and any(one.endswith(name.rstrip("号码")) for one in (fact.label, *fact.names))
    ):
        return last
    named_so = [] if known else _answered_so(scene, name)
    if len(named_so) == 1:
        return named_so[0]
    return known[0] if known else addresses[0]


def _answered_so(scene: Scene, name: str) -> list[Address]:
    """Answers of facts with a name that ends like the one said: 「电话」 is the owner's where only his is known."""
    given = [one for key in scene.asking.answered if (one := Address.parse(key)) is not None]
    return [one for one in given if (fact := scene.fact_at(one)) is not None and is_called(fact, name.rstrip("号码"))]


def _about_last(scene: Scene, subject: Clause) -> bool:
    """「那个房子不是租的，是自己的」: the subject repeats a word of the question answered last."""
    fact = scene.fact_at(scene.asking.last) if scene.asking.last is not None else None
    asked = words_of_question(fact) if fact is not None else ""
    words = subject.folded
    return any(words[at : at + 2] in asked for at in range(len(words) - 1))


def _was_last(scene: Scene, subject: Clause) -> bool:
    """「把80改成120」: the subject is a value of the fact answered last."""
    last = scene.asking.last
    fact = scene.fact_at(last) if last is not None else None
    words = _PLAIN.sub("", subject.folded, count=1)
    read = read_fact(fact, words, scene.asking.today).value if fact is not None and words else None
    held = list(scene.asking.held.values())
    if fact is not None and fact.kind in OPEN_KINDS and last is not None:  # any words would do as a name
        return bool(words) and words in fold(str(scene.asking.held.get(last.key) or ""))
    return isinstance(read, Value) and held.count(read.value) < 2  # of two answers that are the same nobody knows which
