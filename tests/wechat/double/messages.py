"""Messages and notices that the account sends, as WeChat takes or refuses them."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from .clock import Clock
from .filling import UNFIT, refused
from .links import menu_link
from .phone import Phone
from .records import Shown, Way
from .wire import LARGEST

UNKNOWN, FOLLOWS_NOT, REFUSED, TOO_LONG, BAD_KIND, BAD_FORM = 40003, 43004, 43101, 45002, 40008, 47001
#: Seconds that 「正在输入」 stands.
_TYPING = 5.0
#: A character written as an escape; those that JSON cannot hold otherwise are none.
_ESCAPE = re.compile(rb"\\u(?!00[01])")
#: Kinds that are shown by their names alone.
_SHOWN_BY_NAME = ("image", "voice", "video", "music", "news", "mpnews", "mpnewsarticle", "wxcard", "miniprogrampage")


@dataclass
class Messages:
    """Shows people what the account sends them.

    Args:
        told: WeChat tells the account of how a notice was delivered.
        templates: the account's, content by id; a notice by one that is not there is taken as it is.
    """

    clock: Clock
    phones: Mapping[str, Phone]
    told: Callable[[Phone, str, Mapping[str, Any]], None]
    templates: Mapping[str, str] = field(default_factory=dict)
    _notices: dict[tuple[str, str], int] = field(default_factory=dict)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def custom(self, raw: bytes) -> dict[str, Any]:
        """A customer-service message."""
        body = read(_ESCAPE.sub(rb"\\\\u", raw))
        phone, code = self._to(body)
        text = "" if code else _shown(body)
        if text is None:
            code = BAD_KIND
        elif len(text.encode()) > LARGEST:
            code = TOO_LONG
        if phone is None or code:
            return {"errcode": code}
        code = phone.window.take(self.clock.now())
        if not code:
            phone.show(Shown(time.monotonic(), Way.MESSAGE, text or ""))
        return {"errcode": code}

    def typing(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """That something is being written, or no longer."""
        phone, code = self._to(body)
        if body.get("command") not in ("Typing", "CancelTyping"):
            code = 45072
        if phone is not None and not code:
            phone.typing = time.monotonic() + _TYPING if body["command"] == "Typing" else 0.0
        return {"errcode": code}

    def template(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """A notice by a template. One that comes again under its client_msg_id is not shown again."""
        phone, code = self._to(body)
        if not code and not _valued(body.get("data")):
            code = BAD_FORM
        if phone is None or code:
            return {"errcode": code}
        why = refused(self.templates.get(str(body.get("template_id")), ""), body["data"])
        if why:
            return {"errcode": UNFIT, "errmsg": why}
        key = str(body.get("client_msg_id", ""))
        known = self._notices.get((phone.person, key)) if key else None
        number = known or next(self._ids)
        if known is None:
            self._notices[phone.person, key] = number
            phone.show(_notice(body, "url"))
            self.told(phone, "TEMPLATESENDJOBFINISH", {"MsgID": number, "Status": "success"})
        return {"errcode": 0, "msgid": number}

    def subscribed(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """A notice that the person asked for once."""
        phone, code = self._to(body)
        if phone is None or code:
            return {"errcode": code}
        template = str(body.get("template_id"))
        if phone.wants.get(template, 0) < 1:
            return {"errcode": REFUSED}
        if not _valued(body.get("data")):
            return {"errcode": BAD_FORM}
        phone.wants[template] -= 1
        phone.show(_notice(body, "page"))
        return {"errcode": 0}

    def _to(self, body: Mapping[str, Any]) -> tuple[Phone | None, int]:
        phone = self.phones.get(str(body.get("touser")))
        if phone is None:
            return None, UNKNOWN
        return phone, 0 if phone.follows else FOLLOWS_NOT


def read(raw: bytes) -> dict[str, Any]:
    """The object in a body; empty where it is none."""
    try:
        body = orjson.loads(raw or b"{}")
    except orjson.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


def _shown(body: Mapping[str, Any]) -> str | None:
    """What the person reads; None for a message that is none."""
    kind = str(body.get("msgtype"))
    told = body.get(kind)
    if not isinstance(told, dict):
        return None
    if kind == "text":
        return told.get("content") or None
    if kind == "msgmenu":
        entries = (menu_link(str(one["content"]), str(one["id"])) for one in told.get("list", ()))
        return "\n".join(filter(None, (told.get("head_content"), *entries, told.get("tail_content"))))
    return f"[{kind}]" if kind in _SHOWN_BY_NAME else None


def _valued(data: Any) -> bool:
    return isinstance(data, dict) and all(isinstance(one, dict) and "value" in one for one in data.values())


def _notice(body: Mapping[str, Any], link: str) -> Shown:
    lines = [str(one["value"]) for one in body["data"].values()]
    return Shown(time.monotonic(), Way.NOTICE, "\n".join(lines), url=str(body.get(link, "")))
