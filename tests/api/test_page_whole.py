"""Whole applications at the page: by mouse, by keyboard alone and with the network cut, on a phone and at a desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

from tests.actions.files.made import paper
from tests.applicant import Applicant
from tests.serving import Running, running
from tests.test_transcripts import COMMON, SHOPS

from .browser import DESK, PHONE, Visitor
from .by_keyboard import ByKeyboard
from .by_widget import answer_by_widget
from .cut_off import CutOff

pytestmark = [pytest.mark.browser, pytest.mark.rasa]


@dataclass(frozen=True)
class Shop:
    """Somebody's application: what they say, and what intake holds of it in the end. ``paper``: what they hand in with it."""

    opening: str
    form: str
    says: dict[str, Any]
    holds: dict[str, Any] = field(default_factory=dict)
    paper: str = ""


DRINKS = Shop(
    "我想在静安区开一家奶茶店",
    "food_operation",
    {**COMMON, **SHOPS[0].values[2], "food_safety_staff": ["还有", "没有了"], "policies": "食品安全自查、从业人员健康管理、进货查验记录、食品安全事故处置"},
    {"/food_safety_staff/1/employment": "full_time"},
)
BARBER = Shop(
    "我想在静安区开一家理发店",
    "public_hygiene",
    {**COMMON, "hyg.facilities": "消毒柜、洗手池", "hyg.rules": "清洗消毒"},
    {"/hyg/facilities": ["disinfect_cabinet", "hand_wash"]},
    "公共场所卫生检测或评价报告",
)
DEVICES = Shop(
    "我想在静安区卖第二类医疗器械",
    "medical_device_filing",
    {**COMMON, "md.products": "体温计和额温枪、医用口罩"},
    {"/md/products": ["thermometer", "mask"]},
)
SHOPS_ = [pytest.param(DRINKS, id="drinks"), pytest.param(BARBER, id="barber"), pytest.param(DEVICES, id="devices")]
SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    import os, types
    from pathlib import Path
    if os.environ.get("DEV"):
        yield types.SimpleNamespace(url="http://127.0.0.1:18731", port=18731, log=Path("/tmp/mine_whole/devvar/x.log"))
        return
    with running(tmp_path_factory.mktemp("var")) as started:
        yield started


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", [Visitor, ByKeyboard, CutOff])
@pytest.mark.parametrize("shop", SHOPS_)
def test_from_the_first_sentence_to_the_receipt(browser: Browser, server: Running, shop: Shop, way: Any, size: Any) -> None:
    import time
    t = time.time()
    context = browser.new_context(viewport=size, locale="zh-CN")
    before = held(server)
    visitor = way(context.new_page(), server.url).open()
    visitor.type(shop.opening)
    n = [0]
    def go():
        applicant = Applicant(size["width"], dict(shop.says))
        while visitor.turn["asking"]["kind"] != "review":
            b = visitor.turn["asking"]
            w = answer_by_widget(visitor, applicant)
            n[0] += 1
            a = visitor.turn["asking"]
            if a["instance"] == b["instance"]:
                print("IN VAIN", b, w, visitor.lines()[-2:])
                raise AssertionError
    try:
        go()
        print("turns", n, time.time() - t)
        change(visitor, size)
        go()
        visitor.hand_in()
        reference = visitor.turn["case"]["receipt"]["reference"]
        visitor.click(visitor.page.get_by_role("button", name="看收件凭证"))
        print(time.time() - t)
    finally:
        if way is ByKeyboard:
            print([s for s in visitor.steps if s[1] > 3])
        visitor.page.screenshot(path=f"/tmp/mine_whole/{shop.form}-{way.__name__}-{size['width']}.png")
    assert held(server) - before == {reference}
    assert visitor.complaints == []
    context.close()


def change(visitor, size):
    page = visitor.page
    if size is PHONE:
        visitor.click(page.locator("nav").get_by_role("button", name="申请表"))
    visitor.click(page.get_by_role("button", name="修改场所总使用面积"))
    form = page.get_by_role("form", name="场所总使用面积改成")
    visitor.put(form.get_by_label("数字"), "120")
    visitor.save(form)
    if size is PHONE:
        visitor.click(page.locator("nav").get_by_role("button", name="对话"))


def held(server: Running) -> set[str]:
    """The references of all that intake holds."""
    with closing(sqlite3.connect(server.log.parent / "intake.sqlite3")) as intake:
        return {reference for (reference,) in intake.execute("SELECT reference FROM intake_applications")}
