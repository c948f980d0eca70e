"""Unmasking and the audit trail in a real browser: a clerk looks for a reason, the auditor finds it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api.axe import faults
from tests.applicant import Applicant
from tests.serving import Running, Talk
from tests.test_transcripts import COMMON, SHOPS

from .page import Sit

pytestmark = pytest.mark.browser
NUMBER = "11010519491231002X"


@pytest.fixture
def told(server: Running) -> Iterator[Talk]:
    """Somebody who told an ID number and waits for a clerk."""
    with Talk(server.url) as talk:
        talk.say("我想在静安区开一家奶茶店")
        talk.answer_all(Applicant(9, {**COMMON, **SHOPS[0].values[2]}))
        talk.edit("legal_rep.id_no", NUMBER)
        talk.say("转人工")
        yield talk


def test_a_number_is_looked_at_for_a_reason_and_the_auditor_finds_it(told: Talk, sit: Sit, browser: Browser) -> None:
    page = sit()
    page.locator(f'#entries a[href="#{told.id}"]').click()
    page.get_by_role("button", name="接过来").click()
    row = page.locator("#fields tr", has_text="法定代表人（负责人）身份证号码")
    expect(row).to_contain_text("110***********002X")
    row.get_by_role("button", name="看").focus()
    page.keyboard.press("Enter")
    page.get_by_label("为什么要看").fill("和证件原件核对")
    page.keyboard.press("Enter")
    expect(row).to_contain_text(NUMBER)

    audit = sit("审计员申", listed="#audited")
    expect(audit.locator("#lists")).to_be_hidden()
    audit.get_by_label("做了什么").select_option("看完整内容")
    audit.get_by_role("button", name="筛选").click()
    entry = audit.locator("#trail tr").first
    expect(entry).to_contain_text("demo_lin")
    expect(entry).to_contain_text("和证件原件核对")
    assert NUMBER not in audit.locator("body").inner_text()
    audit.get_by_role("button", name="核对有没有被改过").click()
    expect(audit.locator("#verdict")).to_contain_text("没有发现问题")
    kept = audit.locator("#verdict code").inner_text()
    audit.get_by_label("上次核对的最后一条").fill(kept)
    audit.keyboard.press("Enter")
    expect(audit.locator("#verdict .good")).to_be_visible()
    with audit.expect_download() as download:
        audit.get_by_role("link", name="导出").click()
    assert download.value.suggested_filename == "daoban-audit.jsonl"
    assert faults(audit) == []


def test_older_entries_are_fetched(told: Talk, sit: Sit) -> None:
    audit = sit("审计员申", listed="#audited")
    for _ in range(101):
        assert audit.request.get(f"{told.url.split('/?')[0].rstrip('/')}/desk/api/audit").ok
    audit.get_by_role("button", name="筛选").click()
    expect(audit.locator("#trail tr")).to_have_count(100)
    audit.get_by_role("button", name="再早一些").click()
    expect(audit.locator("#trail tr")).not_to_have_count(100)
    numbers = [int(one) for one in audit.locator("#trail .number").all_inner_texts()]
    assert numbers == sorted(set(numbers), reverse=True)
