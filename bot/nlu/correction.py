"""Corrections: 「面积改成120」, 「不对，店名是…」, 「不是80是120」, 「刚才那个说错了」, 「我要改面积」."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.engine.address import Address
from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC
from bot.engine.values import Json, Value

from .addressed import read_segment
from .clauses import Clause
from .correction_frames import Frame, frames, part_of, right_value
from .correction_target import DIGIT_WRONG, Target, target_of
from .evidence import evidence_in, owner_of, read_evidence
from .fact_reader import Found, choices_of, read_fact
from .findings import Findings
from .folding import fold
from .patching import PIECED, patched
from .plausible import is_hearsay, words_of_question
from .scene import Scene
from .segments import segments
from .values.options import WRITTEN, named_options
from .values.person_name import only_role
from .worded import read_as

#: Without one of these a clause corrects nothing.
_HINT: Final = re.compile(r"改|换|更正|变|不是|不叫|不在|错|不对|有误|不准|重填|重新|调")


def corrections_in(scene: Scene, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """The clauses that are no part of a correction; the corrections are among the findings.

    「面积填错了，应该是120」 and 「不对，店名是阿婆」 take two clauses: the first waits for the second.
    """
    if not any(_HINT.search(clause.folded) for clause in clauses):
        return clauses
    left: list[Clause] = []
    waiting: Target | None = None
    begun = 0
    for clause in _contrasts_joined(scene, clauses):
        if waiting is not None and _waits_for_figure(scene, waiting, clause, clauses):
            continue
        if waiting is not None and _tells_whose(scene, waiting, right_value(clause)):
            continue
        if waiting is not None and (
            _patched(scene, waiting, clause, findings, begun)
            or _put_right(scene, right_value(clause), waiting, findings)
        ):
            waiting = None
            continue
        opened = _opened(scene, clause, findings, clauses) if _HINT.search(clause.folded) else None
        if opened is None:
            left.append(clause)
        elif opened.address is not None or not opened.named:
            waiting, begun = opened, clause.start
    if waiting is not None:
        _reopen(scene, waiting, findings)
    return left


def _waits_for_figure(scene: Scene, waiting: Target, clause: Clause, clauses: list[Clause]) -> bool:
    """「房间数改一下，阁楼那间不算了，7间」: of a number that is corrected by its name the clause with a figure tells it."""
    fact = scene.fact_at(waiting.address) if waiting.address is not None and waiting.named else None
    if fact is None or fact.kind not in NUMERIC:
        return False
    told = isinstance(read_fact(fact, _words(scene, right_value(clause)), scene.asking.today).value, Value)
    if _FIGURE.search(clause.folded) is not None and (
        told or (is_hearsay(clause.folded) is False and "隔壁" not in clause.folded)
    ):
        return False
    return any(one.start > clause.start and _FIGURE.search(one.folded) is not None for one in clauses)


def _contrasts_joined(scene: Scene, clauses: list[Clause]) -> list[Clause]:
    """「不是租的，是自己的」 is one clause although a comma stands in it."""
    joined: list[Clause] = []
    for clause in clauses:
        before = joined[-1] if joined else None
        if before is not None and (
            (_NOT.match(before.folded) and _BUT.match(clause.folded))
            or (_IS.search(before.folded) and _NOT_BUT.match(clause.folded))
        ):
            joined[-1] = Clause(before.start, clause.end, scene.message.folded[before.start : clause.end], clause.sign)
        else:
            joined.append(clause)
    return joined


_FIGURE: Final = re.compile(r"[0-9一二两三四五六七八九十百]+(?![间个张]{0,1}[^0-9,]{0,6}(?:不算|去掉))")
_NOT: Final = re.compile(r".{0,16}(?:不是|不叫|不在).")
_BUT: Final = re.compile(r"(?:而是|应该是|其实是|是|叫|在).")
_IS: Final = re.compile(r"(?:是|叫).")
_NOT_BUT: Final = re.compile(r"(?:而)?不是.")
#: Characters of the longest words that are a plain yes or no.
_LANE: Final = re.compile(r"[0-9]+弄(?=.*号)")
_HOUSE: Final = re.compile(r"[0-9]+号?[甲乙丙丁]?")
_PLACE: Final = re.compile(r"仓库|库房|宿舍|后厨|厨房|操作间|卫生间|厕所|阁楼|地下室")
_YES_OR_NO: Final = 4
#: Stands for "a correction, and nothing is left to say about it".
_DONE: Final = Target(None, named=True)


def _opened(scene: Scene, clause: Clause, findings: Findings, clauses: list[Clause]) -> Target | None:
    """What the clause corrects: done already, waiting for its value, or None when it corrects nothing."""
    fitting = [(frame, target) for frame in frames(clause) if (target := target_of(scene, frame)) is not None]
    for frame, target in fitting:
        if not target.named and _asks_free_words(scene):
            continue
        if frame.kind == "contrast" and _answers_asked(scene, frame, target, findings):
            return _DONE
        if _chooses(scene, clause, target):
            continue
        if frame.value is None:
            return target
        if (frame.kind == "change" or _is_part(scene, frame, target)) and _patched(scene, target, clause, findings):
            return _DONE
        if DIGIT_WRONG.search(clause.folded):
            if not _patched(scene, target, clause, findings):
                _reopen(scene, target, findings)
            return _DONE
        if _tells_whose(scene, target, right_value(frame.value)):
            return target
        if _put_right(scene, right_value(frame.value), target, findings):
            return _DONE
    denied = next((target for frame, target in fitting if frame.kind == "denial" and len(clauses) > 1), None)
    return denied or _refused_change(scene, fitting, findings)


def _tells_whose(scene: Scene, target: Target, value: Clause) -> bool:
    """「联系人改成我老公吧，何志刚」: who it is to the speaker, before the name."""
    fact = scene.fact_at(target.address) if target.address is not None else None
    return fact is not None and fact.kind == "person_name" and only_role(_words(scene, value))


def _chooses(scene: Scene, clause: Clause, target: Target) -> bool:
    """「法人也换」 where it is asked what changes is a choice of that question, not an answer to be changed: there is none yet."""
    asked = scene.asking.fact
    if scene.asking.mode != "question" or asked is None or asked.kind not in ("choice", "multi_choice"):
        return False
    if target.address is not None and target.address.key in scene.asking.answered:
        return False
    return any(one.strength == WRITTEN for one in named_options(clause.folded, choices_of(scene.asking.options)))


def _asks_free_words(scene: Scene) -> bool:
    """Where any words may be the answer, 「改成」 with nothing named is part of it."""
    return scene.asking.mode == "question" and scene.asking.fact is not None and scene.asking.fact.kind == "text"


def _refused_change(scene: Scene, fitting: list[tuple[Frame, Target]], findings: Findings) -> Target | None:
    """「改成…」 with a value that the answer given last cannot be: it is refused, and the question opens again."""
    for frame, target in fitting:
        fact = scene.fact_at(target.address) if target.address is not None else None
        if frame.kind == "change" and frame.value is not None and fact is not None and not _asks_free_words(scene):
            _write(
                scene,
                target.address,
                read_as(scene, fact, _words(scene, frame.value)),
                frame.value,
                findings,
            )
            return _DONE
    return None


def _answers_asked(scene: Scene, frame: Frame, target: Target, findings: Findings) -> bool:
    """「不是租的，是自己的」 with nothing named answers the open question, where it can."""
    asked = scene.asking.fact
    if target.named or frame.value is None or asked is None or scene.asking.mode not in ("question", "confirm"):
        return False
    if asked.kind == "boolean" and frame.value.end - frame.value.start > _YES_OR_NO:
        return False
    found = read_as(scene, asked, _words(scene, frame.value), scene.asking.options)
    if isinstance(found.value, Value):
        findings.answer(None, found, _words(scene, frame.value))
        findings.mention(scene.asking.address, found, frame.value.start, frame.value.end, _words(scene, frame.value))
        return True
    return False


def _put_right(scene: Scene, value: Clause, target: Target, findings: Findings) -> bool:
    """Whether the clause is the right value; it is then among the findings."""
    words = _words(scene, value)
    if not words.strip():
        return False
    for segment in segments(scene, value) if not target.named else ():
        taken = read_segment(scene, segment)
        if taken is not None:
            _write(scene, taken[0].address, taken[0].found, value, findings)
            return True
    sibling = _sibling(scene, value, target)
    if sibling is not None:
        return _put_right(scene, *sibling, findings)
    fact = scene.fact_at(target.address) if target.address is not None else None
    if not target.named and fact is not None and _of_another_place(fact, value):
        return False
    if not target.named and _by_itself(scene, value, fact.kind if fact is not None else "", findings):
        return True
    found = (
        read_as(scene, fact, words, scene.asking.options if target.address == scene.asking.address else None)
        if fact is not None
        else None
    )
    if found is not None and (found.taken or target.named):
        _write(scene, target.address, _beside_held(scene, fact, target, found), value, findings)
        return True
    return not target.named and _by_choice(scene, value, findings)


def _beside_held(scene: Scene, fact: Fact | None, target: Target, found: Found) -> Found:
    """「不是冰淇淋，是冰沙」 of several choices changes the one that is denied, and leaves the others."""
    held = scene.asking.held.get(target.address.key) if target.address is not None else None
    if isinstance(held, str) and isinstance(found.value, Value):
        return _in_its_lane(held, found, found.value)
    if fact is None or fact.kind != "multi_choice" or not isinstance(held, list) or not isinstance(found.value, Value):
        return found
    options = choices_of(fact.options)
    denied = {one.option.value for one in named_options(scene.message.folded, options) if one.denied}
    right = found.value.value if isinstance(found.value.value, list) else []
    if not denied & set(map(str, held)) or not right:
        return found
    kept: list[Json] = [
        one.value for one in fact.options if (one.value in held and one.value not in denied) or one.value in right
    ]
    return replace(found, value=replace(found.value, value=kept))


def _in_its_lane(held: str, found: Found, right: Value) -> Found:
    """「门牌弄错了，是7号」 of 「1234弄5号」 is most likely another number in the same lane: asked back, with the lane."""
    lane = _LANE.match(held)
    if lane is None or not isinstance(right.value, str) or not _HOUSE.fullmatch(right.value):
        return found
    return replace(found, value=replace(right, value=lane[0] + right.value, approx=True))


def _of_another_place(fact: Fact, value: Clause) -> bool:
    """「不对，仓库是13平」 is no area of the shop."""
    place = _PLACE.search(value.folded)
    return fact.kind in NUMERIC and place is not None and place[0] not in words_of_question(fact)


def _sibling(scene: Scene, value: Clause, target: Target) -> tuple[Clause, Target] | None:
    """「不对，性别是男的」 after a position: the fact of the same person whose name ends so, and the rest of the words."""
    last = scene.asking.last
    if target.named or last is None or "." not in last.fact:
        return None
    group = last.fact.rpartition(".")[0]
    for address in scene.asking.addressable:
        fact = scene.fact_at(address)
        if fact is None or address.item != last.item or address.fact.rpartition(".")[0] != group:
            continue
        name = fold(fact.label)[-2:]
        if value.folded.startswith(name) and len(value.folded) > len(name) and address != last:
            return right_value(part_of(value, len(name), len(value.folded))), Target(address, named=True)
    return None


def _by_itself(scene: Scene, value: Clause, kind: str, findings: Findings) -> bool:
    """「不对，是80平」 after a name was answered: an area is nobody's name."""
    one = evidence_in(scene.message, value)
    if one is None or one.kind == kind:
        return False
    address, certain = owner_of(scene, one.kind)
    found = read_evidence(scene, one, address) if address is not None and certain else None
    if found is None:
        return False
    _write(scene, address, found, value, findings)
    return True


def _by_choice(scene: Scene, value: Clause, findings: Findings) -> bool:
    """Where the last answer cannot be this: the open question's value, or the one choice that is called so."""
    words = _words(scene, value)
    asked = scene.asking.fact
    if asked is not None:
        found = read_as(scene, asked, words, scene.asking.options)
        if isinstance(found.value, Value):
            _write(scene, scene.asking.address, found, value, findings)
            return True
    folded = value.folded.strip()
    called = [
        (address, option.value)
        for address in scene.of_kind("choice")
        if (fact := scene.fact_at(address)) is not None
        for option in fact.options
        if folded in (option.label, *option.names)
    ]
    if len(called) == 1:
        _write(scene, called[0][0], Found(Value(called[0][1])), value, findings)
    return len(called) == 1


def _write(scene: Scene, address: Address | None, found: Found, value: Clause, findings: Findings) -> None:
    """A correction; of the open question it is simply its answer."""
    words = _words(scene, value)
    if address is not None and address == scene.asking.address and scene.asking.mode in ("question", "confirm"):
        findings.answer(None, found, words)
    else:
        findings.correct(address, found, words)
    findings.mention(address, found, value.start, value.end, words)


def _is_part(scene: Scene, frame: Frame, target: Target) -> bool:
    """Whether the words may change only a piece of the answer: a longer one, of a kind that has pieces."""
    fact = scene.fact_at(target.address) if target.address is not None else None
    held = scene.asking.held.get(target.address.key) if target.address is not None else None
    return (
        frame.kind == "contrast"
        and fact is not None
        and fact.kind in PIECED
        and isinstance(held, str)
        and frame.value is not None
        and len(frame.value.folded) < len(held)
    )


def _patched(scene: Scene, target: Target, clause: Clause, findings: Findings, begun: int | None = None) -> bool:
    """Whether the words change a part of the answer: 「最后一位是8不是3」.

    Args:
        begun: where the words begin; None: with the clause.
    """
    words = scene.message.folded[clause.start if begun is None else begun : clause.end]
    fact = scene.fact_at(target.address) if target.address is not None else None
    held = scene.asking.held.get(target.address.key) if target.address is not None else None
    changed = patched(fact, held, words) if fact is not None and held is not None else None
    if changed is not None:
        _write(scene, target.address, _whole(scene, fact, changed), clause, findings)
    return changed is not None


def _whole(scene: Scene, fact: Fact | None, changed: Json) -> Found:
    """The changed answer; an address with its parts."""
    if fact is not None and fact.kind == "address" and isinstance(changed, str):
        found = read_fact(fact, changed, scene.asking.today)
        return found if found.taken else Found(Value(changed))
    return Found(Value(changed))


def _reopen(scene: Scene, target: Target, findings: Findings) -> None:
    findings.correct(target.address, None, scene.message.text.strip())


def _words(scene: Scene, clause: Clause) -> str:
    return scene.message.text[clause.start : clause.end].strip()
