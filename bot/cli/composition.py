"""Everything put together from settings: the one place that knows all parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from actions.conversations import Conversations
from actions.database import Database, open_engine
from actions.gateways.http_submission import HttpSubmission, intake_client
from actions.key_check import check_keys
from actions.keys import data_cipher
from actions.migrating import APPLICANTS, upgrade
from actions.outbox import Claim, Outbox
from actions.outbox_worker import Ended, Worker
from actions.sessions import Sessions
from actions.store import Store
from actions.submit import submit
from actions.tables import key_checks
from api.dialogue import Dialogue, DirectDialogue
from api.identities import demo_identities
from api.intake import IntakeServices, open_intake, own_key, published_forms, router
from api.services import Services
from api.settings import Settings
from bot.catalog import load
from bot.engine import Catalog
from bot.nlu import Understander

#: Applicants, law and deadlines live by this clock.
ZONE: Final = ZoneInfo("Asia/Shanghai")
ROOT: Final = Path(__file__).resolve().parents[2]


def now() -> datetime:
    """This moment in Shanghai."""
    return datetime.now(ZONE)


@dataclass(frozen=True, slots=True)
class Core:
    """The parts below the HTTP edge; enough for Rasa's own commands."""

    settings: Settings
    conversations: Conversations
    store: Store
    engine: Any
    cipher: Any


def open_core(settings: Settings, catalog: Catalog | None = None, clock: Callable[[], datetime] = now) -> Core:
    """Catalog, understanding and store, the database brought to its present shape.

    Raises:
        CatalogInvalid, BadDataKey, WrongDataKey, DatabaseUnavailable: nothing was started.
    """
    catalog = catalog or load(ROOT, today=clock().date())
    understander = Understander(catalog)
    understander.warm()
    file = None if settings.production else settings.var / "keys" / "data.key"
    cipher = data_cipher(settings.data_key, file)
    engine = open_engine(settings.database_url)
    upgrade(engine, APPLICANTS)
    check_keys(Database(engine), cipher, key_checks)
    store = Store(engine, cipher, clock)
    return Core(settings, Conversations(catalog, understander, store, clock), store, engine, cipher)


def open_services(core: Core, make_dialogue: Callable[[Conversations], Dialogue] = DirectDialogue) -> Services:
    """Everything a server needs. ``make_dialogue`` decides who hosts the conversation."""
    settings = core.settings
    intake = _open_intake(core) if settings.intake_url is None else None
    key = settings.intake_key or (own_key(settings.var / "keys" / "intake.key", intake.clients) if intake is not None else "")
    if intake is not None and settings.intake_key is not None:
        intake.clients.register(settings.intake_key, "daoban")
    desk = HttpSubmission(intake_client(settings.intake_url or f"http://{settings.host}:{settings.port}", key))
    outbox = Outbox(core.engine, core.cipher, core.conversations.clock)

    async def report(conversation: str, ended: Ended, cause: str, row: int) -> object:
        return core.conversations.report(conversation, ended, cause=cause, done=row)

    async def hand_in(claim: Claim) -> Ended:
        return await submit(desk, claim)

    return Services(
        settings=settings,
        conversations=core.conversations,
        store=core.store,
        sessions=Sessions(core.engine, core.conversations.clock),
        dialogue=make_dialogue(core.conversations),
        worker=Worker(outbox, {"submit": hand_in}, report),
        identities={} if settings.production else demo_identities(),
        waiting=partial(outbox.waiting),
        intake=(router(intake),) if intake is not None else (),
    )


def _open_intake(core: Core) -> IntakeServices:
    engine = open_engine(core.settings.intake_database_url)
    return open_intake(engine, core.cipher, published_forms(core.conversations.catalog), core.conversations.clock)
