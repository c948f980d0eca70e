"""How much of an application others knew already, and how many materials nobody has to bring.

Definitions: of the places of the forms that somebody has to fill, those filled from a licence, a register or an earlier
application (预填), where what somebody declares or promises is no such place, since it is said anew each time; of the materials that are asked for and not left to the applicant, those that are waived, made here or checked
elsewhere (免交或生成), and the same without those that an e-licence is to prove and nobody has asked for yet (除待核验); of the questions, those that were not asked because the answer was known (少问).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.catalog import FactSources
from bot.engine.address import Address
from bot.engine.case import KNOWN_SOURCES
from bot.engine.materials import OPTIONAL, TO_BE_CHECKED, TO_UPLOAD
from bot.engine.review import review
from bot.engine.undertakings import DEFERRED
from bot.engine.view import View

#: Sources of what the applicant, or somebody at a window for them, told.
_TOLD: Final = frozenset({"said", "chosen", "form", "clerk"})
#: How a material stands that somebody brings, now or later.
_BROUGHT: Final = frozenset({TO_UPLOAD, DEFERRED})


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts of one application, or of several together.

    Args:
        known, told, pledged: places filled from elsewhere, by the applicant, and with what they declare. spared, brought: materials nobody brings, and that somebody does.
        unproven: of those that nobody brings, what an e-licence is to prove by the number that the applicant told, where none was looked up.
        saved: questions that were not asked.
    """

    known: int = 0
    told: int = 0
    pledged: int = 0
    spared: int = 0
    brought: int = 0
    saved: int = 0
    unproven: int = 0

    def __add__(self, other: Measured) -> Measured:
        return Measured(
            self.known + other.known,
            self.told + other.told,
            self.pledged + other.pledged,
            self.spared + other.spared,
            self.brought + other.brought,
            self.saved + other.saved,
            self.unproven + other.unproven,
        )

    @property
    def prefilled(self) -> float | None:
        """Share of places that were known, 0 to 1; None where nothing was to be filled."""
        return _share(self.known, self.told)

    @property
    def prefilled_of_all(self) -> float | None:
        """The same where what is declared counts as a place too."""
        return _share(self.known, self.told + self.pledged)

    @property
    def waived(self) -> float | None:
        """Share of materials that nobody brings; None where none are asked for."""
        return _share(self.spared, self.brought)

    @property
    def proven(self) -> float | None:
        """The same where a material that is only to be checked by a number counts as one that somebody brings."""
        return _share(self.spared - self.unproven, self.brought + self.unproven)


def measure(view: View, sources: FactSources) -> Measured:
    """The counts of a case as it stands."""
    found, case = review(view), view.case
    filled = [one for application in found.applications for one in application.filled]
    pledged = [one for one in filled if one.source in _TOLD and one.address.fact in sources.pledges]
    settled = [found.standings[one.id].how for one in found.materials]
    materials = [how for how in settled if how != OPTIONAL]
    brought = sum(how in _BROUGHT for how in materials)
    return Measured(
        known=sum(one.source in KNOWN_SOURCES for one in filled),
        told=sum(one.source in _TOLD for one in filled) - len(pledged),
        pledged=len(pledged),
        spared=len(materials) - brought,
        brought=brought,
        saved=sum(_saved(view, key) for key in case.answers),
        unproven=materials.count(TO_BE_CHECKED),
    )


def _saved(view: View, key: str) -> bool:
    """Whether the answer counts, is from elsewhere, and would have been asked for."""
    address, stored = Address.parse(key), view.case.answers[key]
    if stored.source not in KNOWN_SOURCES or address is None or address.fact not in view.release.facts:
        return False
    return view.relevant(address) is True and bool(view.release.facts[address.fact].wording.ask)


def _share(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None
