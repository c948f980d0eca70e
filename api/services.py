"""What the routes stand on, made from settings and closed at shutdown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from actions.apart import Apart
from actions.breaker import Breaker
from actions.conversations import Conversations
from actions.exchange.exchange import Exchange
from actions.files.scanning import Scanning
from actions.files.uploads import Uploads
from actions.nightly import Nightly
from actions.outbox import Outbox
from actions.outbox_worker import Worker
from actions.ports import Submission
from actions.principals import Principal
from actions.ratings import Ratings
from actions.sessions import Sessions
from actions.settings import Settings
from actions.signals import Signals
from actions.store import Store
from actions.studio.in_force import InForce

from .desk_services import DeskServices
from .dialogue import Dialogue
from .identities import Identity
from .review_services import Review
from .rights_services import Rights
from .security import MakeRates, Rates
from .sign_in import SigningIn
from .studio_services import Studio
from .wechat.channel import Channel


class Beside(Protocol):
    """Runs beside the requests."""

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Runs until ``stop`` is set."""


def nobody(_: str | None) -> Principal | None:
    """Nobody is signed in."""
    return None


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a request may need.

    Args:
        identities: demo identities by id; empty in production.
        desk: where applications are handed in and looked up.
        outbox: what waits to be handed in. breaker: whether intake is asked, as this process knows it.
        nightly: compares with intake once a night.
        printer: a Printer in a process of its own.
        in_force: keeps what is served in step with what is published, here or by another process.
        uploads: files that applicants hand in. scanning: looks for viruses in what could not be scanned at once.
        examiner: where files are examined; it is closed at the end.
        studio: where authors work on scenarios; None: there is no such place.
        window: where clerks help; None: there is no such place here.
        review: where departments review applications; None: there is no such place here.
        rights: what applicants' rights stand on.
        principal: who is signed in under an identity; None where that is nobody. exchange: what asks others about them; None: nothing does.
        signing_in: by whom one can sign in; None: by nobody.
        wechat: the official account that pushes to us; None: there is none.
        rates: makes what counts requests, of all processes where they share a Redis.
        signals: word of new turns, for who follows a conversation. beside: what else runs as long as the server does.
        intake: routers to mount beside the applicant's API; empty when intake runs elsewhere.
    """

    settings: Settings
    conversations: Conversations
    store: Store
    sessions: Sessions
    dialogue: Dialogue
    worker: Worker
    desk: Submission
    ratings: Ratings
    identities: Mapping[str, Identity]
    outbox: Outbox
    breaker: Breaker
    nightly: Nightly
    in_force: InForce
    printer: Apart
    uploads: Uploads
    scanning: Scanning
    examiner: Apart
    rights: Rights
    principal: Callable[[str | None], Principal | None] = nobody
    exchange: Exchange | None = None
    signing_in: SigningIn | None = None
    intake: tuple[Any, ...] = ()
    studio: Studio | None = None
    review: Review | None = None
    window: DeskServices | None = None
    wechat: Channel | None = None
    rates: MakeRates = Rates
    signals: Signals = field(default_factory=Signals)
    beside: tuple[Beside, ...] = ()
