"""An answer changed in the form: how it is to be put in, and what the change would do."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.inbound import Inbound

from ..bodies import edit_errors, read_object
from ..openapi import FIELD, FIELD_ANSWERS, PREVIEW, PREVIEW_ANSWERS
from ..problems import Problem
from ..security import admitted
from ..services import Services


def router(services: Services) -> APIRouter:
    """``POST /api/v1/conversations/{id}/preview`` and ``GET …/fields/{fact}``."""
    routes = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])
    looked = services.rates(1200, "looked")

    @routes.post("/{conversation}/preview", response_class=Response, responses=PREVIEW_ANSWERS, openapi_extra=PREVIEW)
    async def preview(conversation: str, request: Request) -> Response:
        """What an edit would do; nothing is changed."""
        admitted(services.store, request, conversation)
        looked.spend(conversation)
        body = await read_object(request, ("edit",))
        if errors := edit_errors(body.get("edit")):
            raise Problem(422, "invalid-request", "请求的内容不对。", errors)
        edit = (body["edit"]["fact"], body["edit"]["value"])
        return ORJSONResponse(services.conversations.preview(conversation, Inbound("preview", edit=edit)))

    @routes.get("/{conversation}/fields/{fact}", response_class=Response, responses=FIELD_ANSWERS, openapi_extra=FIELD)
    async def field(conversation: str, fact: str, request: Request) -> Response:
        """How the answer is put in: its kind, unit, limits and options, as if it were asked."""
        admitted(services.store, request, conversation)
        found = services.conversations.field(conversation, fact)
        if found is None:
            raise Problem(404, "no-such-field", "申请表里没有这一项，或者它不能改。")
        return ORJSONResponse(found)

    return routes
