"""Mistakes in the dictionary, the figures and the form."""

from __future__ import annotations

from .mistake import BEVERAGE, DICTIONARY, EXAMPLE, FIGURES, LAYOUT, MATERIALS, SCHEMA, Mistake

ROWS = (
    # dictionary
    Mistake("option-renamed-in-dictionary-only", DICTIONARY, "{value: truck, label: 流动餐车", "{value: food_truck, label: 流动餐车", "COND-06", where=BEVERAGE, at="{id: R-117,", meant="food_truck"),
    Mistake("option-removed-that-the-schema-has", DICTIONARY, "      - {value: e_seal, label: 电子印章, names: [印章, 盖章, 电子章, 公章, 敲章, 电子公章, 敲公章, 企业章, 公司章, 法人章, 敲图章, 用章]}\n", "", "ENUM-01", where=LAYOUT, at="pointer: /signature/method"),
    Mistake("fact-renamed-in-dictionary-only", DICTIONARY, "\n  has_warehouse:\n", "\n  has_storehouse:\n", "FACT-01", where=LAYOUT, at="pointer: /has_warehouse", meant="has_storehouse"),
    Mistake("code-without-quotes", DICTIONARY, "{value: '08', label: 壮族", "{value: 08, label: 壮族", "SHAPE-01"),
    Mistake("kind-typo", DICTIONARY, "    kind: postcode\n", "    kind: postcod\n", "SHAPE-01", meant="postcode"),
    Mistake("licence-typo", DICTIONARY, "        licence: SC\n", "        licence: SCC\n", "LICENCE-01", meant="SC"),
    Mistake("limits-swapped", DICTIONARY, "limits: {minimum: 0, maximum: 9}", "limits: {minimum: 9, maximum: 0}", "LIMIT-01"),
    Mistake("key-twice", DICTIONARY, "    ask: 一共多少个座位？\n", "    ask: 一共多少个座位？\n    ask: 有多少座位？\n", "YAML-04", below=1),
    Mistake("name-of-another-fact", DICTIONARY, "    names: [邮编]\n", "    names: [邮编, 邮箱]\n", "SAY-01"),
    Mistake("question-deleted", DICTIONARY, "    ask: 店里一共多少人？\n", "", "FIELD-01", where=BEVERAGE, at="  - {form: food_operation}"),
    Mistake("derivation-typo", DICTIONARY, "derive: copy(premises.district_code)", "derive: copy(premises.distict_code)", "FACT-01", meant="premises.district_code"),
    Mistake("derivation-function-typo", DICTIONARY, "derive: gender_of_id(legal_rep.id_no)", "derive: gender_by_id(legal_rep.id_no)", "DERIVE-01", meant="gender_of_id"),
    Mistake("part-typo", DICTIONARY, "      road: premises.road\n", "      road: premises.rode\n", "FACT-01", meant="premises.road"),
    Mistake("waits-for-itself", DICTIONARY, "    limits: {minimum: 1, maximum: 100000}\n    ask: 店里一共多少人？", "    when: staff.total > 0\n    limits: {minimum: 1, maximum: 100000}\n    ask: 店里一共多少人？", "CYCLE-01", at="\n  staff.total:\n"[1:]),
    Mistake("nobody-says-the-label", DICTIONARY, "    names: [法人证件类型, 负责人证件类型, 老板证件类型]\n", "", "SAY-08", below=-1),
    Mistake("nobody-says-the-option", DICTIONARY, "{value: foreign_pr, label: 外国人永久居留身份证, names: [永居证, 外国人永居证, 五星卡, 永居, 永久居留, 永久居留证, 绿卡, 中国绿卡, 永居卡]}\n\n  agent.id_no:", "{value: foreign_pr, label: 外国人永久居留身份证}\n\n  agent.id_no:", "SAY-09"),
    Mistake("yes-word-is-also-no", DICTIONARY, "says_no: [没学校, ", "says_no: [小学, 没学校, ", "SAY-04", below=-1),
    Mistake("fact-never-needed", DICTIONARY, "    label: 健康证办理情况\n    names: [健康证办了没, 员工健康证都有吗]\n    kind: choice\n    when: staff.need_health_cert > 0\n", "    label: 健康证办理情况\n    names: [健康证办了没, 员工健康证都有吗]\n    kind: choice\n    when: staff.need_health_cert < 0\n", "REACH-04", below=3),
    # figures
    Mistake("no-such-day", FIGURES, "from: 2023-01-30", "from: 2023-02-30", "DATE-01"),
    Mistake("date-with-slashes", FIGURES, "{value: 300, from: 2021-04-29", "{value: 300, from: 2021/4/29", "DATE-01"),
    Mistake("figure-ended", FIGURES, "until: 2029-05-09", "until: 2026-05-09", "FIGURE-01", at="  small_shop_area:\n"),
    Mistake("figure-overlap", FIGURES, "      - {value: 3, from: 2023-01-30, until: null, ", "      - {value: 5, from: 2020-01-30, until: 2023-06-30, source: 旧办法}\n      - {value: 3, from: 2023-01-30, until: null, ", "FIGURE-02", at="  chain_fast_days:\n"),
    Mistake("figure-gap", FIGURES, "      - {value: 3, from: 2023-01-30, until: null, ", "      - {value: 5, from: 2020-01-30, until: 2022-12-31, source: 旧办法}\n      - {value: 3, from: 2023-01-30, until: null, ", "FIGURE-03", below=1),
    Mistake("figure-backwards", FIGURES, "until: 2029-05-09", "until: 2019-05-09", "DATE-02"),
    # form
    Mistake("pointer-typo", LAYOUT, "pointer: /premises/seats", "pointer: /premises/seat", "LAYOUT-01", meant="/premises/seats"),
    Mistake("field-deleted", LAYOUT, "      - {pointer: /fuel, fact: fuel}\n", "", "LAYOUT-02", at="# yaml-language-server"),
    Mistake("field-twice", LAYOUT, "{pointer: /fuel, fact: fuel}", "{pointer: /tableware, fact: fuel}", "NAME-02"),
    Mistake("check-names-no-fact", LAYOUT, "fact: staff.need_health_cert, text: 应体检人数", "fact: staff.need_health, text: 应体检人数", "FACT-01", meant="staff.need_health_cert"),
    Mistake("check-without-source", LAYOUT, "制度里要有批发销售记录。, source: 《食品安全法》第五十三条}", "制度里要有批发销售记录。}", "SHAPE-01"),
    Mistake("check-never-refuses", LAYOUT, "refuse: staff.need_health_cert > staff.total", "refuse: staff.need_health_cert < 0", "REACH-04"),
    Mistake("material-names-no-option", MATERIALS, "when: alcohol_mode == 'wholesale'", "when: alcohol_mode == 'whole_sale'", "COND-06", meant="wholesale"),
    Mistake("material-never-needed", MATERIALS, "when: staff.need_health_cert > 0", "when: staff.need_health_cert < 0", "REACH-04"),
    Mistake("number-in-quotes", MATERIALS, "when: staff.need_health_cert > 0", "when: staff.need_health_cert > '0'", "COND-06"),
    Mistake("material-without-basis", MATERIALS, "    basis: 《行政许可法》\n", "", "SHAPE-01", at="  - id: M10\n"),
    Mistake("material-twice", MATERIALS, "  - id: M08-SC\n", "  - id: M08\n", "NAME-02"),
    Mistake("option-renamed-in-schema-only", SCHEMA, '"free_use", "booth"', '"free_of_charge", "booth"', "ENUM-01", where=LAYOUT, at="pointer: /premises/tenure"),
    Mistake("schema-comma-missing", SCHEMA, '"type": "object",\n  "additionalProperties": false,\n  "required": [\n    "item_id"', '"type": "object"\n  "additionalProperties": false,\n  "required": [\n    "item_id"', "JSON-02", below=1),
    Mistake("schema-reference-typo", SCHEMA, '"$ref": "#/$defs/phone"', '"$ref": "#/$defs/phones"', "SCHEMA-02", at=None),
    Mistake("example-area-in-words", EXAMPLE, '"total_area": 80', '"total_area": "八十"', "EXAMPLE-01", at=None),
)
