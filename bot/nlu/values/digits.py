"""Digits as people say and type them: 一三八, 幺三八, 138-1234-5678, １３８ -> 138..."""

from __future__ import annotations

import re
from typing import Final

_SPOKEN: Final = str.maketrans("零〇一二两三四五六七八九幺洞拐勾壹贰叁肆伍陆柒捌玖", "0012234567891079123456789")
_GAPS: Final = re.compile(r"[\s\-—–－.·,，、/()（）]+")


def spoken_digits(text: str) -> str:
    """The text with digits said in words written as digits."""
    return text.translate(_SPOKEN)


def joined(text: str) -> str:
    """The text without what people put between groups of digits."""
    return _GAPS.sub("", text)
