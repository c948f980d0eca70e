"""A template and what it tells -> a PDF. It lives in a process of its own (``actions.apart``): a page takes the processor for long."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from actions.apart import Limits, Told

from . import needs
from .qr import qr_code

#: What a print may take: three applications take fifteen seconds where the quick library is missing and the font is large.
LIMITS: Final = Limits(seconds=60, waiting=16)
_TEMPLATES: Final = Path(__file__).parent / "templates"


class NotPrintable(Told):
    """The machine lacks what printing needs; its arguments are the names of Debian's packages."""


class Printer:
    """Makes PDFs. What is told is text: markup in it is shown as it is written, and nothing is fetched for it."""

    def pdf(self, template: str, told: dict[str, Any]) -> bytes:
        """The document as a PDF with its fonts embedded; ``print.css`` beside the template styles it. Raises NotPrintable."""
        if absent := needs.missing():
            raise NotPrintable(*absent)
        # Only where it is used: it takes half a second, and needs libraries that may not be there.
        from weasyprint import HTML  # noqa: PLC0415

        html = self._environment.get_template(template).render(told)
        pdf: bytes = HTML(string=html, url_fetcher=_refused).write_pdf(
            stylesheets=[_style((_TEMPLATES / template).parent)], pdf_tags=True
        )
        return pdf

    @cached_property
    def _environment(self) -> Environment:
        made = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.filters["zip"] = zip
        made.globals["qr"] = lambda text: Markup(qr_code(text, inline=True))  # noqa: S704 - made here, of numbers
        return made


@cache
def _style(folder: Path) -> Any:
    from weasyprint import CSS  # noqa: PLC0415

    return CSS(string=(folder / "print.css").read_text("utf-8"), url_fetcher=_refused)


def _refused(url: str, *_: Any, **__: Any) -> Any:
    """Nothing is fetched, neither from the net nor from this machine: the templates need nothing."""
    raise ValueError("a print fetches nothing")
