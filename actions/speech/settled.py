"""How a material is settled, as its applicant is told it."""

from __future__ import annotations

from typing import Final

from bot.catalog.fact_words import DOUBT
from bot.engine.forms import Material
from bot.engine.materials import GENERATED, WAIVED_BY_LICENCE, WAIVED_BY_REGISTER, MaterialStanding
from bot.engine.undertakings import Undertaken, kept

from .speaker import Speaker

#: Characters of a licence's number that are shown: it may be that of an identity card.
_SHOWN: Final = 4


def settled_words(speaker: Speaker, material: Material, standing: MaterialStanding) -> str:
    """Why the material is handed in as it is; empty where its own note says that already."""
    if standing.chosen is not None:
        return _undertaken(speaker, material, standing.chosen)
    proof = standing.proof
    if proof is not None and standing.how == WAIVED_BY_LICENCE:
        return speaker.text("material.waived", title=proof.title, number=proof.identifier[-_SHOWN:])
    if proof is not None and standing.how == WAIVED_BY_REGISTER:
        return speaker.text("material.registered", title=proof.title)
    if proof is not None:
        status = _status(speaker, proof.status)
        return speaker.text("material.refused", title=proof.title, status=status, remedy=proof.remedy)
    if standing.due is not None and material.defer is not None:
        told = speaker.text("material.deferred", day=standing.due.isoformat(), days=material.defer.days)
        return told if material.defer.certain else f"{told.rstrip('。')}，{DOUBT}。"
    return speaker.text("material.generated") if standing.how == GENERATED and material.generate else ""


def _undertaken(speaker: Speaker, material: Material, chosen: Undertaken) -> str:
    offer = kept(material.offers, chosen)
    doubt = speaker.text("material.by_window") if offer is None or not offer.certain else ""
    if not chosen.until:
        return speaker.text("material.promised", day=chosen.day)
    return speaker.text(f"material.{chosen.how}.until", day=chosen.day, until=chosen.until, doubt=doubt)


def _status(speaker: Speaker, status: str) -> str:
    key = f"material.status.{status}"
    return speaker.text(key if key in speaker.catalog.texts else "material.status.other")
