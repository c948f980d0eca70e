"""The e-licence library over HTTP. What it answers is checked before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import quote

import httpx
import orjson

from ..exchange.ports import Licence, ListedLicence, NotGiven, OwnLicence, Showing
from ..ports import Unavailable
from .asking import TRY_AGAIN, Answered, ask

_PATH: Final = "/library/v1"
#: Seconds to wait for a connection, and for each part of an answer: an applicant waits.
_TIMEOUT: Final = httpx.Timeout(3.0, connect=1.5)
_REFUSES: Final = 400
#: There is none such, and what was named can be none.
_UNKNOWN: Final = (404, 422)
#: Characters of what a code holds: more make one that no telephone reads from a screen.
_LONGEST_CODE: Final = 300
_NO_CONSENT: Final = frozenset({"no-consent", "consent-ended", "consent-withdrawn", "not-agreed-to"})
#: The place of the type's code among an identifier's parts. Source: GB/T 36904-2018.
_TYPE: Final = 5
_PARTS: Final = 10


def licences_client(url: str, key: str, timeout: httpx.Timeout = _TIMEOUT) -> httpx.AsyncClient:
    """A client for the library at this address only: no redirects, and no proxy that the environment names."""
    headers = {"Authorization": f"Bearer {key}", "Accept": "application/json, application/problem+json"}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=timeout, trust_env=False, follow_redirects=False)


@dataclass(slots=True)
class HttpLicences:
    """``Licences`` at a library that speaks our library's API."""

    client: httpx.AsyncClient
    _types: dict[str, str] = field(default_factory=dict)

    async def agree(self, holder: str, purpose: str, types: Sequence[str], until: date, notice: str) -> None:
        """See ``Licences.agree``."""
        codes = await self._codes(types)
        body = {"holder": holder, "purpose": purpose, "types": codes, "until": until.isoformat(), "notice": notice}
        await self._post("/consents", body)

    async def take_back(self, holder: str, purpose: str) -> None:
        """See ``Licences.take_back``."""
        given = _objects(await self._post("/consents/searches", {"holder": holder}), "consents")
        for one in given:
            if one.get("purpose") == purpose and one.get("holds") is True:
                path = f"/consents/{quote(str(one.get('consent')), safe='')}/withdrawal"
                await self._post(path, {"holder": holder})

    async def listed(self, holder: str, purpose: str, types: Sequence[str]) -> tuple[ListedLicence, ...]:
        """See ``Licences.listed``."""
        codes = await self._codes(types)
        answer = await self._post("/searches", {"holder": holder, "purpose": purpose, "types": codes})
        titles = {code: title for title, code in self._types.items()}
        return tuple(_listed(one, titles) for one in _objects(answer, "licences"))

    async def use(self, licence: ListedLicence, purpose: str, cause: str) -> Licence:
        """See ``Licences.use``."""
        path = f"/licences/{quote(licence.identifier, safe='')}/uses"
        answer = await self._post(path, {"purpose": purpose, "use_cause": cause, "pdf": False})
        if answer.get("identifier") != licence.identifier:
            raise Unavailable("bad_answer")
        return _licence(answer, licence.type)

    async def own(self, holder: str) -> tuple[OwnLicence, ...]:
        """See ``Licences.own``."""
        answer = await self._post("/holders/licences", {"holder": holder})
        return tuple(_own(one) for one in _objects(answer, "licences"))

    async def show(self, holder: str, identifier: str) -> Showing:
        """See ``Licences.show``."""
        answered = await self._asked("/showings", {"holder": holder, "identifier": identifier})
        if answered.status in _UNKNOWN:
            raise NotGiven("unknown")
        answer = _said(answered)
        text, until = answer.get("text"), _moment(answer.get("expires_at"))
        if not isinstance(text, str) or not 0 < len(text) <= _LONGEST_CODE:
            raise Unavailable("bad_answer")
        return Showing(text, until)

    async def _codes(self, types: Sequence[str]) -> list[str]:
        """The codes of the types; those that the library's register does not have are left out. Raises NotGiven where none is left."""
        if not self._types:
            told = _objects(_said(await ask(self.client, "GET", f"{_PATH}/types")), "types")
            self._types = {str(one.get("title")): str(one.get("code")) for one in told}
        found = [self._types[one] for one in types if one in self._types]
        if not found:
            raise NotGiven("refused")
        return found

    async def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return _said(await self._asked(path, body))

    async def _asked(self, path: str, body: Mapping[str, Any]) -> Answered:
        content, headers = orjson.dumps(body), {"Content-Type": "application/json"}
        return await ask(self.client, "POST", _PATH + path, content, headers)


def _said(answer: Answered) -> dict[str, Any]:
    """The answer's members. Raises NotGiven where it says no, Unavailable where it says nothing that can be used."""
    if answer.status >= 500 or answer.status in TRY_AGAIN:
        raise answer.ask_again()
    if answer.status >= _REFUSES:
        code = str(answer.body.get("type", "")).rpartition(":")[2]
        status = answer.body.get("licence_status")
        raise NotGiven("consent" if code in _NO_CONSENT else str(status) if status else "refused")
    return answer.body


def _objects(answer: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = answer.get(name)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Unavailable("bad_answer")
    return found


def _listed(one: Mapping[str, Any], titles: Mapping[str, str]) -> ListedLicence:
    identifier, status = one.get("identifier"), one.get("status")
    parts = identifier.split(".") if isinstance(identifier, str) else []
    if len(parts) != _PARTS or parts[_TYPE] not in titles or not isinstance(status, str):
        raise Unavailable("bad_answer")
    issued, until = _day(one.get("issued_at")), one.get("valid_until")
    return ListedLicence(
        ".".join(parts), titles[parts[_TYPE]], status, issued, _day(until) if until is not None else None
    )


def _licence(one: Mapping[str, Any], title: str) -> Licence:
    holder, content = one.get("holder"), one.get("content")
    if not isinstance(holder, dict) or not isinstance(content, dict) or one.get("status") != "valid":
        raise Unavailable("bad_answer")
    until = one.get("valid_until")
    return Licence(
        identifier=str(one["identifier"]),
        type=title,
        issued=_day(one.get("issued_at")),
        valid_until=_day(until) if until is not None else None,
        invented=one.get("invented") is True,
        holder_name=str(holder.get("name", "")),
        holder_number=str(holder.get("number", "")),
        content=content,
    )


def _own(one: Mapping[str, Any]) -> OwnLicence:
    number, until = one.get("number"), one.get("valid_until")
    if not isinstance(number, (str, type(None))):
        raise Unavailable("bad_answer")
    identifier, title, office, status = (_word(one, name) for name in ("identifier", "title", "office", "status"))
    return OwnLicence(
        identifier,
        title,
        office,
        status,
        issued=_day(one.get("issued_at")),
        valid_until=_day(until) if until is not None else None,
        number=number or None,
        certain=one.get("certain") is True,
        invented=one.get("invented") is True,
    )


def _word(one: Mapping[str, Any], name: str) -> str:
    """Raises Unavailable where it is none."""
    told = one.get(name)
    if not isinstance(told, str) or not told:
        raise Unavailable("bad_answer")
    return told


def _day(told: Any) -> date:
    try:
        return datetime.fromisoformat(told).date()
    except (TypeError, ValueError) as fault:
        raise Unavailable("bad_answer") from fault


def _moment(told: Any) -> datetime:
    """Raises Unavailable where it is none, or does not say by which clock."""
    try:
        found = datetime.fromisoformat(told)
    except (TypeError, ValueError) as fault:
        raise Unavailable("bad_answer") from fault
    if found.tzinfo is None:
        raise Unavailable("bad_answer")
    return found
