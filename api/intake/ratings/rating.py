"""A bad rating and what came of it, checked for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ...problems import Problem
from ..event import Deadline

#: The bad ones of the five grades. Source: 国办发〔2019〕51号 (非常满意、满意、基本满意、不满意、非常不满意; the last two are 差评).
GRADES: Final[Mapping[int, str]] = {2: "不满意", 1: "非常不满意"}
#: How calling the applicant back went.
CALLS: Final[Mapping[str, str]] = {
    "reached": "打通了，和申请人说过了",
    "unreached": "打过，没有打通",
    "unwanted": "申请人不要回访",
}
#: Characters.
LONGEST_WORDS: Final = 500
LONGEST_REASON: Final = 50
MOST_REASONS: Final = 20
LONGEST_ANSWER: Final = 1000
_TEXTS: Final = {"found": "核实到的情况", "done": "怎么整改的", "words": "给申请人的答复"}


@dataclass(frozen=True, slots=True)
class BadRating:
    """``grade``: one of GRADES. ``words``: the applicant's; may be empty. ``reasons``: those that were ticked, in words."""

    grade: int
    words: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a department made of a rating.

    Args:
        found, done: for officers. words: to the applicant. call: one of CALLS.
        office, by: the department's title and the officer's id.
    """

    found: str
    done: str
    call: str
    words: str
    office: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A rating as intake holds it. ``at``: when it came. ``due``: the last day for the answer; None where it could not be reckoned."""

    reference: str
    rating: BadRating
    at: datetime
    due: Deadline | None
    answer: Answer | None = None


def read_rating(body: Any) -> BadRating:
    """The rating that a client's request tells. Raises Problem 422 naming everything that is wrong."""
    errors = _members(body, {"grade", "words", "reasons"})
    grade, words, reasons = (body.get(name) for name in ("grade", "words", "reasons")) if not errors else (0, "", [])
    if type(grade) is not int or grade not in GRADES:
        errors.append(("/grade", "2（不满意）或者 1（非常不满意）"))
    words = "" if words is None else words
    if not isinstance(words, str) or len(words) > LONGEST_WORDS:
        errors.append(("/words", f"不超过 {LONGEST_WORDS} 个字的文字"))
    reasons = [] if reasons is None else reasons
    if not isinstance(reasons, list) or len(reasons) > MOST_REASONS or not all(map(_is_reason, reasons)):
        errors.append(("/reasons", f"最多 {MOST_REASONS} 条，每条不超过 {LONGEST_REASON} 个字"))
    if errors:
        raise Problem(422, "invalid-rating", f"评价有 {len(errors)} 处不对。", errors)
    return BadRating(grade, words.strip(), tuple(reasons))


def read_answer(body: Any, office: str, by: str, now: datetime) -> Answer:
    """The answer that an officer's request tells. Raises Problem 422 naming everything that is wrong."""
    errors = _members(body, {*_TEXTS, "call"})
    said = {} if errors else {name: body.get(name) for name in (*_TEXTS, "call")}
    for name, label in _TEXTS.items():
        text = said.get(name)
        if not isinstance(text, str) or not 0 < len(text.strip()) <= LONGEST_ANSWER:
            errors.append((f"/{name}", f"要写{label}，不超过 {LONGEST_ANSWER} 个字"))
    if said.get("call") not in CALLS:
        errors.append(("/call", "回访的情况，应当是：" + "、".join(CALLS)))
    if errors:
        raise Problem(422, "invalid-answer", f"有 {len(errors)} 处不对。", errors)
    texts = {name: str(said[name]).strip() for name in _TEXTS}
    return Answer(**texts, call=str(said["call"]), office=office, by=by, at=now)


def _members(body: Any, known: set[str]) -> list[tuple[str, str]]:
    if not isinstance(body, dict):
        return [("", "应当是一个对象")]
    return [(f"/{name}", "没有这一项") for name in sorted(body.keys() - known)]


def _is_reason(said: Any) -> bool:
    return isinstance(said, str) and 0 < len(said) <= LONGEST_REASON
