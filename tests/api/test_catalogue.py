"""The catalogue over HTTP and in a browser: every theme has its page, it prints whole, and it needs no script."""

from __future__ import annotations

import re

import pytest

from tests import patient
from tests.serving import ROOT, Running

from .browser import PHONE, chromium


def test_every_item_and_theme_has_its_page(server: Running) -> None:
    with patient.Client(base_url=server.url) as client:
        listed = client.get("/catalog")
        assert listed.status_code == 200
        assert "<script" not in listed.text
        names = set(re.findall(r'href="/catalog/themes/(\w+)"', listed.text))
        files = {one.stem for one in (ROOT / "scenarios").glob("*/*.yml")}
        shared = {
            one.stem
            for folder in ("shared", "knowledge", "stories")
            for one in (ROOT / "scenarios" / folder).glob("*.yml")
        }
        assert names == files - shared
        for name in sorted(names):
            page = client.get(f"/catalog/themes/{name}")
            assert page.status_code == 200
            assert "要填的申请表和要交的材料" in page.text
        assert "统一社会信用代码" in client.get("/catalog/facts").text


@pytest.mark.parametrize("name", ["nope", "..%2F..%2Fetc%2Fpasswd", "%3Cscript%3E", "a" * 4000])
def test_a_theme_that_is_none_is_a_problem(server: Running, name: str) -> None:
    answer = patient.get(f"{server.url}/catalog/themes/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert "<script>" not in answer.text


@pytest.mark.browser
def test_on_paper_everything_is_open_and_on_a_phone_nothing_is_cut_off(server: Running) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport=PHONE)
        complaints: list[str] = []
        page.on("console", lambda line: complaints.append(line.text))
        page.goto(f"{server.url}/catalog/themes/beverage_shop")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        fields = page.locator("details dl").first
        assert not fields.is_visible()
        page.emulate_media(media="print")
        assert fields.is_visible()
        assert not page.locator("header nav").is_visible()
        page.emulate_media(media="screen")
        page.goto(server.url)
        page.get_by_role("button", name="更多").click()
        page.get_by_role("link", name="可以办什么").click()
        page.get_by_role("heading", name="可以办的事项").wait_for()
        assert complaints == []
