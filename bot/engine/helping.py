"""While a clerk helps, the guide is silent: what the applicant writes is for the clerk, and what the clerk fills in waits for a yes.

Buttons, edits and files of the applicant are taken as ever; what only they can say (consent, undertakings, handing in) no clerk says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from .address import Address
from .case import AwaitChoice, AwaitValue, Case
from .clerks import (
    CLERK,
    Call,
    Clerk,
    ClerkAsked,
    ClerkCame,
    ClerkGone,
    ClerkJoined,
    ClerkLeft,
    ClerkReport,
    ClerkWords,
    ClerkWrote,
    Passed,
)
from .commands import (
    Answer,
    AskKnowledge,
    Back,
    ChooseScenario,
    Command,
    Confirm,
    Correct,
    Explain,
    Later,
    Propose,
    Reject,
    Skip,
    Summary,
    Undo,
    Unknown,
)
from .events import Notice
from .limits import ANSWER_LENGTH, CLERK_AWAY
from .work import Work

#: What a clerk may do for the applicant.
_FOR_THEM: Final = (Answer, AskKnowledge, Back, ChooseScenario, Correct, Explain, Later, Propose, Skip, Summary, Undo)


def notice_absence(work: Work) -> None:
    """A clerk who has done nothing for long has left, as far as an applicant who writes can tell: the guide is back."""
    clerk = work.case.clerk
    if clerk is None or clerk.at is None or work.turn.report is not None or work.turn.actor == CLERK:
        return
    if work.now - clerk.at > CLERK_AWAY:
        _left(work, clerk)


def is_passed(work: Work) -> bool:
    """Whether the turn's words are for the clerk. A plain yes or no to what the guide put up last is not."""
    clerk, turn = work.case.clerk, work.turn
    if clerk is None or turn.report is not None or turn.actor == CLERK or turn.source != "said":
        return False
    return not (clerk.guiding and turn.commands and all(isinstance(one, (Confirm, Reject)) for one in turn.commands))


def passed(work: Work) -> None:
    """The words are noted as the clerk's to read; nothing else happens."""
    work.emit(Passed())


def is_theirs(work: Work) -> bool:
    """Whether the turn is of the clerk who helps; who has handed the case back, or lost it, changes nothing any more."""
    return work.case.clerk is not None and work.case.clerk.id == work.turn.by


def may(work: Work, command: Command) -> bool:
    """Whether a clerk may do this for the applicant; says so where not."""
    if isinstance(command, (Confirm, Reject)):
        fine = _is_own_proposal(work)
    elif isinstance(command, (Answer, Propose)) and command.address is None:
        fine = _is_about_a_fact(work, command.instance if isinstance(command, Answer) else None)
    elif isinstance(command, (Answer, Propose, Correct)):
        fine = not _is_declared(work, command.address)
    else:
        fine = isinstance(command, _FOR_THEM)
    if not fine:
        work.emit(Notice("clerk.not_understood" if isinstance(command, Unknown) else "clerk.not_for_them"))
    return fine


def _is_own_proposal(work: Work) -> bool:
    return isinstance(work.top, AwaitValue) and work.top.stored.source == CLERK


def _is_about_a_fact(work: Work, instance: str | None) -> bool:
    """Whether an answer to what is open is one that another may give: not a yes to consent, to looking through, or to handing in."""
    asked, view = work.case.asked, work.view
    if instance is not None and instance == getattr(work.top, "instance", None):
        return isinstance(work.top, AwaitChoice) or _is_own_proposal(work)
    if asked is None or view is None:
        return instance is None
    fine = asked.address.fact in view.release.facts and asked.address.key not in work.case.disputed
    return fine and not _is_declared(work, asked.address)


def _is_declared(work: Work, address: Address | None) -> bool:
    """Whether who applies declares it, and nobody for them."""
    view = work.view
    if address is None or view is None or address.fact not in view.release.facts:
        return False
    return view.release.facts[address.fact].is_declared


def report(work: Work, told: ClerkReport) -> None:
    """What is reported of a clerk; of another than the one who helps, nothing but their coming counts."""
    clerk = work.case.clerk
    if isinstance(told, ClerkCame):
        _came(work, told)
    elif clerk is None or clerk.id != told.id:
        return
    elif isinstance(told, ClerkLeft):
        _left(work, clerk)
    elif isinstance(told, ClerkWrote):
        work.emit(ClerkWords(clerk.name, told.text[:ANSWER_LENGTH]))


def _left(work: Work, clerk: Clerk) -> None:
    work.case = replace(work.case, clerk=None)
    work.emit(ClerkGone(clerk.name))


def _came(work: Work, told: ClerkCame) -> None:
    before = work.case.clerk
    if told.instead == (before.id if before is not None else "") and told.id != told.instead:
        work.case = replace(work.case, clerk=Clerk(told.id, told.name, work.now), call=None, paused=False, unclear=0)
        work.emit(ClerkJoined(told.name, before.name if before is not None else ""))


def call(case: Case, reason: str, now: datetime) -> Case:
    """The case as one that waits for a clerk, since the first time it did; as it is where a clerk is there."""
    return case if case.clerk is not None or case.call is not None else replace(case, call=Call(reason, now))


def is_silent(work: Work) -> bool:
    """Whether the guide puts nothing to the applicant in this turn: a clerk helps, and neither they nor the applicant's own button wants it to.

    Two voices in one conversation contradict each other sooner or later.
    """
    turn, clerk = work.turn, work.case.clerk
    if isinstance(turn.report, ClerkAsked):
        return clerk is None or turn.report.id != clerk.id
    if clerk is None:
        return False
    return isinstance(turn.report, (ClerkCame, ClerkWrote)) or turn.actor == CLERK or _was_passed(work)


def _was_passed(work: Work) -> bool:
    return any(isinstance(one, Passed) for one in work.events)


def note_speaker(work: Work) -> None:
    """Keeps whether the guide or the clerk spoke last, and when the clerk last did anything."""
    clerk, turn = work.case.clerk, work.turn
    if clerk is None or not work.events or _was_passed(work):
        return
    acted = turn.actor == CLERK or isinstance(turn.report, (ClerkWrote, ClerkAsked))
    at = work.now if acted else clerk.at
    work.case = replace(work.case, clerk=replace(clerk, at=at, guiding=not is_silent(work)))
