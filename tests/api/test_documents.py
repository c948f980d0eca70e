"""The documents that are made from the answers: both files say the same, and only what was answered."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import datetime

import pytest

from actions.documents.model import MARK, Document, Listing, Paragraph, Table, clean
from api.printing.printer import Printer
from api.printing.word import word_file
from tests.applicant import Applicant
from tests.serving import Talk
from tests.test_transcripts import COMMON, SHOPS

from .paper import bare, text_of
from .problem import problem
from .word import fonts, head, relations, rows, shown, tags

API = "/api/v1/conversations"
HOSTILE = [
    pytest.param("<w:p><w:r><w:t>x</w:t></w:r></w:p>", id="markup"),
    pytest.param("</w:t></w:r></w:p><script>alert(1)</script>", id="the-end-of-the-text"),
    pytest.param("=HYPERLINK(\"http://evil.example\")", id="a-formula"),
    pytest.param("{ INCLUDETEXT \"/etc/passwd\" }", id="a-field"),
    pytest.param("{{ 7*7 }}{% include 'base.html' %}", id="a-template"),
    pytest.param("&lt;b&gt; & \" '", id="entities"),
]  # fmt: skip


def whole(talk: Talk, said: dict[str, str] | None = None) -> Talk:
    """A tea shop of which everything is told."""
    talk.say("我想在静安区开一家奶茶店")
    talk.answer_all(Applicant(7, {**COMMON, **SHOPS[0].values[2], **(said or {})}))
    return talk


def listed(talk: Talk) -> dict[str, dict[str, object]]:
    """The documents by their id."""
    answer = talk.http.get(f"{API}/{talk.id}/documents")
    assert answer.status_code == 200
    return {one["id"]: one for one in answer.json()}


def both(talk: Talk, document: str) -> tuple[bytes, bytes]:
    """The document as a PDF and as a Word file."""
    pdf, word = (talk.http.get(f"{API}/{talk.id}/documents/{document}.{kind}") for kind in ("pdf", "docx"))
    assert (pdf.status_code, word.status_code) == (200, 200), pdf.text + word.text
    assert word.headers["content-disposition"] == f'attachment; filename="{document}.docx"'
    assert (word.headers["cache-control"], pdf.headers["cache-control"]) == ("no-store", "no-store")
    return pdf.content, word.content


def test_nothing_is_made_before_it_is_answered(talk: Talk) -> None:
    assert listed(talk) == {}
    problem(talk.http.get(f"{API}/{talk.id}/documents/policies.pdf"), 404)
    talk.say("我想在静安区开一家奶茶店")
    assert "食品安全制度目录" in listed(talk)["policies"]["missing"]  # type: ignore[operator]
    for kind in ("pdf", "docx"):
        told = problem(talk.http.get(f"{API}/{talk.id}/documents/policies.{kind}"), 409)
        assert "食品安全制度目录" in told["detail"]
    for unknown in ("mandate", "nothing", "..%2f..%2fbase", "__class__"):
        problem(talk.http.get(f"{API}/{talk.id}/documents/{unknown}.docx"), 404)


def test_both_files_say_what_was_answered(talk: Talk) -> None:
    whole(talk)
    fields = talk.fields()
    assert {one["id"] for one in listed(talk).values() if not one["missing"]} == {"policies", "layout_points"}
    pdf, word = both(talk, "policies")
    assert MARK in text_of(pdf)
    assert head(word) == MARK
    for policy in fields["/policies"]["display"].split("、"):
        assert bare(policy) in text_of(pdf)
        assert bare(policy) in shown(word)
    assert rows(word)["经营者名称"] == fields["/operator/name"]["display"]
    pdf, word = both(talk, "layout_points")
    for text in (text_of(pdf), shown(word)):
        assert "每一块地方做什么用" in text
        assert "以受理窗口为准" in text
        assert "生食专间" not in text, "a tea shop needs none"
        assert bare(fields["/equipments/0/name"]["display"]) in text
    assert set(fonts(word)) == {"宋体", "黑体"}


def test_a_mandate_tells_who_may_do_what_until_when(talk: Talk) -> None:
    whole(talk, {"has_agent": "有代办人"})
    fields = talk.fields()
    pdf, word = both(talk, "mandate")
    for text in (text_of(pdf), shown(word)):
        for pointer in ("/agent/name", "/agent/valid_until", "/operator/name", "/legal_rep/name"):
            assert bare(fields[pointer]["display"]) in text
        for power in fields["/agent/scope"]["display"].split("、"):
            assert bare(power) in text
        assert "委托人签字或者盖章" in text
        assert str(fields["/agent/id_no"]["value"]) not in text, "a number is masked, as on the application"


def paper(text: str) -> Document:
    """The text wherever a document has one."""
    listing, table = Listing(text, ((text, text),)), Table(text, (text, "b"), ((text, "c"), ("d", text)))
    return Document(text, (Paragraph(text), listing, table, Table("", (), ((text, text),))), (text,), text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_text_in_both_files(text: str) -> None:
    plain = paper(clean(text))
    word = word_file(plain, datetime(2026, 12, 1))
    assert bare(clean(text)) in shown(word)
    assert not tags(word) & {"fldChar", "instrText", "fldSimple", "hyperlink", "object", "altChunk"}
    assert "evil.example" not in relations(word)
    assert bare(clean(text)) in text_of(Printer().pdf("document.html", asdict(plain)))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("a\x00b\x08c", "a b c", id="controls"),
        pytest.param("a\ud800b\ufffeb", "a b b", id="no-characters"),
        pytest.param("a\u202eb\u200bc\u2028d", "a b c d", id="turned-around"),
        pytest.param("a\r\n\tb  c", "a b c", id="lines"),
        pytest.param("㐂𠮷奶茶店，阿婆（静安）", "㐂𠮷奶茶店，阿婆（静安）", id="rare-characters"),
    ],
)
def test_what_no_document_can_hold_is_left_out(text: str, left: str) -> None:
    assert clean(text) == left
    assert shown(word_file(paper(clean(text)), datetime(2026, 12, 1))).count(re.sub(r"\s", "", left)) > 5
