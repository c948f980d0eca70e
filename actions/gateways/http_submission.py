"""The submission desk over HTTP: one request a form, each with a key that makes sending it again harmless."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import httpx
import orjson

from bot.engine import StatusReported
from bot.engine.unseen import without_unseen
from bot.engine.values import Json

from ..ports import Receipt, Refused, Standing, Unavailable
from .asking import TIMEOUT, TRY_AGAIN, ask
from .intake_answers import (
    answered_in,
    events_of,
    is_unknown,
    name_of,
    named,
    no_paper,
    receipt_of,
    refusal,
    standing_of,
)

#: Characters of a key that intake is sure to take.
_LONGEST_KEY: Final = 200
#: Bytes of a paper: the longest that can be printed has some fifty pages, and its fonts.
_LONGEST_PAPER: Final = 16 << 20
_PATH: Final = "/intake/v1/applications"
_LOG: Final = logging.getLogger("daoban.submission")


def intake_client(url: str, key: str, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client for the intake at this address only: no redirects, and no proxy that the environment names."""
    headers = {"Authorization": f"Bearer {key}", "Accept": "application/json, application/problem+json"}
    return httpx.AsyncClient(
        base_url=url, headers=headers, timeout=TIMEOUT, transport=transport, trust_env=False, follow_redirects=False
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
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """See ``Submission.submit``. A bundle of several forms is checked as a whole before any part is handed in."""
        bundle = _bodies(key, applications, materials, provenance, scenario)
        held: dict[str, Receipt] = {}
        try:
            for checking in (True, False) if len(bundle) > 1 else (False,):
                for form, body in bundle.items():
                    receipt = await self._send(key, form, body, checking)
                    if receipt is not None:
                        held[form] = receipt
        except Refused as refusal:
            # Who refused without having looked may have taken parts before, and takes the others later.
            if refusal.decided and len(bundle) > 1:
                await self._take_back_all(key, bundle, held)
            raise
        return tuple(held[form] for form in bundle)

    async def held(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """See ``Submission.held``."""
        bundle = _bodies(key, applications, materials, provenance, scenario)
        found = [await self._send(key, form, body, True) for form, body in bundle.items()]
        return tuple(receipt for receipt in found if receipt is not None)

    async def supplement(
        self,
        key: str,
        reference: str,
        correction: str,
        application: Mapping[str, Any],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Json]],
    ) -> Receipt:
        """See ``Submission.supplement``."""
        body = {
            "correction": correction,
            "application": application,
            "materials": list(materials),
            "provenance": provenance,
        }
        headers = {"Idempotency-Key": header_key(key, correction), "Content-Type": "application/json"}
        status, answer = await self._call(_address(reference, "/supplements"), orjson.dumps(body), headers)
        if status not in (200, 201):
            raise refusal(status, answer, str(answer.get("form", "")))
        receipt = receipt_of(name_of(answer, "form"), answer)
        if receipt.reference != reference:
            raise Unavailable("no_receipt")
        return receipt

    async def withdraw(self, reference: str, key: str, reason: str) -> Standing:
        """See ``Submission.withdraw``."""
        headers = {"Idempotency-Key": header_key(key, reference), "Content-Type": "application/json"}
        path = _address(reference, "/withdrawal")
        status, answer = await self._call(path, orjson.dumps({"reason": without_unseen(reason)}), headers)
        if status != 200:
            raise refusal(status, answer, "")
        return standing_of(answer)

    async def rate(self, key: str, reference: str, grade: int, words: str, reasons: Sequence[str]) -> None:
        """See ``Submission.rate``."""
        headers = {"Idempotency-Key": header_key(key, reference), "Content-Type": "application/json"}
        body = orjson.dumps({"grade": grade, "words": without_unseen(words), "reasons": list(reasons)})
        status, answer = await self._call(_address(reference, "/ratings"), body, headers)
        if status not in (200, 201):
            raise refusal(status, answer, "")

    async def answer_to_rating(self, reference: str) -> Mapping[str, Any] | None:
        """See ``Submission.answer_to_rating``."""
        status, answer = await self._call(_address(reference, "/ratings"), method="GET")
        if status != 200:
            raise Refused("unknown_reference") if is_unknown(status, answer) else Unavailable(f"http_{status}")
        return answered_in(answer)

    async def events(self, reference: str, after: int) -> tuple[StatusReported, ...]:
        """See ``Submission.events``."""
        path, params = _address(reference, "/events"), {"after": str(after)}
        status, answer = await self._call(path, params=params, method="GET")
        if status != 200:
            raise Refused("unknown_reference") if is_unknown(status, answer) else Unavailable(f"http_{status}")
        return events_of(answer.get("events"), reference, after)

    async def paper(self, reference: str, seq: int) -> bytes:
        """See ``Submission.paper``."""
        address = _address(reference, f"/notices/{seq}.pdf")
        answered = await ask(self.client, "GET", address, longest=_LONGEST_PAPER)
        if answered.status == 200 and answered.content.startswith(b"%PDF-"):
            return answered.content
        raise no_paper(answered.status, answered.body)

    async def look_up(self, reference: str) -> Standing | None:
        """See ``Submission.look_up``."""
        status, answer = await self._call(_address(reference), method="GET")
        if status == 404:
            return None
        if status != 200:
            raise Unavailable(f"http_{status}")
        return standing_of(answer)

    async def _send(self, key: str, form: str, body: Mapping[str, Any], checking: bool) -> Receipt | None:
        """The receipt; while checking, None for a valid application that intake does not hold yet."""
        headers = {"Idempotency-Key": header_key(key, form), "Content-Type": "application/json"}
        params = {"validate": "only"} if checking else {}
        status, answer = await self._call(_PATH, orjson.dumps(body), headers, params)
        if checking and status == 204:
            return None
        if status not in (200, 201):
            raise refusal(status, answer, form)
        if answer.get("status") == "withdrawn":
            raise Refused("withdrawn")
        return receipt_of(form, answer)

    async def _take_back_all(
        self, key: str, bundle: Mapping[str, Mapping[str, Any]], known: Mapping[str, Receipt]
    ) -> None:
        """Intake holds no part of a bundle that was refused, whichever try handed it in. Raises Unavailable to do it all again."""
        for form, body in bundle.items():
            try:
                receipt = known.get(form) or await self._send(key, form, body, True)
            except Refused:
                continue
            if receipt is not None:
                await self._take_back(receipt)

    async def _take_back(self, receipt: Receipt) -> None:
        """Intake no longer holds this part of a bundle that was refused. Raises Unavailable to do it all again."""
        status, _ = await self._call(_address(receipt.reference, "/withdrawal"))
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
        answered = await ask(self.client, method, path, body, headers, params)
        status, answer = answered.status, answered.body
        # A 409 with a name of intake's is a refusal; any other is another request with this key under way.
        in_progress = status == 409 and named(answer) in ("", "in_progress")
        if status >= 500 or status in TRY_AGAIN or in_progress:
            raise answered.ask_again()
        if not 200 <= status < 300:
            _LOG.warning("intake refused with %s", status)
        return status, answer


def header_key(key: str, form: str) -> str:
    """The key of one form's request, in characters a header may hold; a long one is replaced by its hash."""
    full = f"{quote(key, safe=':')}:{quote(form, safe='')}"
    return full if len(full) <= _LONGEST_KEY else f"sha256:{hashlib.sha256(full.encode()).hexdigest()}"


def _address(reference: str, part: str = "") -> str:
    return f"{_PATH}/{quote(reference, safe='')}{part}"


def _bodies(
    key: str,
    applications: Mapping[str, Mapping[str, Any]],
    materials: Sequence[Mapping[str, Json]],
    provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
    scenario: str | None,
) -> dict[str, dict[str, Any]]:
    """Form -> body. The same arguments give the same bodies for ever: a try may follow years after the one before."""
    several = len(applications) > 1 and scenario is not None
    bundle = {"bundle": {"id": key, "forms": list(applications), "scenario": scenario}} if several else {}
    return {
        form: {
            "form": form,
            "application": application,
            "materials": list(materials),
            "provenance": provenance.get(form, {}),
            **bundle,
        }
        for form, application in applications.items()
    }
