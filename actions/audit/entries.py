"""An entry of the audit trail, and what of it is bound to the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from ..cipher import Cipher
from ..moments import micros

#: What is put on record -> how an auditor reads it. Of what is not here nothing can be recorded.
ACTS: Final[Mapping[str, str]] = {
    "session.open": "登录", "session.fail": "登录没有成功", "session.close": "退出",
    "case.open": "打开一件", "case.begin": "新开一件", "case.take": "接过来", "case.taken": "接好了", "case.reassign": "改派", "case.back": "交还给导办",
    "case.write": "写给申请人", "case.fill": "替申请人填", "case.changed": "填好了", "case.ask": "请申请人核对",
    "case.pair": "连申请人的屏幕", "case.search": "查找", "case.print": "打印", "miss.report": "说这句理解错了", "value.unmask": "看完整内容",
    "board.see": "看看板", "board.download": "下载看板", "audit.read": "看审计记录", "audit.verify": "核对审计记录", "audit.export": "导出审计记录",
}  # fmt: skip
#: What the first entry is bound to.
BEGINNING: Final = bytes(32)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: their id, role and organisation at that time, and the address of the net that they did it from."""

    id: str
    role: str
    organisation: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    Args:
        number: from 1, without a gap.
        act: one of ``ACTS``. ``allowed``: whether they might; what was refused was not done.
        about: id of the conversation; empty where it is about none.
        detail: JSON-ready: why, the message's id, what was written where. Never a whole value that is masked on screen.
        digest: 32 bytes that bind the entry to the one before.
    """

    number: int
    at: datetime
    actor: Actor
    act: str
    allowed: bool
    about: str
    detail: Mapping[str, Any]
    digest: bytes

    def told(self) -> dict[str, Any]:
        """As the auditor's page and an export tell it."""
        return {
            "number": self.number, "at": self.at.isoformat(), "who": self.actor.id, "role": self.actor.role,
            "organisation": self.actor.organisation, "address": self.actor.address, "act": self.act, "title": ACTS.get(self.act, self.act),
            "allowed": self.allowed, "about": self.about, "detail": dict(self.detail), "digest": self.digest.hex(),
        }  # fmt: skip


def bound(before: bytes, number: int, at: datetime, actor: Actor, act: str, allowed: bool, about: str, sealed: bytes) -> bytes:  # fmt: skip
    """SHA-256 of the digest before and everything of the entry; of its detail, of how it is stored."""
    content = orjson.dumps(
        {
            "number": number, "at": micros(at), "who": actor.id, "role": actor.role, "organisation": actor.organisation,
            "address": actor.address, "act": act, "allowed": allowed, "about": about, "sealed": hashlib.sha256(sealed).hexdigest(),
        },
        option=orjson.OPT_SORT_KEYS,
    )  # fmt: skip
    return hashlib.sha256(before + content).digest()


def mark_of(cipher: Cipher, digest: bytes) -> list[bytes]:
    """What proves that an entry was written with a data key: its marks under every key, the current one first."""
    return cipher.marks("audit", digest.hex())
