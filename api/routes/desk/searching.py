"""What an applicant says at the counter finds their case: a receipt's number, a name, a credit code, a phone number."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse
from starlette.concurrency import run_in_threadpool

from actions.searching import asked_terms
from actions.window.queue import MOST

from ...bodies import read_object
from ...desk_services import DeskServices
from ...problems import Problem
from ...seen import all_seen
from ...staff import Staff
from .rows import may_see, told_row

_LONGEST: Final = 100
#: Searches of one person in a minute: as many as somebody at a counter needs, and too few to try names out.
_MOST_A_MINUTE: Final = 20


def router(services: DeskServices) -> APIRouter:
    """``POST /desk/api/search``: ``{"words"}``. The words are personal data, so they stand in no address."""
    routes = APIRouter(prefix="/api/search")
    searched = services.rates(_MOST_A_MINUTE, "desk.searched")

    @routes.post("")
    async def search(request: Request) -> Response:
        """What is found by the whole of the words, as far as the person may see it; what they may not is as if there were none."""
        person = await run_in_threadpool(services.door.signed_in, request)
        searched.spend(person.id)
        words = all_seen(await read_object(request, ("words",))).get("words")
        if not isinstance(words, str) or len(words) > _LONGEST or not asked_terms(words):
            wrong = [("/words", f"收件编号、姓名、单位名称、统一社会信用代码或者电话，2 到 {_LONGEST} 个字，要写全")]
            raise Problem(422, "invalid-request", "请求的内容不对。", wrong)
        return ORJSONResponse(await run_in_threadpool(_found, services, request, person, words))

    return routes


def _found(services: DeskServices, request: Request, person: Staff, words: str) -> dict[str, Any]:
    """What is told; on record is how many were seen, and not what was looked for, which is personal data."""
    seen = may_see(services, person, services.search.find(words))
    services.note(request, person, "case.search", "", {"found": len(seen)})
    return {"entries": [told_row(services, one) for one in seen[:MOST]], "most": MOST}
