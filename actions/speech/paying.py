"""How a bill stands, for who asks: whether it was paid, or where it is."""

from __future__ import annotations

from bot.engine.payments import ApplicationPayment, PaymentSought, PaymentTold

from .afterwards import moment_of, title_of
from .speaker import Message, Speaker, message

#: Marks the message that only bridges the time until it is known how a bill stands.
SOUGHT = "payment.sought"


def sought(speaker: Speaker, _: PaymentSought) -> list[Message]:
    return [message("notice", speaker.text("payment.sought"), code=SOUGHT)]


def told(speaker: Speaker, event: PaymentTold) -> list[Message]:
    """Of each bill that it was paid and when, or that it is not yet and where it is; or that nobody can say."""
    return [message("notice", "\n".join(_line(speaker, one) for one in event.applications), code="payment.told")]


def _line(speaker: Speaker, one: ApplicationPayment) -> str:
    names = {"title": title_of(speaker, one.form), "reference": one.reference}
    if not one.state:
        return speaker.text("payment.unknown", **names)
    if one.at:
        return speaker.text("payment.paid", at=moment_of(one.at), **names)
    number = speaker.text("payment.number", number=one.number) if one.number else ""
    return speaker.text("payment.due", state=one.state, number=number, **names)
