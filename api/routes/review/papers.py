"""Papers (文书) of applications, for the officers whose matter they are."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from ...intake.notice_routes import PRINTED, number_of
from ...printing.answering import answer_pdf
from ...review_services import Review


def router(review: Review) -> APIRouter:
    """``/review/api/applications/{reference}/notices/{seq}.pdf``."""
    routes, printed = APIRouter(prefix="/api/applications"), review.door.rates(PRINTED, "review.printed")

    @routes.get("/{reference}/notices/{seq}.pdf")
    async def paper(reference: str, seq: str, request: Request) -> Response:
        """The paper of one event."""
        who = await run_in_threadpool(review.door.signed_in, request)
        printed.spend(who.id)
        page = await run_in_threadpool(review.reviewing.paper, who, reference, number_of(seq))
        return await answer_pdf(review.printer, *page, f"notice-{seq}")

    return routes
