"""Templates as accounts have them: what each field is filled with, and which cannot be filled."""

from __future__ import annotations

import pytest

from api.wechat.template import LENGTHS, Told, Unfit, kind_of, read_template, template_of

NEWS = {
    Told.ITEM: "食品经营许可（新办）",
    Told.STATE: "已受理",
    Told.NUMBER: "JA2026-0001",
    Told.AT: "2026年11月30日 09:30",
}

FIT = {
    "four": (
        "办理事项：{{thing2.DATA}}\n办理进度：{{phrase3.DATA}}\n收件编号：{{character_string1.DATA}}\n更新时间：{{time5.DATA}}",
        {"thing2": Told.ITEM, "phrase3": Told.STATE, "character_string1": Told.NUMBER, "time5": Told.AT},
    ),
    "two": ("业务名称:{{thing1.DATA}}\n当前状态:{{const7.DATA}}\n", {"thing1": Told.ITEM, "const7": Told.STATE}),
    "no-colons": ("事项 {{thing1.DATA}}\n受理结果{{ thing2.DATA }}", {"thing1": Told.ITEM, "thing2": Told.STATE}),
    "a-day": (
        "项目：{{thing1.DATA}}\n进展：{{thing4.DATA}}\n日期：{{date3.DATA}}",
        {"thing1": Told.ITEM, "thing4": Told.STATE, "date3": Told.AT},
    ),
}


@pytest.mark.parametrize(("content", "fields"), FIT.values(), ids=FIT)
def test_fields_are_known_by_label_and_kind(content: str, fields: dict[str, Told]) -> None:
    template = read_template(content)
    assert template.fields == fields
    assert template.data(NEWS) == {name: NEWS[told] for name, told in fields.items()}


GOOD = "事项：{{thing1.DATA}}\n进度：{{phrase2.DATA}}\n"
UNFIT = {
    "a-name": (GOOD + "申请人：{{name3.DATA}}", ("申请人（name3）",), ()),
    "an-applicant": (GOOD + "申请人：{{thing3.DATA}}", ("申请人（thing3）",), ()),
    "a-number-of-another-kind": (GOOD + "编号：{{number3.DATA}}", ("编号（number3）",), ()),
    "the-same-twice": (GOOD + "业务类型：{{thing3.DATA}}", ("业务类型（thing3）",), ()),
    "an-old-one": ("{{first.DATA}}\n" + GOOD + "{{remark.DATA}}", ("（first）", "（remark）"), ()),
    "no-state": ("事项：{{thing1.DATA}}", (), (Told.STATE,)),
    "nothing": ("", (), (Told.ITEM, Told.STATE)),
}


@pytest.mark.parametrize(("content", "fields", "missing"), UNFIT.values(), ids=UNFIT)
def test_what_cannot_be_filled_is_told(content: str, fields: tuple[str, ...], missing: tuple[Told, ...]) -> None:
    with pytest.raises(Unfit) as fault:
        read_template(content)
    assert (fault.value.fields, fault.value.missing) == (fields, missing)


def test_each_field_is_as_long_as_its_kind_takes() -> None:
    content = "事项：{{thing1.DATA}}\n进度：{{phrase2.DATA}}\n编号：{{character_string3.DATA}}\n时间：{{time4.DATA}}"
    told = read_template(content).data(dict.fromkeys(Told, "一" * 40))
    assert {name: len(value) for name, value in told.items()} == {name: LENGTHS[kind_of(name)] for name in told}
    assert told["thing1"] == "一" * 19 + "…"
    assert told["phrase2"] == "一" * 5


def test_one_template_out_of_all() -> None:
    told = {"template_list": [{"template_id": "T1", "content": "a"}, {"template_id": "T2", "content": "b"}, "x"]}
    assert [template_of(told, one) for one in ("T1", "T2", "T3")] == ["a", "b", None]
    assert template_of({}, "T1") is None
