"""The checklist at the page: why each material is there, and what is made for it from the answers."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from tests.serving import Running, Talk

from .axe import faults
from .browser import DESK, PHONE, Visitor, returning
from .noodles import complete, opened

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(server: Running) -> Iterator[Talk]:
    """A noodle shop that is being told."""
    with Talk(server.url) as talk:
        yield opened(talk)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_what_is_made_is_offered_when_all_is_answered(
    browser: Browser, server: Running, shop: Talk, size: dict[str, int]
) -> None:
    context = returning(browser, shop, viewport=size)
    page: Page = context.new_page()
    visitor = Visitor(page, server.url).open()
    visitor.show_materials()
    policies = page.locator("#materials > li").filter(has_text="食品安全规章制度目录清单")
    expect(policies.locator(".made")).to_contain_text("就能生成")
    expect(policies.locator(".made a")).to_have_count(0)
    complete(shop)
    page.reload()
    Visitor(page, server.url).show_materials()
    expect(policies.locator(".made a")).to_have_count(2)
    expect(policies).to_contain_text("由导办按您的回答生成，签字盖章前请核对")
    with page.expect_download() as download:
        policies.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename == "policies.docx"
    told = Document(BytesIO(download.value.path().read_bytes()))
    assert told.paragraphs[0].text == "食品安全管理制度目录"
    answer = context.request.get(
        page.url.rstrip("/") + str(policies.get_by_role("link", name="PDF").get_attribute("href"))
    )
    assert answer.headers["content-type"] == "application/pdf"
    assert faults(page) == []
    context.close()
