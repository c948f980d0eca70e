"""Help while writing: mistakes with their lines, what could be written here, pictures of the scenario."""

from __future__ import annotations

import asyncio
from pathlib import PurePosixPath
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.studio.completing import complete
from actions.studio.scenario_files import LONGEST
from actions.studio.trying import Tried
from bot.catalog import Issue
from bot.catalog.scaffold import Order, Unusable, draft
from bot.engine import Release

from ...problems import Problem
from ...security import Rates
from ...studio_services import Studio
from .admission import a_place, a_scenario, a_text, read_body, signed_in

#: Issues told at once; who mends these sees the next.
_SHOWN: Final = 200
_MEMBERS: Final = ("folder", "id", "text")


def router(studio: Studio) -> APIRouter:
    """``/studio/api/check``, ``/studio/api/complete``, ``/studio/api/outlines``, ``/studio/api/views/<view>``."""
    routes = APIRouter(prefix="/api")
    attempts, views = Rates(150), Rates(20)
    shown = {"graph": studio.draw, "paths": studio.paths}

    @routes.post("/check")
    async def check(request: Request) -> Response:
        """Every mistake in the text and around it."""
        tried = await attempted(studio, request)
        told = issues_told(tried.issues, tried.file)
        return ORJSONResponse({"issues": told[:_SHOWN], "more": max(0, len(told) - _SHOWN)})

    @routes.post("/outlines")
    async def outline(request: Request) -> Response:
        """A first text of a new scenario, with a question for everything that a form needs."""
        views.spend(signed_in(studio, request).id)
        body = await read_body(request, "folder", "id", "title", "form")
        place, title = a_place(studio, body["folder"], body["id"]), a_text(body, "title", 40, least=1)
        if body["form"] not in studio.project.as_it_is().built.forms:
            raise Problem(422, "invalid-request", "请求的内容不对。", [("/form", "已经有的申请表")])
        order = Order(body["form"], place.scenario, " ".join(title.split()), "", "", place.folder)
        try:
            made = await asyncio.to_thread(draft, studio.files.root, order)
        except Unusable as fault:
            raise Problem(422, "has-issues", "先改好申请表和字典里的问题，才能起草。") from fault
        return ORJSONResponse({"text": made.texts.get(place.file, "")})

    @routes.post("/complete")
    async def completions(request: Request) -> Response:
        """What could stand where ``before`` ends."""
        signed_in(studio, request)
        body = await read_body(request, "before", "after")
        before, after = (a_text(body, name, LONGEST) for name in ("before", "after"))
        return ORJSONResponse(await asyncio.to_thread(lambda: complete(studio.project.as_it_is().built, before, after)))

    @routes.post("/views/{view}")
    async def view(view: str, request: Request) -> Response:
        """The text's scenario as a picture, or its paths as a table."""
        views.spend(signed_in(studio, request).id)
        tried = await attempted(studio, request)
        show = shown.get(view)
        if show is None:
            raise Problem(404, "no-such-view", "没有这种图。")
        release_of(tried)
        today = studio.conversations.clock().date()
        return ORJSONResponse({"markup": await asyncio.to_thread(show, tried, today)})

    async def attempted(studio: Studio, request: Request) -> Tried:
        attempts.spend(signed_in(studio, request).id)
        body = await read_body(request, *_MEMBERS)
        place = a_place(studio, body["folder"], body["id"])
        return await asyncio.to_thread(studio.project.attempt, place, a_scenario(body))

    return routes


def release_of(tried: Tried) -> Release:
    """The release of the text tried. Raises Problem 422, with the issues, when there is none yet."""
    release = tried.catalog().current.get(PurePosixPath(tried.file).stem)
    if release is None:
        raise with_issues("先把问题改好，才能演练和画图。", tried.issues, tried.file)
    return release


def with_issues(detail: str, issues: tuple[Issue, ...], file: str) -> Problem:
    """A problem that tells where the mistakes are."""
    told = [(f"/{one.file}:{one.line}", f"{one.what}{one.remedy}") for one in issues if one.file == file] or [
        (f"/{one.file}:{one.line}", f"{one.what}{one.remedy}") for one in issues
    ]
    return Problem(422, "has-issues", detail, told[:50])


def issues_told(issues: tuple[Issue, ...], file: str) -> list[dict[str, Any]]:
    """The issues, those of the file at hand first."""
    return [
        {
            "own": one.file == file,
            "file": one.file,
            "line": one.line,
            "code": one.code,
            "what": one.what,
            "remedy": one.remedy,
            "suggestion": one.suggestion,
        }
        for one in sorted(issues, key=lambda one: one.file != file)
    ]
