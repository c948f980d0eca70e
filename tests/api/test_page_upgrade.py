"""The rules change while somebody is filling in: whoever comes back to the page goes on under the new ones and loses nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import warm
from tests.bench.process import free_port
from tests.serving import running
from tests.some_shops import TWO, some_shops

from .browser import Visitor, fresh

pytestmark = pytest.mark.browser
SHOP = "beverage_shop"
PUBLISHED, REVISED = (
    "  - {fact: premises.address}\n",
    "  - {fact: premises.address, ask: 铺面在哪条路、多少号？, why: 铺面不一定就是执照上的地址。}\n",
)


def revise(root: Path) -> None:
    """The open question is asked in other words; the answers so far stay good."""
    file = root / "scenarios" / "food" / "fragments" / "premises.yml"
    text = file.read_text("utf-8")
    assert PUBLISHED in text
    file.write_text(text.replace(PUBLISHED, REVISED), "utf-8")


def daoban(root: Path, var: Path, *arguments: str) -> str:
    """What the command prints."""
    done = warm.run(*arguments, env={**os.environ, "DAOBAN_VAR": str(var), "DAOBAN_ROOT": str(root)}, cwd=root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def begin(visitor: Visitor) -> None:
    visitor.open().type("我想在静安区开一家奶茶店")
    visitor.press("已经办好")
    visitor.press("固定店面")
    visitor.type("没有")


def test_rules_change_between_two_visits(browser: Browser, tmp_path: Path) -> None:
    root, var, port = some_shops(tmp_path / "project", TWO), tmp_path / "var", free_port()
    context = fresh(browser)
    with running(var, rasa=False, port=port, DAOBAN_ROOT=str(root)) as server:
        visitor = Visitor(context.new_page(), server.url)
        begin(visitor)
        filled = visitor.page.locator("#form dd").all_text_contents()
    [version] = re.findall(r"\b[0-9a-f]{12,}\b", daoban(root, var, "releases", SHOP))[:1]
    revise(root)
    daoban(root, var, "mark", SHOP, version, "broken", "--note", "问法写错了", "--by", "王科")
    with running(var, rasa=False, port=port, DAOBAN_ROOT=str(root)):
        visitor.page.reload()
        expect(visitor.page.locator("#form dd").first).to_be_attached()
        turn = visitor.type("进度")
        assert any("办理规则有更新" in line for line in visitor.lines())
        assert turn["asking"]["fact"] == "premises.address"
        assert any("铺面在哪条路、多少号" in line for line in visitor.lines())
        assert set(filled) <= set(visitor.page.locator("#form dd").all_text_contents())
        assert visitor.complaints == []
    context.close()
