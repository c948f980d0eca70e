"""What a notice of WeChat says of an application after it was handed in: short enough for its fields, of the right application."""

from __future__ import annotations

from typing import Any

import pytest

from api.wechat.noticing import _STANDINGS, _newest
from api.wechat.template import LENGTHS
from bot.engine.happenings import STATUSES


def stands(reference: str, *steps: tuple[str, str]) -> dict[str, Any]:
    """An application with its steps: status and moment."""
    return {
        "title": f"申请{reference}",
        "reference": reference,
        "events": [{"status": one, "at": at} for one, at in steps],
    }


RECEIVED = {"submission": "received", "applications": [{"title": "申请书"}], "receipt": {"reference": "R1、R2"}}
EARLY, LATE = "2026-11-30T09:00:00+08:00", "2026-11-30T02:00:00+00:00"


@pytest.mark.parametrize("status", STATUSES.values())
def test_every_step_has_a_phrase_of_chinese_characters(status: str) -> None:
    phrase = _STANDINGS[status]
    assert len(phrase) <= LENGTHS["phrase"]
    assert all("\u4e00" <= one <= "\u9fff" for one in phrase)


@pytest.mark.parametrize(
    ("case", "told"),
    [
        pytest.param({}, ("申请书", "已接收", "R1、R2"), id="nothing-yet"),
        pytest.param({"standing": [stands("R1"), stands("R2")]}, ("申请书", "已接收", "R1、R2"), id="no-steps"),
        pytest.param(
            {"standing": [stands("R1", ("accepted", EARLY)), stands("R2", ("granted", LATE))]},
            ("申请R2", "已通过", "R2"),
            id="the-latest",
        ),
        pytest.param(
            {
                "standing": [stands("R1", ("correction_begun", EARLY)), stands("R2", ("granted", LATE))],
                "correction": [{"reference": "R1"}],
            },
            ("申请R1", "请您补正", "R1"),
            id="what-waits-for-them",
        ),
        pytest.param(
            {"standing": [stands("R1", ("accepted", "?")), stands("R2", ("refused", LATE))]},
            ("申请R2", "未通过", "R2"),
            id="a-moment-that-cannot-be-read",
        ),
    ],
)
def test_which_application_the_news_is_of(case: dict[str, Any], told: tuple[str, str, str]) -> None:
    assert _newest({**RECEIVED, **case}) == told


def test_before_anything_has_a_name_or_number() -> None:
    assert _newest({"submission": "requested", "applications": []}) == ("您的申请", "已发出", "-")
    assert _newest({"applications": []})[1] is None
