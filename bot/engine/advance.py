"""One turn: the only way a case moves. Pure; it never raises for what an applicant does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from . import answering, confirming, correcting, guiding, submitting
from .case import Case
from .catalog import Catalog
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
    Pause,
    Propose,
    Rate,
    Reject,
    Restart,
    Resume,
    Skip,
    Smalltalk,
    Status,
    Submit,
    Summary,
    Switch,
    Undo,
    Unknown,
    Upload,
)
from .errors import FigureExpired
from .events import Event, HandOverRequested, Notice, Rejected
from .limits import COMMANDS, SEEN
from .position import Position
from .prompting import prompt
from .turn import EffectDone, EffectFailed, Prefill, Turn
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
    work = Work(catalog, turn, now, taken, before=before)
    try:
        _take(work)
    except FigureExpired as fault:
        events = (Notice("figure.expired", {"figure": fault.figure}), HandOverRequested(f"figure {fault.figure}"))
        return Result(taken, events)
    return Result(work.case, tuple(work.events), work.position)


def _take(work: Work) -> None:
    if not keep_in_force(work):
        return
    if work.case.paused and not isinstance(work.turn.report, (EffectDone, EffectFailed)):
        work.case = replace(work.case, paused=False)
    if work.turn.report is not None:
        _report(work, work.turn.report)
    else:
        _commands(work)
    prompt(work)


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
    """Once submitted (or closed), answers are locked; asking, rating and a new start are not."""
    if isinstance(command, _ALWAYS):
        return True
    if work.case.closed:
        work.emit(Notice("closed.locked"))
        return False
    submission = work.case.submission
    if submission is not None and submission.state != "failed" and not _waits_for_yes(work, command):
        work.emit(Notice(_locked(command) if submission.state == "received" else "submit.pending"))
        return False
    return True


def _locked(command: Command) -> str:
    return "submitted.another" if isinstance(command, (ChooseScenario, Switch)) else "submitted.locked"


def _waits_for_yes(work: Work, command: Command) -> bool:
    return isinstance(command, (Confirm, Reject, Answer)) and bool(work.case.stack)


def _answer(work: Work, command: Answer) -> None:
    if command.address is None and command.instance is not None and confirming.pressed(work, command):
        return
    if not confirming.stale(work, command):
        answering.answer(work, command)


def _report(work: Work, report: EffectDone | EffectFailed | Prefill) -> None:
    if isinstance(report, EffectDone):
        submitting.done(work, report)
    elif isinstance(report, EffectFailed):
        submitting.failed(work, report)
    else:
        answering.prefill(work, report)


#: Commands that change no answer, or begin anew: allowed at any stage.
_ALWAYS: Final = (
    AskKnowledge,
    Summary,
    Status,
    Human,
    Rate,
    Smalltalk,
    Unknown,
    Restart,
    Pause,
    Resume,
    Submit,
    Explain,
)

_HANDLERS: Final[dict[type, Callable[[Work, Any], None]]] = {
    Answer: _answer,
    AskKnowledge: guiding.ask_knowledge,
    Back: correcting.back,
    Cancel: guiding.cancel,
    ChooseScenario: guiding.choose_scenario,
    Confirm: confirming.confirm,
    Correct: correcting.correct,
    Explain: guiding.explain,
    Human: guiding.human,
    Later: answering.later,
    Pause: guiding.pause,
    Propose: answering.propose,
    Rate: guiding.rate,
    Reject: confirming.reject,
    Restart: guiding.restart,
    Resume: guiding.resume,
    Skip: answering.skip,
    Smalltalk: guiding.smalltalk,
    Status: guiding.status,
    Submit: submitting.submit,
    Summary: guiding.summary,
    Switch: guiding.switch,
    Undo: correcting.undo,
    Unknown: guiding.unknown,
    Upload: answering.upload,
}
