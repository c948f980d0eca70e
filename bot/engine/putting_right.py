"""A correction while a value or a change waits for a yes: what names nothing else is about that, not about an older answer."""

from __future__ import annotations

from dataclasses import replace

from . import correcting
from .address import Address
from .answering import answer
from .case import AwaitChange, AwaitValue, Frame
from .commands import Answer, Correct
from .work import Work


def waiting(frame: Frame | None) -> Address | None:
    """The address whose value waits for a yes: of a previewed change's several that of the latest."""
    if isinstance(frame, AwaitValue):
        return frame.address
    if isinstance(frame, AwaitChange):
        return frame.changes[-1].address if frame.changes[-1].stored is not None else None
    return None


def meant(work: Work, command: Correct) -> Address | None:
    """What the correction is about: what it names, what waits for a yes, or the answer given last."""
    return command.address or waiting(work.top) or correcting.last_answered(work)


def correct(work: Work, command: Correct) -> None:
    """Replaces what waits for a yes by the value said, or asks for it again; anything else is an earlier answer's correction."""
    address = waiting(work.top)
    if address is None or command.remove or command.address not in (None, address):
        correcting.correct(work, command)
    elif command.value is None:
        work.pop()
        correcting.correct(work, replace(command, address=address))
    else:
        answer(work, Answer(address, command.value, command.raw, parts=command.parts))
