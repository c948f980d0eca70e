"""What a correction asks for and nobody has done yet. It can be answered once, so it is told before it is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .differing import differences
from .events import Difference
from .happenings import Point
from .materials import AS_FILES
from .points import reaches
from .review import standing_of
from .standing import Open
from .view import View

#: Material id -> ids of its files.
Files = Mapping[str, Sequence[str]]


def undone(view: View, correction: Open, files: Files) -> tuple[Point, ...]:
    """The points of an open correction of which nothing shows that they were dealt with, in the officer's order.

    A material without a file that came since the correction did, also where none can be sent here; a place of the form where it and
    the answers behind it are as intake holds them. ``files``: those that would be handed in now.
    """
    submission = view.case.submission
    reopened = submission.reopened.get(correction.correction.id) if submission is not None else None
    before = reopened.files if reopened is not None else {}
    asks = reopened.asks if reopened is not None else ()
    changed = differences(view, correction.form)
    points = correction.correction.points
    behind = [*asks, *(() for _ in points)]
    return tuple(
        point for point, keys in zip(points, behind, strict=False)
        if not (_brought(point.material, files, before) if point.material else _touched(view, point, keys, changed))
    )  # fmt: skip


def is_sent_here(view: View, form: str, material: str) -> bool:
    """Whether files of the material are taken here; what is not has to be brought to the counter."""
    known = view.release.forms[form].materials if form in view.release.forms else ()
    return any(one.id == material and standing_of(view, one).mode in AS_FILES for one in known)


def _brought(material: str, files: Files, before: Files) -> bool:
    return bool(set(files.get(material, ())) - set(before.get(material, ())))


def _touched(view: View, point: Point, keys: Sequence[str], changed: Sequence[Difference]) -> bool:
    """Whether something differs at the place, below or above it, or in what the place is made from."""
    return any(
        _nested(one.pointer, point.pointer)
        or (one.address.fact in view.release.facts and reaches(view, keys, one.address))
        for one in changed
    )


def _nested(one: str, other: str) -> bool:
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")
