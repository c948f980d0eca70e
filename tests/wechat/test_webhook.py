"""The webhook of an account: conversations in safe mode and in plain, every try once, nobody else's pushes."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.erasing import Erasing
from tests.applicant import Applicant
from tests.patient import get, post
from tests.some_shops import TWO, some_shops

from .filled import applicant
from .following import KEY_BEFORE, OFFICIAL, Phone, Served, serving, signed
from .played import BRISK

OPENING = "我想在静安区开一家奶茶店"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return some_shops(tmp_path_factory.mktemp("shops"), TWO)


@pytest.fixture(scope="module")
def served(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("var"), root, **BRISK) as server:
        yield server


@pytest.fixture(scope="module")
def waiting(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that waits for more of a sentence as long as it does unless told otherwise."""
    with serving(tmp_path_factory.mktemp("waiting"), root) as server:
        yield server


@pytest.fixture
def several(waiting: Served, request: pytest.FixtureRequest) -> Phone:
    """Somebody new who sends several things at a time."""
    return Phone(waiting, person=f"o{abs(hash(request.node.nodeid)):x}")


@pytest.fixture
def phone(served: Served, request: pytest.FixtureRequest) -> Phone:
    """Somebody new in every test."""
    return Phone(served, person=f"o{abs(hash(request.node.nodeid)):x}")


def state(phone: Phone) -> dict[str, Any]:
    """Where the conversation stands."""
    return phone.served.core.conversations.state(phone.conversation)


def answer_all(phone: Phone, who: Applicant) -> str:
    """Answers whatever is asked up to the review, and agrees to the notices; gives the last answer."""
    answer = ""
    for _ in range(200):
        asking = state(phone)["asking"]
        if asking["kind"] == "review":
            return answer
        before = state(phone)["seq"]
        answer = phone.say("对" if asking["kind"] == "confirm" else who.reply(asking))
        if "回复「同意」" in answer:
            answer = phone.say("同意")
        assert state(phone)["seq"] > before, (asking, answer)
        assert len(answer.encode()) <= 2048
    raise AssertionError("no end")


def test_a_whole_application_in_safe_mode(phone: Phone) -> None:
    assert "开什么店" in phone.event("subscribe")
    first = phone.say(OPENING)
    assert "营业执照办好了吗？\n1. <a href=" in first
    second = phone.tap(first, "已经办好")
    assert "记下了" in second
    # The same entry once more is an old one.
    assert "之前的问题" in phone.tap(first, "还没有办")
    assert state(phone)["case"]["applications"]
    review = answer_all(phone, applicant())
    # All of it does not fit: its parts are looked at one by one, or one after the other.
    assert "【人员】" in phone.tap(review, "人员")
    assert phone.say("第 1 部分").startswith("【申请信息】\n申请事项：食品经营许可（餐饮服务）\n")
    pages = [phone.say("看全部")]
    while pages[-1].endswith("回复「继续」看后面的"):
        pages.append(phone.say("继续"))
    assert "".join(pages).count("【") == review.count("部分 <a")
    done = phone.tap(review, "确认提交")
    # Handing in may take longer than WeChat waits; the answer is then with its next try.
    reference = state(phone)["case"].get("receipt", {}).get("reference", "")
    assert reference
    assert reference in (done or phone.say("进度"))
    assert "新的申请" in phone.say("我还想再开一家奶茶店")
    before, now = phone.conversation, int(time.time())
    anew: dict[str, str | int] = {"MsgType": "text", "Content": "新的申请", "MsgId": 999}
    tries = [phone.deliver(anew, at=now).content for _ in range(2)]
    assert tries[0] == tries[1]
    assert "开什么店" in phone.push(anew, at=now)
    assert phone.conversation != before
    assert state(phone)["seq"] == 0
    assert "营业执照办好了吗" in phone.say(OPENING)


def test_every_try_of_a_push_is_answered_with_the_same_bytes_and_taken_once(phone: Phone) -> None:
    phone.say(OPENING)
    now = int(time.time())
    fields: dict[str, str | int] = {"MsgType": "text", "Content": "已经办好", "MsgId": 77}
    tries = [phone.deliver(fields, at=now).content for _ in range(3)]
    assert len(set(tries)) == 1
    assert state(phone)["seq"] == 2
    event: dict[str, str | int] = {"MsgType": "event", "Event": "CLICK", "EventKey": "status"}
    assert phone.deliver(event, at=now).content == phone.deliver(event, at=now).content
    assert state(phone)["seq"] == 3


def test_tries_at_the_same_time_are_one(several: Phone) -> None:
    several.say(OPENING)
    now, got = int(time.time()), []

    def once() -> None:
        got.append(
            Phone(several.served, several.person)
            .deliver({"MsgType": "text", "Content": "有", "MsgId": 78}, at=now)
            .content
        )

    threads = [threading.Thread(target=once) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(got), len(set(got)), state(several)["seq"]) == (8, 1, 2)


def test_first_pushes_at_the_same_time_make_one_conversation(several: Phone) -> None:
    texts = [OPENING, "你好", "进度", "转人工"]
    threads = [
        threading.Thread(target=lambda text=text, number=number: Phone(several.served, several.person, sent=number * 10).say(text))
        for number, text in enumerate(texts)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    turns = several.served.core.store.turns_after(several.conversation, 0)
    said = "".join(turn.outcome["said"]["text"] for turn in turns)
    # What is sent within a moment is one sentence.
    assert [said.count(text) for text in texts] == [1] * len(texts)
    assert len(turns) < len(texts)


def test_what_comes_while_an_answer_is_made_is_taken_after_it(several: Phone) -> None:
    """In the order in which it was sent, though nobody waits for an answer before the next comes."""
    several.say("你好")
    now, before = int(time.time()), state(several)["seq"]
    events: list[dict[str, str | int]] = [{"MsgType": "event", "Event": "CLICK", "EventKey": "status"}]
    for number in range(90, 96):
        spoken = {"MsgType": "voice", "MediaId": "m", "Format": "amr", "Recognition": f"谢谢{number}"}
        events.append({**spoken, "MsgId": number})
    threads = [threading.Thread(target=lambda one=one: several.deliver(one, at=now)) for one in reversed(events)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    turns = several.served.core.store.turns_after(several.conversation, before)
    assert [turn.outcome["said"]["text"] for turn in turns] == ["进度", *(f"谢谢{n}" for n in range(90, 96))]


def test_numbers_answer_where_choices_are_numbered_and_nowhere_else(phone: Phone) -> None:
    phone.say(OPENING)
    assert "记下了" in phone.say("1")
    fields = state(phone)["case"]["applications"][0]["fields"]
    assert state(phone)["seq"] == 2
    assert fields


def test_personal_data_is_told_after_the_notice_alone_and_nothing_said_is_lost(phone: Phone) -> None:
    phone.say(OPENING)
    for said in ("联系人是王小明，手机13812345678", "不同意"):
        told = phone.say(said)
    assert "没有记下" in told
    assert "王小明" not in str(state(phone)["case"])
    notice = phone.say("联系人是王小明，手机13812345678")
    assert "https://daoban.example/privacy" in notice
    agreed = phone.say("同意")
    assert "王小明" in agreed
    assert "王小明" in str(state(phone)["case"])


def test_nobody_agrees_to_a_notice_before_they_saw_it(several: Phone) -> None:
    several.say(OPENING)
    got: list[str] = []
    told = ("联系人是王小明，手机13812345678", "同意")
    threads = [threading.Thread(target=lambda words=words: got.append(several.say(words))) for words in told]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    for thread in threads:
        thread.join()
    # One answer to both, which is the notice.
    assert [one.count("https://daoban.example/privacy") for one in sorted(got)] == [0, 1]
    assert "王小明" not in str(state(several)["case"])
    several.say("同意")
    assert "王小明" in str(state(several)["case"])


def test_what_the_channel_says_itself(phone: Phone) -> None:
    phone.say(OPENING)
    before = state(phone)["seq"]
    assert "打字" in phone.push({"MsgType": "voice", "MediaId": "m", "Format": "amr", "MsgId": 501})
    assert "https://daoban.example" in phone.push({"MsgType": "image", "MediaId": "m", "PicUrl": "", "MsgId": 502})
    assert "视频" in phone.push({"MsgType": "video", "MediaId": "m", "MsgId": 503})
    assert phone.event("VIEW", EventKey="https://x") == ""
    assert state(phone)["seq"] == before
    assert "营业执照" in phone.push(
        {"MsgType": "voice", "MediaId": "m", "Format": "amr", "Recognition": "为什么问这个", "MsgId": 504}
    )
    assert phone.event("unsubscribe") == ""


def test_markup_in_what_is_said_is_no_link(phone: Phone) -> None:
    phone.say(OPENING)
    answer = phone.say('<a href="http://evil.example">点我</a>]]></Content><Content>x')
    assert '<a href="http' not in answer
    assert "evil.example" not in answer or "＜a" in answer


def test_the_key_before_is_taken_and_the_new_one_seals(served: Served) -> None:
    phone = Phone(served, "oOldKey", key=KEY_BEFORE)
    fields: dict[str, str | int] = {"MsgType": "text", "Content": OPENING, "MsgId": 1}
    answer = phone.deliver(fields)
    assert "奶茶店" in Phone(served, "oOldKey").read(answer)


def test_the_address_proves_itself_to_wechat_alone(served: Served) -> None:
    now = str(int(time.time()))
    query = {"timestamp": now, "nonce": "n", "echostr": "4375120948345356249", "signature": signed(now, "n")}
    proved = get(f"{served.url}/wechat", params=query)
    assert (proved.status_code, proved.text, proved.headers["content-type"]) == (
        200,
        "4375120948345356249",
        "text/plain; charset=utf-8",
    )
    for wrong in ({}, {**query, "signature": "0" * 40}, {**query, "timestamp": "1"}):
        refused = get(f"{served.url}/wechat", params=wrong)
        assert (refused.status_code, refused.content) == (403, b"")


def test_foreign_pushes_are_refused_without_a_word(phone: Phone) -> None:
    phone.say(OPENING)
    before = state(phone)["seq"]
    fields: dict[str, str | int] = {"MsgType": "text", "Content": "转人工", "MsgId": 9}
    stale = phone.deliver(fields, at=int(time.time()) - 4000)
    plain = Phone(phone.served, phone.person, sealed=False).deliver(fields)
    empty = post(f"{phone.served.url}/wechat", content=b"")
    large = post(f"{phone.served.url}/wechat", content=b"<xml>" + b" " * 70_000 + b"</xml>")
    nameless = Phone(phone.served, "").deliver(fields)
    assert [(one.status_code, one.content) for one in (stale, plain, empty, large, nameless)] == [(403, b"")] * 5
    assert state(phone)["seq"] == before


def test_an_account_in_plain_mode(root: Path, tmp_path: Path) -> None:
    with serving(tmp_path / "var", root, keys="") as server:
        phone = Phone(server, sealed=False)
        assert "奶茶店" in phone.say(OPENING)
        assert state(phone)["seq"] == 1


def test_erasing_leaves_nothing_of_who_wrote(phone: Phone) -> None:
    phone.say(OPENING)
    before = phone.conversation
    core = phone.served.core
    assert Erasing(core.engine, core.store, core.conversations.clock).erase(before)
    assert phone.served.followers.of(OFFICIAL.appid, phone.person) is None
    assert "奶茶店" in phone.say(OPENING)
    assert phone.conversation != before


def test_what_is_kept_of_who_wrote_is_told_to_them(phone: Phone) -> None:
    """On the page, by what they are given there."""
    phone.say(OPENING)
    digits = re.sub(r"\D", "", phone.say("换电脑").partition("输入")[2].partition("。")[0])
    with httpx.Client(base_url=phone.served.url) as desk:
        desk.post("/api/v1/handover", json={"code": digits}).raise_for_status()
        kept = desk.get(f"/api/v1/conversations/{phone.conversation}/data").json()["wechat"]
    assert kept["follower"]["openid"] == phone.person
    assert kept["pushes"][0]["pushed"]["Content"] == OPENING
    assert "奶茶店" in kept["pushes"][0]["answer"]
