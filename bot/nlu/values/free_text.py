"""Free words, plates, e-mail and web addresses, postcodes: what stands, tidied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from bot.engine.values import Rejection, Value

from .digits import digit_runs, joined, spoken_runs
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .speech import QUESTION
from .told import current, hedged

#: Nobody fills a form with these: they put the answer off, refuse it or pass it on.
_NO_CONTENT: Final = re.compile(
    r"(?:我|这个|嗯|呃|也|还|真|实在|暂时|先|目前|现在|[,，\s])*"
    r"(?:不知道|不清楚|不晓得|不太清楚|不记得|记不得|忘记?|没想好|没定|不想说|不想写|不想填|不告诉|不方便说|懒得|随便|看着办|看执照|等会儿?|等下|待会儿?|回头|晚点|过会儿?|一会儿|稍后|改天|没空|太[长多]了|(?:见|同|照|照着|按)(?:营业)?执照|(?:发|拍|传)(?:个|张|你)?照片|懒得打|打不出来?|就?(?:营业)?执照上(?:面)?(?:那些|写的|有)?$)"
    r"(?:.{0,12})"
)
#: Longest answer that may have a frame around it.
_ANSWER: Final = 40
_QUOTED: Final = re.compile(r"[^“”「」『』\"]{0,14}[“「『\"](?P<said>[^“”「」『』\"]{2,})[”」』\"]?.{0,2}")
_FRAMED: Final = re.compile(
    r"(?:那就|就|请|麻烦|帮我|给我|你)*(?:写|填)(?:上|成|个)?(?P<said>[^,，。;；]{2,}?)(?:好了|吧|就行|就好|就可以了?)+"
    r"|(?:名称|名字|内容|回答)[:：]\s*(?P<said2>.{2,})|(?:叫|就叫)(?:那个|个|做)[.…,，\s]*(?P<said3>.{2,})"
)
_ASKS: Final = re.compile(
    r"[?？]\s*$|(?:吗|是什么意思|怎么(?:写|填|算|办)|写多(?:细|少|长)|要写(?:啥|什么))[呢啊呀]?\s*$"
)
_URL: Final = re.compile(
    r"(?:https?://[\w\-]+|(?<![/A-Za-z0-9.])[A-Za-z0-9\-]+)(?:\.(?:[A-Za-z0-9\-]+|[\u4e00-\u9fff]{2,}(?=$|[/\s,，])))+(?::\d+)?(?:[/?#][A-Za-z0-9_\-./?%&=+~#:@!$]*)?(?![A-Za-z\u00c0-\u024f])",
    re.IGNORECASE,
)
#: Pieces of an address that is typed letter by letter.
_SPELT: Final = 6
_PLATE_WORDS: Final = re.compile(r"车牌号?码?|牌照|牌(?=[A-Z])|上海牌?(?=[A-Z][0-9A-Z]{5})")
#: 「G是哥哥的那个G」: a remark on a letter.
_LETTER_REMARK: Final = re.compile(r"[,，。;；\s]+[A-Za-z]是.*$")
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62}[A-Za-z0-9])?(?:\.[A-Za-z0-9\-]{1,63}){1,4}"
)
_PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"(?:(?:[A-HJ-NP-Z][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJ-NP-Z])|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Z0-9])"
)


def read_text(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The words as they were said; words that put the answer off, and questions, are none."""
    if not phrase.original or _NO_CONTENT.fullmatch(phrase.text) or _ASKS.search(phrase.text):
        return unreadable("text", phrase)
    return Value(_content(phrase.original))


def _content(text: str) -> str:
    """The words themselves without what says that they are the answer: 「那就写本店好了」, 「名称：封口机」, 「是“小鹿茶”」."""
    if len(text) > _ANSWER:
        return text
    quoted = _QUOTED.fullmatch(text)
    if quoted is not None:
        return quoted["said"]
    framed = _FRAMED.fullmatch(text)
    return next(filter(None, framed.groups()), text) if framed is not None else text


def read_email(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The one address of e-mail in the words, in lower case; 艾特 and 点 are written as signs."""
    tokens = phrase.text.split(" ")
    spelt = len(tokens) > _SPELT and sum(len(one) == 1 for one in tokens) > len(tokens) // 2
    said = re.sub(
        r"\s*(?:艾特|小老鼠|圈a|(?<=\w) ?at ?(?=\w+ ?(?:\.|点)))\s*", "@", "".join(tokens) if spelt else phrase.text
    )
    text = re.sub(r"\s*(?:点|。)\s*(?=[A-Za-z]{2,})", ".", spoken_runs(said)).replace("下划线", "_")
    text = re.sub(r"\s*@\s*", "@", text.removeprefix("mailto:"))
    found = current(phrase.text, [one.lower() for one in _EMAIL.findall(text)])
    if len(found) != 1 or QUESTION.search(phrase.text):
        return unreadable("email", phrase, accepted="name@example.com")
    broken = re.search(r"(?:^|[\s:：])[a-z0-9._\-]+\s+" + re.escape(found[0]), text.lower()) is not None
    return (
        replace(hedged(Value(found[0]), phrase.text), approx=True) if broken else hedged(Value(found[0]), phrase.text)
    )


def read_url(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """An http or https address; one without scheme gets https."""
    text = re.sub(r"(?:点|。)(?=[A-Za-z])", ".", re.sub(r"三个?[wW]|3[wW]", "www", phrase.original))
    found = current(phrase.text, [one for match in _URL.findall(text) if (one := _address(match)) is not None])
    if len(found) != 1 or re.search(r"[<>\"'{}]|\w@\w", phrase.text):
        return unreadable("url", phrase, accepted="https://shop.example.com")
    return hedged(Value(found[0]), phrase.text.replace(found[0].removeprefix("https://"), ""))


def _address(text: str) -> str | None:
    """The web address with its scheme, or None when no host stands in it."""
    shown = text if re.match(r"https?://", text, re.IGNORECASE) else f"https://{text}"
    try:
        parts = urlsplit(shown)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.username or not re.fullmatch(r"[\w\-]+(?:\.[\w\-]+)*\.(?:[A-Za-z]{2,}|[\u4e00-\u9fff]{2,})", host):
        return None
    return shown


def read_plate(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The one vehicle's plate in the words, in capitals without dots. Source: GA 36-2018."""
    text = joined(_PLATE_WORDS.sub("", _LETTER_REMARK.sub("", spoken_runs(phrase.text)).upper()))
    found = list(dict.fromkeys(_PLATE.findall(text)))
    if len(found) != 1 or QUESTION.search(phrase.text):
        return unreadable("plate", phrase, accepted="沪A12345")
    return hedged(Value(found[0]), phrase.text)


def read_postcode(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Six digits."""
    runs = digit_runs(phrase.text)
    found = current(phrase.text, [run for run in runs if len(run) == 6 and len(set(run)) > 1])
    if len(found) == 1:
        return hedged(Value(found[0]), phrase.text)
    tried = [run for run in runs if len(run) >= 4]
    if found or len(tried) != 1:
        return unreadable("postcode", phrase, accepted="200040")
    return refused("postcode.length", phrase, accepted="200040", count=len(tried[0]))
