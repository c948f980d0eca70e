"""A whole office on one database: store, conversations and outbox of the small shop, and cases ready to hand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.conversations import Conversations
from actions.delivery import delivery
from actions.inbound import Inbound
from actions.outbox import Outbox
from actions.outbox_worker import Worker
from actions.ports import Submission
from actions.retrying import Backoff
from actions.searching import SearchIndex
from actions.store import Store
from bot.engine import Case, Catalog
from bot.nlu import Understander
from tests.engine.shop import Tester, make_catalog, make_release
from tests.intake.permit import permit

_TEXTS = Path(__file__).resolve().parents[2] / "scenarios" / "shared"
#: No waiting between tries.
AT_ONCE = Backoff(first=0.0)


def office_catalog() -> Catalog:
    """The small shop with the texts applicants see."""
    reader = YAML(typ="safe")
    texts: dict[str, Any] = {}
    for file in sorted(_TEXTS.glob("*.zh.yml")):
        texts.update(reader.load(file))
    return make_catalog(make_release(form=permit()), texts=texts)


CATALOG = office_catalog()
UNDERSTANDER = Understander(CATALOG)


def filled(conversation: str) -> Case:
    """A case at its review: all that is left is to hand it in."""
    return Tester(CATALOG, Case(conversation)).start().fill().case


@dataclass
class Office:
    """What one process has."""

    store: Store
    conversations: Conversations
    outbox: Outbox

    def ready(self, conversation: str = "c_1") -> str:
        """A conversation at its review."""
        self.store.create(conversation, channel="web", token_hash=None, case=filled(conversation))
        return conversation

    def hand_in(self, conversation: str = "c_1", message: str = "submit-1") -> dict[str, Any]:
        """The applicant says submit."""
        return self.conversations.take(conversation, Inbound(message, text="提交"))

    def worker(self, desk: Submission, backoff: Backoff = AT_ONCE) -> Worker:
        """A worker at this office."""
        return delivery(self.outbox, desk, self.conversations, backoff=backoff)

    def case(self, conversation: str = "c_1") -> Case:
        """The case as stored."""
        row = self.store.find(conversation)
        if row is None:
            raise LookupError(conversation)
        return row.case

    def events(self, conversation: str = "c_1") -> list[str]:
        """Names of everything that happened."""
        return [name for turn in self.store.turns_after(conversation, 0) for name in turn.events]


def open_office(
    engine: Engine, cipher: Cipher, clock: Callable[[], datetime], index: SearchIndex | None = None
) -> Office:
    """An office on a database that has the tables."""
    store = Store(engine, cipher, clock, index)
    conversations = Conversations(CATALOG, UNDERSTANDER, store, clock)
    return Office(store, conversations, Outbox(engine, cipher, clock))
