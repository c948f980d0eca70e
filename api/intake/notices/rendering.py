"""A notice -> its template with plain data, and from there the PDF, made in the printer's own process."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import Any, Final

from actions.apart import Apart
from actions.local_time import ZONE

from .errors import require
from .kinds import Notice

#: Stands on every page of what only a bureau can issue.
MARK: Final = "草稿，不具法律效力，以受理机关盖章的为准"
#: Stands on every page of what is ours.
RECEIPT_MARK: Final = "电子申请收件凭证，不表示已经受理"
#: Characters of one text, entries of one list, and characters of a notice; more is refused, not cut off. A line's end counts as
#: the line of characters that could have stood there.
LONGEST_TEXT: Final = 2_000
LONGEST_LIST: Final = 500
LONGEST_NOTICE: Final = 60_000
_LINE: Final = 40
#: Control characters, those that reorder or hide what stands beside them, and halves of characters.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs"})
_LINE_ENDS: Final = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\t": " "})


def page_of(notice: Notice) -> tuple[str, dict[str, Any]]:
    """What ``Printer.pdf`` takes: the template's name and what it tells. Characters that cannot be seen are left out.

    Raises:
        NoticeInvalid: a text is blank, or something is longer than the bounds above.
    """
    told = _plain(asdict(notice))
    require(sum(map(_room, _texts(told))) <= LONGEST_NOTICE, "a notice is not longer than can be printed")
    mark = MARK if notice.draft else RECEIPT_MARK
    page = {"notice": told, "title": notice.title, "draft": notice.draft, "mark": mark}
    return f"notices/{notice.template}.html", page


def render(notice: Notice, printer: Apart) -> bytes:
    """The notice as an A4 PDF with its fonts embedded. ``printer`` has a Printer in it; a coroutine asks it ``page_of`` instead.

    Raises:
        NoticeInvalid: as ``page_of`` does.
        NotPrintable, Overrun, Crowded, WorkFailed: as the printer does.
    """
    pdf: bytes = printer.call("pdf", *page_of(notice))
    return pdf


def _plain(value: Any) -> Any:
    """The same, its texts as they can be seen, its moments in Shanghai."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return _seen(value)
    if isinstance(value, datetime):
        return value.astimezone(ZONE)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (tuple, list)):
        require(len(value) <= LONGEST_LIST, "a list is not longer than can be printed")
        return [_plain(part) for part in value]
    return value


def _seen(text: str) -> str:
    require(len(text) <= LONGEST_TEXT, "a text is not longer than can be printed")
    lined = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    seen = "".join(one for one in lined if one == "\n" or unicodedata.category(one) not in _UNSEEN)
    require(bool(seen.strip()), "a text is not blank")
    require(_room(seen) <= LONGEST_TEXT, "a text is not longer than can be printed")
    return seen


def _room(text: str) -> int:
    return len(text) + _LINE * text.count("\n")


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, (dict, list)):
        for part in told.values() if isinstance(told, dict) else told:
            yield from _texts(part)
