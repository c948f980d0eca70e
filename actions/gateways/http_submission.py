"""The submission desk over HTTP: one request a form, each with a key that makes sending it again harmless."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

import httpx
import orjson

from bot.engine.values import Json

from ..ports import Receipt, Refused, Standing, Unavailable

#: Seconds to wait for a connection, and for each part of an answer.
_TIMEOUT: Final = httpx.Timeout(15.0, connect=5.0)
#: Characters of a key that intake is sure to take.
_LONGEST_KEY: Final = 200
_LONGEST_ANSWER: Final = 1 << 20
_TRY_AGAIN: Final = frozenset({408, 423, 425, 429})
#: The problem that says that the key was used for something else; any other 409 is another request under way.
_KEY_REUSED: Final = "urn:daoban:problem:key-reused"
_PATH: Final = "/intake/v1/applications"
_LOG: Final = logging.getLogger("daoban.submission")


def intake_client(url: str, key: str, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client for the intake at this address only: no redirects, and no proxy that the environment names."""
    headers = {"Authorization": f"Bearer {key}", "Accept": "application/json, application/problem+json"}
    return httpx.AsyncClient(
        base_url=url, headers=headers, timeout=_TIMEOUT, transport=transport, trust_env=False, follow_redirects=False
    )


@dataclass(frozen=True, slots=True)
class HttpSubmission:
    """``Submission`` at an intake that speaks our intake API."""

    client: httpx.AsyncClient

    async def submit(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
    ) -> tuple[Receipt, ...]:
        """See ``Submission.submit``. A bundle of several forms is checked as a whole before any part is handed in."""
        bundle = {
            form: {
                "form": form,
                "application": application,
                "materials": list(materials),
                "provenance": provenance.get(form, {}),
            }
            for form, application in applications.items()
        }
        held: dict[str, Receipt] = {}
        try:
            for checking in (True, False) if len(bundle) > 1 else (False,):
                for form, body in bundle.items():
                    receipt = await self._send(key, form, body, checking)
                    if receipt is not None:
                        held[form] = receipt
        except Refused:
            for receipt in held.values():
                await self._withdraw(receipt)
            raise
        return tuple(held[form] for form in bundle)

    async def look_up(self, reference: str) -> Standing | None:
        """See ``Submission.look_up``."""
        status, answer = await self._call(f"{_PATH}/{quote(reference, safe='')}", method="GET")
        if status == 404:
            return None
        if status != 200:
            raise Unavailable(f"http_{status}")
        return _standing(answer)

    async def _send(self, key: str, form: str, body: Mapping[str, Any], checking: bool) -> Receipt | None:
        """The receipt; while checking, None for a valid application that intake does not hold yet."""
        headers = {"Idempotency-Key": header_key(key, form), "Content-Type": "application/json"}
        params = {"validate": "only"} if checking else {}
        status, answer = await self._call(_PATH, orjson.dumps(body), headers, params)
        if checking and status == 204:
            return None
        if status not in (200, 201):
            raise _refusal(status, answer, form)
        if answer.get("status") == "withdrawn":
            raise Refused("withdrawn")
        return _receipt(form, answer)

    async def _withdraw(self, receipt: Receipt) -> None:
        """Intake no longer holds this part of a bundle that was refused. Raises Unavailable to do it all again."""
        status, _ = await self._call(f"{_PATH}/{quote(receipt.reference, safe='')}/withdrawal")
        if status not in (200, 204):
            raise Unavailable(f"withdrawal_http_{status}")

    async def _call(
        self,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        method: str = "POST",
    ) -> tuple[int, dict[str, Any]]:
        """Status and JSON of the answer. Raises Unavailable where there is none, or it says to try again."""
        try:
            async with self.client.stream(method, path, content=body, headers=headers, params=params) as response:
                content = await _bounded(response)
        except httpx.HTTPError as fault:
            raise Unavailable(_CODES.get(type(fault), "connection")) from fault
        answer = _object(content)
        status = response.status_code
        in_progress = status == 409 and answer.get("type") != _KEY_REUSED
        if status >= 500 or status in _TRY_AGAIN or in_progress:
            raise Unavailable(f"http_{status}", _seconds(response.headers.get("Retry-After")))
        if not 200 <= status < 300:
            _LOG.warning("intake refused with %s", status)
        return status, answer


def header_key(key: str, form: str) -> str:
    """The key of one form's request, in characters a header may hold; a long one is replaced by its hash."""
    full = f"{quote(key, safe=':')}:{quote(form, safe='')}"
    return full if len(full) <= _LONGEST_KEY else f"sha256:{hashlib.sha256(full.encode()).hexdigest()}"


#: What went wrong on the way; anything else is ``connection``.
_CODES: Final[dict[type[Exception], str]] = {
    httpx.ConnectTimeout: "connect_timeout",
    httpx.ReadTimeout: "read_timeout",
    httpx.WriteTimeout: "write_timeout",
    httpx.PoolTimeout: "pool_timeout",
    httpx.ConnectError: "connect",
}


def _refusal(status: int, answer: Mapping[str, Any], form: str) -> Exception:
    if status == 422:
        return Refused("invalid", _problems(answer, form))
    if status == 409:
        return Refused("key_reused")
    if 400 <= status < 500:
        return Refused(f"http_{status}", decided=False)
    return Unavailable(f"http_{status}")


def _problems(answer: Mapping[str, Any], form: str) -> list[Mapping[str, Json]]:
    """The places that intake names, as pointers into the application."""
    found: list[Mapping[str, Json]] = []
    errors = answer.get("errors")
    for error in errors if isinstance(errors, list) else []:
        if isinstance(error, dict):
            pointer = str(error.get("pointer", "")).removeprefix("#").removeprefix("/application")
            found.append({"form": form, "pointer": pointer, "message": str(error.get("detail", ""))})
    return found


def _receipt(form: str, answer: Mapping[str, Any]) -> Receipt:
    reference, received = answer.get("reference"), answer.get("received_at")
    if not isinstance(reference, str) or not reference or not isinstance(received, str):
        raise Unavailable("no_receipt")
    try:
        return Receipt(form, reference, _moment(received))
    except ValueError as fault:
        raise Unavailable("no_receipt") from fault


def _standing(answer: Mapping[str, Any]) -> Standing:
    """Raises Unavailable where the answer does not say where the application stands."""
    names = ("reference", "status", "status_text", "received_at", "updated_at")
    told, code = [answer.get(name) for name in names], answer.get("status_code")
    if not isinstance(code, int) or not all(isinstance(one, str) for one in told):
        raise Unavailable("no_standing")
    reference, status, text, received, updated = (str(one) for one in told)
    try:
        return Standing(reference, status, code, text, _moment(received), _moment(updated))
    except ValueError as fault:
        raise Unavailable("no_standing") from fault


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _object(content: bytes) -> dict[str, Any]:
    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError:
        return {}
    return answer if isinstance(answer, dict) else {}


async def _bounded(response: httpx.Response) -> bytes:
    """The answer's content. Raises Unavailable past a size no receipt has."""
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if len(content) > _LONGEST_ANSWER:
            raise Unavailable("answer_too_long")
    return bytes(content)


def _seconds(header: str | None) -> float | None:
    """Retry-After in seconds; None where it is absent or a date. Source: RFC 9110, section 10.2.3."""
    return float(header) if header is not None and header.isascii() and header.isdigit() else None
