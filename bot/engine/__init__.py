"""The pure core of Daoban: definitions, a case, and ``advance``, which moves a case by one turn.

Nothing here reads a clock, a file or the network, or writes a log: time and ids come in as arguments, effects go out
as events.
"""

from .address import Address
from .advance import Result, advance
from .asking import asking
from .case import Case
from .catalog import Catalog, KnowledgeEntry, Release
from .happenings import RatingAnswered, StatusEvent, StatusReported
from .known import ExchangeBarred, ExchangeOffered, ExchangeWithdrawn, Known, Prefill, Trouble
from .position import Position, locate
from .reading import Asking, Reading
from .reports import read_report
from .turn import EffectDone, EffectFailed, Turn
from .values import Rejection, Value

__all__ = [
    "Address",
    "Asking",
    "Case",
    "Catalog",
    "EffectDone",
    "EffectFailed",
    "ExchangeBarred",
    "ExchangeOffered",
    "ExchangeWithdrawn",
    "KnowledgeEntry",
    "Known",
    "Position",
    "Prefill",
    "RatingAnswered",
    "Reading",
    "Rejection",
    "Release",
    "Result",
    "StatusEvent",
    "StatusReported",
    "Trouble",
    "Turn",
    "Value",
    "advance",
    "asking",
    "locate",
    "read_report",
]
