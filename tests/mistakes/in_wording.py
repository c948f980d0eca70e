"""Mistakes in texts, knowledge and stories."""

from __future__ import annotations

from .mistake import KNOWLEDGE, PLAIN, REFUSAL, REJECTIONS, SITUATIONS, TEXTS, WARNINGS, Mistake

_F02 = (
    "    basis: 《食品安全法》第一百五十条\n"
    "    items: [food_operation_license, food_operation_amendment, prepackaged_food_filing]\n"
    "    from: 2023-12-01\n"
)

ROWS = (
    Mistake(
        "text-lost-its-placeholder",
        TEXTS,
        "confirm.switch: 要改办「{title}」吗？",
        "confirm.switch: 要改办这一件吗？",
        "TEXT-03",
    ),
    Mistake(
        "placeholder-renamed",
        REJECTIONS,
        "mobile.prefix: 您给的「{digits}」",
        "mobile.prefix: 您给的「{digit}」",
        "TEXT-04",
        meant="{digits}",
    ),
    Mistake(
        "placeholder-in-chinese",
        TEXTS,
        "outcome.reopen: 如果刚才的回答有误",
        "outcome.reopen: 如果{回答}有误",
        "TEXT-02",
    ),
    Mistake(
        "placeholder-in-a-warning",
        WARNINGS,
        "R-302: 外设仓库（自有或租赁）",
        "R-302: 外设仓库{label}（自有或租赁）",
        "TEXT-04",
    ),
    Mistake(
        "text-deleted",
        TEXTS,
        "paused: 好的，先到这里，填过的都保存好了。想继续时说「继续」就行。\n",
        "",
        "TEXT-05",
        at=None,
    ),
    Mistake("text-renamed", TEXTS, "\npaused: ", "\npause: ", "TEXT-05", at=None),
    Mistake("text-id-twice", TEXTS, "smalltalk.thanks: ", "smalltalk.bye: ", "YAML-04", below=1),
    Mistake("text-begins-with-a-star", TEXTS, "dropped: 好的，没有改动。", "dropped: *好的，没有改动。", "YAML-05"),
    Mistake("text-begins-with-a-brace", TEXTS, 'more.first: "{ask}"', "more.first: {ask}", "SHAPE-01"),
    Mistake("text-left-to-fill", WARNINGS, "W-OIL: 餐厨废弃油脂要交", "W-OIL: 【待填】要交", "BLANK-01"),
    Mistake("jargon-in-a-warning", WARNINGS, "W-OIL: 餐厨废弃油脂要交", "W-OIL: 上述油脂应予以交", "JARGON-01"),
    Mistake(
        "knowledge-expired", KNOWLEDGE, _F02 + "    until: null", _F02 + "    until: '2025-12-31'", "KNOW-02", below=3
    ),
    Mistake(
        "knowledge-without-basis",
        KNOWLEDGE,
        "    basis: 《食品安全法》第一百五十条\n",
        "",
        "KNOW-01",
        at="  - id: F-02\n",
    ),
    Mistake(
        "knowledge-backwards", KNOWLEDGE, _F02 + "    until: null", _F02 + "    until: '2023-11-30'", "DATE-02", below=3
    ),
    Mistake("knowledge-id-twice", KNOWLEDGE, "  - id: F-02\n", "  - id: F-01\n", "NAME-01"),
    Mistake(
        "knowledge-question-twice",
        KNOWLEDGE,
        "[预包装和散装怎么分, ",
        "[只卖包装好的食品要办证吗, 预包装和散装怎么分, ",
        "KNOW-03",
    ),
    Mistake(
        "knowledge-item-typo",
        KNOWLEDGE,
        _F02,
        _F02.replace("_license,", "_licence,"),
        "KNOW-04",
        below=1,
        meant="food_operation_license",
    ),
    Mistake(
        "story-asks-no-fact", PLAIN, "asked: licence_state", "asked: license_state", "STORY-01", meant="licence_state"
    ),
    Mistake(
        "story-expects-no-fact",
        PLAIN,
        "expect: {facts: {dine_in: false}}",
        "expect: {facts: {dinein: false}}",
        "STORY-01",
        meant="dine_in",
    ),
    Mistake("story-outcome-typo", REFUSAL, "outcome: banned", "outcome: ban", "STORY-02", meant="banned"),
    Mistake("story-warning-typo", REFUSAL, "warnings: [W-BAN]", "warnings: [W-BANN]", "STORY-03", meant="W-BAN"),
    Mistake(
        "story-value-none-has",
        PLAIN,
        "facts: {inspection: exempt, inspection_reason: E-2}",
        "facts: {inspection: exemp, inspection_reason: E-2}",
        "STORY-04",
        meant="exempt",
    ),
    Mistake("story-on-no-day", PLAIN, "today: 2026-11-27", "today: 2026-11-31", "DATE-01"),
    Mistake(
        "situations-of-no-scenario",
        SITUATIONS,
        "scenario: beverage_shop",
        "scenario: beverage_shopp",
        "STORY-05",
        meant="beverage_shop",
    ),
    Mistake(
        "situation-gives-no-fact",
        SITUATIONS,
        "{name: 旁边有垃圾站, given: {premises.pollution_within_25m: true}",
        "{name: 旁边有垃圾站, given: {premises.pollution_within_25: true}",
        "STORY-01",
        meant="premises.pollution_within_25m",
    ),
    Mistake(
        "situation-gives-no-option",
        SITUATIONS,
        "{name: 住宅, given: {premises.property_use: residential}",
        "{name: 住宅, given: {premises.property_use: residental}",
        "STORY-04",
        meant="residential",
    ),
    Mistake(
        "situation-asks-no-fact",
        SITUATIONS,
        "not_asked: [has_cooking_fume, fuel]",
        "not_asked: [has_cooking_fumes, fuel]",
        "STORY-01",
        meant="has_cooking_fume",
    ),
    Mistake(
        "situation-forbids-no-warning",
        SITUATIONS,
        "warnings_without: [W-RESIDENTIAL, W-SITE,",
        "warnings_without: [W-RESIDENTAL, W-SITE,",
        "STORY-03",
        meant="W-RESIDENTIAL",
    ),
)
