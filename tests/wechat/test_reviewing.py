"""The check in WeChat: its parts told apart, none of it lost, nothing in it a link that is not ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wechat.reviewing import Check, Part, asked_part, brief, check_of, one, overview, whole

TEXT = "请核对：\n【人员】姓名：王（小）明；职务：老板（兼；店长）\n请注意：离学校近。\n核对无误请说「确认提交」。"
CHECK = Check(
    "请核对：",
    (Part("人员", "姓名：王（小）明\n职务：老板（兼；店长）"), Part("请注意", "离学校近。")),
    "核对无误请说「确认提交」。",
)


def test_a_line_is_a_part() -> None:
    assert check_of(TEXT) == CHECK


@pytest.mark.parametrize("text", ["", "没有可核对的", "请核对：\n核对无误"])
def test_what_has_no_parts_is_no_check(text: str) -> None:
    assert check_of(text) is None


def test_a_line_without_a_title_is_a_part_all_the_same() -> None:
    found = check_of("头\n没有名字的一行\n尾")
    assert found is not None
    assert found.parts == (Part("第1部分", "没有名字的一行"),)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("看第3部分", 3),
        ("第3部分", 3),
        ("第 12 部分", 12),
        ("看全部", 0),
        ("全部", None),
        ("第三次", None),
        ("看第3部分的电话", None),
    ],
)
def test_how_a_part_is_asked_for(words: str, number: int | None) -> None:
    assert asked_part(words) == number


def test_a_part_leads_to_the_next_and_the_last_to_the_end() -> None:
    first, last = one(CHECK, 1), one(CHECK, 2)
    assert first is not None
    assert first.startswith("【人员】\n姓名：王（小）明\n职务")
    assert first.endswith(">请注意</a>")
    assert last == "【请注意】\n离学校近。\n\n核对无误请说「确认提交」。"
    assert one(CHECK, 0) is one(CHECK, 3) is None


def test_the_titles_can_be_tapped_and_the_page_is_named() -> None:
    told = brief(CHECK, "https://daoban.example/wechat/open")
    assert told.count("<a href=") == 2
    assert "https://daoban.example/wechat/open" in told
    assert told.startswith("请核对：\n第1部分 <a")
    assert told.endswith("核对无误请说「确认提交」。")


_LINES = st.text(st.characters(blacklist_characters="\n；【】", blacklist_categories=["Cs"]), min_size=1, max_size=30)


@given(st.lists(_LINES, min_size=1, max_size=5))
def test_nothing_of_it_is_lost_and_nothing_of_it_is_a_link(lines: list[str]) -> None:
    found = check_of("\n".join(("头", *lines, "尾")))
    assert found is not None
    assert len(found.parts) == len(lines)
    told = whole(found)
    for line, part in zip(lines, found.parts, strict=True):
        assert part.body in line
        assert line in (part.body, f"{part.title}：{part.body}", f"{part.title}:{part.body}")
    assert "<" not in told


def test_an_overview_shows_the_first_items_of_a_line_and_names_the_page() -> None:
    told = overview("已填 2 项，还差 6 项。\n还差：甲、乙、丙、丁、戊、己。", "https://x")
    assert told == "已填 2 项，还差 6 项。\n还差：甲、乙、丙、丁……\n全部在网页上看：https://x"
    assert overview("还差：甲、乙。", "https://x") == "还差：甲、乙。"
    assert "<" not in overview("还差：<a>、乙。", "https://x")
