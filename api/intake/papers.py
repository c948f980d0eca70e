"""Which paper (文书) goes with an event, filled in from what intake holds. It is pure; ``notices/README.md`` has the table."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from .clock import Reason, Stopped
from .clock.reception import local_day
from .deadlines import Deadlines
from .event import Event, Point
from .filling_in import Filing, FillingIn
from .notices import (
    AcceptanceRefused,
    Accepted,
    Basis,
    CorrectionBegun,
    Defect,
    Extended,
    Granted,
    Ground,
    Notice,
    NoticeInvalid,
    NotNeeded,
    Received,
    Refused,
    SpecialBegun,
    Where,
)
from .notices.parts import UNITS

_LOG: Final = logging.getLogger("daoban.intake")
#: A refusing act says why in words alone: the law of its kind is known, the clause of the matter is the bureau's to add.
_CLAUSE: Final = "《中华人民共和国行政许可法》{}；事项适用的具体条款由受理机关写明"
_DEFERRED: Final = "容缺办理，以后补交的材料和期限以受理窗口为准。"


def notice_of(filing: Filing, history: Sequence[Event], deadlines: Deadlines) -> Notice | None:
    """The notice of the latest event of the history; None for an event that has none.

    None too where what the law wants in it is not there; that is logged as an error, without the values.
    """
    event = history[-1]
    make = _MAKERS.get(event.status)
    if make is None or not (filing.permit or make is _received):
        return None
    try:
        return make(FillingIn(filing, history, deadlines))
    except NoticeInvalid as fault:
        _LOG.error("event %s has no paper: %s", event.id, fault)
        return None


def _received(of: FillingIn) -> Notice:
    supplement = of.event.status == "correction_ended"
    # How many days there are after a correction, no law says; a filing has no acceptance.
    answer = of.term("收到") if of.filing.permit and not supplement else None
    return Received(of.matter(), of.event.at, of.materials(), answer, supplement)


def _correction_begun(of: FillingIn) -> Notice:
    correction = of.event.correction
    defects = tuple(_defect(one) for one in correction.points) if correction is not None else ()
    until = correction.until if correction is not None else None
    return CorrectionBegun(of.matter(of.event.words), of.day("received"), defects, until, None, of.materials())


def _defect(point: Point) -> Defect:
    where = Where.field if point.pointer else Where.material
    return Defect(where, point.label, point.words, basis=Basis(point.basis) if point.basis else None)


def _accepted(of: FillingIn) -> Notice | None:
    matter, limits, silent = of.matter(of.event.words), of.filing.limits, of.by_silence
    if silent and of.was_corrected:
        # What no law says in so many words is the bureau's to write.
        return None
    # By silence the law accepted it on the day it came, whatever day somebody said so.
    accepted = of.day("received" if silent else "accepted")
    law, promise = (None, None) if limits is None else (limits.statutory, limits.promised)
    promised = None if promise is None else of.term("受理", promise, told=not silent)
    decision = of.term("受理", law, told=promise is None and not silent)
    return Accepted(matter, of.day("received"), accepted, decision, promised, of.materials(), silent)


def _acceptance_refused(of: FillingIn) -> Notice:
    grounds = _grounds(of, "第三十二条第二款")
    return AcceptanceRefused(of.matter(), of.day("received"), grounds, remedies=of.remedies())


def _not_needed(of: FillingIn) -> Notice:
    return NotNeeded(of.matter(), of.day("received"), _grounds(of, "第三十二条第一款第一项"), of.remedies())


def _granted(of: FillingIn) -> Notice:
    words = of.event.words
    if of.event.status == "granted_with_deferral":
        words = f"{_DEFERRED}{words}"
    days = of.day("received"), of.day("accepted"), local_day(of.event.at)
    return Granted(of.matter(words), *days, of.filing.licence, delivery=of.term("作出决定"))


def _refused(of: FillingIn) -> Notice:
    days = of.day("received"), of.day("accepted"), local_day(of.event.at)
    return Refused(of.matter(), *days, _grounds(of, "第三十八条第二款"), of.remedies())


def _extended(of: FillingIn) -> Notice:
    until_then = replace(of, history=of.history[:-1])
    before, after = until_then.term("受理", of.limit, told=False), of.term("受理", of.limit)
    if before is None or after is None:
        raise NoticeInvalid("what runs before and after an extension is known")
    days = after.days - before.days
    return Extended(of.matter(), of.day("accepted"), local_day(of.event.at), before, after, days, of.event.words)


def _special_begun(of: FillingIn) -> Notice:
    accepted, begun = of.day("accepted"), local_day(of.event.at)
    matter, procedure, stopped = of.matter(of.event.words), Reason(of.event.reason), of.due(of.limit)
    if not isinstance(stopped, Stopped):
        return SpecialBegun(matter, accepted, begun, procedure)
    unit = UNITS[stopped.counting.limit.unit]
    return SpecialBegun(matter, accepted, begun, procedure, left=stopped.left, unit=unit, doubts=tuple(stopped.doubts))


def _grounds(of: FillingIn, article: str) -> tuple[Ground, ...]:
    return (Ground(of.event.words, Basis(_CLAUSE.format(article))),)


_MAKERS: Final[Mapping[str, Callable[[FillingIn], Notice | None]]] = {
    "received": _received,
    "correction_begun": _correction_begun,
    "correction_ended": _received,
    "accepted": _accepted,
    "acceptance_refused": _acceptance_refused,
    "not_needed": _not_needed,
    "special_begun": _special_begun,
    "granted": _granted,
    "granted_with_deferral": _granted,
    "refused": _refused,
    "extended": _extended,
}
