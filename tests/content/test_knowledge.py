"""Policy questions: the guide's sixty on food, what its rules say besides, and twenty-four on publications; each cites only what is confirmed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from .published import ROOT, read

FOOD, BOOKS = (read(ROOT / "scenarios" / "knowledge" / f"{name}.yml")["entries"] for name in ("food", "publication"))
ENTRIES = [*FOOD, *BOOKS]
each = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
#: Articles whose text was confirmed, by law; an uncertain entry may cite these and no other.
CONFIRMED = {
    "《食品安全法》": {"三十三", "三十五", "四十四", "四十五", "五十三", "一百二十二", "一百五十"},
    "《食品安全法实施条例》": {"十五", "二十五", "二十八"},
    "《食品经营许可和备案管理办法》": {
        "二",
        "四",
        "五",
        "二十五",
        "二十六",
        "二十九",
        "三十二",
        "五十二",
        "五十三",
        "五十四",
    },
    "《上海市食品安全条例》": {
        *("十九", "二十一", "二十三", "二十四", "三十一", "三十二", "三十九", "四十三", "五十一", "五十八"),
        *("八十二", "九十九"),
    },
    "《上海市食品经营许可和备案管理实施办法》": {"四", "二十四"},
    "《行政许可法》": {"五十八", "七十九"},
    "《出版管理条例》": {"三十五", "三十六", "三十九", "六十一", "六十二"},
    "《上海市出版物发行管理条例》": {
        *("七", "八", "九", "十", "十一", "十二", "十三", "十四"),
        *("十六", "十七", "十九", "二十二"),
    },
}


def test_all_sixty_questions_are_answered() -> None:
    assert [entry["id"] for entry in FOOD] == [f"F-{number:02d}" for number in range(1, len(FOOD) + 1)]
    assert len(FOOD) >= 60
    assert [entry["id"] for entry in BOOKS] == [f"PUB-{number:02d}" for number in range(1, 25)]


def test_at_least_a_hundred_and_fifty_answers_say_what_they_rest_on() -> None:
    files = sorted((ROOT / "scenarios" / "knowledge").glob("*.yml"))
    assert sum(bool(entry["basis"].strip()) for file in files for entry in read(file)["entries"]) >= 150


def test_no_question_is_asked_of_two_entries() -> None:
    count = Counter(question for entry in ENTRIES for question in entry["questions"])
    assert [question for question, times in count.items() if times > 1] == []


@each
def test_an_entry_answers_several_ways_of_asking_and_cites(entry: dict[str, Any]) -> None:
    assert len(entry["questions"]) >= 3
    assert entry["basis"]
    assert entry["items"]
    assert 10 <= len(entry["answer"]) <= 120
    assert isinstance(entry["certain"], bool)
    assert isinstance(entry["from"], date)
    assert entry["until"] is None or entry["from"] < entry["until"]


@each
def test_only_confirmed_articles_are_numbered(entry: dict[str, Any]) -> None:
    law = ""
    for part in entry["basis"].replace("、", "\n").replace("；", "\n").splitlines():
        law = part[: part.index("》") + 1] if "》" in part else law
        if "第" in part and part.endswith("条") and law in CONFIRMED:
            assert part.rpartition("第")[2].removesuffix("条") in CONFIRMED[law]
