"""The applicant undertakes something for a material instead of handing it in now, or takes that back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from .commands import Undertake
from .events import Notice
from .forms import Material
from .materials import UPLOAD
from .review import Review, is_held, review
from .undertakings import Undertaken, Undertaking, without
from .work import Work


def undertake(work: Work, command: Undertake) -> None:
    """The choice stands, where it is offered and its text is the one that was agreed to; otherwise nothing changes, and why is said.

    What intake holds stays as it is, but for a material that a correction asks for: its choice may be taken back, to be handed in.
    """
    found = review(work.view) if work.view is not None else None
    material = _asked(found, command.material)
    if found is None or material is None:
        work.emit(Notice("undertaking.unknown"))
    elif is_held(work.case) and not (command.how == UPLOAD and _is_to_be_corrected(work, material.id)):
        work.emit(Notice("submitted.locked"))
    elif command.how == UPLOAD:
        _take_back(work, material)
    elif (offer := _offer(found, material, command.how)) is None:
        work.emit(Notice("undertaking.not_offered", {"label": material.label}))
    elif command.version != offer.version:
        work.emit(Notice("undertaking.other_text", {"label": material.label}))
    else:
        _choose(work, material, offer)


def _choose(work: Work, material: Material, offer: Undertaking) -> None:
    today = work.now.date()
    until = (today + timedelta(days=offer.days)).isoformat() if offer.days else ""
    chosen = Undertaken(offer.how, offer.version, today.isoformat(), until)
    work.case = replace(work.case, undertaken={**work.case.undertaken, material.id: chosen})
    text = f"undertaking.{offer.how}" if not until else f"undertaking.{offer.how}.until"
    work.emit(Notice(text, {"label": material.label, **({"until": until} if until else {})}))


def _take_back(work: Work, material: Material) -> None:
    if material.id in work.case.undertaken:
        work.case = replace(work.case, undertaken=without(work.case.undertaken, material.id))
        work.emit(Notice("undertaking.back", {"label": material.label}))


def _asked(found: Review | None, name: str) -> Material | None:
    """The material, where it is asked for now."""
    return next((one for one in found.materials if one.id == name), None) if found is not None else None


def _offer(found: Review, material: Material, how: str) -> Undertaking | None:
    return next((one for one in found.offers[material.id] if one.how == how), None)


def _is_to_be_corrected(work: Work, material: str) -> bool:
    return any(point.material == material for one in work.position.corrections for point in one.correction.points)
