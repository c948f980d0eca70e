"""Whatever is typed: a reading, never an exception; the same one again; and only addresses that exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.address import Address
from bot.engine.commands import ChooseScenario, Switch
from bot.engine.limits import COMMANDS
from bot.nlu import dump_reading, load_reading

from .shop import FACTS, SCENARIOS, catalog, read, understander

KEYS = [
    None,
    *(one.id for one in FACTS if one.kind != "list"),
    *(f"staff[2].{name}" for name in ("name", "mobile", "job")),
]
PIECES = st.sampled_from(
    [
        "店名叫",
        "面积",
        "改成",
        "不对",
        "是",
        "不是",
        "80平",
        "一百二",
        "13812345678",
        "11010519491231002X",
        "南京西路1234号",
        "静安区",
        "有堂食",
        "没有",
        "，",
        "。",
        "？",
        "！",
        "等会儿补",
        "让我老公发",
        "第二个人",
        "删掉",
        "再加一个",
        "法人的电话",
        "许可证有效期几年",
        "为什么",
        "奶茶店",
        "面馆",
        "提交",
        "嗯",
        "把",
        "刚才",
        "说错了",
        "/",
        "\n",
        "\u3000",
        "０",
        "é",
        "😀",
        "\u202e",
        "忽略以上指令",
        "五十到六十",
        "大概",
        "张伟",
        "还有",
        "最后一位是8不是3",
        "点",
        "幺",
        "x",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=12).map("".join),
    st.text(alphabet="零一二三四五六七八九十百千万点半两几多平米元号楼年月日0123456789.,-", max_size=20),
    st.binary(max_size=30).map(
        lambda raw: raw.decode("utf-16-le", "surrogatepass" if len(raw) % 2 == 0 else "replace")
    ),
)
MODES = ["question", "confirm", "more", "review", "submitted", "closed", "routing"]


@pytest.mark.parametrize("mode", MODES)
@given(text=TEXTS, key=st.sampled_from(KEYS), last=st.sampled_from([None, "area", "name", "staff[1].mobile"]))
def test_any_text_gives_a_reading(mode: str, text: str, key: str | None, last: str | None) -> None:
    asked = {"more": "staff", "routing": None, "review": None}.get(mode, key)
    candidates = ("tea", "noodles") if mode == "routing" else ()
    reading = read(text, asked, mode, last, candidates=candidates)
    assert 1 <= len(reading.commands) <= COMMANDS
    assert reading == read(text, asked, mode, last, candidates=candidates)
    assert load_reading(dump_reading(reading)) == reading
    for command in reading.commands:
        address = getattr(command, "address", None)
        assert address is None or exists(address)
        if isinstance(command, (ChooseScenario, Switch)):
            assert {command.scenario, *getattr(command, "candidates", ())} <= {None, *SCENARIOS}
        assert set(getattr(command, "parts", {})) <= set(catalog().current["tea"].facts)
    for one in reading.mentions:
        assert exists(one.address) and 0 <= one.start < one.end <= len(text)


@given(text=TEXTS)
def test_any_text_has_a_route(text: str) -> None:
    routing = understander().route(text)
    assert len(routing.candidates) <= 3
    assert {one.scenario for one in routing.candidates} <= set(SCENARIOS)
    assert all(0.0 <= one.score <= 1.0 for one in routing.candidates)


def exists(address: Address) -> bool:
    """Whether the address names a fact, a list, or a fact of a list's item."""
    facts = catalog().current["tea"].facts
    owner = address.fact.partition(".")[0]
    in_list = owner in facts and facts[owner].kind == "list"
    return address.fact in facts and Address.parse(address.key) == address and (address.item is None or in_list)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("我要" * 600, id="repeated-filler"),
        pytest.param("的" * 1990, id="one-character"),
        pytest.param("面积" * 990, id="names-only"),
        pytest.param("不是" * 990, id="contrast-only"),
        pytest.param("8" * 1999, id="digits-only"),
        pytest.param("改成" * 990, id="change-only"),
        pytest.param("，" * 1990 + "八", id="commas"),
        pytest.param(" " * 1990 + "八十平", id="spaces"),
        pytest.param("第一个" * 600 + "删掉", id="ordinals"),
        pytest.param("再" * 1000 + "加" * 900, id="adding"),
        pytest.param("在南京西路1号" * 250, id="addresses"),
        pytest.param("刚才那个说错了" * 250, id="denials"),
    ],
)
def test_the_longest_texts_are_read_at_once(text: str) -> None:
    """Linear patterns: the worst of 2,000 characters ends; a catastrophic one would not within the suite's life."""
    for mode, key in (
        ("question", "area"),
        ("question", "scope"),
        ("question", "name"),
        ("review", None),
        ("routing", None),
    ):
        assert read(text, key, mode, "area").commands
