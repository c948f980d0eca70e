"""What was taken up goes into the dossier of whom it was applied for, and of nobody who did not entrust it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from actions.exchange.handlers import keep_earlier
from actions.outbox import Claim
from actions.principals import AGENT, PERSON, Mandate, Party, Principal

from .conftest import OWNER, SHOP, Site, release
from .test_taken_back_meanwhile import CONVERSATION, talk

__all__ = ["talk"]
AGENT_OF_SHOP = Principal("p2", "demo", Party(PERSON, "张晓雯", "310100199107250069"), True, SHOP, Mandate(AGENT))
TAKEN_UP = Claim(
    1, CONVERSATION, "dossier", "k", {"reference": "R1", "form": "food_operation", "at": "2026-12-02T09:00:00+08:00"}, 1, "r",
    datetime(2026, 12, 2, tzinfo=timezone.utc),
)  # fmt: skip


@pytest.mark.parametrize(
    ("principal", "kept"),
    [
        pytest.param(OWNER, 1, id="the-representative"),
        pytest.param(AGENT_OF_SHOP, 1, id="an-agent-for-all"),
        pytest.param(replace(AGENT_OF_SHOP, mandate=Mandate(AGENT, frozenset(release().items))), 1, id="an-agent-for-this"),
        pytest.param(replace(AGENT_OF_SHOP, mandate=Mandate(AGENT, until=date(2026, 12, 1))), 1, id="over-since-it-was-handed-in"),
        pytest.param(replace(AGENT_OF_SHOP, mandate=Mandate(AGENT, frozenset({"another_item"}))), 0, id="an-agent-for-another-item"),
        pytest.param(replace(AGENT_OF_SHOP, mandate=None), 0, id="nobody-entrusted-them"),
        pytest.param(replace(OWNER, verified=False), 0, id="nobody-checked-them"),
    ],
)  # fmt: skip
def test_it_is_kept_for_whom_it_was_applied(site: Site, talk: object, principal: Principal, kept: int) -> None:
    site.run(keep_earlier(site.dossier, talk, lambda _: principal, TAKEN_UP))  # type: ignore[arg-type]
    assert len(site.dossier.of(SHOP)) == kept
