"""Papers of the counter over HTTP: what is missing, the application, the receipt; by whom they may be had, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.paper import bare, text_of
from tests.applicant import Applicant
from tests.serving import Running, Talk
from tests.test_transcripts import COMMON, SHOPS

from .seat import API, Seat


def printed(seat: Seat, conversation: str, paper: str) -> str:
    """The text of a paper, without blanks."""
    answer = seat.http.get(f"{API}/conversations/{conversation}/{paper}.pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    return text_of(answer.content)


def refused(seat: Seat, conversation: str, paper: str) -> tuple[int, str]:
    """Why a paper is not to be had."""
    answer = seat.http.get(f"{API}/conversations/{conversation}/{paper}.pdf")
    return answer.status_code, answer.json()["title"]


@pytest.fixture(scope="module")
def received(server: Running, lin: Seat) -> Iterator[Talk]:
    """An applicant whose application was received, and who is helped by a clerk of Jing'an."""
    with Talk(server.url) as talk:
        talk.say("我想在静安区开一家奶茶店")
        talk.answer_all(Applicant(7, {**COMMON, **SHOPS[0].values[2]}))
        talk.say("确认提交")
        talk.say("转人工")
        assert lin.act(talk.id, "take").status_code == 204
        talk.look()
        yield talk


@pytest.fixture
def walk_in(lin: Seat) -> str:
    """A case at the counter of which little is told."""
    own = lin.begin()
    assert lin.fill(own, text="我想开奶茶店，80平有外卖没堂食").status_code == 201
    return own


def test_all_that_is_missing_is_told_at_once_with_why_and_by_what_rule(walk_in: str, lin: Seat) -> None:
    text = printed(lin, walk_in, "lacking")
    case = lin.look(walk_in)["case"]
    assert "静安3号窗口（虚构）" in text
    assert "不是受理机关的补正通知" in text
    assert "还有问题没有回答，下面的内容会跟着变。" in text
    assert f"要填的：还有{len(case['open'])}项" in text
    for one in case["open"]:
        assert bare(one["label"]) in text
    # A reason that names the rule is told as it is; one that names none says so.
    assert bare("许可证上要载明，也用它网上核验执照（《食品经营许可和备案管理办法》第二十六条）") in text
    assert bare("申请书要填，和营业执照核对（以受理窗口为准）") in text
    # Whether somebody acts for them is not told yet: what would be asked of that one is no more than possible.
    before, _, perhaps = text.partition("可能还要填")
    assert "代理人姓名" in perhaps
    assert "代理人姓名" not in before
    assert "材料：没有还要交的" in text
    for one in case["materials"]:
        assert bare(one["label"]) in text
        assert bare(one["basis"]) in text
    # Nobody's data: what was answered does not stand in it.
    assert "80㎡" not in text


def test_an_application_is_printed_as_its_applicant_sees_it(walk_in: str, lin: Seat) -> None:
    text = printed(lin, walk_in, "application")
    assert "80㎡" in text
    assert "申请人签字或者盖章" in text
    assert refused(lin, walk_in, "receipt") == (404, "no-receipt")


def test_the_receipt_has_its_number_and_what_comes_next(received: Talk, lin: Seat) -> None:
    (one,) = received.look()["case"]["receipt"]["received"]
    text = printed(lin, received.id, "receipt")
    assert one["reference"] in text
    assert "不表示已经受理" in text
    for entry in one["entries"]:
        assert bare(entry["text"]) in text
    application = printed(lin, received.id, "application")
    assert one["reference"] in application
    shown = received.look()["case"]["applications"][0]["fields"]
    for pointer in ("/operator/name", "/legal_rep/name", "/legal_rep/id_no"):
        assert bare(shown[pointer]["display"]) in application
    whole = shown["/legal_rep/id_no"]["value"]
    assert whole not in application
    lacking = printed(lin, received.id, "lacking")
    assert "要填的：都填了" in lacking
    for pointer in ("/operator/name", "/legal_rep/name"):
        assert bare(shown[pointer]["display"]) not in lacking


def test_a_case_is_found_by_the_number_of_its_receipt_and_by_its_people(received: Talk, lin: Seat, qian: Seat) -> None:
    case = received.look()["case"]
    fields = case["applications"][0]["fields"]
    (reference,) = case["receipt"]["references"].values()
    told = [reference, reference.lower(), *(fields[f"/legal_rep/{one}"]["value"] for one in ("name", "mobile"))]
    for words in told:
        answers = [seat.http.post(f"{API}/search", json={"words": words}).json()["entries"] for seat in (lin, qian)]
        assert received.id in [one["conversation"] for one in answers[0]], words
        assert answers[1] == []


def test_only_who_has_the_case_in_hand_prints_what_its_applicant_gave(
    walk_in: str, he: Seat, du: Seat, pan: Seat, qian: Seat
) -> None:
    for seat in (he, du):
        # Who may open the case may tell what is missing, and no more.
        assert "还有" in printed(seat, walk_in, "lacking")
        for paper in ("application", "receipt"):
            assert refused(seat, walk_in, paper) == (403, "not-allowed")
    for seat in (pan, qian):
        for paper in ("lacking", "application", "receipt"):
            assert refused(seat, walk_in, paper) == (403, "not-allowed")


def test_there_is_nothing_to_print_before_something_is_chosen(lin: Seat) -> None:
    own = lin.begin()
    for paper in ("lacking", "application", "receipt"):
        assert refused(lin, own, paper) == (404, "no-application")
    assert refused(lin, "c_none", "lacking") == (404, "no-such-conversation")
