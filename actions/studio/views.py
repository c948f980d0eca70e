"""A scenario that was tried, shown to its reviewers: drawn, and with every way through it as a table."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from bot.catalog.drawing import draw, svg
from bot.catalog.for_drawing import unreachable
from bot.catalog.paths import as_html, explore, samples_of
from bot.engine import Catalog

from .trying import Tried


def picture(tried: Tried, catalog: Catalog, today: date) -> str:
    """The scenario as SVG, what cannot be reached in red."""
    name = PurePosixPath(tried.file).stem
    return svg(draw(catalog.current[name], unreachable=unreachable(tried.built, name, tried.issues), on=today))


def paths_table(tried: Tried, catalog: Catalog, today: date) -> str:
    """The scenario's paths as an HTML document."""
    release = catalog.current[PurePosixPath(tried.file).stem]
    return as_html(explore(release, samples_of(tried.built), today=today), tried.built.texts)
