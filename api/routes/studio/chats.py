"""Trial conversations with the text as it is being written."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.studio.rehearsals import NoRehearsal
from actions.studio.scenario_files import Place
from bot.nlu import Understander

from ...authors import Author
from ...bodies import read_message
from ...problems import Problem
from ...security import Rates
from ...studio_services import Studio
from .admission import a_place, a_scenario, read_body, signed_in
from .writing import release_of


def router(studio: Studio) -> APIRouter:
    """``/studio/api/chats``."""
    routes = APIRouter(prefix="/api/chats")
    begun = Rates(30)

    @routes.post("", status_code=201)
    async def begin(request: Request) -> Response:
        """Opens a conversation in the scenario as the text has it, or (``opening`` true) before one is chosen."""
        author = signed_in(studio, request)
        begun.spend(author.id)
        body = await read_body(request, "folder", "id", "text", "opening")
        place, text = a_place(studio, body["folder"], body["id"]), a_scenario(body)
        return ORJSONResponse(
            await asyncio.to_thread(_begin, studio, author, place, text, body["opening"] is True), 201
        )

    @routes.post("/{chat}/messages")
    async def say(chat: str, request: Request) -> Response:
        """Takes one message, as the applicant's API does."""
        author = signed_in(studio, request)
        inbound = await read_message(request)
        try:
            return ORJSONResponse(await asyncio.to_thread(studio.rehearsals.take, author.id, chat[:40], inbound))
        except NoRehearsal as fault:
            raise Problem(404, "no-such-chat", "这次演练已经结束，请重新开始。") from fault

    return routes


def _begin(studio: Studio, author: Author, place: Place, text: str, opening: bool) -> dict[str, Any]:
    tried = studio.project.attempt(place, text)
    release_of(tried)
    catalog = tried.catalog()
    understander = Understander(catalog, like=studio.conversations.understander)
    scenario = None if opening else place.scenario
    chat, outcome = studio.rehearsals.begin(author.id, catalog, understander, scenario)
    return {"chat": chat, "turn": outcome}
