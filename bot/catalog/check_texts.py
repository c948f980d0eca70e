"""Texts that the program fills with values: all are there, each with its placeholders and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from .building import Built
from .issues import Issue, did_you_mean
from .placeholders import NEEDED, Slots
from .yaml_reader import Document

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_NAME: Final = re.compile(r"[a-z_]+")
_SLOTS: Final = {key: slots for texts in NEEDED.values() for key, slots in texts.items()}


def placeholders(built: Built, today: date) -> Iterator[Issue]:
    """Every placeholder in a text is a name that is filled there, none is left open, and none was lost."""
    for document in built.source.texts:
        for key, text in document.data.items():
            found = _PLACEHOLDER.findall(text)
            bare = _PLACEHOLDER.sub("", text)
            if any(not _NAME.fullmatch(name) for name in found) or "{" in bare or "}" in bare:
                what = f"文字 {key} 里的占位符写得不对。"
                remedy = "占位符写成 {label} 的样子，括号要成对。"
                yield Issue(document.file, document.line(key), "TEXT-02", what, remedy)
            else:
                yield from _filled(document, key, frozenset(found), _SLOTS.get(key, Slots()))


def _filled(document: Document, key: str, found: frozenset[str], slots: Slots) -> Iterator[Issue]:
    missing = sorted(slots.must - found)
    for name in sorted(found - slots.must - slots.may):
        what = f"文字 {key} 里的 {{{name}}} 没有值可以填，申请人会看到花括号。"
        known = sorted(slots.must | slots.may)
        remedy = f"这里可以写：{'、'.join(f'{{{one}}}' for one in known)}。" if known else "去掉花括号。"
        meant = did_you_mean(name, known)
        yield Issue(document.file, document.line(key), "TEXT-04", what, remedy, f"{{{meant}}}" if meant else "")
    if missing:
        lost = "、".join(f"{{{one}}}" for one in missing)
        what = f"文字 {key} 里少了 {lost}，要告诉申请人的内容就说不出来。"
        yield Issue(document.file, document.line(key), "TEXT-03", what, f"把 {lost} 写回句子里。")


def needed_texts(built: Built, today: date) -> Iterator[Issue]:
    """Every text that the program says is written somewhere."""
    if "texts" in built.source.left_out or built.source.dictionary is None:
        return
    strangers = [key for key in built.texts if key not in _SLOTS]
    for file, texts in NEEDED.items():
        for key in texts:
            if key not in built.texts:
                meant = did_you_mean(key, strangers)
                yield Issue(file, 0, "TEXT-05", f"缺少文字 {key}，程序要说它。", f"加一行「{key}: ……」。", meant)
