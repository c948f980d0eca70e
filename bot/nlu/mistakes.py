"""Corrections that no set frame catches: words that something was wrong, the name of a fact, and somewhere its right value.

「职务写店长不对，写总经理」, 「固定电话少打一个数，62173394」, 「员工人数错啦 应该七个」, 「上面那题我答得不对，应该选否」.
"""

from __future__ import annotations

import re
from typing import Final

from bot.engine.address import Address
from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC
from bot.engine.values import Json, Value

from .addressed import read_segment
from .clauses import Clause
from .correction_frames import frames
from .correction_target import given_before
from .exchanged import exchanged
from .fact_reader import Found, choices_of, read_fact
from .findings import Findings
from .lexicon_reader import lexicon
from .no_place import corrects_nothing
from .number_denied import number_denied
from .of_somebody import called_alike
from .patching import names_piece, patched
from .plausible import names_firm, words_of_question
from .scene import Scene
from .segments import Segment, segments
from .spans import NAME
from .templates import pattern
from .values.options import WRITTEN, named_options
from .worded import is_short_text, read_as

SLOTS: Final = {
    "some": r"[^,;]{0,10}",
    "few": r"[^,;]{0,4}",
    "num": r"[一二两三四五六七八九十0-9]*",
    "gap": r"(?:[,，; ]|$)",
    "end": r"$",
}
#: Something was wrong; surely about an answer given before.
_WRONG, _BACK = (
    re.compile("|".join(pattern(line, SLOTS) for line in lexicon("mistakes")[section])) for section in ("wrong", "back")
)
#: Kinds of which few words tell the value.
_PLAINLY: Final = re.compile(r"错|不对|反了|颠倒|改|不是这个|重新|手滑|更正|收回|乱按|乱点|对调|调换")
_CHOSEN: Final = frozenset({"choice", "multi_choice", "boolean"})
_DENIED: Final = re.compile(r"不是(?P<wrong>[^,;，；是]{1,12}?)(?:[,，; ]|$)")
#: 「洗头盆不是2个 3个」.
_NUMBER_DENIED: Final = re.compile(
    r"(?<!是)不是[0-9一二两三四五六七八九十百]+(?:个|张|间|台|人|位|平|份|把|家|层|米)?[,， ]+[0-9一二两三四五六七八九十百]+"
)
_BOTH_TOLD: Final = re.compile(r"是[0-9一二两三四五六七八九十百]+\S{0,2}不是[0-9一二两三四五六七八九十百]")
_FIGURE: Final = re.compile(r"[0-9一二两三四五六七八九十百]")
#: Characters at the beginning of a correction that tell what it is about.
_HEAD: Final = 6
#: Before the right value.
_LEAD: Final = re.compile(
    r"^(?:嗯|呃|哦|那个|[我他她它]的|应该|其实|实际|正确的?|准确|现在|实际上?|要|得|给我|帮我|我们?(?:那边)?|也|都|就)*(?:是|叫|为|写|填|选|改(?:成|为|到)?|换成?|算|有)?[ ,:：]*"
)
#: So much more or less than it was; which letter was wrong: neither is the value itself.
_RELATIVE: Final = re.compile(
    r"(?:(?:多|少)(?:报|写|填|算|说|加|减)了?[0-9一二两俩仨三四五六七八九十]|(?:推迟|推后|延后|提前|提早|(?:往|向)(?:后|前)(?:推|挪|移|拖))(?!到|至)|再(?:加|减|扣|补)[0-9一二两俩仨三四五六七八九十]|(?:减|加|扣)(?:掉|上|去)|(?<!不)[少多]了[0-9一二两三四五六七八九十]+(?:个|张|平|位|人)|人?数要?(?:加|减))(?!.*(?:应该|改成?|实际|其实|是)[^,;]{0,4}[0-9一二两三四五六七八九十])"
)
_MISREPORTED: Final = re.compile(r"(?:多|少)(?:报|写|填|算|说|打)了?[0-9一二两三四五六七八九十]")
#: What is near, and what it does not belong to, is no value.
_BESIDE: Final = re.compile(r"挨着|紧挨|不属于|不归")
_SPELLING: Final = re.compile(r"(?:少|多|漏)(?:打|写|了)?了?(?:一|两|几)?个?字|错别字|打错字")
#: Only says that an answer was wrong.
_OWNING_UP: Final = re.compile(
    r"(?:题|问题|那个|那项)[^,;]{0,4}(?:答|填|选|说|写)错|^[^,;]{0,6}(?:答|填|选|说|写|搞|弄)错了?$|(?:收回|作废|不算数?|撤回|更正)了?$"
)
_LAST: Final = re.compile(
    r"(?:上面|上|前面|前|刚才)(?:那|一|这)?(?:个)?(?:题|问题|项|步|条)|上一个|^(?:我)?(?:搞|弄|说|填|写|选|点|答)?错了|^错了|^不对"
)
#: A yes that was a no: 「学校那个问题我答反了」.
_TURNED: Final = re.compile(r"(?:答|选|点|填|说|写|搞|弄)反了")
_BEFORE_LAST: Final = re.compile(
    r"上上(?:一)?(?:个|题|问|项|步|条)|倒数第二(?:个|题)|再(?:上|前)(?:面)?(?:一|那)?(?:个|题)"
)
#: A clause tells the old value when one of these stands right before it.
_OLD: Final = re.compile(
    r"(?:写成|填成|说成|打成|(?:^|[,，; ])(?:而)?不是|不叫|写的?是?|报的?是?|只说了?|讲的?)[^,;]{1,12}(?:了|$)|(?:说|填|选|答|讲|点)(?:的是|了|成|的)?(?:不是|没有|是|有)$"
)

#: 「要写58」, 「应该填58」 tell the new one; 「门牌号应该是1276」.
_NEW: Final = re.compile(r"(?:应该|要|得|改成?|现在|其实)(?:写|填|报|是)")
_SHOULD_BE: Final = re.compile(r"[^,，]{0,8}(?:应该是|其实是|应该写|要写)")


def mistakes_in(scene: Scene, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """The clauses that are no part of such a correction; it is then among the findings."""
    text = scene.message.folded.replace("是不是", "")
    if (
        not (_WRONG.search(text) or names_piece(text))
        or scene.asking.last is None
        or (scene.asking.mode == "confirm" and not scene.asking.waiting)
        or not clauses
    ):
        return clauses
    if exchanged(scene, clauses, findings):
        return []
    nothing = corrects_nothing(scene, _of_what_was_wrong(scene, clauses))
    if nothing is not None:
        findings.answers.append(nothing)
        return []
    target = (
        number_denied(scene)
        or _piece_of_last(scene)
        or _piece_of_one(scene)
        or _named(scene, clauses)
        or called_alike(scene, clauses[0])
        or _last_meant(scene, clauses)
        or _named_loosely(scene, clauses)
    )
    turned = scene.asking.waiting and _TURNED.search(text) is not None
    if target is None and (turned or (refers_back(scene) and _denies_last(scene))):
        target = scene.asking.last
    if target is None or (target == scene.asking.address and target.key not in scene.asking.held):
        return clauses
    if target.key not in scene.asking.answered and (_chooses(scene) or _answers_no(scene, clauses)):
        return clauses
    value = _right(scene, clauses, target)
    if value is None and not (any(one.search(text) for one in (_LAST, _RELATIVE, _PLAINLY, _SPELLING))):
        return clauses
    findings.correct(target, value, scene.message.text.strip())
    if value is not None:
        findings.mention(target, value, clauses[0].start, clauses[-1].end, scene.message.text.strip())
        return _before(scene, clauses, target)
    return []


def _of_what_was_wrong(scene: Scene, clauses: list[Clause]) -> list[Segment]:
    """The names in the clause that tells that something was wrong; none where a fact that is asked for is named beside them."""
    wrong = next((one for one in clauses if _PLAINLY.search(one.folded) is not None), None)
    return list(segments(scene, wrong)) if wrong is not None and _named(scene, clauses) is None else []


def _chooses(scene: Scene) -> bool:
    """「加个冷食，店名也改改」, where it is asked what changes: choices of that question, and no answers put right."""
    asked = scene.asking.fact
    if asked is None or asked.kind not in ("choice", "multi_choice"):
        return False
    named = named_options(scene.message.folded, choices_of(scene.asking.options))
    return any(one.strength == WRITTEN and not one.denied for one in named)


def _answers_no(scene: Scene, clauses: list[Clause]) -> bool:
    """「不是一个人，管事的是倪海波」: the first clause answers the open question of yes and no."""
    asked, first = scene.asking.fact, clauses[0].folded
    return asked is not None and asked.kind == "boolean" and first.startswith(("不是", "没")) and len(clauses) > 1


def _piece_of_last(scene: Scene) -> Address | None:
    """The answer given last, where the words change a piece that stands in it."""
    last = scene.asking.last
    fact = scene.fact_at(last) if last is not None else None
    if last is None or fact is None or not names_piece(scene.message.folded):
        return None
    held = scene.asking.held.get(last.key)
    return last if held is not None and patched(fact, held, scene.message.folded) is not None else None


def _piece_of_one(scene: Scene) -> Address | None:
    """The one answer in which the piece stands that the words replace: 「代办那个人姓瞿，我打成翟了」."""
    if not names_piece(scene.message.folded):
        return None
    found = [
        address
        for address, fact, held in scene.given()
        if fact.kind in ("person_name", "company_name") and patched(fact, held, scene.message.folded) is not None
    ]
    return found[0] if len(found) == 1 else None


def _before(scene: Scene, clauses: list[Clause], target: Address) -> list[Clause]:
    """What is said before the correction names what it is about: 「18个，面积应该是45不是54」, 「执业药师，学历选错了，硕士」."""
    fact = scene.asking.fact
    naming = [at for at, one in enumerate(clauses) if _names(scene, one, target)]
    denying = [at for at, one in enumerate(clauses) if _BOTH_TOLD.search(one.folded)]
    first = (naming or denying or [0])[0]
    if fact is not None and fact.kind in ("choice", "boolean"):
        before = [one for one in clauses[:first] if _WRONG.search(one.folded) is None]
        words = [scene.message.text[one.start : one.end] for one in before]
        taken = [read_fact(fact, one, scene.asking.today, scene.asking.options).value for one in words]
        return [one for one, value in zip(before, taken, strict=True) if isinstance(value, Value) and not value.approx]
    if fact is None or fact.kind not in NUMERIC:
        return []
    held = scene.asking.held.get(target.key)
    return [
        one
        for one in clauses[:first]
        if _WRONG.search(one.folded) is None and _FIGURE.search(one.folded) and not _tells_old(scene, fact, one, held)
    ]


def _tells_old(scene: Scene, fact: Fact, clause: Clause, held: Json) -> bool:
    """「写反了，90是仓库，厨房是150」: the number that was given wrongly answers nothing else."""
    value = read_as(scene, fact, scene.message.text[clause.start : clause.end]).value
    return held is not None and isinstance(value, Value) and value.value == held


def _names(scene: Scene, clause: Clause, target: Address) -> bool:
    return any(target.fact in one.ids for one in segments(scene, clause))


def refers_back(scene: Scene) -> bool:
    """Whether the words surely are about an answer given before: they say so, or change a part of it."""
    folded = scene.message.folded
    if _BACK.search(folded) is not None or _denies_last(scene) or number_denied(scene) is not None:
        return True
    return _NUMBER_DENIED.search(folded) is not None and any(
        one.label == NAME for one in scene.indexes.spotter.find(folded)
    )


def reopens_last(scene: Scene, findings: Findings) -> bool:
    """Whether the words say that an earlier answer was wrong and nothing tells which: the last one is asked again."""
    if scene.asking.last is None or re.search(r"错|岔|不对", scene.message.folded) is None:
        return False
    findings.correct(scene.asking.last, None, scene.message.text.strip())
    return True


def without_changed_number(scene: Scene, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """The clauses before one that tells how a number was wrong, where nothing tells which: the last answer is asked again.

    「没堂食，处理区多写了10平，30平」: the 30 is for what was written wrongly, and no answer to anything else.
    """
    if scene.asking.mode != "question" or scene.asking.last is None:
        return clauses
    for at, clause in enumerate(clauses):
        if at and _MISREPORTED.search(clause.folded) is not None and not segments(scene, clause):
            findings.correct(scene.asking.last, None, scene.message.text[clause.start :].strip())
            return clauses[:at]
    return clauses


def _denies_last(scene: Scene) -> bool:
    """「不是二十，是十二」 where twenty was the answer given last."""
    last = scene.asking.last
    fact = scene.fact_at(last) if last is not None else None
    match = _DENIED.search(scene.message.folded)
    if last is None or fact is None or match is None:
        return False
    found = read_as(scene, fact, match["wrong"])
    return (
        isinstance(found.value, Value)
        and last.key in scene.asking.held
        and found.value.value == scene.asking.held[last.key]
    )


def _named(scene: Scene, clauses: list[Clause]) -> Address | None:
    """The fact that the words name, an answered one first; not the open question's."""
    found: list[Address] = []
    for clause in clauses:
        for segment in segments(scene, clause):
            addresses = [one for one in scene.named(segment.ids) if one != scene.asking.address]
            if addresses:
                name = scene.message.folded[segment.name_start : segment.name_end]
                found.append(given_before(scene, addresses, name))
    known = [one for one in found if one == scene.asking.last or one.key in scene.asking.answered]
    return next(iter(known), None) or _asked_so(scene, clauses) or next(iter(found), None)


def _asked_so(scene: Scene, clauses: list[Clause]) -> Address | None:
    """The answer given last, where its question has the name that is said: 「执照」 in 「营业执照办好了吗」."""
    last = scene.asking.last
    fact = scene.fact_at(last) if last is not None else None
    asked = words_of_question(fact) if fact is not None else ""
    spans = [one for clause in clauses for one in scene.indexes.spotter.find(clause.folded) if one.label == NAME]
    return last if any(one.text in asked for one in spans) else None


def _named_loosely(scene: Scene, clauses: list[Clause]) -> Address | None:
    """The one fact of which a name shares two characters with the first words: 「租约那块写错了」."""
    head = clauses[0].folded[:_HEAD]
    pairs = {head[at : at + 2] for at in range(len(head) - 1)}
    found = [
        address
        for address in scene.asking.addressable
        if address != scene.asking.address
        and any(pair in name for name in scene.indexes.names.spoken.get(address.fact, ()) for pair in pairs)
    ]
    known = [one for one in found if one == scene.asking.last or one.key in scene.asking.answered]
    return known[0] if len(known) == 1 else found[0] if len(found) == 1 else None


def _last_meant(scene: Scene, clauses: list[Clause]) -> Address | None:
    """The answer given last, where the words repeat its question, say 「上一题」, change a part of it or hold a value of it."""
    last = scene.asking.last
    fact = scene.fact_at(last) if last is not None else None
    if last is None or fact is None:
        return None
    text = scene.message.folded
    if _BEFORE_LAST.search(text) is not None:
        return scene.asking.before_last
    asked = words_of_question(fact)
    core = scene.message.core
    if fact.kind in NUMERIC and _RELATIVE.search(text):
        return last
    if _LAST.search(text) or any(core[at : at + 2] in asked for at in range(len(core) - 1)):
        return last
    held = scene.asking.held.get(last.key)
    if held is not None and patched(fact, held, text) is not None:
        return last
    if (
        fact.kind in ("choice", "date", "mobile", "id_card", "area", "integer")
        and _right(scene, clauses, last) is not None
    ):
        return last
    return None


def _right(scene: Scene, clauses: list[Clause], target: Address) -> Found | None:
    """The right value: a part of the old one changed, else the last clause that holds a value of the fact."""
    fact = scene.fact_at(target)
    if fact is None:
        return None
    held = scene.asking.held.get(target.key)
    changed: Json = _turned(scene, held) if isinstance(held, bool) else None
    changed = patched(fact, held, scene.message.folded) if held is not None and changed is None else changed
    if changed is not None:
        return Found(Value(changed))
    if _RELATIVE.search(scene.message.folded) or (
        fact.kind in ("text", "company_name") and _SPELLING.search(scene.message.folded)
    ):
        return _written_anew(scene, fact, clauses)
    told_old = _DENIED.search(scene.message.folded)
    naming = [at for at, one in enumerate(clauses) if _names(scene, one, target)]
    for clause in reversed(clauses[naming[0] if naming else 0 :]):
        told = _contrasted(scene, fact, clause)
        if told is not None:
            return told
        for segment in segments(scene, clause):
            taken = read_segment(scene, segment)
            if taken is not None and taken[0].address == target and is_certain(taken[0].found):
                return taken[0].found
        segs = segments(scene, clause)
        if (segs and not any(target.fact in one.ids for one in segs)) or _OWNING_UP.search(clause.folded):
            continue
        words = scene.message.text[clause.start : clause.end].strip()
        core = words[len(_LEAD.match(clause.folded)[0]) :] if _LEAD.match(clause.folded) else words  # type: ignore[index]
        if (
            _BESIDE.search(clause.folded) is not None
            or not core
            or (
                _OLD.search(clause.folded)
                and not _NEW.match(clause.folded)
                and (told_old is None or told_old[0] in clause.folded)
            )
        ):
            continue
        shown = _SHOULD_BE.match(clause.folded) if is_short_text(fact) else None
        if shown is not None and segs:
            return read_as(scene, fact, scene.message.text[clause.start + shown.end() : clause.end].strip())
        if is_short_text(fact) and (_WRONG.search(clause.folded) or (clause is clauses[0] and told_old is None)):
            continue
        found = read_as(scene, fact, words if fact.kind == "boolean" else core)
        if is_certain(found) and (fact.kind not in _CHOSEN or found.value.value != held):  # type: ignore[union-attr]
            return found
    return None


def _written_anew(scene: Scene, fact: Fact, clauses: list[Clause]) -> Found | None:
    """「店名少个字，上海阿婆小吃店」: a firm's whole name behind what was wrong with it."""
    for clause in clauses[1:]:
        start = _LEAD.match(clause.folded).end() if fact.kind == "company_name" else 0  # type: ignore[union-attr]
        if fact.kind == "company_name" and names_firm(clause.folded[start:]) and _WRONG.search(clause.folded) is None:
            found = read_as(scene, fact, scene.message.text[clause.start + start : clause.end].strip())
            return found if is_certain(found) else None
    return None


def _turned(scene: Scene, held: bool) -> bool | None:
    """The other of yes and no, where the words say that it was given the wrong way round."""
    return not held if _TURNED.search(scene.message.folded) is not None else None


def _contrasted(scene: Scene, fact: Fact, clause: Clause) -> Found | None:
    """「面积应该是45不是54」: the value that is told against the wrong one."""
    for frame in frames(clause):
        if frame.kind == "contrast" and frame.value is not None:
            for segment in segments(scene, frame.value):  # 「不是那个牌子，是我自己店名叫外婆家常菜」
                taken = read_segment(scene, segment)
                if taken is not None and taken[0].found.taken:
                    return taken[0].found if scene.facts.get(taken[0].address.fact) == fact else None
            found = read_as(scene, fact, scene.message.text[frame.value.start : frame.value.end])
            return found if is_certain(found) else None
    return None


def is_certain(found: Found) -> bool:
    return isinstance(found.value, Value) and found.value.value is not None
