"""The check before submission and the overview, short enough for WeChat: parts to look at one by one, and the page for all of it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .rendering import menu_link, plain

#: What a part is asked for with, and all of them.
_ASKED: Final = re.compile(r"看?第?\s?(?P<number>[1-9]\d?|[一二三四五六七八九]|十[一二三四五六七八九]?)\s?部分")
_DIGITS: Final = "零一二三四五六七八九"
ALL: Final = "看全部"
#: What a part begins with is its title: 「【人员】…」, 「材料：…」.
_TITLE: Final = re.compile(r"【(?P<framed>[^】\n]{1,20})】|(?P<led>[^：:，。；\n]{1,12})[：:]")
#: Between two items, and not within the brackets of one.
_BETWEEN: Final = re.compile(r"；(?![^（）]*）)")
#: Between the items of an overview, and how many of them are shown.
_ITEMS: Final = re.compile(r"[；、]")
_FEW: Final = 4


class Part(NamedTuple):
    """One part. ``body``: what stands in it, a line for each item."""

    title: str
    body: str


class Check(NamedTuple):
    """The check: what stands before its parts and after them."""

    head: str
    parts: tuple[Part, ...]
    end: str


def check_of(text: str) -> Check | None:
    """The check in its parts, one for each line but the first and the last; None where it has none."""
    head, *inside, end = text.split("\n") if text.count("\n") > 1 else ("", "")
    if not inside:
        return None
    return Check(head, tuple(_part(line, place) for place, line in enumerate(inside, 1)), end)


def asked_part(words: str) -> int | None:
    """The number of the part that the words ask for, 0 for all; None where they say something else."""
    match = _ASKED.fullmatch(words)
    if match is None:
        return 0 if words == ALL else None
    number = match["number"]
    if number.isdigit():
        return int(number)
    return 10 * number.startswith("十") + max(_DIGITS.find(number[-1]), 0)


def brief(check: Check, url: str) -> str:
    """The titles of the parts, each to be tapped or asked for. ``url``: where all of it is in one page."""
    lines = [f"第{place}部分 {_link(f'看第{place}部分', part.title)}" for place, part in enumerate(check.parts, 1)]
    how = f"点开看，或者回复「第1部分」「{ALL}」。网页上看：{url}"
    return "\n".join((plain(check.head), *lines, how, plain(check.end)))


def one(check: Check, number: int) -> str | None:
    """The part, and the way to the next; None where there is no such part."""
    if not 1 <= number <= len(check.parts):
        return None
    part = check.parts[number - 1]
    told = f"【{plain(part.title)}】\n{plain(part.body)}"
    if number == len(check.parts):
        return f"{told}\n\n{plain(check.end)}"
    return f"{told}\n\n接着看：{_link(f'看第{number + 1}部分', check.parts[number].title)}"


def whole(check: Check) -> str:
    """All parts one after the other."""
    parts = (f"【{plain(part.title)}】\n{plain(part.body)}" for part in check.parts)
    return "\n\n".join((*parts, plain(check.end)))


def overview(text: str, url: str) -> str:
    """How far it is, with the first items of each line. ``url``: where all of it is, named where something was left out."""
    lines = [_first_items(line) for line in text.split("\n")]
    told = "\n".join(map(plain, lines))
    return told if told == plain(text) else f"{told}\n全部在网页上看：{url}"


def _first_items(line: str) -> str:
    places = [match.end() for match in _ITEMS.finditer(line)]
    return line if len(places) <= _FEW else f"{line[: places[_FEW - 1] - 1]}……"


def _part(line: str, place: int) -> Part:
    match = _TITLE.match(line)
    title = (match["framed"] or match["led"]) if match is not None else f"第{place}部分"
    body = line[match.end() :] if match is not None else line
    return Part(title, _BETWEEN.sub("\n", body))


def _link(content: str, label: str) -> str:
    return menu_link(content, "part", plain(label))
