"""A fetched licence as a document: its data signed, and a PDF whose hash the data tell. All are samples, and say so."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from actions.apart import Apart
from actions.local_time import ZONE

from ..printing.answering import make_pdf
from .signing import Signer

#: Stands on every page and in the data.
MARK: Final = "测试样张：不是真的证照，没有法律效力"
#: Characters of what stands on a licence that are printed; of more, the signed data alone tell.
MOST_PRINTED: Final = 8_000


@dataclass(frozen=True, slots=True)
class Fetching:
    """What a licence is fetched for. ``client``: by whom."""

    client: str
    purpose: str
    cause: str


@dataclass(frozen=True, slots=True)
class Document:
    """``sha256``: of ``signed``, which names the PDF's own."""

    signed: str
    pdf: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Documents:
    """Makes documents. ``printer`` has a Printer in it."""

    signer: Signer
    printer: Apart
    clock: Callable[[], datetime]

    async def make(self, licence: Mapping[str, Any], fetching: Fetching, *, with_pdf: bool) -> Document:
        """The document of a licence as it is told whole. Raises Problem 503 when no PDF could be made."""
        made_at = self.clock().astimezone(ZONE)
        told = {
            "mark": MARK, "licence": licence, "rows": list(_rows(licence["content"])), "fetching": asdict(fetching), "made_at": made_at,
        }  # fmt: skip
        pdf = await make_pdf(self.printer, "licences/licence.html", told) if with_pdf else None
        data = {
            "sample": True, "mark": MARK, "licence": licence, "client": fetching.client, "purpose": fetching.purpose,
            "use_cause": fetching.cause, "made_at": made_at.isoformat(),
            **({"pdf_sha256": hashlib.sha256(pdf).hexdigest()} if pdf is not None else {}),
        }  # fmt: skip
        signed = self.signer.sign(data)
        shown = None if pdf is None else base64.b64encode(pdf).decode()
        return Document(signed, shown, hashlib.sha256(signed.encode()).hexdigest())


def _rows(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What stands on the licence, name by name; a line instead where that is too much to print."""
    rows = [(name, _shown(value)) for name, value in content.items()]
    if sum(len(name) + len(value) for name, value in rows) > MOST_PRINTED:
        yield "内容", "内容较多，没有印出来，以签名的数据为准"
    else:
        yield from rows


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "、".join(value)
    return orjson.dumps(value).decode()
