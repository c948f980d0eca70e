"""A PDF as its reader has it: the text that can be selected, page by page, and whether its fonts are in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import NameObject


def text_of(pdf: bytes) -> str:
    """Everything that is shown, without spaces."""
    return "".join(pages(pdf))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without spaces."""
    return [_text(page) for page in PdfReader(BytesIO(pdf)).pages]


def bare(text: str) -> str:
    """The text without spaces: where a line ends is the page's matter."""
    return re.sub(r"\s", "", text)


def fonts(pdf: bytes) -> dict[str, bool]:
    """The fonts by name, and whether each is embedded."""
    return {
        str(one["/BaseFont"]): any(f"/FontFile{kind}" in one["/FontDescriptor"] for kind in ("", "2", "3"))
        for page in PdfReader(BytesIO(pdf)).pages
        for font in _fonts(page)
        for one in font["/DescendantFonts"]
    }


def _fonts(page: PageObject) -> Iterator[Any]:
    for font in page["/Resources"]["/Font"].values():
        yield font.get_object()


def _text(page: PageObject) -> str:
    for font in _fonts(page):
        # A font without some character has a map of codes that pypdf does not read; the codes are two bytes there as well.
        font[NameObject("/Encoding")] = NameObject("/Identity-H")
    return bare(page.extract_text())
