"""Whatever the schema: a draft has the right shape, a second run changes nothing, and an author's lines stay."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalog import check
from bot.catalog.scaffold import draft

from .town import DICTIONARY, LAYOUT, ORDER, SCENARIO, TODAY, hamlet, put_schema, run

#: What a fresh draft may leave: marks, names that only a person can say, and texts of the program that the hamlet has not.
LEFT = {"BLANK-01", "SAY-08", "SAY-09", "TEXT-05"}
NAMES = ("name", "mobile", "size", "shopName", "born-on", "店名", "kind", "x", "contact", "lit", "application_type")
TITLES = ("名称", "姓名", "联系人手机", "面积", "申请类型", "备注: 一", "", "- 甲", "'乙'", "待办 #1", "{丙}")

_texts = st.fixed_dictionaries(
    {"type": st.just("string")},
    optional={
        "maxLength": st.integers(1, 200),
        "pattern": st.sampled_from(["^1[3-9][0-9]{9}$", "^[0-9]{6}$", "^[A-Z]+$", ".*", "^'\\d\"$"]),
        "format": st.sampled_from(["date", "email", "uri"]),
    },
)
_numbers = st.fixed_dictionaries(
    {"type": st.sampled_from(["integer", "number"])},
    optional={"minimum": st.integers(0, 5), "exclusiveMinimum": st.just(0), "maximum": st.integers(6, 99)},
)
_choices = st.fixed_dictionaries(
    {"enum": st.lists(st.sampled_from(["new", "renew", "a", "1", "true", "甲 乙"]), min_size=1, unique=True)},
    optional={"x-labels": st.just(["甲", "乙"])},
)
_plain = st.one_of(
    _texts, _numbers, _choices, st.just({"type": "boolean"}), st.just({"const": "new"}), st.just({"const": True})
)
_many = st.builds(lambda one: {"type": "array", "items": one}, _choices)
_lists = st.builds(
    lambda parts: {"type": "array", "minItems": 1, "items": {"type": "object", "properties": parts}},
    st.dictionaries(st.sampled_from(["name", "size", "made_on"]), _plain, min_size=1),
)
_leaf = st.builds(
    lambda leaf, title: {**leaf, "title": title}, st.one_of(_plain, _many, _lists), st.sampled_from(TITLES)
)
_inner = st.dictionaries(st.sampled_from(NAMES), _leaf, min_size=1, max_size=4)


@st.composite
def objects(draw: st.DrawFn, properties: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """An object that requires some of its places, some of them only where another is there."""
    made = draw(properties)
    names = st.lists(st.sampled_from(sorted(made)), unique=True)
    schema = {"type": "object", "title": draw(st.sampled_from(TITLES)), "properties": made, "required": draw(names)}
    if draw(st.booleans()):
        schema["dependentRequired"] = {draw(st.sampled_from(sorted(made))): draw(names)}
    return schema


SCHEMAS = objects(st.dictionaries(st.sampled_from(NAMES), st.one_of(_leaf, objects(_inner)), min_size=1, max_size=5))
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def folders() -> Iterator[Path]:
    """An empty folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@FEW
@given(SCHEMAS)
def test_a_draft_has_no_mistake_but_what_is_blank_and_a_second_run_changes_nothing(schema: dict[str, Any]) -> None:
    for root in folders():
        hamlet(root, schema)
        made = run(root)
        assert [issue for issue in check(root, today=TODAY) if issue.code not in LEFT] == []
        again = draft(root, ORDER)
        assert again.texts == {}
        assert again.report.marks == made.report.marks
        assert again.report.decisions == made.report.decisions


@FEW
@given(SCHEMAS, SCHEMAS, st.randoms(use_true_random=False))
def test_every_line_of_an_author_is_still_there_after_the_schema_changed(before: Any, after: Any, chance: Any) -> None:
    for root in folders():
        hamlet(root, before)
        run(root)
        kept = {name: _edited(root / name, chance) for name in (SCENARIO, LAYOUT, DICTIONARY)}
        put_schema(root, _mixed(before, after, chance))
        run(root)
        for name, lines in kept.items():
            assert _stand_in_order(lines, (root / name).read_text("utf-8").split("\n")), name
        settled = draft(root, ORDER)
        assert settled.texts == {}


def _edited(file: Path, chance: Any) -> list[str]:
    """The lines of a file after an author filled marks, wrote remarks and left lines blank."""
    lines = []
    for drafted in file.read_text("utf-8").split("\n"):
        filled = "ask: 待填" in drafted and chance.random() < 0.5
        line = drafted.partition("待填")[0] + "'怎么 # 问？'  # 问过科室" if filled else drafted
        lines.append(line)
        if chance.random() < 0.2 and not line.lstrip().startswith("#"):
            lines += ["", f"{' ' * chance.randrange(8)}# 备注：{chance.randrange(99)}"]
    file.write_text("\n".join(lines), "utf-8")
    return [
        line for line in lines if line.strip() and line != "questions: []"
    ]  # what is put into it stands on its line


def _mixed(first: Mapping[str, Any], second: Mapping[str, Any], chance: Any) -> dict[str, Any]:
    """Some places of the one schema and some of the other."""
    mixed = copy.deepcopy(json.loads(json.dumps(first)))
    for name in list(mixed["properties"]):
        if chance.random() < 0.3 and len(mixed["properties"]) > 1:
            mixed["properties"].pop(name)
    mixed["properties"].update({name: one for name, one in second["properties"].items() if chance.random() < 0.6})
    mixed["required"] = [name for name in mixed["properties"] if chance.random() < 0.6]
    mixed.pop("dependentRequired", None)
    return mixed


def _stand_in_order(lines: list[str], among: list[str]) -> bool:
    rest = iter(among)
    return all(line in rest for line in lines)
