"""The first words of a conversation, in the published catalog: which matter they open, and when it must be asked."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.catalog import load
from bot.nlu import Understander

ROOT = Path(__file__).resolve().parents[2]


@cache
def understander() -> Understander:
    return Understander(load(ROOT, today=date(2026, 11, 24)))


SURE = [
    ("出版物零售证注销", "publication_cancel"),
    ("器械证补办", "medical_reissue"),
    ("卫生证老板换了", "hygiene_change"),
    ("药品证到期了延续", "pharmacy_renewal"),
    ("出版物经营许可证 补", "publication_reissue"),
    ("特行证丢了", "hotel_reissue"),
    ("娱乐证 换", "entertainment_renewal"),
    ("养老院里的食堂要办什么证", "nursing_canteen"),
    ("药证上加冷藏药怎么弄", "pharmacy_cold"),
]

#: The first offered is what is likeliest, and the others are among them; nothing is opened unasked.
ASKED = [
    ("民宿转让", {"homestay", "hotel_close", "hotel_change"}),
    ("奶茶店转让", {"beverage_shop", "food_cancel", "food_change"}),
    ("面馆转让给我表弟", {"food_cancel", "food_change"}),
    ("便利店要加卖药", {"convenience_store", "chain_pharmacy"}),
    ("书店注销，再新开个奶茶店", {"publication_cancel", "beverage_shop"}),
    ("药证和卫生证都到期了，要续", {"pharmacy_renewal", "hygiene_renewal"}),
]


@pytest.mark.parametrize(("text", "scenario"), SURE)
def test_a_paper_and_what_is_done_to_it_open_one_matter(text: str, scenario: str) -> None:
    routing = understander().route(text)
    assert (routing.sure, routing.candidates[0].scenario) == (True, scenario)


@pytest.mark.parametrize(("text", "scenarios"), ASKED)
def test_several_matters_are_offered_and_none_is_opened(text: str, scenarios: set[str]) -> None:
    routing = understander().route(text)
    assert not routing.sure
    assert scenarios <= {one.scenario for one in routing.candidates}
