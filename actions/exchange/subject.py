"""About whom something may be looked up: only who is signed in, and the firm that they act for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.catalog import FactSource, FactSources
from bot.engine import ExchangeBarred, Release

from ..principals import AGENT, FIRM, LEGAL_REP, Party, Principal


def holders_of(principal: Principal, release: Release, today: date) -> Mapping[str, Party]:
    """``firm``, ``legal_rep`` and ``agent`` -> who that is here; none of them where nobody has checked who is signed in.

    A mandate that is over, or does not cover what is applied for, opens nothing of the firm's.
    """
    if not principal.verified or not principal.person.number:
        return {}
    firm, mandate = principal.firm, principal.mandate
    if firm is None:
        return {LEGAL_REP: principal.person}
    if mandate is None or not mandate.covers(frozenset(release.items), today):
        return {}
    known = {FIRM: firm} if firm.number else {}
    return {**known, (AGENT if mandate.role == AGENT else LEGAL_REP): principal.person}


def barred(principal: Principal, release: Release, today: date) -> ExchangeBarred | None:
    """Why nothing of the firm's is opened by who acts for it; None where it is, or they act for nobody."""
    firm, mandate = principal.firm, principal.mandate
    if firm is None or mandate is None or not principal.verified or mandate.covers(frozenset(release.items), today):
        return None
    over = mandate.until is not None and today > mandate.until
    return ExchangeBarred("over" if over else "scope", firm.name)


def sources_for(sources: FactSources, release: Release, holders: Mapping[str, Party]) -> tuple[FactSource, ...]:
    """The sources that are of use: of a holder that there is, and with a fact that the scenario needs; nothing else is asked."""
    return tuple(one for one in sources.all if one.of in holders and any(map(release.uses, one.facts)))
