"""`daoban read --jsonl` and `daoban route --jsonl`: a reply, flushed, for each line, whatever is in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.serving import ROOT

DAOBAN = [sys.executable, "-m", "bot.cli"]


class Stream:
    """A command that answers lines, asked one line at a time."""

    def __init__(self, name: str) -> None:
        command = [*DAOBAN, name, "--jsonl"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()  # the end of its input ends it

    def ask(self, line: bytes) -> Any:
        """The reply to one line, read before the next is sent: nothing may wait in a buffer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module", params=["read", "route"])
def either(request: pytest.FixtureRequest) -> Iterator[tuple[str, Stream]]:
    with Stream(request.param) as stream:
        yield request.param, stream


@pytest.fixture(scope="module")
def read() -> Iterator[Stream]:
    with Stream("read") as stream:
        yield stream


@pytest.fixture(scope="module")
def route() -> Iterator[Stream]:
    with Stream("route") as stream:
        yield stream


@pytest.mark.parametrize(
    ("kind", "text", "reply"),
    [
        pytest.param("area", "八十平", {"value": 80}, id="area-in-square-metres"),
        pytest.param("area", "一亩", {"value": 666.67}, id="area-converted"),
        pytest.param("area", "差不多80", {"value": 80, "approx": True}, id="rough"),
        pytest.param("area", "50到60平", {"value": None, "range": [50, 60]}, id="range"),
        pytest.param("money", "1.2万", {"value": 12000}, id="money-in-yuan"),
        pytest.param("date", "下个月一号", {"value": "2026-12-01"}, id="date-iso"),
        pytest.param("duration", "两年半", {"value": "P2Y6M"}, id="duration-iso"),
        pytest.param("time_range", "早九点到晚十点", {"value": ["09:00", "22:00"]}, id="time-range"),
        pytest.param(
            "business_hours", "工作日早九点到晚十点，周末休息",
            {"value": {"days": [1, 2, 3, 4, 5], "slots": [["09:00", "22:00"]]}}, id="business-hours",
        ),
        pytest.param("mobile", "138 1234 5678", {"value": "13812345678"}, id="digits-only"),
        pytest.param("boolean", "没有", {"value": False}, id="boolean"),
    ],
)  # fmt: skip
def test_values_are_normalised(read: Stream, kind: str, text: str, reply: Any) -> None:
    line = {"kind": kind, "text": text, "today": "2026-11-24"}
    assert read.ask(json.dumps(line, ensure_ascii=False).encode()) == reply


def test_options_are_offered_with_the_line(read: Stream) -> None:
    options = ["owned", {"value": "leased", "label": "租赁", "names": ["租的"]}]
    line = {"kind": "choice", "text": "租的", "today": "2026-11-24", "options": options}
    assert read.ask(json.dumps(line).encode()) == {"value": "leased"}


def test_the_question_may_be_told_with_the_line(read: Stream) -> None:
    line = {"kind": "boolean", "text": "货都塞在吧台下面", "today": "2026-11-24"}
    assert "rejection" in read.ask(json.dumps(line).encode())
    assert read.ask(json.dumps({**line, "ask": "除了店里，别处还有仓库吗？"}).encode()) == {"value": False}


def test_a_refusal_has_a_code_and_chinese_words(read: Stream) -> None:
    line = {"kind": "id_card", "text": "310106199001012010", "today": "2026-11-24"}
    rejection = read.ask(json.dumps(line).encode())["rejection"]
    assert rejection["code"] == "id_card.check_digit"
    assert "校验" in rejection["text"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"{", id="broken"),
        pytest.param(b"[]", id="no-object"),
        pytest.param(b"null", id="null"),
        pytest.param(b"{}", id="empty-object"),
        pytest.param(b'{"text": 5, "kind": "area", "today": "2026-11-24"}', id="text-is-a-number"),
        pytest.param(b"\xff\xfe", id="no-utf8"),
        pytest.param(b"[" * 50_000, id="deep"),
        pytest.param(b"x" * 250_000, id="huge"),
    ],
)
def test_a_line_that_cannot_be_read_is_answered_and_the_next_one_too(either: tuple[str, Stream], line: bytes) -> None:
    name, stream = either
    reply = stream.ask(line)
    told = reply["rejection"]["code"] if name == "read" else reply["error"]
    assert told == "input.malformed"
    good = {"kind": "area", "text": "八十平", "today": "2026-11-24"} if name == "read" else {"text": "我想开一家奶茶店"}
    after = stream.ask(json.dumps(good).encode())
    assert after.get("value") == 80 or after["themes"][0]["id"] == "beverage_shop"


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"kind": "colour"}, id="unknown-kind"),
        pytest.param({"today": "gestern"}, id="no-day"),
        pytest.param({"options": "a"}, id="options-are-a-text"),
        pytest.param({"options": [{"value": "a", "names": [1]}]}, id="names-are-numbers"),
        pytest.param({"options": [{"label": "a"}]}, id="option-without-value"),
    ],
)
def test_members_that_are_not_what_they_can_be(read: Stream, more: dict[str, Any]) -> None:
    line = {"kind": "area", "text": "八十平", "today": "2026-11-24", **more}
    assert read.ask(json.dumps(line).encode())["rejection"]["code"] == "input.malformed"


@pytest.mark.parametrize(
    ("text", "first", "sure"),
    [
        pytest.param("我想在静安区开一家奶茶店", "beverage_shop", True, id="milk-tea"),
        pytest.param("我要开一家面馆", "noodle_shop", True, id="noodles"),
        pytest.param("想开个便利店", "convenience_store", True, id="convenience"),
        pytest.param("今天天气怎么样", None, True, id="out-of-scope"),
    ],
)
def test_where_a_sentence_belongs(route: Stream, text: str, first: str | None, sure: bool) -> None:
    reply = route.ask(json.dumps({"text": text}).encode())
    assert (reply["themes"][0]["id"] if reply["themes"] else None, reply["sure"]) == (first, sure)
    assert reply["matter"] == "new"
    assert all(set(theme) == {"id", "theme", "title", "score"} for theme in reply["themes"])


def test_another_matter_than_a_new_permit_is_told(route: Stream) -> None:
    assert route.ask(json.dumps({"text": "我的奶茶店要变更许可证"}).encode())["matter"] == "change"
