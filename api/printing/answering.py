"""A print as an answer over HTTP: made apart, or a problem that says why not."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from actions.apart import Apart, Crowded, Overrun

from ..problems import Problem
from .printer import NotPrintable


async def answer_pdf(printer: Apart, template: str, told: dict[str, Any], name: str) -> Response:
    """The document, shown under the name. ``printer`` has a Printer in it. Raises Problem 503 when it could not be made."""
    content = await make_pdf(printer, template, told)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/pdf", headers=headers)


async def make_pdf(printer: Apart, template: str, told: dict[str, Any]) -> bytes:
    """The document. ``printer`` has a Printer in it. Raises Problem 503 when it could not be made."""
    try:
        content: bytes = await printer.ask("pdf", template, told)
    except NotPrintable as lacking:
        names = " ".join(lacking.args)
        detail = f"这台服务器还不能打印 PDF，缺 {names}。管理员装上就行：apt-get install {names}。其他的照常能办。"
        raise Problem(503, "not-printable", detail) from lacking
    except (Crowded, Overrun) as fault:
        detail = "PDF 这次没有做出来，您填的内容都在，请过一会儿再打开。"
        raise Problem(503, "not-printed", detail, headers={"Retry-After": "5"}) from fault
    return content
