"""Departments beside the lead at the desk: they see the application, give their opinion on their step, and act on nothing."""

from __future__ import annotations

import pytest

from api.intake import IntakeServices
from api.intake.reviewing import Reviewing
from api.problems import Problem
from tests.intake.test_joint_review import CULTURE, MARKET, POLICE, published, references, services

__all__ = ["published", "references", "services"]


@pytest.fixture
def reviewing(services: IntakeServices) -> Reviewing:
    """The desk on it."""
    return Reviewing(
        services.casework, services.listing, services.looks, services.opining, lambda officer: f"名叫{officer}"
    )


def test_another_department_gives_its_opinion_and_the_lead_reads_it(
    reviewing: Reviewing, references: dict[str, str]
) -> None:
    venue = references["entertainment_venue"]
    assert reviewing.application(POLICE, venue)["possible"] == []
    with pytest.raises(Problem) as refused:
        reviewing.act(POLICE, venue, {"kind": "accepted", "seq": 1})
    assert refused.value.status == 403
    reviewing.act(CULTURE, venue, {"kind": "accepted", "seq": 1})
    own = [one["step"] for one in reviewing.application(POLICE, venue)["tasks"] if one["own"]]
    assert own == ["verify"]
    assert "verify" not in [one["step"] for one in reviewing.application(CULTURE, venue)["tasks"] if one["own"]]
    reviewing.opine(POLICE, venue, {"step": "verify", "verdict": "agree_with_conditions", "words": "补装监控。"})
    told = next(one for one in reviewing.application(CULTURE, venue)["tasks"] if one["step"] == "verify")
    assert told == {
        "step": "verify", "title": "核查有没有禁止情形", "office": POLICE.office, "state": "done", "own": False,
        "verdict": "agree_with_conditions", "words": "补装监控。", "officer": f"名叫{POLICE.id}",
    }  # fmt: skip
    with pytest.raises(Problem) as again:
        reviewing.opine(POLICE, venue, {"step": "verify", "verdict": "agree"})
    assert again.value.status == 409


def test_each_lists_the_parts_it_takes_part_in(reviewing: Reviewing, references: dict[str, str]) -> None:
    listed = {
        officer.id: {one["reference"] for one in reviewing.listed(officer, "open", 1, late=False)["rows"]}
        for officer in (CULTURE, POLICE, MARKET)
    }
    assert references["entertainment_venue"] in listed[CULTURE.id] & listed[POLICE.id]
    assert listed[MARKET.id] == {references["food_operation"]}
    with pytest.raises(Problem) as refused:
        reviewing.opine(MARKET, references["entertainment_venue"], {"step": "verify", "verdict": "agree"})
    assert refused.value.status == 404
