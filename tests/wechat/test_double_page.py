"""`make run-wechat-demo`: a phone in a page, with a server of its own behind it, and nothing of both left after Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.axe import faults as barriers
from tests.api.browser import DESK, PHONE, chromium, fresh
from tests.patient import PATIENCE, get
from tests.serving import ROOT
from tests.some_shops import TWO, some_shops

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page is; at the end it is stopped as a terminal stops it, and everything of it is gone."""
    root, folder = some_shops(tmp_path_factory.mktemp("shops"), TWO), tmp_path_factory.mktemp("tmp")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "DAOBAN_ROOT": str(root), "TMPDIR": str(folder)}
    command = [sys.executable, "-m", "tests.wechat.double"]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        found = next((match for line in process.stdout if (match := re.search(r"http://\S+", line))), None)
        assert found is not None
        yield found.group()
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert [*folder.iterdir()] == []
    with pytest.raises(httpx.ConnectError):
        get(found.group())
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def opened(browser: Browser, url: str, name: str, size: dict[str, int]) -> Page:
    """The page of one phone, which follows the account."""
    page = fresh(browser, viewport=size).new_page()
    page.goto(f"{url}/?phone={name}")
    page.get_by_role("button", name="关注公众号").click()
    expect(page.locator(".line").last).to_contain_text("我是导办助手")
    return page


def say(page: Page, words: str) -> None:
    page.get_by_label("输入消息").fill(words)
    page.get_by_label("输入消息").press("Enter")


@pytest.mark.parametrize(("name", "size"), [("phone", PHONE), ("desk", DESK)])
def test_a_conversation_on_a_screen(
    demo: str, browser: Browser, name: str, size: dict[str, int], tmp_path: Path
) -> None:
    page = opened(browser, demo, name, size)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    say(page, "俺想在静安区整个奶茶店")
    page.get_by_role("button", name="已经办好").click()
    expect(page.locator(".line.own").last).to_have_text("已经办好")
    expect(page.locator(".line.reply").last).to_contain_text("固定店面")
    say(page, "<img src=x onerror=alert(1)><a href='javascript:alert(1)'>点</a>")
    expect(page.locator(".line.own").last).to_contain_text("<img src=x")
    assert page.locator("#screen img, #screen a[href^=javascript]").count() == 0
    picture = tmp_path / "shop.png"
    page.screenshot(path=picture)
    page.get_by_role("button", name="更多").click()
    page.get_by_label("图片").set_input_files(picture)
    expect(page.get_by_alt_text("发出的图片")).to_be_visible()
    expect(page.locator(".line.reply").last).to_contain_text("照片")
    page.get_by_role("button", name="进度").click()
    expect(page.locator(".line.reply").last).to_contain_text("还差")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert barriers(page) == []
    assert faults == []
    page.context.close()


def test_faults_are_switched_on_and_nothing_is_shown_twice(demo: str, browser: Browser) -> None:
    page = opened(browser, demo, "faults", PHONE)
    for fault in ("重复推送", "乱序", "网络慢"):
        page.get_by_label(fault).check()
    for number, words in enumerate(("我想在静安区开一家奶茶店", "还没有办", "固定店面"), start=2):
        say(page, words)
        expect(page.locator(".line:not(.own)")).to_have_count(number)
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="取消关注").click()
    expect(page.get_by_role("button", name="关注公众号")).to_be_visible()
    expect(page.locator(".line:not(.own)")).to_have_count(4)
    page.context.close()
