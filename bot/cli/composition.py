"""A server put together: the one place that knows all parts."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final

from actions.apart import Apart
from actions.consent import Consents
from actions.conversations import Conversations
from actions.database import Database
from actions.delivery import delivery
from actions.erasing import Erasing
from actions.followers import Followers
from actions.gateways.http_hearing import HttpHearing, hearing_client
from actions.holding import Holding
from actions.matters import Matters
from actions.nightly import Nightly
from actions.opening import Core
from actions.outbox import Outbox
from actions.own_data import Records
from actions.pushes import Pushes
from actions.rating_answers import RatingAnswers
from actions.ratings import Ratings
from actions.reconciling import Reconcile
from actions.retention import Retention
from actions.sessions import Sessions
from actions.signed_in import SignedIn
from actions.status_inbox import StatusInbox
from actions.studio.decisions import Decisions
from actions.studio.in_force import InForce
from api.dialogue import Dialogue, DirectDialogue
from api.identities import demo_identities
from api.printing.printer import LIMITS, Printer
from api.privacy import read_notice
from api.rights_services import Rights
from api.routes import intake_events
from api.security import MakeRates
from api.services import Services
from api.wechat.admitting import Account
from api.wechat.channel import Channel
from api.wechat.client import HOST, WeChat, interface
from api.wechat.oauth import HOST as SIGN_IN
from api.wechat.sealing import Seal
from api.wechat.sending import Sending

from .desk_composition import open_desk
from .elsewhere_composition import Connections
from .exchange_composition import exchange_work, open_exchange, principals_of
from .files_composition import open_files
from .intake_composition import open_own_intake
from .registers_composition import open_asking
from .review_composition import open_review
from .shared_composition import open_shared
from .sign_in_composition import open_sign_in
from .studio_composition import open_studio
from .window_composition import open_window

_LOG: Final = logging.getLogger("daoban.reconcile")


def open_services(core: Core, make_dialogue: Callable[[Conversations], Dialogue] = DirectDialogue) -> Services:
    """Everything a server needs. ``make_dialogue`` decides who hosts the conversation."""
    settings = core.settings
    printer = Apart(Printer, LIMITS)
    shared = open_shared(core)
    intake = open_own_intake(core, printer, shared.rates)
    _, desk = open_desk(settings, intake.key)
    asking = open_asking(settings, core.cipher, intake_here=intake.services is not None)
    inbox = StatusInbox(core.store, core.conversations, desk)
    ratings = Ratings(core.engine, core.cipher, core.conversations.clock)
    answers = RatingAnswers(core.store, core.conversations, ratings, desk)
    outbox = Outbox(core.engine, core.cipher, core.conversations.clock)
    decisions = Decisions(core.engine, core.conversations.clock)
    in_force = InForce(settings.root, core.conversations, Database(core.engine), decisions, core.conversations.clock)
    reconcile = Reconcile(core.engine, core.cipher, core.store, desk, core.conversations.clock, inbox)
    files = open_files(core)
    identities = {} if settings.production else demo_identities()
    exchange, connections = open_exchange(core, asking[0] if asking is not None else None)
    connections += (asking[1],) if asking is not None else ()
    kept = SignedIn(core.engine, core.cipher, core.conversations.clock)
    principal = principals_of(identities, kept)
    signing_in, providing = open_sign_in(core, kept)
    return Services(
        settings=settings,
        conversations=core.conversations,
        store=core.store,
        sessions=Sessions(core.engine, core.conversations.clock),
        dialogue=make_dialogue(core.conversations),
        desk=desk,
        ratings=ratings,
        worker=delivery(outbox, desk, core.conversations, more=exchange_work(exchange, core.conversations, principal)),
        identities=identities,
        principal=principal,
        exchange=exchange,
        signing_in=signing_in,
        outbox=outbox,
        breaker=desk.breaker,
        nightly=Nightly(
            core.engine, core.conversations.clock, "reconcile", settings.reconcile_at, _nightly(reconcile, answers)
        ),
        intake=(*intake.routers, *providing, *_hearing(inbox, answers, intake.secret, shared.rates)),
        in_force=in_force,
        printer=printer,
        uploads=files.uploads,
        scanning=files.scanning,
        examiner=files.examiner,
        rights=_open_rights(core, kept),
        studio=open_studio(core, decisions, in_force, shared.rates),
        review=open_review(core, intake, shared.rates),
        window=open_window(core, printer, shared.rates),
        wechat=_open_wechat(core),
        rates=shared.rates,
        signals=shared.signals,
        beside=(*shared.beside, *intake.beside, Connections(connections)),
    )


def _nightly(reconcile: Reconcile, answers: RatingAnswers) -> Callable[[], Awaitable[int]]:
    """Both sides are compared once a night, and what offices answered to ratings is asked for; gives how many differences there are."""

    async def run() -> int:
        found = await reconcile.run()
        await answers.ask_missing()
        for one in found.differences:
            _LOG.warning("reconcile: %s %s %s", one.kind, one.about, one.detail)
        return len(found.differences)

    return run


def _hearing(inbox: StatusInbox, answers: RatingAnswers, secret: str | None, rates: MakeRates) -> tuple[Any, ...]:
    """Where intake tells what happens; nothing where nobody tells us."""
    return (intake_events.router(inbox, answers, secret, rates),) if secret is not None else ()


def _open_wechat(core: Core) -> Channel | None:
    settings = core.settings
    if settings.wechat_token is None:
        return None
    clock = core.conversations.clock
    followers = Followers(core.engine, core.cipher, clock)
    sending, hearing = None, None
    connections = []
    if settings.wechat_secret is not None:
        connections.append(interface(settings.wechat_url or HOST))
        sending = Sending(WeChat(settings.wechat_appid, settings.wechat_secret, connections[-1], time.monotonic))
    if settings.hearing_url is not None:
        connections.append(hearing_client())
        hearing = HttpHearing(settings.hearing_url, connections[-1], settings.hearing_key, settings.hearing_model)
    return Channel(
        account=Account(
            settings.wechat_token, Seal(settings.wechat_keys, settings.wechat_appid) if settings.wechat_keys else None
        ),
        appid=settings.wechat_appid,
        followers=followers,
        pushes=Pushes(core.engine, core.cipher, clock, followers),
        key=core.cipher.mark("wechat channel"),
        url=settings.public_url,
        sending=sending,
        template=settings.wechat_template,
        sign_in=settings.wechat_url or SIGN_IN,
        hearing=hearing,
        connections=tuple(connections),
        pause=settings.wechat_pause / 1000,
    )


def _open_rights(core: Core, kept: SignedIn) -> Rights:
    engine, store, clock, settings = core.engine, core.store, core.conversations.clock, core.settings
    erasing = Erasing(engine, store, clock)
    return Rights(
        holding=Holding(engine, core.cipher, clock),
        matters=Matters(engine),
        consents=Consents(engine, clock),
        records=Records(engine, core.cipher),
        erasing=erasing,
        retention=Retention(engine, store, erasing, clock, settings.retention_days, kept),
        notice=read_notice(settings),
    )
