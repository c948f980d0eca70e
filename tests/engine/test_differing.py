"""What intake holds against what the answers give: place by place, with the question behind each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.engine import Address
from bot.engine.differing import differences, filed_now, shared
from bot.engine.view import View

from .after import After
from .shop import TODAY


def view(filed: dict[str, Any] | None, form: str = "permit") -> View:
    """The facts of a case of which intake holds these documents."""
    tester = After().received()
    assert tester.case.submission is not None
    held = replace(tester.case.submission, filed={} if filed is None else {form: filed})
    return View(tester.catalog.current["tea"], replace(tester.case, submission=held), TODAY)


def now(form: str = "permit") -> dict[str, Any]:
    return dict(filed_now(view(None))[form])


#: What intake holds instead -> the places that differ: pointer, address, before, after.
HELD: dict[str, tuple[dict[str, Any], list[tuple[Any, ...]]]] = {
    "nothing": ({}, []),
    "another-name": ({"name": "旧"}, [("/name", "name", "旧", "阿婆奶茶")]),
    "more": ({"email": "a@b.cn"}, [("/email", "email", "a@b.cn", None)]),
    "other-choices": ({"items": [{"id": "cold", "annotations": []}]}, [
        ("/items", "items", [{"id": "cold", "annotations": []}], [{"id": "beverage", "annotations": []}])]),
    "another-item": ({"staff": [{"name": "张伟", "full_time": True}, {"name": "王五"}]}, [
        ("/staff/1/name", "staff.name", "王五", None)]),
    "no-place-of-the-form": ({"gone": "x"}, [("/gone", "gone", "x", None)]),
}  # fmt: skip


@pytest.mark.parametrize(("held", "places"), [pytest.param(*row, id=name) for name, row in HELD.items()])
def test_the_places_that_differ(held: dict[str, Any], places: list[tuple[Any, ...]]) -> None:
    found = differences(view({**now(), **held}), "permit")
    assert [(one.pointer, one.address.key, one.before, one.after) for one in found] == places


def test_where_nothing_is_known_nothing_differs() -> None:
    assert differences(view(None), "permit") == ()
    assert differences(view({"name": "旧"}, "old"), "old") == ()
    bare = view(None)
    assert differences(View(bare.release, replace(bare.case, submission=None), TODAY), "permit") == ()


def test_an_application_that_is_not_needed_any_more_differs_everywhere() -> None:
    before = view({"name": "旧"}, "filing")
    big = replace(before.case.answers["area"], value=500)
    after = View(before.release, replace(before.case, answers={**before.case.answers, "area": big}), TODAY)
    assert [(one.pointer, one.before, one.after) for one in differences(after, "filing")] == [("/name", "旧", None)]


def test_the_forms_that_share_an_answer() -> None:
    some = view(None)
    assert shared(some, Address("name"), frozenset({"permit"})) == ("filing",)
    assert shared(some, Address("name"), frozenset({"permit", "filing"})) == ()
    assert shared(some, Address("camera"), frozenset({"permit"})) == ()
    assert shared(some, Address("camera"), frozenset()) == ("permit",)  # by way of the inspection
    assert shared(View(some.release, replace(some.case, submission=None), TODAY), Address("name"), frozenset()) == ()
