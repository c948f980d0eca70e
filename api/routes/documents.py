"""The documents that are made from a conversation's answers, as a PDF and as a Word file."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request, Response

from actions.documents.answers import Answers
from actions.documents.model import Document
from actions.documents.offering import Offered, made, offered
from actions.local_time import now
from actions.speech import Speaker
from bot.engine.review import review

from ..openapi import DOCUMENT, DOCUMENT_PDF_ANSWERS, DOCUMENT_WORD_ANSWERS, DOCUMENTS_ANSWERS, OWN, WORD
from ..printing.answering import answer_pdf
from ..printing.word import word_file
from ..problems import Problem
from ..security import admitted
from ..services import Services


def router(services: Services) -> APIRouter:
    """``documents``, ``documents/<document>.docx`` and ``documents/<document>.pdf`` of a conversation."""
    routes = APIRouter(prefix="/api/v1/conversations", tags=["documents"])
    taken = services.rates(30, "documents")

    def answers(conversation: str, request: Request) -> Answers | None:
        """The conversation's answers; None where nothing is applied for yet. Raises Problem."""
        admitted(services.store, request, conversation)
        taken.spend(conversation)
        standing = services.conversations.standing(conversation)
        view = standing.position.view
        return Answers(view, Speaker(standing.catalog, standing.position)) if view is not None else None

    def whole(conversation: str, document: str, request: Request) -> Document:
        """The document, made. Raises Problem."""
        said = answers(conversation, request)
        found = next((one for one in _offered(said) if one.id == document), None) if said is not None else None
        if said is None or found is None:
            raise Problem(404, "no-such-document", "按现在的回答，没有这份文件。")
        if found.missing:
            raise Problem(
                409,
                "answers-missing",
                f"还差 {len(found.missing)} 项没有答，答了才能生成：{'、'.join(found.missing)}。",
            )
        return made(said, found)

    @routes.get("/{conversation}/documents", responses=DOCUMENTS_ANSWERS, openapi_extra=OWN)
    async def listed(conversation: str, request: Request) -> list[dict[str, Any]]:
        """What can be made of the answers now, for which materials, and what is still to be answered first."""
        said = answers(conversation, request)
        return [_told(one) for one in _offered(said)] if said is not None else []

    @routes.get(
        "/{conversation}/documents/{document}.pdf",
        response_class=Response,
        responses=DOCUMENT_PDF_ANSWERS,
        openapi_extra=DOCUMENT,
    )
    async def as_pdf(conversation: str, document: str, request: Request) -> Response:
        """The document, to be read, printed and signed."""
        return await answer_pdf(
            services.printer, "document.html", asdict(whole(conversation, document, request)), document
        )

    @routes.get(
        "/{conversation}/documents/{document}.docx",
        response_class=Response,
        responses=DOCUMENT_WORD_ANSWERS,
        openapi_extra=DOCUMENT,
    )
    async def as_word(conversation: str, document: str, request: Request) -> Response:
        """The same as a Word file, to be changed where it is not right."""
        told = whole(conversation, document, request)
        content = await asyncio.get_running_loop().run_in_executor(None, word_file, told, now())
        headers = {"Content-Disposition": f'attachment; filename="{document}.docx"', "Cache-Control": "no-store"}
        return Response(content, media_type=WORD, headers=headers)

    return routes


def _offered(said: Answers) -> tuple[Offered, ...]:
    return offered(said, review(said.view))


def _told(one: Offered) -> dict[str, Any]:
    return {**one.told(), "materials": [material.id for material in one.materials]}
