"""A phrase that would do harm is refused, with the reason for its author."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions.learning.adding import add_phrase
from actions.learning.changes import Refused
from actions.learning.proving import Phrase
from bot.catalog import CatalogInvalid
from tests.some_shops import some_shops


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven shops, of which none offers a heated product under the dictionary's own label."""
    return some_shops(tmp_path_factory.mktemp("project"))


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        pytest.param(Phrase("licence_state", "办好了", "doing"), "听成的是", id="means-something-else"),
        pytest.param(Phrase("words", "奶茶", scenario="noodle_shop"), "SAY-02", id="another-scenario-says-it"),
        pytest.param(Phrase("says", "想弄个奶茶铺", scenario="noodle_shop"), "听成的是：beverage_shop", id="goes-elsewhere"),
        pytest.param(Phrase("copies_count", "堂食"), "SAY-01", id="another-fact-is-called-so"),
        pytest.param(Phrase("products", "叮一下的", "heated"), "写上主题", id="only-where-scenarios-do-not-listen"),
        pytest.param(Phrase("words", "饮料", scenario="noodle_shop"), "1 句原来听得懂的话会听错", id="takes-what-others-say"),
        pytest.param(Phrase("dine_in", "不坐店", yes=False, scenario="florist"), "没有主题 florist", id="no-scenario"),
        pytest.param(Phrase("licence_state", "没了", "gone"), "没有选项 gone", id="no-option"),
        pytest.param(Phrase("../../licence_state", "没了", "done"), "没有信息项", id="no-fact"),
        pytest.param(Phrase("licence_state", "搞\n掂", "done"), "写在一行里", id="two-lines"),
        pytest.param(Phrase("licence_state", "很" * 41, "done"), "1 到 40 个字", id="too-long"),
    ],
)  # fmt: skip
def test_a_phrase_that_would_do_harm_is_refused(root: Path, phrase: Phrase, told: str) -> None:
    with pytest.raises((Refused, CatalogInvalid)) as refusal:
        add_phrase(root, phrase, today=date(2026, 11, 24))
    assert told in str(refusal.value)
