"""Submissions, the decisions on them, and what was published before."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.studio.decisions import NotWaiting, OwnSubmission, Submission
from actions.studio.drafts import DraftMoved
from actions.studio.publishing import Refused
from actions.studio.scenario_files import text_hash

from ...problems import Problem
from ...studio_services import Studio
from .admission import a_number, a_place, a_text, in_force, read_body, signed_in
from .history import LONGEST_NOTE, refused, submitted
from .scenarios import submission_note

_OWN: Final = "自己提交的，要由另一位作者审批。"
_DECIDED: Final = "这份提交已经处理过了，刷新页面看看。"


def router(studio: Studio) -> APIRouter:
    """``/studio/api/submissions``."""
    routes = APIRouter(prefix="/api/submissions")
    _submitting(routes, studio)
    _deciding(routes, studio)
    return routes


def _submitting(routes: APIRouter, studio: Studio) -> None:
    submissions_made = studio.rates(20, "studio.submissions")

    @routes.get("/{number}")
    async def submission(number: int, request: Request) -> Response:
        """One submission with its text and what it changes in the text in force."""
        author = signed_in(studio, request)
        found = _found(studio, number)
        text = in_force(studio, found.place)
        lines = await studio.quick.ask("changes", text or "", found.text)
        stale = found.state == "waiting" and text_hash(text) not in (found.base, found.text_hash)
        told = {**submission_note(studio, found, author), "text": found.text, "changes": lines, "stale": stale}
        return ORJSONResponse(told)

    @routes.post("", status_code=201)
    async def submit(request: Request) -> Response:
        """Submits the signed-in author's draft as it is saved."""
        author = signed_in(studio, request)
        submissions_made.spend(author.id)
        body = await read_body(request, "folder", "id", "version", "note")
        place, note = a_place(studio, body["folder"], body["id"]), a_text(body, "note", LONGEST_NOTE, least=2)
        draft = studio.drafts.find(author.id, place)
        if draft is None or draft.version != a_number(body, "version"):
            raise Problem(409, "draft-moved", "草稿在别的窗口里改过了，刷新后再提交。")
        found = in_force(studio, place)
        if draft.base != text_hash(found):
            raise Problem(409, "stale", "您开始改以后，别人发布了新的版本。先看历史里改了什么，合到草稿里再提交。")
        if draft.text == found:
            raise Problem(409, "nothing-new", "草稿和线上的版本一模一样，没有什么可以提交。")
        made = await submitted(studio, place, draft.text, draft.base, author.id, note)
        return ORJSONResponse(submission_note(studio, made, author), 201)

    @routes.post("/{number}/withdraw")
    async def withdraw(number: int, request: Request) -> Response:
        """Takes back what the signed-in author submitted."""
        author = signed_in(studio, request)
        await read_body(request)
        try:
            studio.decisions.withdraw(number, author.id)
        except NotWaiting as fault:
            raise Problem(409, "decided", _DECIDED) from fault
        return Response(status_code=204)


def _deciding(routes: APIRouter, studio: Studio) -> None:
    approvals = studio.rates(20, "studio.approvals")
    # Whoever waits does so here, and takes none of the threads that applicants' turns run on.
    deciding = asyncio.Lock()

    @routes.post("/{number}/approve")
    async def approve(number: int, request: Request) -> Response:
        """Makes another author's submission public, when everything is well."""
        author = signed_in(studio, request)
        approvals.spend(author.id)
        seen = a_text(await read_body(request, "hash"), "hash", 64)
        submission = _found(studio, number)
        in_force(studio, submission.place)
        try:
            async with deciding:
                version = await asyncio.to_thread(studio.publishing.approve, number, author.id, seen)
        except Refused as fault:
            raise refused(fault) from fault
        except OwnSubmission as fault:
            raise Problem(403, "own-submission", _OWN) from fault
        except NotWaiting as fault:
            raise Problem(409, "decided", _DECIDED) from fault
        _clear_draft(studio, submission)
        return ORJSONResponse({"version": version})

    @routes.post("/{number}/send-back")
    async def send_back(number: int, request: Request) -> Response:
        """Gives another author's submission back, with a reason."""
        author = signed_in(studio, request)
        reason = a_text(await read_body(request, "reason"), "reason", LONGEST_NOTE, least=2)
        try:
            studio.decisions.send_back(_found(studio, number), author.id, reason)
        except OwnSubmission as fault:
            raise Problem(403, "own-submission", _OWN) from fault
        except NotWaiting as fault:
            raise Problem(409, "decided", _DECIDED) from fault
        return Response(status_code=204)


def _clear_draft(studio: Studio, submission: Submission) -> None:
    """The submitter's draft is gone when nothing was added to it since: it is the published text now."""
    draft = studio.drafts.find(submission.submitter, submission.place)
    if draft is not None and draft.text == submission.text:
        with contextlib.suppress(DraftMoved):
            studio.drafts.discard(draft.author, draft.place, draft.version)


def _found(studio: Studio, number: int) -> Submission:
    found = studio.decisions.find(number) if 0 < number < 2**53 else None
    if found is None:
        raise Problem(404, "no-such-submission", "没有这份提交。")
    return found
