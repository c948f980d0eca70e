"""Free words, plates, e-mail and web addresses, postcodes: what stands, tidied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from bot.engine.values import Rejection, Value

from .digits import joined, spoken_digits
from .phrase import ChoiceOption, Phrase, refused, unreadable

_LEAD: Final = re.compile(
    r"^(?:我的?|邮箱|邮件|电子邮箱|邮编|邮政编码|网址|链接|网站|店铺链接|车牌号?|车牌|地址|是|为|[\s:：])+"
)
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62}[A-Za-z0-9])?(?:\.[A-Za-z0-9\-]{1,63}){1,4}"
)
_PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF])"
)


def read_text(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The words as they were said."""
    return Value(phrase.original) if phrase.original else unreadable("text", phrase)


def read_email(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """An address of e-mail in lower case; 艾特 and 点 are written as signs."""
    text = re.sub(r"\s*(?:艾特|at|圈a)\s*(?=\S+(?:\.|点))", "@", phrase.text).replace("点", ".").replace(" ", "")
    found = _EMAIL.findall(_LEAD.sub("", text))
    if len(found) != 1 or len(_LEAD.sub("", text)) > len(found[0]) + 4:
        return unreadable("email", phrase, accepted="name@example.com")
    return Value(found[0].lower())


def read_url(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """An http or https address; one without scheme gets https."""
    text = _LEAD.sub("", phrase.original)
    shown = text if re.match(r"https?://", text, re.IGNORECASE) else f"https://{text}"
    try:
        parts = urlsplit(shown)
    except ValueError:
        return unreadable("url", phrase, accepted="https://shop.example.com")
    host = parts.hostname or ""
    if (
        not re.fullmatch(r"[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+", host)
        or re.search(r"[\s<>\"'{}]", shown)
        or parts.username
    ):
        return unreadable("url", phrase, accepted="https://shop.example.com")
    return Value(shown)


def read_plate(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """A vehicle's plate in capitals without dots. Source: GA 36-2018."""
    core = joined(_LEAD.sub("", phrase.text)).upper().removesuffix("吧")
    return Value(core) if _PLATE.fullmatch(core) else unreadable("plate", phrase, accepted="沪A12345")


def read_postcode(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Six digits."""
    core = joined(_LEAD.sub("", spoken_digits(phrase.text)))
    if not re.fullmatch(r"\d+", core):
        return unreadable("postcode", phrase, accepted="200040")
    return Value(core) if len(core) == 6 else refused("postcode.length", phrase, accepted="200040", count=len(core))
