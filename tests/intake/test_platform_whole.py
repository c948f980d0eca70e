"""From a conversation to a city's platform and back: handed in through faults once, and what happens there is told in the conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.gateways.platform import PlatformSubmission, Signed, platform_client
from actions.reconciling import Difference, Reconcile, Reconciled
from actions.settings import BadSetting, PlatformAccess, Settings, read_settings
from actions.status_inbox import StatusInbox
from bot.catalog import CatalogInvalid, open_platform
from bot.catalog.platforms import FormThere
from bot.cli.desk_composition import open_desk
from bot.cli.migrate import databases
from tests.actions.conftest import Clock, engine
from tests.actions.office import Office, open_office
from tests.intake.http_server import serving
from tests.intake.reference_platform import APP, SECRET, ReferencePlatform

__all__ = ["engine"]

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = open_platform(ROOT, "reference", today=date(2026, 11, 30))
PLATFORM = replace(REFERENCE, forms={"permit": FormThere("A1", "1", {"applicant": "/name"})})
Found = TypeVar("Found")
CASES = [f"c_{number}" for number in range(6)]


@pytest.fixture
def there() -> ReferencePlatform:
    """The platform, which only says that it has a key already."""
    return ReferencePlatform(repeats="held")


@pytest.fixture
def city(there: ReferencePlatform) -> Iterator[str]:
    """Where it serves."""
    with serving(there.app()) as address:
        yield address


@pytest.fixture
def office(engine: Engine, cipher: Cipher, clock: Clock) -> Office:
    """An office with cases ready."""
    opened = open_office(engine, cipher, clock)
    for conversation in CASES:
        opened.ready(conversation)
    return opened


def at_the(city: str, act: Callable[[PlatformSubmission], Awaitable[Found]]) -> Found:
    """What comes of it at a desk that is closed afterwards."""

    async def scene() -> Found:
        async with platform_client(city, Signed(PLATFORM.signing, APP, SECRET)) as client:
            return await act(PlatformSubmission(client, PLATFORM))

    return asyncio.run(scene())


def poll(city: str, office: Office, engine: Engine, cipher: Cipher, clock: Clock) -> Reconciled:
    """What the nightly run does, once."""

    async def once(desk: PlatformSubmission) -> Reconciled:
        inbox = StatusInbox(office.store, office.conversations, desk)
        return await Reconcile(engine, cipher, office.store, desk, clock, inbox).run()

    return at_the(city, once)


def test_what_a_conversation_hands_in_is_there_once_and_comes_back(
    city: str, there: ReferencePlatform, office: Office, engine: Engine, cipher: Cipher, clock: Clock
) -> None:
    for conversation in CASES:
        office.hand_in(conversation)
    there.troubles = ["500", "500-after", "page", "", "busy", "500-after", "500-after", "500", ""]

    async def work(desk: PlatformSubmission) -> None:
        worker = office.worker(desk)
        for _ in range(12):
            await worker.run_once()
            clock.pass_seconds(10)

    at_the(city, work)
    references = [dict(office.case(one).submission.references)["permit"] for one in CASES]  # type: ignore[union-attr]
    assert sorted(references) == [f"GZ{number:04}" for number in range(1, 7)]
    assert len(there.records) == len(CASES)
    assert {record.body["applicant"] for record in there.records.values()} == {"阿婆奶茶"}
    assert (office.outbox.waiting(), office.outbox.dead()) == (0, 0)
    for number in references:
        there.step(number, state="23", time="2026-12-01 09:00:00", orgName="某局")
    there.step(references[0], state="55", time="2026-12-02 09:00:00")
    there.step(references[0], state="60", time="2026-12-03 09:00:00", orgName="某局")
    there.step(references[1], state="24", time="2026-12-03 09:00:00")
    found = poll(city, office, engine, cipher, clock)
    assert (found.asked, found.heard, found.differences) == (6, 13, [])
    known = [
        [event.code for event in office.case(one).submission.happened[at]]
        for one, at in zip(CASES, references, strict=True)
    ]  # type: ignore[union-attr]
    assert known == [[1, 3, 11], [1, 3], [1, 3], [1, 3], [1, 3], [1, 3]]
    # The gap where the unknown status is stays one, and is asked for again; nothing is told twice.
    again = poll(city, office, engine, cipher, clock)
    assert (again.heard, again.differences) == (0, [Difference("unasked", references[1], "ambiguous_status_24")])
    there.records[f"{CASES[1]}:17:permit"].steps[-1]["reason"] = "refused"
    assert poll(city, office, engine, cipher, clock).heard == 1


GIVEN = {
    "DAOBAN_PLATFORM": "reference",
    "DAOBAN_PLATFORM_URL": "https://city.example/gw/",
    "DAOBAN_PLATFORM_KEY": "me",
    "DAOBAN_PLATFORM_SECRET": "s",
}
PRODUCTION = {"DAOBAN_ENV": "production", "DAOBAN_DATA_KEY": "k:x"}


def test_a_platform_is_named_by_the_settings_and_no_intake_of_ours_is_wanted() -> None:
    settings = read_settings({**GIVEN, **PRODUCTION})
    assert settings.platform == PlatformAccess("reference", "https://city.example/gw", "me", "s")
    assert [name for name, _, _ in databases(settings)] == ["applicants"]
    client, opened = open_desk(settings, "")
    assert isinstance(opened.desk, PlatformSubmission)
    assert (opened.desk.platform, str(client.base_url)) == (REFERENCE, "https://city.example/gw/")
    asyncio.run(client.aclose())


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"DAOBAN_PLATFORM_URL": ""}, "DAOBAN_PLATFORM_URL"),
        ({"DAOBAN_PLATFORM_URL": "http://city.example", **PRODUCTION}, "DAOBAN_PLATFORM_URL"),
        ({"DAOBAN_PLATFORM_KEY": ""}, "DAOBAN_PLATFORM_KEY"),
        ({"DAOBAN_PLATFORM_SECRET": ""}, "DAOBAN_PLATFORM_SECRET"),
        ({"DAOBAN_PLATFORM": "../reference"}, "DAOBAN_PLATFORM"),
        ({"DAOBAN_INTAKE_URL": "https://intake.example"}, "DAOBAN_INTAKE_URL"),
    ],
)
def test_a_platform_is_configured_whole(changed: dict[str, str], names: str) -> None:
    with pytest.raises(BadSetting, match=names):
        read_settings({**GIVEN, **changed})


def test_a_platform_without_a_file_is_said_at_the_start() -> None:
    settings = Settings(platform=PlatformAccess("referense", "https://city.example", "me", "s"), root=ROOT)
    with pytest.raises(CatalogInvalid) as invalid:
        open_desk(settings, "")
    (issue,) = invalid.value.issues
    assert (issue.file, issue.code, issue.suggestion) == ("forms/platforms/referense.yml", "YAML-01", "reference")
