"""The windows' desk put together; None where nobody sits at it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from actions.apart import Apart
from actions.audit import Trail
from actions.holding import Holding
from actions.opening import Core
from actions.sessions import Sessions
from actions.tries import Tries
from actions.window.desk import Desk
from actions.window.queue import Queue
from actions.window.search import Search
from api.desk_services import DeskServices
from api.door import Door
from api.security import MakeRates
from api.staff import demo_staff, read_staff

#: Source: none; GB/T 22239-2019, 8.1.4.1 asks that a session ends without use, the time is practice.
IDLE: Final = timedelta(minutes=15)


def open_window(core: Core, printer: Apart, rates: MakeRates) -> DeskServices | None:
    """The desk for the conversations of this installation; ``printer`` has a Printer in it. Raises BadPeople when the file of staff cannot be used."""
    settings, conversations = core.settings, core.conversations
    if (settings.staff is None and settings.production) or core.index is None:
        return None
    directory = demo_staff() if settings.staff is None else read_staff(settings.staff, core.cipher)
    sessions = Sessions(core.engine, conversations.clock)
    return DeskServices(
        door=Door(
            "desk",
            "staff",
            directory.people,
            settings.staff is None,
            sessions,
            rates,
            tries=Tries(core.engine, conversations.clock),
            factor_of=lambda person: person.factor,
            idle=IDLE,
            clock=conversations.clock,
        ),
        directory=directory,
        desk=Desk(conversations),
        queue=Queue(core.engine, conversations.clock),
        search=Search(core.engine, core.index),
        conversations=conversations,
        holding=Holding(core.engine, core.cipher, conversations.clock),
        trail=Trail(core.engine, core.cipher, conversations.clock),
        printer=printer,
        clock=conversations.clock,
        rates=rates,
    )
