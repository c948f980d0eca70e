"""What a firm applied for before is kept for the next time: found by its number alone, sealed, never what is to be said anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.exchange.dossier import MOST, Dossier, Earlier, known_before
from actions.principals import AGENT, FIRM, PERSON, Mandate, Party, Principal

from .conftest import OWNER, SHOP, Clock, Site, published, release

OTHER = Party(FIRM, "别家", "91310106MADEM00116")


def answered(**values: Any) -> dict[str, tuple[Any, dict[str, Any], bool]]:
    return {key.replace("__", "."): (value, {}, False) for key, value in values.items()}


def earlier(reference: str = "R1", day: date = date(2026, 10, 1), **more: Any) -> Earlier:
    answers = more.pop("answers", answered(premises__total_area=80, contact__mobile="13912345678"))
    return Earlier(reference, "食品经营许可证新办", "food_operation", day, answers, more.pop("lists", {}))


@pytest.fixture
def dossier(engine: Engine, cipher: Cipher, clock: Clock) -> Dossier:
    return Dossier(engine, cipher, clock)


def test_what_was_kept_is_found_by_its_subject_alone(dossier: Dossier) -> None:
    dossier.keep(SHOP, earlier())
    assert dossier.of(SHOP) == [earlier()]
    assert dossier.of(replace(SHOP, name="改了名字")) == [earlier()]
    assert dossier.of(OTHER) == []
    assert dossier.of(replace(SHOP, number="")) == []


def test_the_latest_comes_first_and_the_same_reference_is_one(dossier: Dossier) -> None:
    for one in (earlier("R1"), earlier("R2", date(2026, 11, 2)), earlier("R0", date(2026, 11, 2))):
        dossier.keep(SHOP, one)
    changed = earlier("R1", answers=answered(premises__total_area=90))
    dossier.keep(SHOP, changed)
    assert [one.reference for one in dossier.of(SHOP)] == ["R2", "R0", "R1"]
    assert dossier.of(SHOP)[-1] == changed


def test_no_more_are_looked_at_than_are_of_use(dossier: Dossier) -> None:
    for number in range(MOST + 3):
        dossier.keep(SHOP, earlier(f"R{number:03}"))
    assert len(dossier.of(SHOP)) == MOST


def test_only_its_subject_has_it_forgotten(dossier: Dossier) -> None:
    dossier.keep(SHOP, earlier())
    assert not dossier.forget(OTHER, "R1")
    assert dossier.of(SHOP)
    assert dossier.forget(SHOP, "R1")
    assert not dossier.forget(SHOP, "R1")
    assert dossier.of(SHOP) == []


def test_nothing_of_it_can_be_read_in_the_database(dossier: Dossier, engine: Engine) -> None:
    dossier.keep(SHOP, earlier())
    with engine.connect() as connection:
        row = connection.execute(text("SELECT subject, sealed FROM earlier_applications")).fetchone()
    assert row is not None
    held = b"".join(bytes(part) for part in row)
    assert not any(word.encode() in held for word in (SHOP.number, "13912345678", "食品经营许可证"))


def test_after_an_exchange_of_keys_it_is_still_found(engine: Engine, clock: Clock) -> None:
    old = Cipher({"k1": b"1" * 32}, "k1")
    Dossier(engine, old, clock).keep(SHOP, earlier())
    new = Dossier(engine, Cipher({"k1": b"1" * 32, "k2": b"2" * 32}, "k2"), clock)
    assert new.of(SHOP) == [earlier()]
    new.keep(SHOP, earlier("R2"))
    assert {one.reference for one in new.of(SHOP)} == {"R1", "R2"}


def known(*some: Earlier, scenario: str = "beverage_shop") -> dict[str, tuple[Any, bool]]:
    found = known_before(some, published().sources, release(scenario))
    return {key: (one.value, one.sure) for key, one, _ in found}


def test_what_is_to_be_said_anew_is_not_carried_over() -> None:
    answers = answered(
        premises__total_area=80,
        declarations__truthful=True,
        application_type="new",
        banned_person=False,
        delivery_method="mail",
    )
    assert known(earlier(answers=answers)) == {"premises.total_area": (80, False), "delivery_method": ("mail", True)}


def test_what_the_scenario_has_no_use_for_stays_where_it_is() -> None:
    assert known(earlier(answers=answered(hyg__bed_count=3, premises__seats=4))) == {"premises.seats": (4, False)}


def test_the_latest_application_has_the_last_word() -> None:
    old, new = answered(premises__seats=4, premises__total_area=80), answered(premises__seats=8)
    found = known(earlier("R2", answers=new), earlier("R1", answers=old))
    assert found == {"premises.seats": (8, False), "premises.total_area": (80, False)}


def test_a_list_is_taken_whole_from_one_application() -> None:
    def staff(*names: str) -> Earlier:
        answers = {f"food_safety_staff[{n}].name": (name, {}, False) for n, name in enumerate(names, 1)}
        return earlier(answers=answers, lists={"food_safety_staff": tuple(str(n) for n in range(1, len(names) + 1))})

    found = list(known_before([staff("张伟"), staff("李娜", "王芳")], published().sources, release()))
    assert [(key, one.value) for key, one, _ in found] == [("food_safety_staff[1].name", "张伟")]
    assert [lists for _, _, lists in found] == [{"food_safety_staff": ("1",)}]


def test_it_is_found_beside_the_licences_and_named(site: Site) -> None:
    site.dossier.keep(SHOP, earlier())
    assert site.exchange.offered(OWNER, release())[-1] == "以前的申请"
    found = site.found()
    area = found.values["premises.total_area"][0]
    assert (area.value, area.source, area.origin, area.as_of) == (80, "earlier_case", "R1", "2026-10-01")
    for another in (replace(OWNER, verified=False), replace(OWNER, firm=OTHER)):
        assert "earlier_case" not in {one.source for some in site.found(another).values.values() for one in some}


def test_what_was_told_of_the_first_shop_is_bound_to_its_address(site: Site) -> None:
    """The second shop's area is not the first one's."""
    answers = answered(premises__total_area=80, premises__address="上海市静安区常德路114号1层")
    site.dossier.keep(SHOP, earlier(answers=answers))
    found = site.found().values
    area = next(one for one in found["premises.total_area"] if one.source == "earlier_case")
    assert (area.about, area.of) == ("premises.address", "上海市静安区常德路114号1层")
    assert not any(one.about for one in found["premises.address"])


def test_an_agent_is_not_told_whose_numbers_the_firm_named_before(site: Site) -> None:
    """They may apply for the firm, and are asked; its representative sees the number again."""
    answers = answered(premises__total_area=80, legal_rep__id_no="310100196203180028")
    site.dossier.keep(SHOP, earlier(answers=answers))
    agent = Principal("p2", "demo", Party(PERSON, "张晓雯", "310100199107250069"), True, SHOP, Mandate(AGENT))
    seen = {who.id: site.found(who).values.get("legal_rep.id_no", ()) for who in (OWNER, agent)}
    assert [one.source for one in seen[OWNER.id]] == ["licence", "earlier_case"]
    assert seen[agent.id] == ()
    assert "premises.total_area" in site.found(agent).values
