"""Opening and closing told apart, each with its verb: 九点开门，晚上十点打烊; 打烊晚上十点，开门早上八点; 0600开1400收."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .clock import TIME, clock, minutes_of
from .numerals import parse_number

_OPEN: Final = r"来(?=[,，\s0-9一二三四五六七八九十]|$)|到岗|上岗|开门|开始营业|开始做|开始|营业|开张|开业|出摊|开摊|摆摊|迎客|接客|开档|开市|开店|开"
_CLOSE: Final = r"走(?=$|[,，])|关门|打烊|收摊|收工|歇业|关店|收档|上门板|下门板|下班|收市|结束|收(?!拾|银|货|钱)|关"
_UNTIL: Final = r"(?:开|做|卖|营业|忙|干|一直)到"
_FOUR: Final = r"(?<!\d)[012]\d[0-5]\d(?!\d)"
_TOKEN: Final = re.compile(rf"(?P<time>{TIME}|{_FOUR})|(?P<until>{_UNTIL})|(?P<shut>{_CLOSE})|(?P<open>{_OPEN})")
_TO_A_TIME: Final = re.compile(rf"[到至~-]\s*(?:{TIME})")
_ANY_TIME: Final = re.compile(TIME)
#: What may stand between a verb and its time.
_NEAR: Final = re.compile(r"(?:是|么|嘛|呢|在|要|到|就|才|时间|的|准时|一般|左右|通常|正式|了|[:：\s])*")
_CLAUSE: Final = re.compile(r"[^,，。;；]*[,，。;；]?")


@dataclass(frozen=True, slots=True)
class _Said:
    """A time with its verb, and where both stand together in their clause; ``weak``: the verb is 下班, which the door does not do."""

    time: str
    opens: bool
    start: int
    end: int
    weak: bool = False


#: 「十一点开门，开十二个钟头」: how long, in place of the closing time.
_FOR_HOURS: Final = re.compile(
    rf"(?P<from>{TIME})(?:{_OPEN})[,，\s]*(?:就|要|然后|一直)?(?:开|干|做|营业|忙|站)(?:满|足)?(?P<n>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})个?(?:小时|钟头)(?:就|再)?(?:{_CLOSE})?"
)
#: 「早上七点，晚上十点关」: the opening goes without a verb.
_SHUT_BEHIND: Final = re.compile(
    rf"(?P<from>(?:凌晨|早上|早晨|上午|早|清早|一早){TIME}|{TIME})[,，\s]+(?P<to>{TIME})(?:关门|打烊|收摊|关)$"
)


def _till(match: re.Match[str]) -> str:
    begin, hours = minutes_of(match["from"]), parse_number(match["n"])
    if begin is None or hours is None or hours.value is None:
        return match[0]
    return f"{clock(begin[0])}到{clock((begin[0] + int(hours.value) * 60) % 1440)}"


def with_span(text: str) -> str:
    """The text with its one opening time and its one closing time as one span; itself where not both have a verb.

    A clause that begins with the verb goes on so (关门晚上六点), any other has the verb behind the time. Other times, of getting up
    and of kneading dough, are left out.
    """
    text = _FOR_HOURS.sub(_till, text)
    text = _SHUT_BEHIND.sub(r"\g<from>开门,\g<to>关", text) if _SHUT_BEHIND.search(text) else text
    clauses = [(clause[0], _said(clause[0])) for clause in _CLAUSE.finditer(text) if clause[0]]
    strong = any(not one.opens and not one.weak for _, said in clauses for one in said)
    clauses = [(clause, [one for one in said if not (strong and one.weak)]) for clause, said in clauses]
    opened = [one for _, said in clauses for one in said if one.opens]
    closed = [one for _, said in clauses for one in said if not one.opens]
    if len(opened) != 1 or len(closed) != 1:
        return text
    span = f"{_clock(opened[0].time)}到{_clock(closed[0].time)}"
    kept = ""
    for clause, said in clauses:
        if not said:
            kept += clause if _TO_A_TIME.search(clause) else _ANY_TIME.sub("", clause)
            continue
        for one in reversed(said):
            clause = clause[: one.start] + (span if one.opens else "") + clause[one.end :]  # noqa: PLW2901
        kept += clause
    return kept


def _clock(time: str) -> str:
    return f"{time[:2]}:{time[2:]}" if re.fullmatch(_FOUR, time) else time


def _said(clause: str) -> list[_Said]:
    """The times of a clause that have a verb."""
    tokens = [*_TOKEN.finditer(clause)]
    verb_first = bool(tokens) and not tokens[0]["time"] and not tokens[0]["until"]
    found = []
    for index, token in enumerate(tokens):
        if not token["time"]:
            continue
        before = (
            tokens[index - 1] if index and _NEAR.fullmatch(clause, tokens[index - 1].end(), token.start()) else None
        )
        after = (
            tokens[index + 1]
            if tokens[index + 1 :] and _NEAR.fullmatch(clause, token.end(), tokens[index + 1].start())
            else None
        )
        if before is not None and before["until"]:
            end = after.end() if after is not None and after["shut"] else token.end()
            found.append(_Said(token["time"], opens=False, start=before.start(), end=end))
        elif verb_first and before is not None and not before["time"]:
            found.append(_Said(token["time"], opens=bool(before["open"]), start=before.start(), end=token.end()))
        elif not verb_first and after is not None and (after["open"] or after["shut"]):
            weak = after[0] in ("下班", "收工", "结束")
            found.append(
                _Said(token["time"], opens=bool(after["open"]), start=token.start(), end=after.end(), weak=weak)
            )
    return found
