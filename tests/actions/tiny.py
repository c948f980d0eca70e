"""A project small enough to know by heart: a kiosk of two questions, two rules and one material."""

from __future__ import annotations

from pathlib import Path

from bot.catalog import Built, open_built
from tests.serving import ROOT as PROJECT

from .conftest import NOW

FILES = {
    "forms/dictionary.yml": """
licences: {}
facts:
  area:
    {label: 面积, kind: area, unit: ㎡, limits: {above: 0}, ask: 多大？, why: 要填。, example: 八十平}
  trade:
    label: 卖什么
    kind: choice
    ask: 卖什么？
    why: 要填。
    example: 报纸
    options: [{value: papers, label: 报纸}, {value: tea, label: 茶}, {value: tobacco, label: 香烟}]
  school:
    {label: 学校, kind: boolean, when: trade == 'tobacco', ask: 附近有学校吗？, why: 要填。, example: 没有}
  visit:
    {label: 上门, kind: choice, options: [{value: needed, label: 要}, {value: spared, label: 不要}]}
""",
    "forms/figures.yml": """
figures:
  small:
    label: 小店的面积
    unit: ㎡
    periods: [{value: 50, from: 2020-01-01, until: null, source: 某办法}]
""",
    "forms/kiosk/layout.yml": """
form: kiosk
title: 报亭申请书
item: kiosk_licence
sections:
  - id: all
    title: 全部
    fields:
      - {pointer: /area, fact: area}
      - {pointer: /trade, fact: trade}
      - {pointer: /visit, fact: visit}
""",
    "forms/kiosk/form.schema.json": """
{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
 "required": ["area", "trade", "visit"],
 "properties": {"area": {"type": "number", "exclusiveMinimum": 0},
                "trade": {"type": "string", "enum": ["papers", "tea", "tobacco"]},
                "visit": {"type": "string", "enum": ["needed", "spared"]}}}
""",
    "forms/kiosk/materials.yml": """
materials:
  - {id: PLAN, label: 平面图, mode: upload, when: visit == 'needed', basis: 某办法}
  - {id: NEVER, label: 从来不用的, mode: upload, when: visit == 'spared' and area > figure.small, basis: 某办法}
""",
    "forms/kiosk/examples/valid-plain.json": '{"area": 10, "trade": "papers", "visit": "spared"}',
    "scenarios/city/kiosk.yml": """
id: kiosk
theme: T90
title: 开报亭
says: [我想开报亭]
permits: [{form: kiosk}]
questions: [{fact: area}, {fact: trade}, {fact: school}]
rules:
  - {id: R-1, when: school and trade == 'tobacco', outcome: too_near, source: 某办法}
  - {id: R-2, when: area <= figure.small, set: {visit: spared}, warn: [W-SMALL], source: 某办法}
  - {id: R-3, set: {visit: needed}, source: 某办法}
outcomes:
  too_near: {kind: refused, text: 学校附近不能卖香烟。, source: 某办法}
""",
    "scenarios/shared/warnings.zh.yml": "W-SMALL: 小店不用上门。\n",
}
#: Every side of every condition, and every mistake noticed.
THOROUGH = """
today: 2026-11-24
scenario: kiosk
cases:
  - {name: 正好, given: {area: 50}, expect: {facts: {visit: spared}, warnings: [W-SMALL], materials: []}}
  - {name: 大一点, given: {area: 50.5}, expect: {facts: {visit: needed}, warnings_only: [], materials: [PLAN]}}
  - {name: 学校附近, given: {trade: tobacco, school: true}, expect: {outcome: too_near}}
  - {name: 离学校远, given: {trade: tobacco, school: false}, expect: {stage: review}}
  - {name: 不卖香烟, given: {trade: tea}, expect: {not_asked: [school], materials_without: [NEVER]}}
"""
#: Comes to every side of every condition, and looks at little of it: 50 ㎡ itself is not among the situations.
CARELESS = """
today: 2026-11-24
scenario: kiosk
cases:
  - {name: 小, given: {area: 20}, expect: {facts: {visit: spared}}}
  - {name: 大, given: {area: 90}, expect: {facts: {visit: needed}}}
  - {name: 学校附近, given: {trade: tobacco, school: true}, expect: {outcome: too_near}}
  - {name: 离学校远, given: {trade: tobacco, school: false}, expect: {stage: review}}
"""
#: One situation only.
POOR = """
today: 2026-11-24
scenario: kiosk
given: {area: 20}
expect: {facts: {visit: spared}}
"""


def kiosk(root: Path) -> Built:
    """The kiosk's definitions, with the texts applicants see."""
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip(), "utf-8")
    for name in ("text.zh.yml", "rejections.zh.yml"):
        (root / "scenarios/shared" / name).write_text((PROJECT / "scenarios/shared" / name).read_text("utf-8"), "utf-8")
    return open_built(root, today=NOW.date())


def story(folder: Path, text: str) -> Path:
    """A story file with this text."""
    file = folder / "story.yml"
    file.write_text(text.lstrip(), "utf-8")
    return file
