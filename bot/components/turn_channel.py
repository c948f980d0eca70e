"""Carries a turn through Rasa: the inbound message on the way in, the outcome on the way out."""

from __future__ import annotations

from typing import Any, Optional

from rasa.core.channels.channel import CollectingOutputChannel

from actions.inbound import Inbound


class TurnChannel(CollectingOutputChannel):
    """The output channel of one message."""

    def __init__(self, inbound: Inbound) -> None:
        super().__init__()
        self.inbound = inbound
        self.outcome: Optional[dict[str, Any]] = None
