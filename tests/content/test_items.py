"""The catalogue of items tells of every item that a form is for what an applicant wants to know first."""

from __future__ import annotations

from typing import Any

import pytest

from .published import FORMS, ROOT, read

ITEMS = read(ROOT / "forms" / "items.yml")["items"]
DOUBTED = ("待核实", "【忆】", "【转】", "【设】")


def test_every_item_of_a_form_is_told_and_no_other() -> None:
    assert set(ITEMS) == {read(folder / "layout.yml")["item"] for folder in FORMS.values()}


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_tells_whom_to_go_to_what_is_wanted_how_long_it_takes_and_what_it_costs(name: str) -> None:
    entries: list[dict[str, Any]] = ITEMS[name]["entries"]
    assert {"受理机关", "办理条件", "法定时限", "承诺时限", "收费", "办理结果", "有效期"} <= {
        one["label"] for one in entries
    }
    for one in entries:
        assert one["text"].strip()
        assert one["source"].strip()
        assert not [mark for mark in DOUBTED if mark in one["text"] + one["source"]]


@pytest.mark.parametrize("name", ITEMS)
def test_nothing_is_promised_that_nobody_confirmed(name: str) -> None:
    """Source: the facts on every item give no confirmed promise of the district's days."""
    assert not [one for one in ITEMS[name]["entries"] if one["label"] == "承诺时限" and one.get("certain", True)]
