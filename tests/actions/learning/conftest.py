"""The published scenarios on both databases, with misses counted as in a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.conversations import Conversations
from actions.database import Database
from actions.inbound import Inbound
from actions.learning.miss_log import Counted, MissLog, counted
from actions.learning.report import QuestionReport, report
from actions.learning.scrubbing import Scrubber
from actions.opening import ROOT
from actions.store import Store
from bot.catalog import load
from bot.engine import Case, Catalog
from bot.nlu import Understander
from tests.actions.conftest import Clock, cipher, clock, empty, engine, postgres, url

__all__ = ["cipher", "clock", "empty", "engine", "postgres", "url"]


@pytest.fixture(scope="session")
def published() -> Catalog:
    return load(ROOT, today=date(2026, 11, 24))


@pytest.fixture(scope="session")
def understander(published: Catalog) -> Understander:
    return Understander(published)


@pytest.fixture(scope="session")
def scrubber(published: Catalog, understander: Understander) -> Scrubber:
    made = Scrubber(published, understander.dictionary)
    made.warm()
    return made


@dataclass
class Desk:
    """Conversations that are counted, and what authors are told of them."""

    conversations: Conversations
    engine: Engine
    cipher: Cipher
    clock: Clock
    folder: Path
    begun: int = 0
    messages: int = 0
    last: dict[str, Any] = field(default_factory=dict)

    def begin(self, *said: str, identity: str | None = None) -> str:
        """A new conversation in which this was said."""
        self.begun += 1
        name = f"c_{self.begun}"
        self.conversations.store.create(name, channel="web", token_hash=None, case=Case(name), identity=identity)
        for text in said:
            self.say(name, text)
        return name

    def say(self, conversation: str, text: str) -> dict[str, Any]:
        """One more message."""
        self.messages += 1
        self.last = self.conversations.take(conversation, Inbound(f"m{self.messages}", text=text))
        return self.last

    def rows(self) -> list[Counted]:
        """Everything counted."""
        return list(counted(Database(self.engine), self.cipher, "2000-01-01"))

    def report(self, **more: Any) -> list[QuestionReport]:
        """What authors are told."""
        catalog = self.conversations.catalog
        return report(self.engine, self.cipher, catalog, now=self.clock(), **more)

    def question(self, name: str, scenario: str = "beverage_shop", **more: Any) -> QuestionReport:
        """What they are told of one question."""
        return next(one for one in self.report(**more) if (one.scenario, one.question) == (scenario, name))


@pytest.fixture
def open_desk(
    engine: Engine,
    cipher: Cipher,
    clock: Clock,
    published: Catalog,
    understander: Understander,
    scrubber: Scrubber,
    tmp_path: Path,
) -> Callable[[], Desk]:
    def make() -> Desk:
        misses = MissLog(engine, cipher, published, scrubber, clock)
        store = Store(engine, cipher, clock)
        return Desk(
            Conversations(published, understander, store, clock, misses=misses), engine, cipher, clock, tmp_path
        )

    return make


@pytest.fixture
def desk(open_desk: Callable[[], Desk]) -> Iterator[Desk]:
    return open_desk()
