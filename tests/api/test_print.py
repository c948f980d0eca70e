"""What is printed of a conversation holds what the applicant said, as text; nothing in it is obeyed, nothing is fetched."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest
import segno

from tests import patient
from tests.applicant import Applicant
from tests.serving import Talk
from tests.test_transcripts import COMMON, SHOPS

from .paper import bare, fonts, pages, text_of
from .problem import problem

API = "/api/v1/conversations"
OPENING = "我想在静安区开一家奶茶店"


def printed(talk: Talk, name: str = "application") -> bytes:
    """A document of the conversation."""
    answer = talk.http.get(f"{API}/{talk.id}/{name}.pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == f'inline; filename="{name}.pdf"'
    assert answer.content.startswith(b"%PDF-")
    return answer.content


@pytest.mark.parametrize("name", ["application.pdf", "notice.pdf", "receipts/food_operation.svg"])
def test_there_is_nothing_to_print_yet(talk: Talk, name: str) -> None:
    problem(talk.http.get(f"{API}/{talk.id}/{name}"), 404)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        pytest.param("operator.name", "上海阿婆奶茶有限公司", id="a-name"),
        pytest.param("operator.name", "阿婆&奶茶店", id="an-ampersand"),
        pytest.param("operator.name", "阿婆奶茶（静安）店", id="brackets"),
        pytest.param("operator.name", "㐂𠮷奶茶店", id="rare-characters"),
        pytest.param("premises.road", "南京西路", id="a-road"),
        pytest.param("operator.business_scope", "<script>alert(1)</script>", id="a-script"),
        pytest.param("operator.business_scope", '<img src="file:///etc/passwd">', id="a-file-of-the-server"),
        pytest.param("operator.business_scope", "</td></tr></table><h1>已收件</h1>", id="the-end-of-the-table"),
        pytest.param("operator.business_scope", "<style>*{display:none}</style>", id="a-style"),
        pytest.param("operator.business_scope", "{{ 7*7 }}{% include 'base.html' %}", id="a-template"),
    ],
)
def test_an_answer_is_printed(talk: Talk, fact: str, value: str) -> None:
    talk.say(OPENING)
    talk.edit(fact, value)
    pointer = "/" + fact.replace(".", "/")
    display = talk.fields()[pointer]["display"]
    text = text_of(printed(talk))
    assert bare(display) in text
    assert "食品经营许可申请书" in text
    assert f"还没有填的必填项：{len(talk.last['case']['applications'][0]['missing'])}" in text


@pytest.fixture
def trap() -> Iterator[socket.socket]:
    """A port that nobody has a reason to come to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def test_nothing_is_fetched_for_a_print(talk: Talk, trap: socket.socket) -> None:
    url = f"http://127.0.0.1:{trap.getsockname()[1]}/"
    talk.say(OPENING)
    markup = f'<img src="{url}a"><link rel=stylesheet href="{url}b"><style>@import url({url}c)</style><svg><image href="{url}d"/></svg>'
    talk.edit("operator.business_scope", markup)
    assert bare(markup) in text_of(printed(talk))
    with pytest.raises(BlockingIOError):
        trap.accept()


def test_a_whole_application_and_its_receipt_are_printed(talk: Talk) -> None:
    talk.say(OPENING)
    talk.answer_all(Applicant(7, {**COMMON, **SHOPS[0].values[2]}))
    pdf = printed(talk)
    paper = pages(pdf)
    draft = "".join(paper)
    for field in talk.fields().values():
        assert bare(field["display"]) in draft
    for material in talk.last["case"]["materials"]:
        assert bare(material["label"]) in draft
    assert all("预填稿，以受理系统为准。" in page for page in paper)
    assert f"第1页，共{len(paper)}页" in draft
    assert "申请人签字或者盖章" in draft
    assert talk.fields()["/legal_rep/id_no"]["value"] not in draft
    embedded = fonts(pdf)
    assert embedded
    assert all(embedded.values())

    talk.say("确认提交")
    reference = talk.last["case"]["receipt"]["reference"]
    received = pages(printed(talk))
    assert all(f"收件编号{reference}" in page for page in received)
    assert "预填稿" not in "".join(received)
    assert f"收件编号{reference}" in text_of(printed(talk, "notice"))
    code = talk.http.get(f"{API}/{talk.id}/receipts/food_operation.svg")
    assert code.headers["content-type"] == "image/svg+xml"
    assert modules(code.text) == modules(segno.make(reference, error="m", micro=False).svg_inline())
    (received_one,) = talk.last["case"]["receipt"]["received"]
    assert (received_one["form"], received_one["reference"]) == ("food_operation", reference)
    since = talk.http.get(f"{API}/{talk.id}/standing").json()["applications"][0]["events"][0]["at"]
    assert received_one["received_at"][:19] == since[:19]
    assert bare(f"收件时间 {since[:16].replace('T', ' ')}") in received[0]
    catalogue = patient.get(f"{talk.url}/catalog").text
    assert {"受理机关", "法定时限", "承诺时限", "办好以后"} <= {entry["label"] for entry in received_one["entries"]}
    for entry in received_one["entries"]:
        assert f"<dt>{entry['label']}</dt><dd>{entry['text']}" in catalogue


def modules(svg: str) -> str:
    """How a QR code is drawn."""
    return re.findall(r' d="([^"]+)"', svg)[-1]


def test_a_notice_tells_all_at_once_and_nobodys_data(talk: Talk) -> None:
    talk.say(OPENING)
    early = text_of(printed(talk, "notice"))
    assert "还有问题没有回答" in early
    applicant = Applicant(7, {**COMMON, **SHOPS[0].values[2]})
    talk.answer_all(applicant)
    told = text_of(printed(talk, "notice"))
    assert "还有问题没有回答" not in told
    case = talk.last["case"]
    for material in case["materials"]:
        assert bare(material["label"]) in told
        assert bare(material["basis"]) in told
        assert bare(material["note"]) in told
    for line in (*case["warnings"], *case["reports"]):
        assert bare(line["text"]) in told
    assert "经营场所所在区的市场监督管理局" in told
    assert "受理后10个工作日" in told
    assert "办理条件" not in told
    assert "有营业执照等主体资格" in told
    assert "12345" in told
    said = {pointer: field["display"] for pointer, field in talk.fields().items()}
    for own in (
        "/operator/name",
        "/operator/uscc",
        "/legal_rep/name",
        "/legal_rep/id_no",
        "/legal_rep/mobile",
        "/premises/road",
    ):
        assert bare(said[own]) not in told, own


def test_an_answer_longer_than_a_page_goes_on_on_the_next(talk: Talk) -> None:
    talk.say(OPENING)
    before = len(pages(printed(talk)))
    scope = "".join(chr(0x4E00 + number) for number in range(1900))
    talk.edit("operator.business_scope", scope)
    assert talk.fields()["/operator/business_scope"]["value"] == scope
    after = pages(printed(talk))
    assert len(after) > before
    assert set(scope) <= set("".join(after))


def test_too_many_prints_are_put_off(talk: Talk) -> None:
    """Each takes the processor for long. There is nothing to print yet, so that only the count is at work."""
    answers = [talk.http.get(f"{API}/{talk.id}/notice.pdf") for _ in range(60)]
    late = next(answer for answer in answers if answer.status_code == 429)
    problem(late, 429)
    assert late.headers["retry-after"].isdigit()
