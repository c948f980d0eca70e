"""Withdrawing what was handed in, as long as nothing is decided (撤回申请)."""

from __future__ import annotations

from dataclasses import replace

from .case import Submission, Withdrawal
from .events import Notice, Withdrawn, WithdrawRequested
from .happening import drop_what_is_locked
from .happenings import WITHDRAWN
from .standing import code_of, is_withdrawn, withdrawable
from .turn import EffectDone, EffectFailed
from .work import Work


def can_withdraw(work: Work, submission: Submission) -> bool:
    """Whether something can be withdrawn; otherwise says why nothing can."""
    if withdrawable(submission):
        return True
    pending = submission.withdrawal is not None and submission.withdrawal.state == "requested"
    told = "withdraw.pending" if pending else "withdraw.over" if is_withdrawn(submission) else "withdraw.decided"
    work.emit(Notice(told))
    return False


def request_withdrawal(work: Work, reason: str) -> None:
    """Requests it for all that has no decision, under a new key. Asked again at the yes: meanwhile it may be decided.

    ``reason``: the words in which it was asked for, or none.
    """
    submission = work.case.submission
    if submission is None or not can_withdraw(work, submission):
        return
    key, references = f"{work.case.id}:{work.case.seq}:withdraw", withdrawable(submission)
    withdrawal = Withdrawal(key, "requested", work.case.seq, references)
    work.case = replace(work.case, submission=replace(submission, withdrawal=withdrawal))
    work.emit(WithdrawRequested(key, references, reason))
    drop_what_is_locked(work)


def withdrawal_done(work: Work, submission: Submission, report: EffectDone) -> None:
    """Intake has withdrawn them. A report for another key, or a second one, changes nothing."""
    withdrawal = submission.withdrawal
    if withdrawal is None or withdrawal.key != report.effect or withdrawal.state == "received":
        return
    work.case = replace(work.case, submission=replace(submission, withdrawal=replace(withdrawal, state="received")))
    untold = tuple(one for one in withdrawal.references if code_of(submission, one) != WITHDRAWN)
    if untold:
        work.emit(Withdrawn(untold))


def withdrawal_failed(work: Work, submission: Submission, report: EffectFailed) -> None:
    """Intake has not: everything stands as it did, and what was to be put right is open again."""
    withdrawal = submission.withdrawal
    if withdrawal is None or withdrawal.key != report.effect or withdrawal.state != "requested":
        return
    after = replace(withdrawal, state="failed", detail=report.code)
    work.case = replace(work.case, submission=replace(submission, withdrawal=after))
    work.emit(Notice("withdraw.failed"))
