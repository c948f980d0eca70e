"""Words inside a clause that tell what it is: a question, a hesitation, talk to a machine, markup."""

from __future__ import annotations

import re
from typing import Final

from .lexicon_reader import lexicon

_CUES: Final = lexicon("cues")
_SIGNS: Final = r"[?!。.~… ]*"


def _any(*sections: str) -> str:
    words = sorted({word for section in sections for word in _CUES[section]}, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, words)) + ")"


# 「罚不罚」, 「要不要」: a word, its denial, the word again
_ASKS: Final = re.compile(
    _any("question.anywhere") + r"|([\u4e00-\u9fff])(?<!在)不\1|(?<!不管)(?<!无论)是[^,;]{1,10}还是[^,;]{1,10}$"
)
_ASKS_FIRST: Final = re.compile(r"(?:那么|那|所以|然后|但是|可是|可|就是|[, ])*" + _any("question.start"))
_ASKS_LAST: Final = re.compile(_any("question.end") + r"(?:以后|现在|呢)?" + _SIGNS + r"$|\?" + _SIGNS + "$")
_NO_QUESTION: Final = re.compile(
    r"[不没][\u3400-\u9fff]{1,4}[吃喝卖干做赚](?:啥|什么)|(?:什么|啥|多少|几号)[^,;]{0,2}(?:合同|证|执照|单子|本子)上?(?:面)?(?:都)?(?:有|写)|没有没有|不是不是|不对不对|能有(?:啥|什么|多少)|没有?什么|谁家不|谁不|说不上来[^,;]{0,8}|(?:什么|啥|哪里|哪儿|哪个|哪种|多少|怎么|怎样)(?:都|也)|(?:什么|啥)[^,;?]{1,4}(?:都|也)(?:没|不|无)|哪里?(?:晓得|知道|懂|有空|能)|(?:多少|多大|多久|什么|啥|哪个|哪种|哪里|哪天|几[个点天])[^,;]{0,6}(?:不|没)(?:太)?(?:晓得|知道|清楚|定|想好|数|清爽)|(?:哪个|哪种|哪条|什么)[^,;]{0,4}(?:弄|搞|说|分)不(?:清|懂|明白)|"
    r"(?:没想好|不知道|不清楚|不晓得|没定)[^,;]{0,4}(?:哪|什么|多少|怎么|几)[^,;]{0,6}$|饿了么|要不要紧|(?:怎么|哪里?)(?:会|可能)(?:有|卖|做|用|放|是|去|开|办|让|给)[^,;?吗呢]{1,10}$|不管什么|没什么|没啥|(?:怎么|咋|哪里?)可能[嘛啊呀哦的]*(?:$|[,，])"
)
_NAMES_IT: Final = re.compile("叫|取名|名字是|名称是")
_MEANING: Final = re.compile(_any("question.meaning"))
_UNSURE: Final = re.compile(_any("tail.unsure") + _SIGNS + "$")
_STALLING: Final = re.compile(_any("stalling"))
_PROMPT: Final = re.compile(_any("prompt"))
_MARKUP: Final = re.compile(_any("markup"))


def asks(folded: str) -> bool:
    """Whether the clause is a question. 「什么都没有」 asks nothing, nor does a name that ends like a question."""
    folded = _NO_QUESTION.sub("", folded)
    return _ASKS_LAST.search(folded) is not None or _ASKS.search(folded) is not None


def asks_plainly(folded: str) -> bool:
    """Whether it is a question even where any words may be the answer: it begins or ends like one, and gives no name."""
    if _ASKS_FIRST.match(folded) is not None:
        return True
    return _ASKS_LAST.search(folded) is not None and _NAMES_IT.search(folded) is None


def asks_meaning(folded: str) -> bool:
    """Whether the question is what a thing means or how to fill it in."""
    return _MEANING.search(folded) is not None


def without_doubt(folded: str) -> str | None:
    """The clause without 「…行吗」「…吧」 at its end; None when it has no such end."""
    match = _UNSURE.search(folded)
    return folded[: match.start()] if match is not None and match.start() > 0 else None


def stalls(folded: str) -> bool:
    """Whether the words are a hesitation and no value: 「还没想好」."""
    return _STALLING.search(folded) is not None


def speaks_to_machine(folded: str) -> bool:
    """Whether the text tries to instruct a language model, or is program text or markup."""
    return _PROMPT.search(folded) is not None or _MARKUP.search(folded) is not None
