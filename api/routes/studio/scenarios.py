"""All scenarios at a glance, and one with everything about it."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.studio.decisions import Publication, Submission
from actions.studio.drafts import Draft
from actions.studio.scenario_files import BadText, Place, text_hash

from ...authors import Author
from ...problems import Problem
from ...studio_services import Studio
from .admission import a_place, signed_in


def router(studio: Studio) -> APIRouter:
    """``/studio/api/scenarios``."""
    routes = APIRouter(prefix="/api/scenarios")

    @routes.get("")
    async def overview(request: Request) -> Response:
        """Every scenario and every draft of a new one, with state, mistakes and coverage."""
        author = signed_in(studio, request)
        rows = await asyncio.to_thread(_overview, studio, author)
        forms = [{"id": form.id, "title": form.title} for form in studio.project.as_it_is().built.forms.values()]
        return ORJSONResponse({"scenarios": rows, "folders": studio.files.folders(), "forms": forms})

    @routes.get("/{folder}/{scenario}")
    async def one(folder: str, scenario: str, request: Request) -> Response:
        """The published text, whose drafts there are, what waits, and what was published."""
        author = signed_in(studio, request)
        return ORJSONResponse(_whole(studio, a_place(studio, folder, scenario), author))

    return routes


def _overview(studio: Studio, author: Author) -> list[dict[str, Any]]:
    base = studio.project.as_it_is()
    built, issues = base.built, Counter(issue.file for issue in base.issues)
    coverage = studio.coverage() if studio.coverage is not None else {}
    homes = {built.homes[("scenario", name)].file: one for name, one in built.scenarios.items()}
    drafts, waiting = studio.drafts.all(), {one.place: one for one in studio.decisions.waiting()}
    published = studio.files.places()
    new = dict.fromkeys(place for place in (*(draft.place for draft in drafts), *waiting) if place not in published)
    rows = []
    for place in (*published, *new):
        scenario = homes.get(place.file)
        held = waiting.get(place)
        rows.append(
            {
                "folder": place.folder,
                "id": place.scenario,
                "title": scenario.title if scenario is not None else place.scenario,
                "state": "new" if place in new else scenario.state if scenario is not None else "unreadable",
                "issues": None if place in new else issues[place.file],
                "coverage": coverage.get(place.scenario),
                "drafts": [draft_note(studio, one, author) for one in drafts if one.place == place],
                "waiting": submission_note(studio, held, author) if held is not None else None,
            }
        )
    return rows


def _whole(studio: Studio, place: Place, author: Author) -> dict[str, Any]:
    try:
        text = studio.files.read(place)
    except BadText as fault:
        raise Problem(422, "bad-text", str(fault)) from fault
    drafts = [one for one in studio.drafts.all() if one.place == place]
    waiting = [one for one in studio.decisions.waiting() if one.place == place]
    own = next((one for one in drafts if one.author == author.id), None)
    if text is None and not drafts and not waiting:
        raise Problem(404, "no-such-scenario", "没有这个主题，也没有它的草稿。")
    return {
        "folder": place.folder,
        "id": place.scenario,
        "text": text,
        "hash": text_hash(text),
        "draft": {"text": own.text, "version": own.version, "base": own.base} if own is not None else None,
        "drafts": [draft_note(studio, one, author) for one in drafts],
        "waiting": submission_note(studio, waiting[0], author) if waiting else None,
        "history": [publication_note(studio, one) for one in studio.decisions.history(place)],
    }


def draft_note(studio: Studio, draft: Draft, author: Author) -> dict[str, Any]:
    """Whose draft it is and how old, without its text."""
    return {
        "author": draft.author,
        "name": studio.name(draft.author),
        "own": draft.author == author.id,
        "updated": draft.updated.isoformat(),
    }


def submission_note(studio: Studio, submission: Submission, author: Author) -> dict[str, Any]:
    """A submission without its text."""
    return {
        "id": submission.id,
        "folder": submission.place.folder,
        "scenario": submission.place.scenario,
        "hash": submission.text_hash,
        "submitter": studio.name(submission.submitter),
        "own": submission.submitter == author.id,
        "note": submission.note,
        "state": submission.state,
        "decider": studio.name(submission.decider),
        "reason": submission.reason,
        "created": submission.created.isoformat(),
        "decided": submission.decided.isoformat() if submission.decided is not None else None,
    }


def publication_note(studio: Studio, publication: Publication) -> dict[str, Any]:
    """A publication without its text."""
    return {
        "id": publication.id,
        "hash": publication.text_hash,
        "version": publication.version,
        "submitter": studio.name(publication.submitter),
        "approver": studio.name(publication.approver),
        "note": publication.note,
        "published": publication.published.isoformat(),
    }
