"""A process as a timeline: the days by hand, every step in it once, and texts that stay texts and in the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from bot.catalog import open_forms
from bot.catalog.condition_words import in_words
from bot.catalog.processes import (
    Definitions,
    Department,
    JointBundle,
    JointLicence,
    JointOrder,
    JointPart,
    Process,
    ProcessStep,
    Result,
    StepKind,
    StepLimit,
    Term,
    bundle_for,
)
from bot.catalog.timeline import Timeline, picture, text, timeline
from tests.api.browser import chromium

from .tree import TODAY

ROOT = Path(__file__).resolve().parents[2]
BUILT = open_forms(ROOT, today=TODAY)
SHIPPED = BUILT.definitions()
WORDS = partial(in_words, facts=BUILT.facts, figures=BUILT.figures, on=TODAY)
BUNDLES = [*SHIPPED.bundles.values(), *(bundle_for(SHIPPED, [form]) for form in SHIPPED.processes)]


def days(since: str, law: int, promised: int | None = None, unit: str = "working") -> StepLimit:
    """A limit of so many days."""
    return StepLimit(
        since, Term(law, unit, "《某法》"), None if promised is None else Term(promised, "working", "指南")
    )


def drawn(steps: list[ProcessStep], *, promised: bool = False, order: bool = False) -> Timeline:
    """The timeline of two forms with these steps; with ``order``, b is to be decided first."""
    processes = {form: Process(form, "d0", (Result("permit", "证"),), tuple(steps)) for form in ("a", "b")}
    bundle = JointBundle(
        "x",
        "一次办",
        "店",
        (),
        "d0",
        (JointPart("a"), JointPart("b", optional=True)),
        JointLicence("综合许可证", "某号", certain=False),
        Term(14, "working", "指南"),
        (JointOrder("a", "b", "《某法》第十五条"),) if order else (),
    )
    departments = {"d0": Department("d0", "甲局", "甲", "")}
    found = Definitions(departments, processes, {"x": bundle}, titles={"a": "甲表", "b": "乙表"})
    return timeline(found, bundle, WORDS, promised=promised)


STEPS = [
    ProcessStep("accept", "受理", StepKind.accept, limit=days("opened", 5)),
    ProcessStep("paper", "书面审查", StepKind.review),
    ProcessStep("inspect", "现场核查", StepKind.inspection, limit=days("opened", 4)),
    ProcessStep("notice", "公示", StepKind.special, limit=days("opened", 10, unit="natural"), reason="publication"),
    ProcessStep("decide", "决定", StepKind.decision, limit=days("accepted", 20, 10)),
    ProcessStep("issue", "制证", StepKind.issue, limit=days("opened", 10)),
]


def spans(found: Timeline, group: int = 0) -> dict[str, tuple[int, int]]:
    """Step -> start and end."""
    return {row.step: (row.start, row.end) for row in found.groups[group].rows}


def test_the_latest_days_by_law() -> None:
    # Ten natural days are 8 working ones, in which the 20 of the decision stand still: 5 + 20 + 8.
    expected = {
        "accept": (0, 5), "paper": (5, 33), "inspect": (5, 9), "notice": (5, 13), "decide": (13, 33), "issue": (33, 43),
    }  # fmt: skip
    found = drawn(STEPS)
    assert spans(found) == spans(found, 1) == expected
    assert (found.end, found.in_a_row) == (43, 86)


def test_the_days_that_were_promised() -> None:
    assert spans(drawn(STEPS, promised=True))["decide"] == (13, 23)


def test_an_item_that_the_law_orders_is_decided_after_the_other() -> None:
    found = drawn([replace(STEPS[4], limit=None), STEPS[5]], order=True)
    plain = drawn([STEPS[0], STEPS[4]], order=True)
    assert spans(found)["issue"] == (0, 10)
    assert spans(plain) == {"accept": (0, 5), "decide": (5, 25)}
    assert found.groups[0].waits == ("等 乙表 决定了才决定（《某法》第十五条）",)


def test_the_text_tells_all_of_a_bundle() -> None:
    told = text(drawn(STEPS))
    assert "牵头部门：甲局" in told
    assert "综合许可证（某号，以受理窗口为准）" in told
    assert "承诺：14个工作日（指南）" in told
    assert "乙表 · 甲局（有的情况才办）" in told
    assert "一起办最迟第 43 个工作日办完，一个接一个最迟第 86 个工作日办完。" in told
    assert "最迟第 43 个工作日办完。\n" in text(replace(drawn(STEPS), groups=drawn(STEPS).groups[:1]))


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda one: one.id or one.forms[0])
def test_every_published_step_is_told_and_drawn_once(bundle: JointBundle) -> None:
    found = timeline(SHIPPED, bundle, WORDS)
    root = ElementTree.fromstring(picture(found))
    assert [group.get("data-step") for group in root.iter("{http://www.w3.org/2000/svg}g")] == [
        step.id for form in bundle.forms for step in SHIPPED.processes[form].steps
    ]
    told = text(found)
    for form in bundle.forms:
        for step in SHIPPED.processes[form].steps:
            assert f"  {step.title}" in told
    for group in found.groups:
        assert all(0 <= row.start <= row.end <= found.end for row in group.rows)


HOSTILE = '<script>alert(1)</script> "]; & ' + "MW" * 30 + "\u202e\x00"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.browser
@pytest.mark.parametrize(
    "found",
    [
        *(pytest.param(timeline(SHIPPED, one, WORDS), id=one.id or one.forms[0]) for one in BUNDLES),
        pytest.param(drawn([replace(one, title=HOSTILE, id=HOSTILE + one.id) for one in STEPS]), id="hostile"),
    ],
)
def test_no_text_leaves_the_picture(found: Timeline, browser: Browser) -> None:
    page = browser.new_page()
    spoken: list[str] = []
    page.on("dialog", lambda dialog: (spoken.append(dialog.message), dialog.dismiss()))
    page.set_content(f"<!doctype html><meta charset=utf-8><body>{picture(found)}</body>")
    outside = """() => { const page = document.querySelector('svg').viewBox.baseVal;
      return [...document.querySelectorAll('text')].filter(line => { const at = line.getBBox();
        return at.x < 0 || at.x + at.width > page.width || at.y < 0 || at.y + at.height > page.height; }).map(line => line.textContent); }"""
    assert page.evaluate(outside) == []
    assert page.evaluate("document.querySelectorAll('script, a, foreignObject, image, use').length") == 0
    assert spoken == []
    page.close()
