"""Pictures are painted anew: what comes out has the pixels the right way up, and nothing else of what came in."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from .kinds import JPEG, PNG
from .limits import FileLimits
from .refused import FileRefused

#: The decoders that may run.
_FORMATS: Final = {JPEG: "JPEG", PNG: "PNG"}
_QUALITY: Final = 88
#: Bytes of a PNG beyond which it is a photograph, and kept as JPEG.
_LARGEST_PNG: Final = 4 * 1024 * 1024


def repainted(content: bytes, kind: str, limits: FileLimits) -> tuple[bytes, str]:
    """The picture as it is kept, and its media type. A file hidden behind the picture, places and names in it are gone.

    Raises:
        FileRefused: damaged, too_many_pixels.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of sizes that are looked at here anyhow.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=(_FORMATS[kind],)) as opened:
                return _saved(_upright(opened, limits), kind)
    except FileRefused:
        raise
    except Image.DecompressionBombError as fault:
        raise FileRefused("too_many_pixels", limit=_in_wan(limits.pixels)) from fault
    except Exception as fault:
        # A decoder fails in its own ways on what is no picture: SyntaxError, struct.error, ZeroDivisionError.
        raise FileRefused("damaged") from fault


def _upright(opened: Image.Image, limits: FileLimits) -> Image.Image:
    pixels = opened.width * opened.height
    if pixels > limits.pixels:  # known before anything is unpacked
        raise FileRefused("too_many_pixels", _in_wan(pixels), _in_wan(limits.pixels))
    opened.draft("RGB", (limits.side, limits.side))
    opened.load()
    picture = ImageOps.exif_transpose(opened)
    picture.thumbnail((limits.side, limits.side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return picture


def _saved(picture: Image.Image, kind: str) -> tuple[bytes, str]:
    out = BytesIO()
    if kind == PNG:
        _painted(picture).save(out, "PNG")
        if out.tell() <= _LARGEST_PNG:
            return out.getvalue(), PNG
        out = BytesIO()
    _on_white(picture).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue(), JPEG


def _painted(picture: Image.Image) -> Image.Image:
    """The pixels on a canvas of their own, which has no texts, profiles or places."""
    mode = picture.mode if picture.mode in ("L", "RGB", "RGBA") else "RGBA" if _see_through(picture) else "RGB"
    plain = picture.convert(mode)
    canvas = Image.new(mode, plain.size)
    canvas.paste(plain)
    return canvas


def _on_white(picture: Image.Image) -> Image.Image:
    if not _see_through(picture):
        return _painted(picture).convert("RGB")
    ground = Image.new("RGB", picture.size, "white")
    layer = picture.convert("RGBA")
    ground.paste(layer, mask=layer)
    return ground


def _see_through(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _in_wan(pixels: int) -> str:
    """Pixels as people count them, in units of ten thousand."""
    return f"{-(-pixels // 10_000)}"
