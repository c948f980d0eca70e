"""The departments' desk put together; None where nobody may review."""

from __future__ import annotations

from actions.opening import Core
from actions.sessions import Sessions
from api.door import Door
from api.intake.ratings import Answering
from api.intake.reviewing import Reviewing
from api.officers import demo_officers, read_officers
from api.review_services import Review
from api.security import MakeRates

from .intake_composition import Intake


def open_review(core: Core, own: Intake, rates: MakeRates) -> Review | None:
    """The desk of the intake in this process. Raises BadPeople when the file of officers cannot be used."""
    settings, intake = core.settings, own.services
    if intake is None or (settings.officers is None and settings.production):
        return None
    offices = [one.title for one in core.definitions.departments.values()]
    officers = demo_officers(offices) if settings.officers is None else read_officers(settings.officers, offices)
    sessions = Sessions(core.engine, core.conversations.clock)
    door = Door("review", "officer", officers, settings.officers is None, sessions, rates)

    def name(officer: str) -> str:
        return officers[officer].name if officer in officers else officer

    reviewing = Reviewing(
        intake.casework, intake.listing, intake.looks, intake.opining, name, handing_over=intake.handing_over
    )
    answering = Answering(intake.casework, intake.ratings, intake.looks, intake.taking.limit, name)
    return Review(door, reviewing, answering, intake.printer, own.verifier)
