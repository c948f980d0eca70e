"""From one author's text to the applicants, through the other author's approval."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.api.problem import problem
from tests.serving import Running, Talk, running

from .project import NEW_QUESTION, OLD_QUESTION, PLACE, Author, asking_anew, make_project

OPENING = "我想在静安区开一家奶茶店"
FILE = "scenarios/food/beverage_shop.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Each test publishes into a project of its own."""
    return make_project(tmp_path / "project")


@pytest.fixture
def server(project: Path, tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "var", rasa=False, DAOBAN_ROOT=str(project)) as started:
        yield started


@pytest.fixture
def lin(server: Running) -> Iterator[Author]:
    with Author(server.url, "demo_lin") as author:
        yield author


@pytest.fixture
def he(server: Running) -> Iterator[Author]:
    with Author(server.url, "demo_he") as author:
        yield author


def first_question(server: Running) -> str:
    with Talk(server.url) as talk:
        return str(talk.say(OPENING)["messages"][-1]["text"])


def test_the_whole_way_and_back(server: Running, project: Path, lin: Author, he: Author) -> None:
    old = lin.scenario()["text"]
    new = asking_anew(old)
    with Talk(server.url) as begun_before:
        assert begun_before.say(OPENING)["messages"][-1]["text"] == OLD_QUESTION

        submission = lin.submit(new)
        assert first_question(server) == OLD_QUESTION
        seen = he.http.get(f"/studio/api/submissions/{submission['id']}").json()
        assert seen["text"] == new
        assert [line for line in seen["changes"] if line[0] in "+-"] == [
            "-  - {fact: licence_state}",
            f"+  - {{fact: licence_state, ask: {NEW_QUESTION}}}",
        ]
        approved = he.approve(submission)
        assert approved.status_code == 200, approved.text

        assert (project / FILE).read_text("utf-8") == new
        assert first_question(server) == NEW_QUESTION
        # The case begun before goes on, with the question as it was asked when it began.
        assert begun_before.say("为什么要问这个")["asking"]["fact"] == "licence_state"
        assert OLD_QUESTION in begun_before.said()
        assert NEW_QUESTION not in begun_before.said()
        assert begun_before.say("已经办好了")["asking"]["fact"] == "place_kind"

    told = lin.scenario()
    assert told["text"] == new
    assert told["draft"] is None
    latest, found = told["history"]
    assert (latest["submitter"], latest["approver"]) == ("林晓舟（演示）", "何敏之（演示）")
    assert latest["version"] == approved.json()["version"]
    assert found["submitter"] is None
    changed = lin.http.get(f"/studio/api/publications/{latest['id']}?since={found['id']}").json()["changes"]
    assert f"+  - {{fact: licence_state, ask: {NEW_QUESTION}}}" in changed

    back = he.http.post(f"/studio/api/publications/{found['id']}/restore", json={"note": "改回去"}).json()
    assert first_question(server) == NEW_QUESTION
    problem(he.approve(back), 403)
    assert lin.approve(back).status_code == 200
    assert (project / FILE).read_text("utf-8") == old
    assert first_question(server) == OLD_QUESTION
    assert len(lin.scenario()["history"]) == 3


def test_what_is_published_outlives_the_server(project: Path, tmp_path: Path) -> None:
    """And so does the release that an open case stands on, although its file is gone."""
    with running(tmp_path / "var", rasa=False, DAOBAN_ROOT=str(project)) as server:
        with Talk(server.url) as begun_before, Author(server.url) as lin, Author(server.url, "demo_he") as he:
            begun_before.say(OPENING)
            assert he.approve(lin.submit(asking_anew(lin.scenario()["text"]))).status_code == 200
        server.kill()
    with running(tmp_path / "var", rasa=False, DAOBAN_ROOT=str(project)) as server:
        assert first_question(server) == NEW_QUESTION
        with Author(server.url) as lin:
            assert len(lin.scenario()["history"]) == 2
        with Talk(server.url) as again:
            again.id, again.http.headers["Authorization"] = begun_before.id, f"Bearer {begun_before.token}"
            again.numbers = begun_before.numbers
            again.say("为什么要问这个")
            assert OLD_QUESTION in again.said()
            assert NEW_QUESTION not in again.said()


def test_several_servers_of_one_project_serve_the_same(project: Path, tmp_path: Path) -> None:
    """Two processes on the same files and database: what one publishes, the other serves soon, and neither blocks the other."""
    var = tmp_path / "var"
    with (
        running(var, rasa=False, DAOBAN_ROOT=str(project)) as one,
        running(var, rasa=False, DAOBAN_ROOT=str(project)) as other,
        Author(one.url) as lin,
        Author(other.url, "demo_he") as he,
        Talk(other.url) as begun_before,
    ):
        begun_before.say(OPENING)
        old = lin.scenario()["text"]
        assert he.approve(lin.submit(asking_anew(old))).status_code == 200
        # The first server has not looked since; approving there takes over what the other published, and goes on from it.
        assert lin.approve(he.submit(asking_anew(old, "执照办了吗？"))).status_code == 200
        assert first_question(one) == "执照办了吗？"
        until(lambda: first_question(other) == "执照办了吗？")
        assert begun_before.say("已经办好了")["asking"]["fact"] == "place_kind"


def until(holds: Callable[[], bool]) -> None:
    """It holds, after a while; a server looks at what others published every 15 seconds."""
    for _ in range(120):
        if holds():
            return
        time.sleep(0.5)
    raise AssertionError("it does not come to hold")


def test_a_scenario_is_taken_out_of_service_although_its_stories_cannot_go_any_more(lin: Author, he: Author) -> None:
    text = lin.scenario()["text"].replace("title:", "state: broken\ntitle:", 1)
    answer = he.approve(lin.submit(text))
    assert answer.status_code == 200, answer.text
    row = next(one for one in lin.http.get("/studio/api/scenarios").json()["scenarios"] if one["id"] == "beverage_shop")
    assert row["state"] == "broken"


def test_a_submission_that_stands_on_an_older_text_is_stale(server: Running, lin: Author, he: Author) -> None:
    old = lin.scenario()["text"]
    version, base = lin.save(asking_anew(old, "执照呢？")), lin.scenario()["hash"]
    assert lin.approve(he.submit(asking_anew(old))).status_code == 200
    assert lin.scenario()["draft"]["base"] == base != lin.scenario()["hash"]
    answer = lin.http.post("/studio/api/submissions", json={**PLACE, "version": version, "note": "晚了一步"})
    assert problem(answer, 409)["title"] == "stale"
    assert first_question(server) == NEW_QUESTION


def test_a_new_scenario_is_routed_to_at_once(server: Running, project: Path, lin: Author, he: Author) -> None:
    """The same shop under another name: nothing is trained anew, and the next applicant is led to it."""
    text = (
        lin.scenario()["text"]
        .replace("id: beverage_shop", "id: pancake_shop")
        .replace("title: 开一家奶茶店（饮品店）", "title: 开一家煎饼店")
    )
    head, _, rest = text.partition("says:\n")
    rest = rest[rest.index("\nassume:") :]
    text = f"{head}says:\n  - 我想开一家煎饼店\n  - 摊煎饼果子要办什么证\nwords: [煎饼, 煎饼店, 煎饼果子]\n{rest}"
    place = {"folder": "food", "id": "pancake_shop"}
    saved = lin.http.put("/studio/api/drafts/food/pancake_shop", json={"text": text, "version": 0, "base": ""})
    assert saved.status_code == 200, saved.text
    rows = lin.http.get("/studio/api/scenarios").json()["scenarios"]
    assert [row["state"] for row in rows if row["id"] == "pancake_shop"] == ["new"]
    made = lin.http.post("/studio/api/submissions", json={**place, "version": 1, "note": "新主题"})
    assert made.status_code == 201, made.text
    with Talk(server.url) as talk:
        talk.say("我想开一家煎饼店")
        assert talk.last["case"]["scenario"] != "pancake_shop"
    answer = he.approve(made.json())
    assert answer.status_code == 200, answer.text
    assert (project / "scenarios/food/pancake_shop.yml").read_text("utf-8") == text
    with Talk(server.url) as talk:
        talk.say("我想开一家煎饼店")
        assert talk.last["case"]["scenario"] == "pancake_shop"
        assert talk.last["asking"]["fact"] == "licence_state"
    ready = lin.http.get("/readyz").json()
    assert "pancake_shop" in ready["scenarios"]
