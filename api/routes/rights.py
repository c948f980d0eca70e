"""What applicants say to the notice on their data, what is stored of them, and the end of it."""

from __future__ import annotations

import hmac
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.consent import AGREED, DECLINED, SCOPES
from actions.own_data import of_rating, of_wechat, own_data
from actions.signed_in import told

from ..bodies import read_object
from ..openapi_rights import (
    CONSENT,
    CONSENT_ANSWERS,
    DATA,
    DATA_ANSWERS,
    ERASE,
    ERASE_ANSWERS,
)
from ..problems import Problem
from ..security import COOKIE, admitted, presented, wrong_token
from ..services import Services
from .exchange import take_back

_DECISIONS: Final = (AGREED, DECLINED)


def router(services: Services) -> APIRouter:
    """``POST …/{id}/consent``, ``GET …/{id}/data`` and ``DELETE /api/v1/conversations/{id}``."""
    routes = APIRouter(prefix="/api/v1", tags=["rights"])
    rights = services.rights

    @routes.post(
        "/conversations/{conversation}/consent",
        response_class=Response,
        responses=CONSENT_ANSWERS,
        openapi_extra=CONSENT,
    )
    async def consent(conversation: str, request: Request) -> Response:
        """Keeps what the applicant says to the notice, and when. Declining later takes it back."""
        admitted(services.store, request, conversation)
        body = await read_object(request, ("decision", "scopes", "version"))
        scopes = _read_decision(body)
        if body["version"] != rights.notice.version:
            raise Problem(
                409,
                "notice-changed",
                "个人信息处理告知有了新的版本，请重新看一遍。",
                [("/version", rights.notice.version)],
            )
        agreed = rights.consents.decide(conversation, scopes, body["decision"], body["version"])
        row = services.store.find(conversation)
        if row is not None and body["decision"] == DECLINED:
            await take_back(services, row)
        return ORJSONResponse({"consent": sorted(agreed), "version": rights.notice.version})

    @routes.get(
        "/conversations/{conversation}/data", response_class=Response, responses=DATA_ANSWERS, openapi_extra=DATA
    )
    async def data(conversation: str, request: Request) -> Response:
        """Everything that is stored of the conversation, to be read or taken along."""
        admitted(services.store, request, conversation)
        content = orjson.dumps(_everything(services, conversation), option=orjson.OPT_INDENT_2)
        name = {"Content-Disposition": 'attachment; filename="daoban-data.json"'}
        return Response(content, media_type="application/json", headers=name)

    @routes.delete(
        "/conversations/{conversation}", response_class=Response, responses=ERASE_ANSWERS, openapi_extra=ERASE
    )
    async def erase(conversation: str, request: Request) -> Response:
        """Nothing of the conversation is left here; what intake received stays there. Erasing again changes nothing."""
        kept = _erase(services, request, conversation)
        response = ORJSONResponse({"erased": True, "kept_at_intake": kept})
        response.delete_cookie(COOKIE, path=f"/api/v1/conversations/{conversation}")
        return response

    return routes


def _erase(services: Services, request: Request, conversation: str) -> str | None:
    """What intake keeps of the conversation that is erased now; None also where it was erased before."""
    erasing = services.rights.erasing
    gone = erasing.tombstone(conversation)
    if gone is None:
        row = admitted(services.store, request, conversation)
        erasing.erase(conversation)
        submission = row.case.submission
        return "、".join(submission.references.values()) or None if submission is not None else None
    token = presented(request)
    if token is None or gone.token_hash is None or not hmac.compare_digest(token, gone.token_hash):
        raise wrong_token()
    return None


def _everything(services: Services, conversation: str) -> dict[str, Any]:
    found, rights, channel = services.conversations.standing(conversation), services.rights, services.wechat
    principal = services.principal(found.row.identity)
    follower = channel.followers.in_conversation(conversation) if channel is not None else None
    return own_data(
        found.catalog,
        found.row,
        found.position,
        services.store.turns_after(conversation, 0),
        rights.consents.of(conversation),
        rights.records.dates(conversation),
        rights.records.handed_in(conversation),
        services.uploads.of(conversation),
        of_rating(services.ratings.of(conversation), services.ratings.answer_of(conversation)),
        of_wechat(follower, channel.pushes.kept(conversation) if channel is not None else []),
        told(principal) if principal is not None else None,
    )


def _read_decision(body: dict[str, Any]) -> list[str]:
    """The scopes that a decision is about. Raises Problem 422, naming every member that is wrong."""
    errors = []
    if body.get("decision") not in _DECISIONS:
        errors.append(("/decision", "、".join(_DECISIONS)))
    if not isinstance(body.get("version"), str):
        errors.append(("/version", "GET /api/v1/privacy 给的 version"))
    scopes = body.get("scopes", ["personal"])
    if not isinstance(scopes, list) or not scopes or any(scope not in SCOPES for scope in scopes):
        errors.append(("/scopes", "、".join(SCOPES)))
    if errors:
        raise Problem(422, "invalid-request", "请求的内容不对。", errors)
    return list(dict.fromkeys(scopes))
