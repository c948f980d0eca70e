"""One browser writes at a time: codes end, are used once, and whoever made one and lost the conversation gives nothing away."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.holding import MOST_WRONG, Code, Holding, NoSuchCode, NotHeld, OtherIdentity, Taker
from actions.store import Store
from bot.engine import Case

from .conftest import Clock

PHONE = Taker("phone", None)


@pytest.fixture
def holding(engine: Engine, cipher: Cipher, clock: Clock, store: Store) -> Holding:
    """With one conversation, which the desk holds."""
    store.create("c", channel="web", token_hash="desk", case=Case("c"))
    return Holding(engine, cipher, clock)


def wrong(code: Code) -> str:
    return code.digits[:4] + f"{(int(code.digits[4:]) + 1) % 10_000:04}"


def holder(store: Store) -> str | None:
    row = store.find("c")
    return row.token_hash if row is not None else None


def test_a_code_is_good_for_five_minutes(holding: Holding, store: Store, clock: Clock) -> None:
    holding.issue("c", "desk", "long")
    clock.pass_seconds(300)
    assert holding.code_state("c") == ("none", None)
    with pytest.raises(NoSuchCode):
        holding.take(PHONE, token_hash="long")
    code = holding.issue("c", "desk", "long-2")
    clock.pass_seconds(299)
    assert holding.take(PHONE, digits=code.digits) == "c"
    assert holder(store) == "phone"
    assert store.held_before("c", "desk")


def test_a_code_is_used_once_by_either_form(holding: Holding) -> None:
    code = holding.issue("c", "desk", "long")
    holding.take(PHONE, token_hash="long")
    for again in ({"token_hash": "long"}, {"digits": code.digits}):
        with pytest.raises(NoSuchCode):
            holding.take(Taker("third", None), **again)


@pytest.mark.parametrize(("tries", "open_"), [(MOST_WRONG - 1, True), (MOST_WRONG, False)])
def test_wrong_tries_void_both_forms(holding: Holding, store: Store, tries: int, open_: bool) -> None:
    code = holding.issue("c", "desk", "long")
    for _ in range(tries):
        with pytest.raises(NoSuchCode):
            holding.take(PHONE, digits=wrong(code))
    assert holding.code_state("c")[0] == ("waiting" if open_ else "none")
    if open_:
        assert holding.take(PHONE, digits=code.digits) == "c"
        return
    with pytest.raises(NoSuchCode):
        holding.take(PHONE, digits=code.digits)
    with pytest.raises(NoSuchCode):
        holding.take(PHONE, token_hash="long")
    assert holder(store) == "desk"


def test_codes_of_many_never_meet(holding: Holding, store: Store) -> None:
    """Each short code finds its own conversation, though its first digits may be taken."""
    codes = {}
    for number in range(200):
        store.create(f"c{number}", channel="web", token_hash=f"t{number}", case=Case(f"c{number}"))
        codes[f"c{number}"] = holding.issue(f"c{number}", f"t{number}", f"long{number}").digits
    assert len({digits[:4] for digits in codes.values()}) == 200
    assert all(holding.take(Taker(f"new {one}", None), digits=digits) == one for one, digits in codes.items())


def test_who_lost_the_conversation_gives_no_code_away(holding: Holding) -> None:
    holding.issue("c", "desk", "long")
    holding.take_back("c", "desk", Taker("desk-2", None))
    with pytest.raises(NoSuchCode):
        holding.take(PHONE, token_hash="long")


@pytest.mark.parametrize(
    ("identity", "presented", "signed_in", "refusal"),
    [
        pytest.param(None, "desk", None, None, id="who-held-it"),
        pytest.param(None, None, None, NotHeld, id="who-never-did"),
        pytest.param(None, "made-up", "apo", NotHeld, id="signed-in-but-it-is-nobodys"),
        pytest.param("apo", None, "apo", None, id="signed-in-as-whose-it-is"),
        pytest.param("apo", "desk", None, OtherIdentity, id="held-but-signed-out"),
        pytest.param("apo", "desk", "newcomer", OtherIdentity, id="held-but-signed-in-as-another"),
        pytest.param("apo", None, "newcomer", NotHeld, id="another"),
    ],
)
def test_taking_back(
    engine: Engine, cipher: Cipher, clock: Clock, store: Store, identity: str | None, presented: str | None,
    signed_in: str | None, refusal: type[Exception] | None,
) -> None:  # fmt: skip
    store.create("c", channel="web", token_hash="desk", case=Case("c"), identity=identity)
    holding = Holding(engine, cipher, clock)
    holding.issue("c", "desk", "long")
    holding.take(Taker("phone", identity), token_hash="long")
    back = Taker("desk-2", signed_in)
    if refusal is None:
        holding.take_back("c", presented, back)
        assert holder(store) == "desk-2"
        assert store.held_before("c", "phone")
        assert not store.held_before("c", "desk-2")
        return
    with pytest.raises(refusal):
        holding.take_back("c", presented, back)
    assert holder(store) == "phone"


@pytest.mark.parametrize(("channel", "reads_on"), [("web", True), ("window", False), ("kiosk", False)])
def test_a_machine_of_many_does_not_read_on(
    engine: Engine, cipher: Cipher, clock: Clock, store: Store, channel: str, reads_on: bool
) -> None:
    store.create("c", channel=channel, token_hash="desk", case=Case("c"))
    holding = Holding(engine, cipher, clock)
    holding.issue("c", "desk", "long")
    holding.take(PHONE, token_hash="long")
    assert store.held_before("c", "desk") is reads_on
    row = store.find("c")
    assert row is not None
    assert row.channel == "web"
