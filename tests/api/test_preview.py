"""What an edit would do is told first, changes nothing, and is what then happens."""

from __future__ import annotations

from typing import Any

import pytest

from tests.serving import Talk

API = "/api/v1/conversations"


def preview(talk: Talk, fact: str, value: Any) -> dict[str, Any]:
    """What the edit would do; the case is as before."""
    before = talk.look()
    answer = talk.http.post(f"{API}/{talk.id}/preview", json={"edit": {"fact": fact, "value": value}})
    assert answer.status_code == 200
    assert talk.look() == before
    assert answer.json()["seq"] == before["seq"]
    return dict(answer.json())


def edit(talk: Talk, fact: str, value: Any, seen: int) -> dict[str, Any]:
    """Makes an edit whose preview the applicant has seen."""
    body = {"client_msg_id": f"e{seen}", "edit": {"fact": fact, "value": value, "previewed": seen}}
    talk.last = talk.send(body).json()
    return talk.last


def test_an_edit_that_touches_nothing_else(at_review: Talk) -> None:
    told = preview(at_review, "legal_rep.mobile", "13812345678")
    assert told["accepted"]
    assert not any(told[part] for part in ("why_not", "ask_again", "parked", "restored", "added", "removed"))


@pytest.mark.parametrize(
    ("fact", "value"),
    [("premises.total_area", "很大"), ("premises.total_area", -3), ("no.such", 1), ("food_safety_staff[9].name", "王芳"), ("legal_rep.id_no", "123")],
)  # fmt: skip
def test_an_edit_that_would_not_be_taken_says_why_and_changes_nothing(at_review: Talk, fact: str, value: Any) -> None:
    told, before = preview(at_review, fact, value), at_review.look()
    assert not told["accepted"]
    after = edit(at_review, fact, value, told["seq"])
    assert {key: after["case"][key] for key in ("applications", "parked")} == {
        key: before["case"][key] for key in ("applications", "parked")
    }


def test_what_is_previewed_is_what_happens_at_once(at_review: Talk) -> None:
    """There and back: what is parked by the one is restored by the other."""
    now = next(one for one in at_review.last["case"]["applications"][0]["fields"].values() if one["fact"] == "dine_in")
    other = not now["value"]
    there = preview(at_review, "dine_in", other)
    assert there["accepted"]
    assert there["ask_again"] or there["added"] or there["removed"] or there["parked"]
    before = at_review.look()
    turn = edit(at_review, "dine_in", other, there["seq"])
    assert turn["asking"]["kind"] != "confirm"
    materials = [{one["label"] for one in state["case"]["materials"]} for state in (before, turn)]
    assert materials[1] - materials[0] <= set(there["added"])
    assert materials[0] - materials[1] <= set(there["removed"])
    assert {one["label"] for one in turn["case"]["parked"]} >= set(there["parked"])
    assert {one["label"] for one in turn["case"]["open"]} >= set(there["ask_again"])
    back = preview(at_review, "dine_in", now["value"])
    assert back["restored"] == there["parked"]
    assert edit(at_review, "dine_in", now["value"], back["seq"])["case"]["materials"] == before["case"]["materials"]


def test_a_preview_that_is_out_of_date_is_shown_again(at_review: Talk) -> None:
    """Something else was said meanwhile: what the edit does may be another thing now."""
    now = next(one for one in at_review.last["case"]["applications"][0]["fields"].values() if one["fact"] == "dine_in")
    told = preview(at_review, "dine_in", not now["value"])
    at_review.say("进度")
    assert edit(at_review, "dine_in", not now["value"], told["seq"])["asking"]["kind"] == "confirm"
    at_review.choose(False)


def test_the_value_that_stands_drops_a_change_that_waits(at_review: Talk) -> None:
    """The page would show neither what it does nor why not, and its editor would stay open."""
    stands = at_review.look()["case"]["applications"][0]["fields"]["/dine_in"]["value"]
    at_review.say("没有堂食" if stands else "有堂食")
    assert at_review.last["asking"]["kind"] == "confirm"
    told = preview(at_review, "dine_in", stands)
    assert told["accepted"]
    assert not told["why_not"]
    assert edit(at_review, "dine_in", stands, told["seq"])["asking"]["kind"] == "review"


def test_a_list_s_item_is_added_and_removed(talk: Talk) -> None:
    talk.say("我想在静安区开一家奶茶店")
    added = talk.edit("food_safety_staff", True)
    assert "food_safety_staff[1].name" in {one["fact"] for one in added["case"]["open"]}
    talk.edit("food_safety_staff[1].name", "王芳")
    told = preview(talk, "food_safety_staff[1]", None)
    assert told["accepted"]
    gone = edit(talk, "food_safety_staff[1]", None, told["seq"])
    assert "food_safety_staff[1]" not in str(gone["case"]["applications"])
    assert gone["asking"]["kind"] != "confirm"


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("food_safety_staff", False),
        ("food_safety_staff", [1, 2]),
        ("food_safety_staff", {"name": "王芳"}),
        ("food_safety_staff", "王芳"),
        ("food_safety_staff", None),
        ("food_safety_staff[1]", True),
        ("food_safety_staff[9]", None),
        ("food_safety_staff[9].name", "王芳"),
    ],
)
def test_a_list_takes_nothing_else(talk: Talk, fact: str, value: Any) -> None:
    talk.say("我想在静安区开一家奶茶店")
    talk.edit("food_safety_staff", True)
    before = talk.look()
    told = talk.edit(fact, value)
    assert told["messages"]
    for member in ("lists", "open", "applications"):
        assert told["case"][member] == before["case"][member]
    assert told["asking"]["fact"] == before["asking"]["fact"]


@pytest.mark.parametrize(("item", "status"), [("1", 200), ("2", 200), ("3", 404), ("99", 404)])
def test_only_items_that_are_there_and_the_next_can_be_filled_in(talk: Talk, item: str, status: int) -> None:
    talk.say("我想在静安区开一家奶茶店")
    talk.edit("food_safety_staff", True)
    assert talk.http.get(f"{API}/{talk.id}/fields/food_safety_staff[{item}].name").status_code == status


def test_what_is_open_and_what_was_put_off(talk: Talk) -> None:
    talk.say("我想在静安区开一家奶茶店")
    first = talk.last["asking"]
    later = talk.say("等会儿补，问我老公")
    listed = {one["fact"]: one for one in later["case"]["open"]}
    assert "put_off" in listed[first["fact"]]
    assert "put_off" not in listed[later["asking"]["fact"]]
    assert len(listed) == later["progress"]["remaining_min"]
    answered = talk.edit(first["fact"], "已经办好了")
    assert first["fact"] not in {one["fact"] for one in answered["case"]["open"]}


def test_a_field_tells_how_it_is_put_in(at_review: Talk) -> None:
    def field(fact: str) -> dict[str, Any]:
        return dict(at_review.http.get(f"{API}/{at_review.id}/fields/{fact}").json())

    area = field("premises.total_area")
    assert (area["kind"], area["unit"], area["limits"]["above"]) == ("area", "㎡", 0)
    assert area["value"] > 0
    assert "value" not in field("legal_rep.id_no")
    assert field("dine_in")["kind"] == "boolean"
    assert {"label", "value"} == set(field("licence_state")["options"][0])
    assert field("food_safety_staff[1].name")["kind"] == "person_name"


@pytest.mark.parametrize("fact", ["no.such", "review", "x[1].y", "%20"])
def test_a_field_that_nobody_can_answer(at_review: Talk, fact: str) -> None:
    assert at_review.http.get(f"{API}/{at_review.id}/fields/{fact}").status_code == 404
