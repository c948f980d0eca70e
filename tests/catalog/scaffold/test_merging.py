"""Run again after the schema, the dictionary or an author's hand changed something."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.catalog.scaffold import Draft, Order, draft

from .town import DICTIONARY, LAYOUT, MATERIALS, ORDER, SCENARIO, SCHEMA, hamlet, put_schema, replace, run

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    hamlet(tmp_path)
    run(tmp_path)
    return tmp_path


def changed(root: Path, change: Change) -> Draft:
    """The run after the schema was changed."""
    schema = copy.deepcopy(SCHEMA)
    change(schema)
    put_schema(root, schema)
    return run(root)


def told(made: Draft) -> list[str]:
    return [one.what for one in made.report.decisions]


def line(root: Path, name: str, text: str) -> str:
    """``file:line`` of the one line with this text."""
    found = [number for number, one in enumerate((root / name).read_text("utf-8").splitlines(), 1) if text in one]
    assert len(found) == 1, (text, found)
    return f"{name}:{found[0]}"


def dog(schema: dict[str, Any]) -> dict[str, Any]:
    return schema["properties"]["dog"]["properties"]


def add_chip(schema: dict[str, Any]) -> None:
    """A new place behind the name."""
    properties = dog(schema)
    schema["properties"]["dog"]["properties"] = {
        "name": properties.pop("name"), "chip": {"title": "芯片号", "type": "string"}, **properties
    }  # fmt: skip


def test_a_second_run_writes_nothing(root: Path) -> None:
    assert run(root).texts == {}


def test_a_new_place_gets_field_fact_and_question_where_it_belongs(root: Path) -> None:
    before = {name: (root / name).read_text("utf-8") for name in (LAYOUT, SCENARIO, DICTIONARY)}
    made = changed(root, add_chip)
    assert set(made.texts) == set(before)
    added = {
        name: [one for one in made.texts[name].splitlines() if one not in text.splitlines()]
        for name, text in before.items()
    }
    assert added[LAYOUT] == ["      - {pointer: /dog/chip, fact: dog.chip, required: false}"]
    assert added[SCENARIO] == ["  - {fact: dog.chip}  # 芯片号"]
    assert made.texts[DICTIONARY].startswith(before[DICTIONARY])
    asked = [one["fact"] for one in YAML(typ="safe").load(made.texts[SCENARIO])["questions"]]
    assert asked[asked.index("dog.name") + 1] == "dog.chip"
    assert made.report.decisions == []
    assert run(root).texts == {}


EDITS = (
    (SCENARIO, "  - {fact: dog.name}  # 犬名", "  - fact: dog.name   # 先问名字\n    ask: '狗狗叫什么？'\n\n    # 下面接着问"),
    (SCENARIO, "says:", "words: [养狗]   # 听到就是\n\nsays:"),
    (LAYOUT, "    title: 犬只\n", "    title: \"犬只（成犬）\"  # 改过\n"),
    (LAYOUT, "      - {pointer: /dog/neutered_at, fact: dog.neutered_at}", "      - pointer: /dog/neutered_at\n        fact: dog.neutered_at\n        when: dog.neutered\n"),
    (DICTIONARY, "label: 犬只体型", "label: '体型'   # 按成犬算"),
    (MATERIALS, "label: 待填：材料名称", "label: 免疫证明"),
)  # fmt: skip


def test_what_authors_wrote_stays_as_they_wrote_it(root: Path) -> None:
    """Without the lines that came, every file is the author's to the letter."""
    for name, old, new in EDITS:
        replace(root, name, old, new)
    before = {name: (root / name).read_text("utf-8") for name in (SCENARIO, LAYOUT, DICTIONARY, MATERIALS)}
    made = changed(root, add_chip)
    assert set(made.texts) == {SCENARIO, LAYOUT, DICTIONARY}
    for name, came in (
        (SCENARIO, "  - {fact: dog.chip}  # 芯片号\n"),
        (LAYOUT, "      - {pointer: /dog/chip, fact: dog.chip, required: false}\n"),
    ):
        assert made.texts[name].replace(came, "") == before[name]
    assert made.texts[DICTIONARY].startswith(before[DICTIONARY])
    assert run(root).texts == {}


def test_a_question_commented_out_stays_out_and_one_struck_comes_back(root: Path) -> None:
    replace(root, SCENARIO, "  - {fact: dog.mark}", "  # - {fact: dog.mark}")
    assert draft(root, ORDER).texts == {}
    replace(root, SCENARIO, "  # - {fact: dog.mark}  # 犬只特征\n", "")
    assert "  - {fact: dog.mark}  # 犬只特征\n" in run(root).texts[SCENARIO]


def test_what_a_rule_sets_is_not_asked(root: Path) -> None:
    replace(root, SCENARIO, "  - {fact: dog.size}  # 犬只体型\n", "")
    replace(root, SCENARIO, "# rules:", "rules:\n  - {id: R-2, set: {dog.size: small}, source: 某条}")
    assert draft(root, ORDER).texts == {}


def test_a_scenario_written_by_hand_gets_only_what_is_new_on_the_form(root: Path) -> None:
    (root / SCENARIO).write_text(
        "id: keep_dog\ntheme: D01\ntitle: 养狗\nsays: [养狗]\npermits: [{form: dog_licence}]\n"
        "questions: [{fact: dog.size}, {fact: keeper.name}]\n",
        "utf-8",
    )
    assert draft(root, ORDER).texts == {}
    made = changed(root, add_chip)
    assert "questions: [{fact: dog.size}, {fact: keeper.name}, {fact: dog.chip}]\n" in made.texts[SCENARIO]


def test_a_place_taken_out_is_told_and_nothing_is_deleted(root: Path) -> None:
    made = changed(root, lambda schema: dog(schema).pop("mark"))
    assert made.texts == {}
    assert [(one.what, one.places) for one in made.report.decisions] == [
        ("已不在表里：/dog/mark（dog.mark）。", (line(root, LAYOUT, "/dog/mark"),)),
        ("已不在表里：dog.mark。", (line(root, SCENARIO, "{fact: dog.mark}"),)),
    ]


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        pytest.param("weight", "kilograms", "体重", id="same-title"),
        pytest.param("weight", "body_weight", "分量", id="like-name"),
    ],
)
def test_a_place_renamed_is_told_and_taken_once_it_is_decided(root: Path, old: str, new: str, title: str) -> None:
    def rename(schema: dict[str, Any]) -> None:
        dog(schema)[new] = {**dog(schema).pop(old), "title": title}
        schema["properties"]["dog"]["required"] = []

    made = changed(root, rename)
    assert made.texts == {}
    assert [(one.what, one.places) for one in made.report.decisions if "改名" in one.what] == [
        (f"改名：/dog/{old} → /dog/{new}？", (line(root, LAYOUT, f"/dog/{old}"),))
    ]
    replace(root, LAYOUT, f"/dog/{old}", f"/dog/{new}")
    made = run(root)
    assert made.texts == {}
    assert not [one for one in told(made) if "改名" in one]


def test_a_fact_renamed_in_the_dictionary_is_told_with_every_line_of_the_old_name(root: Path) -> None:
    replace(root, SCENARIO, "# rules:", "rules:\n  - {id: R-2, when: dog.weight > 100, source: 某条}\n# rules:")
    replace(root, DICTIONARY, "  dog.weight:", "  dog.body_weight:")
    made = run(root)
    assert made.texts == {}
    assert [(one.what, one.places) for one in made.report.decisions] == [
        (
            "改名：dog.weight → dog.body_weight？",
            (
                line(root, LAYOUT, "fact: dog.weight"),
                line(root, SCENARIO, "{fact: dog.weight}"),
                line(root, SCENARIO, "dog.weight > 100"),
            ),
        )
    ]


def test_a_fact_renamed_in_dictionary_and_layout_is_told_for_its_question(root: Path) -> None:
    replace(root, DICTIONARY, "  dog.weight:", "  dog.body_weight:")
    replace(root, LAYOUT, "fact: dog.weight", "fact: dog.body_weight")
    made = run(root)
    assert made.texts == {}
    assert [(one.what, one.places) for one in made.report.decisions] == [
        ("改名：dog.weight → dog.body_weight？", (line(root, SCENARIO, "{fact: dog.weight}"),))
    ]


def narrow_name(schema: dict[str, Any]) -> None:
    schema["properties"]["keeper"]["properties"]["name"]["maxLength"] = 20


def other_colours(schema: dict[str, Any]) -> None:
    dog(schema)["colors"]["items"]["enum"] = ["black", "white", "grey"]


def another_item(schema: dict[str, Any]) -> None:
    items = schema["properties"]["vaccinations"]["items"]
    items["properties"] = {"vaccine": items["properties"]["vaccine"], "clinic": {"type": "string"}}


def must_have_mark(schema: dict[str, Any]) -> None:
    schema["properties"]["dog"]["required"].append("mark")


def weight_in_words(schema: dict[str, Any]) -> None:
    dog(schema)["weight"] = {"title": "体重", "type": "string"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(narrow_name, ["字典比表松：keeper.name 的 max_length 是 30，表上是 20。"], id="limits"),
        pytest.param(
            other_colours,
            ["选项删了：dog.colors 的 brown 表上已经没有。", "选项加了：dog.colors 少 grey。"],
            id="options",
        ),
        pytest.param(
            another_item,
            ["已不在表里：列表 vaccinations 每一项的 given_on。", "列表 vaccinations 每一项少 clinic。"],
            id="items",
        ),
        pytest.param(must_have_mark, ["/dog/mark 表上必填，layout.yml 写的是可以不填。", "dog.mark 可以回答「没有」，表上 /dog/mark 必填。"], id="emptiness"),
        pytest.param(weight_in_words, ["/dog/weight 用的 dog.weight 是 number，和表上要的种类不合。"], id="kind"),
    ],
)  # fmt: skip
def test_what_the_dictionary_no_longer_agrees_with_is_told(root: Path, change: Change, expected: list[str]) -> None:
    made = changed(root, change)
    assert told(made) == expected
    assert made.texts == {}
    assert all(one.places for one in made.report.decisions)


def test_a_scenario_that_does_not_file_the_form_is_left_alone(root: Path) -> None:
    (root / "scenarios/pets/cat.yml").write_text(
        "id: cat\ntheme: C01\ntitle: 养猫\nsays: [养猫]\npermits: [{form: cat_licence}]\n", "utf-8"
    )
    made = draft(root, Order("dog_licence", "cat"))
    assert made.texts == {}
    assert told(made) == ["主题 cat 没有填这张表，没有动它。"]


def test_windows_line_ends_stay(root: Path) -> None:
    for name in (LAYOUT, SCENARIO, DICTIONARY):
        (root / name).write_bytes((root / name).read_bytes().replace(b"\n", b"\r\n"))
    made = changed(root, add_chip)
    for name in (LAYOUT, SCENARIO, DICTIONARY):
        assert (root / name).read_bytes().count(b"\n") == (root / name).read_bytes().count(b"\r\n"), name
        assert name in made.texts
    assert run(root).texts == {}


def test_a_dictionary_is_made_where_there_is_none(tmp_path: Path) -> None:
    put_schema(tmp_path, {"type": "object", "properties": {"lit": {"type": "boolean", "title": "是否发光"}}})
    run(tmp_path)
    assert YAML(typ="safe").load((tmp_path / DICTIONARY).read_text("utf-8")) == {
        "facts": {"dog_licence.lit": {"label": "是否发光", "kind": "boolean", "optional": True, "ask": "待填"}}
    }
    assert json.loads((tmp_path / "forms/dog_licence/form.schema.json").read_text("utf-8"))
    assert run(tmp_path).texts == {}


def test_what_a_fragment_asks_is_not_asked_again_and_new_places_stand_beside_it(root: Path) -> None:
    fragment = "id: of_dog\ntitle: 狗\nquestions:\n  - {fact: dog.name}\n  - {fact: dog.size}\n"
    file = (root / SCENARIO).parent / "fragments/of_dog.yml"
    file.parent.mkdir()
    file.write_text(fragment, "utf-8")
    text = (root / SCENARIO).read_text("utf-8")
    asked = YAML(typ="safe").load(text)["questions"]
    lines = text.splitlines(keepends=True)
    named = [number for number, one in enumerate(lines) if "fact: dog.name" in one or "fact: dog.size" in one]
    assert len(named) == 2
    lines[named[0]] = "  - {fragment: of_dog}\n"
    del lines[named[1]]
    (root / SCENARIO).write_text("".join(lines), "utf-8")
    assert run(root).texts == {}
    changed(root, add_chip)
    after = YAML(typ="safe").load((root / SCENARIO).read_text("utf-8"))["questions"]
    at = next(number for number, one in enumerate(after) if "fragment" in one)
    assert after[at + 1]["fact"] == "dog.chip"
    assert len(after) == len(asked)
