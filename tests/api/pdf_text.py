"""The text of a PDF that reportlab wrote with a font of UTF-16 codes. Source: ISO 32000-1, sections 7.3.4.2 and 9.4.3."""

from __future__ import annotations

import base64
import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)\s*endstream", re.DOTALL)
_SHOWN = re.compile(rb"\(((?:\\.|[^\\()])*)\)\s*Tj", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(pdf: bytes) -> str:
    """Everything that is shown, without spaces, in the order in which it is drawn."""
    shown = []
    for stream in _STREAM.findall(pdf):
        content = zlib.decompress(base64.a85decode(stream.removesuffix(b"~>")))
        for raw in _SHOWN.findall(content):
            shown.append(_ESCAPE.sub(_plain, raw).decode("utf-16-be"))
    return re.sub(r"\s", "", "".join(shown))


def pages(pdf: bytes) -> int:
    """How many pages there are."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def _plain(match: re.Match[bytes]) -> bytes:
    code = match.group(1)
    return bytes([int(code, 8) & 255]) if code.isdigit() else _NAMED.get(code, code)
