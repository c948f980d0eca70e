"""What others hold about the applicant: offered, found, put up for a yes, contradicted."""

from __future__ import annotations

from typing import Any

from bot.engine import Address
from bot.engine.case import Stored
from bot.engine.exchanging import falling
from bot.engine.known import (
    DisputeAsked,
    FactsMissed,
    FactsSought,
    KnownAsked,
    KnownConfirmed,
    KnownTold,
    Prefilled,
    Trouble,
)
from bot.engine.review import is_held

from .speaker import Message, Speaker, buttons, message

#: Marks the message that only bridges the time until the sources have answered.
SOUGHT = "facts.sought"


def sought(speaker: Speaker, _: FactsSought) -> list[Message]:
    return [message("notice", speaker.text("facts.sought"), code=SOUGHT)]


def prefilled(speaker: Speaker, event: Prefilled) -> list[Message]:
    """How much is known, and what of it needs no look."""
    lines = [speaker.text("prefilled", count=len(event.addresses))]
    lines += speaker.listed("prefilled.sure", speaker.names(event.sure))
    return [message("echo", "\n".join(lines))]


def missed(speaker: Speaker, event: FactsMissed) -> list[Message]:
    lines = (_missed(speaker, one) for one in event.troubles)
    return [message("notice", "\n".join(dict.fromkeys(lines)), code="facts.missed")]


def _missed(speaker: Speaker, one: Trouble) -> str:
    key = f"facts.missed.{one.code}"
    known = key if key in speaker.catalog.texts else "facts.missed.unusable"
    return speaker.text(known, title=one.title, detail=one.detail)


def known_asked(speaker: Speaker, event: KnownAsked) -> list[Message]:
    """The values of one source; after a no the question which of them is wrong."""
    if event.which:
        choices = [{"label": _label(speaker, one), "value": one.key} for one in event.addresses]
        right = {"label": speaker.text("button.all_right"), "value": True}
        return [message("confirm", speaker.text("known.which"), question=event.instance, choices=[*choices, right])]
    answers = speaker.position.view.case.answers if speaker.position.view is not None else {}
    items = [
        speaker.text("known.item", label=_label(speaker, one), value=speaker.stored(one, answers[one.key]))
        for one in event.addresses
        if one.key in answers
    ]
    days = {answers[one.key].as_of for one in event.addresses if one.key in answers}
    if event.title:
        source = _source(speaker, event.title, days.pop() if len(days) == 1 else "")
        text = speaker.text("known.asked", source=source, items="\n".join(items))
    else:
        text = speaker.text("known.asked.clerk", items="\n".join(items))
    choices = buttons(speaker, "button.all_right", "button.not_right")
    return [message("confirm", text, question=event.instance, choices=choices)]


def known_confirmed(speaker: Speaker, event: KnownConfirmed) -> list[Message]:
    return [message("echo", speaker.text("known.confirmed", count=len(event.addresses)))]


def known_told(speaker: Speaker, event: KnownTold) -> list[Message]:
    """By source what it told and since when it says so; of a fact that was named, who told that."""
    view = speaker.position.view
    answers = view.case.answers if view is not None else {}
    where = speaker.text("known.told.where")
    if event.address is not None and (own := answers.get(event.address.key)) is not None:
        told = speaker.text("known.told.one", label=_label(speaker, event.address), source=_who(speaker, own))
        return [message("notice", f"{told}\n{where}")]
    by_source: dict[str, list[Address]] = {}
    for address in event.addresses:
        by_source.setdefault(_who(speaker, answers[address.key]), []).append(address)
    lines = [
        speaker.text("known.told.source", source=source, items=_labels(speaker, some))
        for source, some in by_source.items()
    ]
    return [message("notice", "\n".join((speaker.text("known.told"), *lines, where)))]


def taking_back(speaker: Speaker) -> str:
    """What goes when the consent is taken back, before it is."""
    view = speaker.position.view
    if view is not None and is_held(view.case):
        return speaker.text("confirm.unfetch.late")
    keys = falling(view.case) if view is not None else set()
    gone = [address for key in keys if (address := Address.parse(key)) is not None]
    if view is None or not gone:
        return speaker.text("confirm.unfetch.nothing")
    order = view.release.plan.order
    gone.sort(key=lambda one: (order.get(one.fact, len(order)), one.key))
    return speaker.text("confirm.unfetch", count=len(gone), items=_labels(speaker, gone))


def _labels(speaker: Speaker, addresses: list[Address]) -> str:
    return "、".join(dict.fromkeys(_label(speaker, one) for one in addresses))


def dispute_asked(speaker: Speaker, event: DisputeAsked) -> list[Message]:
    """Each value with who says it. Which of them counts is for the applicant to say."""
    told = [(_who(speaker, one), speaker.stored(event.address, one), one) for one in event.candidates]
    items = "；".join(speaker.text("dispute.item", source=who, value=shown) for who, shown, _ in told)
    text = speaker.text("dispute", label=_label(speaker, event.address), items=items)
    if event.attempts:
        text += speaker.text("question.human")
    choices: list[dict[str, Any]] = [
        {"label": speaker.text("dispute.choice", source=who, value=shown), "value": one.value}
        for who, shown, one in told
    ]
    return [message("question", text, question=event.instance, fact=event.address.key, choices=choices)]


def _label(speaker: Speaker, address: Address) -> str:
    """The fact's name; of a list's item with the item's place in the list."""
    view = speaker.position.view
    if address.item is None or view is None:
        return speaker.label(address)
    roster = view.case.lists.get(address.fact.partition(".")[0])
    number = (
        roster.items.index(address.item) + 1 if roster is not None and address.item in roster.items else address.item
    )
    return speaker.text("known.of_item", number=number, label=speaker.label(address))


def _who(speaker: Speaker, stored: Stored) -> str:
    return _source(speaker, stored.title, stored.as_of) if stored.title else speaker.text("dispute.own")


def _source(speaker: Speaker, title: str, day: str) -> str:
    return speaker.text("known.source", title=title, day=day) if day else title
