"""All scenarios at a glance, and one with everything about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import ORJSONResponse

from actions.studio.decisions import Publication, Submission
from actions.studio.drafts import Draft
from actions.studio.scenario_files import Place, text_hash
from actions.studio.workshop import Covered, Summary

from ...authors import Author
from ...problems import Problem
from ...studio_services import Studio
from .admission import a_place, in_force, signed_in


def router(studio: Studio) -> APIRouter:
    """``/studio/api/scenarios`` and ``/studio/api/coverage``."""
    routes = APIRouter(prefix="/api")
    measurings = studio.rates(10, "studio.measurings")

    @routes.get("/coverage")
    async def coverage(request: Request) -> Response:
        """How much of each scenario the stories come to; measured now if it is not known."""
        measurings.spend(signed_in(studio, request).id)
        found = await studio.coverage.measure()
        return ORJSONResponse({name: coverage_note(one) for name, one in found.items()})

    @routes.get("/scenarios")
    async def overview(request: Request) -> Response:
        """Every scenario and every draft of a new one, with its state, mistakes and coverage if known; where a new one may begin."""
        author = signed_in(studio, request)
        rows = _overview(studio, author, await studio.quick.ask("summaries"))
        forms = [{"id": name, "title": title} for name, title in (await studio.quick.ask("forms")).items()]
        return ORJSONResponse({"scenarios": rows, "folders": studio.files.folders(), "forms": forms})

    @routes.get("/scenarios/{folder}/{scenario}")
    async def one(folder: str, scenario: str, request: Request) -> Response:
        """The published text, whose drafts there are, what waits, and what was published."""
        author = signed_in(studio, request)
        return ORJSONResponse(_whole(studio, a_place(studio, folder, scenario), author))

    return routes


def _overview(studio: Studio, author: Author, summaries: Mapping[str, Summary]) -> list[dict[str, Any]]:
    drafts, waiting = studio.drafts.all(), {one.place: one for one in studio.decisions.waiting()}
    covered = studio.coverage.known()
    places = dict.fromkeys((*studio.files.places(), *(draft.place for draft in drafts), *waiting))
    rows = []
    for place in places:
        found, held = summaries.get(place.file, Summary(None, "new", 0)), waiting.get(place)
        rows.append(
            {
                "folder": place.folder,
                "id": place.scenario,
                "title": found.title or place.scenario,
                "state": found.state or "unreadable",
                "issues": found.issues,
                "coverage": coverage_note(covered[place.scenario]) if place.scenario in covered else None,
                "drafts": [draft_note(studio, one, author) for one in drafts if one.place == place],
                "waiting": submission_note(studio, held, author) if held is not None else None,
            }
        )
    return rows


def _whole(studio: Studio, place: Place, author: Author) -> dict[str, Any]:
    text = in_force(studio, place)
    drafts = [one for one in studio.drafts.all() if one.place == place]
    waiting = [one for one in studio.decisions.waiting() if one.place == place]
    own = next((one for one in drafts if one.author == author.id), None)
    submitted = (one for one in studio.decisions.latest() if (one.place, one.submitter) == (place, author.id))
    last = next(submitted, None)
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
        "sent_back": submission_note(studio, last, author) if last is not None and last.state == "sent_back" else None,
        "history": [publication_note(studio, one) for one in studio.decisions.history(place)],
    }


def coverage_note(covered: Covered) -> dict[str, int]:
    """Whole percents, rounded down: 99.9 is not 100."""
    return {
        "stories": covered.stories,
        "questions": int(covered.questions),
        "branches": int(covered.branches),
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
