"""The windows' desk put together; None where nobody sits at it."""

from __future__ import annotations

from actions.apart import Apart
from actions.audit import Trail
from actions.holding import Holding
from actions.opening import Core
from actions.sessions import Sessions
from actions.window.desk import Desk
from actions.window.queue import Queue
from actions.window.search import Search
from api.desk_services import DeskServices
from api.door import Door
from api.security import MakeRates
from api.staff import demo_staff, read_staff


def open_window(core: Core, printer: Apart, rates: MakeRates) -> DeskServices | None:
    """The desk for the conversations of this installation; ``printer`` has a Printer in it. Raises BadPeople when the file of staff cannot be used."""
    settings, conversations = core.settings, core.conversations
    if (settings.staff is None and settings.production) or core.index is None:
        return None
    directory = demo_staff() if settings.staff is None else read_staff(settings.staff)
    sessions = Sessions(core.engine, conversations.clock)
    return DeskServices(
        door=Door("desk", "staff", directory.people, settings.staff is None, sessions, rates),
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
