"""Typed value readers: what one phrase means as a value of one kind, or why it means none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from ..particles import without_particles
from . import (
    address,
    area,
    boolean,
    business_hours,
    choice,
    company_name,
    dates,
    document,
    duration,
    free_text,
    id_card,
    integer,
    licence_number,
    mobile,
    money,
    multi_choice,
    number,
    online,
    percentage,
    person_name,
    phone,
    plate,
    time_range,
    uscc,
)
from .address import AddressParts, is_elsewhere, parse_address, part_in
from .address_order import DISTRICTS
from .heard import in_known_words
from .phrase import ChoiceOption, Phrase
from .repair import mended, told_right

__all__ = [
    "CONDITIONED",
    "DISTRICTS",
    "KINDS",
    "AddressParts",
    "ChoiceOption",
    "is_elsewhere",
    "parse_address",
    "part_in",
    "read_value",
]

#: An answer longer than this is no value of any kind but text.
LONGEST: Final = 300
LONGEST_TEXT: Final = 2000

#: Kinds of which nearly any words may be a value: only a self-correction set off by a comma counts there.
_OPEN: Final = frozenset({"text", "company_name", "address"})
#: Numbers and times: what is counted is said in dialect, corrected and denied in ways of its own.
_COUNTED: Final = frozenset(
    {"area", "business_hours", "date", "duration", "integer", "money", "number", "percentage", "time_range"}
)
#: Choices that are called so: of them 「填错了」 and 「要改一下」 pick one, and correct nothing said before.
_CHANGES: Final = re.compile("[改错]|更正|变更")
#: Kinds whose words mean something only to their question, or something else.
CONDITIONED: Final = frozenset(
    {"area", "boolean", "choice", "date", "integer", "money", "number", "text", "time_range"}
)
#: Value kind -> its reader.
KINDS: Final[dict[str, Callable[..., Value | Rejection]]] = {
    "address": address.read,
    "area": area.read,
    "boolean": boolean.read,
    "business_hours": business_hours.read,
    "choice": choice.read,
    "company_name": company_name.read,
    "date": dates.read,
    "duration": duration.read,
    "email": online.read_email,
    "id_card": id_card.read,
    "id_document": document.read,
    "integer": integer.read,
    "licence_number": licence_number.read,
    "mobile": mobile.read,
    "money": money.read,
    "multi_choice": multi_choice.read,
    "number": number.read,
    "percentage": percentage.read,
    "person_name": person_name.read,
    "phone": phone.read,
    "plate": plate.read,
    "postcode": plate.read_postcode,
    "text": free_text.read,
    "time_range": time_range.read,
    "url": online.read_url,
    "uscc": uscc.read,
}


def read_value(
    kind: str, text: str, *, today: date, options: Sequence[ChoiceOption] = (), ask: str = ""
) -> Value | Rejection:
    """The value of ``kind`` that ``text`` says, or a rejection with what was understood and what would be accepted.

    Args:
        today: reference day of relative dates.
        options: the choices offered, for ``choice`` and ``multi_choice``.
        ask: the question's words, for the kinds of ``CONDITIONED``: 「吃是不在这里吃的」 is an answer only to one, 「一年十八万」 another
            sum when a month's rent was asked for.

    Raises:
        KeyError: there is no such kind.
    """
    reader = KINDS[kind]
    if len(text) > (LONGEST_TEXT if kind == "text" else LONGEST):
        return Rejection("input.too_long", {"bound": LONGEST_TEXT if kind == "text" else LONGEST})
    phrase = Phrase.of(text)
    if not phrase.original:
        return Rejection("input.empty", {})
    if kind in _COUNTED:
        said = told_right(in_known_words(Phrase.of(without_particles(_asked_behind(phrase.original)))))
    else:
        said = phrase if _speaks_of_changes(options) else mended(phrase, open_kind=kind in _OPEN)
    if kind in CONDITIONED:
        return reader(said, today=today, options=options, ask=ask)
    return reader(said, today=today, options=options)


#: 「5平米，够不够格？」: what is asked behind the answer takes nothing from it.
_ASKED_BEHIND: Final = re.compile(
    r"(?<=.)[,，。\s](?:这样|这个|那|你看)?(?:够不够|行不行|可不可以|能不能|合不合|行吗|够吗|可以吗|能行吗|够格吗|够了吗|符合吗)[^,，0-9零一二三四五六七八九十]{0,4}[?？]?$"
)


def _asked_behind(text: str) -> str:
    return _ASKED_BEHIND.sub("", text)


def _speaks_of_changes(options: Sequence[ChoiceOption]) -> bool:
    return any(_CHANGES.search(name) is not None for one in options for name in (one.label, *one.names))
