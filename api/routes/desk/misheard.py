"""「这句理解错了」: one press tells the authors of it, and it is on record who said so."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from actions.audit import Narrowed
from actions.window.misheard import misheard as heard
from actions.window.misheard import report_misheard

from ...bodies import read_object
from ...desk_services import DeskServices
from ...problems import Problem
from ...staff import Staff
from .entering import entered


def router(services: DeskServices) -> APIRouter:
    """``POST /desk/api/conversations/{id}/misheard``."""
    routes = APIRouter(prefix="/api/conversations/{conversation}")
    reported = services.rates(60, "desk.misheard")

    @routes.post("/misheard", status_code=204)
    async def misheard(conversation: str, request: Request) -> Response:
        """The words of the turn ``seq`` are counted among those that were understood wrongly; a second time changes nothing."""
        person, _, _ = await entered(services, request, conversation, "miss.report")
        reported.spend(person.id)
        seq = (await read_object(request, ("seq",))).get("seq")
        if not isinstance(seq, int) or isinstance(seq, bool) or not 0 < seq < 2**31:
            raise Problem(422, "invalid-request", "请求的内容不对。", [("/seq", "哪一句：它的编号")])
        await run_in_threadpool(_report, services, request, person, conversation, seq)
        return Response(status_code=204)

    return routes


def _report(services: DeskServices, request: Request, person: Staff, conversation: str, seq: int) -> None:
    before = services.trail.newest(Narrowed(act="miss.report", about=conversation))
    if any(one.detail.get("seq") == seq for one in before if one.allowed):
        return
    found = heard(services.conversations, conversation, seq)
    if found is None:
        raise Problem(409, "not-heard", "这一句不是导办听的：是按钮、表格里填的，或者是写给工作人员的。")
    services.note(request, person, "miss.report", conversation, {"seq": seq})
    report_misheard(services.conversations, found)
