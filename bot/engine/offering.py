"""A material that somebody wants to promise or to hand in later: its whole text is put up for a yes, or why there is none."""

from __future__ import annotations

from .case import UNDERTAKE, WHICH, AwaitAct
from .commands import SeekUndertaking, Undertake
from .events import ConfirmAsked, Notice
from .forms import Material
from .materials import TO_UPLOAD, UPLOAD
from .review import Review, is_held, review
from .undertaking import undertake
from .undertakings import Undertaking
from .work import Work

#: Materials that are put to choice or named at once.
_MOST = 8


def seek(work: Work, command: SeekUndertaking) -> None:
    """Puts the text up for a yes where one material is meant, asks which where several are, and says why where none may be.

    By the words alone nothing is chosen. What intake holds stays as it is.
    """
    if work.view is None:
        work.emit(Notice("nothing_yet"))
        return
    if isinstance(work.top, AwaitAct) and work.top.act.startswith(WHICH):
        work.pop()
    found = review(work.view)
    named = [one for one in found.materials if one.id in command.materials]
    if is_held(work.case) and command.how != UPLOAD:
        work.emit(Notice("submitted.locked"))
    elif command.materials and not named:
        work.emit(Notice("undertaking.unknown"))
    elif command.how == UPLOAD:
        _put_back(work, found, named)
    else:
        able = [one for one in named or found.materials if found.offers[one.id] and _is_open(found, one)]
        if len(able) > 1:
            _ask_which(work, command.how, able)
        elif able:
            _put_up(work, found, able[0], command.how)
        else:
            _tell_why(work, found, named)


def pick(work: Work, act: str, material: str) -> None:
    """The material that was put to choice with others is the one."""
    _, how, listed = act.split(":", 2)
    if material in listed.split(","):
        seek(work, SeekUndertaking(how, (material,)))
    else:
        work.emit(Notice("unclear.confirm"))


def agree_to(work: Work, act: str) -> None:
    """The undertaking whose text was shown is agreed to, by the hash of that text."""
    _, how, version, material = act.split(":", 3)
    undertake(work, Undertake(material, how, version))


def shown(found: Review, act: str) -> tuple[Material, Undertaking] | None:
    """The material and the undertaking that an act is about; None where it is not offered any more."""
    _, how, version, name = act.split(":", 3)
    material = next((one for one in found.materials if one.id == name), None)
    offers = found.offers.get(name, ())
    offer = next((one for one in offers if (one.how, one.version) == (how, version)), None)
    return (material, offer) if material is not None and offer is not None else None


def _is_open(found: Review, material: Material) -> bool:
    return found.standings[material.id].chosen is None


def _put_up(work: Work, found: Review, material: Material, how: str) -> None:
    offers = found.offers[material.id]
    offer = next((one for one in offers if one.how == how), offers[0])
    if offer.how != how:
        work.emit(Notice(f"undertaking.only.{offer.how}", {"label": material.label}))
    _wait(work, f"{UNDERTAKE}:{offer.how}:{offer.version}:{material.id}")


def _ask_which(work: Work, how: str, materials: list[Material]) -> None:
    _wait(work, f"{WHICH}:{how}:{','.join(one.id for one in materials[:_MOST])}")


def _wait(work: Work, act: str) -> None:
    if isinstance(work.top, AwaitAct) and work.top.act.startswith(UNDERTAKE):
        work.pop()
    work.push(AwaitAct(act, work.instance))
    work.emit(ConfirmAsked(act, work.instance))


def _put_back(work: Work, found: Review, named: list[Material]) -> None:
    chosen = [one for one in named or found.materials if one.id in work.case.undertaken]
    if len(chosen) > 1:
        _ask_which(work, UPLOAD, chosen)
    elif chosen:
        undertake(work, Undertake(chosen[0].id, UPLOAD))
    else:
        work.emit(Notice("undertaking.none_chosen"))


def _tell_why(work: Work, found: Review, named: list[Material]) -> None:
    """Of each that was named why it cannot come later, or of all that there is none."""
    for one in named[:_MOST]:
        work.emit(Notice(f"undertaking.why.{_why(found, one)}", {"label": one.label}))
    if not named:
        waiting = [one.label for one in found.materials if found.standings[one.id].how == TO_UPLOAD][:_MOST]
        text = "undertaking.none" if waiting else "undertaking.nothing_to_upload"
        work.emit(Notice(text, {"items": "、".join(waiting)} if waiting else {}))


def _why(found: Review, material: Material) -> str:
    standing = found.standings[material.id]
    if standing.chosen is not None or standing.due is not None:
        return "already"
    if standing.mode != UPLOAD:
        return "not_needed"
    return "not_now" if material.offers else "not_listed"
