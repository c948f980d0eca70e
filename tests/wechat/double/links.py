"""What can be tapped in a text, as WeChat's clients find it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

_LINK = re.compile(r'<a href="(?P<href>[^"]*)">(?P<label>.*?)</a>', re.DOTALL)
_ADDRESS = re.compile(r"https?://[\w\-.~:/?#\[\]@!$&'()*+,;=%]+", re.ASCII)


@dataclass(frozen=True)
class Part:
    """A piece of a text. ``url``: a tap opens it; ``says`` and ``menu``: a tap sends the words with that id."""

    text: str
    url: str = ""
    says: str = ""
    menu: str = ""


def parts(text: str) -> list[Part]:
    """The text in pieces, in order."""
    found, end = [], 0
    for match in _LINK.finditer(text):
        found += [*_addresses(text[end : match.start()]), _link(html.unescape(match["href"]), match["label"])]
        end = match.end()
    return [*found, *_addresses(text[end:])]


def _link(href: str, label: str) -> Part:
    address = urlsplit(href)
    if (address.scheme, address.netloc) != ("weixin", "bizmsgmenu"):
        return Part(label, url=href)
    query = parse_qs(address.query)
    return Part(label, says=query.get("msgmenucontent", [""])[0], menu=query.get("msgmenuid", [""])[0])


def _addresses(text: str) -> list[Part]:
    found, end = [], 0
    for match in _ADDRESS.finditer(text):
        found += [Part(text[end : match.start()]), Part(match.group(), url=match.group())]
        end = match.end()
    return [part for part in (*found, Part(text[end:])) if part.text]


def menu_link(words: str, menu: str) -> str:
    """An entry of a message with a menu, as a link in a text."""
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={quote(words)}&msgmenuid={quote(menu)}">{words}</a>'
