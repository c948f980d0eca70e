"""Commands about the conversation itself: choosing a scenario, explaining, asking, pausing, giving up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .case import AwaitAct, AwaitChoice, Submission
from .commands import (
    AskKnowledge,
    Cancel,
    ChooseScenario,
    Explain,
    Human,
    Pause,
    Rate,
    Restart,
    Resume,
    Smalltalk,
    Status,
    Summary,
    Switch,
    Unknown,
)
from .delivering import seek
from .events import (
    ApplicationStanding,
    ConfirmAsked,
    Explained,
    HandOverRequested,
    Informed,
    Notice,
    NotInformed,
    ScenarioChosen,
    ScenariosOffered,
    StandingTold,
    Summarised,
)
from .exchanging import end_consent
from .helping import call
from .limits import UNCLEAR
from .paying import seek_payment
from .reasons import chain_of
from .standing import days_left, ended_composite, latest, open_corrections
from .withdrawing import can_withdraw
from .work import Work

#: Characters of the reason of a withdrawal that are kept.
_REASON = 200


def choose_scenario(work: Work, command: ChooseScenario) -> None:
    """Starts the scenario, or offers the candidates; leaving one already begun asks for a yes first."""
    if command.scenario is None:
        offer(work, command.candidates)
    elif work.case.scenario is None:
        start(work, command.scenario)
    elif work.case.scenario == command.scenario:
        work.emit(Notice("scenario.same"))
    else:
        switch(work, Switch(command.scenario))


def start(work: Work, scenario: str) -> None:
    """Pins the case to the scenario's release in force; what was answered stays."""
    release = work.catalog.current.get(scenario)
    if release is None or release.scenario.state != "current":
        work.emit(Notice("scenario.closed"))
        return
    stack = tuple(frame for frame in work.case.stack if not isinstance(frame, (AwaitChoice, AwaitAct)))
    # What was agreed to was for the other one.
    end_consent(work)
    # Another scenario may need what others hold as well: it is offered again; who said no before any is not asked.
    exchange = work.case.exchange if work.case.scenario is None else None
    work.case = replace(
        work.case,
        scenario=scenario,
        version=release.scenario.version,
        stack=stack,
        asked=None,
        unclear=0,
        exchange=exchange,
    )
    work.emit(ScenarioChosen(scenario, release.scenario.version))


def offer(work: Work, candidates: tuple[str, ...]) -> None:
    """Lets the applicant pick a scenario; all of them, the most usual first, when no candidate is named."""
    known = tuple(one for one in candidates if one in work.catalog.current) or work.catalog.by_use()
    if isinstance(work.top, AwaitChoice):
        work.pop()
    work.push(AwaitChoice(known, work.instance))
    work.emit(ScenariosOffered(known, work.instance))


def switch(work: Work, command: Switch) -> None:
    """Asks for a yes before going to another scenario."""
    if command.scenario not in work.catalog.current:
        work.emit(Notice("scenario.closed"))
    elif work.case.scenario is None:
        start(work, command.scenario)
    else:
        _ask_yes(work, f"switch:{command.scenario}")


def restart(work: Work, _: Restart) -> None:
    """Asks for a yes before everything is cleared."""
    _ask_yes(work, "restart")


def cancel(work: Work, _: Cancel) -> None:
    """Asks for a yes before the matter is given up; of what was handed in, before it is withdrawn, where it still can be."""
    submission = work.case.submission
    if submission is None or submission.state != "received":
        _ask_yes(work, "cancel")
    elif can_withdraw(work, submission):
        # The department reads why: what was said here, and not the yes.
        said = work.turn.raw[:_REASON]
        _ask_yes(work, f"withdraw:{said}" if said else "withdraw")


def _ask_yes(work: Work, act: str) -> None:
    if isinstance(work.top, AwaitAct):
        work.pop()
    work.push(AwaitAct(act, work.instance))
    work.emit(ConfirmAsked(act, work.instance))


def explain(work: Work, command: Explain) -> None:
    """Says why a fact is asked, with the chain of needs behind it."""
    address = command.address or work.open_address()
    if address is None or work.view is None or address.fact not in work.view.release.facts:
        work.emit(Notice("nothing_asked"))
        return
    work.emit(Explained(address, chain_of(work.view, address)))


def ask_knowledge(work: Work, command: AskKnowledge) -> None:
    """Answers a policy question from the knowledge entry, if it is in force today."""
    entry = command.entry if command.entry is not None and _in_force(work, command.entry) else None
    near = tuple(one for one in command.near if _in_force(work, one))
    work.emit(Informed(entry) if entry is not None else NotInformed(command.query[:200], near))


def _in_force(work: Work, entry: str) -> bool:
    """Whether there is such an entry and it may be served today."""
    found, today = work.catalog.knowledge.get(entry), work.now.date()
    if found is None:
        return False
    return (found.start is None or found.start <= today) and (found.until is None or today <= found.until)


def summary(work: Work, _: Summary) -> None:
    """Shows what is filled, missing and put off."""
    work.emit(Summarised() if work.view is not None else Notice("nothing_yet"))


def pause(work: Work, _: Pause) -> None:
    """Stops asking; everything is kept until the next message."""
    work.case = replace(work.case, paused=True)
    work.emit(Notice("paused"))


def resume(work: Work, _: Resume) -> None:
    """Goes on; when only put-off questions are left, they are asked again."""
    work.case = replace(work.case, paused=False)
    if isinstance(work.top, AwaitAct):  # 「确定不办了吗」: 「接着办」
        work.pop()
    position = work.position
    if position.put_off and position.next is None:
        work.case = replace(work.case, todos={})
    work.emit(Notice("resumed"))


def status(work: Work, _: Status) -> None:
    """Says where the matter stands; where a licence is on its way, or a bill is out, that is found out and follows."""
    submission = work.case.submission
    if submission is None:
        work.emit(Summarised() if work.view is not None else Notice("nothing_yet"))
    elif submission.state == "received" and submission.references:
        work.emit(StandingTold(standings(submission, work.now.date())))
        seek(work, submission)
        seek_payment(work, submission)
    else:
        work.emit(Notice(f"status.{submission.state}", {"references": ""}))


def standings(submission: Submission, today: date) -> tuple[ApplicationStanding, ...]:
    """Where each application of the bundle stands today, in the order of the forms."""
    corrections = {one.reference: one.correction for one in open_corrections(submission)}
    under_way = {one.reference: "supplement" for one in submission.supplements.values() if one.state == "requested"}
    if submission.withdrawal is not None and submission.withdrawal.state != "failed":
        under_way.update(dict.fromkeys(submission.withdrawal.references, f"withdrawal.{submission.withdrawal.state}"))
    return tuple(
        ApplicationStanding(
            form=form,
            reference=reference,
            event=(event := latest(submission, reference)),
            left=days_left(event.due, today) if event is not None else None,
            correction=corrections.get(reference),
            under_way=under_way.get(reference, ""),
            composite_ended=ended_composite(submission, reference),
        )
        for form, reference in submission.references.items()
    )


def human(work: Work, command: Human) -> None:
    """Asks for a person; the answers stay as they are."""
    work.case = call(work.case, "asked", work.now)
    work.emit(HandOverRequested(command.reason[:200]))


def rate(work: Work, command: Rate) -> None:
    """Notes a grade from 1 to 5 once the application is received, and says where it is rated so that it counts."""
    submission = work.case.submission
    if submission is None or submission.state != "received":
        work.emit(Notice("rate.early"))
    elif 1 <= command.grade <= 5:
        work.case = replace(work.case, rating=command.grade)
        work.emit(Notice("rated", {"grade": command.grade}))
    else:
        work.emit(Notice("rate.range"))


def smalltalk(work: Work, command: Smalltalk) -> None:
    """Answers in a sentence and changes nothing."""
    work.emit(Notice(f"smalltalk.{command.topic}"))


def unknown(work: Work, command: Unknown) -> None:
    """Says it was not understood: better each time, and at the third a person is offered."""
    if command.reason != "unclear":
        work.emit(Notice(f"unknown.{command.reason}"))
        return
    count = work.case.unclear + 1
    work.case = replace(work.case, unclear=count)
    work.missed()
    work.emit(Notice(f"unclear.{min(count, UNCLEAR)}"))
