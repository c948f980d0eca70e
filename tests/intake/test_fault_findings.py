"""The fault run sees what it is there to see: what is heard or told twice, out of order, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from actions.store import StoredTurn
from bot.engine.happenings import STATUSES
from tests.actions.conftest import NOW
from tests.intake.faults.findings import told_wrongly
from tests.intake.faults.plans import Plan, plan_of

R = "SH-JA-1"


def turn(seq: int, inbound: str, *messages: dict[str, Any], event: str = "") -> StoredTurn:
    return StoredTurn(inbound, "", seq, {"messages": list(messages)}, (event,), NOW, inbound)


def receipt(seq: int) -> StoredTurn:
    return turn(seq, "outbox:1", {"text": f"提交成功，{R}", "references": {"permit": R}}, event="Submitted")


def heard(seq: int, number: int, code: int | None = None) -> StoredTurn:
    """The event of this number is heard; the applicant is told of the code."""
    told = [] if code is None else [{"text": R, "code": STATUSES[code], "references": {"permit": R}}]
    return turn(seq, f"/intake:{R}:{number}", *told)


def answered(seq: int) -> StoredTurn:
    return turn(seq, "outbox:2", {"text": f"改好的内容已经收到，{R}"})


@pytest.mark.parametrize(
    ("turns", "wrong"),
    [
        pytest.param([receipt(1), heard(2, 1), heard(3, 2, 6), answered(4), heard(5, 3), heard(6, 4, 3)], [], id="right"),
        pytest.param([receipt(1), heard(2, 1), heard(3, 2, 6), heard(4, 3, 7), heard(5, 4, 3)], [], id="by-the-event"),
        pytest.param([heard(1, 1), heard(2, 2), receipt(3), heard(4, 3, 7), heard(5, 4, 3)], ["told [7, 3] instead of [6, 7, 3]"], id="not-told-with-the-receipt"),
        pytest.param([receipt(1), heard(2, 1), heard(3, 2, 6), heard(4, 3, 7), answered(5), heard(6, 4, 3)], ["told [6, 7, 7, 3] instead of [6, 7, 3]"], id="told-twice"),
        pytest.param([receipt(1), heard(2, 1), heard(3, 2, 6), answered(4), heard(5, 3), heard(6, 4)], ["told [6, 7] instead of [6, 7, 3]"], id="not-told"),
        pytest.param([receipt(1), heard(2, 1), heard(3, 2, 6), answered(4), heard(5, 4, 3), heard(6, 3)], ["heard [1, 2, 4, 3] of (1, 6, 7, 3)"], id="out-of-order"),
        pytest.param([receipt(1), heard(2, 1), heard(3, 2, 6), answered(4), heard(5, 4, 3)], ["heard [1, 2, 4] of (1, 6, 7, 3)"], id="lost"),
    ],
)  # fmt: skip
def test_what_is_heard_and_told_is_held_against_what_happened(turns: list[StoredTurn], wrong: list[str]) -> None:
    assert list(told_wrongly(R, (1, 6, 7, 3), turns)) == wrong


def test_what_happens_before_the_receipt_is_told_by_its_last() -> None:
    told = {"text": R, "code": "accepted", "references": {"permit": R}}
    first = turn(3, "outbox:1", told, event="Submitted")
    assert list(told_wrongly(R, (1, 3, 11), [heard(1, 1), heard(2, 2), first, heard(4, 3, 11)])) == []


def test_what_happened_before_a_withdrawal_is_not_told_after_it() -> None:
    gone = turn(4, "outbox:3", {"text": f"申请已经撤回：{R}。"}, event="Withdrawn")
    right = [receipt(1), heard(2, 1), heard(3, 2, 3), gone, heard(5, 3), heard(6, 4)]
    assert list(told_wrongly(R, (1, 3, 9, 2), right)) == []
    wrong = [*right[:4], heard(5, 3, 9), heard(6, 4)]
    assert list(told_wrongly(R, (1, 3, 9, 2), wrong)) == ["told [3, 2, 9] instead of [3, 2]"]


def test_only_a_race_leaves_the_end_open() -> None:
    story = (1, 3, 9, 10, 11, 17)
    assert Plan(1, (story,)).ends(0) == (story,)
    raced = Plan(1, (story,), withdraws=True, races=True)
    assert raced.ends(0) == (story, (1, 2), (1, 3, 2), (1, 3, 9, 2), (1, 3, 9, 10, 2))


def test_plans_have_everything_in_them_and_are_the_same_each_time() -> None:
    drawn = [plan_of(3, number, 3) for number in range(300)]
    assert drawn == [plan_of(3, number, 3) for number in range(300)]
    assert {len(one.stories) for one in drawn} == {1, 2, 3}
    assert {(one.withdraws, one.races) for one in drawn} == {(False, False), (True, False), (True, True)}
    assert {code for one in drawn for story in one.stories for code in story} == {
        1,
        2,
        3,
        5,
        6,
        7,
        9,
        10,
        11,
        13,
        17,
        18,
    }
    assert {len(plan_of(3, number, 2).stories) for number in range(300)} == {1, 2}
