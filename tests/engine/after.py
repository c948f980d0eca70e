"""A bundle that was handed in, and what intake tells of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.engine import EffectDone, EffectFailed, Release, StatusReported, Turn, advance, read_report
from bot.engine.commands import Submit
from bot.engine.condition_parser import parse_condition
from bot.engine.happenings import STATUSES, Correction
from bot.engine.scenario import Permit

from .shop import NOW, Tester, make_catalog, make_form, make_release

REFERENCES = {"permit": "R1", "filing": "R2"}


def two_forms() -> Release:
    """The tea shop, with a filing that shares the name and the area."""
    release = make_release(permits=(Permit("permit"), Permit("filing", parse_condition("area < 100"))))
    shared = tuple(field for field in make_form().fields if field.fact in ("name", "area", "staff"))
    filing = replace(make_form(id="filing", title="备案表"), fields=shared, checks=(), validate=lambda document: ())
    return replace(release, forms={**release.forms, "filing": filing})


def event(seq: int, code: int, form: str = "permit", *points: dict[str, str], **more: Any) -> StatusReported:
    """What intake tells, read from its JSON."""
    told: dict[str, Any] = {
        "id": f"{REFERENCES[form]}:{seq}", "reference": REFERENCES[form], "form": form, "seq": seq, "code": code, "status": STATUSES[code], "text": STATUSES[code],
        "at": "2026-11-30T15:04:05+08:00", **more,
    }  # fmt: skip
    found = read_report(told)
    if code != 6:
        return found
    asked = {"id": f"{REFERENCES[form]}:c{seq}", "until": "2026-12-21", "points": list(points)}
    if points:
        return read_report({**told, "correction": asked})
    # Intake tells none without a point; a case may hold one all the same.
    return replace(found, event=replace(found.event, correction=Correction(asked["id"], asked["until"])))


def at(pointer: str, words: str = "不一样") -> dict[str, str]:
    """A point about a place of the form."""
    return {"pointer": pointer, "label": pointer or "整张表", "words": words}


class After(Tester):
    """A tester whose bundle intake holds."""

    __test__ = False

    def __init__(self, release: Release | None = None, **but: Any) -> None:
        super().__init__(make_catalog(release or two_forms()))
        self.start().fill(**but)
        self.do(Submit())

    def received(self) -> After:
        """The receipt came."""
        self.report(EffectDone(self.key(), {"references": REFERENCES}), "receipt")
        return self

    def key(self) -> str:
        """The key of the hand-over."""
        assert self.case.submission is not None
        return self.case.submission.key

    def report(self, told: EffectDone | EffectFailed | StatusReported, id: str = "") -> list[str]:
        """The report as a turn, through JSON; gives the names of its events."""
        from bot.engine.case_json import dump, load

        self.turns += 1
        self.last = advance(
            self.catalog, self.case, Turn(id or f"r{self.turns}", report=told, actor="system", files=self.files), NOW
        )
        self.case = load(dump(self.last.case))
        assert self.case == self.last.case
        return [type(one).__name__ for one in self.last.events]


def corrected(*pointers: str, **more: Any) -> After:
    """A case of which the permit is to be put right at these places."""
    tester = After(**more).received()
    tester.report(event(1, 1))
    tester.report(event(2, 6, "permit", *(at(one) for one in pointers)))
    return tester


def wanted(tester: After) -> list[str]:
    position = tester.last.position
    assert position is not None
    return [one.address.key for one in position.wanted]
