"""Whole applications at the page, from the first sentence to the receipt: by mouse, by keyboard alone and with the network cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload

from tests import patient
from tests.actions.files.made import paper
from tests.applicant import Applicant
from tests.serving import Running, running
from tests.test_transcripts import COMMON, SHOPS

from .browser import DESK, PHONE, Visitor
from .by_keyboard import ByKeyboard
from .by_widget import answer_by_widget
from .cut_off import CutOff, Harm, answer_lost, cut, no_harm, offline, request_lost, tab_closed
from .cutting_proxy import cutting

pytestmark = [pytest.mark.browser, pytest.mark.rasa]


@dataclass(frozen=True)
class Wish:
    """What somebody applies for, what they say, and what intake holds of it in the end.

    ``changed``: what is changed in the form, and to what number or button; ``paper``: what they upload. ``harms``: what befalls them where their network is cut, the last when they hand in;
    ``streams``: whether what the server sends by itself arrives there.
    """

    opening: str
    form: str
    says: dict[str, Any]
    holds: dict[str, Any]
    harms: Sequence[Harm]
    changed: tuple[str, str] = ("场所总使用面积", "120")
    paper: str = ""
    streams: bool = True


#: JavaScript: the beginning of the latest line is inside what the log shows.
QUESTION_IN_SIGHT = """(() => {
  const log = document.querySelector(".log").getBoundingClientRect(), line = document.querySelector("#log > li:last-child").getBoundingClientRect();
  return line.top >= log.top - 1 && line.top < log.bottom - 20;
})()"""
#: What everybody here puts into boxes.
PUT_IN = {"/premises/room": "301室", "/operator/established_on": "2025-03-08"}
#: Answers that nothing befalls.
THREE = (no_harm,) * 3
#: A permit of many questions with two lists of people.
DRINKS = Wish(
    opening="我想在静安区开一家奶茶店",
    form="food_operation",
    says={**COMMON, **SHOPS[0].values[2], "food_safety_staff": ["还有", "没有了"], "policies": "食品安全自查、从业人员健康管理、进货查验记录、食品安全事故处置"},
    holds={**PUT_IN, "/premises/total_area": 120, "/main_business_type": "catering_service_operator", "/food_safety_staff/1/employment": "full_time", "/policies": ["self_check", "health_mgmt", "incoming_inspection", "incident_response"]},
    harms=(*THREE, offline, *THREE, answer_lost, *THREE, tab_closed, offline),
)  # fmt: skip
#: A permit with papers of one's own.
BARBER = Wish(
    opening="我想在静安区开一家理发店",
    form="public_hygiene",
    says={**COMMON, "hyg.facilities": "消毒柜、洗手池"},
    holds={
        **PUT_IN,
        "/premises/total_area": 120,
        "/hyg/venue_kind": "barber",
        "/hyg/facilities": ["disinfect_cabinet", "hand_wash"],
    },
    harms=(*THREE, request_lost, *THREE, answer_lost, answer_lost),
    paper="公共场所卫生检测或评价报告",
    streams=False,
)
#: A filing, with goods to tick, and a change that asks more.
DEVICES = Wish(
    opening="我想在静安区卖第二类医疗器械",
    form="medical_device_filing",
    says={**COMMON, "md.products": "体温计和额温枪、医用口罩"},
    holds={**PUT_IN, "/md/mode": "retail", "/has_agent": True},
    harms=(*THREE, cut, tab_closed),
    changed=("是否委托代理人", "是"),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server as `make run` starts it."""
    with running(tmp_path_factory.mktemp("var")) as started:
        yield started


@contextmanager
def by_mouse(context: BrowserContext, server: Running, wish: Wish) -> Iterator[Visitor]:
    yield Visitor(context.new_page(), server.url)


@contextmanager
def by_keyboard(context: BrowserContext, server: Running, wish: Wish) -> Iterator[Visitor]:
    visitor = ByKeyboard(context.new_page(), server.url)
    yield visitor
    assert visitor.page.title() != "a pointer"
    # Most of what is to be answered has the focus by itself, or is the next thing.
    assert sum(visitor.keys) < 3 * len(visitor.keys), visitor.keys


@contextmanager
def cut_off(context: BrowserContext, server: Running, wish: Wish) -> Iterator[Visitor]:
    if not wish.streams:
        for path in ("**/events?*", "**/turns?*"):
            context.route(path, lambda route: route.abort())
    # The notice, too, may get lost on its way.
    context.route("**/api/v1/privacy", lambda route: route.abort(), times=1)
    with cutting(server.port, 0, 7) as proxy:
        yield CutOff(
            context.new_page(),
            f"http://127.0.0.1:{proxy.port}",
            harms=wish.harms[:-1],
            at_submit=wish.harms[-1],
            proxy=proxy,
        )
        assert proxy.cuts or cut not in wish.harms


#: Each wish in every way, at both sizes.
PLAYS = [
    pytest.param(wish, way, size, id=f"{name}-{manner}-{place}")
    for name, wish in (("drinks", DRINKS), ("barber", BARBER), ("devices", DEVICES))
    for manner, way in (("by-mouse", by_mouse), ("by-keyboard", by_keyboard), ("cut-off", cut_off))
    for place, size in (("on-a-phone", PHONE), ("at-a-desk", DESK))
]


@pytest.mark.parametrize(("wish", "way", "size"), PLAYS)
def test_from_the_first_sentence_to_the_receipt(
    browser: Browser, server: Running, wish: Wish, way: Any, size: Any
) -> None:
    context, before = browser.new_context(viewport=size, locale="zh-CN"), held(server)
    with way(context, server, wish) as visitor:
        visitor.open()
        visitor.type(wish.opening)
        answer_all(visitor, wish)
        change(visitor, *wish.changed)
        answer_all(visitor, wish)
        if wish.paper:
            upload(visitor, wish.paper)
        visitor.hand_in()
        visitor.page.locator("#log > li.receipt").wait_for()
        visitor.click(visitor.page.get_by_role("button", name="看收件凭证"))
        reference = visitor.page.locator(".reference").inner_text()
        visitor.until("document.activeElement.id === 'receipttitle'")
        assert reference in visitor.page.locator("#progress").inner_text()
        assert visitor.page.get_by_role("button", name="修改").count() == 0
        assert len(visitor.lines("receipt")) == 1
        assert visitor.complaints == []
    assert held(server) - before == {reference}
    told = application(server, reference)
    assert told["form"] == wish.form
    assert {pointer: at(told["application"], pointer) for pointer in wish.holds} == wish.holds
    context.close()


def answer_all(visitor: Visitor, wish: Wish) -> None:
    """Whatever is asked is answered, up to the check; nothing of it in vain, and the page never wider than its window."""
    applicant = Applicant(
        len(wish.opening), {key: list(said) if isinstance(said, list) else said for key, said in wish.says.items()}
    )
    while visitor.turn["asking"]["kind"] != "review":
        before = visitor.turn["asking"]
        answer_by_widget(visitor, applicant)
        assert visitor.turn["asking"]["instance"] != before["instance"], (before, visitor.lines()[-2:])
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        visitor.until(QUESTION_IN_SIGHT)


def change(visitor: Visitor, label: str, to: str) -> None:
    """One answer is changed in the form; what it does besides is agreed to."""
    visitor.show("申请表")
    visitor.click(visitor.page.get_by_role("button", name=f"修改{label}"))
    form = visitor.page.get_by_role("form", name=f"{label}改成")
    offered = visitor.page.get_by_role("group", name=f"{label}改成").get_by_role("button", name=to, exact=True)
    form.or_(offered).wait_for()
    if form.count():
        visitor.put(form.get_by_label("数字"), to)
        visitor.save(form)
    else:
        visitor.click(offered)
        visitor.page.locator(".effect").get_by_text(f"{label}改成：{to}").wait_for()
        visitor.save()
    visitor.show("对话")
    assert any(f"{label}改成：{to}" in line for line in visitor.lines("own"))


def upload(visitor: Visitor, label: str) -> None:
    """A paper is handed in, and seen to be there."""
    visitor.show_materials()
    entry = visitor.page.locator("#materials > li").filter(has_text=label)
    file: FilePayload = {"name": "报告.pdf", "mimeType": "application/pdf", "buffer": paper(2)}
    visitor.give(entry.get_by_label("上传文件"), file)
    entry.get_by_text("报告.pdf").first.wait_for()
    visitor.leave_materials()


def held(server: Running) -> set[str]:
    """The references of all that intake holds."""
    with closing(sqlite3.connect(server.log.parent / "intake.sqlite3")) as intake:
        return {reference for (reference,) in intake.execute("SELECT reference FROM intake_applications")}


def application(server: Running, reference: str) -> dict[str, Any]:
    """One of them, as intake tells it."""
    key = (server.log.parent / "keys/intake.key").read_text().strip()
    url = f"{server.url}/intake/v1/applications/{reference}"
    return dict(patient.get(url, headers={"Authorization": f"Bearer {key}"}).raise_for_status().json())


def at(told: Any, pointer: str) -> Any:
    """What stands at this place of it."""
    for name in pointer.split("/")[1:]:
        told = told[int(name)] if isinstance(told, list) else told[name]
    return told
