"""Licences verified at a library that speaks our library's HTTP. What it tells is checked, and put in words of our own."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx
import orjson

from actions.gateways.asking import Answered, ask
from actions.ports import Unavailable
from bot.engine.unseen import has_unseen

from ..problems import Problem
from .verifying import Verdict

_PATH: Final = "/library/v1"
_HEADERS: Final = {"Content-Type": "application/json"}
#: Seconds for all of it: an officer waits, and somebody before them.
_WHOLE: Final = 10.0
_LONGEST: Final = 128 << 10
_LONGEST_TEXT: Final = 500
_MOST: Final = 100
#: What an identifier of a licence begins with, of whatever library. Source: GB/T 36904-2018.
_ROOT: Final = "1.2.156.3005.2."
_IDENTIFIER: Final = re.compile(r"[0-9A-Z.]{1,200}")
#: The library's refusals that an officer can do something about.
_REFUSALS: Final = {
    (404, "no-such-showing"): "这不是出示的证照，请对方重新出示。",
    (404, "no-such-licence"): "证照库里没有这个标识的证照，请核对有没有抄错。",
    (409, "already-shown"): "这个码已经验证过一次，不能再用。请对方重新出示，并核对是不是本人。",
    (410, "showing-expired"): "这个码已经过了时间，请对方重新出示。",
    (429, "too-many-requests"): "太快了，请稍等再试。",
}


@dataclass(frozen=True, slots=True)
class HttpVerifier:
    """``Verifier`` over HTTP. ``client``: asks with a key that may verify."""

    client: httpx.AsyncClient

    async def verify(self, text: str, purpose: str, by: str) -> Verdict:
        """See ``Verifier.verify``."""
        if text.startswith(_ROOT):
            # An identifier tells what everybody is told: its holder has shown nothing, and reads who looked.
            if not _IDENTIFIER.fullmatch(text):
                raise Problem(404, "no-such-licence", _REFUSALS[404, "no-such-licence"])
            why = orjson.dumps({"purpose": purpose, "by": by})
            answer = await self._asked(f"{_PATH}/licences/{text}/checks", why)
            return _read(answer, shown=False)
        body = orjson.dumps({"shown": text, "purpose": purpose, "by": by})
        return _read(await self._asked(f"{_PATH}/showings/resolve", body), shown=True)

    async def _asked(self, path: str, body: bytes) -> Mapping[str, Any]:
        asking = ask(self.client, "POST", path, body, _HEADERS, longest=_LONGEST)
        try:
            answered: Answered = await asyncio.wait_for(asking, _WHOLE)
        except (Unavailable, asyncio.TimeoutError) as fault:
            raise _away() from fault
        found = answered.body
        if answered.status == 200:
            return found
        named = (answered.status, str(found.get("title")))
        if named in _REFUSALS:
            raise Problem(*named, _REFUSALS[named])
        raise _away()


def _away() -> Problem:
    said = "证照库没有答复，不知道这张证照是不是有效。请对方重新出示以后再试，或者看纸质证照。"
    return Problem(503, "library-away", said, headers={"Retry-After": "5"})


def _read(told: Mapping[str, Any], *, shown: bool) -> Verdict:
    """The verdict. Raises Problem 503: it cannot be read, so nothing is known."""
    try:
        status, holder = _text(told, "status"), told.get("holder")
        if not isinstance(holder, dict):
            raise ValueError("holder")
        valid = status == "valid"
        if shown and told.get("valid") is not valid:
            raise ValueError("valid")
        fields, withheld = told.get("fields", {}), told.get("withheld", [])
        if not isinstance(fields, dict) or not isinstance(withheld, list) or max(len(fields), len(withheld)) > _MOST:
            raise ValueError("fields")
        return Verdict(
            shown, _text(told, "identifier"), _text(told, "title"), _text(told, "office"), valid, _text(told, "status_text"),
            {name: _text(holder, name, empty=True) for name in ("name", "number")},
            _day(told, "valid_from"), _day(told, "valid_until"), told.get("certain") is True, told.get("invented") is True,
            {_seen(name): _text(fields, name, empty=True) for name in fields} if valid else {},
            [_seen(one) for one in withheld] if valid else [],
        )  # fmt: skip
    except ValueError:
        raise _away() from None


def _text(told: Mapping[str, Any], name: str, *, empty: bool = False) -> str:
    text = _seen(told.get(name))
    if not (empty or text.strip()):
        raise ValueError(name)
    return text


def _day(told: Mapping[str, Any], name: str) -> str:
    return "" if told.get(name) is None else _text(told, name)


def _seen(text: Any) -> str:
    if not isinstance(text, str) or len(text) > _LONGEST_TEXT or has_unseen(text):
        raise ValueError("text")
    return text
