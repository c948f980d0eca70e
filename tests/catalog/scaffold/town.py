"""A small project with one form that is only a schema yet: 养犬登记."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bot.catalog.scaffold import Draft, Order, draft, write
from tests.some_shops import some_shops

TODAY = date(2026, 11, 24)
SCHEMA = json.loads((Path(__file__).parent / "dog_licence.schema.json").read_text("utf-8"))
ORDER = Order("dog_licence", "keep_dog", title="养狗登记", item="dog_licence", theme="D01", folder="pets")
DICTIONARY, SCENARIO = "forms/dictionary.yml", "scenarios/pets/keep_dog.yml"
LAYOUT, MATERIALS = "forms/dog_licence/layout.yml", "forms/dog_licence/materials.yml"

#: A file -> what stands there after drafting, and what the author writes instead.
FILLS: Mapping[str, tuple[tuple[str, str], ...]] = {
    MATERIALS: (("待填：材料名称", "犬只免疫证明"), ("待填：依据的文件和条号", "《某市养犬管理条例》第九条")),
    SCENARIO: (
        ("待填：申请人会怎么说（keep_dog），越多越准", "我想给狗办登记"),
        (
            "# 规则和结果：什么情况下定下什么、提醒什么、走到哪里。用得着的，去掉前面的 # 再改；用不着的，删掉这几行。\n",
            "",
        ),
        ("# rules:", "rules:"),
        (
            "#   - {id: R-1, when: 待填：条件，写法见 forms/README.md, outcome: elsewhere, source: 待填：依据}",
            "  - {id: R-1, when: dog.weight > 100, outcome: elsewhere, source: 《某市养犬管理条例》第十二条}",
        ),
        ("# outcomes:", "outcomes:"),
        ("#   elsewhere:", "  elsewhere:"),
        ("#     kind: elsewhere", "    kind: elsewhere"),
        ("#     text: 待填：这里办不了时，告诉申请人到哪里办", "    text: 超过一百公斤的，到公安派出所办。"),
        ("#     source: 待填：依据", "    source: 《某市养犬管理条例》第十二条"),
    ),
}
#: Fact or item of the dictionary -> how it is asked; ``options`` and the rest in ``WORDS``.
ASKS: Mapping[str, str] = {
    "keeper.name": "养犬人叫什么名字？",
    "keeper.id_no": "养犬人的身份证号是多少？",
    "keeper.mobile": "养犬人的手机号是多少？",
    "keeper.home": "养犬人住在哪里？",
    "dog.name": "狗叫什么名字？",
    "dog.size": "是小型犬还是大型犬？",
    "dog.born_on": "狗是哪天出生的？",
    "dog.weight": "狗有多少公斤？",
    "dog.neutered": "做过绝育吗？",
    "dog.neutered_at": "在哪家医院做的绝育？",
    "dog.colors": "狗是什么毛色？可多选。",
    "dog.mark": "有什么特征？",
    "vaccinations": "还有别的免疫记录吗？",
    "vaccinations.vaccine": "打的是什么疫苗？",
    "vaccinations.given_on": "哪天打的？",
    "dog_licence.truthful": "以上都照实说了吗？",
}
WORDS: tuple[tuple[str, str], ...] = (
    ("label: 待填：「受理区」别处用了，换一个名称（/district_code）", "label: 养犬登记受理区"),
    ("label: 待填：310106 给人看的叫法", "label: 静安区"),
    ("label: 待填：black 给人看的叫法", "label: 黑色"),
    ("label: 待填：white 给人看的叫法", "label: 白色"),
    ("label: 待填：brown 给人看的叫法", "label: 棕色"),
    ("# 待填：when: dog.neutered", "when: dog.neutered"),
    ("    label: 是否绝育\n", "    label: 是否绝育\n    names: [绝育]\n"),
)
EXAMPLE: Mapping[str, Any] = {
    "application_type": "new",
    "district_code": "310106",
    "keeper": {"name": "王小明", "id_no": "11010519491231002X", "mobile": "13800138000", "home": "南京西路1号"},
    "dog": {"name": "旺财", "size": "small", "born_on": "2024-05-01", "weight": 8, "neutered": False, "colors": ["black"]},
    "vaccinations": [{"vaccine": "狂犬疫苗", "given_on": "2026-01-05"}],
    "truthful": True,
}  # fmt: skip


def town(root: Path, schema: Mapping[str, Any] = SCHEMA) -> Path:
    """A copy of the published project with the schema of a new form in it."""
    some_shops(root)
    put_schema(root, schema)
    return root


def put_schema(root: Path, schema: Mapping[str, Any]) -> None:
    """The form's schema is this one."""
    file = root / "forms/dog_licence/form.schema.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(schema, ensure_ascii=False, indent=2), "utf-8")


def run(root: Path, order: Order = ORDER) -> Draft:
    """One run of the command, written."""
    made = draft(root, order)
    write(root, made.texts)
    return made


def fill(root: Path) -> None:
    """Every mark is filled as an author would, and there is a good and a bad example.

    Raises:
        ValueError: what an author would look for does not stand there once.
    """
    for name, pairs in {**FILLS, DICTIONARY: WORDS}.items():
        for old, new in pairs:
            replace(root, name, old, new)
    lines = (root / DICTIONARY).read_text("utf-8").split("\n")
    for name, asked in ASKS.items():
        at = _ask_of(lines, name)
        lines[at] = lines[at].replace("待填", asked)
    (root / DICTIONARY).write_text("\n".join(lines), "utf-8")
    examples = root / "forms/dog_licence/examples"
    examples.mkdir()
    (examples / "valid-small.json").write_text(json.dumps(EXAMPLE), "utf-8")
    (examples / "invalid-F-neutered.json").write_text(
        json.dumps({**EXAMPLE, "dog": {**EXAMPLE["dog"], "neutered_at": "某医院"}}), "utf-8"
    )


def replace(root: Path, name: str, old: str, new: str) -> None:
    """The one place of a file where ``old`` stands says ``new``."""
    text = (root / name).read_text("utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in {name}")
    (root / name).write_text(text.replace(old, new), "utf-8")


def _ask_of(lines: list[str], name: str) -> int:
    """The line of the mark under a fact's name."""
    key = name if f"  {name}:" in lines else name.rpartition(".")[2]
    start = max(number for number, line in enumerate(lines) if line.strip() == f"{key}:")
    return next(number for number in range(start, len(lines)) if lines[number].strip() == "ask: 待填")


SMALL = """# 字典
facts:
  application_type:
    label: 申请类型
    kind: choice
    ask: 办哪一种？
    options:
      - {value: new, label: 新办}
      - {value: renew, label: 延续}
  contact.mobile:
    label: 联系人手机   # 每张表都有
    names: [联系电话]
    kind: mobile
    sensitivity: personal
    ask: 联系人的手机号是多少？
"""


def hamlet(root: Path, schema: Mapping[str, Any] = SCHEMA) -> Path:
    """A project with a dictionary of two facts and the schema of a new form."""
    put_schema(root, schema)
    (root / DICTIONARY).write_text(SMALL, "utf-8")
    return root
