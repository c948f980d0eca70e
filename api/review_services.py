"""What the desk's routes stand on."""

from __future__ import annotations

from dataclasses import dataclass

from actions.apart import Apart

from .door import Door
from .intake.officers import Officer
from .intake.ratings import Answering
from .intake.reviewing import Reviewing
from .intake.verifying import Verifier


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a request of an officer may need.

    Args:
        door: where officers come in. printer: a Printer in a process of its own.
        verifier: tells whether licences that are shown are valid; None: no library is there.
    """

    door: Door[Officer]
    reviewing: Reviewing
    answering: Answering
    printer: Apart
    verifier: Verifier | None = None
