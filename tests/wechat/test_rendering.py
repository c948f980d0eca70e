"""Turns as WeChat shows them: choices by tap and by number, pages, and nothing of what was said a link."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wechat.paging import LARGEST, first_page
from api.wechat.rendering import by_number, render, value_at
from api.wechat.tapping import Tap, Taps

TAPS = Taps(b"0123456789abcdef")
MORE, SEVERAL = "……还有", "可以选几个"


def ids(tap: Tap) -> str:
    return f"{tap.question}:{tap.place}"


def asked(kind: str, *labels: str, text: str = "有堂食吗？", **more: Any) -> dict[str, Any]:
    """A turn that asks, with so many choices whose values are their labels in brackets."""
    choices = [{"label": label, "value": [label]} for label in labels]
    question = {"kind": "question", "text": text, "question": "q3", "choices": choices or None, **more}
    return {
        "messages": [{"kind": "echo", "text": "记下了：面积：80㎡。"}, question],
        "asking": {"instance": "q3", "kind": kind},
    }


def link(label: str, encoded: str, place: int) -> str:
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={encoded}&msgmenuid=q3:{place}">{label}</a>'


YES, NO = link("有", "%E6%9C%89", 0), link("没有", "%E6%B2%A1%E6%9C%89", 1)
HEAD = "记下了：面积：80㎡。\n\n有堂食吗？"
RENDERED: dict[str, tuple[dict[str, Any], str]] = {
    "one-of-two": (asked("boolean", "有", "没有"), f"{HEAD}\n1. {YES}\n2. {NO}"),
    "several": (asked("multi_choice", "奶茶", "果汁"), f"{HEAD}\n1. 奶茶\n2. 果汁\n{SEVERAL}"),
    "a-number-is-an-answer": (asked("integer", "没有"), f"{HEAD}\n{link('没有', '%E6%B2%A1%E6%9C%89', 0)}"),
    "words": (asked("text"), HEAD),
    "with-help": (asked("text", help="外摆也算"), f"{HEAD}\n（外摆也算）"),
    "a-link-that-was-said": (asked("text", text='店名：<a href="http://x">点我</a>？'), "记下了：面积：80㎡。\n\n店名：＜a href=\"http://x\"＞点我＜/a＞？"),
    "a-label-with-marks": (asked("boolean", '是&"否"'), f"{HEAD}\n1. " + link('是&"否"', "%E6%98%AF%26%22%E5%90%A6%22", 0)),
}  # fmt: skip


@pytest.mark.parametrize(("outcome", "text"), RENDERED.values(), ids=RENDERED)
def test_what_is_shown(outcome: dict[str, Any], text: str) -> None:
    assert render(outcome, ids, SEVERAL) == text


def test_choices_of_a_question_that_is_not_open_cannot_be_tapped() -> None:
    outcome = {**asked("boolean", "有", "没有"), "asking": {"instance": "q4", "kind": "confirm"}}
    assert render(outcome, ids, SEVERAL) == HEAD
    assert render({**outcome, "asking": None}, ids, SEVERAL) == HEAD


NUMBERS = [
    ("boolean", "1", 0),
    ("boolean", " 2 ", 1),
    ("boolean", "2.", 1),
    ("boolean", "2。", 1),
    ("choice", "1", 0),
    ("confirm", "2", 1),
    ("boolean", "0", None),
    ("boolean", "3", None),
    ("boolean", "-1", None),
    ("boolean", "１", None),
    ("boolean", "1个", None),
    ("boolean", "有", None),
    ("boolean", "", None),
    ("boolean", "1" * 5000, None),
    ("integer", "1", None),
    ("area", "1", None),
    ("multi_choice", "1", None),
]


@pytest.mark.parametrize(("kind", "said", "place"), NUMBERS)
def test_a_bare_number_under_a_question(kind: str, said: str, place: int | None) -> None:
    assert by_number(asked(kind, "有", "没有"), said) == (Tap("q3", place) if place is not None else None)


def test_a_number_where_nothing_is_open() -> None:
    assert by_number({"messages": [], "asking": None}, "1") is None


def test_the_value_of_what_was_tapped() -> None:
    outcome = asked("boolean", "有", "没有")
    assert value_at(outcome, Tap("q3", 1)) == ["没有"]
    for gone in (Tap("q2", 1), Tap("q3", 2)):
        with pytest.raises(LookupError):
            value_at(outcome, gone)


def test_an_id_holds_for_its_conversation_and_its_place_alone() -> None:
    tap = Tap("q12", 3)
    made = TAPS.id_of("c_1", tap)
    assert TAPS.read("c_1", made) == tap
    others = [TAPS.read("c_2", made), Taps(b"fedcba9876543210").read("c_1", made)]
    others += [
        TAPS.read("c_1", wrong)
        for wrong in (made.replace(".3.", ".2."), made[:-1], f"{made}a", "q12", "", "q12.3.签签签签签签签签")
    ]
    assert others == [None] * len(others)
    with pytest.raises(ValueError, match="16"):
        Taps(b"short")


@given(st.text(max_size=20), st.integers(0, 10**9 - 1), st.integers(0, 999))
def test_every_id_is_read_again_and_is_short(conversation: str, seq: int, place: int) -> None:
    tap = Tap(f"q{seq}", place)
    made = TAPS.id_of(conversation.encode("utf-8", "ignore").decode(), tap)
    assert TAPS.read(conversation.encode("utf-8", "ignore").decode(), made) == tap
    assert len(made) <= 24


def pages(text: str, more: str, largest: int = LARGEST) -> list[str]:
    """All of them, one after the other."""
    page, rest = first_page(text, more, largest)
    return [page, *pages(rest, more, largest)] if rest else [page]


def bare(page: str) -> str:
    return page.removesuffix(f"\n{MORE}")


@given(st.lists(st.text("面积是80㎡。；，\n😀a", max_size=300), max_size=12).map("".join), st.integers(60, 400))
def test_pages_are_small_and_lose_nothing(text: str, largest: int) -> None:
    found = pages(text, MORE, largest)
    assert all(len(page.encode()) <= largest for page in found)
    assert all(page.endswith(MORE) for page in found[:-1])
    assert "".join(map(bare, found)).replace("\n", "") == text.replace("\n", "")


def test_a_short_text_is_one_page_and_a_long_one_is_cut_between_its_parts() -> None:
    assert pages("好", MORE) == ["好"]
    paragraph = "字" * 400
    told = pages("\n\n".join([paragraph] * 3), MORE)
    assert [bare(page) for page in told] == [paragraph, paragraph, paragraph]
    assert all(len(page.encode()) <= LARGEST for page in told)
    with pytest.raises(ValueError, match="small"):
        pages("好" * 100, MORE, 16)
