"""Asks all that may know something about who is signed in, at once, and waits no longer than an applicant would."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from bot.catalog import FactSource
from bot.engine import Trouble
from bot.engine.proofs import VALID

from ..ports import Refused, Unavailable
from ..principals import Party
from .ports import ENDED, Licence, Licences, ListedLicence, NotGiven
from .values import Entry

#: Seconds that all of them have together, and then those that need an answer of the first.
SECONDS: Final = 3.0
#: What the library is called where it does not answer at all.
LIBRARY: Final = "电子证照库"
#: Days that an agreement to use licences for one application holds.
AGREED_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Purpose:
    """What something is looked up for. ``text``: as the holder reads it; ``notice``: names the text that they agreed to."""

    text: str
    notice: str


@dataclass(slots=True)
class Found:
    """What was told: by source the entries, the licences there are of whatever status, and what went wrong."""

    entries: list[tuple[FactSource, Entry]] = field(default_factory=list)
    listed: list[ListedLicence] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


async def in_time(work: Awaitable[None], found: Found, title: str, seconds: float = SECONDS) -> None:
    """The work is done, or what kept it from being done is among the troubles. Nothing is raised for what the outside does."""
    try:
        await asyncio.wait_for(work, seconds)
    except (Unavailable, asyncio.TimeoutError):
        found.troubles.append(Trouble(title, "silent"))
    except (NotGiven, Refused) as fault:
        found.troubles.append(Trouble(title, fault.code))


async def look_up_licences(
    licences: Licences, holder: Party, sources: Sequence[FactSource], purpose: Purpose, today: date, found: Found
) -> None:
    """The holder's licences of the sources' kinds, each valid one whole. Raises Unavailable and NotGiven where the library tells nothing."""
    kinds = [one.licence for one in sources]
    until = today + timedelta(days=AGREED_DAYS)
    await licences.agree(holder.number, purpose.text, kinds, until, purpose.notice)
    listed = [_as_of(one, today) for one in await licences.listed(holder.number, purpose.text, kinds)]
    found.listed += listed
    valid = [one for one in listed if one.status == VALID]
    by_kind: Mapping[str, list[FactSource]] = {
        kind: [one for one in sources if one.licence == kind] for kind in set(kinds)
    }
    uses = [_use(licences, one, by_kind.get(one.type, []), holder, purpose, today, found) for one in valid]
    await asyncio.gather(*uses)


def _as_of(one: ListedLicence, today: date) -> ListedLicence:
    """The licence as it is today: one whose last day is over is expired, whatever a library that is behind says."""
    over = one.status == VALID and one.valid_until is not None and one.valid_until < today
    return replace(one, status="expired") if over else one


async def _use(
    licences: Licences,
    one: ListedLicence,
    sources: Sequence[FactSource],
    holder: Party,
    purpose: Purpose,
    today: date,
    found: Found,
) -> None:
    """The licence's entry, unless it is not given, or is somebody else's."""
    title = sources[0].title if sources else one.type
    try:
        licence = await licences.use(one, purpose.text, purpose.text)
    except Unavailable:
        found.troubles.append(Trouble(title, "silent"))
        return
    except NotGiven as fault:
        found.listed.remove(one)
        if fault.code in ENDED:
            found.listed.append(replace(one, status=fault.code))
        else:
            found.troubles.append(Trouble(title, fault.code))
        return
    if not is_of(licence, holder):
        found.listed.remove(one)
        found.troubles.append(Trouble(title, "other_person"))
        return
    now = _as_of(replace(one, valid_until=licence.valid_until), today)
    if now.status != VALID:
        found.listed.remove(one)
        found.listed.append(now)
        return
    told = dict(licence.content)
    if licence.valid_until is not None:
        told.setdefault("有效期至", licence.valid_until.isoformat())
    entry = Entry("licence", licence.identifier, licence.issued.isoformat(), told)
    found.entries += [(source, entry) for source in sources]


#: What on a licence is its holder's number.
NUMBERS: Final = ("公民身份号码", "统一社会信用代码")


def is_of(licence: Licence, holder: Party) -> bool:
    """Whether it is this holder's, by the library's word and by what stands on it."""
    written = {str(licence.content[one]).strip().upper() for one in NUMBERS if one in licence.content}
    return {licence.holder_number.strip().upper(), *written} == {holder.number.strip().upper()}
