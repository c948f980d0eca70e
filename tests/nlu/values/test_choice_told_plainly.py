"""A choice told by a question that only denies, by the first clause, by what a paper says, by both of two.

``None`` is a refusal, ``("~", value)`` a value said roughly.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.values import ChoiceOption, read_value

from .reading import TODAY, offered, told

#: What is offered; what is said, and what it is.
TABLE: list[tuple[tuple[ChoiceOption, ...], list[tuple[str, Any]]]] = [
    (
        offered("none=不卖酒/不卖,没有酒", "retail=含酒类（零售）/卖酒,啤酒,白酒"),
        [
            ("食堂哪能卖酒", "none"),
            ("怎么会卖酒", "none"),
            ("店里哪会有酒", "none"),
            ("酒怎么卖", None),
            ("不卖，都是学生", "none"),
            ("哪种酒算酒", None),
        ],
    ),
    (
        offered("licensed=执业药师", "licensed_tcm=执业中药师", "assistant=药士或中药士/药士"),
        [
            ("有执业药师证 中药的", ("~", "licensed")),
            ("执业药师，考了三年", "licensed"),
            ("执业中药师", "licensed_tcm"),
        ],
    ),
    (
        offered("retail=零售/零卖", "wholesale=批发/批给", "both=批发和零售都有/都有,零售~批"),
        [
            ("主要零售 零售带点批", "both"),
            ("零售为主，零售偶尔也批给小店", "both"),
            ("就零售", "retail"),
        ],
    ),
    (
        offered("office=办公/写字楼", "industrial=工业或仓储/厂房,工业", "residential=住宅/民宅"),
        [
            ("创意园里面 房本上写的是工业", "industrial"),
            ("厂房改的办公楼", None),
        ],
    ),
    (
        offered("all=都办好了/都有,都办好", "some=部分有/有的有", "none=还没办/没办,还没去体检"),
        [("两个有了，小妹的还没去体检", ("~", "none")), ("没办，等开业", "none"), ("还没，下个月去", ("~", "none"))],
    ),
]


@pytest.mark.parametrize(("options", "text", "expected"), [(options, *row) for options, rows in TABLE for row in rows])
def test_what_is_told_is_what_is_chosen(options: tuple[ChoiceOption, ...], text: str, expected: Any) -> None:
    assert told(read_value("choice", text, today=TODAY, options=options)) == expected
