"""Events -> the work that they ask of the outside, as rows for the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeGuard

from bot.engine.deliveries import DeliverySought
from bot.engine.events import Event, StatusTold, SubmitRequested, SupplementRequested, WithdrawRequested
from bot.engine.happenings import ACCEPTED, APPROVED
from bot.engine.known import ConsentEnded, FactsSought
from bot.engine.payments import PaymentSought

from .held_files import Files, with_files
from .store import OutboxItem


def effects_of(scenario: str | None, events: Sequence[Event], files: Files, *, signed_in: bool) -> list[OutboxItem]:
    """The work that the events of one turn ask for. ``signed_in``: whether somebody's dossier is to be kept."""
    found = [item for event in events if (item := _effect(scenario, event, files)) is not None]
    return [*found, *(_kept(event) for event in events if signed_in and _is_taken_up(event))]


def _effect(scenario: str | None, event: Event, files: Files) -> OutboxItem | None:
    """The work that the event asks for; None where it asks for none."""
    if isinstance(event, SubmitRequested):
        payload: dict[str, Any] = {
            "applications": dict(event.applications),
            "materials": with_files(event.materials, files),
            "provenance": dict(event.provenance),
            "scenario": scenario,
        }
        return OutboxItem("submit", event.key, payload)
    if isinstance(event, SupplementRequested):
        payload = {
            "reference": event.reference,
            "form": event.form,
            "correction": event.correction,
            "application": dict(event.application),
            "materials": with_files(event.materials, files),
            "provenance": dict(event.provenance),
        }
        return OutboxItem("supplement", event.key, payload)
    if isinstance(event, DeliverySought):
        return OutboxItem("delivery", event.key, {"references": list(event.references)})
    if isinstance(event, PaymentSought):
        return OutboxItem("payment", event.key, {"references": list(event.references)})
    if isinstance(event, FactsSought):
        return OutboxItem("facts", event.key, {})
    if isinstance(event, ConsentEnded):
        return OutboxItem("consent", event.key, {"title": event.title})
    if isinstance(event, WithdrawRequested):
        return OutboxItem("withdraw", event.key, {"references": list(event.references), "reason": event.reason})
    return None


def _is_taken_up(event: Event) -> TypeGuard[StatusTold]:
    """Whether intake has taken an application up, or decided for it: from then on it counts as an earlier one."""
    return isinstance(event, StatusTold) and event.event.code in (ACCEPTED, *APPROVED)


def _kept(event: StatusTold) -> OutboxItem:
    payload = {"reference": event.reference, "form": event.form, "at": event.event.at}
    return OutboxItem("dossier", f"{event.reference}:{event.event.seq}:dossier", payload)
