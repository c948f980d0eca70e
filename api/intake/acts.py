"""What an officer does to an application, checked for itself: which acts there are and what each has to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ..problems import Problem
from .clock import Reason
from .event import Point

LONGEST_WORDS: Final = 1000
MOST_POINTS: Final = 100
#: Acts, and what an applicant has to be told with each. Those that end a matter to the applicant's harm give their grounds;
#: what is granted while something is owed says what, and by when.
#: Source: 《行政许可法》第三十八条第二款 (refusal: grounds and remedies), 第四十二条 (extension: grounds), 第八条、第六十九条 (recall, revocation).
GROUNDS: Final = frozenset(
    {"not_needed", "acceptance_refused", "refused", "recalled", "revoked", "extended", "granted_with_deferral"}
)
#: Source: 《行政许可法》第四十五条: the special procedures whose time is not counted.
SPECIAL: Final = tuple(reason.value for reason in Reason if reason is not Reason.correction)
KINDS: Final = (
    "accepted", "not_needed", "acceptance_refused", "correction_begun", "review_begun", "special_begun", "special_ended",
    "extended", "granted", "granted_with_deferral", "refused", "issued", "delivered", "recalled", "revoked",
)  # fmt: skip
_MEMBERS: Final = frozenset({"kind", "seq", "words", "reason", "points", "until"})


@dataclass(frozen=True, slots=True)
class Act:
    """One act.

    Args:
        kind: the status that it leads to.
        seq: number of the latest event that the officer has seen; where more happened, nothing is done.
        words: to the applicant. reason: of a special procedure.
        points, until: of a correction; labels are not filled in yet.
    """

    kind: str
    seq: int
    words: str = ""
    reason: str = ""
    points: tuple[Point, ...] = ()
    until: date | None = None


def read_act(body: Any) -> Act:
    """The act that a request's JSON tells. Raises Problem 422 naming everything that is wrong."""
    if not isinstance(body, dict):
        raise _invalid([("", "应当是一个对象")])
    errors = [(f"/{name}", "没有这一项") for name in sorted(body.keys() - _MEMBERS)]
    kind, seq = body.get("kind"), body.get("seq")
    if kind not in KINDS:
        errors.append(("/kind", "应当是：" + "、".join(KINDS)))
    if type(seq) is not int or seq < 1:
        errors.append(("/seq", "应当是看到的最后一步的编号"))
    words, reason = _text(body, "words", LONGEST_WORDS, errors), _text(body, "reason", 20, errors)
    if kind in GROUNDS and not words:
        owed = kind == "granted_with_deferral"
        errors.append(("/words", "要写明还欠什么材料、什么时候补上" if owed else "要写明理由"))
    if kind == "special_begun" and reason not in SPECIAL:
        errors.append(("/reason", "应当是：" + "、".join(SPECIAL)))
    until = _day(body.get("until"), errors)
    points = _points(body.get("points", []), errors)
    if (kind == "correction_begun") != bool(points):
        errors.append(("/points", "补正要写明改哪几处；别的不写"))
    if errors:
        raise _invalid(errors)
    return Act(str(kind), int(str(seq)), words, reason if kind == "special_begun" else "", points, until)


def _points(said: Any, errors: list[tuple[str, str]]) -> tuple[Point, ...]:
    if not isinstance(said, list) or len(said) > MOST_POINTS:
        errors.append(("/points", f"应当是一个数组，最多 {MOST_POINTS} 项"))
        return ()
    return tuple(_point(one, f"/points/{at}", errors) for at, one in enumerate(said))


def _point(said: Any, place: str, errors: list[tuple[str, str]]) -> Point:
    known = {"pointer", "material", "words", "basis"}
    if not isinstance(said, dict) or said.keys() - known or not all(isinstance(one, str) for one in said.values()):
        errors.append((place, "应当是一个对象，只有 pointer 或 material、words、basis，都是文字"))
        return Point("", "")
    if bool(said.get("pointer")) == bool(said.get("material")):
        errors.append((place, "要有 pointer（表上的一处）或者 material（一份材料），只要一个"))
    words, basis = said.get("words", "").strip(), said.get("basis", "").strip()
    if not words or len(words) > LONGEST_WORDS:
        errors.append((f"{place}/words", f"要写明哪里不对、怎么改，不超过 {LONGEST_WORDS} 个字"))
    if len(basis) > LONGEST_WORDS:
        errors.append((f"{place}/basis", f"不超过 {LONGEST_WORDS} 个字"))
    return Point("", words, said.get("pointer", ""), said.get("material", ""), basis)


def _text(body: Mapping[str, Any], name: str, longest: int, errors: list[tuple[str, str]]) -> str:
    text = body.get(name, "")
    if not isinstance(text, str) or len(text) > longest:
        errors.append((f"/{name}", f"应当是不超过 {longest} 个字的文字"))
        return ""
    return text.strip()


def _day(said: Any, errors: list[tuple[str, str]]) -> date | None:
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError):
        errors.append(("/until", "应当是一个日期，比如 2026-12-21"))
        return None


def _invalid(errors: list[tuple[str, str]]) -> Problem:
    return Problem(422, "invalid-act", f"有 {len(errors)} 处不对。", errors)
