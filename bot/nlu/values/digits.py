"""Digits as people say and type them: 一三八, 幺三八, 138-1234-5678, １３８ -> 138..., and the runs of them in a text."""

from __future__ import annotations

import re
from typing import Final

_SPOKEN: Final = str.maketrans("零〇一二两三四五六七八九幺洞拐勾壹贰叁肆伍陆柒捌玖", "0012234567891079123456789")
_GAPS: Final = re.compile(r"[\s\-—–－.·,，、/()（）]+")
_SPOKEN_RUN: Final = re.compile(r"[零〇一二两三四五六七八九幺洞拐勾壹贰叁肆伍陆柒捌玖]+")
#: Marks between groups of one number; two numbers in a row are told apart by what each of them is.
_BETWEEN: Final = r"[\s\-—–－.·,，、/()（）]{0,3}"
_DIGIT_RUN: Final = re.compile(rf"\+?\d(?:{_BETWEEN}\d)*")
_CODE_RUN: Final = re.compile(r"[0-9A-Za-z|](?:[ \-—–.·,，、]{0,2}[0-9A-Za-z|])*")
#: Words between two groups of one number: 「139后面是1625 再后面0038」, 「JY打头，前半段…，后半段…」.
_THEN: Final = re.compile(
    r"(?:(?<=[A-Za-z])[\s,，]*(?:打头|开头|起头|字头)的?[\s,，]*(?:后面|后头|接着|然后|前[二三四五六七八2-8]位)?|"
    r"(?<=[0-9A-Za-z])(?<![0-9A-Za-z]{9})[\s,，]*(?:后|末|最后|中间)(?:[二两三四五六七八2-8])[个位]|"
    r"(?<=[0-9A-Za-z])[\s,，]*(?:(?:然后|接着|接下来|再|还有|最后)?(?:[前后上下中]半?[段截]|[前后]一半|[前后]半|中间|当中|后面|后头|后边|末尾|前面|生日)|然后|接着|接下来|再|最后)"
    r"(?:再|接)?(?:[二两三四五六七八2-8][个位])?(?:数字)?)(?:就|的)?是?[\s:：,，]*(?=[0-9A-Za-z]{2})"
)
#: 「三个六」, 「两个八」: one digit several times.
_TIMES: Final = re.compile(
    r"(?P<times>[二两三四五2345])个(?P<digit>[零〇一二三四五六七八九幺洞拐勾0-9])(?=[零〇一二两三四五六七八九幺洞拐勾0-9\s,，。吧啊呀哦]|$)"
)
#: Groups shorter than this are parts of one number: of a telephone's, of a code.
_PHONE_GROUP: Final = 7
_CODE_GROUP: Final = 11


def spoken_digits(text: str) -> str:
    """The text with digits said in words written as digits."""
    return text.translate(_SPOKEN)


def spoken_runs(text: str) -> str:
    """The same for two and more digits in a row and for those beside digits: the 一 of 「一会儿」 stays a word; 「三个六」 is 666."""
    text = _TIMES.sub(lambda match: spoken_digits(match["digit"]) * int(spoken_digits(match["times"])), text)
    return re.sub(
        r"[零〇一二两三四五六七八九幺洞拐勾壹贰叁肆伍陆柒捌玖]{2,}|(?<![\u3400-\u9fff])[零〇一二两三四五六七八九幺洞拐勾](?![\u3400-\u9fff])",
        _written,
        text,
    )


def _written(match: re.Match[str]) -> str:
    return spoken_digits(match[0])


def joined(text: str) -> str:
    """The text without what people put between groups of digits."""
    return _GAPS.sub("", text)


def digit_runs(text: str) -> list[str]:
    """Digits that stand together in the text, gaps taken out: each group alone where it is long, all as one where they are short.

    Example: 「138 1234 5678」 one run of eleven, 「13812345678，13987654321」 two runs.
    """
    return [
        run
        for match in _DIGIT_RUN.finditer(_THEN.sub("", spoken_runs(text)))
        for run in _numbers(match[0], _PHONE_GROUP)
    ]


_LETTER_CASE: Final = re.compile(r"(?:大写|小写)的?(?:字母)?(?=\s*[A-Za-z])")


def code_runs(text: str) -> list[str]:
    """The same for letters and digits; 「小写的l」 is its letter."""
    text = _LETTER_CASE.sub("", text)
    return [
        run for match in _CODE_RUN.finditer(_THEN.sub("", spoken_runs(text))) for run in _numbers(match[0], _CODE_GROUP)
    ]


def _numbers(run: str, group_end: int) -> list[str]:
    groups = [joined(part) for part in re.split(r"[,，、]", run)]
    return (
        ["".join(groups)]
        if len(groups) == 1 or all(len(group) < group_end for group in groups)
        else [group for group in groups if group]
    )
