"""What can be printed of a conversation: the application, the 一次告知, the receipt's number as a QR code, intake's papers."""

from __future__ import annotations

import re
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from actions.local_time import now
from actions.ports import Refused, Unavailable
from bot.engine import Release

from ..openapi import PAPER, PAPER_ANSWERS, PRINT, PRINT_ANSWERS, QR_ANSWERS
from ..printing.answering import answer_pdf
from ..printing.application import told_application
from ..printing.notice import told_notice
from ..printing.qr import qr_code
from ..problems import Problem
from ..security import Rates, admitted
from ..services import Services

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}")


def router(services: Services) -> APIRouter:
    """``application.pdf``, ``notice.pdf``, ``receipts/<form>.svg`` and ``notices/<reference>/<seq>.pdf`` of a conversation."""
    routes = APIRouter(prefix="/api/v1/conversations", tags=["printing"])
    printed = services.rates(30, "printed")

    def standing(conversation: str, request: Request) -> tuple[dict[str, Any], Release]:
        """Where the conversation stands, and the release it is pinned to. Raises Problem."""
        row = admitted(services.store, request, conversation)
        printed.spend(conversation)
        state = services.conversations.state(conversation)
        release = services.conversations.catalog.pinned(row.case.scenario or "", row.case.version)
        if release is None:
            raise Problem(404, "no-application", "还没有选要办的事，先说您想开什么店。")
        return state, release

    @routes.get(
        "/{conversation}/application.pdf", response_class=Response, responses=PRINT_ANSWERS, openapi_extra=PRINT
    )
    async def application(conversation: str, request: Request) -> Response:
        """The applications as they stand, to be read, printed and signed."""
        state, release = standing(conversation, request)
        if not state["case"]["applications"]:
            raise Problem(404, "no-application", "还没有申请表可以打印。")
        told = told_application(services.conversations.catalog, release, state, now().date())
        return await answer_pdf(services.printer, "application.html", told, "application")

    @routes.get("/{conversation}/notice.pdf", response_class=Response, responses=PRINT_ANSWERS, openapi_extra=PRINT)
    async def notice(conversation: str, request: Request) -> Response:
        """一次告知: everything that has to be done and brought for this case. There is nobody's data in it."""
        state, release = standing(conversation, request)
        told = told_notice(services.conversations.catalog, release, state, now().date())
        return await answer_pdf(services.printer, "notice.html", told, "notice")

    @routes.get(
        "/{conversation}/receipts/{form}.svg", response_class=Response, responses=QR_ANSWERS, openapi_extra=PRINT
    )
    async def receipt(conversation: str, form: str, request: Request) -> Response:
        """The number under which the form's application was received, and nothing else, as a QR code."""
        row = admitted(services.store, request, conversation)
        number = row.case.submission.references.get(form) if row.case.submission is not None else None
        if number is None:
            raise Problem(404, "no-receipt", "还没有收件编号。")
        return Response(qr_code(number), media_type="image/svg+xml")

    _add_papers(routes, services, printed)
    return routes


def _add_papers(routes: APIRouter, services: Services, printed: Rates) -> None:
    @routes.get(
        "/{conversation}/notices/{reference}/{seq}.pdf",
        response_class=Response,
        responses=PAPER_ANSWERS,
        openapi_extra=PAPER,
    )
    async def paper(conversation: str, reference: str, seq: str, request: Request) -> Response:
        """The paper (文书) that goes with a step of one of the conversation's applications, as intake prints it."""
        row = admitted(services.store, request, conversation)
        printed.spend(conversation)
        submission = row.case.submission
        if submission is None or reference not in submission.references.values() or not _NUMBER.fullmatch(seq):
            raise _no_paper()
        try:
            content = await services.desk.paper(reference, int(seq))
        except Refused as refusal:
            raise _no_paper() if refusal.code == "unknown_paper" else _not_now() from refusal
        except Unavailable as fault:
            raise _not_now() from fault
        headers = {"Content-Disposition": f'inline; filename="notice-{seq}.pdf"', "Cache-Control": "no-store"}
        return Response(content, media_type="application/pdf", headers=headers)


def _no_paper() -> Problem:
    return Problem(404, "no-such-notice", "没有这份文书。")


def _not_now() -> Problem:
    detail = "这份文书现在打不开，申请不受影响，请过一会儿再打开。"
    return Problem(503, "not-printed", detail, headers={"Retry-After": "30"})
