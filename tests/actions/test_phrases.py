"""Phrases that must be understood: each wrong one is told, and a wrong file with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions.opening import ROOT
from actions.phrases import run_phrases
from bot.catalog import load
from bot.engine import Catalog
from bot.nlu import Understander

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def published() -> tuple[Catalog, Understander]:
    catalog = load(ROOT, today=TODAY)
    return catalog, Understander(catalog)


def failures(tmp_path: Path, published: tuple[Catalog, Understander], *rows: str) -> list[str]:
    """What the file of phrases prints."""
    file = tmp_path / "phrases.yml"
    file.write_text("phrases:\n" + "".join(f"  - {row}\n" for row in rows), "utf-8")
    return [str(one).removeprefix(str(file)).strip() for one in run_phrases(file, *published, today=TODAY)]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        pytest.param("{scenario: beverage_shop, asked: licence_state, say: 拿到了, expect: done}", "doing", "licence_state 应当听成 'doing'，听成的是：done（已经办好）", id="choice"),
        pytest.param("{scenario: beverage_shop, asked: dine_in, say: 只打包, expect: false}", "true", "应当听成 True，听成的是：不是", id="no"),
        pytest.param("{scenario: beverage_shop, asked: dine_in, say: 对, expect: true}", "1", "应当听成 1，听成的是：是", id="true-is-not-one"),
        pytest.param("{scenario: beverage_shop, asked: premises.total_area, say: 八十平, expect: 80}", "81", "听成的是：80", id="area"),
        pytest.param("{scenario: beverage_shop, asked: products, say: 薯条和蛋挞, expect: [baked, fried]}", "[fried]", "应当听成 ['fried']", id="several"),
        pytest.param("{scenario: beverage_shop, asked: workers.id_type, say: 身份证, expect: resident_id}", "passport", "听成的是：resident_id", id="item-of-a-list"),
        pytest.param("{asked: routing, say: 我想开一家面馆, expect: noodle_shop}", "beverage_shop", "听成的是：noodle_shop", id="routing"),
    ],
)  # fmt: skip
def test_a_phrase_passes_or_says_what_was_understood(
    tmp_path: Path, published: tuple[Catalog, Understander], right: str, wrong: str, told: str
) -> None:
    assert failures(tmp_path, published, right) == []
    (failure,) = failures(tmp_path, published, f"{right.rpartition('expect: ')[0]}expect: {wrong}}}")
    assert failure.startswith(":2  第 1 句")
    assert told in failure


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param("{scenario: florist, asked: dine_in, say: 对, expect: true}", "没有主题 florist", id="scenario"),
        pytest.param("{scenario: beverage_shop, asked: nothing, say: 对, expect: true}", "没有信息项 nothing", id="fact"),
        pytest.param("{asked: dine_in, say: 对, expect: true}", "没有主题", id="no-scenario"),
        pytest.param("{asked: routing, say: 今天天气不错, expect: noodle_shop}", "听成的是：", id="nowhere"),
        pytest.param("{asked: dine_in, say: 对}", "缺少 expect", id="shape"),
        pytest.param("{asked: dine_in, say: 对, expect: true, when: now}", "不认识 when", id="unknown-key"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told(tmp_path: Path, published: tuple[Catalog, Understander], row: str, told: str) -> None:
    (failure,) = failures(tmp_path, published, row)
    assert told in failure
