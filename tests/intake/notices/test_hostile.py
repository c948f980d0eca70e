"""What stands in a notice is text: nothing in it is obeyed, nothing is fetched, nothing hides; what cannot be a notice is refused."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from actions.apart import Apart
from api.intake.clock import Reason
from api.intake.notices import (
    LONGEST_LIST,
    LONGEST_TEXT,
    AcceptanceRefused,
    Basis,
    Certificate,
    Contact,
    CorrectionBegun,
    Defect,
    Ground,
    Matter,
    Notice,
    NoticeInvalid,
    NotNeeded,
    Received,
    Refused,
    Where,
    credit_code,
    id_card,
    other,
    page_of,
    render,
)
from api.printing.printer import LIMITS, Printer
from tests.api.paper import bare, text_of

from .samples import ACCEPTED, DECIDED, MATTER, RECEIVED, Print, samples, term
from .test_paper import check_paper

ROOT = Path(__file__).resolve().parents[3]
TWO = (Defect(Where.field, "面积", "不对"), Defect(Where.material, "合同", "缺页"))


def filled(text: str) -> list[Notice]:
    """Notices with the text wherever a text can stand."""
    matter = replace(
        MATTER, applicant=text, certificate=credit_code(text), item=text, item_code=text, office=text, number=text,
        contact=Contact(text, text, text),
    )  # fmt: skip
    basis = Basis(text)
    return [
        CorrectionBegun(matter, RECEIVED, (Defect(Where.field, text, text, text, basis),), until_basis=basis),
        replace(samples()["received"], matter=matter),
        Refused(matter, RECEIVED, ACCEPTED, DECIDED, (Ground(text, basis),)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script>", id="a-script"),
        pytest.param('<img src="file:///etc/passwd">', id="a-file-of-the-server"),
        pytest.param('<a href="javascript:alert(1)">这里</a>', id="a-link"),
        pytest.param("</td></tr></table></article><h1>准予行政许可</h1>", id="the-end-of-the-table"),
        pytest.param("<style>@page{margin:0}*{display:none}</style>", id="a-style"),
        pytest.param("{{ 7*7 }}{% include 'base.html' %}", id="a-template"),
        pytest.param('" style="display:none" data-mark="', id="the-end-of-an-attribute"),
        pytest.param("<!-- ", id="a-comment"),
        pytest.param("<![CDATA[x]]>&lt;&#60;&nbsp;", id="entities"),
        pytest.param('<object data="file:///etc/hosts"></object><link rel=attachment href="file:///etc/hosts">', id="an-attachment"),
        pytest.param("@import url(file:///etc/passwd);", id="an-import"),
    ],
)  # fmt: skip
def test_markup_is_shown_as_it_is_written(text: str, pdf_of: Print) -> None:
    for notice in filled(text):
        pdf = pdf_of(notice)
        assert bare(text) in text_of(pdf)
        check_paper(pdf, notice)
        check_inert(pdf)


def check_inert(pdf: bytes) -> None:
    """There is nothing in the file that could be pressed, run or taken out."""
    reader = PdfReader(BytesIO(pdf))
    catalog = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names", "/AF"} & set(catalog)
    assert all("/Annots" not in page and "/AA" not in page for page in reader.pages)
    assert reader.attachments == {}


@pytest.fixture
def trap() -> Iterator[socket.socket]:
    """A port that nobody has a reason to come to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


#: Prints what a second print opens, connects to or starts: the first one loads what every print needs.
WATCHED = """
import json, sys
from tests.intake.notices.test_hostile import filled
from api.intake.notices import page_of
from api.printing.printer import Printer
printer = Printer()
ordinary, hostile = filled("平常的字"), filled(sys.argv[1])
for notice in ordinary:
    printer.pdf(*page_of(notice))
seen = []
sys.addaudithook(lambda event, args: seen.append([event, str(args[0])]) if event in
    ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "urllib.Request") else None)
for notice in hostile:
    printer.pdf(*page_of(notice))
print(json.dumps(seen))
"""


def test_nothing_is_fetched_opened_or_started(trap: socket.socket, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    url = f"http://127.0.0.1:{trap.getsockname()[1]}/"
    markup = (
        f'<img src="{url}a"><img src="{secret.as_uri()}"><link rel=stylesheet href="{url}b">'
        f"<style>@import url({url}c);@font-face{{src:url({secret.as_uri()})}}</style><svg><image href='{url}d'/></svg>"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", WATCHED, markup], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    assert json.loads(told.stdout) == []
    with pytest.raises(BlockingIOError):
        trap.accept()


def test_what_is_made_apart_is_the_same_text(pdf_of: Print) -> None:
    apart = Apart(Printer, LIMITS)
    try:
        for notice in (samples()["refused"], samples()["received"]):
            assert text_of(render(notice, apart)) == text_of(pdf_of(notice))
    finally:
        apart.close()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("甲\u202e乙\u202c丙", "甲乙丙", id="turned-round"),
        pytest.param("准\u200b予\ufeff", "准予", id="of-no-width"),
        pytest.param("甲\x00乙\x1b[31m", "甲乙[31m", id="control-characters"),
        pytest.param("甲\ud800乙", "甲乙", id="half-a-character"),
        pytest.param("甲\r\n乙\u2028丙\t丁", "甲乙丙丁", id="ends-of-lines"),
    ],
)
def test_what_cannot_be_seen_is_left_out(text: str, shown: str, pdf_of: Print) -> None:
    for notice in filled(text):
        assert bare(shown) in text_of(pdf_of(notice))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: CorrectionBegun(MATTER, RECEIVED, ()), id="nothing-to-correct"),
        pytest.param(lambda: CorrectionBegun(MATTER, RECEIVED, TWO, date(2026, 11, 4)), id="due-before-the-receipt"),
        pytest.param(lambda: AcceptanceRefused(MATTER, RECEIVED, ()), id="not-accepted-without-a-ground"),
        pytest.param(lambda: NotNeeded(MATTER, RECEIVED, ()), id="not-needed-without-a-ground"),
        pytest.param(lambda: Refused(MATTER, RECEIVED, ACCEPTED, DECIDED, ()), id="refused-without-a-ground"),
        pytest.param(lambda: replace(samples()["refused"], decided=RECEIVED), id="decided-before-acceptance"),
        pytest.param(lambda: replace(samples()["granted"], received=DECIDED), id="received-after-acceptance"),
        pytest.param(lambda: replace(samples()["granted"], valid_until=date(2026, 1, 1)), id="over-before-it-begins"),
        pytest.param(lambda: replace(samples()["accepted"], accepted=date(2026, 11, 4)), id="accepted-before-receipt"),
        pytest.param(lambda: replace(samples()["accepted"], by_silence=True), id="by-silence-on-a-later-day"),
        pytest.param(lambda: replace(samples()["extended"], reason=" "), id="extended-without-a-reason"),
        pytest.param(lambda: replace(samples()["extended"], days=0), id="extended-by-nothing"),
        pytest.param(lambda: replace(samples()["extended"], after=samples()["extended"].before), id="to-the-same-day"),
        pytest.param(lambda: replace(samples()["extended"], decided=RECEIVED), id="extended-before-acceptance"),
        pytest.param(lambda: replace(samples()["special"], procedure=Reason.correction), id="no-special-procedure"),
        pytest.param(lambda: replace(samples()["special"], procedure=Reason.publication), id="nor-is-publication"),
        pytest.param(lambda: replace(samples()["special"], begun=RECEIVED), id="stopped-before-acceptance"),
        pytest.param(lambda: replace(samples()["special"], expected=ACCEPTED), id="over-before-it-stops"),
        pytest.param(lambda: Received(MATTER, datetime(2026, 11, 5, 15, 4)), id="a-moment-without-a-zone"),
        pytest.param(lambda: Certificate("居民身份证号", "310106199003074321"), id="an-id-number-in-full"),
        pytest.param(lambda: replace(MATTER, reference="7" * 65), id="a-reference-that-fits-no-code"),
        pytest.param(lambda: replace(term("decision", ACCEPTED, "受理"), last=RECEIVED), id="a-limit-backwards"),
        pytest.param(lambda: replace(term("decision", ACCEPTED, "受理"), days=-1), id="negative-days"),
    ],
)
def test_what_the_law_does_not_know_is_no_notice(make: Callable[[], object]) -> None:
    with pytest.raises(NoticeInvalid):
        make()


def correction(matter: Matter = MATTER, **more: str) -> Notice:
    return CorrectionBegun(matter, RECEIVED, (replace(TWO[0], **more),))


@pytest.mark.parametrize(
    "notice",
    [
        pytest.param(correction(problem="长" * (LONGEST_TEXT + 1)), id="a-text"),
        pytest.param(correction(problem="行\n" * 60), id="lines"),
        pytest.param(correction(problem=" \n"), id="a-blank"),
        pytest.param(correction(problem=""), id="nothing"),
        pytest.param(correction(problem="\u200b"), id="nothing-to-be-seen"),
        pytest.param(correction(replace(MATTER, applicant="\u202e")), id="nobody"),
        pytest.param(CorrectionBegun(MATTER, RECEIVED, TWO[:1] * (LONGEST_LIST + 1)), id="a-list"),
        pytest.param(CorrectionBegun(MATTER, RECEIVED, (replace(TWO[0], problem="长" * 1000),) * 101), id="the-whole"),
    ],
)
def test_what_is_blank_or_too_long_is_refused(notice: Notice) -> None:
    with pytest.raises(NoticeInvalid) as refused:
        page_of(notice)
    assert "长" not in str(refused.value)


@pytest.mark.parametrize(
    ("certificate", "shown"),
    [
        pytest.param(id_card("31010619900307432X"), "310***********432X", id="id-card"),
        pytest.param(id_card("1234567"), "*******", id="too-short-to-show"),
        pytest.param(id_card(""), "*", id="empty"),
        pytest.param(other("护照号", "E12345678"), "E1*****78", id="passport"),
        pytest.param(credit_code("91310106MA1FY00D3L"), "91310106MA1FY00D3L", id="a-firm"),
    ],
)
def test_a_personal_number_is_shown_masked(certificate: Certificate, shown: str) -> None:
    assert certificate.shown == shown
