"""Events about a licence on its way to who applied: it is asked where it is, and told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeliverySought:
    """EFFECT. Find out at intake where the licences of these applications are. ``key`` names this one question."""

    key: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationDelivery:
    """How the licence of one application is handed over, and where it is.

    Args:
        method: in words; empty: nobody could say.
        number: of the courier (快递单号). state, at: where the papers were last, in words, and since when (ISO 8601). All are
            empty where nothing was sent.
    """

    form: str
    reference: str
    method: str = ""
    number: str = ""
    state: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryTold:
    """Where each licence is that was asked for."""

    applications: tuple[ApplicationDelivery, ...]
