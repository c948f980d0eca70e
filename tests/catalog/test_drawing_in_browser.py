"""The picture as a real browser draws it: no text leaves its box, and hostile text stays text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from bot.catalog.drawing import Drawing, draw, svg
from tests.api.browser import chromium

from .test_drawing import HOSTILE, NAMES, SHIPPED, hostile
from .tree import TODAY

pytestmark = pytest.mark.browser

#: The lines of text that reach over the edge of the box they stand in.
OVER = """() => [...document.querySelectorAll('g')].flatMap(group => {
  const box = group.querySelector('rect').getBBox();
  return [...group.querySelectorAll('text')].filter(line => {
    const at = line.getBBox();
    return line.textContent && (at.x + at.width > box.x + box.width || at.y < box.y - 1 || at.y + at.height > box.y + box.height + 1);
  }).map(line => line.textContent);
})"""
WIDE = '<script>alert(1)</script> "]; click ' + "MWMW" * 40 + " mmmm 1234567890 中文 " * 9


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


PICTURES = [
    *(pytest.param(draw(SHIPPED.catalog.release(name), on=TODAY), id=name) for name in NAMES),
    pytest.param(hostile(WIDE), id="wide-letters"),
    *(pytest.param(hostile(text), id=f"hostile-{number}") for number, text in enumerate(HOSTILE)),
]


@pytest.mark.parametrize("drawing", PICTURES)
def test_texts_stay_in_their_boxes_and_stay_texts(drawing: Drawing, browser: Browser) -> None:
    page = browser.new_page()
    spoken: list[str] = []
    requested: list[str] = []
    page.on("dialog", lambda dialog: (spoken.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requested.append(request.url))
    page.set_content(f"<!doctype html><meta charset=utf-8><body>{svg(drawing)}</body>")
    assert page.evaluate("document.querySelectorAll('g').length") > 2
    assert page.evaluate(OVER) == []
    assert page.evaluate("document.querySelectorAll('script, a, foreignObject, image, use').length") == 0
    assert (spoken, requested) == ([], [])
    page.close()
