"""Chinese text -> readings: typed value readers, and an Understander that reads a message in the context of what was asked."""

from __future__ import annotations

from .reading_json import dump as dump_reading
from .reading_json import load as load_reading
from .router import Candidate, Routing
from .understander import Understander
from .values import ChoiceOption, read_value

__all__ = ["Candidate", "ChoiceOption", "Routing", "Understander", "dump_reading", "load_reading", "read_value"]
