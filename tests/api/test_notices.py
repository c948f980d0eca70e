"""Applicants open the papers of their applications: their own alone, beside each step that has one, drafts as drafts."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, expect

from api.intake import IntakeServices
from tests.serving import Running, Talk

from .browser import Visitor, returning
from .intake_tells import acts, beside, reference_of, steps, until
from .paper import bare, text_of
from .problem import problem
from .test_afterwards import handed_in


@pytest.fixture(scope="module")
def intake(server: Running) -> Iterator[IntakeServices]:
    with beside(server) as intake:
        yield intake


@pytest.fixture(scope="module")
def accepted(server: Running, intake: IntakeServices) -> Iterator[Talk]:
    """A conversation whose application was accepted, and is being reviewed."""
    talk = handed_in(server)
    until(lambda: steps(talk) == ["received"])
    acts(intake, talk, "accepted", words="材料齐全。")
    acts(intake, talk, "review_begun")
    until(lambda: steps(talk)[-1:] == ["review_begun"])
    yield talk
    talk.http.close()


def paper(talk: Talk, reference: str, seq: str) -> httpx.Response:
    return talk.http.get(f"/api/v1/conversations/{talk.id}/notices/{reference}/{seq}.pdf")


def test_ones_own_papers_are_opened_and_no_others(server: Running, accepted: Talk) -> None:
    reference = reference_of(accepted)
    receipt, notice = paper(accepted, reference, "1"), paper(accepted, reference, "2")
    assert receipt.headers["content-type"] == "application/pdf"
    assert receipt.headers["cache-control"] == "no-store"
    assert "收件凭证" in bare(text_of(receipt.content))
    assert "受理通知书" in bare(text_of(notice.content))
    for seq in ("0", "3", "4", "1x", "01"):
        assert problem(paper(accepted, reference, seq), 404)["detail"] == "没有这份文书。"
    with Talk(server.url) as other:
        problem(paper(other, reference, "1"), 404)
        address = f"{server.url}/api/v1/conversations/{accepted.id}/notices/{reference}/1.pdf"
        problem(other.http.get(address), 401)


def test_the_conversation_names_them(accepted: Talk) -> None:
    events = accepted.look()["case"]["standing"][0]["events"]
    assert [one.get("paper") for one in events] == [
        {"title": "收件凭证", "draft": False}, {"title": "受理通知书", "draft": True}, None,
    ]  # fmt: skip
    turns = accepted.http.get(f"/api/v1/conversations/{accepted.id}/turns").json()
    told = [line["text"] for one in turns for line in one["messages"] if line.get("code") == "accepted"]
    assert (
        "文书：《受理通知书》（草稿，以部门正式文书为准），在网页上打开这一件，在进度里能看。" in told[0].splitlines()
    )


@pytest.mark.browser
def test_they_are_opened_beside_their_steps(browser: Browser, server: Running, accepted: Talk) -> None:
    context = returning(browser, accepted)
    page = Visitor(context.new_page(), server.url).open().page
    page.get_by_role("button", name="申请表").click()
    listed = page.locator("#receipt .events li")
    listed.nth(2).wait_for()
    assert [one.get_by_role("link").count() for one in listed.all()] == [1, 1, 0]
    expect(listed.nth(0)).not_to_contain_text("草稿")
    expect(listed.nth(1)).to_contain_text("草稿，以部门正式文书为准")
    address = listed.nth(1).get_by_role("link", name="受理通知书（PDF）").get_attribute("href")
    pdf = page.request.get(f"{server.url}{address}")
    assert "受理通知书" in bare(text_of(pdf.body()))
    context.close()
