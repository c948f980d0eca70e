"""Conversations as the desk lists them: those that somebody may see, and what is told of each. No answer is among it."""

from __future__ import annotations

from typing import Any, Final

from actions.window.queue import Entry

from ...desk_services import DeskServices
from ...staff import Staff

_REASONS: Final = {
    "asked": "申请人要转人工", "figure": "规则里的数字要更新", "scenario": "主题停用，要人接着办",
}  # fmt: skip


def may_see(services: DeskServices, person: Staff, entries: list[Entry]) -> list[Entry]:
    """Those of them that the person may see listed."""
    return [one for one in entries if services.is_allowed(person, "case.list", services.matter_of(one))]


def told_row(services: DeskServices, one: Entry) -> dict[str, Any]:
    """A row, as the page shows it."""
    row = services.conversations.store.find(one.conversation)
    current = services.conversations.catalog.current
    scenario = (row.case.scenario if row is not None else None) or ""
    owner = row.case.clerk if row is not None else None
    since = one.called
    return {
        "conversation": one.conversation,
        "title": current[scenario].scenario.title if scenario in current else "还没选要办什么",
        "channel": one.channel,
        "district": one.district,
        "clerk": owner.name if owner is not None else None,
        "reason": _REASONS.get(one.reason or "", "") if since is not None else "",
        "waiting": int((services.clock() - since).total_seconds()) if since is not None else None,
        "updated": one.updated.isoformat(),
    }
