"""What intake issues is in the library: each licence once, under the identifier that was told, whatever happens on the way."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.database import open_engine
from api.intake import IntakeServices, open_intake, published_forms
from api.intake.acts import read_act
from api.intake.elsewhere import Numbers
from api.intake.event import Event
from api.intake.officers import Officer
from api.library.app import create_library, open_library
from api.library.identifier import read_identifier
from api.library.services import ALL_SCOPES
from bot.catalog import Published, publish
from tests.actions.conftest import Clock, empty, postgres, url
from tests.intake.elsewhere import FAULTS, KEY, Faulty, Reached, carry, faulty, kinds, searched, undone

__all__ = ["empty", "postgres", "url"]
ROOT = Path(__file__).resolve().parents[2]
FORMS = ("entertainment_venue", "public_hygiene", "food_operation")
OFFICES = {
    "entertainment_venue": Officer("fang", "方科", "静安区文化和旅游局"),
    "public_hygiene": Officer("yi", "易科", "静安区卫生健康委员会（区疾病预防控制局）"),
    "food_operation": Officer("wang", "王科", "静安区市场监督管理局"),
}
POLICE = Officer("jing", "警官", "上海市公安局静安分局")
CIPHER = Cipher({"k1": b"1" * 32}, "k1")


@pytest.fixture(scope="module")
def published() -> Published:
    """What the project's files say."""
    return publish(ROOT, today=date(2026, 11, 24))


@pytest.fixture
def clock() -> Clock:
    found = Clock()
    found.now = datetime(2026, 11, 24, 2, tzinfo=timezone.utc)
    return found


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The intake's database."""
    found = open_engine(f"sqlite:///{tmp_path / 'intake.sqlite3'}")
    yield found
    found.dispose()


@pytest.fixture
def shelves(tmp_path: Path, clock: Clock) -> Iterator[tuple[Faulty, str]]:
    """A real library with a database of its own, and its address."""
    engine = open_engine(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    services = open_library(engine, CIPHER, clock)
    services.clients.register(KEY, "intake", ALL_SCOPES)
    with faulty(create_library(services)) as found:
        yield found
    engine.dispose()


Open = Callable[[], IntakeServices]


@pytest.fixture
def opened(engine: Engine, published: Published, clock: Clock, shelves: tuple[Faulty, str]) -> Open:
    """Opens the intake, as often as it is started again."""

    def opens() -> IntakeServices:
        library = Reached(library=shelves[1])
        forms = published_forms(published.catalog)
        return open_intake(
            engine, CIPHER, forms, clock, definitions=lambda: published.definitions, library=library
        )  # fmt: skip

    return opens


@pytest.fixture
def services(opened: Open) -> IntakeServices:
    return opened()


def act(services: IntakeServices, form: str, reference: str, kind: str, **more: Any) -> Event:
    """The lead department does something."""
    seq = len(services.desk.history.of(reference))
    return services.casework.act(OFFICES[form], reference, read_act({"kind": kind, "seq": seq, **more}))


def example(form: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / f"forms/{form}/examples/valid-ktv_all.json").read_text("utf-8"))
    return found


def granted(services: IntakeServices, name: str = "c_1") -> dict[str, str]:
    """Form -> reference of a KTV's three applications, all granted."""
    bundle = {"id": name, "forms": list(FORMS), "scenario": "ktv_all"}
    found = {}
    for form in FORMS:
        body = {"form": form, "application": example(form), "bundle": bundle}
        found[form] = services.desk.take("daoban", f"{name}:{form}", body)[0].reference
        act(services, form, found[form], "accepted")
    services.opining.give(POLICE, found["entertainment_venue"], {"step": "verify", "verdict": "agree"})
    for form in FORMS:
        act(services, form, found[form], "granted")
    return found


def one_granted(services: IntakeServices, key: str = "k1") -> str:
    """The reference of a food permit that was granted."""
    body = {"form": "food_operation", "application": example("food_operation")}
    reference = services.desk.take("daoban", key, body)[0].reference
    for kind in ("accepted", "granted"):
        act(services, "food_operation", reference, kind)
    return reference


def holder(form: str = "food_operation") -> str:
    """Whose licences they are."""
    return str(example(form)["operator"]["uscc"])


def identifiers(events: list[Event]) -> set[str]:
    return {one.identifier for event in events for one in (event.licence, event.composite) if one is not None}


def test_three_licences_and_the_composite_one_are_in_the_library_and_delivered(
    services: IntakeServices, shelves: tuple[Faulty, str], clock: Clock
) -> None:
    references = granted(services)
    issued = [act(services, form, reference, "issued") for form, reference in references.items()]
    told = identifiers(issued)
    assert len(told) == 4
    assert undone(services) == 7
    carry(services, clock, 3)
    assert undone(services) == 0
    held = {
        one["identifier"]: one for number in {holder(form) for form in FORMS} for one in searched(shelves[1], number)
    }
    assert held.keys() == told
    assert issued[-1].composite is not None
    composite = held[issued[-1].composite.identifier]
    assert composite["title"] == "行业综合许可证（歌舞娱乐）"
    assert {one["title"] for one in composite["content"]["stands_for"]} == {
        "娱乐经营许可证", "上海市公共场所卫生许可证", "食品经营许可证",
    }  # fmt: skip
    assert {one["identifier"] for one in composite["content"]["stands_for"]} == told - {composite["identifier"]}
    # All of them wanted the e-licence alone.
    for form, reference in references.items():
        last = services.desk.history.of(reference)[-1]
        assert (form, last.status, last.due) == (form, "delivered", None)
        assert last.words.startswith("电子证照已经存进电子证照库，标识 1.2.156.3005.2.")


def test_an_identifier_is_told_before_the_library_hears_of_it_and_tells_nothing_of_the_application(
    services: IntakeServices,
) -> None:
    reference = one_granted(services)
    seq = len(services.desk.history.of(reference))
    again = read_act({"kind": "issued", "seq": seq})
    foreseen = services.casework.preview(OFFICES["food_operation"], reference, again)
    issued = act(services, "food_operation", reference, "issued")
    assert issued.licence == foreseen.licence
    assert issued.licence is not None
    parts = read_identifier(issued.licence.identifier)
    assert (parts.type, parts.issuer, parts.version) == ("113100000000000004001", "11310106000000019W", 1)
    assert reference.rpartition("-")[2] not in issued.licence.identifier


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_on_the_way_leaves_one_licence(
    services: IntakeServices, shelves: tuple[Faulty, str], clock: Clock, fault: str
) -> None:
    reference = one_granted(services)
    issued = act(services, "food_operation", reference, "issued")
    shelves[0].faults = [fault] * 2
    carry(services, clock)
    if fault != "twice":
        # The applicant is not told of an e-licence that nobody has taken yet.
        assert kinds(services, reference)[-1] == "issued"
    carry(services, clock, 4)
    assert (undone(services), kinds(services, reference)[-1]) == (0, "delivered")
    assert {one["identifier"] for one in searched(shelves[1], holder())} == identifiers([issued])


def test_killed_after_the_commit_the_next_process_issues(
    services: IntakeServices, opened: Open, shelves: tuple[Faulty, str], clock: Clock
) -> None:
    issued = act(services, "food_operation", one_granted(services), "issued")
    carry(opened(), clock, 3)
    assert {one["identifier"] for one in searched(shelves[1], holder())} == identifiers([issued])


def test_killed_after_the_library_took_it_the_next_process_finds_it_there(
    services: IntakeServices, opened: Open, shelves: tuple[Faulty, str], clock: Clock
) -> None:
    reference = one_granted(services)
    issued = act(services, "food_operation", reference, "issued")
    entry = services.desk.registry.by_reference(reference)
    (claimed,) = services.errands.queue.claim(8)  # ... and never ended
    assert entry is not None
    asyncio.run(services.errands.carry[1](entry, issued))  # type: ignore[index]
    again = opened()
    assert again.errands.queue.claim(8) == []
    clock.pass_seconds(61)
    carry(again, clock, 3)
    services.errands.queue.put_back(claimed, 0, "late")
    assert (undone(again), kinds(again, reference)[-1]) == (0, "delivered")
    assert len(searched(shelves[1], holder())) == 1


@pytest.mark.parametrize(("kind", "status"), [("recalled", "recalled"), ("revoked", "revoked")])
def test_what_is_ended_at_intake_is_ended_in_the_library(
    services: IntakeServices, shelves: tuple[Faulty, str], clock: Clock, kind: str, status: str
) -> None:
    reference = one_granted(services)
    act(services, "food_operation", reference, "issued")
    shelves[0].faults = ["down", "late"]
    act(services, "food_operation", reference, kind, words="材料是假的")
    carry(services, clock, 6)
    (held,) = searched(shelves[1], holder())
    assert (held["status"], held["reason"], undone(services)) == (status, "材料是假的", 0)
    # It was over before the e-licence could be handed over.
    assert "delivered" not in kinds(services, reference)


def test_with_one_of_its_permits_the_composite_licence_ends_too(
    services: IntakeServices, shelves: tuple[Faulty, str], clock: Clock
) -> None:
    references = granted(services)
    issued = [act(services, form, reference, "issued") for form, reference in references.items()]
    carry(services, clock, 4)
    act(services, "entertainment_venue", references["entertainment_venue"], "revoked", words="投资人有禁止情形")
    carry(services, clock, 2)
    held = {one["identifier"]: one["status"] for form in FORMS for one in searched(shelves[1], holder(form))}
    assert issued[0].licence is not None
    assert issued[-1].composite is not None
    ended = {issued[0].licence.identifier, issued[-1].composite.identifier}
    assert {name for name, status in held.items() if status == "revoked"} == ended
    assert len(held) == 4


@dataclass
class Slow:
    """Numbers that are given when the test says so."""

    numbers: Numbers
    asked: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)

    def reserve(self, title: str, office: str, key: str) -> str:
        """See ``Numbers.reserve``."""
        self.asked.set()
        self.go.wait()
        return self.numbers.reserve(title, office, key)


def test_of_the_last_two_parts_issued_at_once_one_brings_the_composite_licence(
    empty: Engine, published: Published, clock: Clock
) -> None:
    forms = published_forms(published.catalog)
    services = open_intake(empty, CIPHER, forms, clock, definitions=lambda: published.definitions)
    references = granted(services)
    first, *others = references.items()
    act(services, *first, "issued")
    slow = Slow(services.casework.numbers)
    held_up = replace(services, casework=replace(services.casework, numbers=slow))
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(act, held_up, *others[0], "issued")
        slow.asked.wait()
        # Now the first is in the middle of its transaction; the second has time to pass it, if it can.
        other = pool.submit(act, services, *others[1], "issued")
        wait([other], timeout=0.5)
        slow.go.set()
        events = [one.result(), other.result()]
    assert [event.composite is not None for event in events] == [False, True]


def test_without_a_library_licences_wait_for_one(
    engine: Engine, published: Published, opened: Open, clock: Clock
) -> None:
    forms = published_forms(published.catalog)
    alone = open_intake(engine, CIPHER, forms, clock, definitions=lambda: published.definitions)
    reference = one_granted(alone)
    act(alone, "food_operation", reference, "issued")
    carry(alone, clock, 2)
    assert undone(alone) == 2
    carry(opened(), clock, 3)
    assert (undone(alone), kinds(alone, reference)[-1]) == (0, "delivered")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([one for one in FAULTS if one != "late"]), max_size=10), st.integers(0, 3), st.booleans()
)
def test_whatever_happens_each_licence_is_there_once(
    services: IntakeServices, shelves: tuple[Faulty, str], opened: Open, clock: Clock, faults: list[str], early: int, revoked: bool
) -> None:  # fmt: skip
    before = {one["identifier"] for one in searched(shelves[1], holder())}
    reference = one_granted(services, key=f"k{clock.now.timestamp()}")
    act(services, "food_operation", reference, "issued")
    shelves[0].faults = list(faults)
    carry(services, clock, early)
    if revoked:
        act(services, "food_operation", reference, "revoked", words="材料是假的")
    carry(opened(), clock, len(faults) + 6)
    shelves[0].faults.clear()
    assert undone(services) == 0
    new = [one for one in searched(shelves[1], holder()) if one["identifier"] not in before]
    assert [one["status"] for one in new] == ["revoked" if revoked else "valid"]
    # Revoked before or after it was handed over, by how far things had come.
    assert kinds(services, reference)[-1] == ("revoked" if revoked else "delivered")


def test_whoever_has_the_identifier_can_ask_whether_it_is_valid(
    services: IntakeServices, shelves: tuple[Faulty, str], clock: Clock
) -> None:
    issued = act(services, "food_operation", one_granted(services), "issued")
    carry(services, clock, 3)
    assert issued.licence is not None
    path = f"{shelves[1]}/library/v1/verify/{issued.licence.identifier}"
    told = httpx.get(path, timeout=60, trust_env=False).json()
    assert (told["title"], told["status"], told["office"]) == ("食品经营许可证", "valid", "静安区市场监督管理局")
    assert "*" in told["holder"]["name"]
