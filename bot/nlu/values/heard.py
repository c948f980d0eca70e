"""Numbers and times in the speech of Shanghai, and as machines hear them, in the words the readers know."""

from __future__ import annotations

import re
from typing import Final

from .phrase import Phrase

_DIGIT: Final = "一二三四五六七八九"
#: A word -> what it says in standard Chinese. The longest is tried first.
_WORDS: Final = {
    "万儿八千": "万把",
    "千儿八百": "千把",
    "百儿八十": "百把",
    "块洋钿": "块钱",
    "洋钿": "块钱",
    "个号头": "个月",
    "把号头": "把月",
    "半号头": "半月",
    "一眼眼": "一点",
    "一滴滴": "一点",
    "一点点": "一点",
    "点点": "点",
    "早浪向": "早上",
    "早浪厢": "早上",
    "早浪": "早上",
    "夜里向": "夜里",
    "夜到头": "晚上",
    "夜到": "晚上",
    "夜快": "傍晚",
    "日逐": "每天",
    "日日": "每天",
    "辰光": "时候",
    "阿拉": "我们",
    "屋里厢": "家里",
    "吃夜饭时候": "傍晚",
    "吃夜饭辰光": "傍晚",
    "后半夜": "凌晨",
    "下半夜": "凌晨",
    "翌日": "次日",
    "达不溜": "w",
    "勿": "不",
    "弗": "不",
    "侬": "你",
    "×": "x",
}
_WORD: Final = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
#: 石 is 十 misheard, beside a digit or before what is counted or a month: 石八, 二石五, 石月. 石门 and 石头 are none.
_TEN: Final = re.compile(
    rf"(?<![\u3400-\u9fff])石(?=[{_DIGIT}个月点号])|(?<=[{_DIGIT}月点早晚午上到])石(?=[{_DIGIT}个月点号])"
)

_MORNING: Final = re.compile(r"朝上(?=[0-9零一二两三四五六七八九十])")
#: 「仨 消防刚来看过」: a pause, for 仨 and 俩 hold their measure word.
_PAUSE: Final = re.compile(r"(?<=[仨俩]) (?=[\u3400-\u9fff])")


#: 八点廿分.
_TWENTY: Final = re.compile(r"(?<=点)廿(?=[一二三四五六七八九]?分)")


def in_known_words(phrase: Phrase) -> Phrase:
    """The phrase as somebody would write it who speaks no dialect; ``original`` stays."""
    text = _MORNING.sub("早上", phrase.text).replace("朝上", "往上")
    text = _TWENTY.sub("二十", text)
    text = _PAUSE.sub(",", _TEN.sub("十", _WORD.sub(lambda match: _WORDS[match[0]], text)))
    return phrase if text == phrase.text else Phrase(phrase.original, text)
