"""The departments' desk put together; None where nobody may review."""

from __future__ import annotations

from actions.opening import Core
from actions.sessions import Sessions
from api.door import Door
from api.intake import IntakeServices
from api.intake.reviewing import Reviewing
from api.officers import demo_officers, read_officers
from api.review_services import Review


def open_review(core: Core, intake: IntakeServices) -> Review | None:
    """The desk of the intake in this process. Raises BadPeople when the file of officers cannot be used."""
    settings = core.settings
    if settings.officers is None and settings.production:
        return None
    officers = demo_officers() if settings.officers is None else read_officers(settings.officers)
    door = Door(
        "review", "officer", officers, settings.officers is None, Sessions(core.engine, core.conversations.clock)
    )

    def name(officer: str) -> str:
        return officers[officer].name if officer in officers else officer

    return Review(door, Reviewing(intake.casework, intake.listing, intake.looks, name))
