"""The number by which an applicant is known, as a paper may show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .errors import require

CREDIT_CODE: Final = "统一社会信用代码"
ID_CARD: Final = "居民身份证号"
_STAR: Final = "*"


@dataclass(frozen=True, slots=True)
class Certificate:
    """``shown``: a firm's credit code, which is public, or another number with its middle masked; never a whole one.

    Raises:
        NoticeInvalid: a personal number that is not masked.
    """

    label: str
    shown: str

    def __post_init__(self) -> None:
        require(self.label == CREDIT_CODE or _STAR in self.shown, "a personal number is shown masked")


def credit_code(number: str) -> Certificate:
    """A firm's 统一社会信用代码, whole."""
    return Certificate(CREDIT_CODE, number)


def id_card(number: str) -> Certificate:
    """An ID number with its first 3 and last 4 characters: a birthday must not show."""
    return _masked(ID_CARD, number, 3, 4)


def other(label: str, number: str) -> Certificate:
    """A passport's or another paper's number with its first 2 and last 2 characters."""
    return _masked(label, number, 2, 2)


def _masked(label: str, number: str, first: int, last: int) -> Certificate:
    """Of a number too short for it nothing is shown."""
    hidden = len(number) - first - last
    if hidden < 1:
        return Certificate(label, _STAR * max(len(number), 1))
    return Certificate(label, f"{number[:first]}{_STAR * hidden}{number[-last:]}")
