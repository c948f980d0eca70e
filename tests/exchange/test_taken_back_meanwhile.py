"""A consent that is taken back before, or while, others are asked stays taken back, however the worker's tries fall."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.conversations import Conversations
from actions.exchange.exchange import purpose_of
from actions.exchange.handlers import seek_facts
from actions.outbox import Claim
from actions.store import Store
from bot.engine import Case, ExchangeOffered, ExchangeWithdrawn, Turn, advance
from bot.engine.commands import ChooseScenario, Command, Confirm
from bot.nlu import Understander

from .conftest import APO, NOW, OWNER, SHOP, Clock, Site, published, release

CONVERSATION = "c_1"


def agreed() -> Case:
    """A drinks shop whose applicant has just agreed to looking things up."""
    case, catalog = Case(CONVERSATION), published().catalog
    turns: list[tuple[tuple[Command, ...], ExchangeOffered | None]] = [
        ((ChooseScenario("beverage_shop"),), None),
        ((), ExchangeOffered(("营业执照",))),
        ((Confirm(),), None),
    ]
    for number, (commands, report) in enumerate(turns):
        case = advance(catalog, case, Turn(f"t{number}", commands, report=report), NOW).case
    return case


@pytest.fixture
def talk(site: Site, engine: Engine, cipher: Cipher, december: Clock) -> Conversations:
    catalog = published().catalog
    store = Store(engine, cipher, december)
    store.create(CONVERSATION, channel="web", token_hash=None, case=agreed(), identity=OWNER.id)
    return Conversations(catalog, Understander(catalog), store, december)


def claim(talk: Conversations) -> Claim:
    """The worker's, of the question that was asked when the applicant agreed."""
    case = talk.standing(CONVERSATION).row.case
    key = case.exchange.key if case.exchange is not None else ""
    return Claim(1, CONVERSATION, "facts", key, {}, 1, "r", datetime.now(timezone.utc))


def withdraw(talk: Conversations) -> None:
    talk.report(CONVERSATION, ExchangeWithdrawn(), cause="withdrawn")


def holding(site: Site) -> list[str]:
    """Purposes for which the library still holds a consent of the firm or its owner."""
    return [
        one.agreed.purpose
        for number in (SHOP.number, APO.number)
        for one in site.library.consents.of_holder(number)
        if one.ended is None
    ]


def test_what_is_agreed_to_is_looked_up(site: Site, talk: Conversations) -> None:
    found = site.run(seek_facts(site.exchange, talk, lambda _: OWNER, claim(talk)))
    assert found.values["operator.name"][0].value == SHOP.name
    assert set(holding(site)) == {purpose_of(release().scenario.title)}


def test_a_try_after_it_was_taken_back_asks_nobody(site: Site, talk: Conversations) -> None:
    """The worker was away, or its first try failed, and the applicant has thought better of it."""
    late = claim(talk)
    withdraw(talk)
    found = site.run(seek_facts(site.exchange, talk, lambda _: OWNER, late))
    assert not found.values
    assert site.between.asked == []
    assert holding(site) == []


def test_a_slow_library_does_not_learn_of_a_consent_after_its_end(site: Site, talk: Conversations) -> None:
    """What tells of the consent is still on the way when it is taken back, and comes after that."""
    ended: list[str] = []

    async def take_back(path: str) -> None:
        if path.endswith("/consents") and not ended:
            ended.append(path)
            # The library has nothing to end yet.
            withdraw(talk)

    site.between.before = take_back
    found = site.run(seek_facts(site.exchange, talk, lambda _: OWNER, claim(talk)))
    assert ended
    assert not found.values
    assert holding(site) == []
