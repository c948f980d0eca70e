"""What follows a turn at once, so that the applicant sees it in the same answer: known facts, the receipt."""

from __future__ import annotations

from typing import Any, Final

from actions.store import ConversationRow

from .services import Services

#: Kinds of messages that put something to the applicant; the follow-up puts it again.
_PROMPTS: Final = frozenset({"question", "more"})


async def with_followups(
    services: Services, row: ConversationRow | None, conversation: str, outcome: dict[str, Any]
) -> dict[str, Any]:
    """The outcome with what follows it. A message delivered again finds the same: nothing is remembered here."""
    if row is not None and row.identity is not None and outcome["case"]["scenario"] is not None:
        outcome = _with_known_facts(services, conversation, row.identity, outcome)
    if outcome["case"].get("submission") == "requested":
        outcome = await _with_receipt(services, conversation, outcome)
    return outcome


def _with_known_facts(services: Services, conversation: str, name: str, outcome: dict[str, Any]) -> dict[str, Any]:
    """Takes over what the signed-in applicant's e-licences hold, once, as soon as a scenario is chosen."""
    identity, cause = services.identities.get(name), f"licence:{name}"
    if identity is None or services.store.turn(conversation, cause) is not None:
        return outcome
    told = services.conversations.report(conversation, identity.prefill(), cause=cause)
    before = [message for message in outcome["messages"] if message["kind"] not in _PROMPTS]
    return {**told, "messages": [*before, *told["messages"]]}


async def _with_receipt(services: Services, conversation: str, outcome: dict[str, Any]) -> dict[str, Any]:
    """Waits a moment for the turn that reports the submission."""
    await services.worker.run_for(conversation, services.settings.workers_wait)
    for turn in services.store.turns_after(conversation, outcome["seq"]):
        if turn.cause is not None and turn.cause.startswith("outbox:"):
            return {**turn.outcome, "messages": [*outcome["messages"], *turn.outcome["messages"]]}
    return outcome
