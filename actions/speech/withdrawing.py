"""Which applications are taken back, and which are not: in the question before it, and when it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.engine.case import Submission
from bot.engine.events import Withdrawn
from bot.engine.happenings import WITHDRAWN
from bot.engine.standing import code_of, withdrawable

from .afterwards import title_of
from .speaker import Message, Speaker, message


def withdraw_asked(speaker: Speaker) -> str:
    """The question before what has no decision is taken back, with what stays."""
    submission = _submission(speaker)
    going = withdrawable(submission) if submission is not None else ()
    titles = _titles(speaker, lambda reference: reference in going)
    return speaker.text("confirm.withdraw", titles=titles, kept=_kept(speaker, going))


def withdrawn(speaker: Speaker, event: Withdrawn) -> list[Message]:
    """What was taken back, each with its number, and what stays."""
    submission = _submission(speaker)
    forms = {reference: form for form, reference in submission.references.items()} if submission is not None else {}
    gone = "、".join(
        speaker.text("withdrawn.one", title=title_of(speaker, forms[one]), reference=one) if one in forms else one
        for one in event.references
    )
    asked = submission.withdrawal.references if submission is not None and submission.withdrawal is not None else ()
    kept = _kept(speaker, {*event.references, *asked})
    return [message("notice", speaker.text("withdrawn", references=gone, kept=kept))]


def _kept(speaker: Speaker, going: Collection[str]) -> str:
    """A sentence on the applications that are not taken back, or nothing."""
    submission = _submission(speaker)
    if submission is None:
        return ""
    held = submission.withdrawal.references if submission.withdrawal is not None else ()
    failed = submission.withdrawal is not None and submission.withdrawal.state == "failed"
    leaving = {*going, *(() if failed else held)}
    titles = _titles(speaker, lambda one: one not in leaving and code_of(submission, one) != WITHDRAWN)
    return speaker.text("withdraw.kept", titles=titles) if titles else ""


def _titles(speaker: Speaker, counts: Callable[[str], bool]) -> str:
    submission = _submission(speaker)
    references = submission.references if submission is not None else {}
    return "、".join(f"「{title_of(speaker, form)}」" for form, reference in references.items() if counts(reference))


def _submission(speaker: Speaker) -> Submission | None:
    view = speaker.position.view
    return view.case.submission if view is not None else None
