"""Cases in memory, and cases as bytes."""

from __future__ import annotations

from dataclasses import replace

import orjson
from hypothesis import given
from hypothesis import strategies as st

from actions.case_codec import Written, read_case, write_case
from actions.live_cases import LiveCases
from bot.engine import Case
from bot.engine.case import Roster, Stored, Submission
from bot.engine.case_json import dump
from tests.actions.conftest import NOW


def test_only_the_version_asked_for_is_given() -> None:
    cases = LiveCases()
    written = Written(Case("c_1"))
    cases.put("c_1", 3, written)
    assert cases.get("c_1", 3) is written
    assert cases.get("c_1") is written
    assert cases.get("c_1", 4) is None
    assert cases.get("c_2") is None


def test_an_older_version_never_displaces_a_newer_one() -> None:
    cases = LiveCases()
    newer = Written(Case("c_1", seq=5))
    cases.put("c_1", 5, newer)
    cases.put("c_1", 4, Written(Case("c_1", seq=4)))
    assert cases.get("c_1", 5) is newer


def test_the_case_not_used_for_longest_goes_first() -> None:
    cases = LiveCases(capacity=2)
    for name in ("c_1", "c_2"):
        cases.put(name, 0, Written(Case(name)))
    cases.get("c_1")
    cases.put("c_3", 0, Written(Case("c_3")))
    assert (cases.get("c_1") is None, cases.get("c_2") is None, len(cases)) == (False, True, 2)


def test_a_dropped_case_is_read_again() -> None:
    cases = LiveCases()
    cases.put("c_1", 5, Written(Case("c_1")))
    cases.drop("c_1")
    cases.drop("c_1")
    assert cases.get("c_1") is None
    older = Written(Case("c_1"))
    cases.put("c_1", 4, older)
    assert cases.get("c_1", 4) is older


STORED = st.builds(
    Stored,
    value=st.none()
    | st.text(max_size=8)
    | st.booleans()
    | st.integers(0, 99)
    | st.lists(st.text(max_size=3), max_size=3),
    raw=st.text(max_size=8),
    source=st.just("said"),
    actor=st.just("applicant"),
    at=st.just(NOW),
    turn=st.integers(1, 9),
    confirmed=st.booleans(),
    parts=st.dictionaries(st.sampled_from(["a", "b"]), st.text(max_size=3), max_size=2),
)
ANSWERS = st.dictionaries(st.sampled_from([f"fact_{number}" for number in range(6)]), STORED, max_size=6)


@given(st.lists(ANSWERS, min_size=1, max_size=5))
def test_a_case_written_from_the_one_before_is_the_case_itself(changes: list[dict[str, Stored]]) -> None:
    """Turn after turn, what is reused from the turn before gives the very JSON that ``dump`` gives."""
    case, before = Case("c_1", lists={"staff": Roster(("1",), 2, True)}, submission=Submission("k", "failed", 1)), None
    for change in changes:
        case = replace(case, seq=case.seq + 1, answers={**dict(list(case.answers.items())[1:]), **change})
        data, before = write_case(case, before)
        assert orjson.loads(data) == orjson.loads(orjson.dumps(dump(case)))
        assert read_case(data) == case
