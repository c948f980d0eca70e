"""Intake's word reaching a conversation of a running server, as from another process beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from actions.conversations import Conversations
from actions.opening import open_core
from actions.settings import read_settings
from bot.engine import EffectDone, read_report
from tests.serving import Running, Talk

#: Where the lease of the shop is, and where its area stands in the form.
AREA = {
    "pointer": "/premises/total_area",
    "label": "经营面积",
    "words": "和租赁合同上的面积不一样",
    "basis": "办法第十五条",
}


@contextmanager
def beside(server: Running) -> Iterator[Conversations]:
    """The conversations of the server's database, opened a second time."""
    core = open_core(read_settings({"DAOBAN_VAR": str(server.log.parent)}))
    yield core.conversations
    core.engine.dispose()


def tells(conversations: Conversations, talk: Talk, seq: int, code: int, status: str, text: str, **more: Any) -> Any:
    """The turn that the event is."""
    [form] = talk.last["case"]["receipt"]["references"]
    reference = talk.last["case"]["receipt"]["references"][form]
    event = {
        "reference": reference, "form": form, "seq": seq, "code": code, "status": status, "text": text,
        "at": "2026-11-30T09:00:00+08:00", "office": "静安区市场监督管理局", **more,
    }  # fmt: skip
    return conversations.report(talk.id, read_report(event), cause=f"intake:{reference}:{seq}")


def corrects(conversations: Conversations, talk: Talk, *points: dict[str, str], seq: int = 2) -> Any:
    """The turn in which a correction begins."""
    correction = {"id": f"c{seq}", "until": "2026-12-21", "points": list(points)}
    return tells(conversations, talk, seq, 6, "correction_begun", "补正（开始）", correction=correction)


def takes_supplements(conversations: Conversations, talk: Talk) -> None:
    """Intake holds every answer to a correction that was sent."""
    case = conversations.store.find(talk.id).case  # type: ignore[union-attr]
    for answer in case.submission.supplements.values():  # type: ignore[union-attr]
        conversations.report(talk.id, EffectDone(answer.key), cause=f"{answer.key}:done")
