"""Bad ratings (差评): handed in by clients, dealt with by the application's lead department within days, and answered.

Source: 国办发〔2019〕51号: every bad rating is looked into, mended, called back about and answered.
"""

from __future__ import annotations

from .answering import Answering
from .kept import Ratings
from .limit import read_limit
from .taking import Taking

__all__ = ["Answering", "Ratings", "Taking", "read_limit"]
