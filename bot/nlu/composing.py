"""One message of several parts: corrections, answers, a question, and politeness between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.engine.commands import Absence, Answer, AskKnowledge, Command
from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC
from bot.engine.values import Value

from .acts import absence, control
from .addressed import take_segment
from .answer_before import answer_before
from .answered import answers_in
from .asked import read_asked
from .changed_mind import changes_mind
from .clauses import Clause
from .correction import corrections_in
from .cues import asks, without_doubt
from .fact_reader import OPEN_KINDS, Found, read_fact
from .findings import Findings
from .folding import folded_names
from .inquiry import inquiry, is_question
from .message import squash
from .mistakes import mistakes_in, refers_back, reopens_last, without_changed_number
from .passing import in_passing
from .phrases import Match
from .plausible import is_hearsay, names_firm, words_of_question
from .reported import reported_in
from .scene import Scene
from .segments import segments
from .spans import NAME
from .spelt_name import spelt_again
from .taken_up import taken_up
from .told_again import settled_again, starred, told_again
from .values.person_name import only_role

_NOT_COUNTED: Final = re.compile(
    r"(?:去掉|除掉|除去|除开|除了|扣掉|扣除|扣去|刨掉|刨去|刨开|撇开|不算|不含|不包括|不连)[^0-9一二两三四五六七八九十]{1,12}"
)
#: Kinds of which 「有吗」 is a question and no hesitant answer.
_NEVER_DOUBTED = OPEN_KINDS | {"boolean"}
#: What stands around the name of a fact whose value comes next.
_ANNOUNCED: Final = re.compile(
    r"(?:我|我们|他|她|你|的|是|刚|才|先|报|给|告诉|讲|说|跟|一下|数过|量过|看过|查过|问过|算过|黄历|了|号码?|那个|这个|定了|定好了|定下来了|有了|出来了|下来了|记一下|写一下|填一下|如下|嘛|么|呢|呀|: )*"
)
_WRITTEN_AS: Final = re.compile(r"^(?:就|那就|还是)?(?:写|填|用|报|换|改成?)")
_SLIP: Final = re.compile(r"不对|不是|错了|口误|更正|纠正")
_ANOTHER_THING: Final = re.compile(
    r"(?:^|[,，])(?P<thing>[\u3400-\u9fff]{1,4}?)(?:不是[0-9一二两三四五六七八九十]|的?那个我?(?:搞|弄|选|填|点|说)错)"
)
#: 「副本3份，不是2份」: the second clause only denies the old value.
_NOT_OLD: Final = re.compile(r"(?:而)?不是[^,;]{0,6}[0-9一二三四五六七八九十][^,;]{0,4}$")
#: Longest answer that may be said as a question, and words that make it one about the rules.
_DOUBT: Final = 10
#: Characters of a choice's name that are no chance words.
_TELLING: Final = 2
_RULES: Final = re.compile(r"如果|要是|才|备案|能|可以|要不要|需要|算|一样|管用|行不|办|先|必须|规定")
#: A clause that supposes something beside a question tells nothing about this shop: 「以后想卖啤酒，到时候咋弄」.
#: 「我姐夫是辅警，这个算吗」: whether what was told is an answer is what is asked.
_WHETHER: Final = re.compile(r"^(?:那|那么|请问)?(?:这个?|这样|这种|这些)也?(?:算不算|算(?:吗|伐|么|数吗|的吗))")
#: 「不对，200号」 behind an address.
_WRONG: Final = re.compile(r"[哦噢啊哎呀]*(?:不对|不是|(?:说|讲|写|打|记|弄|看)错了)[啊呀哦]*")
_NUMBER_ALONE: Final = re.compile(r"(?:应该)?是?(?:[0-9零一二两三四五六七八九十百]+[弄号])+(?:的|吧)?")
_BY_THE_WAY: Final = re.compile(r"[哦噢啊嗯]*对了[哦噢啊]*")
_SUPPOSED: Final = re.compile(
    r"(?:要(?:钱)?|贵|不行|可以|行|能|来不及)(?:的话)?,?就|要的话|(?:我|我们|那)?(?:以后|如果|要是|假如|万一|将来|下次|等以后)"
)


def compose(scene: Scene, findings: Findings, skip: int = 0) -> None:
    """Notes everything that the clauses say: corrections, answers, then a question or a steering phrase.

    Args:
        skip: clauses at the beginning that have been read already.
    """
    left = [
        one
        for one in _names_joined(scene, scene.whole[skip:])
        if not (_is_courtesy(scene, one) or _is_about_others(scene, one))
    ]
    questions = [clause for clause in left if is_question(scene, clause)]
    if len(left) == 1 and questions and _doubted_answer(scene, findings):
        return
    if not questions and _corrects_itself(scene, findings):
        return
    if questions and any(_SUPPOSED.match(clause.folded) for clause in left):
        first = next(at for at, clause in enumerate(left) if _SUPPOSED.match(clause.folded))
        questions, left = [*(one for one in left[:first] if one in questions), *left[first:]], left[:first]
    left = [clause for clause in left if clause not in questions]
    if not questions and _leaves_out(scene, left):
        answers_in(scene, left[1:], findings)
        return
    left = _without_corrections(scene, _numbers_put_right(scene, left, findings), findings)
    left, act = _steering(scene, [one for at, one in enumerate(left) if not (at and _NOT_OLD.match(one.folded))])
    left = [one for one in left if act is None or in_passing(one.folded) is None]
    if findings.corrections and not _is_said_name(scene, left):
        left = []  # 「员工改5个 刚招了一个」: no name of a firm
    if findings.corrections and not left and not skip:
        answer_before(scene, findings)
    if left and not any(_WHETHER.search(one.folded) for one in questions):
        answers_in(
            scene, left, findings, asked=act is None or not _is_open(scene), refuse=act is None and not questions
        )
    if not questions and findings.only_refuses and told_again(scene, left, findings):
        return
    if findings.only_refuses:
        changes_mind(scene, findings)
    if not questions and (not findings or findings.only_refuses):
        reported_in(scene, findings)
    if questions:
        words = "，".join(scene.message.text[one.start : one.end].strip() for one in questions)
        asked = inquiry(scene, words)
        unheard = isinstance(asked, AskKnowledge) and asked.entry is None
        findings.questions.append(act if act is not None and unheard else asked)
    elif act is not None and not findings.answers_asked:
        findings.questions.append(act)


def _without_corrections(scene: Scene, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """The clauses that put no earlier answer right; what the others put right is among the findings."""
    if settled_again(scene, clauses, findings) or starred(scene, findings) or spelt_again(scene, clauses, findings):
        return []
    left = taken_up(scene, clauses, findings)
    if findings.corrections:
        return left
    if refers_back(scene):
        left = mistakes_in(scene, left, findings)
        left = [] if left and not findings.corrections and reopens_last(scene, findings) else left
    if not findings.corrections:
        left = corrections_in(scene, left, findings)
    if not findings.corrections and not findings.answers:
        left = mistakes_in(scene, left, findings)
    return left if findings.corrections else without_changed_number(scene, left, findings)


def _leaves_out(scene: Scene, clauses: Sequence[Clause]) -> bool:
    """「去掉走廊厨房，大概八百五」: what does not count, before the number that was asked for."""
    fact = scene.asking.fact
    return (
        fact is not None
        and fact.kind in NUMERIC
        and len(clauses) > 1
        and _NOT_COUNTED.fullmatch(clauses[0].folded) is not None
        and _answers(scene, fact, clauses[1])
    )


def _is_said_name(scene: Scene, clauses: Sequence[Clause]) -> bool:
    """Whether words beside a correction may answer the open question: where any words would do, only what sounds like a name."""
    fact = scene.asking.fact
    if fact is None or fact.kind != "company_name":
        return True
    return any(names_firm(one.folded) or _is_called(scene, one) for one in clauses)


def _is_called(scene: Scene, clause: Clause) -> bool:
    return any(one.label == NAME for one in scene.indexes.spotter.find(clause.folded))


def _names_joined(scene: Scene, clauses: Sequence[Clause]) -> list[Clause]:
    """「店名 阿婆奶茶」, 「他的电话你记一下，138…」: a clause that only names a fact belongs to the next one."""
    joined: list[Clause] = []
    for clause in clauses:
        before = joined[-1] if joined else None
        if before is not None and _only_names(scene, before) and not _taken_alone(scene, before):
            joined[-1] = Clause(before.start, clause.end, scene.message.folded[before.start : clause.end], clause.sign)
        else:
            joined.append(clause)
    return joined


def _taken_alone(scene: Scene, clause: Clause) -> bool:
    fact = scene.asking.fact
    return fact is not None and fact.kind not in OPEN_KINDS and _answers(scene, fact, clause)


def _only_names(scene: Scene, clause: Clause) -> bool:
    spans = [one for one in scene.indexes.spotter.find(clause.folded) if one.label == NAME]
    if len(spans) != 1:
        return False
    before, behind = clause.folded[: spans[0].start], clause.folded[spans[0].end :]
    whose = _WRITTEN_AS.sub("", behind).removesuffix("吧")
    of_somebody = not before and bool(whose) and whose != behind and only_role(whose)  # 「联系人写我老公吧，赵志刚」
    return of_somebody or _ANNOUNCED.fullmatch(before + behind) is not None


def _is_courtesy(scene: Scene, clause: Clause) -> bool:
    """A greeting or thanks beside something else."""
    if len(scene.whole) == 1:
        return False
    core = squash(clause.folded)
    if clause.start == scene.whole[0].start and _BY_THE_WAY.fullmatch(core) is not None:
        return True
    return not core or any(match.section in ("greeting", "thanks", "bye") for match in scene.indexes.talk.find(core))


def _is_about_others(scene: Scene, clause: Clause) -> bool:
    """「听说隔壁店120平」 says nothing about this shop; a free text may talk of anybody."""
    fact = scene.asking.fact
    return (fact is None or fact.kind != "text") and is_hearsay(clause.folded)


def _doubted_answer(scene: Scene, findings: Findings) -> bool:
    """「80平行吗」 is 80, roughly, so that it is confirmed before it is written."""
    fact = scene.asking.fact
    plain = without_doubt(scene.message.folded.strip())
    if (
        fact is None
        or fact.kind in _NEVER_DOUBTED
        or plain is None
        or len(plain) > _DOUBT
        or asks(plain)
        or _RULES.search(plain)
    ):
        return False
    found = read_fact(fact, plain, scene.asking.today, scene.asking.options)
    if not isinstance(found.value, Value) or found.value.value is None:
        return False
    rough = Found(Value(found.value.value, approx=True), found.parts)
    findings.answer(None, rough, scene.message.text.strip())
    findings.mention(scene.asking.address, rough, 0, len(scene.message.text), scene.message.text)
    return True


def _corrects_itself(scene: Scene, findings: Findings) -> bool:
    """「八十，哦不对，九十」 to the open question: what stands first answers it, so the rest mends that and no older answer."""
    fact = scene.asking.fact
    if fact is None or fact.kind in OPEN_KINDS or scene.asking.mode != "question" or len(scene.whole) < 2:
        return False
    behind = "，".join(one.folded for one in scene.whole[1:])
    if any(one.label == NAME for one in scene.indexes.spotter.find(behind)) or _of_another(fact, behind):
        return False
    if refers_back(scene) or _SLIP.search(scene.message.folded) is None or not _answers(scene, fact, scene.whole[0]):
        return False
    found = read_fact(fact, scene.message.text.strip(), scene.asking.today, scene.asking.options)
    if not isinstance(found.value, Value) or (_SLIP.search(behind) is None and found != _alone(scene, fact)):
        return False
    findings.answer(None, found, scene.message.text.strip())
    findings.mention(scene.asking.address, found, 0, len(scene.message.text), scene.message.text)
    return True


def _numbers_put_right(scene: Scene, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """The clauses without 「地址是…100号，不对，200号」: an address that is named, and its number put right at once, is one answer."""
    for at in range(2, len(clauses)):
        named, slip, number = clauses[at - 2 : at + 1]
        if _WRONG.fullmatch(slip.folded) is None or _NUMBER_ALONE.fullmatch(number.folded) is None:
            continue
        one = Clause(named.start, number.end, scene.message.folded[named.start : number.end])
        for segment in segments(scene, one):
            addresses = {address.fact for address in scene.of_kind("address")}
            if addresses & set(segment.ids) and take_segment(scene, segment, findings) is not None:
                return [*clauses[: at - 2], *clauses[at + 1 :]]
    return clauses


def _of_another(fact: Fact, behind: str) -> bool:
    """「5个人，床不是六张」, 「进口的那个我搞错了」: what is put right is told to be another thing."""
    thing = _ANOTHER_THING.search(behind)
    return thing is not None and thing["thing"] not in words_of_question(fact)


def _alone(scene: Scene, fact: Fact) -> Found:
    """What the first clause says alone; 「都不是公务员，我做外贸的」 mends nothing."""
    first = scene.message.text[scene.whole[0].start : scene.whole[0].end]
    return read_fact(fact, first, scene.asking.today, scene.asking.options)


def _answers(scene: Scene, fact: Fact, clause: Clause) -> bool:
    words = scene.message.text[clause.start : clause.end]
    return isinstance(read_fact(fact, words, scene.asking.today, scene.asking.options).value, Value)


def _steering(scene: Scene, clauses: list[Clause]) -> tuple[list[Clause], Command | None]:
    """The clauses that are no steering phrases, and the command of the last one that is; two that agree count together."""
    if len(scene.whole) < 2:
        return clauses, None
    left: list[Clause] = []
    act: Command | None = None
    before: tuple[Match, ...] = ()
    for clause in clauses:
        found = scene.indexes.acts.find(squash(clause.folded))
        both = tuple(match for match in found if match in before)
        said = None if _is_option(scene, clause) else control(both or found) or _absent(scene, found, clause)
        if said is None:
            left.append(clause)
        else:
            act, before = said, both or found
    if isinstance(act, Answer) and act.value is Absence.NONE and _given(scene, left):
        act = None
    return left, act


def _given(scene: Scene, clauses: Sequence[Clause]) -> bool:
    """「没有室号，物业叫我写3号铺」: beside the denial a clause with a number gives the value."""
    fact = scene.asking.fact
    words = [scene.message.text[one.start : one.end] for one in clauses if any(map(str.isdigit, one.folded))]
    return fact is not None and any(isinstance(read_asked(scene, fact, one).value, Value) for one in words)


def _is_option(scene: Scene, clause: Clause) -> bool:
    """「办好了」 is one of the choices offered, whatever else it may mean; so is 「回头网上传」 where 「网上传」 is one."""
    core = squash(clause.folded)
    return any(
        core == name or (len(name) > _TELLING and core.endswith(name))
        for option in scene.asking.options
        for name in folded_names(option.label, option.names)
    )


def _absent(scene: Scene, found: tuple[Match, ...], clause: Clause) -> Command | None:
    fact = scene.asking.fact
    if fact is None or fact.kind == "boolean":
        return None
    but = () if fact.optional and fact.kind not in ("choice", "multi_choice") else ("none",)
    return absence(found, scene.message.text[clause.start : clause.end], but)


def _is_open(scene: Scene) -> bool:
    return scene.asking.fact is not None and scene.asking.fact.kind in OPEN_KINDS
