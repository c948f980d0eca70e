"""New files never break a running application: open cases stay on their release until it is marked broken or expired."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from actions.archive import LOOK_AGAIN, Archive, in_force
from actions.database import Database, open_engine
from actions.migrating import APPLICANTS, upgrade
from actions.outbox import Outbox
from actions.pins import Pin, pins
from actions.releases import Releases
from api.intake.app import open_desk
from api.intake.checking import Checking
from api.intake.migrating import INTAKE
from api.intake.published import earlier_forms, published_forms
from api.problems import Problem
from bot.catalog import publish
from bot.engine import Case
from tests.catalog.tree import TEA, TODAY, edit

from .conftest import Clock
from .publishing import AREA, DRINKS, NAME, PLACE, Project, make_project

MINUTE = 60


@pytest.fixture
def project(url: str, tmp_path: Path, clock: Clock) -> Iterator[Project]:
    """The small project on each kind of database."""
    made = make_project(tmp_path / "project", url, clock)
    yield made
    made.close()


@pytest.fixture
def local(tmp_path: Path, clock: Clock) -> Iterator[Project]:
    """The small project on SQLite alone."""
    made = make_project(tmp_path / "project", f"sqlite:///{tmp_path / 'cases.sqlite3'}", clock)
    yield made
    made.close()


def texts(outcome: dict[str, Any]) -> str:
    """All messages of a turn as one text."""
    return "\n".join(message["text"] for message in outcome["messages"])


def asked(outcome: dict[str, Any]) -> str | None:
    """The fact that is asked now."""
    return outcome["asking"]["fact"] if outcome["asking"] is not None else None


def test_an_open_case_finishes_on_its_version_and_a_new_one_begins_on_the_new_one(
    project: Project, clock: Clock
) -> None:
    before = project.open()
    project.begin(before, "c1")
    for said in (PLACE, DRINKS, "上一步", DRINKS):
        last = project.say(before, "c1", said)
    assert asked(last) == "shop.name"
    project.ask_for_pets()
    clock.pass_seconds(MINUTE)

    after = project.open()
    old, new = project.version(before), project.version(after)
    assert old != new
    assert asked(project.say(after, "c1", NAME)) == "shop.area"
    assert project.say(after, "c1", AREA)["case"]["stage"] == "review"
    assert project.say(after, "c1", "确认提交")["case"]["stage"] == "submitted"
    assert project.case(after, "c1").version == old
    assert "shop.pets" not in project.case(after, "c1").answers

    project.begin(after, "c2")
    project.say(after, "c2", PLACE)
    assert asked(project.say(after, "c2", DRINKS)) == "shop.pets"
    assert project.case(after, "c2").version == new
    assert [row.version for row in project.rows()] == [old, new]
    assert in_force(project.rows())["tea"].version == new


@pytest.mark.parametrize("state", ["broken", "expired"])
def test_a_case_on_a_marked_version_moves_and_hears_what_stays_and_what_is_asked(
    project: Project, clock: Clock, state: str
) -> None:
    before = project.open()
    project.begin(before, "c1")
    for said in (PLACE, DRINKS):
        project.say(before, "c1", said)
    project.ask_for_pets()
    clock.pass_seconds(MINUTE)
    after = project.open()
    assert project.archive().mark("tea", project.version(before), state, note="面积写错", by="王科")

    clock.pass_seconds(LOOK_AGAIN.total_seconds())
    told = project.say(after, "c1", NAME)
    assert "办理规则有更新，已按新规则核对您填的内容：保留 2 项，还要问 3 项。" in texts(told)
    assert "记下了：店名：阿婆奶茶店。" in texts(told)
    assert asked(told) == "shop.pets"
    assert project.case(after, "c1").version == project.version(after)
    assert set(project.case(after, "c1").answers) == {"shop.place", "shop.drinks", "shop.name"}


def test_answers_that_the_new_version_refuses_are_named_and_those_it_never_asks_are_counted(
    local: Project, clock: Clock
) -> None:
    before = local.open()
    local.begin(before, "c1")
    for said in (PLACE, DRINKS, NAME, AREA):
        local.say(before, "c1", said)
    edit(local.root, "forms/dictionary.yml", "limits: {above: 0}", "limits: {above: 100}")
    edit(local.root, "forms/dictionary.yml", "  shop.drinks:\n", "  shop.menu:\n")
    edit(local.root, TEA, "  - {fact: shop.drinks}\n", "")
    edit(
        local.root, TEA, "  - {id: R-4, when: shop.drinks has 'juice', warn: [W-CHECK], source: 《某条例》第六条}\n", ""
    )
    schema, examples = local.root / "forms/permit/form.schema.json", local.root / "forms/permit/examples"
    schema.write_text(schema.read_text("utf-8").replace('"exclusiveMinimum": 0', '"exclusiveMinimum": 100'), "utf-8")
    valid = examples / "valid-shop.json"
    valid.write_text(valid.read_text("utf-8").replace("80", "180"), "utf-8")
    clock.pass_seconds(MINUTE)
    after = local.open()
    assert local.archive().mark("tea", local.version(before), "expired", note="标准变了", by="王科")
    clock.pass_seconds(MINUTE)
    told = local.say(after, "c1", "到哪一步了")
    assert "保留 2 项，还要问 1 项。\n这些回答不符合新规则，要重新回答：面积。\n有 1 项回答，新规则不再需要。" in texts(
        told
    )
    assert asked(told) == "shop.area"


def test_servers_with_different_files_side_by_side_keep_each_others_cases(project: Project, clock: Clock) -> None:
    left = project.open()
    project.ask_for_pets()
    clock.pass_seconds(MINUTE)
    right = project.open()
    project.begin(left, "old")
    project.begin(right, "new")
    for core, other in ((left, right), (right, left)):
        for conversation, home in (("old", left), ("new", right)):
            project.say(core, conversation, PLACE)
            project.say(other, conversation, "上一步")
            assert project.case(core, conversation).version == project.version(home)
    assert "Upgraded" not in [
        name
        for conversation in ("old", "new")
        for turn in left.store.turns_after(conversation, 0)
        for name in turn.events
    ]


def test_the_release_in_force_is_stopped_by_a_mark_and_goes_on_when_it_is_taken_back(
    local: Project, clock: Clock
) -> None:
    core = local.open()
    local.begin(core, "c1")
    for state, told in (("broken", "目前不能在线导办"), ("current", "卖什么饮品？")):
        assert local.archive().mark("tea", local.version(core), state, note="核对", by="王科")
        clock.pass_seconds(LOOK_AGAIN.total_seconds())
        assert told in texts(local.say(core, "c1", PLACE))
    assert local.rows()[0].marked_by == "王科"


def test_a_mark_is_not_looked_for_at_every_turn(local: Project, clock: Clock) -> None:
    core = local.open()
    local.begin(core, "c1")
    assert local.archive().mark("tea", local.version(core), "broken", note="核对", by="王科")
    assert asked(local.say(core, "c1", PLACE)) == "shop.drinks"
    clock.pass_seconds(LOOK_AGAIN.total_seconds())
    assert "目前不能在线导办" in texts(local.say(core, "c1", DRINKS))
    assert "shop.drinks" not in local.case(core, "c1").answers


def test_a_warning_and_a_scenario_that_are_gone_from_the_files_are_still_said_to_the_end(
    local: Project, clock: Clock
) -> None:
    before = local.open()
    local.begin(before, "c1")
    (local.root / TEA).write_text(
        (local.root / TEA).read_text("utf-8").replace("id: tea", "id: cha").replace("W-CHECK", "W-VISIT"), "utf-8"
    )
    (local.root / "scenarios/shared/warnings.zh.yml").write_text("W-VISIT: 要来人看。\n", "utf-8")
    clock.pass_seconds(MINUTE)
    after = local.open()
    assert set(after.conversations.catalog.current) == {"cha"}
    for said in (PLACE, DRINKS, NAME, AREA):
        last = local.say(after, "c1", said)
    assert last["case"]["stage"] == "review"
    assert {one["text"] for one in last["case"]["warnings"]} == {"会有人到店里核查。"}
    assert "会有人到店里核查。" in texts(last)
    assert after.conversations.state("c1") == last


def test_an_application_on_an_earlier_version_of_the_form_is_taken_until_that_is_marked(
    local: Project, clock: Clock, tmp_path: Path
) -> None:
    before = local.open()
    local.begin(before, "c1")
    local.ask_for_pets()
    clock.pass_seconds(MINUTE)
    after = local.open()
    for said in (PLACE, DRINKS, NAME, AREA, "确认提交"):
        local.say(after, "c1", said)
    (claim,) = Outbox(after.engine, after.cipher, clock).claim(1)
    body = {"form": "permit", "application": claim.payload["applications"]["permit"]}

    catalog = after.conversations.catalog
    engine = open_engine(f"sqlite:///{tmp_path / 'intake.sqlite3'}")
    upgrade(engine, INTAKE)
    checking = Checking(published_forms(catalog), clock, lambda name: earlier_forms(catalog, name))
    desk = open_desk(Database(engine), after.cipher, checking)
    assert desk.check("daoban", None, body) is None
    spoilt = {**body, "application": {**body["application"], "area": -1}}
    with pytest.raises(Problem) as refused:
        desk.check("daoban", None, spoilt)
    assert {pointer for pointer, _ in refused.value.errors} == {"/application/pets", "/application/area"}
    with pytest.raises(Problem):
        desk.check("daoban", None, {**body, "form": "nothing"})

    assert local.archive().mark("tea", local.version(before), "broken", note="核对", by="王科")
    clock.pass_seconds(MINUTE)
    after.conversations.state("c1")
    with pytest.raises(Problem) as refused:
        desk.check("daoban", None, body)
    assert [pointer for pointer, _ in refused.value.errors] == ["/application/pets"]
    engine.dispose()


def test_a_damaged_release_does_not_keep_a_server_from_starting_and_its_cases_move_on(
    local: Project, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    before = local.open()
    local.begin(before, "c1")
    local.ask_for_pets()
    with before.engine.begin() as connection:
        connection.execute(text("UPDATE releases SET bundle = :junk"), {"junk": b"junk"})
    clock.pass_seconds(MINUTE)
    after = local.open()
    assert local.version(before) in caplog.text
    assert "办理规则有更新" in texts(local.say(after, "c1", PLACE))
    assert local.case(after, "c1").version == local.version(after)


def test_an_archive_that_cannot_be_looked_at_stops_nobody_on_a_known_release(
    local: Project, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    core = local.open()
    local.begin(core, "c1")
    with core.engine.begin() as connection:
        connection.execute(text("DROP TABLE releases"))
    clock.pass_seconds(MINUTE)
    assert asked(local.say(core, "c1", PLACE)) == "shop.drinks"
    assert "could not be looked at" in caplog.text


class Counting(Archive):
    """An archive that counts what is asked of it."""

    looked, fetched = 0, 0

    def rows(self) -> Any:
        self.looked += 1
        return super().rows()

    def bundle(self, scenario: str, version: str) -> Any:
        self.fetched += 1
        return super().bundle(scenario, version)


def test_a_release_is_built_once_and_a_known_one_costs_no_query(local: Project, clock: Clock) -> None:
    before = local.open()
    local.begin(before, "c1")
    case = local.case(before, "c1")
    local.ask_for_pets()
    archive = Counting(Database(before.engine), clock)
    releases = Releases(publish(local.root, today=TODAY), archive, clock)
    releases.provide(case)
    older = releases.catalog.older["tea", case.version]
    archive.looked = archive.fetched = 0
    for _ in range(50):
        releases.provide(case)
    assert (archive.looked, archive.fetched) == (0, 0)
    assert releases.catalog.pinned("tea", case.version) is older


def test_pins_follow_the_open_cases(project: Project, clock: Clock) -> None:
    core = project.open()
    version = project.version(core)
    core.store.create("c0", channel="web", token_hash=None, case=Case("c0"))
    for number in (1, 2):
        project.begin(core, f"c{number}")
    database = Database(core.engine)
    assert pins(database) == {Pin("tea", version): 2}
    project.say(core, "c1", "不办了")
    project.say(core, "c1", "对")
    assert project.case(core, "c1").closed
    assert pins(database) == {Pin("tea", version): 1}


def _archive_in_a_process(url: str, root: str, gate: Any, results: Any) -> None:
    engine = open_engine(url)
    archive = Archive(Database(engine), Clock())
    bundles = list(publish(Path(root), today=TODAY).bundles.values())
    gate.wait()
    archive.keep(bundles)
    results.put(len(archive.rows()))
    engine.dispose()


def test_processes_that_start_at_once_archive_once(project: Project) -> None:
    engine = open_engine(project.url)
    upgrade(engine, APPLICANTS)
    spawn = multiprocessing.get_context("spawn")
    gate, results = spawn.Barrier(3), spawn.Queue()
    arguments = (project.url, str(project.root), gate, results)
    processes = [spawn.Process(target=_archive_in_a_process, args=arguments) for _ in range(3)]
    for process in processes:
        process.start()
    found = [results.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    assert found == [1, 1, 1]
    engine.dispose()


def test_a_case_that_nobody_looks_at_for_a_year_still_finds_its_release(local: Project, clock: Clock) -> None:
    before = local.open()
    local.begin(before, "c1")
    local.ask_for_pets()
    clock.now += timedelta(days=365)
    after = local.open()
    assert asked(local.say(after, "c1", PLACE)) == "shop.drinks"
    assert local.case(after, "c1").version == local.version(before)
