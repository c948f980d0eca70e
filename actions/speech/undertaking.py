"""A material that is promised or handed in later: the whole text before the yes, or which material is meant."""

from __future__ import annotations

from typing import Any

from bot.catalog.fact_words import DOUBT
from bot.engine.forms import Material
from bot.engine.offering import shown
from bot.engine.review import review

from .speaker import Message, Speaker, buttons, message


def undertaking_asked(speaker: Speaker, act: str, instance: str) -> list[Message]:
    """Everything that is agreed to, on whose word, and until when; nothing where it is not offered any more."""
    view = speaker.position.view
    offered = shown(review(view), act) if view is not None else None
    if offered is None:
        return []
    material, offer = offered
    basis = offer.basis if offer.certain else f"{offer.basis}（{DOUBT}）"
    term = speaker.text("undertaking.term", days=offer.days) if offer.days else ""
    key = f"confirm.undertake.{offer.how}"
    text = speaker.text(key, label=material.label, text=offer.text, basis=basis, term=term)
    choices = buttons(speaker, "button.undertake", "button.no_undertake")
    return [message("confirm", text, question=instance, choices=choices)]


def which_asked(speaker: Speaker, act: str, instance: str) -> list[Message]:
    """The materials that may be meant, each a button."""
    _, how, listed = act.split(":", 2)
    names = {one: _label(speaker, one) for one in listed.split(",")}
    choices: list[dict[str, Any]] = [{"label": label, "value": name} for name, label in names.items()]
    return [message("confirm", speaker.text(f"confirm.which.{how}"), question=instance, choices=choices)]


def _label(speaker: Speaker, material: str) -> str:
    view = speaker.position.view
    known: tuple[Material, ...] = (
        tuple(one for form in view.release.forms.values() for one in form.materials) if view is not None else ()
    )
    return next((one.label for one in known if one.id == material), material)
