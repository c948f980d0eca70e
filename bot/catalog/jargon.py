"""Words of documents and counters that no applicant uses, and what to write in their place."""

from __future__ import annotations

from typing import Final

#: Word -> the plain one. Only words that are out of place in whatever is said to an applicant.
JARGON: Final[dict[str, str]] = {
    "行政相对人": "您",
    "行政相对方": "您",
    "申办人": "您",
    "贵单位": "您的店",
    "兹有": "不写",
    "兹因": "因为",
    "予以": "不写，直接写做什么",
    "经营范围内": "您店里卖的、做的",
    "如实填报": "照实说",
    "如实填写": "照实说",
    "相关材料": "写出是哪几样材料",
    "有关材料": "写出是哪几样材料",
    "相关规定": "写出是哪个规定",
    "有关规定": "写出是哪个规定",
    "相关手续": "写出是什么手续",
    "有关手续": "写出是什么手续",
    "上述": "这些",
    "下述": "下面的",
    "前述": "前面说的",
    "之规定": "的规定",
    "方可": "才能",
    "是否具备": "有没有",
    "是否属于": "是不是",
    "拟从事": "打算做",
    "该事项": "这件事",
    "本事项": "这件事",
}


def jargon_in(text: str) -> list[tuple[str, str]]:
    """The words of documents in a text, each with the plain one."""
    return [(word, plain) for word, plain in JARGON.items() if word in text]
