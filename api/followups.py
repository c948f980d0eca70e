"""What follows a turn at once, so that the applicant sees it in the same answer: known facts, the receipt."""

from __future__ import annotations

from itertools import takewhile
from typing import Any, Final

from actions.consent import NEEDS
from actions.speech import delivering, paying
from actions.store import ConversationRow
from bot.engine import Prefill

from .services import Services

#: Kinds of messages that put something to the applicant; the follow-up puts it again.
PROMPTS: Final = frozenset({"question", "more"})


async def with_followups(
    services: Services, row: ConversationRow | None, conversation: str, outcome: dict[str, Any]
) -> dict[str, Any]:
    """The outcome with what follows it. A message delivered again finds the same: all of it is in the store."""
    if row is not None and row.identity is not None and outcome["case"]["scenario"] is not None:
        take_known_facts(services, row)
        outcome = _merged(services, conversation, outcome)
    if _waits_for_intake(outcome["case"]) or any(map(_bridges, outcome["messages"])):
        await services.worker.run_for(conversation, services.settings.workers_wait)
        outcome = _merged(services, conversation, outcome)
    return outcome


def _waits_for_intake(case: dict[str, Any]) -> bool:
    """Whether something was handed in, put right or withdrawn a moment ago, and intake has not answered."""
    asked = ("supplement", "withdrawal.requested")
    return case.get("submission") == "requested" or any(
        one.get("under_way") in asked for one in case.get("standing", ())
    )


def _bridges(message: dict[str, Any]) -> bool:
    """Whether it only says that somebody is being asked; once they answered there is nothing to wait for."""
    return message.get("code") in (delivering.SOUGHT, paying.SOUGHT)


def take_known_facts(services: Services, row: ConversationRow) -> None:
    """What the signed-in applicant's e-licences hold is taken over, once, as soon as a scenario is chosen.

    Where the client asks for consent, personal facts follow when the applicant has agreed to that.
    """
    identity = services.identities.get(row.identity) if row.identity is not None else None
    if identity is None:
        return
    if row.consent is None:
        _take(services, row.id, f"licence:{identity.id}", identity.prefill())
        return
    view = services.conversations.standing(row.id).position.view
    if view is None:
        return
    kinds: dict[str, dict[str, Any]] = {"public": {}, "personal": {}, "sensitive": {}}
    for fact, found in identity.facts.items():
        known = view.release.facts.get(fact)
        kinds[known.sensitivity if known is not None else "sensitive"][fact] = found
    for kind, facts in kinds.items():
        if facts and NEEDS.get(kind, frozenset()) <= row.consent:
            cause = f"licence:{identity.id}" if kind == "public" else f"licence:{identity.id}:{kind}"
            _take(services, row.id, cause, Prefill(facts))


def _take(services: Services, conversation: str, cause: str, facts: Prefill) -> None:
    if services.store.turn(conversation, cause) is None:
        services.conversations.report(conversation, facts, cause=cause)


def _merged(services: Services, conversation: str, outcome: dict[str, Any]) -> dict[str, Any]:
    """The outcome and the turns that no message of the applicant caused, up to the next that one did.

    ``first`` is then the number of the first turn whose messages it holds.
    """
    later = services.store.turns_after(conversation, outcome["seq"])
    for turn in takewhile(lambda turn: turn.cause is not None, later):
        before = [message for message in outcome["messages"] if not _bridges(message)]
        if any(message["kind"] in PROMPTS for message in turn.outcome["messages"]):
            before = [message for message in before if message["kind"] not in PROMPTS]
        kept = {"first": outcome.get("first", outcome["seq"])}
        if "said" in outcome:
            kept["said"] = outcome["said"]
        outcome = {**turn.outcome, "messages": [*before, *turn.outcome["messages"]], **kept}
    return outcome
