"""A message cut into clauses at its punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .message import Message

# a comma, full stop or colon inside a number or an address of a page does not end a clause; 、 joins things of one answer
_END: Final = re.compile(
    r"(?:(?<=\A[有对是没做要会好]) (?=[\u3400-\u9fff]{2})|(?<=[了错对啊呀吧的哦]) (?=[0-9])|[;!?。！？；…\n]|(?<![0-9]),|,(?![0-9]{3})|\.{3,}|(?<=[\u3400-\u9fff0-9a-z][\u3400-\u9fff]) {1,3}(?=[\u3400-\u9fff][\u3400-\u9fff0-9a-z])(?!(?<=[零一二三四五六七八九十百千万两点] )[零一二三四五六七八九十百千万两点])|(?<=[\u3400-\u9fff][的了吧啊呀呢]) (?=[a-z]{2,9}[也都有没不])|(?<=[\u3400-\u9fff0-9][\u3400-\u9fff]) (?=[0-9]{1,4}个?(?:平|㎡))|(?<=[\u3400-\u9fff][\u3400-\u9fff])(?<!一共)(?<!总共)(?<!大概)(?<!大约)(?<!不多)(?<!应该)(?<!可能)(?<!估计) (?=[0-9]{1,3}[个张把台位][\u3400-\u9fff]))+"
    r"|(?<=\A对了)(?=我|咱|阿拉|店|这|那|还|忘|有|没)"
    # 「80平没有堂食有外卖」: how large it is, and what is done there
    r"|(?:(?<=[0-9半十百千]平)|(?<=平米)|(?<=平方)|(?<=㎡)|(?<=堂食)|(?<=外卖)|(?<=外带))(?=(?:没[有得]?|有|无|不[做搞接送带]|只?做|带)(?:堂食|外卖|外带|外送|自提|明火|包厢|包间|座位))"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Characters ``start`` to ``end`` (not included) of the message, its closing signs in ``sign``."""

    start: int
    end: int
    folded: str
    sign: str = ""

    @property
    def whole(self) -> str:
        """The clause with its closing signs."""
        return self.folded + self.sign


def clauses(message: Message) -> tuple[Clause, ...]:
    """The clauses that say something, from left to right, without the spaces around them."""
    found: list[Clause] = []
    at = 0
    for match in _END.finditer(message.folded):
        _add(found, message, at, match.start(), match[0])
        at = match.end()
    _add(found, message, at, len(message.folded), "")
    return tuple(found)


def _add(found: list[Clause], message: Message, start: int, end: int, sign: str) -> None:
    while start < end and message.folded[start].isspace():
        start += 1
    while end > start and message.folded[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Clause(start, end, message.folded[start:end], sign))
