"""What goes to intake beside a document: where each value came from, and the materials."""

from __future__ import annotations

from collections.abc import Mapping

from .document import Application
from .forms import Material
from .materials import MaterialStanding
from .places import Filled
from .review import Review
from .undertakings import kept
from .unseen import without_unseen
from .values import Json


def provenance_of(application: Application) -> dict[str, dict[str, Json]]:
    """Pointer -> where its value came from: source, who, when, which turn, and licence or rule."""
    return {filled.pointer: _origin(filled) for filled in application.filled}


def told_materials(found: Review) -> tuple[Mapping[str, Json], ...]:
    """The materials as intake is told of them, before files are added."""
    return tuple(_material(one, found.standings[one.id]) for one in found.materials)


def _material(material: Material, standing: MaterialStanding) -> dict[str, Json]:
    """With what proves it where it is waived; where the proof did not hold, with why it comes as a file."""
    told: dict[str, Json] = {"id": material.id, "label": material.label, "mode": material.mode}
    if (proof := standing.proof) is not None:
        told["proof"] = {
            "title": proof.title,
            "identifier": proof.identifier,
            "status": proof.status,
            **({"as_of": proof.as_of} if proof.as_of else {}),
        }
    if standing.due is not None:
        told["due"] = standing.due.isoformat()
    if (chosen := standing.chosen) is not None:
        offer = kept(material.offers, chosen)
        text = offer.text if offer is not None else ""
        told["undertaken"] = {"text": text, "version": chosen.version, "day": chosen.day}
    return told


def _origin(filled: Filled) -> dict[str, Json]:
    told: dict[str, Json] = {"source": filled.source, "confirmed": filled.confirmed}
    if filled.stored is not None:
        told.update(
            actor=filled.stored.actor,
            at=filled.stored.at.isoformat(),
            turn=filled.stored.turn,
            raw=without_unseen(filled.stored.raw),
            **{name: since for name in ("title", "as_of") if (since := getattr(filled.stored, name))},
        )
    if filled.origin or (filled.stored is not None and filled.stored.origin):
        told["origin"] = filled.origin or (filled.stored.origin if filled.stored is not None else "")
    return told
