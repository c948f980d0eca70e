"""At the desk, each event's paper lies beside it: for the department alone, and every look is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from actions.cipher import Cipher
from actions.database import open_engine
from api.intake import IntakeServices, open_intake, published_forms
from api.intake.officers import Officer
from api.intake.reviewing import Reviewing
from api.problems import Problem
from bot.catalog.processes import OFFICE
from tests.actions.conftest import Clock, clock
from tests.api.browser import chromium, fresh
from tests.api.intake_tells import until
from tests.api.paper import text_of
from tests.intake.permit import shop_catalog
from tests.intake.test_taking import BODY
from tests.serving import Running

from .office import WORK, Applicant, Clerk
from .seat import Seat

__all__ = ["clock"]
WANG = Officer("wang", "王科", OFFICE.title)
STRANGER = Officer("li", "李科", "文旅局")


@pytest.fixture
def services(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[IntakeServices]:
    """The intake of the small shop's permit, which one department reviews."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('intake') / 'intake.sqlite3'}")
    yield open_intake(engine, Cipher({"k1": b"1" * 32}, "k1"), published_forms(shop_catalog()), clock)
    engine.dispose()


def test_a_look_at_a_paper_is_kept_and_what_is_not_there_or_not_theirs_is_no_look(services: IntakeServices) -> None:
    reviewing = Reviewing(services.casework, services.listing, services.looks, services.opining, str)
    reference = services.desk.take("daoban", "k1", BODY)[0].reference
    template, told = reviewing.paper(WANG, reference, 1)
    assert (template, told["draft"]) == ("notices/received.html", False)
    for officer, seq in ((WANG, 2), (WANG, 0), (STRANGER, 1)):
        with pytest.raises(Problem) as refused:
            reviewing.paper(officer, reference, seq)
        assert refused.value.status == 404
    assert [(one.officer, one.pointer) for one in services.looks.of(reference)] == [("wang", None)]


def test_each_event_says_which_paper_it_has(applicant: Applicant, wang: Clerk) -> None:
    reference = applicant.hand_in()
    for kind in ("accepted", "review_begun", "granted", "issued"):
        wang.act(reference, kind).raise_for_status()
    # The e-licence is handed over by itself.
    until(lambda: len(wang.look(reference)["events"]) == 6)
    told = wang.look(reference)["events"]
    assert [one.get("paper") for one in told] == ["收件凭证", "文书（草稿）", None, "文书（草稿）", None, None]
    statuses = [wang.http.get(f"{WORK}/{reference}/notices/{seq}.pdf").status_code for seq in range(1, 8)]
    assert statuses == [200, 200, 404, 200, 404, 404, 404]


@pytest.mark.browser
def test_an_officer_opens_the_draft_from_the_page(applicant: Applicant, wang: Clerk, server: Running) -> None:
    reference = applicant.hand_in()
    wang.act(reference, "acceptance_refused", words="<b>经营场所</b>在住宅楼里。").raise_for_status()
    with chromium() as browser:
        seat = sit_down(browser, server)
        seat.page.goto(f"{server.url}/review#{reference}")
        link = seat.opened().page.get_by_role("link", name="文书（草稿）：不予受理")
        expect(link).to_have_text("文书（草稿）")
        pdf = seat.page.request.get(f"{server.url}{link.get_attribute('href')}").body()
        assert seat.complaints == []
    assert "<b>经营场所</b>在住宅楼里。" in text_of(pdf)
    assert "不予受理决定书" in text_of(pdf)


def sit_down(browser: Browser, server: Running) -> Seat:
    """An officer of the market's department at the desk."""
    return Seat(fresh(browser).new_page(), server.url).sign_in("王若川")
