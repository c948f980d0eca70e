"""An officer verifies what somebody shows: by a scanner's text or an identifier, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from actions.keys import data_cipher
from tests import patient
from tests.api.axe import faults
from tests.api.browser import chromium
from tests.api.problem import problem
from tests.serving import Running

from .office import API, MARKET, Clerk
from .test_page import sit

__all__ = ["sit"]
TEA = "91310106MADEM00116"
#: Its food licence, the pictures of which say 愚园路107号; and 丽华美发's, which was revoked.
LICENCE = "113100000000000004001"
SALON, HYGIENE = "92310106MADEM0118E", "113100000000000004003"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


class Holder:
    """The place where holders sign in: it shows their licences for them."""

    def __init__(self, server: Running) -> None:
        cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
        bearer = f"Bearer daoban_library_{cipher.mark('library reader').hex()}"
        self.http = patient.Client(base_url=f"{server.url}/library/v1", headers={"Authorization": bearer})

    def identifier(self, number: str, kind: str) -> str:
        """The identifier of the holder's licence of that type."""
        said = {"holder": number, "purpose": "x", "types": [kind]}
        agreed = self.http.post("/consents", json={**said, "until": "2026-12-31", "notice": "x"})
        assert agreed.status_code == 201, agreed.text
        return str(self.http.post("/searches", json=said).json()["licences"][0]["identifier"])

    def show(self, number: str, identifier: str) -> str:
        """The text of a code."""
        return str(self.http.post("/showings", json={"holder": number, "identifier": identifier}).json()["text"])

    def log(self, number: str) -> list[tuple[str, str, str]]:
        """Kind, purpose and cause of each use, the latest first."""
        uses = self.http.post("/uses/searches", json={"holder": number}).json()["uses"]
        return [(one["kind"], one["purpose"], one["cause"]) for one in uses]


@pytest.fixture(scope="module")
def holder(server: Running) -> Iterator[Holder]:
    made = Holder(server)
    yield made
    made.http.close()


def verify(clerk: Clerk, text: Any, purpose: Any = "enforcement") -> httpx.Response:
    return clerk.http.post(f"{API}/verifications", json={"text": text, "purpose": purpose})


@pytest.mark.browser
def test_an_officer_scans_what_is_shown(holder: Holder, sit: Any) -> None:
    identifier = holder.identifier(TEA, LICENCE)
    text = holder.show(TEA, identifier)
    page = sit().page
    page.get_by_role("link", name="验证照").click()
    box = page.get_by_label("扫码枪扫出来的文字，或者证照标识")
    expect(box).to_be_focused()
    assert faults(page) == []
    page.get_by_label("为什么看").select_option("执法检查")
    box.focus()
    # As a scanner does: all of it, and Enter.
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    verdict = page.locator("#verdict")
    expect(verdict).to_contain_text("食品经营许可证")
    expect(verdict.locator(".tag.good")).to_contain_text("有效")
    for said in ("上海市静安区愚园路107号1层", "张**", "913***********0116", "演示数据"):
        expect(verdict).to_contain_text(said)
    for hidden in (TEA, "张晓雯", "悠然茶饮"):
        assert hidden not in page.content()
    expect(box).to_be_empty()
    assert faults(page) == []
    assert holder.log(TEA)[0] == ("verified", "执法检查", f"{MARKET}（demo_wang）")
    box.fill(text)
    page.keyboard.press("Enter")
    expect(verdict.get_by_role("alert")).to_contain_text("已经验证过一次")
    assert "食品经营许可证" not in verdict.inner_text()


@pytest.mark.browser
def test_by_an_identifier_alone_nothing_on_it_is_told(holder: Holder, sit: Any) -> None:
    identifier = holder.identifier(TEA, LICENCE)
    page = sit().page
    page.goto(f"{page.url}#verify")
    page.get_by_label("扫码枪扫出来的文字，或者证照标识").fill(f" {identifier} ")
    page.get_by_role("button", name="验证").click()
    verdict = page.locator("#verdict")
    expect(verdict).to_contain_text("不是持证人刚刚出示的")
    expect(verdict).to_contain_text("食品经营许可证")
    assert "愚园路" not in verdict.inner_text()
    # The holder reads that somebody looked, why, and that they showed nothing.
    assert holder.log(TEA)[0] == ("checked", "窗口核验", f"{MARKET}（demo_wang）")
    page.get_by_role("link", name="← 本部门的申请").click()
    page.get_by_role("link", name="验证照").click()
    expect(verdict).to_be_empty()
    assert faults(page) == []


def test_what_is_no_more_valid_is_told_as_that(wang: Clerk, holder: Holder) -> None:
    told = verify(wang, holder.identifier(SALON, HYGIENE)).json()
    assert (told["valid"], told["fields"], told["shown"]) == (False, {}, False)
    assert told["status_text"].startswith("已撤销")


@pytest.mark.parametrize(
    ("text", "status", "title"),
    [
        pytest.param("DBLZ:1:" + "A" * 43, 404, "no-such-showing", id="never-shown"),
        pytest.param("https://evil.example/pay", 404, "no-such-showing", id="an-address"),
        pytest.param("1.2.156.3005.2.x/../../types", 404, "no-such-licence", id="a-way-elsewhere"),
        pytest.param("1.2.156.3005.2.113100000000000004001.11310106000000019W.NONE.001.Y", 404, "no-such-licence", id="no-such-licence"),
        pytest.param(" ", 422, "invalid-request", id="nothing"),
        pytest.param("x" * 201, 422, "invalid-request", id="too-long"),
        pytest.param(["x"], 422, "invalid-request", id="no-text"),
        pytest.param("DBLZ\u202e", 422, "unseen-characters", id="turned-round"),
    ],
)  # fmt: skip
def test_what_is_no_licence_is_refused(wang: Clerk, text: Any, status: int, title: str) -> None:
    assert problem(verify(wang, text), status)["title"] == title


def test_a_purpose_is_one_of_the_desk_s(wang: Clerk) -> None:
    for purpose in (None, "好奇", ["window"]):
        assert problem(verify(wang, "x", purpose), 422)["errors"][0]["pointer"] == "/purpose"
