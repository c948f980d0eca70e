"""Addresses of e-mail and of the web, as they are typed and as they are said: 艾特, 点, 三个w."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from bot.engine.values import Rejection, Value

from .digits import spoken_runs
from .phrase import ChoiceOption, Phrase, unreadable
from .speech import QUESTION
from .told import current, hedged

_URL: Final = re.compile(
    r"(?:https?://[\w\-]+|(?<![/A-Za-z0-9.])[A-Za-z0-9\-]+)(?:\.(?:[A-Za-z0-9\-]+|[\u4e00-\u9fff]{2,}(?=$|[/\s,，])))+(?::\d+)?(?:[/?#][A-Za-z0-9_\-./?%&=+~#:@!$]*)?(?![A-Za-z\u00c0-\u024f])",
    re.IGNORECASE,
)
#: Pieces of an address that is typed letter by letter.
_SPELT: Final = 6
_AT: Final = re.compile(
    r"\s*(?:[(（\[]at[)）\]]|艾特|爱特|小老鼠|圈圈?a|花a|(?<=[A-Za-z0-9_]) ?at ?(?=[A-Za-z0-9]{1,20} ?(?:\.|点|dot))|@)[号符]?(?:\s*(?![,，])|(?=[,，]))",
    re.IGNORECASE,
)
#: A dot in words or set apart by spaces: 「126 . com」, 「sina 点 com」.
_DOT: Final = re.compile(
    r"\s*(?:点儿?|。)\s*(?=[A-Za-z])|(?<=[A-Za-z0-9])\s*(?:(?<=\s)dot(?=\s)|\.)\s*(?=(?:com|cn|net|org|edu|gov|vip|shop|top)\b)"
)
_SIGNS: Final = (("下划线", "_"), ("中划线", "-"), ("短横线?", "-"), ("减号", "-"), ("横杠", "-"), ("小?横线", "-"))
#: A word before the address that is none of its pieces.
_LABEL: Final = r"(?:e-?mail|mail|address|is|my|the|qq|mailto)"
_PIECES: Final = re.compile(rf"(?:(?!{_LABEL}\b)\b[a-z0-9._\-]+ +)+$")
#: 「QQ号52830194，邮箱就是QQ邮箱」.
_BY_QQ: Final = re.compile(r"(?:邮箱|email)?.{0,6}(?:就是|用的?|是)?qq(?:的)?(?:邮箱|信箱)", re.IGNORECASE)
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62}[A-Za-z0-9])?(?:\.[A-Za-z0-9\-]{1,63}){1,4}"
)


def read_email(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The one address of e-mail in the words, in lower case; 艾特 and 点 are written as signs.

    Pieces that spaces cut off before it are joined to it, to be asked back.
    """
    text = _in_signs(phrase.text).lower()
    found = current(phrase.text, _EMAIL.findall(text)) or _by_qq(text)
    if len(found) != 1 or QUESTION.search(phrase.text):
        return unreadable("email", phrase, accepted="name@example.com")
    pieces = _PIECES.search(text[: max(text.find(found[0]), 0)])
    if pieces is not None:
        return Value(pieces[0].replace(" ", "") + found[0], approx=True)
    return hedged(Value(found[0]), phrase.text)


def _in_signs(said: str) -> str:
    """The words with the signs that were said in words, spelt letters and what spaces cut up joined."""
    tokens = said.split(" ")
    if len(tokens) > _SPELT and sum(len(one) == 1 for one in tokens) > len(tokens) // 2:
        said = "".join(tokens)
    text = spoken_runs(said.removeprefix("mailto:").replace("扣扣", "qq").replace("企鹅邮箱", "qq邮箱"))
    for word, sign in _SIGNS:
        text = re.sub(rf"\s*{word}\s*", sign, text)
    return re.sub(r"(?<=@)[,，]\s*", "", _DOT.sub(".", _AT.sub("@", text)))


def _by_qq(text: str) -> list[str]:
    """The address that a number of QQ is, where the words say that the mail is there."""
    numbers = re.findall(r"(?<![0-9])[1-9][0-9]{4,10}(?![0-9])", text) if _BY_QQ.search(text) else []
    return [f"{numbers[0]}@qq.com"] if len(numbers) == 1 and "没" not in text else []


def read_url(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """An http or https address; one without scheme gets https."""
    text = re.sub(r"(?:三|3)个?[wW](?![A-Za-z])", "www", phrase.original)
    text = re.sub(
        r"\s*(?:点|。)\s*(?=[A-Za-z])", ".", re.sub(r"(?<=[A-Za-z0-9])\s*(?:斜杠|斜线)\s*(?=[A-Za-z0-9])", "/", text)
    )
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
