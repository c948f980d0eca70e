"""Who has to pay before the licence is made goes from the page to where it is paid, pays, and sees that it is paid."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from api.intake import IntakeServices
from api.problems import Problem
from bot.catalog.processes import Definitions, Fee
from tests.applicant import Applicant
from tests.intake.till import with_fees
from tests.serving import Running, Talk

from .browser import DESK, Visitor, returning
from .intake_tells import acts, beside, steps, until
from .test_afterwards import SAYS, standing

pytestmark = pytest.mark.browser


def _with_fee(definitions: Definitions) -> Definitions:
    return with_fees(definitions, Fee("工本费", 1000, "《某某条例》第三条"))


@pytest.fixture(scope="module")
def intake(server: Running) -> Iterator[IntakeServices]:
    with beside(server, _with_fee) as intake:
        yield intake


@pytest.fixture
def granted(server: Running, intake: IntakeServices) -> Iterator[Talk]:
    """A conversation whose application was granted, and costs something."""
    talk = Talk(server.url).begin()
    talk.say("我想在静安区开一家奶茶店")
    talk.answer_all(Applicant(4, SAYS))
    talk.say("确认提交")
    for kind in ("accepted", "granted"):
        acts(intake, talk, kind)
    until(lambda: steps(talk)[-1:] == ["granted"])
    yield talk
    talk.http.close()


def test_what_is_to_be_paid_is_paid_from_the_page(granted: Talk, intake: IntakeServices, browser: Browser) -> None:
    assert "要缴费 10.00 元（工本费 10.00 元），在网页上" in str(granted.look()["messages"])
    until(lambda: standing(granted).json()["applications"][0].get("payment", {}).get("page"))
    with pytest.raises(Problem, match="not-paid"):
        acts(intake, granted, "issued")
    context = returning(browser, granted, viewport=DESK)
    page = Visitor(context.new_page(), granted.url).open().page
    page.get_by_role("button", name="看收件凭证").click()
    expect(page.get_by_text("要缴 10.00 元（工本费 10.00 元），缴了以后才制证")).to_be_visible()
    with context.expect_page() as opened:
        page.get_by_role("link", name="去缴费").click()
    till = opened.value
    expect(till.get_by_text("不会真的收钱")).to_be_visible()
    till.get_by_role("button", name="缴 10.00 元（演示）").click()
    expect(till.get_by_text("已经缴了。")).to_be_visible()
    until(lambda: standing(granted).json()["applications"][0]["payment"]["state"] == "已缴费")
    till.close()
    # A browser without a screen gives no tab the focus; on one with a screen this happens when the other tab is closed.
    page.evaluate("() => dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("已缴费")).to_be_visible()
    expect(page.get_by_role("link", name="去缴费")).to_have_count(0)
    acts(intake, granted, "issued")
    until(lambda: "issued" in steps(granted))
    context.close()
