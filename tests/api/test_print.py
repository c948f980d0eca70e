"""The application as a PDF holds what the applicant said, as text."""

from __future__ import annotations

import pytest

from tests.applicant import Applicant
from tests.serving import Talk
from tests.test_transcripts import COMMON, SHOPS

from .pdf_text import pages, text_of
from .problem import problem

API = "/api/v1/conversations"


def printed(talk: Talk) -> bytes:
    """The conversation's PDF."""
    answer = talk.http.get(f"{API}/{talk.id}/application.pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'inline; filename="application.pdf"'
    assert answer.content.startswith(b"%PDF-")
    return answer.content


def test_there_is_nothing_to_print_yet(talk: Talk) -> None:
    problem(talk.http.get(f"{API}/{talk.id}/application.pdf"), 404)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        pytest.param("operator.name", "上海阿婆奶茶有限公司", id="a-name"),
        pytest.param("operator.name", "阿婆&奶茶店", id="an-ampersand"),
        pytest.param("operator.name", "阿婆奶茶（静安）店", id="brackets"),
        pytest.param("operator.name", "㐂𠮷奶茶店", id="rare-characters"),
        pytest.param("premises.road", "南京西路", id="a-road"),
    ],
)
def test_an_answer_is_printed(talk: Talk, fact: str, value: str) -> None:
    talk.say("我想在静安区开一家奶茶店")
    talk.edit(fact, value)
    pointer = "/" + fact.replace(".", "/")
    display = talk.fields()[pointer]["display"]
    text = text_of(printed(talk))
    assert display in text
    assert "食品经营许可申请书" in text
    assert f"还没有填的必填项：{len(talk.last['case']['applications'][0]['missing'])}" in text


def test_a_whole_application_and_its_receipt_are_printed(talk: Talk) -> None:
    talk.say("我想在静安区开一家奶茶店")
    talk.answer_all(Applicant(7, {**COMMON, **SHOPS[0].values[2]}))
    draft = text_of(printed(talk))
    for field in talk.fields().values():
        assert field["label"] in draft
        assert "".join(field["display"].split()) in draft
    for material in talk.last["case"]["materials"]:
        assert material["label"] in draft
    assert "预填稿" in draft
    assert talk.fields()["/legal_rep/id_no"]["value"] not in draft

    talk.say("确认提交")
    assert talk.last["case"]["receipt"]["reference"] in text_of(printed(talk))


def test_an_answer_longer_than_a_page_goes_on_on_the_next(talk: Talk) -> None:
    talk.say("我想在静安区开一家奶茶店")
    before = pages(printed(talk))
    scope = "".join(chr(0x4E00 + number) for number in range(1900))
    talk.edit("operator.business_scope", scope)
    assert talk.fields()["/operator/business_scope"]["value"] == scope
    pdf = printed(talk)
    assert pages(pdf) > before
    assert all(char in text_of(pdf) for char in scope)
