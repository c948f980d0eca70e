"""One turn: the only way a case moves. Pure; it never raises for what an applicant does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from . import (
    answering,
    checking,
    confirming,
    correcting,
    exchanging,
    guiding,
    helping,
    offering,
    putting_right,
    submitting,
    undertaking,
)
from .address import Address
from .case import Case, Submission
from .catalog import Catalog
from .clerks import CLERK, CLERK_REPORTS, ClerkCame, ClerkLeft, ClerkWrote
from .commands import (
    Answer,
    AskKnowledge,
    Back,
    Cancel,
    ChooseScenario,
    Command,
    Confirm,
    Correct,
    Explain,
    Human,
    Later,
    NotRight,
    Pause,
    Propose,
    Rate,
    Reject,
    Restart,
    Resume,
    SeekUndertaking,
    Skip,
    Smalltalk,
    Status,
    Submit,
    Summary,
    Switch,
    TakeBack,
    TellKnown,
    Undertake,
    Undo,
    Unknown,
    Upload,
)
from .errors import FigureExpired
from .events import Event, HandOverRequested, Notice, Rejected, StatusTold
from .happening import begin_corrections, is_correctable, kept, tell
from .happenings import RatingAnswered, StatusReported
from .known import ExchangeBarred, ExchangeOffered, ExchangeWithdrawn
from .limits import COMMANDS, SEEN
from .position import Position
from .prompting import prompt
from .review import is_held
from .turn import EffectDone, EffectFailed, Report, Turn
from .values import Rejection
from .versions import keep_in_force
from .work import Work


@dataclass(frozen=True, slots=True)
class Result:
    """The case after the turn, what the turn produced, and where the case stands now (None: a fault kept it from telling)."""

    case: Case
    events: tuple[Event, ...]
    position: Position | None = None


def advance(catalog: Catalog, case: Case, turn: Turn, now: datetime, before: Position | None = None) -> Result:
    """The case after one turn, with the events to store, say and perform.

    The same turn id twice changes nothing the second time. Anything an applicant does ends in events; a dated figure
    that no period covers ends in a hand-over to a person, with the case as it was.

    Args:
        now: the moment of the turn, with a time zone; the only clock there is.
        before: where the case stands now, if that is known; it only spares computing it again.
    """
    if turn.id in case.seen:
        return Result(case, ())
    taken = replace(case, seq=case.seq + 1, seen=(*case.seen, turn.id)[-SEEN:])
    if isinstance(turn.report, StatusReported):
        taken = kept(taken, turn.report)
    work = Work(catalog, turn, now, taken, before=before)
    try:
        _take(work, case)
    except FigureExpired as fault:
        told = (event for event in work.events if isinstance(event, StatusTold))
        expired = Notice("figure.expired", {"figure": fault.figure})
        taken = helping.call(taken, "figure", now)
        return Result(taken, (*told, expired, HandOverRequested(f"figure {fault.figure}")))
    return Result(work.case, tuple(work.events), work.position)


def _take(work: Work, before: Case) -> None:
    if not keep_in_force(work):
        return
    begin_corrections(work)
    unasked = isinstance(work.turn.report, _UNASKED)
    if work.case.paused and not unasked:
        work.case = replace(work.case, paused=False)
    helping.notice_absence(work)
    if work.turn.report is not None:
        _report(work, work.turn.report, before)
    elif helping.is_passed(work):
        helping.passed(work)
    elif work.turn.actor != CLERK or helping.is_theirs(work):
        _commands(work)
    else:
        return
    if (work.events or not unasked) and not helping.is_silent(work):
        prompt(work)
    elif work.case.answers != before.answers:
        checking.outdate(work)
    helping.note_speaker(work)


def _commands(work: Work) -> None:
    commands = work.turn.commands
    if len(commands) > COMMANDS:
        work.emit(Rejected(Rejection("budget.commands", {"bound": COMMANDS}), None))
        return
    if not any(isinstance(command, Unknown) for command in commands):
        work.case = replace(work.case, unclear=0)
    for command in commands:
        if _allowed(work, command):
            _HANDLERS[type(command)](work, command)


def _allowed(work: Work, command: Command) -> bool:
    """Once submitted (or closed), answers are locked but for what is to be corrected; asking and rating are not."""
    if work.turn.actor == CLERK and not helping.may(work, command):
        return False
    submission = work.case.submission
    held = is_held(work.case)
    if isinstance(command, _ALWAYS) or (isinstance(command, Restart) and not held):
        return True
    if work.case.closed:
        work.emit(Notice("closed.locked"))
        return False
    if submission is None or not held or _waits_for_yes(work, command):
        return True
    refusal = _refusal(work, command, submission)
    if refusal is not None:
        work.emit(refusal)
    return refusal is None


def _refusal(work: Work, command: Command, submission: Submission) -> Notice | None:
    """Why the command is not done while intake holds the case, or has been asked to."""
    if submission.state == "requested":
        return Notice("submit.pending")
    if isinstance(command, _ANEW):
        return Notice("submitted.another")
    if isinstance(command, Cancel):
        return None
    corrections = work.position.corrections
    if not corrections:
        return Notice("submitted.locked")
    address = _changed(work, command)
    if address is None or is_correctable(work, address):
        return None
    labels = dict.fromkeys(point.label for one in corrections for point in one.correction.points)
    return Notice("correction.locked", {"items": "、".join(labels)})


def _changed(work: Work, command: Command) -> Address | None:
    """The address that the command names, where it changes an answer by its name; None where it is about what is open."""
    if isinstance(command, Correct):
        return putting_right.meant(work, command)
    return command.address if isinstance(command, (Answer, Propose, Upload)) else None


def _waits_for_yes(work: Work, command: Command) -> bool:
    """Whether it is a yes or a no to what waits for one."""
    if isinstance(command, Answer):
        return command.instance is not None and command.instance == getattr(work.top, "instance", None)
    return isinstance(command, (Confirm, Reject)) and bool(work.case.stack)


def _answer(work: Work, command: Answer) -> None:
    if command.address is None and command.instance is not None and confirming.pressed(work, command):
        return
    if not confirming.stale(work, command):
        answering.answer(work, command)


def _report(work: Work, report: Report, before: Case) -> None:
    if isinstance(report, StatusReported):
        tell(work, report, before.submission)
    elif isinstance(report, RatingAnswered):
        work.emit(Notice("rating.answered", {"office": report.office, "words": report.words}))
    elif isinstance(report, EffectDone):
        submitting.done(work, report)
    elif isinstance(report, EffectFailed):
        submitting.failed(work, report)
    elif isinstance(report, ExchangeOffered):
        exchanging.offer(work, report)
    elif isinstance(report, ExchangeBarred):
        exchanging.bar(work, report)
    elif isinstance(report, ExchangeWithdrawn):
        exchanging.withdraw(work)
    elif isinstance(report, CLERK_REPORTS):
        helping.report(work, report)
    else:
        exchanging.prefill(work, report)


#: Reports of what happened elsewhere: where there is nothing to say of it, nothing is said.
_UNASKED: Final = (
    EffectDone, EffectFailed, ExchangeWithdrawn, StatusReported, RatingAnswered, ClerkCame, ClerkLeft, ClerkWrote,
)  # fmt: skip

#: Commands that change no answer, or begin anew: allowed at any stage.
_ALWAYS: Final = (
    AskKnowledge,
    Summary,
    Status,
    Human,
    Rate,
    Smalltalk,
    Unknown,
    Pause,
    Resume,
    Submit,
    Explain,
    TakeBack,
    TellKnown,
)

#: Commands that begin something else.
_ANEW: Final = (ChooseScenario, Switch, Restart)

_HANDLERS: Final[dict[type, Callable[[Work, Any], None]]] = {
    Answer: _answer,
    AskKnowledge: guiding.ask_knowledge,
    Back: correcting.back,
    Cancel: guiding.cancel,
    ChooseScenario: guiding.choose_scenario,
    Confirm: confirming.confirm,
    Correct: putting_right.correct,
    Explain: guiding.explain,
    Human: guiding.human,
    Later: answering.later,
    NotRight: checking.wrong,
    Pause: guiding.pause,
    Propose: answering.propose,
    Rate: guiding.rate,
    Reject: confirming.reject,
    Restart: guiding.restart,
    Resume: guiding.resume,
    SeekUndertaking: offering.seek,
    Skip: answering.skip,
    Smalltalk: guiding.smalltalk,
    Status: guiding.status,
    Submit: submitting.submit,
    Summary: guiding.summary,
    Switch: guiding.switch,
    TakeBack: exchanging.take_back,
    TellKnown: exchanging.tell_known,
    Undertake: undertaking.undertake,
    Undo: correcting.undo,
    Unknown: guiding.unknown,
    Upload: answering.upload,
}
