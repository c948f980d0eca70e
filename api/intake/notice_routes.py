"""An event's paper (文书) over HTTP, for clients."""

from __future__ import annotations

import re
from typing import Final

from fastapi import APIRouter, Header, Response
from starlette.concurrency import run_in_threadpool

from actions.apart import Apart

from ..printing.answering import answer_pdf
from ..security import MakeRates
from . import openapi
from .clients import READ, Clients
from .desk import Desk
from .paperwork import Page, Papers
from .requests import allowed

#: Papers that one client, or one officer, gets a minute.
PRINTED: Final = 60
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}")


def add_notices(
    router: APIRouter, desk: Desk, clients: Clients, papers: Papers, printer: Apart, rates: MakeRates
) -> None:
    """``/applications/{reference}/notices/{seq}.pdf``. ``printer`` has a Printer in it."""
    printed = rates(PRINTED, "intake.printed")

    def page(client: str, reference: str, seq: str) -> Page:
        return papers.page(desk.find(client, reference), number_of(seq))

    @router.get(
        "/applications/{reference}/notices/{seq}.pdf",
        response_class=Response,
        responses=openapi.NOTICE,
        openapi_extra=openapi.KEY,
    )
    async def notice(
        reference: str, seq: str, authorization: str | None = Header(None, include_in_schema=False)
    ) -> Response:
        """The paper of the event of this number: the receipt, or a draft of what only the bureau can issue."""
        client = await allowed(clients, authorization, READ)
        printed.spend(client.name)
        found = await run_in_threadpool(page, client.name, reference, seq)
        return await answer_pdf(printer, *found, f"notice-{seq}")


def number_of(seq: str) -> int:
    """The number of an event, as an address names it; 0, which no event has, for what is no number."""
    return int(seq) if _NUMBER.fullmatch(seq) else 0
