"""长辈版 reads aloud what Daoban says, by a voice of the device alone. The device of the tests has no voice: one is put in its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.serving import Running

from .browser import Visitor

LOCAL = {"name": "婷婷", "lang": "zh-CN", "localService": True}
REMOTE = {"name": "distant", "lang": "zh-CN", "localService": False}
FOREIGN = {"name": "Alice", "lang": "en-GB", "localService": True}
#: What the device would say, in order; null where it is told to be silent.
DEVICE = """
  window.spoken = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => %s,
    speak: (one) => spoken.push(one.voice ? one.text : "without a voice"),
    cancel: () => spoken.push(null),
  } });
"""


@pytest.fixture
def visit(server: Running, context: BrowserContext) -> Callable[..., Visitor]:
    def begin(*voices: dict[str, Any]) -> Visitor:
        context.add_init_script(DEVICE % json.dumps(voices))
        return Visitor(context.new_page(), server.url).open()

    return begin


def heard(visitor: Visitor) -> list[str]:
    return [one for one in visitor.page.evaluate("spoken") if one]


def test_what_is_said_is_read_once_and_own_words_are_not(visit: Any) -> None:
    visitor = visit(FOREIGN, LOCAL)
    page = visitor.page
    button = page.get_by_role("button", name="朗读")
    assert not button.is_visible()
    page.get_by_role("button", name="长辈版").click()
    visitor.type("我想开一家奶茶店")
    assert heard(visitor) == []
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator("#log > li.question p").last.inner_text() in heard(visitor)
    before = len(heard(visitor))
    visitor.type("已经办好")
    later = heard(visitor)[before:]
    assert later
    assert "已经办好" not in later
    assert len(later) == len(set(later))
    button.click()
    assert page.evaluate("spoken.at(-1)") is None
    visitor.type("固定店面")
    assert heard(visitor)[before:] == later


@pytest.mark.parametrize("voices", [[], [REMOTE], [FOREIGN]], ids=["none", "remote", "foreign"])
def test_without_a_voice_of_its_own_the_device_is_not_asked(visit: Any, voices: list[dict[str, Any]]) -> None:
    """A voice from elsewhere would send what an applicant is told to a stranger."""
    visitor = visit(*voices)
    visitor.page.get_by_role("button", name="长辈版").click()
    assert visitor.page.get_by_role("button", name="朗读").count() == 0
