"""WeChat's side of a conversation: pushes as it sends them, and answers opened by wechatpy."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import httpx
import xmltodict
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto

from actions.followers import Followers
from actions.opening import Core, open_core
from actions.settings import read_settings
from api.wechat.envelope import write_fields
from tests.patient import post
from tests.serving import running

TOKEN, APPID = "atokenofouraccount", "wx0123456789abcdef"
KEY, KEY_BEFORE = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR", "A" * 43
ACCOUNT = "gh_daoban"


@dataclass(frozen=True)
class Served:
    """A server with an account, and a look of our own at what it keeps."""

    url: str
    core: Core
    followers: Followers


@contextlib.contextmanager
def serving(var: Path, root: Path, *, keys: str = f"{KEY},{KEY_BEFORE}") -> Iterator[Served]:
    """`daoban serve` with an account of WeChat."""
    told = {
        "DAOBAN_ROOT": str(root),
        "DAOBAN_PUBLIC_URL": "https://daoban.example/",
        "DAOBAN_WECHAT_TOKEN": TOKEN,
        "DAOBAN_WECHAT_APPID": APPID,
        "DAOBAN_WECHAT_KEYS": keys,
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
        now = str(at if at is not None else int(time.time()))
        told = {"ToUserName": ACCOUNT, "FromUserName": self.person, "CreateTime": int(now), **fields}
        body, crypto = write_fields(told), self._crypto()
        query = {"timestamp": now, "nonce": nonce, "signature": signed(now, nonce), "openid": self.person}
        if self.sealed:
            body = crypto.encrypt_message(body, nonce, now)
            sealed = body.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
            query |= {"encrypt_type": "aes", "msg_signature": signed(now, nonce, sealed)}
            body = write_fields({"ToUserName": ACCOUNT, "Encrypt": sealed})
        return post(f"{self.served.url}/wechat", params=query, content=body.encode())

    def read(self, answer: httpx.Response) -> str:
        """The text of an answer, as wechatpy opens it."""
        assert answer.status_code == 200, answer.text
        if answer.text == "success":
            return ""
        xml = answer.text
        if self.sealed:
            told = parse(xml)
            xml = self._crypto().decrypt_message(xml, told["MsgSignature"], told["TimeStamp"], told["Nonce"])
        message = parse_message(xml)
        assert (message.type, message.source, message.target) == ("text", ACCOUNT, self.person)
        return str(message.content)

    def _crypto(self) -> WeChatCrypto:
        return WeChatCrypto(TOKEN, self.key, APPID)

    @property
    def conversation(self) -> str:
        """The one that is theirs now."""
        found = self.served.followers.of(APPID, self.person)
        assert found is not None
        return found.conversation


def signed(*parts: str) -> str:
    """What WeChat signs with, written anew: the tests of ours would not notice a mistake that both make."""
    return hashlib.sha1("".join(sorted([TOKEN, *parts])).encode()).hexdigest()


def parse(xml: str) -> dict[str, str]:
    """An answer's envelope, by another parser than ours."""
    told: dict[str, str] = xmltodict.parse(xml)["xml"]
    return told
