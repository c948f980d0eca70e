"""Where a licence is that was issued, for who asks."""

from __future__ import annotations

from bot.engine.deliveries import ApplicationDelivery, DeliverySought, DeliveryTold

from .afterwards import moment_of, title_of, wanted
from .speaker import Message, Speaker, message

#: Marks the message that only bridges the time until it is known where a licence is.
SOUGHT = "delivery.sought"


def sought(speaker: Speaker, _: DeliverySought) -> list[Message]:
    return [message("notice", speaker.text("delivery.sought"), code=SOUGHT)]


def told(speaker: Speaker, event: DeliveryTold) -> list[Message]:
    """Of each licence how it is handed over, and the courier's number and last step where there is one; or that nobody can say."""
    return [message("notice", "\n".join(_line(speaker, one) for one in event.applications), code="delivery.told")]


def _line(speaker: Speaker, one: ApplicationDelivery) -> str:
    names = {"title": title_of(speaker, one.form), "reference": one.reference}
    if not one.method:
        return speaker.text("delivery.unknown", **names)
    head = speaker.text("delivery.method", method=one.method, **names)
    if one.number:
        at = speaker.text("delivery.at", at=moment_of(one.at)) if moment_of(one.at) else ""
        return head + speaker.text("delivery.number", number=one.number, state=one.state, at=at)
    known = f"delivery.nothing.{wanted(speaker, one.form)}"
    return head + (speaker.text(known) if known in speaker.catalog.texts else "")
