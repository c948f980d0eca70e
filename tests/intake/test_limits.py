"""How often a client may have papers printed, and how often one address may tell events."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.gateways import MemorySubmission
from actions.rating_answers import RatingAnswers
from actions.ratings import Ratings
from actions.status_inbox import StatusInbox
from api.errors import install
from api.intake import IntakeServices, create_intake, new_client_key
from api.intake.notice_routes import PRINTED
from api.routes.intake_events import PATH as EVENTS
from api.routes.intake_events import router
from api.security import Rates
from tests import patient
from tests.actions.conftest import Clock, engine
from tests.actions.office import open_office
from tests.intake.http_server import serving
from tests.intake.test_casework import services
from tests.intake.test_taking import PATH

__all__ = ["engine", "services"]


def at_most(allowed: int, counted: dict[str, int]) -> Any:
    """Makes counts that stand still, of so many instead of the usual."""

    def make(most: int, name: str) -> Rates:
        counted[name] = most
        return Rates(allowed, name, clock=lambda: 0.0)

    return make


def test_a_client_has_so_many_papers_a_minute_and_another_its_own(services: IntakeServices) -> None:
    counted: dict[str, int] = {}
    keys = {name: new_client_key() for name in ("one", "other")}
    for name, key in keys.items():
        services.clients.register(key, name)
    with serving(create_intake(services, at_most(2, counted))) as url, patient.Client(base_url=url) as web:

        def asked(name: str) -> int:
            headers = {"Authorization": f"Bearer {keys[name]}"}
            return int(web.get(f"{PATH}/SH-JA-none/notices/1.pdf", headers=headers).status_code)

        assert [asked("one") for _ in range(3)] == [404, 404, 429]
        assert asked("other") == 404
        # Whoever has no key spends nothing of theirs.
        assert web.get(f"{PATH}/SH-JA-none/notices/1.pdf").status_code == 401
    assert counted == {"intake.printed": PRINTED}


def test_an_address_tells_so_many_events_a_minute(engine: Engine, cipher: Cipher, clock: Clock) -> None:
    office, counted = open_office(engine, cipher, clock), dict[str, int]()
    desk = MemorySubmission(clock)
    inbox = StatusInbox(office.store, office.conversations, desk)
    answers = RatingAnswers(office.store, office.conversations, Ratings(engine, cipher, clock), desk)
    app = FastAPI()
    install(app)
    app.include_router(router(inbox, answers, "whsec_" + "A" * 32, at_most(2, counted)))
    with serving(app) as url, patient.Client(base_url=url) as web:
        told = [web.post(EVENTS, content=b"{}") for _ in range(3)]
    assert [one.status_code for one in told] == [401, 401, 429]
    assert told[-1].headers["retry-after"] == "5"
    assert counted == {"intake.events": 6000}
