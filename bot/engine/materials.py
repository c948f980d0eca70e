"""How a material is settled in one case: waived by what proves it, made from the answers, or still to be handed in. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from .forms import Material
from .proofs import TENURE, Proof
from .undertakings import DEFERRED, PROMISED, Undertaken

WAIVED_BY_LICENCE: Final = "waived_by_licence"
WAIVED_BY_REGISTER: Final = "waived_by_register"
#: An e-licence is to prove it, and nobody has asked for that yet.
TO_BE_CHECKED: Final = "to_be_checked"
GENERATED: Final = "generated"
FILLED_IN: Final = "filled_in"
CHECKED_BY_SYSTEM: Final = "checked_by_system"
TO_UPLOAD: Final = "to_upload"
OPTIONAL: Final = "optional"

#: Every way in which one can be settled.
HOW: Final = (
    WAIVED_BY_LICENCE, WAIVED_BY_REGISTER, TO_BE_CHECKED, PROMISED, DEFERRED, GENERATED, FILLED_IN, CHECKED_BY_SYSTEM, TO_UPLOAD, OPTIONAL,
)  # fmt: skip

#: How a material is handed in where a register proves it; the other modes stand in ``forms/materials.schema.json``.
REGISTER_EXEMPT: Final = "register_exempt"
UPLOAD: Final = "upload"
LATER: Final = "deferred"
#: Ways of handing in by which files may come.
AS_FILES: Final = (UPLOAD, LATER)
#: What is undertaken -> how the material is handed in then.
_UNDERTAKEN: Final = {PROMISED: "commitment", DEFERRED: LATER}
_EXEMPT: Final = "e_license_exempt"
_HOW: Final[Mapping[str, str]] = {
    "system_generated": GENERATED,
    "fill_in": FILLED_IN,
    "commitment": PROMISED,
    "system_check": CHECKED_BY_SYSTEM,
    _EXEMPT: TO_BE_CHECKED,
    UPLOAD: TO_UPLOAD,
}


@dataclass(frozen=True, slots=True)
class MaterialStanding:
    """What becomes of one material.

    Args:
        how: one of the names above. mode: how it is handed in now, which its files and intake go by.
        proof: what proves it, or, where it does not hold, why it is to be uploaded; None where nothing is known.
        due: the last day on which it may come, where it comes later and is handed in today, or was chosen to come later.
        chosen: what the applicant undertook instead of handing it in now; None where nothing.
    """

    how: str
    mode: str
    proof: Proof | None = None
    due: date | None = None
    chosen: Undertaken | None = None

    @property
    def waived(self) -> bool:
        """Whether a proof that holds makes it unnecessary."""
        return self.proof is not None and self.proof.holds


def settle_material(material: Material, proofs: Mapping[str, Proof], today: date, number: str = "") -> MaterialStanding:
    """How the material stands.

    A licence that does not hold blocks the waiver: its material has to be uploaded. A proof of another thing than the one that was
    told, by its number, says nothing about this one; nor does any where the number is wanted and nobody knows it.

    Args:
        proofs: code of a licence, or ``tenure`` -> what proves it. number: what the applicant told as the licence's number, for a
            material that names a fact for it; empty where it is not known.
    """
    licence = proofs.get(material.licence) if material.licence else None
    if licence is not None and (not material.number or _is_that(licence, number)):
        if licence.holds:
            return MaterialStanding(WAIVED_BY_LICENCE, _EXEMPT, licence)
        return MaterialStanding(TO_UPLOAD, UPLOAD, licence)
    tenure = proofs.get(TENURE) if material.proof == TENURE else None
    if tenure is not None:
        if tenure.holds:
            return MaterialStanding(WAIVED_BY_REGISTER, REGISTER_EXEMPT, tenure)
        return MaterialStanding(_how(material), UPLOAD, tenure)
    if material.defer is not None:
        return MaterialStanding(DEFERRED, LATER, due=today + timedelta(days=material.defer.days))
    return MaterialStanding(_how(material), material.mode)


def undertaken(standing: MaterialStanding, chosen: Undertaken) -> MaterialStanding:
    """The standing with what the applicant undertook, where the material would have to be uploaded otherwise; else unchanged."""
    if standing.mode != UPLOAD:
        return standing
    due = date.fromisoformat(chosen.until) if chosen.until else None
    return replace(standing, how=chosen.how, mode=_UNDERTAKEN[chosen.how], due=due, chosen=chosen)


def modes_of(material: Material) -> frozenset[str]:
    """Every way in which the material may come to be handed in."""
    found = {material.mode}
    if material.licence:
        found.add(UPLOAD)
    if material.proof == TENURE:
        found.add(REGISTER_EXEMPT)
    if material.defer is not None:
        found = {LATER}
    found.update(_UNDERTAKEN[one.how] for one in material.offers)
    return frozenset(found)


def as_settled(material: Material, standing: MaterialStanding) -> Material:
    """The material, handed in as it stands now."""
    return material if material.mode == standing.mode else replace(material, mode=standing.mode)


def _how(material: Material) -> str:
    if material.mode == UPLOAD and material.optional:
        return OPTIONAL
    if material.mode == "fill_in" and material.generate:
        return GENERATED
    return _HOW[material.mode]


def _is_that(proof: Proof, number: str) -> bool:
    """Whether it is the licence whose number was told."""
    return bool(number) and _bare(proof.identifier) == _bare(number)


def _bare(number: str) -> str:
    return "".join(number.split()).upper()
