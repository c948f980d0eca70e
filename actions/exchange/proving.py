"""A licence, or a register's entry, as what proves something without a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.catalog import FactSource
from bot.engine import Trouble
from bot.engine.proofs import VALID, Proof

from ..principals import Party
from .looking_up import NUMBERS
from .ports import ListedLicence

#: What helps where a licence proves nothing.
_REMEDIES: Final[Mapping[str, str]] = {
    "expired": "先到发证部门延续或者换发，或者上传有效的材料。",
    "not_yet": "等它生效，或者上传有效的材料。",
    "superseded": "用换发的新证。",
    "recalled": "向发证部门了解情况，重新申领以后再办。",
    "revoked": "向发证部门了解情况，重新申领以后再办。",
}
_OTHERWISE: Final = "上传材料，或者到窗口核验。"


def proofs_of(
    sources: Iterable[FactSource], listed: Iterable[ListedLicence], holders: Mapping[str, Party]
) -> dict[str, Proof]:
    """Code of a licence -> the valid one; where there is none, the latest that was issued, with what helps.

    It proves something of its holder alone: an application that names another firm, or another person, has no use for it.
    """
    found: dict[str, Proof] = {}
    by_age = sorted(listed, key=lambda one: (one.status == VALID, one.issued))
    for source in sources:
        for one in by_age:
            if source.code and source.licence == one.type:
                remedy = "" if one.status == VALID else _REMEDIES.get(one.status, _OTHERWISE)
                about = next((fact for fact, place in source.facts.items() if place in NUMBERS), "")
                of = holders[source.of].number.strip().upper() if about else None
                day = one.issued.isoformat()
                found[source.code] = Proof(source.title, one.identifier, day, one.status, remedy, about, of)
    return found


def troubles_of(sources: Iterable[FactSource], listed: Iterable[ListedLicence]) -> list[Trouble]:
    """Why a licence is not used: one line for each type of which the holder has no valid one."""
    found: list[Trouble] = []
    licences = list(listed)
    for source in sources:
        own = sorted((one for one in licences if one.type == source.licence), key=lambda one: one.issued)
        if own and all(one.status != VALID for one in own):
            last = own[-1]
            day = last.valid_until if last.status == "expired" else last.issued
            found.append(Trouble(source.title, last.status, day.isoformat() if day is not None else ""))
    return found
