"""Drafts and decisions in both databases: nothing is lost to another window, and nobody decides on his own text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

import pytest
from sqlalchemy import text as sql
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from actions.migrating import APPLICANTS, upgrade
from actions.studio.decisions import AlreadyWaiting, Decisions, NotWaiting, OwnSubmission, Submission
from actions.studio.drafts import DraftMoved, Drafts
from actions.studio.scenario_files import Place
from tests.actions.conftest import empty, url
from tests.postgres import postgres

__all__ = ["empty", "postgres", "url"]

HERE = Place("food", "beverage_shop")
NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)


@pytest.fixture
def engine(empty: Engine) -> Engine:
    upgrade(empty, APPLICANTS)
    return empty


@pytest.fixture
def drafts(engine: Engine) -> Drafts:
    return Drafts(engine, lambda: NOW)


@pytest.fixture
def decisions(engine: Engine) -> Decisions:
    return Decisions(engine, lambda: NOW)


def submitted(decisions: Decisions, text: str = "new", by: str = "lin") -> Submission:
    return decisions.submit(HERE, text, base="b", submitter=by, note="why")


def test_a_draft_is_saved_version_by_version(drafts: Drafts) -> None:
    assert drafts.find("lin", HERE) is None
    assert drafts.save("lin", HERE, "一", base="b", expected=0) == 1
    assert drafts.save("lin", HERE, "二😀", base="b", expected=1) == 2
    found = drafts.find("lin", HERE)
    assert found is not None
    assert (found.text, found.version, found.base) == ("二😀", 2, "b")
    assert drafts.save("he", HERE, "hers", base="b", expected=0) == 1
    assert [draft.author for draft in drafts.all()] == ["lin", "he"]


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_a_draft_that_moved_is_not_overwritten(drafts: Drafts, expected: int) -> None:
    drafts.save("lin", HERE, "one", base="b", expected=0)
    drafts.save("lin", HERE, "two", base="b", expected=1)
    for act in (
        lambda: drafts.save("lin", HERE, "other window", base="b", expected=expected),
        lambda: drafts.discard("lin", HERE, expected),
    ):
        with pytest.raises(DraftMoved) as told:
            act()
        assert told.value.version == 2
    kept = drafts.find("lin", HERE)
    assert kept is not None
    assert kept.text == "two"


def test_a_draft_thrown_away_elsewhere_does_not_come_back_by_itself(drafts: Drafts) -> None:
    drafts.save("lin", HERE, "one", base="b", expected=0)
    drafts.discard("lin", HERE, 1)
    with pytest.raises(DraftMoved) as told:
        drafts.save("lin", HERE, "two", base="b", expected=1)
    assert told.value.version == 0
    assert drafts.find("lin", HERE) is None


def test_one_text_of_a_scenario_waits_at_a_time(decisions: Decisions) -> None:
    first = submitted(decisions)
    with pytest.raises(AlreadyWaiting):
        submitted(decisions, "another", by="he")
    assert [one.id for one in decisions.waiting()] == [first.id]
    decisions.withdraw(first.id, "lin")
    second = submitted(decisions, "another", by="he")
    assert [one.text for one in decisions.waiting()] == ["another"]
    assert second.id != first.id
    decisions.submit(Place("food", "noodle_shop"), "x", base="", submitter="lin", note="why")
    assert len(decisions.waiting()) == 2


def nothing() -> None:
    """Writes no file."""


@pytest.mark.parametrize(
    "decide",
    [
        lambda decisions, one: decisions.approve(one, "lin", version="v", before=None, write=nothing),
        lambda decisions, one: decisions.send_back(one, "lin", "no"),
    ],
    ids=["approve", "send-back"],
)
def test_nobody_decides_on_his_own(decisions: Decisions, decide: Callable[[Decisions, Submission], None]) -> None:
    one = submitted(decisions)
    with pytest.raises(OwnSubmission):
        decide(decisions, one)
    assert [waiting.state for waiting in decisions.waiting()] == ["waiting"]
    assert decisions.history(HERE) == []


def test_only_the_submitter_takes_back(decisions: Decisions) -> None:
    one = submitted(decisions)
    with pytest.raises(NotWaiting):
        decisions.withdraw(one.id, "he")
    decisions.withdraw(one.id, "lin")
    assert [found.state for found in decisions.latest()] == ["withdrawn"]


@pytest.mark.parametrize("first", ["approve", "send_back", "withdraw"])
def test_what_is_decided_is_decided_once(decisions: Decisions, first: str) -> None:
    one = submitted(decisions)
    acts: dict[str, Callable[[], None]] = {
        "approve": lambda: decisions.approve(one, "he", version="v", before="old", write=nothing),
        "send_back": lambda: decisions.send_back(one, "he", "no"),
        "withdraw": lambda: decisions.withdraw(one.id, "lin"),
    }
    acts[first]()
    history = decisions.history(HERE)
    for act in acts.values():
        with pytest.raises(NotWaiting):
            act()
    assert decisions.history(HERE) == history


def test_a_publication_names_both_and_keeps_what_it_replaced(decisions: Decisions) -> None:
    decisions.approve(submitted(decisions), "he", version="v1", before="old", write=nothing)
    latest, found = decisions.history(HERE)
    assert (latest.text, latest.submitter, latest.approver, latest.note) == ("new", "lin", "he", "why")
    assert (found.text, found.submitter, found.approver) == ("old", None, None)
    decisions.approve(submitted(decisions, "newer", by="he"), "lin", version="v2", before="new", write=nothing)
    assert [one.text for one in decisions.history(HERE)] == ["newer", "new", "old"]
    decisions.approve(submitted(decisions, "newest"), "he", version="v3", before="by hand", write=nothing)
    assert [one.text for one in decisions.history(HERE)] == ["newest", "by hand", "newer", "new", "old"]


def test_a_file_that_cannot_be_written_leaves_no_trace(decisions: Decisions) -> None:
    one = submitted(decisions)

    def write() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        decisions.approve(one, "he", version="v", before="old", write=write)
    assert [waiting.id for waiting in decisions.waiting()] == [one.id]
    assert decisions.history(HERE) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE submissions SET state = 'approved', decider = 'lin'",
        "UPDATE submissions SET state = 'approved'",
        "UPDATE submissions SET decider = 'he'",
        "INSERT INTO publications (folder, scenario, text, text_hash, version, submission, submitter, approver, note, published)"
        " SELECT folder, scenario, text, text_hash, '', id, submitter, submitter, note, 0 FROM submissions",
        "INSERT INTO publications (folder, scenario, text, text_hash, version, submission, submitter, approver, note, published)"
        " SELECT folder, scenario, text, text_hash, '', id, submitter, NULL, note, 0 FROM submissions",
        "INSERT INTO publications (folder, scenario, text, text_hash, version, submission, submitter, approver, note, published)"
        " SELECT folder, scenario, text, text_hash, '', NULL, submitter, 'he', note, 0 FROM submissions",
    ],
)
def test_the_database_itself_asks_for_two_people(decisions: Decisions, engine: Engine, statement: str) -> None:
    submitted(decisions)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(sql(statement))
