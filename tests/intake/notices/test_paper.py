"""What the paper looks like to who measures it: A4, the mark and the number on every page, heads repeated, nothing outside the text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from api.intake.notices import (
    MARK,
    Basis,
    Contact,
    CorrectionBegun,
    Defect,
    Deferred,
    Granted,
    Ground,
    Material,
    Notice,
    Where,
)
from tests.api.paper import bare, fonts, pages

from .boxes import runs, size
from .samples import ACCEPTED, DECIDED, MATTER, RECEIVED, Print, samples

MILLIMETRE = 72 / 25.4
#: GB/T 9704-2012, 5.2.1: 28 mm at the left, 156 by 225 mm of text under 37 mm; the mark and the number stand above and below.
LEFT, RIGHT, LOWEST, HIGHEST = 28 * MILLIMETRE, 184 * MILLIMETRE, 12 * MILLIMETRE, 285 * MILLIMETRE


def check_paper(pdf: bytes, notice: Notice) -> list[str]:
    """The text of its pages. Every page is A4, has the mark and its number, and its text within the margins; fonts are in the file."""
    paper = pages(pdf)
    assert size(pdf) == {(210, 297)}
    for number, page in enumerate(paper, 1):
        assert f"第{number}页共{len(paper)}页" in page
        assert (bare(MARK) in page) is notice.draft
        assert ("电子申请收件凭证，不表示已经受理" in page) is not notice.draft
    for page_runs in runs(pdf):
        assert page_runs
        for run in page_runs:
            assert run.left >= LEFT - 0.5, run
            assert run.right <= RIGHT + 0.5, run
            assert LOWEST <= run.base <= HIGHEST, run
    embedded = fonts(pdf)
    assert embedded
    assert all(embedded.values())
    return paper


@pytest.mark.parametrize("case", samples())
def test_a_notice_is_whole_on_marked_pages(case: str, pdf_of: Print) -> None:
    notice = samples()[case]
    check_paper(pdf_of(notice), notice)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("长" * 600, id="chinese"),
        pytest.param("W" * 600, id="a-word-without-an-end"),
        pytest.param("https://example.gov.cn/" + "a/" * 250, id="an-address"),
        pytest.param("-" * 400, id="hyphens"),
        pytest.param("行\n" * 40, id="lines"),
        pytest.param("（《" * 200, id="marks-that-begin-no-line-end"),
        pytest.param("，。" * 200, id="marks-that-begin-no-line"),
    ],
)
def test_long_words_stay_on_the_page(text: str, pdf_of: Print) -> None:
    matter = replace(
        MATTER, applicant=text, item=text, item_code=text, office=text, number=text, reference=bare(text)[:64],
        contact=Contact(text, text, text),
    )  # fmt: skip
    basis = Basis(text)
    for notice in (
        CorrectionBegun(matter, RECEIVED, (Defect(Where.field, text, text, text, basis),)),
        replace(samples()["received"], matter=matter, materials=(Material(text, text),)),
        replace(samples()["refused"], matter=matter, grounds=(Ground(text, basis),)),
        Granted(matter, RECEIVED, ACCEPTED, DECIDED, text, text, content=(text,), deferred=(Deferred(text, DECIDED),)),
    ):
        check_paper(pdf_of(notice), notice)


def test_five_hundred_defects_are_told_in_order_under_one_head(pdf_of: Print) -> None:
    defects = tuple(
        Defect(Where.material, f"材料甲{number}", f"问题乙{number}看不清", f"办法丙{number}")
        for number in range(1, 501)
    )
    notice = CorrectionBegun(MATTER, RECEIVED, defects)
    pdf = pdf_of(notice)
    paper = check_paper(pdf, notice)
    assert "需要补正的全部内容（共500项）" in paper[0]
    for page in paper:
        found = [int(number) for number in re.findall(r"材料甲(\d+)问题乙", page)]
        assert found == list(range(found[0], found[-1] + 1)) if found else True
        # A row is whole, and the head stands over the first of them.
        for number in found:
            assert f"{number}材料：材料甲{number}问题乙{number}看不清办法丙{number}" in page
        assert page.count("填写项或者材料存在的问题怎样补正") == bool(found)
    numbers = [int(number) for number in re.findall(r"材料甲(\d+)问题乙", "".join(paper))]
    assert numbers == list(range(1, 501))


def test_a_row_taller_than_a_page_goes_on_under_the_head(pdf_of: Print) -> None:
    problem = "".join(chr(0x4E00 + number) for number in range(900))
    notice = CorrectionBegun(MATTER, RECEIVED, (Defect(Where.field, "经营范围", problem, "改", Basis("某条")),))
    pdf = pdf_of(notice)
    paper = check_paper(pdf, notice)
    assert "填写项：经营范围一丁" in paper[0]
    assert set(problem) <= set("".join(paper))
    with_problem = [page for page in paper if len(set(problem) & set(page)) > 100]
    assert len(with_problem) > 1
    assert all("填写项或者材料存在的问题怎样补正依据" in page for page in with_problem)


def test_name_day_and_place_for_the_seal_stand_together(pdf_of: Print) -> None:
    """Wherever the text ends. Source: GB/T 9704-2012, 7.3.5.5: the seal stands on a page with text."""
    for lines in range(8, 22):
        grounds = tuple(Ground(f"理由{number}。", Basis("某法第一条")) for number in range(lines))
        notice = replace(samples()["refused"], grounds=grounds)
        last = pages(pdf_of(notice))[-1]
        assert (
            f"联系方式：张老师，021-12345678，静安区政务服务中心3号窗口（用章位）{MATTER.office}2026年11月30日" in last
        )


def test_rare_characters_of_names_are_kept(pdf_of: Print) -> None:
    notice = replace(
        samples()["refused"], matter=replace(MATTER, applicant="㐂𠮷奶茶（静安）店·𬭩", dated=date(2026, 12, 1))
    )
    assert "㐂𠮷奶茶（静安）店·𬭩：" in "".join(pages(pdf_of(notice)))
