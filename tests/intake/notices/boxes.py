"""Where each run of text stands on a page of a PDF, and how wide it is, by the widths that the PDF gives its own characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader


@dataclass(frozen=True)
class Run:
    """From ``left`` to ``right`` on the line ``base``, in points from the page's lower left corner."""

    left: float
    right: float
    base: float
    size: float


def runs(pdf: bytes) -> list[list[Run]]:
    """The runs of each page."""
    return [_runs(page) for page in PdfReader(BytesIO(pdf)).pages]


def size(pdf: bytes) -> set[tuple[int, int]]:
    """The sizes that pages have, in whole millimetres."""
    boxes = (page.mediabox for page in PdfReader(BytesIO(pdf)).pages)
    return {(round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) for box in boxes}


def _runs(page: PageObject) -> list[Run]:
    fonts = {name: _widths(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    found: list[Run] = []
    now: dict[str, Any] = {}

    def seen(operator: bytes, operands: Any, matrix: Any, _: Any) -> None:
        if operator == b"Tf":
            now["font"], now["size"] = fonts[str(operands[0])], float(operands[1])
        elif operator == b"Tm":
            now["place"] = [float(one) for one in operands]
        elif operator in (b"TJ", b"Tj"):
            scale, _, _, _, across, up = _times(now["place"], matrix)
            size = now["size"] * abs(scale)
            parts = operands[0] if operator == b"TJ" else [operands[0]]
            width = sum(_width(part, now["font"]) for part in parts) / 1000 * size
            found.append(Run(across, across + width, up, size))

    page.extract_text(visitor_operand_before=seen)
    return found


def _width(part: Any, widths: dict[int, float]) -> float:
    """Of a piece of text, of two bytes a character; a number moves to the left."""
    if isinstance(part, (bytes, str)):
        codes = part if isinstance(part, bytes) else part.encode("latin-1")
        return sum(widths.get(int.from_bytes(codes[at : at + 2], "big"), 1000) for at in range(0, len(codes), 2))
    return -float(part)


def _widths(font: Any) -> dict[int, float]:
    return dict(_listed(list(font["/DescendantFonts"][0].get_object()["/W"])))


def _listed(entries: list[Any]) -> Iterator[tuple[int, float]]:
    """Either a first code and the widths from there on, or a first and a last code with one width for all."""
    while entries:
        first, second = int(entries[0]), entries[1]
        if isinstance(second, list):
            yield from ((first + step, float(width)) for step, width in enumerate(second))
            entries = entries[2:]
        else:
            yield from ((code, float(entries[2])) for code in range(first, int(second) + 1))
            entries = entries[3:]


def _times(one: list[float], other: list[float]) -> list[float]:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
