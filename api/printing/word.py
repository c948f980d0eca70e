"""A document as a Word file. Every value is text: it can begin neither markup nor a field."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any, Final

from docx import Document as open_template
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from actions.documents.model import Document, Listing, Paragraph, Table

#: Every Chinese Windows and WPS has them; other machines put their own Chinese font in their place.
_TEXT_FONT, _HEAD_FONT = "宋体", "黑体"
_BODY: Final = Pt(11)
_SMALL: Final = Pt(9)


def word_file(document: Document, made: datetime) -> bytes:
    """The document as ``.docx``. ``made``: when it was."""
    paper = open_template()
    _set_up(paper, document, made)
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(title, document.title, Pt(18), font=_HEAD_FONT)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            _write(paper.add_paragraph(), block.text)
            continue
        if block.heading:
            _write(paper.add_paragraph(), block.heading, Pt(13), font=_HEAD_FONT)
        if isinstance(block, Listing):
            _add_items(paper, block)
        else:
            _add_table(paper, block)
    for line in document.signatures:
        _write(paper.add_paragraph(), line)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _set_up(paper: Any, document: Document, made: datetime) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    normal = paper.styles["Normal"]
    normal.font.size = _BODY
    _use(normal.element.get_or_add_rPr(), _TEXT_FONT)
    _write(page.header.paragraphs[0], document.mark, _SMALL)
    about = paper.core_properties
    about.title, about.author, about.comments = document.title, "导办", document.mark
    about.created = about.modified = made.replace(tzinfo=None)


def _add_items(paper: Any, block: Listing) -> None:
    """The numbers are text, as in the PDF: Word would go on counting from one list to the next."""
    for number, (text, source) in enumerate(block.items, 1):
        paragraph = paper.add_paragraph()
        _write(paragraph, f"{number}. {text}")
        if source:
            _write(paragraph, f"　依据：{source}", _SMALL)


def _add_table(paper: Any, block: Table) -> None:
    rows = ([block.columns] if block.columns else []) + list(block.rows)
    table = paper.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            _write(cell.paragraphs[0], text)


def _write(paragraph: Any, text: str, size: Any = None, font: str = "") -> None:
    run = paragraph.add_run(text)
    run.font.size = size
    if font:
        _use(run._element.get_or_add_rPr(), font)


def _use(properties: Any, font: str) -> None:
    """The font for Chinese and for the rest; python-docx's own setting leaves the Chinese to the reader's default."""
    fonts = properties.get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), font)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
