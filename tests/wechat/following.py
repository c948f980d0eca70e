"""Single pushes to a server in this process's sight, each as it goes over the line: for tests of what the webhook lets in and answers."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx

from actions.followers import Followers
from actions.opening import Core, open_core
from actions.settings import read_settings
from tests.patient import post
from tests.serving import running

from .double.official import OfficialAccount
from .double.wire import Wire

OFFICIAL = OfficialAccount()
KEY, KEY_BEFORE = OFFICIAL.keys[0], "A" * 43
ACCOUNT = OFFICIAL.name
signed = Wire(OFFICIAL).signed


@dataclass(frozen=True)
class Served:
    """A server with an account, and a look of our own at what it keeps."""

    url: str
    core: Core
    followers: Followers


@contextlib.contextmanager
def serving(var: Path, root: Path, *, keys: str = f"{KEY},{KEY_BEFORE}", **more: str) -> Iterator[Served]:
    """`daoban serve` with an account of WeChat. ``more``: of its environment."""
    told: dict[str, Any] = {
        "DAOBAN_ROOT": str(root),
        "DAOBAN_PUBLIC_URL": "https://daoban.example/",
        "DAOBAN_WECHAT_TOKEN": OFFICIAL.token,
        "DAOBAN_WECHAT_APPID": OFFICIAL.appid,
        "DAOBAN_WECHAT_KEYS": keys,
        **more,
    }
    with running(var, rasa=False, **told) as server:
        core = open_core(read_settings({"DAOBAN_VAR": str(var), **told}))
        yield Served(server.url, core, Followers(core.engine, core.cipher, core.conversations.clock))
        core.engine.dispose()


@dataclass
class Phone:
    """Somebody in WeChat. ``sealed``: the account is in safe mode; ``key``: that WeChat seals with."""

    served: Served
    person: str = "oPerson1"
    sealed: bool = True
    key: str = KEY
    sent: int = 0

    def say(self, words: str, *, menu: str = "") -> str:
        """Types it, or taps an entry with that id; gives the text that comes back, empty where none does."""
        self.sent += 1
        more = {"bizmsgmenuid": menu} if menu else {}
        return self.push({"MsgType": "text", "Content": words, "MsgId": self.sent, **more})

    def tap(self, answer: str, label: str) -> str:
        """Taps the entry with this label in an answer."""
        before, _, _ = answer.partition(f'">{label}</a>')
        link = before.rpartition('href="')[2]
        content, _, menu = link.partition("msgmenucontent=")[2].partition("&msgmenuid=")
        return self.say(unquote(content), menu=menu)

    def event(self, event: str, **more: str) -> str:
        """Does something that is no message."""
        return self.push({"MsgType": "event", "Event": event, **more})

    def push(self, fields: dict[str, str | int], *, at: int | None = None) -> str:
        """One push with these fields."""
        return self.read(self.deliver(fields, at=at))

    def deliver(self, fields: dict[str, str | int], *, at: int | None = None, nonce: str = "n1") -> httpx.Response:
        """The same, as it goes over the line."""
        now = at if at is not None else int(time.time())
        told = {"ToUserName": ACCOUNT, "FromUserName": self.person, "CreateTime": now, **fields}
        query, body = self._wire().request(told, at=now, nonce=nonce)
        return post(f"{self.served.url}/wechat", params=query, content=body)

    def read(self, answer: httpx.Response) -> str:
        """The text of an answer, as wechatpy opens it."""
        assert answer.status_code == 200, answer.text
        return "" if answer.text == "success" else self._wire().read(answer.text, self.person)

    def _wire(self) -> Wire:
        return Wire(replace(OFFICIAL, sealed=self.sealed), self.key)

    @property
    def conversation(self) -> str:
        """The one that is theirs now."""
        found = self.served.followers.of(OFFICIAL.appid, self.person)
        assert found is not None
        return found.conversation
