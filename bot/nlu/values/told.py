"""Words around a number that proves itself (a telephone, an identity number): whether it is told as the answer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, TypeVar

from bot.engine.values import Value

from .digits import joined, spoken_runs
from .speech import UNCERTAIN

_UNSURE: Final = re.compile(r"大概|好像|可能|应该|也许|记得|忘|吗$|对吗|对吧|对不对")
#: The number is somebody else's.
_ANOTHERS: Final = re.compile(
    r"(?:是|用)(?:我|他|她)?(?:老婆|老公|妈|爸|儿子|女儿|朋友|别人|同事|员工|亲戚|邻居|爱人|媳妇|总部|总公司|房东)的|^(?:总部|总公司|房东|朋友)的?是|微信号"
)
_OLD: Final = re.compile(r"老的?号?|旧的?|原来|以前|不用了|注销|停用|作废|换掉")
#: What comes behind the right number is told as the one that is no longer used.
_GONE: Final = re.compile(
    r"[,，。;；\s](?:我)?(?:以前|原来|老的?(?![婆公板爸妈人])|旧的?|之前)(?!.*(?:现在|新的?|改成?|换成?))"
)
_NEW: Final = re.compile(r"新的?|现在|改成?|换成?|用|填")

#: A clause that asks about something else before the number is said: 「编号在右上角对吧 JY…」.
_ASKED_BEFORE: Final = re.compile(r"^(?:.*?(?:对吧|是吧|对不对|是不是|对伐|是伐|吗)[?？]?[,，。\s]+|[^?？]*[?？])(?=.)")
_RELATIVE: Final = (
    r"老婆|老公|爱人|丈夫|妻子|媳妇|[爸妈爷奶弟妹哥姐]{1,2}|父亲|母亲|儿子|女儿|侄子|外甥|丈人|丈母娘|爷叔|阿姨|舅舅|朋友|别人|同事|员工|店长|会计|财务|亲戚|邻居|房东|"
    r"总部|总公司|供应商|供货商|快递|物业"
)
#: A number that is told to be somebody else's.
_ANOTHER_BESIDE: Final = re.compile(rf"(?:{_RELATIVE})(?:的|用|在用|家)|(?:^|是)(?:{_RELATIVE})")
#: A number that is told not to be taken.
_REFUSED: Final = re.compile(
    r"别(?:打|搞混|弄混|写|填|用)|(?:不要|不用)(?:打|写|填|了)|停机|停了|注销|作废|卖掉|报废|过户|不用了|欠费|停用|备用|传真|不是(?:这|我)"
)
#: Which of several numbers is meant is said outright.
_DECIDED: Final = re.compile(r"(?:打|填|写|用|留|记|登记|联系)(?:我|前面|第一个|上面|头一个)|以.{1,6}为准")
_LONG_RUN: Final = re.compile(r"[0-9A-Za-z]{6,}")

T = TypeVar("T")


def hedged(value: Value, text: str) -> Value:
    """The value, rough where the words around it doubt it; words about another number do not."""
    if not any(doubt.search(text) is not None for doubt in (_ANOTHERS, _UNSURE, UNCERTAIN)):
        return value
    own = joined(str(value.value)).lower()
    clauses = _clauses(text)
    others = [one for one in clauses if _LONG_RUN.search(_told(one)) and not _holds(one, own)]
    about = ",".join(one for one in clauses if one not in others)
    asked = _ASKED_BEFORE.match(about)
    if asked is not None and not _LONG_RUN.search(_told(asked[0])):
        about = about[asked.end() :]
    unsure = any(doubt.search(about) is not None for doubt in (_ANOTHERS, _UNSURE, UNCERTAIN))
    return replace(value, approx=True) if unsure else value


def _clauses(text: str) -> list[str]:
    """The text cut at punctuation, but not between digits, which are groups of one number."""
    return re.split(
        r"[,，。;；](?![0-9零一二三四五六七八九幺])|(?<=[0-9A-Za-z]{7})[,，、](?=[0-9]{6})|(?<![0-9A-Za-z])[,，。;；]|(?<=[0-9A-Za-z]{5})\s(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s(?=[\u3400-\u9fff])",
        text,
    )


def _told(clause: str) -> str:
    return joined(spoken_runs(clause)).lower()


def _holds(clause: str, number: str) -> bool:
    """Whether the clause tells the number, or the part of it that people say (without the area code)."""
    told, own = _told(clause), joined(number).lower()
    return own in told or any(run in own for run in _LONG_RUN.findall(told))


def _own_of(text: str, numbers: list[str]) -> list[str]:
    """Of several numbers the one that alone is not told as somebody else's or as one not to be taken, where that is said; else all."""
    clauses = _clauses(text)
    around = {one: next((clause for clause in clauses if _holds(clause, one)), "") for one in numbers}
    if len(set(around.values())) < len(numbers) or "" in around.values():
        return numbers
    if not (_DECIDED.search(text) or _REFUSED.search(text)):
        return numbers
    mine = [one for one in numbers if not (_ANOTHER_BESIDE.search(around[one]) or _REFUSED.search(around[one]))]
    return mine if len(mine) == 1 else numbers


def current(text: str, runs: list[str]) -> list[str]:
    """Of several different numbers the new one, where one is called old and what follows new; else all of them."""
    distinct = list(dict.fromkeys(runs))
    if len(distinct) > 1 and len(kept := _own_of(text, distinct)) == 1:
        return kept
    gone = _GONE.search(text)
    if (
        len(distinct) == 2
        and gone is not None
        and gone.start() > text.find(distinct[0])
        and text.find(distinct[1]) > gone.start()
    ):
        return distinct[:1]
    old = _OLD.search(text)
    if len(distinct) < 2 or old is None or _NEW.search(text, old.end()) is None:
        return distinct
    return distinct[-1:]
