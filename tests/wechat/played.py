"""A server with an account, WeChat played beside it, and a look of our own at what the server keeps."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from actions.followers import Follower, Followers
from actions.opening import Core, open_core
from actions.settings import read_settings
from tests.bench.process import free_port
from tests.serving import Talk, running

from .double import Double, Faults, OfficialAccount, Phone, listening, playing

ACCOUNT = OfficialAccount()
#: Of a server in whose tests nobody writes a sentence in several messages: what they type is taken at once.
BRISK = {"DAOBAN_WECHAT_PAUSE": "50"}
T = TypeVar("T")


class Played:
    """The server, and WeChat each time anew at the same address."""

    def __init__(self, url: str, port: int, core: Core) -> None:
        self.url, self.port, self.core = url, port, core
        self.followers = Followers(core.engine, core.cipher, core.conversations.clock)

    def run(self, act: Callable[[Double], Awaitable[None]], faults: Faults | None = None) -> None:
        """The act."""

        async def acting() -> None:
            with listening(self.port) as listens:
                async with playing(f"{self.url}/wechat", listens, ACCOUNT, faults) as double:
                    await act(double)

        asyncio.run(acting())

    def follower(self, phone: Phone) -> Follower:
        """What is known of them."""
        found = self.followers.of(ACCOUNT.appid, phone.person)
        assert found is not None
        return found

    def case(self, phone: Phone) -> dict[str, Any]:
        """The case that is theirs."""
        return dict(self.core.conversations.state(self.follower(phone).conversation)["case"])

    def stage(self, phone: Phone) -> str:
        """Where it stands."""
        return str(self.case(phone)["stage"])


@contextlib.contextmanager
def played(var: Path, root: Path, **more: Any) -> Iterator[Played]:
    """The server with its data under ``var`` and the content in ``root``. ``more``: as ``running`` takes it."""
    wechat, port = free_port(), free_port()
    told = {**ACCOUNT.settings(f"http://127.0.0.1:{wechat}", f"http://127.0.0.1:{port}"), "DAOBAN_ROOT": str(root)}
    with running(var, rasa=False, port=port, **{**told, **more}) as server:
        core = open_core(read_settings({"DAOBAN_VAR": str(var), **told}))
        try:
            yield Played(server.url, wechat, core)
        finally:
            core.engine.dispose()


async def off(act: Callable[[], T]) -> T:
    """What is done in another thread, so that WeChat goes on meanwhile."""
    return await asyncio.to_thread(act)


def code_of(talk: Talk) -> dict[str, str]:
    """A code for another device, as the page shows it."""
    made = talk.http.post(f"/api/v1/conversations/{talk.id}/handover", json={})
    made.raise_for_status()
    return dict(made.json())
