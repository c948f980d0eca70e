"""Events -> messages, in the words of the text files. No wording stands in the code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from bot.engine.clerks import ClerkGone, ClerkJoined, ClerkWords, Passed
from bot.engine.deliveries import DeliverySought, DeliveryTold
from bot.engine.events import (
    Accepted,
    ChangeApplied,
    ChangeDropped,
    ConfirmAsked,
    CorrectionAsked,
    Differs,
    Event,
    Explained,
    HandOverRequested,
    Informed,
    ItemRemoved,
    MoreAsked,
    Notice,
    NotInformed,
    OutcomeReached,
    Previewed,
    Proposed,
    PutOff,
    QuestionAsked,
    RangeAsked,
    Rejected,
    ReviewProblem,
    ReviewReady,
    ScenarioChosen,
    ScenariosOffered,
    StaleReply,
    StandingTold,
    StatusTold,
    SubmitFailed,
    SubmitRequested,
    Submitted,
    Summarised,
    SupplementReceived,
    SupplementRequested,
    TodosLeft,
    Upgraded,
    Withdrawn,
    WithdrawRequested,
)
from bot.engine.known import (
    ConsentEnded,
    DisputeAsked,
    FactsMissed,
    FactsSought,
    KnownAsked,
    KnownConfirmed,
    KnownTold,
    Prefilled,
)
from bot.engine.payments import PaymentSought, PaymentTold

from . import afterwards, changes, delivering, exchanging, helping, paying, questions, results, withdrawing
from .overview import summary_texts
from .speaker import Message, Speaker, message

__all__ = ["Message", "Speaker", "say"]


def say(speaker: Speaker, events: Sequence[Event]) -> list[Message]:
    """The messages of a turn, in order; answers taken are echoed together in one."""
    events = afterwards.said_once(events)
    accepted = [event for event in events if isinstance(event, Accepted)]
    messages: list[Message] = []
    for event in events:
        if isinstance(event, Accepted):
            if event is accepted[0]:
                messages.append(changes.echo(speaker, accepted))
        else:
            messages.extend(_SAY[type(event)](speaker, event))
    return messages


def _todos_left(speaker: Speaker, event: TodosLeft) -> list[Message]:
    return [message("notice", speaker.text("todos_left", items=speaker.names(event.addresses)))]


def _summary(speaker: Speaker, _: Summarised) -> list[Message]:
    return [message("summary", "\n".join(summary_texts(speaker)))]


def _fixed(kind: str, key: str) -> Callable[[Speaker, Any], list[Message]]:
    """A handler that says one text."""
    return lambda speaker, _: [message(kind, speaker.text(key))]


_SAY: Final[dict[type, Callable[[Speaker, Any], list[Message]]]] = {
    ChangeApplied: changes.applied,
    ClerkGone: helping.gone,
    ClerkJoined: helping.joined,
    ClerkWords: helping.words,
    ChangeDropped: _fixed("notice", "dropped"),
    ConfirmAsked: questions.confirm_asked,
    ConsentEnded: lambda *_: [],  # the withdrawal itself is told
    CorrectionAsked: afterwards.correction_asked,
    DeliverySought: delivering.sought,
    DeliveryTold: delivering.told,
    PaymentSought: paying.sought,
    PaymentTold: paying.told,
    Differs: afterwards.differs,
    DisputeAsked: exchanging.dispute_asked,
    Explained: results.explained,
    FactsMissed: exchanging.missed,
    FactsSought: exchanging.sought,
    HandOverRequested: _fixed("notice", "handover"),
    Informed: results.informed,
    ItemRemoved: changes.removed,
    KnownAsked: exchanging.known_asked,
    KnownConfirmed: exchanging.known_confirmed,
    KnownTold: exchanging.known_told,
    MoreAsked: questions.more,
    NotInformed: results.not_informed,
    Notice: results.notice,
    OutcomeReached: results.outcome,
    Passed: helping.passed,
    Prefilled: exchanging.prefilled,
    Previewed: changes.previewed,
    Proposed: questions.proposed,
    PutOff: changes.put_off,
    QuestionAsked: questions.question,
    RangeAsked: questions.range_asked,
    Rejected: changes.rejected,
    ReviewProblem: results.problem,
    ReviewReady: results.review,
    ScenarioChosen: results.chosen,
    ScenariosOffered: questions.offered,
    StaleReply: _fixed("notice", "stale"),
    StandingTold: afterwards.standing_told,
    StatusTold: afterwards.status_told,
    Submitted: results.submitted,
    SubmitFailed: results.submit_failed,
    SubmitRequested: _fixed("notice", "submit.requested"),
    Summarised: _summary,
    SupplementReceived: afterwards.supplement_received,
    SupplementRequested: _fixed("notice", "supplement.requested"),
    TodosLeft: _todos_left,
    Upgraded: results.upgraded,
    Withdrawn: withdrawing.withdrawn,
    WithdrawRequested: _fixed("notice", "withdraw.requested"),
}
