"""Files that tests hand in, good and hostile, made when they are needed."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

#: What is in the picture's data about who took it and where.
MAKER = "HUAWEI-P60"
LATITUDE = (31.0, 13.0, 48.0)
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
EXE = b"MZ\x90\x00" + bytes(200)


def photo(width: int = 60, height: int = 40, *, orientation: int | None = None, colour: str = "red") -> bytes:
    """A JPEG as a telephone makes it: its left half dark, with its maker and the place in its data."""
    image = Image.new("RGB", (width, height), colour)
    image.paste("black", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[0x010F] = MAKER
    if orientation is not None:
        exif[0x0112] = orientation
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", LATITUDE
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, quality=95)
    return out.getvalue()


def picture(width: int = 30, height: int = 20, mode: str = "RGB", **more: Any) -> bytes:
    """A PNG."""
    out = BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG", **more)
    return out.getvalue()


def bomb(side: int = 20_000) -> bytes:
    """A PNG of a few hundred kilobytes that unpacks to more than a gigabyte."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(side * 3 + 1)) for _ in range(side // 100)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def paper(pages: int = 1, **more: str) -> bytes:
    """A PDF of empty pages. ``javascript``, ``attached`` and ``password``: what else is in it."""
    made = PdfWriter()
    for _ in range(pages):
        made.add_blank_page(200, 300)
    if "javascript" in more:
        made.root_object[NameObject("/OpenAction")] = action("/JavaScript", "/JS", more["javascript"])
    if "attached" in more:
        made.add_attachment("a.txt", more["attached"].encode())
    if "password" in more:
        made.encrypt(more["password"], algorithm="RC4-128")
    return written(made)


def action(kind: str, name: str, value: str) -> DictionaryObject:
    """What a PDF may do when it is opened."""
    entries = {"/Type": NameObject("/Action"), "/S": NameObject(kind), name: TextStringObject(value)}
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})


def launching() -> bytes:
    """A PDF that starts a program when it is opened."""
    made = PdfWriter()
    made.add_blank_page(200, 300)
    made.root_object[NameObject("/OpenAction")] = action("/Launch", "/F", "cmd.exe")
    return written(made)


def hidden_script() -> bytes:
    """A PDF with a script that no page leads to, its name written in another way."""
    made = PdfWriter()
    made.add_blank_page(200, 300)
    made._add_object(DictionaryObject({NameObject("/JS"): TextStringObject("app.alert(1)")}))
    return written(made).replace(b"/JS ", b"/J#53 ")


def written(made: PdfWriter) -> bytes:
    """The PDF's bytes."""
    out = BytesIO()
    made.write(out)
    return out.getvalue()


def archive() -> bytes:
    """A ZIP."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("run.bat", "del")
    return out.getvalue()
