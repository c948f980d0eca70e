"""The effects ``facts``, ``consent`` and ``dossier``: what others hold is looked up or no more, and what was taken up is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import Final, Optional

from bot.engine import Case, EffectDone, Prefill, Release, Trouble
from bot.engine.amend import parked
from bot.engine.moments import read_moment
from bot.engine.position import release_of
from bot.engine.view import View

from ..conversations import Conversations
from ..local_time import ZONE
from ..outbox import Claim
from ..principals import Principal
from .dossier import Dossier, Earlier
from .exchange import AGREEMENT, Exchange
from .ports import NotGiven

_LOG: Final = logging.getLogger("daoban.exchange")

#: Who is signed in under an identity; None where that is nobody.
PrincipalOf = Callable[[Optional[str]], Optional[Principal]]


async def seek_facts(exchange: Exchange, conversations: Conversations, of: PrincipalOf, claim: Claim) -> Prefill:
    """What is known about who the conversation belongs to; nothing where that is nobody who is signed in, or they agree no more.

    A consent that was taken back while others were asked does not come to life again by their having been asked.
    """
    standing = conversations.standing(claim.conversation)
    row, view = standing.row, standing.position.view
    if not _is_sought(row.case, claim.key):
        return Prefill(claim.key)
    principal = of(row.identity)
    if principal is None or view is None:
        return Prefill(claim.key, troubles=(Trouble("登录", "refused"),))
    words = standing.catalog.texts[AGREEMENT]
    found = await exchange.found(claim.key, principal, view.release, row.case, words)
    if _is_sought(conversations.standing(claim.conversation).row.case, claim.key):
        return found
    await _take_back(exchange, principal, view.release.scenario.title)
    return Prefill(claim.key)


def _is_sought(case: Case, key: str) -> bool:
    """Whether the case still waits for an answer to this question."""
    return case.exchange is not None and (case.exchange.state, case.exchange.key) == ("sought", key)


async def _take_back(exchange: Exchange, principal: Principal, title: str) -> None:
    try:
        await exchange.take_back(principal, title)
    except NotGiven as fault:  # it holds no such consent: there is none to end
        _LOG.warning("a consent could not be taken back at the library: %s", fault.code)


async def end_consent(exchange: Exchange, conversations: Conversations, of: PrincipalOf, claim: Claim) -> EffectDone:
    """The library uses nothing of theirs any more for what they had agreed to. Raises Unavailable to be called again."""
    standing = conversations.standing(claim.conversation)
    principal, view = of(standing.row.identity), standing.position.view
    # One that was asked for before it said for what is for what the conversation is about.
    title = claim.payload.get("title") or (view.release.scenario.title if view is not None else "")
    if principal is not None and title:
        await _take_back(exchange, principal, str(title))
    return EffectDone(claim.key)


def _is_theirs_to_keep(principal: Principal, release: Release) -> bool:
    """Whether it may go into the subject's dossier: nobody puts anything there that the firm has not entrusted them with.

    A mandate that ended while intake was looking was one when it was handed in.
    """
    if not principal.verified or not principal.subject.number:
        return False
    if principal.firm is None:
        return True
    mandate = principal.mandate
    return mandate is not None and mandate.covers(frozenset(release.items), mandate.until or date.min)


async def keep_earlier(dossier: Dossier, conversations: Conversations, of: PrincipalOf, claim: Claim) -> EffectDone:
    """The application that was taken up is in its applicant's dossier; of who is not signed in, or goes beyond their mandate, nothing is kept."""
    standing = conversations.standing(claim.conversation)
    row, case = standing.row, standing.row.case
    principal = of(row.identity)
    release = release_of(standing.catalog, case)
    reference, form = str(claim.payload["reference"]), str(claim.payload["form"])
    if principal is not None and release is not None and _is_theirs_to_keep(principal, release):
        at = read_moment(str(claim.payload["at"]))
        day = (at or conversations.clock()).astimezone(ZONE).date()
        aside = {one.key for one in parked(View(release, case, day))}
        kept = {key: stored for key, stored in case.answers.items() if key not in aside}
        title = release.forms[form].title if form in release.forms else release.scenario.title
        answers = {key: (one.value, dict(one.parts), one.absence is not None) for key, one in kept.items()}
        lists = {name: roster.items for name, roster in case.lists.items() if roster.items}
        dossier.keep(principal.subject, Earlier(reference, title, form, day, answers, lists))
    return EffectDone(claim.key)
