"""What intake tells is read as an event, or refused, and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import StatusEvent, StatusReported, read_report
from bot.engine.happenings import STATUSES, Due, Paper, Undated
from bot.engine.happenings_json import dump_event, load_event
from bot.engine.reports import BadReport

REFERENCE = "SH-JA-20261130-7K3M9QXT2D"
EVENT: dict[str, Any] = {
    "id": f"{REFERENCE}:3", "reference": REFERENCE, "form": "food_operation", "seq": 3, "code": 6, "status": "correction_begun",
    "text": "补正（开始）", "at": "2026-11-30T15:04:05+08:00", "office": "静安区市场监督管理局", "words": "请补正",
    "due": {"day": "2026-12-28", "days": 20, "unit": "工作日", "certain": True, "tables": ["2026:ab12"]},
    "correction": {"id": f"{REFERENCE}:c1", "until": "2026-12-21", "points": [
        {"pointer": "/premises/area", "label": "经营面积", "words": "和租赁合同上的面积不一样", "basis": "第十五条"},
        {"material": "lease", "label": "租赁合同", "words": "缺第3页", "basis": "第十五条"}]},
    "licence": {"identifier": "1.2.156.3005.2.1", "title": "食品经营许可证"},
}  # fmt: skip


def test_an_event_is_read_as_it_is_told() -> None:
    told = read_report({**EVENT, "mood": "new in a later version"})
    event = told.event
    assert (told.reference, told.form) == (REFERENCE, "food_operation")
    assert (event.seq, event.code, event.office) == (3, 6, "静安区市场监督管理局")
    assert event.due == Due("2026-12-28", "工作日", True)
    assert event.correction is not None
    assert [(point.pointer, point.material) for point in event.correction.points] == [
        ("/premises/area", ""),
        ("", "lease"),
    ]
    assert event.licence is not None and event.licence.title == "食品经营许可证"
    bare = {name: EVENT[name] for name in ("id", "reference", "form", "seq", "code", "status", "text", "at")}
    happened = StatusEvent(3, 6, "correction_begun", "补正（开始）", "2026-11-30T15:04:05+08:00")
    assert read_report(bare) == StatusReported(REFERENCE, "food_operation", happened)
    undated = {"days": 20, "unit": "工作日", "year": 2027}
    assert read_report({**bare, "undated": undated}).event.undated == Undated(20, "工作日", 2027)
    assert read_report({**bare, "paper": {"title": "受理通知书", "draft": False}}).event.paper == Paper(
        "受理通知书", False
    )


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""}, {"id": 7}, {"reference": None}, {"seq": 0}, {"seq": True}, {"seq": 1.0}, {"code": 19},
        {"code": 3}, {"status": "accepted"}, {"text": []}, {"at": "soon"}, {"at": "2026-11-30T15:04:05"}, {"at": "0001-01-01T00:00:00+08:00"}, {"office": 1},
        {"due": {}}, {"due": {**EVENT["due"], "day": "28.12."}}, {"due": {**EVENT["due"], "certain": "yes"}},
        {"due": {**EVENT["due"], "tables": [1]}}, {"due": {**EVENT["due"], "days": "3"}}, {"undated": {"days": 20, "unit": "工作日"}},
        {"undated": {"days": 20, "unit": "工作日", "year": "2027"}}, {"correction": {"id": "c"}},
        {"correction": {**EVENT["correction"], "points": []}}, {"correction": {**EVENT["correction"], "until": 3}},
        {"correction": {"id": "c", "points": [{"label": "x", "words": "y"}]}}, {"licence": {"identifier": "1"}},
        {"correction": {"id": "c", "points": [{"label": "x", "words": "y", "pointer": "/a", "material": "b"}]}},
        {"paper": {"title": "受理通知书"}}, {"paper": {"draft": True}}, {"paper": "受理通知书"},
        {"charge": {}}, {"charge": {"items": []}}, {"charge": {"items": ["工本费"]}}, {"charge": {"items": [{"title": "", "cents": 5}]}},
        {"charge": {"items": [{"title": "工本费", "cents": 0}]}}, {"charge": {"items": [{"title": "工本费", "cents": 5}] * 300}},
        {"charge": 5}, {"charge": {"items": [{"title": "工本费", "cents": 5.0}]}},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_no_event(change: dict[str, Any]) -> None:
    with pytest.raises(BadReport):
        read_report({**EVENT, **change})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(EVENT)) | st.text(), inner),
)


@given(st.dictionaries(st.sampled_from(sorted(EVENT)), JSON))
def test_whatever_is_told_is_an_event_or_refused(change: dict[str, Any]) -> None:
    try:
        event = read_report({**EVENT, **change}).event
    except BadReport:
        return
    assert STATUSES[event.code] == event.status
    assert event.seq >= 1 and datetime.fromisoformat(event.at).tzinfo is not None
    assert load_event(dump_event(event)) == event
