"""The open question put off, not known, or said to have no answer, in more words than a set phrase."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.commands import Absence, Answer, Command, Later, Skip
from bot.engine.values import Value

from .asked import read_asked
from .clauses import Clause
from .cues import asks
from .fact_reader import OPEN_KINDS
from .folding import fold
from .message import squash
from .mistakes import refers_back
from .plausible import words_of_question
from .scene import Scene
from .spans import NAME

_SOON: Final = r"(?:晚点|晚些|回头|等下|等会儿?|等一下|待会儿?|一会儿?|过会儿?|过(?:两|几)天|稍后|改天|明天|后天|下次|以后|后面|之后|到时候|晚上|回去)"
_DO: Final = r"(?:填|发|补|给|告诉|说|讲|问|查|翻|找|看|量|打|弄|传|拍|报|提供|确认)"
_LATER: Final = re.compile(
    rf"(?:完|好|到|下来|出来|回来)了?(?:我|我们)?(?:再|就)(?:去)?{_DO}|{_SOON}[^,;。]{{0,6}}{_DO}|等(?:我|他|她|他们|老板|房东|总部|会计).{{0,8}}(?:再|回来|翻|找|问|查|看|发|给)|(?:问|找)(?:一?下|问)?(?:他|她|总部|老板|房东|会计)(?:要|拿|一?下|$)"
    r"|(?:没|忘)(?:有)?(?:带|拿)(?:在)?|不在(?:我|我们)?(?:身边|手边|身上|手上|店里|家)|在(?:家里|家|老家|办公室)(?:,|，|$)|还没去(?:考|办|拿|领|弄|做|体检)|还没(?:办|拿|下|出|考|批|发|印|装|弄|审|拍|做|签)(?:好|到|来|下来|完|出来)?|(?:证|照|号)还没|还没有?$|还没有?[,，]|没(?:考出来|考出|出来|下来|办好|拿到|办下来)|在审核|在办|在等"
)
NOT_KNOWN: Final = re.compile(
    r"看不(?:清|见|到|懂)|(?:不|弗|勿|还不|也不|真不|并不)(?:太|大|是很|怎么|是太)?(?:知道|清楚|晓得|确定|懂(?!事)|了解|记得|明白|会选|会填|清爽)|(?:哪里?|谁|鬼|天)(?:晓得|知道|懂|记得|会记)|(?:弄|搞|分|说|讲|数|记|量|算|想)不(?:清|准|出|好|得|明白|来|上来)|(?<!别)忘(?:了(?!说|讲|跟|和|同|对|告诉|提|给你|问)|记(?!跟|告诉)|掉)|没想(?:好|过)|没(?:拿尺|去)?(?:数|量|算|定|问|概念|数清|量准)(?:过|好|下来)?(?:$|[,，])|没(?:有)?(?:注意|留意|打听|研究|细看)过?|吃不准|拿不准|谁知道|没概念"
)
#: Asked, and yet no question: 「我哪记得」, 「谁知道啊」, 「哪有什么邮箱」.
RHETORICAL: Final = re.compile(
    r"(?:哪里?|谁|鬼|天)(?:晓得|知道|懂|会?记得?)|(?:弄|搞|分|说|讲|记)不(?:清|明白|来)|哪(?:里)?(?:有|来)(?:什么|啥)|谁还(?:装|用|有|留|办|要|去)"
)
_NONE: Final = re.compile(
    r"^(?:我这(?:把|个)?(?:年纪|岁数)|我们?|店里|我店|家里|这里|这边|这个|那个|也|都|现在|目前|早就|早都|老早|刚.{0,4}|[\u3400-\u9fff]{2}房子?)*(?:没有?|无|木有|哪(?:里)?(?:有|来)|谁还(?:装|用|有|留)|不(?:装|用|设|要|弄|搞)|还没(?:编|装|设|建|考|办))"
)
#: 「考是考过的，证号没有」.
_NONE_AT_END: Final = re.compile(
    r"(?:号码?|证号|编号|邮箱|座机|电话|备注|英文名)(?:这(?:个|玩意儿?|东西)|我|还|都|就|是|也)*(?:没有?|无)(?:的|呢|啊|了)?$"
)
_SKIP: Final = re.compile(
    r"跳(?:过)?(?:$|[,，吧了])|空着|不想弄|不回答|往后走|略过|先不管|先空|先放|下一(?:个|题)(?:$|吧)|不想(?:说|填|答)|过(?:吧|掉)$"
)
#: Something is done at another time: the day named is no answer.
_AGAIN: Final = re.compile(r"再(?:补|给|填|说|告诉|发|报|传|拿|来)(?:你|上|吧|$)*$")
#: 「还没想好在哪个平台」.
_UNDECIDED: Final = re.compile(
    r"(?:我们?|还|也|都|这个)*(?:没想好|没决定|没定下来|没定)[^,，]{0,4}(?:哪|什么|啥|几|多少)[^,，]{0,6}"
)
#: Kinds of which a reader would take such words for a value.
_EASY: Final = OPEN_KINDS | {"choice", "multi_choice", "boolean"}
#: Kinds that have 「没有」 among their values.
_KNOWS_NONE: Final = frozenset({"boolean", "choice", "multi_choice", "integer"})


def put_off(scene: Scene) -> Command | None:
    """Later, skip, 「不知道」 or 「没有」 as the answer to the open question; None where the words say something else."""
    fact = scene.asking.fact
    folded = scene.message.folded
    if fact is None or fact.kind == "list" or len(folded) > 60:
        return None
    if fact.kind in ("boolean", "choice") and len(scene.whole) > 1 and _answered_first(scene):
        return None  # 「有代办，姓什么我不晓得」
    if fact.kind == "text" and (fact.limits.max_length is None or fact.limits.max_length > 500) and len(folded) > 25:
        return None
    if refers_back(scene):
        return None
    if _UNDECIDED.fullmatch(folded.strip()) is not None:
        return Answer(None, Absence.DONT_KNOW, scene.message.text.strip())
    if len(scene.whole) > 1 and any(
        match.section != "dont_know" for one in scene.whole for match in scene.indexes.acts.find(squash(one.folded))
    ):
        return None
    own = "，".join(one.folded for one in scene.whole if not _names_another(scene, one))
    command = _said(scene, own)
    if command is None:
        return None
    if isinstance(command, Later) and _AGAIN.search(own):
        return command
    if fact.kind not in _EASY or isinstance(command, Later):
        found = read_asked(scene, fact, scene.message.text.strip())
        if isinstance(found.value, Value) and fact.kind not in OPEN_KINDS:
            return None
    return command


def _answered_first(scene: Scene) -> bool:
    """Whether the first clause alone surely answers the open question, and nothing in it is unknown."""
    fact, first = scene.asking.fact, scene.whole[0]
    if fact is None or NOT_KNOWN.search(first.folded) is not None or asks(first.whole):
        return False
    value = read_asked(scene, fact, scene.message.text[first.start : first.end]).value
    return isinstance(value, Value) and not value.approx


def _said(scene: Scene, folded: str) -> Command | None:
    fact, raw = scene.asking.fact, scene.message.text.strip()
    if _SKIP.search(folded):
        return Skip()
    if NOT_KNOWN.search(folded):
        return Answer(None, Absence.DONT_KNOW, raw)
    if _LATER.search(folded) and not (fact is not None and fact.kind in ("choice", "boolean", "multi_choice")):
        return Later()
    if (
        fact is not None
        and fact.kind not in _KNOWS_NONE
        and (_NONE.match(folded) or _NONE_AT_END.search(folded))
        and _about_it(fact_words=words_of_question(fact), folded=folded)
    ):
        return Answer(None, Absence.NONE, raw)
    return None


def _names_another(scene: Scene, clause: Clause) -> bool:
    """Whether the clause names facts, and not the one that is asked."""
    fact = scene.asking.fact
    spans = [one for one in scene.indexes.spotter.find(clause.folded) if one.label == NAME]
    called = tuple(fold(name) for name in (fact.label, *fact.names)) if fact is not None else ()
    asked = words_of_question(fact) if fact is not None else ""
    return bool(spans) and not any(
        one.text in asked or name.endswith(one.text) or one.text.endswith(name) for one in spans for name in called
    )


def _about_it(fact_words: str, folded: str) -> bool:
    """Whether the words deny the thing asked for: two characters of the question, or one behind the denial."""
    core = _NONE.sub("", folded)
    return any(core[at : at + 2] in fact_words for at in range(len(core) - 1)) or any(
        char in fact_words for char in core[:3]
    )
