"""The applicants' side and intake brought together: who hands in, who tells, who hears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.apart import Apart
from actions.database import open_engine
from actions.keys import kept_secret
from actions.opening import Core
from actions.settings import Settings
from api.intake import IntakeServices, open_intake, own_key, router
from api.intake.forms_in_force import FormsServed
from api.intake.subscriptions import Subscription, new_secret
from api.intake.verifying import Verifier
from api.routes.intake_events import PATH
from api.security import MakeRates
from api.services import Beside

from .elsewhere_composition import open_elsewhere

#: The name of this installation among intake's clients.
OURS = "daoban"


@dataclass(frozen=True, slots=True)
class Intake:
    """What a server has of intake.

    Args:
        key: that it hands in with. secret: that intake signs events with; None: nobody tells us, and we ask once a night.
        verifier: tells whether licences are valid; services, routers, beside: of the intake mounted in this process; none where it runs elsewhere.
    """

    key: str
    secret: str | None
    services: IntakeServices | None = None
    routers: tuple[Any, ...] = ()
    beside: tuple[Beside, ...] = ()
    verifier: Verifier | None = None


def open_own_intake(core: Core, printer: Apart, rates: MakeRates) -> Intake:
    """The intake that the settings name, or one in this process, which tells this process what happens and prints by its printer."""
    settings = core.settings
    if settings.platform is not None:
        return Intake("", None)
    if settings.intake_url is not None:
        return Intake(settings.intake_key or "", settings.intake_secret)
    forms = FormsServed(lambda: core.conversations.catalog)
    engine = open_engine(settings.intake_database_url)
    elsewhere = open_elsewhere(settings, engine, core.cipher, core.conversations.clock, printer, rates)
    intake = open_intake(
        engine,
        core.cipher,
        forms,
        core.conversations.clock,
        earlier=forms.earlier,
        definitions=lambda: core.definitions,
        printer=printer,
        library=elsewhere.library,
        courier=elsewhere.courier,
        payments=elsewhere.payments,
    )
    key = settings.intake_key or own_key(settings.var / "keys" / "intake.key", intake.clients)
    if settings.intake_key is not None:
        intake.clients.register(key, OURS)
    secret = settings.intake_secret or _own_secret(settings)
    subscribe(intake, f"http://{settings.host}:{settings.port}{PATH}", secret)
    routers = (router(intake, rates), *elsewhere.routers_with(intake))
    working: tuple[Beside, ...] = (*intake.loops, *elsewhere.beside)
    return Intake(key, secret, intake, routers, working, elsewhere.verifier)


def _own_secret(settings: Settings) -> str:
    """What the intake in this process signs with: made anew at each start in production, where no key is kept under ``var``."""
    return new_secret() if settings.production else kept_secret(settings.var / "keys" / "intake-events.key", new_secret)


def subscribe_ours(settings: Settings, intake: IntakeServices) -> None:
    """An intake in a process of its own tells the applicants' side what happens, where the settings say where that is."""
    if settings.intake_events_url is not None and settings.intake_secret is not None:
        subscribe(intake, settings.intake_events_url, settings.intake_secret)


def subscribe(intake: IntakeServices, url: str, secret: str) -> None:
    """Our own client hears of its applications at the address."""
    intake.subscriptions.subscribe(OURS, Subscription(url, secret))
