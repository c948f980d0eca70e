"""The audit trail: added to by many at once, never changed, and whatever is changed all the same is found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from actions.audit import Actor, Entry, Narrowed, Trail, verify
from actions.audit.entries import bound
from actions.cipher import Cipher
from tests.actions.conftest import NOW, Clock

LIN = Actor("lin", "clerk", "jingan_w1", "10.0.0.7")
PAN = Actor("pan", "clerk", "pudong_w1", "10.0.0.8")


@pytest.fixture
def trail(engine: Engine, cipher: Cipher, clock: Clock) -> Trail:
    """An empty trail."""
    return Trail(engine, cipher, clock)


def five(trail: Trail, clock: Clock) -> list[Entry]:
    """A day at the window."""
    made = []
    for actor, act, about, allowed in (
        (LIN, "session.open", "", True),
        (LIN, "case.open", "c_1", True),
        (PAN, "case.fill", "c_1", False),
        (LIN, "value.unmask", "c_1", True),
        (LIN, "session.close", "", True),
    ):
        clock.pass_seconds(60)
        made.append(trail.add(actor, act, about=about, allowed=allowed, detail={"reason": "核对证件"}))
    return made


def broken(engine: Engine, cipher: Cipher, known: tuple[int, bytes] | None = None) -> list[tuple[int, str]]:
    """What verifying finds."""
    return [(one.number, one.why) for one in verify(engine, cipher, known).broken]


def unguarded(engine: Engine, *statements: str) -> None:
    """Somebody who may do everything in the database does this, the triggers out of the way."""
    sqlite = engine.dialect.name == "sqlite"
    off = ("DROP TRIGGER audit_trail_no_update", "DROP TRIGGER audit_trail_no_delete") if sqlite else ("DROP TRIGGER audit_trail_no_change ON audit_trail",)  # fmt: skip
    with engine.begin() as connection:
        for statement in (*off, *statements):
            connection.execute(text(statement))


def test_what_is_added_is_read_newest_first(trail: Trail, clock: Clock, engine: Engine, cipher: Cipher) -> None:
    made = five(trail, clock)
    assert [one.number for one in made] == [1, 2, 3, 4, 5]
    assert trail.newest() == made[::-1]
    assert list(trail.all()) == made
    assert [one.number for one in trail.newest(before=4)] == [3, 2, 1]
    assert [one.number for one in trail.newest(Narrowed(who="pan"))] == [3]
    assert [one.number for one in trail.newest(Narrowed(about="c_1", act="value.unmask"))] == [4]
    assert made[0].at == NOW.replace(minute=1)
    verdict = verify(engine, cipher)
    assert (verdict.whole, verdict.entries, verdict.unproven) == (True, 5, 0)
    assert verdict.last == (5, made[4].digest)


def test_an_empty_trail_is_whole(engine: Engine, cipher: Cipher) -> None:
    assert (verify(engine, cipher).whole, verify(engine, cipher).last) == (True, None)


def test_an_act_without_a_name_is_not_recorded(trail: Trail) -> None:
    with pytest.raises(KeyError):
        trail.add(LIN, "case.burn")
    assert trail.newest() == []


def test_pages_and_pieces_leave_nothing_out(trail: Trail) -> None:
    for number in range(230):
        trail.add(LIN if number % 2 else PAN, "case.open", about=f"c_{number}")
    assert [one.number for one in trail.all()] == list(range(1, 231))
    assert [one.number for one in trail.all(Narrowed(who="pan"))] == list(range(1, 231, 2))
    first = trail.newest()
    assert [one.number for one in first] == list(range(230, 130, -1))
    assert trail.newest(before=first[-1].number)[0].number == 130


def test_many_at_once_each_get_a_number(engine: Engine, cipher: Cipher, clock: Clock) -> None:
    def work(whose: int) -> None:
        own = Trail(engine, cipher, clock)
        for _ in range(20):
            own.add(Actor(f"clerk{whose}", "clerk", "w1", "10.0.0.7"), "case.open", about="c_1")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert (verify(engine, cipher).entries, broken(engine, cipher)) == (120, [])


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_trail SET who = 'pan' WHERE number = 2", "DELETE FROM audit_trail"]
)
def test_the_database_refuses_a_change(trail: Trail, clock: Clock, engine: Engine, statement: str) -> None:
    made = five(trail, clock)
    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.execute(text(statement))
    assert list(trail.all()) == made


@pytest.mark.parametrize(
    "assignment",
    [
        "who = 'pan'", "role = 'auditor'", "organisation = 'pudong_w1'", "address = '10.0.0.9'", "act = 'case.take'",
        "about = 'c_2'", "at = at + 1", "allowed = NOT allowed",
        "sealed = (SELECT sealed FROM audit_trail WHERE number = 4)", "digest = (SELECT digest FROM audit_trail WHERE number = 4)",
    ],
)  # fmt: skip
def test_a_changed_entry_is_found(trail: Trail, clock: Clock, engine: Engine, cipher: Cipher, assignment: str) -> None:
    five(trail, clock)
    unguarded(engine, f"UPDATE audit_trail SET {assignment} WHERE number = 2")
    assert broken(engine, cipher)[0] == (2, "changed")


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        pytest.param(["DELETE FROM audit_trail WHERE number = 3"], [(4, "missing")], id="one taken out"),
        pytest.param(["DELETE FROM audit_trail WHERE number < 3"], [(3, "missing")], id="the first ones taken out"),
        pytest.param(
            ["DELETE FROM audit_trail WHERE number = 3", "UPDATE audit_trail SET number = number - 1 WHERE number = 4",
             "UPDATE audit_trail SET number = number - 1 WHERE number = 5"],
            [(3, "changed"), (4, "changed")], id="one taken out and the others moved up",
        ),
        pytest.param(["UPDATE audit_trail SET number = 0 WHERE number = 1"], [(0, "missing")], id="numbered before the first"),
        pytest.param(["DELETE FROM audit_trail WHERE number > 3"], [(5, "cut")], id="the last ones cut off"),
        pytest.param(["DELETE FROM audit_trail"], [(5, "cut")], id="all taken away"),
    ],
)  # fmt: skip
def test_what_is_taken_out_is_found(
    trail: Trail, clock: Clock, engine: Engine, cipher: Cipher, statements: list[str], found: list[tuple[int, str]]
) -> None:
    last = five(trail, clock)[-1]
    unguarded(engine, *statements)
    assert broken(engine, cipher, (last.number, last.digest))[: len(found)] == found


def rewritten(made: list[Entry], engine: Engine, cipher: Cipher, key: str) -> list[str]:
    """The statements that rewrite the trail from its third entry on, as it would be had that one been somebody else's."""
    with engine.connect() as connection:
        sealed = [bytes(one) for (one,) in connection.execute(text("SELECT sealed FROM audit_trail ORDER BY number"))]
    before, statements = made[1].digest, []
    quote = "X'{}'" if engine.dialect.name == "sqlite" else "'\\x{}'"
    for one in made[2:]:
        actor = LIN if one.number == 3 else one.actor
        before = bound(before, one.number, one.at, actor, one.act, one.allowed, one.about, sealed[one.number - 1])
        mark = quote.format(cipher.marks("audit", before.hex())[0].hex())
        changed = f"who = '{actor.id}', organisation = '{actor.organisation}', address = '{actor.address}'"
        statements.append(
            f"UPDATE audit_trail SET {changed}, digest = {quote.format(before.hex())}, mark = {mark}, key = '{key}'"
            f" WHERE number = {one.number}"
        )
    return statements


def test_a_chain_that_was_written_anew_without_the_key_is_found(
    trail: Trail, clock: Clock, engine: Engine, cipher: Cipher
) -> None:
    made = five(trail, clock)
    known = (2, made[1].digest)
    unguarded(engine, *rewritten(made, engine, Cipher({"k1": b"?" * 32}, "k1"), "k1"))
    assert broken(engine, cipher, known) == [(3, "forged"), (4, "forged"), (5, "forged")]


def test_one_that_says_it_was_written_with_a_key_that_is_gone_is_found(
    trail: Trail, clock: Clock, engine: Engine, cipher: Cipher
) -> None:
    made = five(trail, clock)
    unguarded(engine, *rewritten(made, engine, Cipher({"gone": b"?" * 32}, "gone"), "gone"))
    found = [(3, "keyless"), (4, "keyless"), (5, "keyless")]
    assert (broken(engine, cipher), verify(engine, cipher).unproven) == (found, 3)
    assert broken(engine, cipher, (5, made[4].digest)) == [*found, (5, "cut")]


@pytest.mark.parametrize("assignment", ["act = 'case.burn'", "at = 9000000000000000000"])
def test_one_that_nobody_can_have_written_hides_no_other(
    trail: Trail, clock: Clock, engine: Engine, cipher: Cipher, assignment: str
) -> None:
    five(trail, clock)
    unguarded(engine, f"UPDATE audit_trail SET {assignment} WHERE number = 2")
    assert [one.told()["number"] for one in trail.newest()] == [5, 4, 3, 2, 1]
    assert broken(engine, cipher)[0] == (2, "changed")


def test_keys_may_be_exchanged(trail: Trail, clock: Clock, engine: Engine, cipher: Cipher) -> None:
    five(trail, clock)
    both = Cipher({"k2": b"2" * 32, "k1": b"1" * 32}, "k2")
    later = Trail(engine, both, clock)
    later.add(LIN, "case.open", about="c_2", detail={"reason": "后来"})
    assert (broken(engine, both), verify(engine, both).unproven) == ([], 0)
    assert [one.detail for one in later.all()] == [{"reason": "核对证件"}] * 5 + [{"reason": "后来"}]
    without = Cipher({"k2": b"2" * 32}, "k2")
    assert (broken(engine, without), verify(engine, without).unproven) == ([], 5)
    assert Trail(engine, without, clock).newest(before=2)[0].detail == {"unreadable": True}


def test_the_detail_stands_nowhere_in_clear(trail: Trail, engine: Engine) -> None:
    trail.add(LIN, "value.unmask", about="c_1", detail={"reason": "核对张三的证件"})
    with engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM audit_trail")).one()
    assert not any("张三".encode() in bytes(one) for one in row if isinstance(one, (bytes, memoryview)))
    assert not any("张三" in one for one in row if isinstance(one, str))
