"""Events about what is to be paid: it is asked whether it was, and told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaymentSought:
    """EFFECT. Find out at intake how the bills of these applications stand. ``key`` names this one question."""

    key: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationPayment:
    """How the bill of one application stands.

    Args:
        state: in words; empty: nobody could say. number: of the bill (缴款单号). at: when it was paid (ISO 8601); empty before.
    """

    form: str
    reference: str
    state: str = ""
    number: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class PaymentTold:
    """How each bill stands that was asked for."""

    applications: tuple[ApplicationPayment, ...]
