"""Reading while a yes is awaited, or while a list asks for another item."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.commands import Confirm, Reject, Smalltalk, Unknown
from bot.engine.facts import Fact
from bot.engine.reading import Reading
from bot.engine.values import Rejection, Value

from .acts import control
from .clauses import Clause
from .composing import compose
from .correction_frames import part_of
from .echoed import beside_a_yes, echoed, put_in_place
from .fact_reader import OPEN_KINDS, read_fact
from .findings import Findings, only
from .folding import fold
from .listed import list_command
from .message import squash
from .phrases import Match
from .plausible import second_thought
from .scene import Scene

#: 「是吗」, 「好吗？」 asks and agrees to nothing.
_QUESTIONED: Final = re.compile(r"(?:吗|么|嘛|呢|\?)[?!。. ]*$")
#: 「不取消」, 「先不重来」: what was asked for a yes is not to be done.
_REFUSES: Final = re.compile(
    r"(?:我|那|还是|先|暂时|就)*(?:不|别|不要|不想|没想|没说|没有要|没要)(?:要|想)?(?:取消|撤|放弃|重来|重新|从头|清空|换|改|动|删|提交|交)"
)
_NO_MORE = ("no", "no_more", "none")


def read_confirm(scene: Scene) -> Reading:
    """A yes, a no, a value or a correction instead, or a steering phrase. A hedged yes is not understood."""
    answer = _yes_or_no(scene.acts, ("no", "none"))
    if _REFUSES.match(scene.message.core) is not None and scene.asking.fact is None:
        return only(Reject())
    if answer and _QUESTIONED.search(scene.message.folded) is not None:
        return only(Unknown())
    if answer is not None:
        return only(Confirm() if answer else Reject())
    if scene.says("hedged", "ack"):
        return only(Unknown())
    steered = _steered(scene)
    if steered is not None:
        return steered
    reading = put_in_place(scene, _with_more(scene, ("no", "none")))
    return reading if reading.commands else only(Unknown())


def read_more(scene: Scene) -> Reading:
    """Another item or not; the next item's first answer may come at once (「还有王五」)."""
    answer = _yes_or_no(scene.acts, _NO_MORE)
    if answer is not None:
        return only(Confirm() if answer else Reject())
    if scene.says("hedged", "ack"):
        return only(Unknown())
    if _has_no_more(scene):
        return only(Reject())
    listed = list_command(scene)
    if listed is not None:
        return only(listed)
    return _steered(scene) or _next_item(scene) or _with_more(scene, _NO_MORE)


#: 「就这一个池子」, 「没仓库，总部送货」: there is none, or no other one.
_JUST_THIS: Final = re.compile(
    r"(?:目前|暂时|我们|店里|,| )*(?:就|只有?|总共|一共)+(?:有|是)?(?:[这介那])?(?:一|1)(?:个|家|台|间|处|条|位)[\u3400-\u9fff]{0,4}?(?:了|的|吧|呀|啊)*"
)
_NONE_OF_IT: Final = re.compile(
    r"(?:我们|店里|这里|也|都|别的|其他)*(?:没有?|不(?:要|用|设|租))(?:别的|其他|另外的?)?(?P<what>[\u3400-\u9fff]{1,6}?)(?:了|的|呀|啊)*"
)


def _has_no_more(scene: Scene) -> bool:
    """Whether the words say that there is no other one of what the list holds."""
    fact, first = scene.asking.fact, scene.whole[0].folded if scene.whole else ""
    if _JUST_THIS.fullmatch(first) is not None:
        return True
    none = _NONE_OF_IT.fullmatch(first)
    return none is not None and fact is not None and any(none["what"] in fold(one) for one in (fact.label, *fact.names))


def _yes_or_no(found: tuple[Match, ...], noes: tuple[str, ...]) -> bool | None:
    """True, False, or None when the phrase is neither. What stands nearest to the words as said counts."""
    for match in found:
        if match.section == "yes":
            return True
        if match.section in noes:
            return False
    return None


def _steered(scene: Scene) -> Reading | None:
    command = control(scene.acts)
    if command is not None:
        return only(command)
    topics = scene.indexes.talk.find(scene.message.core)
    return only(Smalltalk(topics[0].section)) if topics else None


def _with_more(scene: Scene, noes: tuple[str, ...]) -> Reading:
    """A yes or no with something after it, or only something else."""
    findings = Findings()
    said = _said_first(scene, noes)
    skip = 0 if said is None else 1
    if said is None and (rest := beside_a_yes(scene)) is not None:
        said, scene = True, rest
    compose(scene if said is True else echoed(scene), findings, skip)
    if said is True or (said is False and not findings):
        findings.replies.append(Confirm() if said else Reject())
    return findings.reading() if findings else only(Unknown())


def _said_first(scene: Scene, noes: tuple[str, ...]) -> bool | None:
    if len(scene.whole) < 2:
        return None
    return _yes_or_no(scene.indexes.acts.find(squash(scene.whole[0].folded)), noes)


def _next_item(scene: Scene) -> Reading | None:
    """The next item's first answer, said instead of a yes or after it."""
    owner = scene.asking.fact
    if owner is None or not owner.items:
        return None
    said = _said_first(scene, _NO_MORE)
    clause = scene.whole[1] if said is True else scene.whole[0]
    if _CHANGES.search(scene.message.folded) is not None:
        return None  # 「两种都有，你给我改成密室」 puts an earlier answer right
    if said is not True and len(scene.whole) > 1 and _ONE_MORE.fullmatch(clause.folded) is not None:
        clause = scene.whole[1]
    first = owner.items[0]
    words = _without_lead(clause)
    if first.kind == "text" and (friend := _SOMEBODYS.match(words.folded)) is not None:
        words = part_of(words, friend.end(), len(words.folded))  # 「我同学马骏」
    if _names_nothing(first, words.folded.strip()):
        return None  # none of the two that were offered
    if first.kind in OPEN_KINDS and _NEVER_NAMES.search(words.folded.removesuffix("的")) is not None:
        return None
    found = read_fact(first, scene.message.text[words.start : words.end], scene.asking.today)
    if said is False or not isinstance(found.value, Value):
        return None
    if isinstance(second_thought(first, words.folded, found.value, first.options), Rejection):
        return None
    findings = Findings(replies=[Confirm()])
    findings.answer(None, found, scene.message.text[words.start : words.end])
    return findings.reading()


#: 「4」, 「2个」 names nothing.
_NUMBER: Final = re.compile(r"(?:第|选|选项)?[0-9零一二两三四五六七八九十]+(?:个|台|套|项|号)?")
_FIGURE: Final = re.compile(r"[0-9]")


def _names_nothing(first: Fact, folded: str) -> bool:
    """Whether the words are a bare number, where no number is what such an item is called by."""
    numbered = _FIGURE.search(first.wording.example) is not None
    return first.kind == "text" and not numbered and _NUMBER.fullmatch(folded) is not None


_CHANGES: Final = re.compile(r"改(?:成|为|到)|换成")
_SOMEBODYS: Final = re.compile(
    r"我(?:们)?(?:的)?(?:同学|朋友|老公|老婆|爱人|弟弟?|哥哥?|姐姐?|妹妹?|表[弟哥姐妹]|堂[弟哥姐妹]|爸爸?|妈妈?|儿子|女儿|同事|合伙人|老乡|亲戚|舅舅|叔叔|小?舅子|姐夫|妹夫)(?:叫|是)?(?=[\u3400-\u9fff]{2,4}$)"
)
#: 「还有一个，我同学马骏」.
_ONE_MORE: Final = re.compile(r"(?:还|另外|再|有|加|,| )*(?:[一两]?[个位家台条]|一人)")
#: Characters of a sentence that stand in no name: 「都填好了」 is nobody.
_NEVER_NAMES: Final = re.compile("[了没不吗呢吧啊哦呀的得也再够别填完加删改]|你|侬|您|还是|好的|可以|一样|知道|清楚")
_LEADS: Final = ("还有一个叫", "还有一位叫", "还有一个是", "还有一位是", "另外一个是", "另一个是", "还有一个", "还有一位", "还有个", "另外还有", "再加一个", "再加上", "再加", "还有", "另外", "下一个是", "第二个是", "第三个是", "第二个", "第三个", "有的", "有", "加上", "加", "叫")  # fmt: skip


def _without_lead(clause: Clause) -> Clause:
    start = 0
    for lead in _LEADS:
        if clause.folded.startswith(lead, start) and len(clause.folded) - start - len(lead) >= 2:
            start += len(lead)
    return part_of(clause, start, len(clause.folded))
