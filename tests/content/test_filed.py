"""Every theme's plain conversation ends in a bundle that the intake takes over HTTP, each application once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.cipher import Cipher
from actions.database import open_engine
from actions.gateways import HttpSubmission, intake_client
from actions.ports import Receipt
from actions.rehearsal import Rehearsal
from actions.stories.situation import at_nine
from api.intake import IntakeServices, create_intake, open_intake, own_key, published_forms
from bot.catalog import load
from bot.engine import Catalog
from bot.engine.events import SubmitRequested
from bot.nlu import Understander
from tests.actions.conftest import Clock
from tests.intake.http_server import serving

from .published import ROOT, SCENARIOS, read

TODAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(ROOT, today=TODAY)


@pytest.fixture(scope="module")
def understander(catalog: Catalog) -> Understander:
    return Understander(catalog)


@pytest.fixture(scope="module")
def intake(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, IntakeServices]]:
    """Where an intake with the published forms serves, our key to it, and what it holds."""
    folder = tmp_path_factory.mktemp("intake")
    engine = open_engine(f"sqlite:///{folder / 'intake.sqlite3'}")
    services = open_intake(engine, Cipher({"k1": b"1" * 32}, "k1"), published_forms(catalog), Clock())
    with serving(create_intake(services)) as url:
        yield url, own_key(folder / "intake.key", services.clients), services
    engine.dispose()


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_plain_way_files_a_bundle_that_intake_takes(
    path: Path, catalog: Catalog, understander: Understander, intake: tuple[str, str, IntakeServices]
) -> None:
    story = read(ROOT / "scenarios" / "stories" / f"{path.stem}-plain.yml")
    day = date.fromisoformat(str(story["today"]))
    applicant = Rehearsal(catalog, understander, lambda: at_nine(day))
    for turn in story["turns"]:
        applicant.say(turn["say"])
    applicant.say("提交")
    assert len(applicant.submitted) == 1, applicant.case
    request = applicant.submitted[0]
    url, key, services = intake
    taken = _hand_in(url, key, f"{path.stem}-1", request)
    assert (
        {receipt.form for receipt in taken}
        == set(request.applications)
        <= {one["form"] for one in read(path)["permits"]}
    )
    assert _hand_in(url, key, f"{path.stem}-1", request) == taken
    for receipt in taken:
        held = services.desk.find("daoban", receipt.reference).document()
        assert held["application"] == request.applications[receipt.form]


def _hand_in(url: str, key: str, name: str, request: SubmitRequested) -> tuple[Receipt, ...]:
    async def scene() -> tuple[Receipt, ...]:
        async with intake_client(url, key) as client:
            sent = HttpSubmission(client)
            return await sent.submit(name, request.applications, request.materials, request.provenance)

    return asyncio.run(scene())
