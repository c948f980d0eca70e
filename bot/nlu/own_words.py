"""Which clauses of a message answer the open question, where several could, and which tell of something else."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.facts import Fact
from bot.engine.values import Value

from .addressed import COUNTED
from .asked import read_asked
from .clauses import Clause
from .companions import companions_in
from .counts import counts_another
from .evidence import Evidence, give
from .fact_reader import Found, read_fact
from .findings import Findings
from .plausible import words_of_question
from .scene import Scene
from .share_of import tells_share
from .told_of import told_of
from .values.boolean import HESITATES
from .values.evasion import is_unknown
from .values.firm_name import firm_in
from .values.numerals import NUMERAL
from .values.speech import SHARES
from .worded import is_short_text, rough

_IN_ALL: Final = re.compile(
    r"(?:那|一)?(?:(?:整个?|全)?(?:店|铺子|门面)里?)?(?:总的?|总共|一共|统共|拢共|合计|总面积)(?:是|有)?[0-9零一二两三四五六七八九十]"
)
#: The whole shop, by name.
_WHOLE_SHOP: Final = re.compile(r"整个?(?:店|铺子?|门面)|全店|总面积|(?:店|铺子|门面)里?(?:总共|一共|统共|拢共)")
_FIGURES: Final = re.compile("[0-9一二两俩仨三四五六七八九十百千万]")
_CHOICES: Final = frozenset({"choice", "multi_choice"})
_ASKS_ALL: Final = re.compile(r"一共|总共|总(?!是|部|店)")
_BARE_NO: Final = re.compile(r"(?:不是|不对)[的啊呀]?")
#: Who is asked for is the speaker.
_HIMSELF: Final = re.compile(r"(?:就|是|那|还)*(?:我|本人|自己|阿拉)+(?:的|呀|啊)?")
#: Words that order something done with the conversation.
_ORDERS: Final = re.compile(r"撤|取消|重来|不办|算了|人工|上一|返回|改|错|不对|问")


def without_total(scene: Scene, fact: Fact, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """「18，总的45」 to the kitchen's area: the sum is the whole shop's."""
    if fact.kind != "area" or "总" in fact.label:
        return clauses
    if len(clauses) == 1 and _WHOLE_SHOP.search(clauses[0].folded) is not None:
        one = clauses[0]
        whole = Evidence("area", one.start, one.end, scene.message.text[one.start : one.end])
        return [] if give(scene, whole, findings) else clauses
    if len(clauses) < 2:
        return clauses
    first = read_fact(fact, scene.message.text[clauses[0].start : clauses[0].end], scene.asking.today)
    totals = [one for one in clauses[1:] if _IN_ALL.match(one.folded)]
    if not first.taken or not totals:
        return clauses
    for one in totals:
        give(scene, Evidence("area", one.start, one.end, scene.message.text[one.start : one.end]), findings)
    return [one for one in clauses if one not in totals]


def own_words(scene: Scene, fact: Fact, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """The clauses that answer the open question; what the others say of facts near it is among the findings.

    Where one clause alone says what all of them say, the others may say something else: 「张秀兰，女的」.
    """
    if len(clauses) < 2 or (fact.kind == "text" and not is_short_text(fact)):
        return clauses
    clauses = _without_beside(scene, fact, clauses, findings)
    shares = [one for one in clauses[1:] if tells_share(one.folded)] if fact.kind == "integer" else []
    if any([says_else(scene, one, findings) for one in shares]):  # noqa: C419 (each of them is noted)
        return clauses[:1]  # 「店里七个人，其中六个要碰吃的，一个只管收钱」
    whole = read_asked(scene, fact, joined(scene, clauses))
    if fact.kind == "boolean" and _only_remarks(scene, fact, clauses, whole):
        return clauses[:1]
    if fact.kind in COUNTED and not whole.taken and sum(_FIGURES.search(one.folded) is not None for one in clauses) > 1:
        totals = _totals(scene, fact, clauses)
        return totals if len(totals) == 1 else clauses  # 「我跟老公，再加两个小妹」: no one of them is the number
    if fact.kind in COUNTED and whole.taken:
        return [one for one in clauses if _FIGURES.search(one.folded) or not says_else(scene, one, findings)]
    telling = [
        one
        for one in clauses
        if (found := read_asked(scene, fact, joined(scene, [one]))).taken and _as_much(fact, found, whole)
    ]
    if whole.taken and not telling:
        return clauses
    if fact.kind in ("boolean", "choice") and len(telling) > 1:
        # 「加盟的，总部是…」, 「租的，签到2031年3月15」: what follows tells the same once more, and something else besides
        told = [
            one
            for one in telling[1:]
            if (fact.kind == "boolean" or _FIGURES.search(one.folded) or firm_in(one.folded))
            and companions_in(scene, one, findings, exactly=False)
        ]
        clauses, telling = ([one for one in some if one not in told] for some in (clauses, telling))
    if not whole.taken:
        alone = [one for one in clauses if read_asked(scene, fact, joined(scene, [one])).taken]
        telling = alone if len(alone) == 1 else []
    others = [one for one in clauses if one not in telling]
    beside = [one for one in others if says_else(scene, one, findings)]
    left = [one for one in clauses if one not in beside]
    # 「法人换了，还加个外卖」: what else is meant must be asked
    unclear = not whole.taken or (fact.kind in _CHOICES and _in_part(whole))
    return left if unclear and len(beside) < len(others) else telling or left


def _without_beside(scene: Scene, fact: Fact, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """The clauses without those that are no number of what is counted, and tell something else: 「65平，租到2029年3月底」, 「6张床，3个座位」."""
    if fact.kind not in COUNTED:
        return clauses
    left = []
    for one in clauses:
        if counts_another(scene, fact, one, findings):
            continue
        alone = read_asked(scene, fact, joined(scene, [one])).taken
        if alone or not (_FIGURES.search(one.folded) and companions_in(scene, one, findings, exactly=False)):
            left.append(one)
    return left or clauses


def _only_remarks(scene: Scene, fact: Fact, clauses: list[Clause], whole: Found) -> bool:
    """「都不是公务员，我做外贸的」: the first clause is the answer, and nothing behind it says otherwise for sure."""
    if _BARE_NO.fullmatch(clauses[0].folded.strip()):
        return False  # 「不是，我要补办许可证」 may deny that this is the matter
    first, *others = (read_asked(scene, fact, joined(scene, [one])) for one in clauses)
    if not isinstance(first.value, Value) or first.value.approx or first.value == whole.value:
        return False
    said = whole.value if isinstance(whole.value, Value) else None
    if said is None:  # 「有代办，姓什么我不晓得」
        return any(is_unknown(one.folded) for one in clauses[1:]) and not any(one.taken for one in others)
    return not any(one.value == Value(said.value) for one in others)


def _as_much(fact: Fact, found: Found, whole: Found) -> bool:
    """Whether a clause alone says what all say; what leaves the whole in doubt may be about something else."""
    if fact.kind in _CHOICES and isinstance(found.value, Value) and isinstance(whole.value, Value):
        return found.value.value == whole.value.value
    return found.value == whole.value


def _in_part(whole: Found) -> bool:
    """Whether what all clauses say together is understood only in part."""
    return isinstance(whole.value, Value) and whole.value.approx


def _totals(scene: Scene, fact: Fact, clauses: list[Clause]) -> list[Clause]:
    """The clauses that tell how many in all, where that is asked: 「总共七个人，五个要进操作间的」."""
    if _ASKS_ALL.search(fact.wording.ask) is None:
        return []
    return [one for one in clauses if _IN_ALL.match(one.folded) and read_asked(scene, fact, joined(scene, [one])).taken]


#: 「三个人，管账一个」: a thing of its own, and how many of it.
_OF_A_THING: Final = re.compile(
    rf"(?!剩|余|其|要么|或|也|可能|最|不|应|大概|差不多|现在|以前|原来|后来|其实|实际|加|再|还|总|统|拢|一共)(?P<thing>(?:(?![{NUMERAL}])[\u3400-\u9fff]){{2,6}}?)(?:就|有|是|占|的)*[{NUMERAL}]+[^,，{NUMERAL}]{{0,4}}"
)


def _of_other_things(fact: Fact, clauses: list[Clause]) -> bool:
    """Whether each clause counts or measures a thing of its own, which the question does not speak of."""
    asked = words_of_question(fact)
    told = [_OF_A_THING.fullmatch(one.folded.strip()) for one in clauses]
    return all(one is not None and one["thing"][:2] not in asked for one in told)


def one_of_them(scene: Scene, fact: Fact, own: list[Clause]) -> Found | None:
    """Where all clauses together are no answer and one of them alone is, that one, roughly: 「四个，收银那个不算」."""
    if (
        len(own) < 2
        or SHARES.search(scene.message.folded) is not None
        or _ORDERS.search(scene.message.folded) is not None
        or HESITATES.fullmatch(scene.message.folded) is not None
        or (fact.kind == "boolean" and is_unknown(scene.message.folded))
    ):
        return None
    alone = [found for one in own if (found := read_asked(scene, fact, joined(scene, [one]))).taken]
    if len(alone) > 1 and fact.kind in COUNTED and _of_other_things(fact, own[1:]):
        return rough(alone[0]) if isinstance(alone[0].value, Value) else None
    return rough(alone[0]) if len(alone) == 1 and isinstance(alone[0].value, Value) else None


def says_else(scene: Scene, clause: Clause, findings: Findings) -> bool:
    asked = scene.asking.fact
    if asked is not None and asked.kind == "person_name" and _HIMSELF.fullmatch(clause.folded.strip()):
        return False  # 「我本人，许诺」 tells whose name that is
    return (
        companions_in(scene, clause, findings)
        or told_of(scene, clause, findings)
        or (asked is not None and counts_another(scene, asked, clause, findings))
    )


def joined(scene: Scene, clauses: list[Clause]) -> str:
    return "，".join(scene.message.text[one.start : one.end].strip() for one in clauses)
