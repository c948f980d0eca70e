"""Everything that must stop a text on its way to the applicants, or tell an author that something moved."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.problem import problem
from tests.serving import Running, Talk

from .project import DRAFT, HERE, OLD_QUESTION, PLACE, Author, asking_anew

SITUATION = """
today: 2026-11-27
scenario: beverage_shop
cases:
  - {name: 摆摊, given: {licence_state: done, place_kind: stall}, expect: {outcome: stall}}
"""
FILE = "scenarios/food/beverage_shop.yml"


@pytest.fixture(autouse=True)
def nothing_is_left(server: Running, project: Path, lin: Author) -> Iterator[None]:
    """However a test ends: the file in force is the old one, nothing waits, there is no draft."""
    before = (project / FILE).read_bytes()
    yield
    assert (project / FILE).read_bytes() == before
    with Talk(server.url) as talk:
        assert talk.say("我想在静安区开一家奶茶店")["messages"][-1]["text"] == OLD_QUESTION
    found = lin.scenario()
    assert found["history"] == []
    if found["waiting"]:
        lin.http.post(f"/studio/api/submissions/{found['waiting']['id']}/withdraw", json={}).raise_for_status()
    if found["draft"]:
        lin.http.request("DELETE", DRAFT, json={"version": found["draft"]["version"]}).raise_for_status()


def test_nobody_approves_his_own(server: Running, project: Path, lin: Author) -> None:
    before = (project / FILE).read_bytes()
    submission = lin.submit(asking_anew(lin.scenario()["text"]))
    with Author(server.url, "demo_lin") as in_another_browser:
        for author in (lin, in_another_browser):
            assert "另一位作者" in problem(author.approve(submission), 403)["detail"]
            sent = author.http.post(f"/studio/api/submissions/{submission['id']}/send-back", json={"reason": "不好"})
            problem(sent, 403)
    assert (project / FILE).read_bytes() == before


def test_what_is_sent_back_does_not_become_public(server: Running, project: Path, lin: Author, he: Author) -> None:
    submission = lin.submit(asking_anew(lin.scenario()["text"]))
    address = f"/studio/api/submissions/{submission['id']}"
    problem(he.http.post(f"{address}/send-back", json={"reason": " "}), 422)
    assert he.http.post(f"{address}/send-back", json={"reason": "问法太长"}).status_code == 204
    told = lin.http.get(address).json()
    assert (told["state"], told["decider"], told["reason"]) == ("sent_back", "何敏之（演示）", "问法太长")
    problem(he.approve(submission), 409)
    assert lin.scenario()["draft"]["text"] == asking_anew(lin.scenario()["text"])


def test_the_very_text_that_was_seen_is_approved(lin: Author, he: Author, project: Path) -> None:
    """Between looking and approving the submitter takes it back and submits another: the number and the hash both tell."""
    old = lin.scenario()["text"]
    first = lin.submit(asking_anew(old))
    assert lin.http.post(f"/studio/api/submissions/{first['id']}/withdraw", json={}).status_code == 204
    second = lin.submit(asking_anew(old, "您有没有营业执照？"))
    problem(he.approve(first), 409)
    answer = he.http.post(f"/studio/api/submissions/{second['id']}/approve", json={"hash": first["hash"]})
    assert "不一样" in problem(answer, 409)["detail"]
    assert (project / FILE).read_text("utf-8") == old


def test_a_text_with_mistakes_is_not_submitted(lin: Author) -> None:
    text = lin.scenario()["text"].replace("{fact: licence_state}", "{fact: licence_stat}")
    answer = lin.http.post("/studio/api/submissions", json={**PLACE, "version": lin.save(text), "note": "试试"})
    told = problem(answer, 409)
    assert any("licence_stat" in error["detail"] for error in told["errors"])


def refused(author: Author, text: str) -> dict[str, Any]:
    """The problem of submitting a text."""
    version = author.save(text)
    return problem(author.http.post("/studio/api/submissions", json={**PLACE, "version": version, "note": "试试"}), 409)


def test_a_story_that_no_longer_goes_stops_it(lin: Author) -> None:
    """The story says that the licence is asked for first; the new text asks for the kind of place before."""
    old = lin.scenario()["text"]
    first, second = "  - {fact: licence_state}\n", "  - {fact: place_kind}\n"
    swapped = old.replace(first + second, second + first)
    assert swapped != old
    told = refused(lin, swapped)
    assert "故事" in told["detail"]
    assert any("beverage_shop-plain.yml" in error["pointer"] for error in told["errors"])
    assert lin.scenario()["waiting"] is None


def test_a_text_that_draws_anothers_story_to_itself_is_stopped(lin: Author) -> None:
    """The sentence that the noodle shop's story begins with becomes a word of the other shop."""
    text = lin.scenario()["text"].replace("words: [", "words: [我要开一家面馆, ")
    assert lin.check(text) == []
    assert any("noodle_shop-plain.yml" in error["pointer"] for error in refused(lin, text)["errors"])


def test_a_situation_that_no_longer_comes_out_stops_it(project: Path, lin: Author) -> None:
    story = project / "scenarios/stories/stall.yml"
    story.write_text(SITUATION, "utf-8")
    text = lin.scenario()["text"]
    earlier = "  - {id: R-113, when: place_kind == 'stall', outcome: fair, source: 《上海市食品安全条例》第四十条}\n"
    overtaking = text.replace("\nrules:\n", f"\nrules:\n{earlier}")
    assert overtaking != text
    (told,) = refused(lin, overtaking)["errors"]
    assert told["pointer"] == "/stall.yml"
    assert "摆摊" in told["detail"]
    story.unlink()


def test_a_story_that_changed_since_the_submission_stops_it(project: Path, lin: Author, he: Author) -> None:
    submission = lin.submit(asking_anew(lin.scenario()["text"]))
    story = project / "scenarios/stories/beverage_shop-plain.yml"
    before = story.read_text("utf-8")
    story.write_text(before.replace("asked: licence_state", "asked: place_kind", 1), "utf-8")
    told = problem(he.approve(submission), 409)
    assert "故事没有通过" in told["detail"]
    story.write_text(before, "utf-8")


@pytest.mark.parametrize("file", [FILE, "forms/dictionary.yml", "scenarios/food/noodle_shop.yml"])
def test_a_file_changed_by_hand_stops_everything_until_a_restart(
    project: Path, lin: Author, he: Author, file: str
) -> None:
    submission = lin.submit(asking_anew(lin.scenario()["text"]))
    path = project / file
    content, times = path.read_bytes(), path.stat()
    path.write_bytes(content + b"# by hand\n")
    told = problem(he.approve(submission), 409)
    assert file in told["detail"]
    assert path.read_bytes() == content + b"# by hand\n"
    path.write_bytes(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_a_draft_saved_in_two_windows_is_told(lin: Author) -> None:
    text = lin.scenario()["text"]
    lin.save(text + "# one\n")
    late = lin.http.put(DRAFT, json={"text": text + "# two\n", "version": 0, "base": ""})
    assert problem(late, 409)["title"] == "draft-moved"
    assert lin.scenario()["draft"]["text"] == text + "# one\n"
    assert json.loads(lin.http.get(HERE).text)["draft"]["version"] == 1
