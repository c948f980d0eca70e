"""`daoban serve --port N` whose turns take longer than WeChat waits, now and then: as they do where a machine is busy, or intake slow.

`--when WORDS`: not now and then, but those in which somebody says these words.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import uvicorn

from actions.conversations import Conversations
from actions.inbound import Inbound
from actions.opening import open_core
from actions.settings import read_settings
from api.app import create_app
from bot.cli.composition import open_services

#: Of so many turns each, and for so many seconds.
SHARE, SHORTEST, LONGEST = 0.2, 3.3, 5.0
#: Seconds of those with the words.
LONG = 4.0


@dataclass
class Slow:
    """The conversation straight behind the API, which takes its time. ``when``: for turns with these words; empty: for a share of all."""

    conversations: Conversations
    when: str = ""
    chance: random.Random = field(default_factory=random.Random)

    async def take(self, conversation: str, inbound: Inbound) -> dict[str, Any]:
        """The outcome."""
        if self.when:
            await asyncio.sleep(LONG if self.when in (inbound.text or "") else 0.0)
        elif self.chance.random() < SHARE:
            await asyncio.sleep(self.chance.uniform(SHORTEST, LONGEST))
        return self.conversations.take(conversation, inbound)


def main() -> None:
    """Serves until it is stopped."""
    told = dict(zip(sys.argv, sys.argv[1:], strict=False))
    port, when = int(told["--port"]), told.get("--when", "")
    settings = replace(read_settings(os.environ), port=port)
    services = open_services(open_core(settings), partial(Slow, when=when))
    uvicorn.run(create_app(services), port=port, ws="none", log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
