"""Licences that are shown to officers, or whose identifier they have."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from ...bodies import read_object
from ...intake.verifying import PURPOSES
from ...problems import Problem
from ...review_services import Review
from ...seen import all_seen

#: Times a minute that one officer may verify.
VERIFIED: Final = 60
_LONGEST: Final = 200


def router(review: Review) -> APIRouter:
    """``/review/api/verifications``."""
    routes, spent = APIRouter(prefix="/api/verifications"), review.door.rates(VERIFIED, "review.verified")

    @routes.post("")
    async def verify(request: Request) -> Response:
        """Whether the licence is valid, and of one that was shown what an officer may see. What was shown is used up."""
        who = await run_in_threadpool(review.door.signed_in, request)
        body = all_seen(await read_object(request, ("text", "purpose")))
        text, purpose = body.get("text"), body.get("purpose")
        errors = []
        if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
            errors.append(("/text", f"扫出来的文字或者证照标识，不超过 {_LONGEST} 个字"))
        if not isinstance(purpose, str) or purpose not in PURPOSES:
            errors.append(("/purpose", "应当是：" + "、".join(PURPOSES)))
        if errors or not isinstance(text, str):
            raise Problem(422, "invalid-request", f"有 {len(errors)} 处不对。", errors)
        if review.verifier is None:
            raise Problem(503, "library-away", "这里没有连上证照库，不能验证。")
        spent.spend(who.id)
        verdict = await review.verifier.verify(text.strip(), PURPOSES[str(purpose)], f"{who.office}（{who.id}）")
        return ORJSONResponse(verdict.told(), headers={"Cache-Control": "no-store"})

    return routes
