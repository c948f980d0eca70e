"""Answers in a message: to facts it names, to facts its values prove to belong to, and to the open question."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from bot.engine.address import Address
from bot.engine.commands import Absence
from bot.engine.facts import Fact
from bot.engine.values import Rejection, Value

from .addressed import COUNTED, take_segment
from .clauses import Clause
from .companions import companions_in
from .correction_frames import part_of
from .cues import stalls
from .evidence import AREA_BEHIND, Evidence, evidence_in, give, is_anothers, proves_identifier
from .fact_reader import OPEN_KINDS, Found, read_fact
from .findings import Findings
from .folding import fold
from .plausible import is_hearsay, names_firm, second_thought, words_of_question
from .polarity import polarity_about, unquoted
from .relatives import of_a_person
from .said_instead import said_instead
from .scene import Scene
from .segments import Segment, segments
from .share_of import share_of, tells_share
from .told_of import told_of
from .values.speech import SHARES
from .worded import begins_with_another, is_short_text, parts_beside, read_short, rough

#: Kinds that an address, an area or an identifier cannot be: such a clause is meant for another fact.
_NOT_PROVEN: Final = OPEN_KINDS - {"text"}
#: Longest message that only names a fact and gives its number.
_ONE_VALUE: Final = 40
#: Kinds to which 「没有」 about the thing asked for is an answer.
_SAYS_NO: Final = frozenset({"boolean", "multi_choice"})
#: Words that lead to the part named next.
_OF_WHICH: Final = re.compile(r"(?:[,， ]|其中|里面|包括|包含)+$")
#: 「没有，只外带，八十平」: a number after a no is seldom the answer.
_NOT_ANY: Final = frozenset({"没有", "没", "无", "没有的", "不做", "不弄"})
_IN_ALL: Final = re.compile(r"(?:那|店|一)?(?:总的?|总共|一共|合计|总面积)(?:是|有)?[0-9零一二两三四五六七八九十]")
_FIGURES: Final = re.compile("[0-9一二两俩仨三四五六七八九十百千万]")
_ASKS_ALL: Final = re.compile(r"一共|总共|总(?!是|部|店)")
#: Words that order something done with the conversation.
_ORDERS: Final = re.compile(r"撤|取消|重来|不办|算了|人工|上一|返回|改|错|不对|问")
#: Sections of the lexicon that are no value of any words' kind.
_EMPTY_WORDS: Final = ("yes", "no", "no_more", "hedged", "same_as", "none_of_them")


def answers_in(
    scene: Scene, clauses: list[Clause], findings: Findings, *, asked: bool = True, refuse: bool = True
) -> None:
    """Notes the answers that the clauses give; a refused answer to the open question only where nothing else was found.

    Args:
        asked: whether words that name nothing may answer the open question; ``refuse``: whether to tell if they cannot.
    """
    rest: list[Clause] = []
    for clause in clauses:
        rest.extend(_unnamed(scene, clause, findings))
    own = [one for clause in rest for one in _unproven(scene, clause, len(clauses) > 1, findings)]
    fact = scene.asking.fact
    if fact is None or fact.kind == "list" or findings.answers_asked or not asked:
        return
    own = _own_words(scene, fact, _without_total(scene, fact, own, findings), findings)
    words = _words(scene, clauses, own)
    if not words or _says_nothing(scene, own):
        return
    found = read_asked(scene, fact, words)
    if not found.taken and len(own) == 1 and _says_else(scene, own[0], findings):
        return
    if _tells_of_the_person(scene, fact, found, own, findings):
        return
    found = _doubted(scene, fact, own, words, found, several=len(clauses) > 1)
    if not found.taken and is_short_text(fact):
        _told_behind(scene, fact, own, words, findings)
    if found.taken or (refuse and not findings):
        findings.answer(None, found, words)
        findings.mention(scene.asking.address, found, own[0].start, own[-1].end, words)
    if found.taken:
        _told_behind(scene, fact, own, words, findings)


def _doubted(scene: Scene, fact: Fact, own: list[Clause], words: str, found: Found, *, several: bool) -> Found:
    """What was read, roughly where the words beside it leave doubt; one clause of them, where together they are no answer."""
    if not found.taken and fact.kind not in OPEN_KINDS:
        found = _one_of_them(scene, fact, own) or found
    if several and fact.kind in COUNTED and scene.whole[0].folded in _NOT_ANY:
        return rough(found)
    if fact.kind == "text" and not is_short_text(fact) and begins_with_another(scene, fact, fold(words)):
        return rough(found)
    return found


def _tells_of_the_person(scene: Scene, fact: Fact, found: Found, own: list[Clause], findings: Findings) -> bool:
    """「他是兼职的」 while the number of a paper of his is asked: what else the words tell of him is among the findings."""
    value = found.value if is_short_text(fact) else None
    numbered = "编号" in fact.label
    doubtful = isinstance(value, Value) and (value.approx or (numbered and not any(map(str.isdigit, str(value.value)))))
    told = [told_of(scene, one, findings) for one in own] if doubtful and of_a_person(scene, fact) else []
    return any(told)


def _told_behind(scene: Scene, fact: Fact, own: list[Clause], words: str, findings: Findings) -> None:
    """Notes what an answer tells besides: how large the place is, other parts of an address."""
    if fact.kind == "address":
        _area_behind(scene, own, findings)
    if not is_short_text(fact):
        return
    for other, value in parts_beside(scene, fact, words).items():
        place = Address(other, scene.asking.address.item if scene.asking.address is not None else None)
        place = place if place in scene.asking.addressable else Address(other)
        if place.key not in scene.asking.answered:
            findings.answer(place, Found(value), words)


def _without_total(scene: Scene, fact: Fact, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """「18，总的45」 to the kitchen's area: the sum is the whole shop's."""
    if fact.kind != "area" or len(clauses) < 2 or "总" in fact.label:
        return clauses
    first = read_fact(fact, scene.message.text[clauses[0].start : clauses[0].end], scene.asking.today)
    totals = [one for one in clauses[1:] if _IN_ALL.match(one.folded)]
    if not first.taken or not totals:
        return clauses
    for one in totals:
        give(scene, Evidence("area", one.start, one.end, scene.message.text[one.start : one.end]), findings)
    return [one for one in clauses if one not in totals]


def _own_words(scene: Scene, fact: Fact, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """The clauses that answer the open question; what the others say of facts near it is among the findings.

    Where one clause alone says what all of them say, the others may say something else: 「张秀兰，女的」.
    """
    if len(clauses) < 2 or (fact.kind == "text" and not is_short_text(fact)):
        return clauses
    shares = [one for one in clauses[1:] if tells_share(one.folded)] if fact.kind == "integer" else []
    if any([_says_else(scene, one, findings) for one in shares]):  # noqa: C419 (each of them is noted)
        return clauses[:1]  # 「店里七个人，其中六个要碰吃的，一个只管收钱」
    whole = read_asked(scene, fact, _joined(scene, clauses))
    if fact.kind in COUNTED and not whole.taken and sum(_FIGURES.search(one.folded) is not None for one in clauses) > 1:
        totals = _totals(scene, fact, clauses)
        return totals if len(totals) == 1 else clauses  # 「我跟老公，再加两个小妹」: no one of them is the number
    if fact.kind in COUNTED and whole.taken:
        return clauses
    telling = [
        one
        for one in clauses
        if (found := read_asked(scene, fact, _joined(scene, [one]))).taken and found.value == whole.value
    ]
    if whole.taken and not telling:
        return clauses
    if fact.kind == "boolean" and len(telling) > 1:
        # 「加盟的，总部是…」: what follows tells the same once more, and something else besides
        told = [one for one in telling[1:] if companions_in(scene, one, findings)]
        clauses, telling = ([one for one in some if one not in told] for some in (clauses, telling))
    if not whole.taken:
        alone = [one for one in clauses if read_asked(scene, fact, _joined(scene, [one])).taken]
        telling = alone if len(alone) == 1 else []
    others = [one for one in clauses if one not in telling]
    beside = [one for one in others if _says_else(scene, one, findings)]
    if telling and not whole.taken and len(beside) < len(others):
        return clauses if not beside else [one for one in clauses if one not in beside]
    return telling or [one for one in clauses if one not in beside]


def _totals(scene: Scene, fact: Fact, clauses: list[Clause]) -> list[Clause]:
    """The clauses that tell how many in all, where that is asked: 「总共七个人，五个要进操作间的」."""
    if _ASKS_ALL.search(fact.wording.ask) is None:
        return []
    return [
        one for one in clauses if _IN_ALL.match(one.folded) and read_asked(scene, fact, _joined(scene, [one])).taken
    ]


def _one_of_them(scene: Scene, fact: Fact, own: list[Clause]) -> Found | None:
    """Where all clauses together are no answer and one of them alone is, that one, roughly: 「四个，收银那个不算」."""
    if (
        len(own) < 2
        or SHARES.search(scene.message.folded) is not None
        or _ORDERS.search(scene.message.folded) is not None
    ):
        return None
    alone = [found for one in own if (found := read_asked(scene, fact, _joined(scene, [one]))).taken]
    return rough(alone[0]) if len(alone) == 1 and isinstance(alone[0].value, Value) else None


def _says_else(scene: Scene, clause: Clause, findings: Findings) -> bool:
    return companions_in(scene, clause, findings) or told_of(scene, clause, findings)


def _joined(scene: Scene, clauses: list[Clause]) -> str:
    return "，".join(scene.message.text[one.start : one.end].strip() for one in clauses)


def read_asked(scene: Scene, fact: Fact, words: str) -> Found:
    """The words as the answer to the open question; 「都没有」 of an optional one is 「没有」."""
    if is_short_text(fact):
        return read_short(scene, fact, words)
    found = read_fact(fact, words, scene.asking.today, scene.asking.options)
    folded = fold(words)
    if fact.kind == "integer":
        return share_of(scene, fact, folded) or found
    if fact.kind in _SAYS_NO:
        found = _said_about(fact, folded, found, scene.asking.today)
    if fact.kind == "boolean" and not is_hearsay(folded):
        if isinstance(found.value, Value):
            found = replace(found, value=second_thought(fact, folded, found.value, ()))
        return said_instead(fact, words, found)
    if not isinstance(found.value, Value):
        return found
    if fact.optional and found.value.value == []:
        return Found(Absence.NONE)
    return replace(found, value=second_thought(fact, folded, found.value, scene.asking.options))


def _said_about(fact: Fact, folded: str, found: Found, today: date) -> Found:
    """What the words say about the thing asked for, where the reader alone was misled or found nothing."""
    asked = words_of_question(fact)
    if found.taken:
        plain = unquoted(folded, asked)
        if fact.kind != "boolean" or plain == folded or found.value != Value(False):
            return found
        again = read_fact(fact, plain, today)
        return again if again.taken else found
    unsure = isinstance(found.value, Rejection) and found.value.code == "boolean.unsure"
    said = None if unsure or is_hearsay(folded) else polarity_about(folded, asked)
    if said is None or (fact.kind != "boolean" and (said or not fact.optional)):
        return found
    return Found(Value(said)) if fact.kind == "boolean" else Found(Absence.NONE)


def _unnamed(scene: Scene, clause: Clause, findings: Findings) -> list[Clause]:
    """The parts of the clause that gave no value to a fact they name."""
    if _is_description(scene):
        return [clause]
    left: list[Clause] = []
    at = clause.start
    for segment in segments(scene, clause):
        place = take_segment(scene, segment, findings)
        if place is not None:
            _keep(left, clause, at, max(place[0], _names_firm_before(scene, segment)))
            at = place[1]
    _keep(left, clause, at, clause.end)
    return left


def _is_description(scene: Scene) -> bool:
    """Whether long free words are asked for, and not just another fact is named with its value, or a number that proves itself."""
    fact = scene.asking.fact
    if fact is None or fact.kind != "text" or is_short_text(fact):
        return False
    if len(scene.message.text) > _ONE_VALUE:
        return True
    numbered = len(scene.whole) == 1 and proves_identifier(scene.message.folded)
    return not (numbered or begins_with_another(scene, fact, scene.message.folded))


def _names_firm_before(scene: Scene, segment: Segment) -> int:
    """Where the name of a firm ends that stands before the name of a fact: 「上海建国餐饮有限公司法人王建国」."""
    fact = scene.asking.fact
    if fact is None or fact.kind != "company_name":
        return segment.start
    before = scene.message.text[segment.start : segment.name_start].rstrip(" 的，,")
    return segment.start + len(before) if names_firm(before) else segment.start


def _keep(left: list[Clause], clause: Clause, start: int, end: int) -> None:
    words = clause.folded[start - clause.start : end - clause.start]
    part = part_of(clause, start - clause.start, start - clause.start + len(_OF_WHICH.sub("", words)))
    if part.folded.strip(" ,、的和跟"):
        left.append(part)


def _unproven(scene: Scene, clause: Clause, several: bool, findings: Findings) -> list[Clause]:
    """The clause; or what is left of it, where it is a value that shows by itself what it is, of another kind than was asked.

    Beside such a number a name is left: 「胡强 13897103890」.
    """
    fact = scene.asking.fact
    one = None if _is_description(scene) else evidence_in(scene.message, clause)
    if one is None:
        return [clause]
    if fact is not None and fact.kind == one.kind:
        return [clause] if not is_anothers(scene, one) or not give(scene, one, findings) else []
    if fact is not None and not several and fact.kind not in _NOT_PROVEN and _asked_takes(scene, fact, clause):
        return [clause]
    if not give(scene, one, findings):
        return [clause]
    if fact is None or fact.kind != "person_name":
        return []
    left: list[Clause] = []
    _keep(left, clause, clause.start, one.start)
    _keep(left, clause, one.end, clause.end)
    return [one for one in left if _asked_takes(scene, fact, one)]


def _area_behind(scene: Scene, clauses: list[Clause], findings: Findings) -> None:
    """「…1375号480室80平」: how large the place is, said right behind where it is."""
    for clause in clauses:
        match = AREA_BEHIND.search(clause.folded)
        if match is not None:
            at = clause.start + match.start("value")
            give(scene, Evidence("area", at, clause.end, scene.message.text[at : clause.end]), findings)


def _asked_takes(scene: Scene, fact: Fact, clause: Clause) -> bool:
    words = scene.message.text[clause.start : clause.end]
    return read_fact(fact, words, scene.asking.today, scene.asking.options).taken


def _words(scene: Scene, clauses: list[Clause], own: list[Clause]) -> str:
    """What is left for the open question: the whole message as it came where nothing was taken out of it."""
    if not own:
        return ""
    if own == clauses and len(clauses) == len(scene.whole):
        return scene.message.text.strip()
    return "，".join(scene.message.text[one.start : one.end].strip() for one in own)


def _says_nothing(scene: Scene, own: list[Clause]) -> bool:
    """Words of which any would do as a name, but which are only a hesitation, a yes or a no."""
    fact = scene.asking.fact
    if fact is None or fact.kind not in OPEN_KINDS:
        return False
    if fact.kind == "text":
        return scene.says(*_EMPTY_WORDS) and not scene.message.core.isdigit()
    return scene.says(*_EMPTY_WORDS) or all(stalls(clause.folded) for clause in own)
