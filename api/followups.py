"""What follows a turn at once, so that the applicant sees it in the same answer: what others hold, the receipt."""

from __future__ import annotations

from itertools import takewhile
from typing import Any, Final

from actions.speech import delivering, exchanging, paying
from actions.store import ConversationRow
from bot.engine import ExchangeOffered

from .services import Services

#: Kinds of messages that put something to the applicant; the follow-up puts it again.
PROMPTS: Final = frozenset({"question", "more", "confirm"})
#: Codes of messages that only bridge the time until somebody has answered.
_BRIDGES: Final = frozenset({delivering.SOUGHT, exchanging.SOUGHT, paying.SOUGHT})


async def with_followups(
    services: Services, row: ConversationRow | None, conversation: str, outcome: dict[str, Any]
) -> dict[str, Any]:
    """The outcome with what follows it. A message delivered again finds the same: all of it is in the store."""
    if row is not None and row.identity is not None and outcome["case"]["scenario"] is not None:
        if _may_be_offered(row, outcome["case"]["scenario"]):
            offer_to_look_up(services, row)
        outcome = _merged(services, conversation, outcome)
    if _waits_for_intake(outcome["case"]) or any(map(_bridges, outcome["messages"])):
        await services.worker.run_for(conversation, services.settings.workers_wait)
        outcome = _merged(services, conversation, outcome)
    return outcome


def _may_be_offered(row: ConversationRow, scenario: str) -> bool:
    """Whether it may not have been offered for the scenario yet: most turns of who is signed in need not look."""
    return row.case.exchange is None or row.case.scenario != scenario


def _waits_for_intake(case: dict[str, Any]) -> bool:
    """Whether something was handed in, put right or withdrawn a moment ago, and intake has not answered."""
    asked = ("supplement", "withdrawal.requested")
    return case.get("submission") == "requested" or any(
        one.get("under_way") in asked for one in case.get("standing", ())
    )


def _bridges(message: dict[str, Any]) -> bool:
    """Whether it only says that somebody is being asked; once they answered there is nothing to wait for."""
    return message.get("code") in _BRIDGES


def offer_to_look_up(services: Services, row: ConversationRow) -> None:
    """Who is signed in is asked, once for a scenario, whether what others hold about them is to be looked up.

    An agent whose mandate does not reach so far is told that instead.
    """
    principal = services.principal(row.identity)
    if principal is None or services.exchange is None:
        return
    standing = services.conversations.standing(row.id)
    case, view = standing.row.case, standing.position.view
    if view is None or case.exchange is not None or case.submission is not None or case.closed:
        return
    what = services.exchange.offered(principal, view.release)
    told = services.exchange.barred(principal, view.release) or (ExchangeOffered(what) if what else None)
    cause = f"offer:{case.scenario}:{case.seq}"
    if told is not None and services.store.turn(row.id, cause) is None:
        services.conversations.report(row.id, told, cause=cause)


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
