"""PDFs are kept as they are, because a signature in one must stay good; so anything in them that acts is refused."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from .limits import FileLimits
from .refused import FileRefused

# Its warnings quote what they stumble over, which is the applicant's.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False

#: Entries of any object that make a reader act or carry other files -> how the applicant reads it.
#: Source: ISO 32000-1, tables 41, 44, 198, 217; 12.6.4.
_ENTRIES: Final = {
    "/JS": "脚本",
    "/JavaScript": "脚本",
    "/EmbeddedFiles": "附件",
    "/EF": "附件",
    "/XFA": "动态表单",
    "/RichMediaContent": "多媒体",
}
#: Actions by their name, and kinds of objects.
_NAMES: Final = {
    "/JavaScript": "脚本",
    "/Launch": "打开程序的动作",
    "/ImportData": "读别的文件的动作",
    "/SubmitForm": "把内容发到别处的动作",
    "/GoToE": "附件",
    "/Rendition": "多媒体",
    "/EmbeddedFile": "附件",
    "/FileAttachment": "附件",
    "/RichMedia": "多媒体",
}
_HEADER: Final = b"%PDF-"
_END: Final = b"%%EOF"
#: Objects of one paper; a contract of two hundred scanned pages has a few thousand.
_MOST_OBJECTS: Final = 200_000


def checked_pages(content: bytes, limits: FileLimits) -> int:
    """How many pages the paper has.

    Raises:
        FileRefused: damaged, mixed, encrypted, active, too_many_pages.
    """
    if not content.startswith(_HEADER) or _END not in content:
        raise FileRefused("damaged")
    if content[content.rindex(_END) + len(_END) :].strip(b"\0\t\n\f\r ") or zipfile.is_zipfile(BytesIO(content)):
        raise FileRefused("mixed")
    try:
        paper = PdfReader(BytesIO(content))
        if paper.is_encrypted:
            raise FileRefused("encrypted")
        _refuse_active(paper)
        pages = len(paper.pages)
        for number in range(min(pages, limits.pages)):
            _ = paper.pages[number].mediabox
    except FileRefused:
        raise
    except Exception as fault:
        # A damaged paper breaks the reader in its own ways: RecursionError, KeyError, zlib.error, AssertionError.
        raise FileRefused("damaged") from fault
    if pages > limits.pages:
        raise FileRefused("too_many_pages", str(pages), str(limits.pages))
    if not pages:
        raise FileRefused("damaged")
    return pages


def _refuse_active(paper: PdfReader) -> None:
    """Looks at every object there is, also those that no page leads to: a reader may find another way."""
    for entry in _dictionaries(paper):
        for name, value in entry.items():
            if name in _ENTRIES:
                raise FileRefused("active", _ENTRIES[name])
            if name in ("/S", "/Type", "/Subtype") and isinstance(value, str) and value in _NAMES:
                raise FileRefused("active", _NAMES[value])


def _dictionaries(paper: PdfReader) -> Iterator[dict[str, Any]]:
    waiting: list[Any] = [paper.trailer, *_objects(paper)]
    left = _MOST_OBJECTS
    while waiting:
        found = waiting.pop()
        left -= 1
        if left < 0:
            raise FileRefused("damaged")
        if isinstance(found, DictionaryObject):
            yield found
            waiting += [value for value in found.values() if isinstance(value, (DictionaryObject, ArrayObject))]
        elif isinstance(found, ArrayObject):
            waiting += [value for value in found if isinstance(value, (DictionaryObject, ArrayObject))]


def _objects(paper: PdfReader) -> Iterator[Any]:
    numbers = {(number, generation) for generation, some in paper.xref.items() for number in some}
    numbers |= {(number, 0) for number in paper.xref_objStm}
    for number, generation in numbers:
        yield paper.get_object(IndirectObject(number, generation, paper))
