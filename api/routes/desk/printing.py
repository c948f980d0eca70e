"""What a clerk prints at the counter: what is still missing (一次告知), the applications, the receipt."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from actions.local_time import now
from bot.engine import Release

from ...desk_services import DeskServices
from ...printing.answering import answer_pdf
from ...printing.application import told_application
from ...printing.lacking import told_lacking
from ...printing.receipt import told_receipt
from ...problems import Problem
from ...security import Rates
from ...staff import Staff
from .entering import entered


def router(services: DeskServices) -> APIRouter:
    """``lacking.pdf``, ``application.pdf`` and ``receipt.pdf`` under ``/desk/api/conversations/{id}``."""
    routes = APIRouter(prefix="/api/conversations/{conversation}")
    printed = services.rates(30, "desk.printed")

    @routes.get("/lacking.pdf")
    async def lacking(conversation: str, request: Request) -> Response:
        """一次告知: all that is missing. There is nobody's data in it, so whoever may open the case may print it."""
        person, state, release = await _standing(services, printed, request, conversation, "case.open")
        told = told_lacking(release, state, now().date(), _place(services, person))
        return await answer_pdf(services.printer, "lacking.html", told, "lacking")

    @routes.get("/application.pdf")
    async def application(conversation: str, request: Request) -> Response:
        """The applications as they stand, to be read through and signed; what its applicant gave, shown as they see it themselves."""
        _, state, release = await handed_out(services, printed, request, conversation, "application")
        if not state["case"]["applications"]:
            raise Problem(404, "no-application", "还没有申请表可以打印。")
        told = told_application(services.conversations.catalog, release, state, now().date())
        return await answer_pdf(services.printer, "application.html", told, "application")

    @routes.get("/receipt.pdf")
    async def receipt(conversation: str, request: Request) -> Response:
        """The numbers of what was received, and what comes next."""
        person, state, release = await handed_out(services, printed, request, conversation, "receipt")
        found = state["case"].get("receipt")
        if found is None:
            raise Problem(404, "no-receipt", "还没有提交，没有收件编号。")
        told = told_receipt(release.scenario.title, found, now().date(), _place(services, person))
        return await answer_pdf(services.printer, "receipt.html", told, "receipt")

    return routes


async def handed_out(
    services: DeskServices, printed: Rates, request: Request, conversation: str, paper: str
) -> tuple[Staff, dict[str, Any], Release]:
    """Who prints a paper with the applicant's data, where the case stands, and its release.

    Every such paper (``paper``: ``application`` or ``receipt``) passes here, once, and is on record before it is made; it takes the right ``case.print``.

    Raises:
        Problem: as ``entered`` does; 404 where nothing was chosen yet.
    """
    found = await _standing(services, printed, request, conversation, "case.print")
    await run_in_threadpool(services.note, request, found[0], "case.print", conversation, {"paper": paper})
    return found


async def _standing(
    services: DeskServices, printed: Rates, request: Request, conversation: str, action: str
) -> tuple[Staff, dict[str, Any], Release]:
    person, row, _ = await entered(services, request, conversation, action)
    printed.spend(person.id)
    state = await run_in_threadpool(services.conversations.state, conversation)
    release = services.conversations.catalog.pinned(row.case.scenario or "", row.case.version)
    if release is None:
        raise Problem(404, "no-application", "还没有选要办的事，先问清要办什么。")
    return person, state, release


def _place(services: DeskServices, person: Staff) -> str:
    return services.directory.tree[person.organisation].name
