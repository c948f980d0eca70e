"""What an officer does at the intake of a running server, as a desk in another process does it; the server tells its applicant."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from actions.database import open_engine
from actions.keys import data_cipher
from actions.local_time import now
from api.intake import IntakeServices, open_intake, published_forms
from api.intake.acts import read_act
from api.intake.officers import Officer
from bot.catalog import publish
from bot.catalog.processes import Definitions
from tests.patient import PATIENCE
from tests.serving import ROOT, Running, Talk

OFFICE: Final = "静安区市场监督管理局"
WANG: Final = Officer("wang", "王科", OFFICE)
_UNTIL: Final = now().date() + timedelta(days=21)
#: The day by which corrections are wanted, as it is told.
UNTIL: Final = f"{_UNTIL.year}年{_UNTIL.month}月{_UNTIL.day}日"
#: What is wrong with the area of the shop.
AREA: Final = {"pointer": "/premises/total_area", "words": "和租赁合同上的面积不一样", "basis": "办法第十五条"}


@contextmanager
def beside(
    server: Running, change: Callable[[Definitions], Definitions] = lambda same: same
) -> Iterator[IntakeServices]:
    """The server's intake, opened a second time, as by a desk that has other processes where ``change`` says so."""
    with beside_in(server.log.parent, change) as intake:
        yield intake


@contextmanager
def beside_in(var: Path, change: Callable[[Definitions], Definitions] = lambda same: same) -> Iterator[IntakeServices]:
    """The intake of the server that keeps its data there, opened a second time; see ``beside``."""
    engine = open_engine(f"sqlite:///{var / 'intake.sqlite3'}")
    published = publish(ROOT, today=now().date(), lapsed=True)
    cipher, forms = data_cipher(None, var / "keys" / "data.key"), published_forms(published.catalog)
    definitions = change(published.definitions)
    yield open_intake(engine, cipher, forms, now, migrate=False, definitions=lambda: definitions)
    engine.dispose()


def reference_of(talk: Talk) -> str:
    """The number of the conversation's one application."""
    [reference] = talk.look()["case"]["receipt"]["references"].values()
    return str(reference)


def acts(intake: IntakeServices, talk: Talk, kind: str, **more: Any) -> None:
    """王科 does something to the application."""
    reference = reference_of(talk)
    seq = len(intake.desk.history.of(reference))
    intake.casework.act(WANG, reference, read_act({"kind": kind, "seq": seq, **more}))


def corrects(intake: IntakeServices, talk: Talk, *points: dict[str, str]) -> None:
    """A correction begins, and the conversation knows."""
    until(lambda: steps(talk) == ["received"])
    acts(intake, talk, "correction_begun", points=list(points), until=_UNTIL.isoformat())
    until(lambda: steps(talk)[-1:] == ["correction_begun"])


def steps(talk: Talk) -> list[str]:
    """The kinds of events that the conversation knows."""
    standing = talk.look()["case"].get("standing", [])
    return [event["status"] for one in standing for event in one["events"]]


def until(found: Callable[[], Any]) -> Any:
    """What is found, as soon as it is."""
    deadline = time.monotonic() + PATIENCE
    while not (result := found()):
        if time.monotonic() > deadline:
            raise AssertionError("it never came")
        time.sleep(0.1)
    return result
