"""Words in the middle of a published scenario that were heard as something else: another matter, an answer, a question."""

from __future__ import annotations

import pytest

from bot.engine import Catalog
from bot.nlu import Understander

from .shop import show
from .test_real_content import asking, catalog, understander

__all__ = ["catalog", "understander"]

ROWS = [
    ("food_reissue", "reissue.reason", "不补了，我要关店，注销", ["switch food_cancel"]),
    ("food_cancel", "cancel.reason", "不开了", ["= closed"]),
    ("food_cancel", "cancel.reason", "取消申请", ["cancel"]),
    ("beverage_shop", "premises.seats", "不开店了", ["cancel"]),
    ("food_renewal", "orig.remaining", "还有20天", ["= ~late"]),
    ("food_renewal", "orig.remaining", "还有半年多", ["= ~early"]),
    ("food_renewal", "orig.relocated", "还有20天", ["= !boolean.unreadable"]),
    ("beverage_shop", "licence_state", "还没领执照咧", ["= none"]),
    ("pharmacy_change", "drug.change_items", "不改范围了", ["= !multi_choice.unreadable"]),
    ("beverage_shop", "operator.name", "房间从20间变成30间", ["= !company_name.unreadable"]),
    ("beverage_shop", "operator.name", "直播拿掉吧", ["= !company_name.unreadable"]),
    ("beverage_shop", "operator.business_scope", "经营范围加个中药饮片", ["= ~经营范围加个中药饮片"]),
    ("beverage_shop", "premises.room", "直播去掉", ["= !text.unreadable"]),
    ("beverage_shop", "legal_rep.document_no", "回乡证H08213376", ["= H08213376"]),
    ("noodle_shop", "dine_in", "客人要坐下来慢慢吃的", ["= True"]),
    ("beverage_shop", "has_agent", "嗯……那个……", ["= !boolean.unreadable"]),
    ("beverage_shop", "premises.seats", "忘了跟你说，总面积64平", ["premises.total_area = 64"]),
]


@pytest.mark.parametrize(("scenario", "key", "text", "heard"), ROWS)
def test_what_is_said_in_the_middle(
    catalog: Catalog, understander: Understander, scenario: str, key: str, text: str, heard: list[str]
) -> None:
    read = understander.read(text, asking(catalog, scenario, key), catalog.current[scenario])
    assert [show(one) for one in read.commands] == heard


@pytest.mark.parametrize("text", ["证要重新办吗", "批得下来吗", "特行证要交回去伐"])
def test_a_question_steers_nothing_and_gets_no_other_answer(
    catalog: Catalog, understander: Understander, text: str
) -> None:
    scenario = "hotel_close" if "特行证" in text else "beverage_shop"
    key = catalog.current[scenario].scenario.questions[0].fact
    read = understander.read(text, asking(catalog, scenario, key), catalog.current[scenario])
    assert [show(one).split()[0] for one in read.commands] == ["askknowledge"]
    assert show(read.commands[0]) != "askknowledge HOT-15"
