"""A bad rating goes to the department that dealt with the matter, and its answer comes back to the applicant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from api.intake import IntakeServices
from tests import patient
from tests.review.office import API as DESK
from tests.review.office import Clerk
from tests.review.seat import Seat
from tests.serving import Running, Talk

from .axe import faults
from .browser import Visitor, fresh, returning
from .intake_tells import OFFICE, acts, beside, reference_of, steps, until
from .problem import problem
from .test_afterwards import handed_in, rate, standing

WORDS = "跑了三趟，每次说的都不一样。"
ANSWER = {
    "found": "窗口没有一次讲清。",
    "done": "已经补了告知单。",
    "call": "reached",
    "words": "对不起，告知单已经补全。",
}


@pytest.fixture(scope="module")
def intake(server: Running) -> Iterator[IntakeServices]:
    with beside(server) as intake:
        yield intake


@pytest.fixture(scope="module")
def wang(server: Running) -> Iterator[Clerk]:
    """An officer of the department."""
    with Clerk(server.url, "demo_wang") as clerk:
        yield clerk


def granted(server: Running, intake: IntakeServices) -> Talk:
    """A conversation whose application was granted."""
    talk = handed_in(server)
    until(lambda: steps(talk) == ["received"])
    for kind in ("accepted", "review_begun", "granted"):
        acts(intake, talk, kind)
    until(lambda: steps(talk)[-1:] == ["granted"])
    return talk


def messages(talk: Talk) -> list[str]:
    turns = talk.http.get(f"/api/v1/conversations/{talk.id}/turns").json()
    return [line["text"] for one in turns for line in one["messages"]]


def own_rating(talk: Talk) -> Any:
    return talk.http.get(f"/api/v1/conversations/{talk.id}/data").json()["rating"]


def test_it_is_handed_in_answered_and_told(server: Running, intake: IntakeServices, wang: Clerk) -> None:
    talk = granted(server, intake)
    reference = reference_of(talk)
    assert standing(talk).json()["asks_rating"] is True
    [asked] = [text for text in messages(talk) if "这次办得怎么样" in text]
    assert "办结（通过）" in asked
    before = talk.look()["seq"]
    for _ in range(2):
        rate(talk, {"grade": 2, "words": WORDS, "reasons": ["trips", "unclear"]}).raise_for_status()
    kept = until(lambda: intake.ratings.of(reference))
    reasons = ["来回跑了好几趟", "没有一次说清楚要补什么"]
    assert (kept.rating.grade, kept.rating.words, list(kept.rating.reasons)) == (2, WORDS, reasons)
    until(lambda: talk.look()["seq"] == before + 1)
    assert standing(talk).json()["asks_rating"] is False
    assert own_rating(talk) == {"grade": 2, "words": WORDS, "reasons": reasons, "answer": None}

    answered = wang.http.post(f"{DESK}/ratings/{reference}/answer", json=ANSWER)
    assert answered.status_code == 201, answered.text
    until(lambda: "rating" in standing(talk).json() and "answer" in standing(talk).json()["rating"])
    told = until(lambda: [text for text in messages(talk) if ANSWER["words"] in text])
    assert told == [f"您的评价有答复了。{OFFICE}说：{ANSWER['words']}"]
    held = own_rating(talk)["answer"]
    assert (held["office"], held["words"]) == (OFFICE, ANSWER["words"])
    assert standing(talk).json()["rating"]["answer"] == held
    assert WORDS not in server.log.read_text("utf-8")
    talk.http.close()


def test_a_good_one_is_nobodys_case(server: Running, intake: IntakeServices, wang: Clerk) -> None:
    talk = granted(server, intake)
    rate(talk, {"grade": 5, "reasons": ["fast"]}).raise_for_status()
    assert own_rating(talk)["reasons"] == ["办得快"]
    problem(wang.http.get(f"{DESK}/ratings/{reference_of(talk)}"), 404)
    assert talk.http.delete(f"/api/v1/conversations/{talk.id}").is_success
    talk.http.close()


@pytest.mark.parametrize("reasons", [["rude"], "fast", [1], ["fast", "no-such"]], ids=str)
def test_a_reason_is_one_of_its_grade(server: Running, reasons: Any) -> None:
    with handed_in(server) as talk:
        errors = problem(rate(talk, {"grade": 5, "reasons": reasons}), 422)["errors"]
        assert [one["pointer"] for one in errors] == ["/reasons"]


def test_who_is_not_of_the_department_does_not_see_it(server: Running, intake: IntakeServices) -> None:
    talk = granted(server, intake)
    rate(talk, {"grade": 1, "words": WORDS}).raise_for_status()
    reference = reference_of(talk)
    until(lambda: intake.ratings.of(reference))
    problem(patient.get(f"{server.url}{DESK}/ratings/{reference}"), 401)
    with Clerk(server.url, "demo_fang") as stranger:
        assert reference not in stranger.http.get(f"{DESK}/ratings").text
        problem(stranger.http.get(f"{DESK}/ratings/{reference}"), 404)
        problem(stranger.http.post(f"{DESK}/ratings/{reference}/answer", json=ANSWER), 404)
    talk.http.close()


@pytest.mark.browser
def test_on_both_pages(browser: Browser, server: Running, intake: IntakeServices) -> None:
    """The applicant is asked after the decision and rates; the officer answers; the answer comes by itself."""
    talk = granted(server, intake)
    reference = reference_of(talk)
    applicant, desk = returning(browser, talk), fresh(browser)
    page = Visitor(applicant.new_page(), server.url).open().page
    page.get_by_role("button", name="申请表").click()
    shown = page.locator("#receipt")
    shown.get_by_role("button", name="提交评价").click()
    shown.get_by_text("请先选一个").wait_for()
    shown.get_by_role("radio", name="满意", exact=True).check()
    shown.get_by_role("checkbox", name="办得快").check()
    shown.get_by_role("radio", name="非常不满意").check()
    shown.get_by_role("checkbox", name="来回跑了好几趟").check()
    shown.get_by_label("想说的话").fill("<b>慢</b>")
    assert faults(page) == []
    shown.get_by_role("button", name="提交评价").click()
    shown.get_by_text("您的评价：非常不满意").wait_for()
    kept = until(lambda: intake.ratings.of(reference))
    assert list(kept.rating.reasons) == ["来回跑了好几趟"]

    officer = answers(desk, server, reference)
    shown.get_by_text(ANSWER["words"]).wait_for()
    expect(shown.locator(".answered")).to_contain_text(f"{OFFICE}的答复")
    assert shown.get_by_role("radio").count() == 0
    assert officer.complaints == []
    applicant.close()
    desk.close()
    talk.http.close()


def answers(desk: BrowserContext, server: Running, reference: str) -> Seat:
    """An officer finds the rating in the list and answers it."""
    officer = Seat(desk.new_page(), server.url).sign_in("王若川")
    page = officer.page
    page.get_by_role("link", name="差评", exact=True).click()
    row = page.locator("#ratingrows tr").filter(has_text=reference)
    expect(row).to_contain_text("非常不满意")
    expect(row).to_contain_text("来回跑了好几趟。<b>慢</b>")
    expect(row).to_contain_text("还有 15 个工作日（推算，请核对）")
    assert faults(page) == []
    row.get_by_role("link", name=reference).click()
    expect(page.locator("#ratingsaid blockquote")).to_have_text("<b>慢</b>")
    for label, name in (("核实到的情况", "found"), ("怎么整改的", "done"), ("给申请人的答复", "words")):
        page.get_by_label(label).fill(ANSWER[name])
    page.get_by_label("给申请人打电话回访").select_option(label="打通了，和申请人说过了")
    assert faults(page) == []
    page.get_by_role("button", name="答复并办结").click()
    page.get_by_role("heading", name="已经答复").wait_for()
    page.get_by_role("link", name="← 回差评").click()
    officer.until(lambda: reference not in page.locator("#ratingrows").inner_text())
    page.get_by_role("button", name="答复过的").click()
    page.locator("#ratingrows").get_by_role("link", name=reference).wait_for()
    return officer
