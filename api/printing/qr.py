"""A short text as a QR code."""

from __future__ import annotations

from io import BytesIO, StringIO

import segno


def qr_code(text: str, *, inline: bool = False) -> str:
    """An SVG of black modules on white, as large as it is drawn. ``inline``: to stand in a page's markup."""
    # One of the usual kind: not every scanner knows Micro QR.
    code = segno.make(text, error="m", micro=False)
    if inline:
        return str(code.svg_inline(omitsize=True, light="#fff"))
    out = BytesIO()
    code.save(out, kind="svg", omitsize=True, light="#fff", xmldecl=False)
    return out.getvalue().decode()


def qr_address(text: str) -> str:
    """The code as the address of a picture, for a page whose policy lets no markup in."""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff", encode_minimal=False))


def qr_terminal(text: str) -> str:
    """The code in characters, as a terminal shows it."""
    out = StringIO()
    segno.make(text, error="m", micro=False).terminal(out, compact=True)
    return out.getvalue()
