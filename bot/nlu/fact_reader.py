"""One fact's reader on some words: a value with its parts, 「没有」, or a rejection."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from bot.engine.commands import Understood
from bot.engine.facts import Fact, Option
from bot.engine.values import Json, Rejection, Value

from .values import CONDITIONED, KINDS, ChoiceOption, is_elsewhere, parse_address, read_value
from .values.person_name import as_written

#: A day without its month.
_DAY_ONLY: Final = re.compile(
    r"(?:就|是|在|那|嘛|[,， ])*[0-9一二三四五六七八九十廿卅]{1,3}(?:号|日)(?:吧|的|办的|拿的|发的)*"
)
#: Days that fall on another date each year.
_MOVABLE: Final = re.compile(
    r"农历|阴历|旧历|腊月|正月|初[一二三四五六七八九十]|廿|中秋|端午|春节|除夕|元宵|重阳|清明|冬至"
)
#: 「三个月前」 is no day of a certificate.
_SO_LONG_AGO: Final = re.compile(r"(?:月|年|周|星期|礼拜)(?:之|以)?前")
#: Kinds whose value may be any words: nothing in the words themselves says that they are one.
OPEN_KINDS: Final = frozenset({"text", "company_name", "person_name"})


@dataclass(frozen=True, slots=True)
class Found:
    """What some words are for one fact. ``parts``: for an address, fact id -> value."""

    value: Understood
    parts: Mapping[str, Json] = field(default_factory=dict)

    @property
    def taken(self) -> bool:
        """Whether the words were a value (or 「没有」) and not refused."""
        return not isinstance(self.value, Rejection)


def choices_of(options: Sequence[Option]) -> tuple[ChoiceOption, ...]:
    """The options as the readers of values know them."""
    return tuple(ChoiceOption(one.value, one.label, one.names) for one in options)


def read_fact(fact: Fact, words: str, today: date, options: Sequence[Option] | None = None) -> Found:
    """The words as a value of the fact.

    Args:
        options: the choices as they were shown; None means the fact's own.
    """
    if fact.kind not in KINDS:
        return Found(Rejection("answer.shape", {"label": fact.label, "example": fact.wording.example}, fact.id))
    if fact.kind == "address":
        return _read_address(fact, words, today)
    offered = choices_of(fact.options if options is None else options)
    value = read_value(fact.kind, words, today=today, options=offered, ask=_question(fact))
    if isinstance(value, Value) and _is_no_number(fact, value, words):
        value = Rejection(f"{fact.kind}.unreadable", {"understood": words[:60], "accepted": fact.wording.example})
    if fact.kind == "date" and fact.limits.not_after == "today":
        value = _past(value, words, today)
        if isinstance(value, Value) and _SO_LONG_AGO.search(words) is not None:
            value = replace(value, approx=True)
    return Found(value)


#: A number of a paper, and its figures.
_NUMBERED: Final = re.compile(r"编号|证号|号码")
_FIGURE: Final = re.compile(r"[0-9零一二三四五六七八九]")
#: 「变成30间」 counts rooms, where persons were asked for.
_ROOMS: Final = re.compile(r"[0-9零一二两三四五六七八九十百]\s*(?:间|套|平)")
_PERSONS: Final = re.compile(r"[0-9零一二两三四五六七八九十百]\s*(?:个|位|名)?(?:人|客人|员工)")


def read_box(fact: Fact, words: str, today: date, options: Sequence[Option] | None = None) -> Found:
    """As ``read_fact``, of what was put into a place of the fact's own, where it cannot be meant for anything else."""
    found = read_fact(fact, words, today, options)
    refusal = found.value
    if not isinstance(refusal, Rejection) or refusal.code != "person_name.unreadable":
        return found
    rare = as_written(words)
    return found if rare is None else Found(rare)


def _is_no_number(fact: Fact, value: Value, words: str) -> bool:
    """Whether words without a figure stand for the number of a paper, or rooms for persons."""
    if fact.kind == "text":
        return _NUMBERED.search(fact.label) is not None and _FIGURE.search(str(value.value)) is None
    persons = fact.kind == "integer" and fact.unit == "人"
    return persons and _ROOMS.search(words) is not None and _PERSONS.search(words) is None


def _question(fact: Fact) -> str:
    """The question's words and what else the thing asked for is called."""
    return " ".join((fact.wording.ask, fact.label, *fact.names)) if fact.kind in CONDITIONED else ""


def _past(value: Value | Rejection, words: str, today: date) -> Value | Rejection:
    """The day for a fact that lies in the past: of a day without a year the last one, not the next."""
    if not isinstance(value, Value) or not isinstance(value.value, str) or value.value <= today.isoformat():
        return value
    if _DAY_ONLY.fullmatch(words.strip()) is not None:
        return replace(value, value=_latest(date.fromisoformat(value.value).day, today).isoformat())
    year_ago = (
        today.replace(year=today.year - 1) if (today.month, today.day) != (2, 29) else today - timedelta(days=366)
    )
    earlier = read_value("date", words, today=year_ago + timedelta(days=1))
    same_day = isinstance(earlier, Value) and str(earlier.value)[5:] == value.value[5:]
    same_day = same_day or _MOVABLE.search(words) is not None
    return earlier if same_day and isinstance(earlier, Value) and str(earlier.value) <= today.isoformat() else value


def _latest(day: int, today: date) -> date:
    """The last such day of a month up to today."""
    found = today
    while found.day != day:
        found -= timedelta(days=1)
    return found


def _read_address(fact: Fact, words: str, today: date) -> Found:
    value = read_value("address", words, today=today)
    if isinstance(value, Rejection) or not fact.parts:
        return Found(value)
    if is_elsewhere(words):
        return Found(Rejection("address.elsewhere", {"understood": words}, fact.id))
    parts = parse_address(words)
    said = {target: getattr(parts, name, None) for name, target in fact.parts.items()}
    return Found(value, {target: part for target, part in said.items() if part is not None})
