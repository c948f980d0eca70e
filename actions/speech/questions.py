"""What is asked: questions, confirmations, choices of a scenario."""

from __future__ import annotations

from typing import Any, Final

from bot.engine import Address
from bot.engine.case import FETCH, HAND_IN, UNDERTAKE, UNFETCH, WHICH
from bot.engine.events import ConfirmAsked, MoreAsked, Proposed, QuestionAsked, RangeAsked, ScenariosOffered
from bot.engine.facts import Wording

from .afterwards import supplement_asked
from .exchanging import taking_back
from .speaker import Message, Speaker, buttons, message
from .undertaking import undertaking_asked, which_asked
from .withdrawing import withdraw_asked

#: Choices offered as buttons; a longer list is asked in words.
MOST_CHOICES: Final = 20
#: Vain replies after which the options are read out and a person is named.
SPELL_OUT: Final = 2
#: Acts whose yes and no are worded by themselves.
_BUTTONS: Final = {HAND_IN: ("button.hand_in", "button.hold"), FETCH: ("button.fetch", "button.no_fetch")}


def offered(speaker: Speaker, event: ScenariosOffered) -> list[Message]:
    choices = [{"label": speaker.catalog.current[one].scenario.title, "value": one} for one in event.scenarios]
    return [message("choices", speaker.text("route.choose"), question=event.instance, choices=choices)]


def proposed(speaker: Speaker, event: Proposed) -> list[Message]:
    text = speaker.text(
        "proposed", label=speaker.label(event.address), value=speaker.stored(event.address, event.stored)
    )
    return [message("confirm", text, question=event.instance, choices=buttons(speaker, "button.right", "button.wrong"))]


def range_asked(speaker: Speaker, event: RangeAsked) -> list[Message]:
    low, high = speaker.shown(event.address, event.low), speaker.shown(event.address, event.high)
    return [message("rejection", speaker.text("range", label=speaker.label(event.address), low=low, high=high))]


def question(speaker: Speaker, event: QuestionAsked) -> list[Message]:
    view = speaker.position.view
    if view is None:
        return []
    fact = view.release.facts[event.address.fact]
    wording = speaker.wording(event.address)
    choices = _choices(speaker, event.address)
    text = wording.ask
    if event.item_number is not None:
        owner = view.release.facts[event.address.fact.partition(".")[0]]
        text = speaker.text("question.item", number=event.item_number, label=owner.label) + text
    if fact.optional:
        text += speaker.text("question.optional")
    text += _better(speaker, wording, choices, event.attempts)
    return [
        message(
            "question",
            text,
            question=event.instance,
            fact=event.address.key,
            choices=choices,
            help=wording.help or None,
        )
    ]


def _better(speaker: Speaker, wording: Wording, choices: list[dict[str, Any]] | None, attempts: int) -> str:
    """What is added when the question was answered in vain before: help and an example, then choices and a person."""
    added = ""
    if attempts >= 1:
        added += speaker.text("question.again", help=wording.help) if wording.help else ""
        added += speaker.text("question.example", example=wording.example) if wording.example else ""
    if attempts >= SPELL_OUT:
        labels = "、".join(str(choice["label"]) for choice in (choices or [])[:8])
        added += speaker.text("question.options", options=labels) if labels else ""
        added += speaker.text("question.human")
    return added


def _choices(speaker: Speaker, address: Address) -> list[dict[str, Any]] | None:
    view = speaker.position.view
    if view is None:
        return None
    fact = view.release.facts[address.fact]
    choices: list[dict[str, Any]] = []
    if fact.kind == "boolean":
        choices = buttons(speaker, "button.true", "button.false")
    elif fact.kind in ("choice", "multi_choice") and len(fact.options) <= MOST_CHOICES:
        choices = [{"label": option.label, "value": option.value} for option in view.release.offered(address.fact)]
    if fact.optional:
        choices.append({"label": speaker.text("absent"), "value": None})
    return choices or None


def more(speaker: Speaker, event: MoreAsked) -> list[Message]:
    address = Address(event.list)
    ask = speaker.wording(address).ask
    key = "more" if event.count else "more.first"
    text = speaker.text(key, count=event.count, label=speaker.label(address), ask=ask)
    return [
        message(
            "more",
            text,
            question=event.instance,
            fact=event.list,
            choices=buttons(speaker, "button.more", "button.no_more"),
        )
    ]


def _before_act(speaker: Speaker, event: ConfirmAsked) -> str:
    act, _, scenario = event.act.partition(":")
    if act == "withdraw":
        return withdraw_asked(speaker)
    if act == HAND_IN:
        return supplement_asked(speaker, event)
    if act == FETCH:
        return speaker.text("confirm.fetch", what=scenario)
    if act == UNFETCH:
        return taking_back(speaker)
    title = speaker.catalog.current[scenario].scenario.title if scenario in speaker.catalog.current else ""
    return speaker.text(f"confirm.{act}", title=title)


def confirm_asked(speaker: Speaker, event: ConfirmAsked) -> list[Message]:
    if event.act.startswith(UNDERTAKE):
        return undertaking_asked(speaker, event.act, event.instance)
    if event.act.startswith(WHICH):
        return which_asked(speaker, event.act, event.instance)
    return [
        message(
            "confirm",
            _before_act(speaker, event),
            question=event.instance,
            choices=buttons(speaker, *_BUTTONS.get(event.act.partition(":")[0], ("button.yes", "button.no"))),
        )
    ]
