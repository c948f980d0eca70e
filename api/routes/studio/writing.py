"""Help while writing: mistakes with their lines, what could be written here, pictures of the scenario."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.studio.included import Included
from actions.studio.scenario_files import LONGEST
from actions.studio.workshop import NoOutline, Unplayable
from bot.catalog import Issue

from ...problems import Problem
from ...studio_services import Studio
from .admission import a_place, a_scenario, a_text, issues_told, read_body, signed_in

#: Issues told at once; who mends these sees the next.
_SHOWN: Final = 200
_MEMBERS: Final = ("folder", "id", "text")
_VIEWS: Final = ("graph", "paths")


def router(studio: Studio) -> APIRouter:
    """``/studio/api/check``, ``/studio/api/complete``, ``/studio/api/outlines``, ``/studio/api/views/<view>``."""
    routes = APIRouter(prefix="/api")
    attempts, views = studio.rates(150, "studio.attempts"), studio.rates(20, "studio.views")

    @routes.post("/check")
    async def check(request: Request) -> Response:
        """Every mistake in the text and around it, and the fragments that the text includes."""
        attempts.spend(signed_in(studio, request).id)
        body = await read_body(request, *_MEMBERS)
        place, text = a_place(studio, body["folder"], body["id"]), a_scenario(body)
        issues: tuple[Issue, ...]
        fragments: tuple[Included, ...]
        issues, fragments = await studio.quick.ask("check", place, text)
        told = [{**_told(one), "own": one.file == place.file} for one in issues[:_SHOWN]]
        shown = [{"id": one.id, "title": one.title, "file": one.file, "text": one.text} for one in fragments]
        return ORJSONResponse({"issues": told, "more": len(issues) - len(told), "fragments": shown})

    @routes.post("/outlines")
    async def outline(request: Request) -> Response:
        """A first text of a new scenario, with a question for everything that a form needs."""
        views.spend(signed_in(studio, request).id)
        body = await read_body(request, "folder", "id", "title", "form")
        place, title = a_place(studio, body["folder"], body["id"]), a_text(body, "title", 40, least=1)
        if body["form"] not in await studio.quick.ask("forms"):
            raise Problem(422, "invalid-request", "请求的内容不对。", [("/form", "已经有的申请表")])
        try:
            text = await studio.quick.ask("outline", place, " ".join(title.split()), body["form"])
        except NoOutline as fault:
            raise Problem(422, "has-issues", "先改好申请表和字典里的问题，才能起草。") from fault
        return ORJSONResponse({"text": text})

    @routes.post("/complete")
    async def completions(request: Request) -> Response:
        """What could stand where ``before`` ends."""
        signed_in(studio, request)
        body = await read_body(request, "folder", "id", "before", "after")
        place = a_place(studio, body["folder"], body["id"])
        before, after = (a_text(body, name, LONGEST) for name in ("before", "after"))
        return ORJSONResponse(await studio.quick.ask("complete", place, before, after))

    @routes.post("/views/{view}")
    async def view(view: str, request: Request) -> Response:
        """The text's scenario as a picture, or its paths as a table."""
        views.spend(signed_in(studio, request).id)
        body = await read_body(request, *_MEMBERS)
        place, text = a_place(studio, body["folder"], body["id"]), a_scenario(body)
        if view not in _VIEWS:
            raise Problem(404, "no-such-view", "没有这种图。")
        try:
            markup = await (studio.slow if view == "paths" else studio.quick).ask(view, place, text)
        except Unplayable as fault:
            raise unplayable(fault) from fault
        return ORJSONResponse({"markup": markup})

    return routes


def unplayable(fault: Unplayable) -> Problem:
    """The problem of a text with mistakes; its errors tell them."""
    return Problem(422, "has-issues", "先把问题改好，才能演练和画图。", issues_told(fault.issues)[:50])


def _told(issue: Issue) -> dict[str, str | int | None]:
    return {
        "file": issue.file,
        "line": issue.line,
        "code": issue.code,
        "what": issue.what,
        "remedy": issue.remedy,
        "suggestion": issue.suggestion,
    }
