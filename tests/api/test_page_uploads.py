"""Files of the materials at the page: chosen, dropped and pasted, seen, removed, by mouse and by keyboard, on phone and desk."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests import patient
from tests.actions.files.made import EXE, paper, photo
from tests.serving import Running, Talk

from .axe import faults
from .browser import DESK, PHONE, Visitor, returning
from .noodles import LEASE, STEPS, opened, own, path, send

pytestmark = pytest.mark.browser
SMALLEST = {"width": 320, "height": 568}
JPEG, PDF = "image/jpeg", "application/pdf"


#: Drops or pastes one file; of ``size`` bytes, or with the content in base64.
DROP = """(entry, [kind, name, content, size]) => {
  const data = new DataTransfer();
  data.items.add(new File([size ? new Uint8Array(size) : Uint8Array.from(atob(content), sign => sign.charCodeAt(0))], name, { type: "application/pdf" }));
  entry.dispatchEvent(kind === "drop" ? new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true })
    : new ClipboardEvent(kind, { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def shop(server: Running) -> Iterator[Talk]:
    """A noodle shop that is being told."""
    with Talk(server.url) as talk:
        yield opened(talk)


@pytest.fixture
def visit(browser: Browser, server: Running, shop: Talk) -> Iterator[Callable[..., Page]]:
    """Opens the page at the shop's materials."""
    contexts: list[BrowserContext] = []

    def begin(**settings: Any) -> Page:
        context = returning(browser, shop, **settings)
        contexts.append(context)
        page = context.new_page()
        # Playwright begins to catch choosers while the test goes on; a key is faster than that.
        page.on("filechooser", lambda _: None)
        Visitor(page, server.url).open()
        page.on("dialog", lambda asked: asked.accept())
        if page.locator("nav").is_visible():
            page.locator("nav").get_by_role("button", name="材料").click()
        return page

    yield begin
    for context in contexts:
        context.close()


def material(page: Page, label: str = "租赁合同") -> Locator:
    """The entry of a material."""
    return page.locator("#materials > li").filter(has_text=label)


def named(name: str, kind: str, content: bytes) -> dict[str, Any]:
    """A file as it is chosen."""
    return {"name": name, "mimeType": kind, "buffer": content}


def kept(talk: Talk, material_id: str = LEASE) -> list[dict[str, Any]]:
    """What the server keeps of a material."""
    case = talk.http.get(f"/api/v1/conversations/{talk.id}").json()["case"]
    return next(list(one["files"]) for one in case["materials"] if one["id"] == material_id)


def by_mouse(page: Page, entry: Locator, *files: dict[str, Any]) -> None:
    with page.expect_file_chooser() as chooser:
        entry.get_by_text("上传文件").click()
    chooser.value.set_files(list(files))


def by_keyboard(page: Page, entry: Locator, *files: dict[str, Any]) -> None:
    entry.get_by_label("上传文件").focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    assert chooser.value.is_multiple()
    chooser.value.set_files(list(files))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("choose", [by_mouse, by_keyboard])
def test_files_are_sent_seen_and_removed(visit: Callable[..., Page], shop: Talk, choose: Any, size: Any) -> None:
    page = visit(viewport=size)
    expect(page.locator("#materialtitle")).to_have_text("材料：还差 1 份要上传")  # the lease may be left out
    choose(page, material(page), named("一.jpg", JPEG, photo()), named("二.pdf", PDF, paper(3)))
    rows = material(page).locator(".files > li")
    rows.nth(1).wait_for()
    assert [one["name"] for one in kept(shop)] == ["一.jpg", "二.pdf"]
    assert "3 页" in rows.nth(1).inner_text()
    shown = rows.nth(0).locator("img")
    shown.scroll_into_view_if_needed()
    assert shown.evaluate("async image => { await image.decode(); return image.naturalWidth }") == 60
    choose(page, material(page, "操作流程文件"), named("流程.pdf", PDF, paper(1)))
    material(page, "操作流程文件").locator(".files > li").wait_for()
    expect(page.locator("#materialtitle")).to_have_text("材料：要上传的都传了")
    gone = rows.nth(0).get_by_role("button", name="删掉 一.jpg")
    if choose is by_mouse:
        gone.click()
    else:
        gone.focus()
        page.keyboard.press("Enter")
    rows.nth(1).wait_for(state="detached")
    assert [one["name"] for one in kept(shop)] == ["二.pdf"]
    assert page.evaluate("document.activeElement.type") == "file"
    page.reload()
    material(page).locator(".files > li").wait_for(state="attached")
    assert kept(shop, STEPS)


def test_what_is_refused_is_told_beside_the_material(visit: Callable[..., Page], shop: Talk) -> None:
    page = visit()
    by_mouse(page, material(page), named("合同.jpg", JPEG, EXE))
    alert = material(page).get_by_role("alert")
    alert.wait_for()
    assert alert.inner_text() == "合同.jpg：传来的是「Windows 程序」，不收。可以传 JPG、PNG 图片或者 PDF。"
    assert faults(page) == []
    material(page).get_by_role("button", name="知道了").click()
    alert.wait_for(state="detached")
    material(page).locator(".drop").evaluate(DROP, ["drop", "大.pdf", "", 11 * 1024 * 1024])
    alert.wait_for()
    assert "11 MB" in alert.inner_text()
    assert kept(shop) == []


def test_the_largest_file_is_told_as_the_server_has_it(visit: Callable[..., Page], server: Running) -> None:
    page = visit()
    assert patient.get(f"{server.url}/api/v1/uploads").json()["size"] == 10 * 1024 * 1024
    material(page).get_by_text("一份最大 10 MB").wait_for()
    page.route("**/api/v1/uploads", lambda route: route.fulfill(json={"size": 3 * 1024 * 1024}))
    page.reload()
    material(page).get_by_text("一份最大 3 MB").wait_for(state="attached")
    material(page).locator(".drop").evaluate(DROP, ["drop", "大.pdf", "", 4 * 1024 * 1024])
    material(page).get_by_text("文件有 4 MB，最大收 3 MB").wait_for(state="attached")


def test_a_large_photo_is_made_smaller_on_the_way(visit: Callable[..., Page], shop: Talk) -> None:
    page = visit()
    with page.expect_request(lambda request: request.method == "POST" and "/files" in request.url) as sent:
        by_mouse(page, material(page), named("大.jpg", JPEG, photo(4000, 3000)))
    body = sent.value.post_data_buffer or b""
    material(page).locator(".files > li").wait_for()
    assert b"HUAWEI" not in body
    told = kept(shop)[0]
    shown = shop.http.get(path(shop, LEASE, told["id"])).content
    assert Image.open(BytesIO(shown)).size == (2000, 1500)


def test_a_file_lost_on_the_way_can_be_sent_again(visit: Callable[..., Page], shop: Talk) -> None:
    page = visit()
    lost: list[Route] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route)
        route.abort()

    page.route("**/files", lose)
    by_mouse(page, material(page), named("一.jpg", JPEG, photo()))
    assert "网络断了" in material(page).get_by_role("alert").inner_text()
    material(page).get_by_role("button", name="再传一次").click()
    material(page).locator(".files > li").wait_for()
    assert len(kept(shop)) == 1


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_files_can_be_dropped_and_pasted_on_a_desk(visit: Callable[..., Page], shop: Talk, way: str) -> None:
    page = visit(viewport=DESK)
    material(page).locator(".drop").evaluate(DROP, [way, "合同.pdf", base64.b64encode(paper(2)).decode()])
    material(page).locator(".files > li").wait_for()
    assert [one["name"] for one in kept(shop)] == ["合同.pdf"]


def test_what_is_not_needed_any_more_is_shown_apart(visit: Callable[..., Page], shop: Talk) -> None:
    send(shop, photo())
    own(shop)
    page = visit()
    needless = page.locator("#unneeded")
    assert "提交时不会带上" in needless.inner_text()
    assert faults(page) == []
    needless.get_by_role("button", name="删掉 合同.jpg").click()
    needless.wait_for(state="detached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [SMALLEST, DESK], ids=["smallest", "desk"])
def test_everybody_can_use_it(visit: Callable[..., Page], shop: Talk, scheme: str, size: Any) -> None:
    """axe finds nothing serious and nothing runs out of the page, also with large type and a long name."""
    send(shop, photo(), "租赁合同_静安区南京西路1234号_第一页_补充协议.jpg")
    page = visit(color_scheme=scheme, viewport=size)
    for care in (False, True):
        if care:
            page.get_by_role("button", name="更多").click()
            page.get_by_role("button", name="长辈版").click()
        material(page).locator("img").scroll_into_view_if_needed()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = "[...document.querySelectorAll('#materials label, #materials button, #materials a')].filter(one => one.offsetHeight < 44).length"
        assert page.evaluate(small) == 0


def test_the_same_file_under_another_name_is_one_file(visit: Callable[..., Page], shop: Talk) -> None:
    page = visit(viewport=DESK)
    by_mouse(page, material(page), *(named(f"{name}.jpg", JPEG, photo()) for name in "甲乙丙"))
    page.get_by_text("甲.jpg 已经传过，是同一份").wait_for(state="attached")
    entry = material(page)
    entry.get_by_role("button", name="删掉").first.wait_for()
    assert entry.get_by_role("button", name="删掉").count() == 1
    assert len(kept(shop)) == 1
