"""What follows a turn at once, so that the applicant sees it in the same answer: known facts, the receipt."""

from __future__ import annotations

from itertools import takewhile
from typing import Any, Final

from actions.store import ConversationRow

from .services import Services

#: Kinds of messages that put something to the applicant; the follow-up puts it again.
_PROMPTS: Final = frozenset({"question", "more"})


async def with_followups(
    services: Services, row: ConversationRow | None, conversation: str, outcome: dict[str, Any]
) -> dict[str, Any]:
    """The outcome with what follows it. A message delivered again finds the same: all of it is in the store."""
    if row is not None and row.identity is not None and outcome["case"]["scenario"] is not None:
        _take_known_facts(services, conversation, row.identity)
        outcome = _merged(services, conversation, outcome)
    if outcome["case"].get("submission") == "requested":
        await services.worker.run_for(conversation, services.settings.workers_wait)
        outcome = _merged(services, conversation, outcome)
    return outcome


def _take_known_facts(services: Services, conversation: str, name: str) -> None:
    """What the signed-in applicant's e-licences hold is taken over, once, as soon as a scenario is chosen."""
    identity, cause = services.identities.get(name), f"licence:{name}"
    if identity is not None and services.store.turn(conversation, cause) is None:
        services.conversations.report(conversation, identity.prefill(), cause=cause)


def _merged(services: Services, conversation: str, outcome: dict[str, Any]) -> dict[str, Any]:
    """The outcome and the turns that no message of the applicant caused, up to the next that one did.

    ``first`` is then the number of the first turn whose messages it holds.
    """
    later = services.store.turns_after(conversation, outcome["seq"])
    for turn in takewhile(lambda turn: turn.cause is not None, later):
        before = outcome["messages"]
        if any(message["kind"] in _PROMPTS for message in turn.outcome["messages"]):
            before = [message for message in before if message["kind"] not in _PROMPTS]
        kept = {"first": outcome.get("first", outcome["seq"])}
        if "said" in outcome:
            kept["said"] = outcome["said"]
        outcome = {**turn.outcome, "messages": [*before, *turn.outcome["messages"]], **kept}
    return outcome
