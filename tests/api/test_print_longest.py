"""The longest bundle of all themes is printed whole: three applications, every value, list, material, warning and report."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from actions.apart import Apart
from actions.rehearsal import Rehearsal
from actions.stories.situation import at_nine
from api.printing.application import told_application
from api.printing.notice import told_notice
from api.printing.printer import LIMITS, Printer
from bot.catalog import load
from bot.engine import Catalog, Release
from bot.nlu import Understander
from tests.content.published import ROOT, read

from .paper import bare, pages

TODAY = date(2026, 11, 29)
#: Of all stories the one whose applications have the most places filled: 238. `daoban test` plays it.
LONGEST = "homestay_all"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(ROOT, today=TODAY)


@pytest.fixture(scope="module")
def printer() -> Iterator[Apart]:
    made = Apart(Printer, LIMITS)
    yield made
    made.close()


@pytest.fixture(scope="module")
def played(catalog: Catalog) -> tuple[Release, dict[str, Any]]:
    """Where the story leads, before it is submitted."""
    story = read(ROOT / "scenarios" / "stories" / f"{LONGEST}-longest.yml")
    applicant = Rehearsal(catalog, Understander(catalog), lambda: at_nine(TODAY))
    for turn in story["turns"]:
        state = applicant.say(turn["say"])
    assert state["case"]["stage"] == "review"
    return catalog.current[LONGEST], state


def test_every_application_is_on_paper(
    catalog: Catalog, played: tuple[Release, dict[str, Any]], printer: Apart
) -> None:
    release, state = played
    paper = "".join(pages(printer.call("pdf", "application.html", told_application(catalog, release, state, TODAY))))
    applications = state["case"]["applications"]
    assert len(applications) == 3
    for application in applications:
        assert application["title"] in paper
        for section in release.forms[application["form"]].sections:
            assert bare(section.title) in paper
        for field in application["fields"].values():
            assert bare(field["display"]) in paper
        assert application["declarations"]
        for declaration in application["declarations"]:
            assert bare(declaration["text"]) in paper
    for material in state["case"]["materials"]:
        assert bare(material["label"]) in paper
    assert paper.count("申请人签字或者盖章") == 3


def test_the_notice_tells_of_every_item(
    catalog: Catalog, played: tuple[Release, dict[str, Any]], printer: Apart
) -> None:
    release, state = played
    paper = "".join(pages(printer.call("pdf", "notice.html", told_notice(catalog, release, state, TODAY))))
    for line in (*state["case"]["warnings"], *state["case"]["reports"]):
        assert bare(line["text"]) in paper
    for form in release.forms.values():
        for entry in catalog.items[form.item].entries:
            assert bare(entry.text) in paper
            assert bare(entry.source) in paper
    assert "您的情况要它：场所使用权来源是「租赁」" in paper


def test_a_list_goes_on_over_pages_under_its_heading(
    catalog: Catalog, played: tuple[Release, dict[str, Any]], printer: Apart
) -> None:
    """Sixty warehouses and forty workers; one of each is not complete."""
    release, state = played
    state = copy.deepcopy(state)
    food = next(one for one in state["case"]["applications"] if one["form"] == "food_operation")
    (warehouse,) = {pointer.split("/")[2] for pointer in food["fields"] if pointer.startswith("/warehouses/")}
    for number in range(1, 60):
        for part in ("address", "area", "tenure"):
            field = food["fields"][f"/warehouses/{warehouse}/{part}"]
            food["fields"][f"/warehouses/{number}/{part}"] = {**field, "display": f"{part}{number}号"}
    for number in range(1, 40):
        field = food["fields"]["/workers/0/name"]
        food["fields"][f"/workers/{number}/name"] = {**field, "display": f"从业人员之{number}"}
    food["missing"] = ["/workers/39/job", "/premises/seats"]
    paper = pages(printer.call("pdf", "application.html", told_application(catalog, release, state, TODAY)))
    whole = "".join(paper)
    assert all(f"address{number}号area{number}号tenure{number}号" in whole for number in range(1, 60))
    assert all(f"从业人员之{number}" in whole for number in range(1, 40))
    assert "外设仓库清单（60）" in whole
    assert sum("仓库地址" in page for page in paper) > 1
    assert "还没有填的必填项：2" in whole
    assert "（第40项）、座位数" in whole
