"""Answers in a message: to facts it names, to facts its values prove to belong to, and to the open question."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.address import Address
from bot.engine.facts import Fact
from bot.engine.values import Value

from .addressed import COUNTED, take_segment
from .asked import read_asked
from .clauses import Clause
from .correction_frames import part_of
from .cues import stalls
from .evidence import AREA_BEHIND, Evidence, evidence_in, give, is_anothers, proves_identifier
from .fact_reader import OPEN_KINDS, Found, read_fact
from .findings import Findings
from .folding import fold
from .own_words import one_of_them, own_words, says_else, without_total
from .plausible import names_firm
from .relatives import of_a_person
from .scene import Scene
from .segments import Segment, segments
from .told_of import told_of
from .ways_told import ways_told
from .worded import begins_with_another, is_short_text, parts_beside, rough

#: Kinds that an address, an area or an identifier cannot be: such a clause is meant for another fact.
_NOT_PROVEN: Final = OPEN_KINDS - {"text"}
#: Longest message that only names a fact and gives its number.
_ONE_VALUE: Final = 40
#: Words that lead to the part named next.
_OF_WHICH: Final = re.compile(r"(?:[,， ]|其中|里面|包括|包含)+$")
#: 「没有，只外带，八十平」: a number after a no is seldom the answer.
_NOT_ANY: Final = frozenset({"没有", "没", "无", "没有的", "不做", "不弄"})
#: One has it and another has not.
_HAVE: Final = re.compile(r"(?<!没)(?<!还)有了(?:[,，;；。 ]|$)")
_HAVE_NOT: Final = re.compile(r"还没|没有|还差")
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
    if fact is None or fact.kind == "list" or not asked:
        return
    if findings.answers_asked:  # 「负责人叫欧阳敏，证麻烦寄过来」
        for clause in own:
            says_else(scene, clause, findings)
        return
    said = _words(scene, clauses, own)
    own = own_words(scene, fact, without_total(scene, fact, own, findings), findings)
    words = _words(scene, clauses, own)
    if not words or _says_nothing(scene, own):
        return
    found = read_asked(scene, fact, words)
    if not found.taken and len(own) == 1 and says_else(scene, own[0], findings):
        return
    if _tells_of_the_person(scene, fact, found, own, findings):
        return
    found = _doubted(scene, fact, own, words, found, several=len(clauses) > 1)
    if not found.taken and is_short_text(fact):
        _told_behind(scene, fact, own, said, findings)
    if found.taken or (refuse and not findings):
        findings.answer(None, found, words)
        findings.mention(scene.asking.address, found, own[0].start, own[-1].end, words)
    if found.taken:
        _told_behind(scene, fact, own, said, findings)
        ways_told(scene, fact, found, fold(words), findings)


def _doubted(scene: Scene, fact: Fact, own: list[Clause], words: str, found: Found, *, several: bool) -> Found:
    """What was read, roughly where the words beside it leave doubt; one clause of them, where together they are no answer."""
    if not found.taken and fact.kind not in OPEN_KINDS:
        found = one_of_them(scene, fact, own) or found
    if (
        several
        and fact.kind == "choice"
        and _HAVE.search(scene.message.folded)
        and _HAVE_NOT.search(scene.message.folded)
    ):
        return rough(found)  # 「我跟我老婆有了，新招的还没去办」
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
    one = evidence_in(scene.message, clause)
    if (
        one is not None
        and _is_description(scene)
        and not (one.kind == "area" and fact is not None and "地址" in fact.label)
    ):
        one = None
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
