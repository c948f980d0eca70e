"""Somebody with WeChat on their phone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .delivery import Push
from .links import Part
from .records import Shown, Way
from .window import Window


@dataclass
class Phone:
    """One person under one account.

    Args:
        send: delivers a push, and gives what was shown for it.
        keep: keeps a file and gives its media id and its address.
        follows: they follow the account.
        screen: everything on it in order, what they wrote themselves too.
        window: what the account may still send them.
        wants: templates they subscribed to -> how often they may be used.
    """

    person: str
    account: str
    send: Callable[[Phone, Push], Awaitable[str]] = field(repr=False)
    keep: Callable[[bytes, str], tuple[str, str]] = field(repr=False)
    ids: Callable[[], int] = field(repr=False)
    follows: bool = True
    screen: list[Shown] = field(default_factory=list)
    window: Window = field(default_factory=Window)
    wants: dict[str, int] = field(default_factory=dict)
    typing: float = 0.0
    pushed: int = 0
    _new: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def shown(self) -> list[Shown]:
        """What the account showed, in order."""
        return [one for one in self.screen if one.way is not Way.OWN]

    @property
    def texts(self) -> list[str]:
        """The texts of that."""
        return [one.text for one in self.shown]

    async def say(self, words: str) -> str:
        """Types it; gives what comes back at once, empty where nothing does."""
        return await self._message("text", {"Content": words}, words)

    async def tap(self, label: str) -> str:
        """Taps the latest link of that name. Raises LookupError where none is on the screen."""
        for one in reversed(self.shown):
            for part in one.parts:
                if part.text == label and (part.says or part.url):
                    return await self.follow_link(part)
        raise LookupError(label)

    async def follow_link(self, part: Part) -> str:
        """Taps the part: its words are sent with its id. A link to a page sends nothing."""
        if not part.says:
            return ""
        return await self._message("text", {"Content": part.says, "bizmsgmenuid": part.menu}, part.says)

    async def send_image(self, content: bytes, kind: str = "image/jpeg") -> str:
        """Sends a picture."""
        media, url = self.keep(content, kind)
        return await self._message("image", {"PicUrl": url, "MediaId": media}, "[图片]", url)

    async def send_voice(self, content: bytes = b"#!AMR\n", heard: str = "") -> str:
        """Says something. ``heard``: what WeChat understood."""
        media, _ = self.keep(content, "audio/amr")
        wide, _ = self.keep(content, "audio/amr")
        told = {"MediaId": media, "Format": "amr", "MediaId16K": wide}
        return await self._message("voice", {**told, **({"Recognition": heard} if heard else {})}, "[语音]")

    async def send_video(self, content: bytes = b"video") -> str:
        """Sends a video."""
        media, _ = self.keep(content, "video/mp4")
        thumb, _ = self.keep(b"", "image/jpeg")
        return await self._message("video", {"MediaId": media, "ThumbMediaId": thumb}, "[视频]")

    async def send_place(self, latitude: float, longitude: float, label: str) -> str:
        """Sends a place on the map."""
        told = {"Location_X": f"{latitude:.6f}", "Location_Y": f"{longitude:.6f}", "Scale": 16, "Label": label}
        return await self._message("location", told, f"[位置] {label}")

    async def send_page(self, title: str, description: str, url: str) -> str:
        """Shares a page."""
        return await self._message("link", {"Title": title, "Description": description, "Url": url}, f"[链接] {title}")

    async def follow(self, scene: str = "", ticket: str = "") -> str:
        """Follows the account; ``scene``: by a code that stands for it."""
        self.follows = True
        return await self._event("subscribe", f"qrscene_{scene}" if scene else "", {"Ticket": ticket} if scene else {})

    async def scan(self, scene: str, ticket: str = "t") -> str:
        """Scans a code of the account; who does not follow yet does then."""
        return await (self._event("SCAN", scene, {"Ticket": ticket}) if self.follows else self.follow(scene, ticket))

    async def click(self, key: str) -> str:
        """Taps an entry of the account's menu that has a key."""
        return await self._event("CLICK", key)

    async def view(self, url: str) -> str:
        """Taps an entry of the account's menu that leads to a page."""
        return await self._event("VIEW", url)

    async def leave(self) -> str:
        """Follows no more."""
        self.follows = False
        return await self._event("unsubscribe")

    async def subscribe_to(self, template: str) -> str:
        """Agrees to one notice by the template."""
        self.wants[template] = self.wants.get(template, 0) + 1
        agreed = {"TemplateId": template, "SubscribeStatusString": "accept", "PopupScene": "2"}
        return await self._event("subscribe_msg_popup_event", None, {"SubscribeMsgPopupEvent": {"List": agreed}})

    async def told(self, event: str, more: Mapping[str, Any]) -> str:
        """WeChat itself tells the account of something that concerns the person."""
        return await self._push(0, {"MsgType": "event", "Event": event, **more})

    async def quiet(self, seconds: float = 1.0, most: float = 60.0) -> list[Shown]:
        """What is shown, once nothing new was for so long. Raises TimeoutError where that does not come about."""
        until = time.monotonic() + most
        while time.monotonic() < until:
            self._new.clear()
            try:
                await asyncio.wait_for(self._new.wait(), seconds)
            except asyncio.TimeoutError:
                return self.shown
        raise TimeoutError(f"{self.person} is still shown something")

    def show(self, one: Shown) -> None:
        """It is on the screen."""
        self.screen.append(one)
        self.typing = 0.0
        self._new.set()

    async def _message(self, kind: str, fields: Mapping[str, Any], seen: str, url: str = "") -> str:
        number = self._numbered()
        self.screen.append(Shown(time.monotonic(), Way.OWN, seen, number, url))
        return await self._push(number, {"MsgType": kind, **fields, "MsgId": self.ids()})

    async def _event(self, event: str, key: str | None = "", more: Mapping[str, Any] | None = None) -> str:
        told = {} if key is None else {"EventKey": key}
        return await self._push(self._numbered(), {"MsgType": "event", "Event": event, **told, **(more or {})})

    def _numbered(self) -> int:
        self.pushed += 1
        return self.pushed

    async def _push(self, number: int, fields: Mapping[str, Any]) -> str:
        told = {"ToUserName": self.account, "FromUserName": self.person, "CreateTime": int(time.time()), **fields}
        return await self.send(self, Push(self.person, number, told))
