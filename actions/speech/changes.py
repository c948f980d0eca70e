"""What happened to answers: taken, rejected, corrected, put off."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine import Address
from bot.engine.clerks import CLERK
from bot.engine.events import (
    Accepted,
    ChangeApplied,
    ItemRemoved,
    Previewed,
    PutOff,
    Rejected,
)

from .afterwards import shared_lines
from .speaker import Message, Speaker, buttons, message


def echo(speaker: Speaker, accepted: Sequence[Accepted]) -> Message:
    """All answers of a turn in one line, so that a wrong one is seen at once."""
    told = [{"fact": event.address.key, "label": speaker.label(event.address)} for event in accepted]
    items = [
        speaker.text("echo.item", label=one["label"], value=speaker.stored(event.address, event.stored))
        for one, event in zip(told, accepted, strict=True)
    ]
    key = "echo.clerk" if accepted[0].stored.source == CLERK else "echo"
    return message("echo", speaker.text(key, items="；".join(items)), accepted=told)


def rejected(speaker: Speaker, event: Rejected) -> list[Message]:
    code = event.rejection.code if event.rejection.code in speaker.catalog.texts else "unclear.1"
    params = {"label": speaker.label(event.address) if event.address is not None else "", **event.rejection.params}
    fact = event.address.key if event.address is not None else None
    return [message("rejection", speaker.text(code, **params), code=event.rejection.code, fact=fact)]


def previewed(speaker: Speaker, event: Previewed) -> list[Message]:
    items = [_changed(speaker, *change) for change in event.changes]
    lines = [speaker.text("preview", items="，".join(items))]
    lines += speaker.listed("preview.ask", speaker.names(event.ask_again))
    lines += speaker.listed("preview.parked", speaker.names(event.parked))
    lines += speaker.listed("preview.restored", speaker.names(event.restored))
    lines += speaker.listed("preview.added", "、".join(things(speaker, event.added)))
    lines += speaker.listed("preview.removed", "、".join(things(speaker, event.removed)))
    lines += shared_lines(speaker, [address for address, _, _ in event.changes])
    lines.append(speaker.text("preview.confirm"))
    return [
        message(
            "preview",
            "\n".join(lines),
            question=event.instance,
            choices=buttons(speaker, "button.change", "button.keep"),
        )
    ]


def _changed(speaker: Speaker, address: Address, before: object, after: object) -> str:
    label = speaker.label(address)
    if address.item is not None and "." not in address.fact:
        return speaker.text("preview.item.remove", label=label)
    if before is None:
        return speaker.text("preview.item.new", label=label, after=speaker.shown(address, after))
    return speaker.text(
        "preview.item", label=label, before=speaker.shown(address, before), after=speaker.shown(address, after)
    )


def things(speaker: Speaker, ids: Sequence[str]) -> list[str]:
    """Names of forms and materials."""
    view = speaker.position.view
    names: list[str] = []
    for one in ids:
        form_id, _, material_id = one.partition("/")
        form = view.release.forms.get(form_id) if view is not None else None
        if form is None:
            continue
        materials = {material.id: material.label for material in form.materials}
        names.append(materials[material_id] if material_id else form.title)
    return names


def applied(speaker: Speaker, event: ChangeApplied) -> list[Message]:
    view = speaker.position.view
    shown = [
        speaker.text(
            "echo.item", label=speaker.label(address), value=speaker.stored(address, view.case.answers[address.key])
        )
        for address in event.addresses
        if view is not None and address.key in view.case.answers
    ]
    by_clerk = view is not None and any(
        (stored := view.case.answers.get(one.key)) is not None and stored.source == CLERK and not stored.confirmed
        for one in event.addresses
    )
    items = "applied.items.clerk" if by_clerk else "applied.items"
    lines = [speaker.text(items, items="；".join(shown)) if shown else speaker.text("applied")]
    lines += speaker.listed("applied.parked", speaker.names(event.parked))
    lines += speaker.listed("applied.restored", speaker.names(event.restored))
    lines += shared_lines(speaker, event.addresses)
    return [message("echo", "\n".join(lines))]


def put_off(speaker: Speaker, event: PutOff) -> list[Message]:
    key = "put_off.who" if event.who else "put_off"
    return [message("echo", speaker.text(key, label=speaker.label(event.address), who=event.who))]


def removed(speaker: Speaker, event: ItemRemoved) -> list[Message]:
    return [message("echo", speaker.text("item.removed", label=speaker.label(Address(event.list))))]
