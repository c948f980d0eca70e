"""What happened to an application, where it stands, and what an office wants put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from bot.engine import Address, StatusEvent
from bot.engine.case import Submission
from bot.engine.differing import differences, shared
from bot.engine.events import (
    ApplicationStanding,
    ConfirmAsked,
    CorrectionAsked,
    Difference,
    Differs,
    Event,
    StandingTold,
    StatusTold,
    SupplementReceived,
)
from bot.engine.happenings import CORRECTION_BEGUN, DECISIONS, ISSUED, Correction, Point
from bot.engine.paying import owing
from bot.engine.standing import Open, is_decided
from bot.engine.undone import is_sent_here

from ..local_time import ZONE
from ..yuan import yuan
from .speaker import Message, Speaker, message

#: Codes of a refusal: whoever is refused is told what can be done about it.
REFUSALS: Final = frozenset({5, 13, 14, 15})
#: The fact that says how the licence is wanted: what follows the issuing has words for each way.
_METHOD: Final = "delivery_method"


def status_told(speaker: Speaker, event: StatusTold) -> list[Message]:
    """What happened, in which office, what it means, by when the step ends, what comes next; after the last decision, where to rate."""
    told = event.event
    head = speaker.text(
        "after.told",
        title=title_of(speaker, event.form),
        text=told.text,
        office=_office(speaker, told),
        reference=event.reference,
    )
    lines = [head, *_step(speaker, event.form, told, event.left)]
    if told.correction is not None and told.code == CORRECTION_BEGUN:
        lines += correction_lines(speaker, told.correction)
        lines.append(speaker.text("after.correction.end" if event.questions else "after.correction.bring"))
    view = speaker.position.view
    submission = view.case.submission if view is not None else None
    if submission is not None and _may_be_rated(submission, event):
        lines.append(speaker.text("after.rate"))
    return [message("notice", "\n".join(lines), code=told.status, references={event.form: event.reference})]


def _may_be_rated(submission: Submission, event: StatusTold) -> bool:
    """At the last decision; where that wants money, once the licence is made for it: nobody is asked for praise who still owes."""
    if not is_decided(submission) or owing(submission):
        return False
    paid = any(one.charge is not None for one in submission.happened.get(event.reference, ()))
    return event.event.code in DECISIONS or (event.event.code == ISSUED and paid)


def standing_told(speaker: Speaker, event: StandingTold) -> list[Message]:
    """Where each application stands; where nothing is known but the receipt, since when it is there."""
    if all(one.event is None and not one.under_way for one in event.applications):
        references = "、".join(one.reference for one in event.applications)
        return [message("notice", speaker.text("status.received", references=references, at=_received(speaker)))]
    lines = [line for one in event.applications for line in _standing(speaker, one)]
    return [message("notice", "\n".join(lines))]


def _received(speaker: Speaker) -> str:
    """When the last of the applications arrived, as a phrase; nothing where it is not told."""
    view = speaker.position.view
    submission = view.case.submission if view is not None else None
    moments = [one for one in map(moment_of, submission.received_at.values()) if one] if submission is not None else []
    return speaker.text("status.received.at", at=max(moments)) if moments else ""


def _standing(speaker: Speaker, one: ApplicationStanding) -> list[str]:
    names = {"title": title_of(speaker, one.form), "reference": one.reference}
    told = one.event
    if told is None:
        lines = [speaker.text("standing.received", **names)]
    else:
        lines = [speaker.text("standing.step", text=told.text, office=_office(speaker, told), **names)]
        lines += _step(speaker, one.form, told, one.left) if not one.under_way else []
        lines += [speaker.text("standing.composite.ended", name=one.composite_ended)] if one.composite_ended else []
    if one.under_way:
        lines.append(speaker.text(f"standing.{one.under_way}"))
    elif one.correction is not None:
        lines += correction_lines(speaker, one.correction)
    return lines


def _step(speaker: Speaker, form: str, told: StatusEvent, left: int | None) -> list[str]:
    """The officer's words, what comes next, the licence, the paper, the last day, and what can be done about a refusal."""
    # Words of no office are intake's own, or the applicant's who withdrew.
    lines = speaker.listed("after.words" if told.office else "after.note", _plain(told.words))
    way = "charged" if told.charge is not None else wanted(speaker, form)
    known = [f"after.next.{told.status}.{way}", f"after.next.{told.status}"]
    lines += [speaker.text(one) for one in known if one in speaker.catalog.texts][:1]
    if told.charge is not None:
        items = "、".join(f"{title} {yuan(cents)} 元" for title, cents in told.charge.items)
        total = yuan(sum(cents for _, cents in told.charge.items))
        lines.append(speaker.text("after.charge", total=total, items=items))
    if told.licence is not None:
        number = told.licence.identifier
        shown = speaker.text("after.licence.number", number=number) if number else ""
        lines.append(speaker.text("after.licence", title=told.licence.title, number=shown))
    if told.paper is not None:
        lines.append(speaker.text("after.paper.draft" if told.paper.draft else "after.paper", title=told.paper.title))
    if told.due is not None and told.code != CORRECTION_BEGUN:
        doubt = "" if told.due.certain else speaker.text("uncertain")
        lines.append(speaker.text("after.due", day=day_of(told.due.day), left=left_of(speaker, left), doubt=doubt))
    if told.undated is not None:
        undated = told.undated
        lines.append(speaker.text("after.undated", days=undated.days, unit=undated.unit, year=undated.year))
    if told.code in REFUSALS:
        lines.append(speaker.text("after.remedy"))
    return lines


def wanted(speaker: Speaker, form: str) -> str:
    """How the licence is wanted (取证方式), as the form's option; empty where the form does not ask."""
    view = speaker.position.view
    known = view.release.forms.get(form) if view is not None else None
    if view is None or known is None or not any(one.fact == _METHOD for one in known.fields):
        return ""
    stored = view.case.answers.get(_METHOD)
    return str(stored.value) if stored is not None else ""


def correction_lines(speaker: Speaker, correction: Correction) -> list[str]:
    """What is to be put right, point by point, and by when."""
    count = len(correction.points)
    head = (
        speaker.text("after.correction", until=day_of(correction.until), count=count)
        if correction.until
        else speaker.text("after.correction.undated", count=count)
    )
    return [head, *(f"{number}. {point_text(speaker, one)}" for number, one in enumerate(correction.points, 1))]


def point_text(speaker: Speaker, point: Point) -> str:
    """One point with the officer's words and what they rest on."""
    basis = speaker.text("after.basis", basis=point.basis) if point.basis else ""
    key = "after.point.material" if point.material else "after.point"
    return speaker.text(key, label=point.label, words=_plain(point.words), basis=basis)


def said_once(events: Sequence[Event]) -> list[Event]:
    """The events without the officers' words beside a question where the same turn has told all of them."""
    told = {
        (form, point)
        for event in events
        for form, correction in _told_corrections(event)
        for point in correction.points
    }
    return [
        replace(event, points=tuple(one for one in event.points if one not in told))
        if isinstance(event, CorrectionAsked)
        else event
        for event in events
    ]


def _told_corrections(event: Event) -> list[tuple[str, Correction]]:
    if isinstance(event, StandingTold):
        return [(one.form, one.correction) for one in event.applications if one.correction and not one.under_way]
    if isinstance(event, StatusTold) and event.event.correction is not None and event.event.code == CORRECTION_BEGUN:
        return [(event.form, event.event.correction)]
    return []


def correction_asked(speaker: Speaker, event: CorrectionAsked) -> list[Message]:
    """The officers' words of the question that follows, where this turn has not told them, and what is filled in now."""
    view = speaker.position.view
    many = len(dict.fromkeys(form for form, _ in event.points)) > 1
    lines = []
    for form, point in event.points:
        of = speaker.text("correction.of", title=title_of(speaker, form)) if many else ""
        lines.append(speaker.text("correction.asked", of=of, words=point_text(speaker, point)))
    stored = view.case.answers.get(event.address.key) if view is not None else None
    if stored is not None:
        lines.append(
            speaker.text(
                "correction.now", label=speaker.label(event.address), value=speaker.stored(event.address, stored)
            )
        )
    return [message("notice", "\n".join(lines), fact=event.address.key)] if lines else []


def correction_review(speaker: Speaker, corrections: Sequence[Open]) -> list[str]:
    """Lines of the check before an answer to a correction is handed in: what changed, what is to be brought, what stays elsewhere."""
    lines: list[str] = []
    for one in corrections:
        lines.append(speaker.text("correction.review", title=title_of(speaker, one.form), reference=one.reference))
        lines += _changed(speaker, one.form)
        lines += [point_text(speaker, point) for point in one.correction.points if point.material]
    lines += _elsewhere(speaker, corrections)
    if any(point.material for one in corrections for point in one.correction.points):
        lines.append(speaker.text("correction.materials"))
    return [*lines, speaker.text("correction.confirm")]


def _changed(speaker: Speaker, form: str) -> list[str]:
    view = speaker.position.view
    places = differences(view, form) if view is not None else ()
    return [_place(speaker, one) for one in places] or [speaker.text("correction.same")]


def _elsewhere(speaker: Speaker, corrections: Sequence[Open]) -> list[str]:
    """Which other application now differs from the answers, and that it is not changed."""
    view = speaker.position.view
    submission = view.case.submission if view is not None else None
    if view is None or submission is None:
        return []
    corrected = {one.form for one in corrections}
    differ = [form for form in submission.references if form not in corrected and differences(view, form)]
    return [speaker.text("correction.shared", titles=_titles(speaker, differ))] if differ else []


def shared_lines(speaker: Speaker, addresses: Sequence[Address]) -> list[str]:
    """Says of a change whether another application holds it too, which is not to be corrected: it is not changed there."""
    view, corrections = speaker.position.view, speaker.position.corrections
    if view is None or not corrections:
        return []
    corrected = frozenset(one.form for one in corrections)
    forms = dict.fromkeys(form for one in addresses for form in shared(view, one, corrected))
    return [speaker.text("correction.shared", titles=_titles(speaker, list(forms)))] if forms else []


def differs(speaker: Speaker, event: Differs) -> list[Message]:
    """For applicant and clerk: where intake holds something else, place by place."""
    items = "；".join(_place(speaker, one) for one in event.places)
    names = {"title": title_of(speaker, event.form), "reference": event.reference}
    return [message("notice", speaker.text("differs", items=items, **names))]


def supplement_received(speaker: Speaker, event: SupplementReceived) -> list[Message]:
    names = {"title": title_of(speaker, event.form), "reference": event.reference}
    return [message("notice", speaker.text("supplement.received", **names), references={event.form: event.reference})]


def supplement_asked(speaker: Speaker, event: ConfirmAsked) -> str:
    """The question before a correction is answered of which something is not done: what, and that there is no second answer."""
    items = "；".join(_left(speaker, form, point) for form, point in event.points)
    return speaker.text("confirm.supplement", count=len(event.points), items=items)


def _left(speaker: Speaker, form: str, point: Point) -> str:
    view = speaker.position.view
    if not point.material:
        key = "supplement.left"
    elif view is not None and is_sent_here(view, form, point.material):
        key = "supplement.left.file"
    else:
        key = "supplement.left.bring"
    return speaker.text(key, label=point.label)


def title_of(speaker: Speaker, form: str) -> str:
    """The form's title, or its id where no release tells it."""
    view = speaker.position.view
    known = view.release.forms.get(form) if view is not None else None
    return known.title if known is not None else form


def day_of(day: str) -> str:
    """A day as people read it; what is none as it stands."""
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{read.year}年{read.month}月{read.day}日"


def moment_of(told: str) -> str:
    """A moment (ISO 8601) as people here read it, to the minute; nothing where it cannot be read, or has no zone."""
    try:
        read = datetime.fromisoformat(told)
    except ValueError:
        return ""
    return f"{read.astimezone(ZONE):%Y-%m-%d %H:%M}" if read.tzinfo is not None else ""


def left_of(speaker: Speaker, left: int | None) -> str:
    """How many days are left, in words; nothing where it is not known."""
    if left is None:
        return ""
    if left == 0:
        return speaker.text("after.left.today")
    return speaker.text("after.left", days=left) if left > 0 else speaker.text("after.left.over")


def _titles(speaker: Speaker, forms: Sequence[str]) -> str:
    return "、".join(f"「{title_of(speaker, form)}」" for form in forms)


def _place(speaker: Speaker, one: Difference) -> str:
    view = speaker.position.view
    known = view is not None and one.address.fact in view.release.facts
    before, after = (
        speaker.shown(one.address, value) if known else str(value or "") for value in (one.before, one.after)
    )
    return speaker.text("preview.item", label=speaker.label(one.address), before=before, after=after)


def _office(speaker: Speaker, told: StatusEvent) -> str:
    return speaker.text("after.office", office=told.office) if told.office else ""


def _plain(words: str) -> str:
    return words.strip().rstrip("。")
