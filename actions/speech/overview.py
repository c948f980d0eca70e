"""The lists an applicant checks: what is filled, what is missing, warnings, materials, reports."""

from __future__ import annotations

from bot.engine.forms import Material
from bot.engine.materials import MaterialStanding
from bot.engine.places import Filled
from bot.engine.review import Review, review

from ..by_section import by_section
from .settled import settled_words
from .speaker import Speaker


def summary_texts(speaker: Speaker) -> list[str]:
    """Lines of 「填了哪些、还差什么」."""
    position = speaker.position
    if position.view is None:
        return [speaker.text("nothing_yet")]
    title = position.view.release.scenario.title
    lines = [speaker.text("summary.head", title=title, filled=position.answered, missing=len(position.wanted))]
    lines += _sections(speaker, review(position.view))
    open_now = [one.address for one in position.wanted if one not in position.put_off]
    lines += speaker.listed("summary.missing", speaker.names(open_now))
    lines += speaker.listed("summary.put_off", speaker.names([one.address for one in position.put_off]))
    return lines


def review_texts(speaker: Speaker) -> list[str]:
    """Lines of the check before submission: everything filled by section, then warnings, materials and reports."""
    view = speaker.position.view
    if view is None:
        return []
    found = review(view)
    return [
        speaker.text("review.head"),
        *_sections(speaker, found),
        *warning_texts(speaker),
        speaker.text("review.confirm"),
    ]


def warning_texts(speaker: Speaker) -> list[str]:
    """Lines that go with the review and with the receipt: warnings, materials still to bring, reports to make."""
    view = speaker.position.view
    if view is None:
        return []
    found = review(view)
    materials = [_material(speaker, one, found.standings[one.id]) for one in found.materials]
    return [
        *speaker.listed("review.warnings", _texts(speaker, found.warnings)),
        *speaker.listed("review.materials", "；".join(materials)),
        *speaker.listed("review.reports", _texts(speaker, found.reports)),
    ]


def _material(speaker: Speaker, material: Material, standing: MaterialStanding) -> str:
    """Its name, and why it is handed in as it is: what its proof says, else its note."""
    told = (
        settled_words(speaker, material, standing).rstrip("。")
        if standing.proof is not None or standing.due is not None or standing.chosen is not None
        else material.note
    )
    return material.label + (f"（{told}）" if told else "") + _doubt(speaker, material.certain)


def _texts(speaker: Speaker, found: tuple[tuple[str, str, bool], ...]) -> str:
    shown = {speaker.text(text): certain for text, _, certain in found}
    return "".join(
        text + ("" if "以受理窗口为准" in text else _doubt(speaker, certain)) for text, certain in shown.items()
    )


def _doubt(speaker: Speaker, certain: bool) -> str:
    return "" if certain else speaker.text("uncertain")


def _sections(speaker: Speaker, found: Review) -> list[str]:
    lines = []
    for application in found.applications:
        for section, inside in by_section(application):
            items = "；".join(_item(speaker, filled) for filled in inside)
            lines.append(speaker.text("review.section", title=section.title, items=items))
    return lines


def _item(speaker: Speaker, filled: Filled) -> str:
    mark = {"default": "review.default", "licence": "review.licence"}.get(filled.source)
    shown = speaker.text(
        "echo.item", label=speaker.label(filled.address), value=speaker.shown(filled.address, filled.value)
    )
    return shown + (speaker.text(mark) if mark is not None and not filled.confirmed else "")
