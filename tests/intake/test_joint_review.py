"""A bundle of three permits at intake: its departments work side by side, and its last licence brings the composite one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.database import open_engine
from api.intake import IntakeServices, open_intake, published_forms
from api.intake.acts import read_act
from api.intake.event import Event
from api.intake.joint import OutcomeKind, State
from api.intake.officers import Officer
from api.problems import Problem
from bot.catalog import Published, publish
from bot.catalog.processes import Definitions, JointOrder
from tests.actions.conftest import Clock

ROOT = Path(__file__).resolve().parents[2]
FORMS = ("entertainment_venue", "public_hygiene", "food_operation")
CULTURE = Officer("fang", "方科", "静安区文化和旅游局")
POLICE = Officer("jing", "警官", "上海市公安局静安分局")
HEALTH = Officer("yi", "易科", "静安区卫生健康委员会（区疾病预防控制局）")
MARKET = Officer("wang", "王科", "静安区市场监督管理局")
LEADS = {"entertainment_venue": CULTURE, "public_hygiene": HEALTH, "food_operation": MARKET}


@pytest.fixture(scope="module")
def published() -> Published:
    """What the project's files say."""
    return publish(ROOT, today=date(2026, 11, 24))


def opened(folder: Path, published: Published, definitions: Callable[[], Definitions]) -> IntakeServices:
    """The intake of the project's forms, which are dealt with as ``definitions`` say."""
    engine: Engine = open_engine(f"sqlite:///{folder / 'intake.sqlite3'}")
    clock = Clock()
    clock.now = datetime(2026, 11, 24, 2, tzinfo=timezone.utc)
    cipher, forms = Cipher({"k1": b"1" * 32}, "k1"), published_forms(published.catalog)
    return open_intake(engine, cipher, forms, clock, definitions=definitions)


@pytest.fixture
def services(tmp_path: Path, published: Published) -> IntakeServices:
    return opened(tmp_path, published, lambda: published.definitions)


@pytest.fixture
def references(services: IntakeServices) -> dict[str, str]:
    return handed_in(services)


def handed_in(services: IntakeServices) -> dict[str, str]:
    """Form -> reference of a KTV's three applications."""
    bundle = {"id": "c_1:9", "forms": list(FORMS), "scenario": "ktv_all"}
    found = {}
    for form in FORMS:
        application = json.loads((ROOT / f"forms/{form}/examples/valid-ktv_all.json").read_text("utf-8"))
        body = {"form": form, "application": application, "bundle": bundle}
        found[form] = services.desk.take("daoban", f"c_1:9:{form}", body)[0].reference
    return found


@pytest.fixture
def act(services: IntakeServices, references: dict[str, str]) -> Callable[..., Event]:
    """The lead department of a form, or another officer, does something."""

    def acts(form: str, kind: str, officer: Officer | None = None, **more: Any) -> Event:
        reference = references[form]
        seq = len(services.desk.history.of(reference))
        return services.casework.act(officer or LEADS[form], reference, read_act({"kind": kind, "seq": seq, **more}))

    return acts


def states(services: IntakeServices, reference: str) -> dict[str, str]:
    entry = services.desk.registry.by_reference(reference)
    assert entry is not None
    return {one.step: one.state.value for one in services.casework.review.tasks(entry)}


def test_three_permits_side_by_side_to_one_composite_licence(
    services: IntakeServices, references: dict[str, str], act: Callable[..., Event]
) -> None:
    for form in FORMS:
        act(form, "accepted")
    venue = references["entertainment_venue"]
    # All of it is open at once but what the ordinance wants first.
    now = states(services, venue)
    assert (now["verify"], now["paper"], now["publicise"], now["inspect"]) == ("open", "open", "open", "waiting")
    with pytest.raises(Problem) as refused:
        act("entertainment_venue", "granted")
    assert (refused.value.status, refused.value.code) == (409, "not-heard")
    assert POLICE.office in refused.value.detail
    services.opining.give(POLICE, venue, {"step": "verify", "verdict": "agree"})
    assert states(services, venue)["verify"] == State.done.value
    events = services.desk.history.of(venue)
    assert [(one.status, one.office) for one in events[1:]] == [
        ("accepted", CULTURE.office),
        ("review_begun", POLICE.office),
    ]
    for form in FORMS:
        act(form, "granted")
    entry = services.desk.registry.by_reference(venue)
    assert entry is not None
    ended = services.casework.review.outcome(entry)
    assert ended.kind is OutcomeKind.granted
    assert ended.composite is not None
    assert [one.form for one in ended.composite.permits] == list(FORMS)
    issued = [act(form, "issued") for form in FORMS]
    assert [one.licence.title for one in issued if one.licence] == [
        "娱乐经营许可证",
        "上海市公共场所卫生许可证",
        "食品经营许可证",
    ]
    assert [one.composite.title if one.composite else None for one in issued] == [
        None,
        None,
        "行业综合许可证（歌舞娱乐）",
    ]
    assert "行业综合许可证（歌舞娱乐）" in issued[-1].words


def test_a_refused_part_leaves_the_others_and_no_composite_licence(
    services: IntakeServices, references: dict[str, str], act: Callable[..., Event]
) -> None:
    for form in FORMS:
        act(form, "accepted")
    services.opining.give(
        POLICE, references["entertainment_venue"], {"step": "verify", "verdict": "refuse", "words": "有前科"}
    )
    act("entertainment_venue", "refused", words="投资人有条例列出的禁止情形")
    act("public_hygiene", "granted")
    act("food_operation", "granted")
    assert act("food_operation", "issued").composite is None
    assert act("public_hygiene", "issued").composite is None
    entry = services.desk.registry.by_reference(references["food_operation"])
    assert entry is not None
    ended = services.casework.review.outcome(entry)
    assert (ended.kind, ended.lead_decides, ended.refused) == (
        OutcomeKind.partly_granted,
        True,
        ("entertainment_venue",),
    )


def test_each_department_does_its_own_and_no_other(
    services: IntakeServices, references: dict[str, str], act: Callable[..., Event]
) -> None:
    venue = references["entertainment_venue"]
    give = services.opining.give
    with pytest.raises(Problem) as early:
        give(POLICE, venue, {"step": "verify", "verdict": "agree"})
    assert early.value.code == "not-now"
    with pytest.raises(Problem) as foreign:
        act("entertainment_venue", "accepted", POLICE)
    assert (foreign.value.status, foreign.value.code) == (403, "not-the-lead")
    act("entertainment_venue", "accepted")
    for officer, step, status in (
        (MARKET, "verify", 404), (CULTURE, "verify", 404), (POLICE, "paper", 404), (POLICE, "nothing", 404), (POLICE, "decide", 404),
        (CULTURE, "inspect", 409),
    ):  # fmt: skip
        with pytest.raises(Problem) as refused:
            give(officer, venue, {"step": step, "verdict": "agree"})
        assert refused.value.status == status, (officer.office, step)
    give(POLICE, venue, {"step": "verify", "verdict": "agree"})
    with pytest.raises(Problem) as twice:
        give(POLICE, venue, {"step": "verify", "verdict": "agree"})
    assert twice.value.code == "done"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ([], ""), ({"step": "verify"}, "/verdict"), ({"step": 1, "verdict": "agree"}, "/step"),
        ({"step": "verify", "verdict": "maybe"}, "/verdict"), ({"step": "verify", "verdict": "refuse"}, "/words"),
        ({"step": "verify", "verdict": "agree", "words": "好" * 1001}, "/words"),
        ({"step": "verify", "verdict": "agree", "more": 1}, "/more"),
    ],
)  # fmt: skip
def test_what_is_no_opinion_is_refused_with_its_place(
    services: IntakeServices, references: dict[str, str], body: Any, pointer: str
) -> None:
    with pytest.raises(Problem) as refused:
        services.opining.give(POLICE, references["entertainment_venue"], body)
    assert (refused.value.status, refused.value.errors[0][0]) == (422, pointer)


def test_the_deadline_is_that_of_the_item(act: Callable[..., Event]) -> None:
    due = act("food_operation", "accepted").due
    # Ten working days after 24 November 2026; nobody has read the measure's own article.
    assert due is not None
    assert (due.day, due.days, due.unit, due.certain) == (date(2026, 12, 8), 10, "工作日", False)


def test_an_opinion_is_not_readable_in_the_database(
    services: IntakeServices, references: dict[str, str], act: Callable[..., Event], tmp_path: Path
) -> None:
    act("entertainment_venue", "accepted")
    services.opining.give(
        POLICE, references["entertainment_venue"], {"step": "verify", "verdict": "refuse", "words": "有前科"}
    )
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("intake.sqlite3*"))
    assert "有前科".encode() not in stored
    (given,) = services.casework.review.opinions.of(references["entertainment_venue"])
    assert (given.words, given.office, given.by) == ("有前科", POLICE.office, "jing")


def test_a_part_waits_for_the_one_that_the_law_wants_decided_first(tmp_path: Path, published: Published) -> None:
    ktv = published.definitions.bundles["ktv"]
    order = (JointOrder("public_hygiene", "entertainment_venue", "law"),)
    bundles = {**published.definitions.bundles, "ktv": replace(ktv, order=order)}
    definitions = replace(published.definitions, bundles=bundles)
    services = opened(tmp_path, published, lambda: definitions)
    references = handed_in(services)
    for form in FORMS:
        services.casework.act(LEADS[form], references[form], read_act({"kind": "accepted", "seq": 1}))
    granted = read_act({"kind": "granted", "seq": 2})
    with pytest.raises(Problem) as refused:
        services.casework.act(HEALTH, references["public_hygiene"], granted)
    assert (refused.value.status, refused.value.code) == (409, "not-heard")
    assert "娱乐场所" in refused.value.detail
    services.opining.give(POLICE, references["entertainment_venue"], {"step": "verify", "verdict": "agree"})
    decided = read_act({"kind": "granted", "seq": len(services.desk.history.of(references["entertainment_venue"]))})
    services.casework.act(CULTURE, references["entertainment_venue"], decided)
    assert services.casework.act(HEALTH, references["public_hygiene"], granted).status == "granted"
