"""Second thoughts on a value: words that a generous reader took, but that may be no answer at all.

A doubtful value becomes a rough one, so that it is confirmed before it is written; an impossible one is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.engine.facts import Fact, Option
from bot.engine.values import Rejection, Value

from .fact_reader import choices_of
from .folding import fold
from .lexicon_reader import lexicon
from .message import squash
from .polarity import EMPTY_PAIRS, rest_of_polarity
from .templates import pattern
from .values.options import named_options

_DOUBTS: Final = lexicon("doubts")
_HEARSAY: Final = re.compile(
    "(?:嗯|呃|哦|那个|不过|但是|[ ,])*(?:"
    + "|".join(pattern(one, {"some": ".{0,6}?"}) for one in _DOUBTS["hearsay"])
    + ")"
)
_TALK: Final = re.compile(
    "|".join(map(re.escape, _DOUBTS["talk"])) + r"|(?:了|吗|呢|呀|嘛)$|^(?:我|你|他|她|咱)(?!家|们家)"
)
_FIRM: Final = re.compile("(?:" + "|".join(map(re.escape, _DOUBTS["firm"])) + r")(?:\(.{1,20}\))?$")
_SAID_NAME: Final = re.compile(r"(?:叫|名字是|名称是|店名|字号|全称)")
#: No name of a person holds these.
_NO_NAME: Final = re.compile("[了没不吗呢吧啊哦呀的得]")
#: Four characters are a name only after a surname of two: 「安全第一」 is nobody.
_FOUR: Final = re.compile(r"[\u3400-\u9fff]{4}")
_DOUBLE: Final = (
    *("欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒"),
    *("夏侯", "端木", "南宫", "西门", "轩辕", "呼延", "司空", "赫连", "拓跋"),
)
#: 「没有被吊销过…您确认吗」 may be answered 「没有」 in two meanings.
_ASKS_FOR_NONE: Final = re.compile(r"没有.*(?:确认|同意|承诺)吗")
_BARE_NONE: Final = re.compile(
    r"(?:确认|保证|当然|都|从来|绝对|真的?|我们?|[,， ])*(?:没有?|无)(?:过|的|任何|啊|呀|了|没有|[,，。! ])*"
)
_NOT_NOW_OR_HERE: Final = re.compile(r"[0-9一二三四五六七八九十几多]年(?:以|之)?前|(?:对面|隔壁|旁边)(?:那|一)?家")
#: Papers of which 「办好了」 may be said.
_PAPER: Final = re.compile(r"健康证|卫生(?:许可)?证|食品(?:经营|许可)?证|许可证|消防|特行证|排污|环评|备案")
#: Texts longer than this are free descriptions, which talk as they like.
_SHORT_TEXT: Final = 100


def second_thought(fact: Fact, folded: str, value: Value, options: Sequence[Option]) -> Value | Rejection:
    """The value, the value marked as rough, or its rejection.

    Args:
        folded: the words that were read.
    """
    check = _CHECKS.get(fact.kind)
    return check(fact, folded.strip(), value, options) if check is not None else value


def is_hearsay(folded: str) -> bool:
    """Whether the clause tells about somebody else: 「听说…」, 「我有个朋友…」."""
    return _HEARSAY.match(folded) is not None


def names_firm(words: str) -> bool:
    """Whether the words end as names of firms and shops do."""
    return _FIRM.search(squash(fold(words))) is not None


def words_of_question(fact: Fact) -> str:
    """All words of the question, its names and its example, folded, without punctuation."""
    return squash(fold("".join((fact.label, *fact.names, fact.wording.ask, fact.wording.example))))


def _rough(value: Value) -> Value:
    return replace(value, approx=True)


def _boolean(fact: Fact, folded: str, value: Value, _: Sequence[Option]) -> Value | Rejection:
    """A yes or no stands alone, or with words of the question: 「我是外地人」 is no yes."""
    if is_hearsay(folded):
        return Rejection("boolean.unreadable", {"understood": folded[:60]})
    if _ASKS_FOR_NONE.search(fact.wording.ask) is not None and _BARE_NONE.fullmatch(folded) is not None:
        return Rejection("boolean.negative", {"understood": folded[:60]})
    if value.value is True and _NOT_NOW_OR_HERE.search(folded) is not None:
        return _rough(value)
    rest = rest_of_polarity(folded)
    if rest is None:
        return value
    asked = words_of_question(fact)
    if all(char in asked for char in rest) or any(
        rest[at : at + 2] in asked and rest[at : at + 2] not in EMPTY_PAIRS for at in range(len(rest) - 1)
    ):
        return value
    if len(rest) > 5 or _TALK.search(re.split(r"[,，;；。 ]", folded)[0]) is not None:
        return Rejection("boolean.unreadable", {"understood": folded[:60]})
    return _rough(value)


def _company_name(_: Fact, folded: str, value: Value, __: Sequence[Option]) -> Value | Rejection:
    named = names_firm(str(value.value)) or _SAID_NAME.search(folded) is not None
    if is_hearsay(folded) or (not named and _TALK.search(folded) is not None):
        return Rejection("company_name.unreadable", {"understood": folded[:60], "accepted": "上海阿婆餐饮管理有限公司"})
    return value


def _person_name(_: Fact, __: str, value: Value, ___: Sequence[Option]) -> Value | Rejection:
    name = fold(str(value.value))
    if _NO_NAME.search(name) is None and not (_FOUR.fullmatch(name) and not name.startswith(_DOUBLE)):
        return value
    return Rejection("person_name.unreadable", {"understood": str(value.value)[:60], "accepted": "张伟"})


def _text(fact: Fact, folded: str, value: Value, _: Sequence[Option]) -> Value | Rejection:
    short = fact.limits.max_length is not None and fact.limits.max_length <= _SHORT_TEXT
    return _rough(value) if short and (is_hearsay(folded) or _TALK.search(folded) is not None) else value


def _choice(fact: Fact, folded: str, value: Value, options: Sequence[Option]) -> Value | Rejection:
    """One character of a longer sentence picks nothing: 「楼上漏水」 is not 水族."""
    chosen = next((one for one in options or fact.options if one.value == value.value), None)
    core = squash(folded)
    names = [squash(fold(name)) for name in (chosen.label, *chosen.names)] if chosen is not None else []
    single = [name for name in names if name in core and len(name) == 1]
    longer = _called_so(chosen, core) or any(
        len(name) > 1 and (name in core or (len(core) > 1 and core in name)) for name in names
    )
    if is_hearsay(folded) or (single and not longer and len(core) > 3):
        return Rejection(
            "choice.unreadable",
            {"understood": folded[:60], "options": "、".join(one.label for one in (options or fact.options)[:8])},
        )
    paper = _PAPER.search(folded)
    other = (
        paper is not None and paper[0] not in words_of_question(fact) and not any(paper[0] in name for name in names)
    )
    return _rough(value) if other else value


def _called_so(chosen: Option | None, core: str) -> bool:
    """Whether a word of more than one character names the choice, be it one that the author did not write."""
    offered = choices_of((chosen,)) if chosen is not None else ()
    return any(one.end - one.start > 1 and not one.denied for one in named_options(core, offered))


def _several(fact: Fact, folded: str, value: Value, options: Sequence[Option]) -> Value | Rejection:
    if not is_hearsay(folded):
        return value
    return Rejection(
        "multi_choice.unreadable",
        {"understood": folded[:60], "options": "、".join(one.label for one in (options or fact.options)[:8])},
    )


_CHECKS: Final[dict[str, Callable[[Fact, str, Value, Sequence[Option]], Value | Rejection]]] = {
    "boolean": _boolean,
    "company_name": _company_name,
    "person_name": _person_name,
    "text": _text,
    "choice": _choice,
    "multi_choice": _several,
}
