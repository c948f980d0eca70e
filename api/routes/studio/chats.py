"""Trial conversations with the text as it is being written."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.studio.rehearsals import NoRehearsal
from actions.studio.workshop import Unplayable

from ...bodies import read_message
from ...problems import Problem
from ...studio_services import Studio
from .admission import a_place, a_scenario, read_body, signed_in
from .writing import unplayable


def router(studio: Studio) -> APIRouter:
    """``/studio/api/chats``."""
    routes = APIRouter(prefix="/api/chats")
    begun = studio.rates(30, "studio.chats")

    @routes.post("", status_code=201)
    async def begin(request: Request) -> Response:
        """Opens a conversation in the scenario as the text has it."""
        author = signed_in(studio, request)
        begun.spend(author.id)
        body = await read_body(request, "folder", "id", "text")
        place, text = a_place(studio, body["folder"], body["id"]), a_scenario(body)
        try:
            chat, outcome = await studio.quick.ask("begin", author.id, place, text)
        except Unplayable as fault:
            raise unplayable(fault) from fault
        return ORJSONResponse({"chat": chat, "turn": outcome}, 201)

    @routes.post("/{chat}/messages")
    async def say(chat: str, request: Request) -> Response:
        """Takes one message, as the applicant's API does."""
        author = signed_in(studio, request)
        inbound = await read_message(request)
        try:
            return ORJSONResponse(await studio.quick.ask("say", author.id, chat[:40], inbound))
        except NoRehearsal as fault:
            raise Problem(404, "no-such-chat", "这次演练已经结束，请重新开始。") from fault

    return routes
