"""What an officer reads of an application are words: no value, origin or file stands there as a program has it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import orjson
import pytest

from api.intake.published import PublishedForm, published_forms
from api.intake.reviewing.materials import told_materials
from api.intake.reviewing.paper import places, told_origin
from bot.catalog import load
from tests.serving import ROOT

EXAMPLES = sorted((ROOT / "forms").glob("*/examples/valid-*.json"))
#: An option's value, or a theme's number.
_CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)*|[A-Z]{1,2}-?\d{2}")
TODAY = date(2026, 11, 30)
#: Kinds that are written in such letters.
_WRITTEN = ("email", "url")


@cache
def published() -> dict[str, PublishedForm]:
    return published_forms(load(ROOT, today=TODAY))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}:{path.stem}")
def test_no_value_is_a_code(example: object) -> None:
    path = next(one for one in EXAMPLES if one == example)
    found = places(published()[path.parent.parent.name], orjson.loads(path.read_bytes()))
    parts = [
        (one.pointer, part)
        for one in found
        if one.fact is None or one.fact.kind not in _WRITTEN
        for part in re.split("[、（）–]", one.seen)
    ]
    assert [one for one in parts if _CODE.fullmatch(one[1])] == []


@pytest.mark.parametrize(
    ("source", "origin", "told"),
    [
        ("derived", "copy", None),
        ("scenario", "ktv_all", None),
        ("default", "R-1", None),
        ("licence", "1.2.156.3005.2.1", "1.2.156.3005.2.1"),
        ("earlier_case", "SH-JA-1", "SH-JA-1"),
    ],
)
def test_of_where_a_value_came_from_no_rules_name_is_told(source: str, origin: str, told: str | None) -> None:
    assert told_origin({"source": source, "confirmed": True, "origin": origin}, None).get("origin") == told


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ({"name": "租赁合同.pdf", "media_type": "application/pdf", "size": 20480, "sha256": "ab", "scan": "clean"}, "租赁合同.pdf（20 KB）"),
        ({"name": "大图.png", "size": 3 * 1024 * 1024, "scan": "waiting"}, "大图.png（3.0 MB，还没有查过病毒）"),
        ({"name": "布局图.pdf", "pages": 2}, "布局图.pdf（2页）"),
        ({"name": "照片.jpg"}, "照片.jpg"),
        ("照片.jpg", "照片.jpg"),
    ],
)  # fmt: skip
def test_a_file_is_told_by_its_name_and_size(file: object, told: str) -> None:
    said = [{"id": "M04", "mode": "upload", "files": [file]}]
    assert told_materials(published()["food_operation"], said, TODAY)[0]["more"] == [["文件", told]]


def test_a_material_of_another_part_says_whose_it_is() -> None:
    food, hygiene = published()["food_operation"], published()["public_hygiene"]
    theirs = next(one.id for one in hygiene.form.materials if one.id not in {it.id for it in food.form.materials})
    told = told_materials(
        food, [{"id": theirs, "label": "别的"}, {"id": "nobody", "label": "谁的"}, {"id": "M04"}], TODAY, [hygiene]
    )
    assert [(one["own"], one.get("of")) for one in told] == [(True, None), (False, [hygiene.form.title]), (False, [])]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"mode": "deferred", "due": "2026-12-04", "undertaken": {"text": "我在期限以内补交。", "version": "ab", "day": "2026-11-24"}},
            [["承诺后补", "2026-12-04 以前"], ["同意的日期", "2026-11-24"], ["同意的全文", "我在期限以内补交。"]],
        ),
        (
            {"mode": "commitment", "undertaken": {"text": "我承诺。", "version": "ab", "day": "2026-11-24"}},
            [["同意的日期", "2026-11-24"], ["同意的全文", "我承诺。"]],
        ),
        ({"mode": "commitment", "undertaken": "以后补"}, [["后补", "以后补"]]),
        ({"mode": "commitment", "undertaken": {"day": {"x": "y"}}}, [["同意的日期", "x：y"]]),
        ({"mode": "commitment", "undertaken": {}}, []),
        ({"mode": "commitment", "undertaken": None}, []),
    ],
)  # fmt: skip
def test_what_was_agreed_to_instead_of_a_file_is_told_in_full(said: dict[str, object], told: list[list[str]]) -> None:
    found = told_materials(published()["public_hygiene"], [{"id": "HM06-AC", **said}], TODAY)
    assert found[0]["more"] == told
