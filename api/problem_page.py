"""A problem as a page, for whoever opened the address in a browser: a link that leads to a PDF, a link that is too old."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from .plain_pages import templates
from .problems import Problem

_PAGE: Final = templates().get_template("problem.html")


def answer(request: Request, problem: Problem) -> Response:
    """The problem in the form that the client reads: a page where it asks for pages, the document otherwise."""
    if "text/html" not in request.headers.get("accept", ""):
        return problem.response()
    heading = "没有找到" if problem.status == 404 else "现在打不开"
    page = _PAGE.render(heading=heading, detail=problem.detail)
    return Response(page, problem.status, problem.headers, media_type="text/html; charset=utf-8")
