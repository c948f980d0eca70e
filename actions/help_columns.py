"""Who waits for a clerk, and where: kept in plain columns beside the sealed case, so that a desk can list it."""

from __future__ import annotations

from typing import Any, Final

from bot.engine import Case

from .moments import micros

#: The fact that tells in which district the premises are; its values are codes of GB/T 2260 (「310106」).
DISTRICT: Final = "premises.district_code"


def help_columns(case: Case) -> dict[str, Any]:
    """The values of the columns ``clerk``, ``called``, ``call`` and ``district`` for the case, under their parameters' names."""
    call = case.call
    return {
        "by_clerk": case.clerk.id if case.clerk is not None else None,
        "called_at": micros(call.since) if call is not None else None,
        "call_reason": call.reason if call is not None else None,
        "in_district": district_of(case),
    }


def district_of(case: Case) -> str | None:
    """The code of the district where the premises are, said by itself or within the address; None where it was not said."""
    own = case.answers.get(DISTRICT)
    told = (
        own.value
        if own is not None
        else next((stored.parts[DISTRICT] for stored in case.answers.values() if DISTRICT in stored.parts), None)
    )
    return told if isinstance(told, str) else None
