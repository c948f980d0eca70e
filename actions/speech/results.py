"""What it comes to: explanations, policy answers, the review, the receipt."""

from __future__ import annotations

from bot.engine import Address
from bot.engine.events import (
    Explained,
    Informed,
    Need,
    Notice,
    NotInformed,
    OutcomeReached,
    ReviewProblem,
    ReviewReady,
    ScenarioChosen,
    SubmitFailed,
    Submitted,
    Upgraded,
)

from .afterwards import correction_review
from .overview import review_texts, warning_texts
from .speaker import Message, Speaker, buttons, message


def notice(speaker: Speaker, event: Notice) -> list[Message]:
    instance = event.params.get("instance")
    key = event.text if event.text in speaker.catalog.texts else "unclear.1"
    choices = buttons(speaker, "button.change", "button.keep") if event.text == "confirm.change" else None
    return [message("notice", speaker.text(key, **event.params), question=instance, choices=choices)]


def chosen(speaker: Speaker, event: ScenarioChosen) -> list[Message]:
    title = speaker.catalog.current[event.scenario].scenario.title
    return [message("notice", speaker.text("scenario.chosen", title=title, remaining=speaker.position.remaining[0]))]


def explained(speaker: Speaker, event: Explained) -> list[Message]:
    wording = speaker.wording(event.address)
    lines = [speaker.text("explain.head", label=speaker.label(event.address)) + wording.why]
    lines += [line for need in event.needs if (line := _need(speaker, need))]
    if not event.needs and not wording.why:
        lines.append(speaker.text("explain.again"))
    return [message("explain", "\n".join(lines))]


def _need(speaker: Speaker, need: Need) -> str:
    view = speaker.position.view
    form_id = need.by.partition("#")[0]
    form = view.release.forms.get(form_id) if view is not None else None
    source = f"（{need.source}）" if need.source else ""
    label = speaker.label(Address(need.by)) if need.kind == "fact" else ""
    params = {"form": form.title if form is not None else form_id, "by": need.by, "source": source, "label": label}
    return speaker.text(f"explain.{need.kind}", **params)


def not_informed(speaker: Speaker, event: NotInformed) -> list[Message]:
    """No answer; where something near is known, the questions it answers."""
    if not event.near:
        return [message("knowledge", speaker.text("not_informed"))]
    asked = "".join(f"「{speaker.catalog.knowledge[one].questions[0]}？」" for one in event.near)
    return [message("knowledge", speaker.text("not_informed.near", questions=asked))]


def informed(speaker: Speaker, event: Informed) -> list[Message]:
    entry = speaker.catalog.knowledge[event.entry]
    text = entry.answer if entry.certain else f"{entry.answer}{speaker.text('knowledge.uncertain')}"
    sources = [{"id": entry.id, "basis": entry.basis}]
    return [message("knowledge", f"{text}\n{speaker.text('knowledge.basis', basis=entry.basis)}", sources=sources)]


def review(speaker: Speaker, event: ReviewReady) -> list[Message]:
    choices = [{"label": speaker.text("button.submit"), "value": "submit"}]
    corrections = speaker.position.corrections
    kind = "correction" if corrections else "review"
    text = "\n".join(correction_review(speaker, corrections) if corrections else review_texts(speaker))
    return [message(kind, text, question=event.instance, choices=choices)]


def problem(speaker: Speaker, event: ReviewProblem) -> list[Message]:
    label = event.pointer
    view = speaker.position.view
    form = view.release.forms[event.form] if view is not None else None
    if view is not None and form is not None:
        field = next((field for field in form.fields if event.pointer.startswith(field.pointer)), None)
        label = view.release.facts[field.fact].label if field is not None else form.title
    return [
        message("rejection", speaker.text("review.problem", label=label, message=event.message), pointer=event.pointer)
    ]


def outcome(speaker: Speaker, event: OutcomeReached) -> list[Message]:
    view = speaker.position.view
    if view is None:
        return []
    outcome = view.release.scenario.outcomes[event.outcome]
    text = f"{outcome.text}\n{speaker.text('outcome.reopen')}"
    return [message("outcome", text, sources=[{"id": event.rule, "basis": outcome.source}])]


def submitted(speaker: Speaker, event: Submitted) -> list[Message]:
    references = "、".join(event.references.values())
    lines = [speaker.text("submitted", references=references), *warning_texts(speaker)]
    return [message("receipt", "\n".join(lines), references=dict(event.references))]


def submit_failed(speaker: Speaker, event: SubmitFailed) -> list[Message]:
    items = "；".join(str(problem.get("message", "")) for problem in event.problems)
    text = speaker.text("submit.refused", items=items) if items else speaker.text("submit.failed")
    return [message("rejection", text, code=event.code)]


def upgraded(speaker: Speaker, event: Upgraded) -> list[Message]:
    """How much stays and is still to be asked; by name what has to be answered again, by number what nobody asks any more."""
    view = speaker.position.view
    facts = view.release.facts if view is not None else {}
    addresses = [address for key in event.invalid if (address := Address.parse(key)) is not None]
    again = [address for address in addresses if address.fact in facts]
    lines = [speaker.text("upgraded", kept=len(event.kept), asked=len(event.asked))]
    lines += speaker.listed("upgraded.invalid", speaker.names(again))
    if len(again) < len(event.invalid):
        lines.append(speaker.text("upgraded.gone", count=len(event.invalid) - len(again)))
    return [message("notice", "\n".join(lines))]
