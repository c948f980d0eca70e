"""The application as a printable draft. Text stays text; fonts are the reader's own (STSong-Light)."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from bot.engine import Catalog, Release

_FONT: Final = "STSong-Light"
_BODY: Final = ParagraphStyle("body", fontName=_FONT, fontSize=10, leading=15, wordWrap="CJK")
_HEAD: Final = ParagraphStyle("head", parent=_BODY, fontSize=13, leading=20, spaceBefore=8, spaceAfter=4)
_TITLE: Final = ParagraphStyle("title", parent=_BODY, fontSize=18, leading=26, alignment=1)


def application_pdf(catalog: Catalog, release: Release, state: dict[str, Any]) -> bytes:
    """A PDF of every application in the state: sections as on the form, what is missing, materials."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    story: list[Flowable] = []
    for application in state["case"]["applications"]:
        story += _application(catalog, release, state, application)
    materials = state["case"]["materials"]
    if materials:
        story.append(Paragraph(escape(catalog.texts["print.materials"]), _HEAD))
        story.append(
            _table([(one["id"], one["label"] + (f"（{one['note']}）" if one["note"] else "")) for one in materials])
        )
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, title="daoban").build(
        story, onFirstPage=_number, onLaterPages=_number
    )
    return out.getvalue()


def _application(
    catalog: Catalog, release: Release, state: dict[str, Any], application: dict[str, Any]
) -> list[Flowable]:
    form = release.forms[application["form"]]
    receipt = state["case"].get("receipt")
    note = receipt["reference"] if receipt else catalog.texts["print.draft"]
    story: list[Flowable] = [Paragraph(escape(form.title), _TITLE), Paragraph(escape(note), _BODY), Spacer(1, 6)]
    homes = {field.pointer: field.section for field in form.fields}
    for section in form.sections:
        rows = [
            (told["label"], told["display"])
            for pointer, told in application["fields"].items()
            if homes.get(pointer, homes.get("/" + pointer.split("/")[1], "")) == section.id
        ]
        if rows:
            story += [Paragraph(escape(section.title), _HEAD), _table(rows)]
    if application["missing"]:
        story.append(Paragraph(escape(f"{catalog.texts['print.missing']}{len(application['missing'])}"), _BODY))
    return story


def _table(rows: list[tuple[str, str]]) -> Table:
    cells = [[Paragraph(escape(text), _BODY) for text in row] for row in rows]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.4, "#888888"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    # A long answer goes on on the next page.
    return Table(cells, colWidths=[55 * mm, 119 * mm], style=style, splitInRow=1)


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 10 * mm, str(document.page))
