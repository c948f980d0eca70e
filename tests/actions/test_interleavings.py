"""Random orders of deliveries, redeliveries, deaths and reports: each message is taken once, each effect done once."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from actions.cipher import Cipher
from actions.database import open_engine
from actions.migrating import APPLICANTS, upgrade
from actions.outbox import LEASE, Claim, Outbox
from actions.store import AlreadyTaken, ConversationRow, OutboxItem, StaleCase, Store
from bot.engine import Case
from bot.engine.case import Stored
from tests.actions.conftest import NOW, Clock
from tests.actions.test_store import turn

MESSAGES = st.integers(0, 5).map(lambda number: f"m{number}")


class Processes(RuleBasedStateMachine):
    """Two processes on one database: each reads, thinks and commits when it likes, or dies before it does.

    The model: which message was taken with which answer, and which keys the outside has seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.cipher = Cipher({"k1": b"1" * 32}, "k1")
        self.engine = open_engine(f"sqlite:///{Path(self.folder.name) / 'cases.sqlite3'}")
        upgrade(self.engine, APPLICANTS)
        self.stores = [Store(self.engine, self.cipher, self.clock) for _ in range(2)]
        self.outboxes = [Outbox(self.engine, self.cipher, self.clock) for _ in range(2)]
        self.stores[0].create("c_1", channel="web", token_hash=None, case=Case("c_1"))
        self.read: list[ConversationRow | None] = [None, None]
        self.claims: list[Claim] = []
        self.taken: dict[str, int] = {}
        self.asked: set[str] = set()
        self.sent: set[str] = set()
        self.reported: list[str] = []

    @rule(who=st.integers(0, 1))
    def reads(self, who: int) -> None:
        """A process reads the case."""
        self.read[who] = self.stores[who].find("c_1")

    @rule(who=st.integers(0, 1))
    def dies(self, who: int) -> None:
        """A process dies and starts again with nothing in memory."""
        self.stores[who] = Store(self.engine, self.cipher, self.clock)
        self.read[who] = None

    @precondition(lambda self: any(self.read))
    @rule(who=st.integers(0, 1), message=MESSAGES, asks=st.booleans())
    def commits(self, who: int, message: str, asks: bool) -> None:
        """A process commits a turn on what it read, however long ago."""
        row = self.read[who]
        if row is None:
            return
        seq = row.case.seq + 1
        stored = Stored(message, message, "said", "applicant", NOW, seq)
        case = replace(row.case, seq=seq, answers={**row.case.answers, f"fact_{seq}": stored})
        effects = [OutboxItem("submit", f"c_1:{seq}", {"message": message})] if asks else []
        current = len(self.taken) + len(self.reported)
        try:
            self.stores[who].commit(
                "c_1", expected_version=row.version, case=case, turn=turn(message, seq), effects=effects
            )
        except AlreadyTaken:
            assert message in self.taken
        except StaleCase:
            assert row.version != current and message not in self.taken
        else:
            assert row.version == current and message not in self.taken
            self.taken[message] = seq
            self.asked |= {effect.key for effect in effects}

    @rule(who=st.integers(0, 1), limit=st.integers(1, 3))
    def claims_work(self, who: int, limit: int) -> None:
        """A worker claims what is due and sends it out."""
        for claim in self.outboxes[who].claim(limit):
            assert all(claim.id != other.id or other.attempts < claim.attempts for other in self.claims)
            self.claims.append(claim)
            self.sent.add(claim.key)

    @rule()
    def waits(self) -> None:
        """Time passes: leases end."""
        self.clock.now += LEASE

    @precondition(lambda self: self.claims)
    @rule(who=st.integers(0, 1), data=st.data())
    def reports(self, who: int, data: st.DataObject) -> None:
        """A worker, perhaps one that slept through its lease, reports how its work ended."""
        claim = data.draw(st.sampled_from(self.claims))
        row = self.stores[who].find("c_1")
        assert row is not None
        case = replace(row.case, seq=row.case.seq + 1)
        report = turn(claim.report, case.seq, cause=claim.report)
        try:
            self.stores[who].commit("c_1", expected_version=row.version, case=case, turn=report, done=claim.id)
        except AlreadyTaken:
            assert claim.report in self.reported
        else:
            assert claim.report not in self.reported
            self.reported.append(claim.report)

    @precondition(lambda self: self.claims)
    @rule(who=st.integers(0, 1), data=st.data())
    def puts_back(self, who: int, data: st.DataObject) -> None:
        """A worker, perhaps too late, says that it did not work."""
        self.outboxes[who].put_back(data.draw(st.sampled_from(self.claims)), 0.0, "http_503")

    @invariant()
    def every_turn_is_there_once_and_in_order(self) -> None:
        """What is stored is what was committed, and both processes see it."""
        for store in self.stores:
            row = store.find("c_1")
            turns = store.turns_after("c_1", 0)
            assert row is not None
            assert [one.seq for one in turns] == list(range(1, row.version + 1))
            assert {one.inbound: one.seq for one in turns if one.cause is None} == self.taken
            assert [one.inbound for one in turns if one.cause is not None] == self.reported
            assert {int(key.partition("_")[2]) for key in row.case.answers} == set(self.taken.values())

    @invariant()
    def nothing_asked_for_is_lost(self) -> None:
        """Work is waiting or reported, never neither, never both."""
        assert self.outboxes[0].waiting() == len(self.asked) - len(self.reported)
        assert self.sent <= self.asked

    def teardown(self) -> None:
        """Closes the database."""
        self.engine.dispose()
        self.folder.cleanup()


TestProcesses = Processes.TestCase
TestProcesses.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


@given(st.lists(st.tuples(st.integers(0, 1), MESSAGES), min_size=1, max_size=12))
@settings(max_examples=30)
def test_deliveries_in_any_order_are_each_taken_once(deliveries: list[tuple[int, str]]) -> None:
    """Two processes take whatever is delivered, retrying as ``Conversations`` does; outcomes never change afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'cases.sqlite3'}")
        upgrade(engine, APPLICANTS)
        stores = [Store(engine, Cipher({"k1": b"1" * 32}, "k1"), Clock()) for _ in range(2)]
        stores[0].create("c_1", channel="web", token_hash=None, case=Case("c_1"))
        outcomes: dict[str, dict[str, object]] = {}
        for who, message in deliveries:
            row = stores[who].find("c_1")
            assert row is not None
            case = replace(row.case, seq=row.case.seq + 1)
            try:
                stores[who].commit("c_1", expected_version=row.version, case=case, turn=turn(message, case.seq))
            except AlreadyTaken:
                stored = stores[who].turn("c_1", message)
                assert stored is not None and stored.outcome == outcomes[message]
            else:
                assert message not in outcomes
                outcomes[message] = {"seq": case.seq, "messages": []}
        assert [one.inbound for one in stores[1].turns_after("c_1", 0)] == list(dict.fromkeys(m for _, m in deliveries))
        engine.dispose()
