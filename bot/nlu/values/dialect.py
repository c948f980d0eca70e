"""Shanghainese and Cantonese, and slips of the ear, as the readers of choices know them: 勿 is 不, 侪 is 都. No text changes its length."""

from __future__ import annotations

import re
from typing import Final

from ..particles import in_standard_words

#: Said -> meant, of one length; the longer first.
_MEANT: Final = {
    "么得": "没有",
    "呒没": "没有",
    "呒得": "没有",
    "么有": "没有",
    "木有": "没有",
    "莫得": "没有",
    "各人": "自己",
    "唔系": "不是",
    "伐是": "不是",
    "弗是": "不是",
    "阿拉": "我们",
    "伊拉": "他们",
    "呒啥": "没啥",
    "勿晓": "不晓",
    "事体": "事情",
    "辰光": "时候",
    "一毛一样": "完全一样",
    "一式一样": "完全一样",
    "侪": "都",
    "勿": "不",
    "弗": "不",
    "唔": "不",
    "冇": "没",
    "呒": "没",
    "覅": "别",
    "嘅": "的",
    "喺": "在",
    "佢": "他",
    "伊": "他",
    "冇有": "没有",
    "冒得": "没有",
    "冒有": "没有",
    "打样": "打烊",
    "组的": "租的",
    "组来": "租来",
}
#: 没得 is 没有, but not before these: 「没得说」 agrees.
_NOTHING_TO: Final = "没得(?![说选商谈挑救跑])"
_SAID: Final = re.compile("|".join([_NOTHING_TO, *sorted(map(re.escape, _MEANT), key=len, reverse=True)]))
#: 「食堂哪能卖酒」, 「怎么会有酒」: such a question denies.
_SCORNS: Final = re.compile(
    r"(?:哪里?|怎么|咋)(?:能|会|敢|可能|可以|好)+(?:再|去)?(?P<verb>有|[做卖放用装供住搞接收烧烫养留](?!你|您))(?![^,，。;；]*(?:[?？]|[吗呢]$))"
)
#: 「还再办呢」: 在, as machines hear it; nobody does something again before 了 or 呢.
_UNDER_WAY: Final = re.compile(
    r"(?:^|(?<=[还正就都续，,\s]))再(?=(?:弄|办|转|跑|审|申请|走流程|装|考|等|办理)(?:了|呢|着|$|[,，\s])|(?:[我你他她]|自己)家|店里|家里)"
)


def without_scorn(text: str) -> str:
    """The text with a question that only denies put as a denial: 「食堂不卖酒」."""
    return _SCORNS.sub(lambda match: "没有" if match["verb"] == "有" else f"不{match['verb']}", text)


def plain(text: str) -> str:
    """The text in the words of the standard language, as long as it was."""
    return _UNDER_WAY.sub("在", _SAID.sub(lambda match: _MEANT.get(match[0], "没有"), in_standard_words(text)))
