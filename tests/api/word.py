"""A Word file as its reader has it: the text that is shown, and what else is in it."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from .paper import bare


def shown(content: bytes) -> str:
    """Everything that is shown, in order, without spaces."""
    body = Document(BytesIO(content)).element.body
    return bare("".join(Paragraph(one, None).text for one in body.iter(qn("w:p"))))


def head(content: bytes) -> str:
    """What stands on every page."""
    return str(Document(BytesIO(content)).sections[0].header.paragraphs[0].text)


def rows(content: bytes) -> dict[str, str]:
    """The tables' rows of a name and a value."""
    return {
        row.cells[0].text: row.cells[1].text
        for table in Document(BytesIO(content)).tables
        for row in table.rows
        if len(row.cells) == 2
    }


def tags(content: bytes) -> set[str]:
    """The kinds of elements in the text."""
    body: Any = Document(BytesIO(content)).element.body
    return {one.tag.rpartition("}")[2] for one in body.iter()}


def fonts(content: bytes) -> set[str]:
    """The fonts that Chinese is set in."""
    document = Document(BytesIO(content))
    parts: list[Any] = [document.element.body, document.styles.element]
    return {one.get(qn("w:eastAsia")) for part in parts for one in part.iter(qn("w:rFonts"))} - {None}


def relations(content: bytes) -> str:
    """What the file refers to outside of its text."""
    with ZipFile(BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels"))
