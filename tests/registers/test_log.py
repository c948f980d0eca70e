"""Every question is written down before anything is told, and whom it was about can read who asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from api.registers.app import open_registers
from api.registers.services import RegistersServices
from api.registers.uses import Asked
from tests.actions.conftest import Clock

from .test_asking import MILK, PURPOSE, TEA, WANG, ask

HUANG = "310100196609120279"


def log(web: httpx.Client, holder: str, **more: Any) -> list[tuple[str, str, bool, list[str]]]:
    told = web.post("/uses/searches", json={"holder": holder, **more}).json()["uses"]
    assert all((one["client"], one["at"]) == ("daoban", "2026-11-30T10:00:00+08:00") for one in told)
    return [(one["register"], one["purpose"], one["found"], one["kinds"]) for one in told]


def test_whom_a_question_was_about_reads_it(web: httpx.Client) -> None:
    ask(web, "persons", number=WANG[0], name="别人")
    ask(web, "persons", number=WANG[0], name=WANG[1])
    ask(web, "firms", number=TEA)
    assert log(web, WANG[0].lower()) == [
        ("persons", PURPOSE, True, ["sex", "ethnicity", "born", "residence"]), ("persons", PURPOSE, False, []),
    ]  # fmt: skip
    assert [one[:3] for one in log(web, TEA)] == [("firms", PURPOSE, True)]
    assert log(web, "nobody") == []


def test_a_question_about_a_property_is_about_its_owner_and_whoever_is_named(web: httpx.Client) -> None:
    ask(web, "properties", address="静安区常德路114号1层", party=MILK, lessor=TEA)
    kinds = ["use", "area", "owner", "tenure"]
    for number in (HUANG, MILK, TEA):
        assert log(web, number) == [("properties", PURPOSE, True, kinds)]
    ask(web, "properties", address="静安区万航渡路128号1层")
    assert [one[3] for one in log(web, HUANG)] == [kinds[:3], kinds]


def test_an_address_is_about_nobody_and_its_question_is_in_the_log_too(web: httpx.Client, empty: Engine) -> None:
    ask(web, "addresses", address="愚园路107号")
    with empty.connect() as connection:
        rows = connection.execute(text("SELECT register, subject, found FROM registers_uses")).all()
    assert [(register, subject, bool(found)) for register, subject, found in rows] == [("addresses", None, True)]


def test_nothing_that_names_anybody_is_kept_in_the_open(web: httpx.Client, empty: Engine) -> None:
    ask(web, "persons", number=WANG[0], name=WANG[1])
    ask(web, "properties", address="静安区常德路114号1层", party=MILK)
    with empty.connect() as connection:
        kept = "".join(map(repr, connection.execute(text("SELECT * FROM registers_uses")).all()))
    for said in (WANG[0], WANG[1], MILK, HUANG, PURPOSE, "常德路"):
        assert said not in kept


def test_where_the_log_cannot_be_written_nothing_is_told(web: httpx.Client, empty: Engine) -> None:
    with empty.begin() as connection:
        connection.execute(text("DROP TABLE registers_uses"))
    answer = ask(web, "persons", number=WANG[0], name=WANG[1])
    assert answer.status_code >= 500
    assert "1962" not in answer.text


def test_a_long_log_is_told_a_page_at_a_time(web: httpx.Client, registers: RegistersServices) -> None:
    for _ in range(103):
        registers.note(Asked("daoban", "firms", PURPOSE, True, ()), TEA)
    first = web.post("/uses/searches", json={"holder": TEA}).json()
    second = web.post("/uses/searches", json={"holder": TEA, "before": first["next"]}).json()
    assert (len(first["uses"]), len(second["uses"]), "next" in second) == (100, 3, False)


def test_the_log_outlives_an_exchange_of_the_data_key(
    web: httpx.Client, empty: Engine, cipher: Cipher, clock: Clock
) -> None:
    ask(web, "firms", number=TEA)
    both = Cipher({"k1": b"1" * 32, "k2": b"2" * 32}, "k2")
    clock_: Callable[[], Any] = clock
    later = open_registers(empty, both, clock_)
    later.note(Asked("daoban", "firms", PURPOSE, True, ()), TEA)
    assert len(later.uses.about(TEA)) == 2
