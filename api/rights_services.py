"""What applicants' rights stand on: who holds a conversation, what was agreed to, what is stored, how it is erased."""

from __future__ import annotations

from dataclasses import dataclass

from actions.consent import Consents
from actions.erasing import Erasing
from actions.holding import Holding
from actions.matters import Matters
from actions.own_data import Records
from actions.retention import Retention

from .privacy import Notice


@dataclass(frozen=True, slots=True)
class Rights:
    """Everything of it; ``notice`` is what applicants are told before personal data is asked."""

    holding: Holding
    matters: Matters
    consents: Consents
    records: Records
    erasing: Erasing
    retention: Retention
    notice: Notice
