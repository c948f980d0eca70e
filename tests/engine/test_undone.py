"""A correction is answered once: what it asks for and nobody has done is told before it is handed in, and a yes asked for."""

from __future__ import annotations

import pytest

from bot.engine.commands import Confirm, Reject, Status, Submit
from bot.engine.events import ConfirmAsked, SupplementRequested
from bot.engine.undone import is_sent_here

from .after import After, at, corrected, event


def asked_for_paper(files: dict[str, tuple[str, ...]], *more: dict[str, str]) -> After:
    """A case with these files of which a paper (M01) is to be handed in again."""
    tester = After().received()
    tester.files = files
    tester.report(event(2, 6, "permit", {"material": "M01", "label": "申请书", "words": "缺第3页"}, *more))
    return tester


def left(tester: After) -> list[str]:
    """Labels of what the question says is not done."""
    return [point.label for _, point in tester.event(ConfirmAsked).points]


BEFORE: dict[str, tuple[str, ...]] = {"M01": ("f1",), "M02": ("f2",)}
#: What is held when the answer is handed in -> what is told as not done.
FILES: list[tuple[str, dict[str, tuple[str, ...]], list[str]]] = [
    ("nothing-new", BEFORE, ["申请书"]),
    ("taken-away", {"M02": ("f2",)}, ["申请书"]),
    ("of-another", {**BEFORE, "M02": ("f2", "f3")}, ["申请书"]),
    ("added", {**BEFORE, "M01": ("f1", "f3")}, []),
    ("replaced", {**BEFORE, "M01": ("f3",)}, []),
]


@pytest.mark.parametrize(("held", "undone"), [pytest.param(*row[1:], id=row[0]) for row in FILES])
def test_a_paper_that_was_asked_for(held: dict[str, tuple[str, ...]], undone: list[str]) -> None:
    tester = asked_for_paper(BEFORE)
    tester.files = held
    told = tester.do(Submit())
    if undone:
        assert (told, left(tester), tester.event(ConfirmAsked).act) == (["ConfirmAsked"], undone, "supplement")
        assert tester.case.submission is not None
        assert tester.case.submission.supplements == {}
        assert tester.do(Confirm()) == ["SupplementRequested"]
    else:
        assert told == ["SupplementRequested"]


#: Place that is pointed at, the answers given then -> what is told as not done.
PLACES: list[tuple[str, str, dict[str, object], list[str]]] = [
    ("said-again", "/name", {"name": "阿婆奶茶"}, ["/name"]),
    ("changed", "/name", {"name": "阿公奶茶"}, []),
    ("below-it", "/place", {"area": 81, "place": "南京西路1号", "kitchen": 20}, []),
    ("all-as-it-was", "/place", {"area": 80, "place": "南京西路1号", "kitchen": 20}, ["/place"]),
    ("what-it-is-made-from", "/inspection", {"area": 81, "camera": "yes"}, []),
    ("its-list", "/staff/0", {"staff[1].name": "王五", "staff[1].full_time": True}, []),
    ("choices", "/items/0/annotations", {"drinks": ["brew", "juice"]}, ["/items/0/annotations"]),
    ("the-whole", "", {}, ["整张表"]),
    ("what-no-answer-settles", "/theme", {}, ["/theme"]),
]


@pytest.mark.parametrize(("pointer", "answers", "undone"), [pytest.param(*row[1:], id=row[0]) for row in PLACES])
def test_a_place_that_was_pointed_at(pointer: str, answers: dict[str, object], undone: list[str]) -> None:
    tester = corrected(pointer)
    for key, value in answers.items():
        tester.answer(key, value)
    tester.do(Submit())
    if undone:
        assert left(tester) == undone
        tester.do(Confirm())
    assert tester.event(SupplementRequested).form == "permit"


def test_only_a_yes_hands_in() -> None:
    tester = asked_for_paper(BEFORE)
    tester.do(Submit())
    assert tester.do(Submit()) == ["ConfirmAsked"]
    assert tester.do(Status()) == ["StandingTold", "ConfirmAsked"]
    assert left(tester) == ["申请书"]
    assert tester.do(Reject()) == ["ChangeDropped", "ReviewReady"]
    assert tester.do(Submit()) == ["ConfirmAsked"]
    assert tester.do(Confirm()) == ["SupplementRequested"]


def test_what_is_done_meanwhile_is_not_asked_about_any_more() -> None:
    tester = asked_for_paper(BEFORE, at("/name"))
    tester.answer("name", "阿公奶茶")
    tester.do(Submit())
    assert left(tester) == ["申请书"]
    tester.files = {**BEFORE, "M01": ("f3",)}
    assert tester.do(Status()) == ["StandingTold", "ReviewReady"]
    assert tester.do(Submit())[0] == "SupplementRequested"


def test_nothing_waits_for_a_yes_after_the_correction_is_over() -> None:
    tester = asked_for_paper(BEFORE)
    tester.do(Submit())
    tester.report(event(3, 5))
    assert tester.case.stack == ()
    tester.do(Confirm())
    assert tester.case.submission is not None
    assert tester.case.submission.supplements == {}


def test_which_papers_are_sent_here() -> None:
    view = After().received().last.position.view
    assert view is not None
    known = {one.id: one.mode for one in view.release.forms["permit"].materials}
    assert "upload" in known.values()
    assert {name: is_sent_here(view, "permit", name) for name in (*known, "none")} == {
        **{name: mode == "upload" for name, mode in known.items()},
        "none": False,
    }
    assert not is_sent_here(view, "unknown", "M01")
