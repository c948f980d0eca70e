"""What was published before: each text, what changed between two, and the way back."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.stories import Failure
from actions.studio.decisions import AlreadyWaiting, Publication, Submission
from actions.studio.publishing import Refused
from actions.studio.scenario_files import Place, text_hash
from actions.studio.workshop import Proof

from ...problems import Problem
from ...studio_services import Studio
from .admission import a_text, in_force, issues_told, read_body, signed_in
from .scenarios import publication_note, submission_note

LONGEST_NOTE: Final = 500


def router(studio: Studio) -> APIRouter:
    """``/studio/api/publications``."""
    routes = APIRouter(prefix="/api/publications")

    @routes.get("/{number}")
    async def publication(number: int, request: Request) -> Response:
        """What was published, and what changed since ``?since=`` (another publication), or since nothing."""
        signed_in(studio, request)
        found = _publication(studio, number)
        since = request.query_params.get("since", "")
        earlier = _publication(studio, int(since)) if since.isascii() and since.isdigit() and len(since) < 16 else None
        if earlier is not None and earlier.place != found.place:
            raise Problem(404, "no-such-publication", "没有这个版本。")
        lines = await studio.quick.ask("changes", earlier.text if earlier is not None else "", found.text)
        return ORJSONResponse({**publication_note(studio, found), "text": found.text, "changes": lines})

    @routes.post("/{number}/restore", status_code=201)
    async def restore(number: int, request: Request) -> Response:
        """Submits an earlier text anew; it needs another author's approval like any other."""
        author = signed_in(studio, request)
        note = a_text(await read_body(request, "note"), "note", LONGEST_NOTE, least=2)
        old = _publication(studio, number)
        base = text_hash(in_force(studio, old.place))
        if base == old.text_hash:
            raise Problem(409, "nothing-new", "线上就是这个版本。")
        made = await submitted(studio, old.place, old.text, base, author.id, note)
        return ORJSONResponse(submission_note(studio, made, author), 201)

    return routes


async def submitted(studio: Studio, place: Place, text: str, base: str, author: str, note: str) -> Submission:
    """The text waits for another author.

    Raises:
        Problem: 409 when it could not become public as it is, or one of this scenario waits already.
    """
    proof: Proof = await studio.slow.ask("prove", place, text)
    if proof.issues or proof.failures:
        wrong = len(proof.issues) or len(proof.failures)
        told = f"还有 {wrong} 个问题，改好再提交。" if proof.issues else f"故事有 {wrong} 处和预期不一样，改好再提交。"
        raise refused(Refused(told, proof.issues, proof.failures))
    try:
        return studio.decisions.submit(place, text, base=base, submitter=author, note=note)
    except AlreadyWaiting as fault:
        raise Problem(409, "already-waiting", "这个主题已经有一份在等审批，先处理那一份。") from fault


def refused(fault: Refused) -> Problem:
    """The problem of a text that cannot become public; its errors tell each mistake and each story."""
    told = [*issues_told(fault.issues), *((f"/{story.file}", _wrong(story)) for story in fault.stories)]
    return Problem(409, "cannot-publish", fault.what, told[:50])


def _wrong(story: Failure) -> str:
    if story.turn:
        return f"第 {story.turn} 句「{story.said}」{story.what}"
    return f"第 {story.line} 行「{story.situation}」{story.what}" if story.situation else story.what


def _publication(studio: Studio, number: int) -> Publication:
    found = studio.decisions.publication(number) if 0 < number < 2**53 else None
    if found is None:
        raise Problem(404, "no-such-publication", "没有这个版本。")
    return found
