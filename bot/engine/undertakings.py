"""What an applicant may undertake instead of handing a material in now: 告知承诺, or to hand it in later (容缺). Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .conditions import Condition

#: 告知承诺, and 容缺.
PROMISED: Final = "promised"
DEFERRED: Final = "deferred"


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A way that is offered beside the ordinary one.

    Args:
        how: ``promised`` or ``deferred``. text: everything that the applicant undertakes, as it is shown and agreed to.
        days: natural days within which the material comes after all; 0: nobody told, the counter says.
        when: it is offered only where this holds; None: always.
    """

    how: str
    text: str
    basis: str
    certain: bool = True
    days: int = 0
    when: Condition | None = None

    @property
    def version(self) -> str:
        """The hash of what is agreed to: a yes to another text, basis or term is no yes to this one."""
        told = "\n".join((self.how, self.text, self.basis, str(self.days)))
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Undertaken:
    """What the applicant chose for a material.

    Args:
        version: of the text that they agreed to. day: when, as ISO. until: the last day to hand it in, as ISO, or empty.
    """

    how: str
    version: str
    day: str
    until: str = ""


def kept(offers: Sequence[Undertaking], chosen: Undertaken | None, today: str = "") -> Undertaking | None:
    """What the applicant's choice stands for; None where there is none, or it stands for nothing any more.

    It falls when the text is another one now, and when its last day is over before anything was handed in (``today``; empty
    once it was: then it stands as it was agreed).
    """
    if chosen is None or (chosen.until and today > chosen.until):
        return None
    return next((one for one in offers if (one.how, one.version) == (chosen.how, chosen.version)), None)


def without(choices: Mapping[str, Undertaken], material: str) -> dict[str, Undertaken]:
    """The choices with that of the material taken back."""
    return {name: one for name, one in choices.items() if name != material}
