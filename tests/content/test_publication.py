"""Each row of the facts on selling books, B1 to B26, is somewhere in what authors wrote, or it is said why not."""

from __future__ import annotations

from typing import Any

import pytest

from .published import FORMS, ROOT, SCENARIOS, fields, read, whole

BOOKS = [path for path in SCENARIOS if path.parent.name == "publication"]
TEXTS = read(ROOT / "scenarios" / "shared" / "warnings.zh.yml")
KNOWLEDGE = {entry["id"] for entry in read(ROOT / "scenarios" / "knowledge" / "publication.yml")["entries"]}
#: Row -> the rules that name it, the texts that tell it, the policy answers.
ROWS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "B1": ({"B1", "B1-doing", "B1-scope"}, {"W-PUB-LICENSE", "W-PUB-SCOPE"}, {"PUB-18"}),
    "B2": ({"B2"}, set(), set()),
    "B3": ({"B3"}, set(), {"PUB-10"}),
    "B4": ({"B4", "B4-filing"}, {"W-PUB-NET", "R-PUB-ONLINE"}, {"PUB-03", "PUB-04"}),
    "B5": ({"B5"}, {"W-PUB-NETONLY"}, {"PUB-03"}),
    "B6": ({"B6"}, set(), {"PUB-08"}),
    "B7": ({"B7"}, {"W-PUB-BRANCH"}, {"PUB-09"}),
    "B8": ({"B8"}, set(), {"PUB-22"}),
    "B9": ({"B9"}, set(), {"PUB-06"}),
    "B10": ({"B10"}, {"W-PUB-TUTOR"}, {"PUB-06"}),
    "B11": ({"B11"}, {"W-PUB-IMPORT"}, set()),
    "B12": ({"B12"}, set(), {"PUB-14"}),
    "B13": ({"B13", "B13-only"}, {"W-PUB-DIGITAL"}, {"PUB-16"}),
    "B14": ({"B14"}, {"W-PUB-AV-FOREIGN"}, {"PUB-07"}),
    "B15": ({"B15"}, {"W-PUB-FOREIGN"}, {"PUB-07"}),
    "B16": ({"B16"}, {"W-PUB-PERSON"}, {"PUB-24"}),
    "B17": ({"B17", "C-mobile", "C-vending"}, {"R-PUB-MOVE", "W-PUB-OUTSIDE"}, {"PUB-19"}),
    "B18": ({"B18"}, {"R-PUB-SCOPE"}, {"PUB-20"}),
    "B19": ({"B19"}, {"W-PUB-CAFE"}, set()),
    "B20": ({"B20"}, {"W-PUB-EVENT"}, set()),
    "B21": ({"B21"}, {"R-PUB-HYGIENE"}, {"PUB-15"}),
    "B22": ({"B22"}, {"W-PUB-BANNED"}, {"PUB-23"}),
    "B23": ({"B23"}, {"W-PUB-NOLICENCE"}, {"PUB-13"}),
    "B24": ({"B24"}, {"W-PUB-PLATFORM"}, set()),
    "B25": ({"B25"}, {"R-PUB-END"}, {"PUB-21"}),
    "B26": ({"B26"}, {"W-PUB-SHOW"}, set()),
}
#: Rows that apply to none of the shipped themes, with the reason.
ELSEWHERE: dict[str, str] = {}


def _rules() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in BOOKS:
        for rule in whole(path)["rules"]:
            found.setdefault(rule["id"], []).append(rule)
    return found


def test_no_row_is_missing() -> None:
    assert {*ROWS, *ELSEWHERE} == {f"B{number}" for number in range(1, 27)}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_named_by_its_rules_told_by_its_texts_and_answered(row: str) -> None:
    rules, texts, answers = ROWS[row]
    known = _rules()
    assert rules <= set(known)
    told = {text for rule in rules for one in known[rule] for text in (*one.get("warn", ()), *one.get("report", ()))}
    assert texts == told
    assert texts <= set(TEXTS)
    assert answers <= KNOWLEDGE


@pytest.mark.parametrize("theme", ["PB-01", "PB-02", "PB-03", "PB-04"])
def test_each_starred_theme_has_its_scenario(theme: str) -> None:
    (scenario,) = (whole(path) for path in BOOKS if read(path)["theme"] == theme)
    assert len(scenario["says"]) >= 24
    wanted = ["publication_retail", "food_operation"] if theme == "PB-04" else ["publication_retail"]
    assert [permit["form"] for permit in scenario["permits"]] == wanted


def test_most_of_what_the_form_asks_is_asked_for_food_as_well() -> None:
    """One fact, one source: at least sixty in a hundred fields are facts that the food form has too."""
    mine = [field["fact"] for field in fields("publication_retail")]
    theirs = {field["fact"] for field in fields("food_operation")}
    assert sum(fact in theirs for fact in mine) >= 0.6 * len(mine)


def test_what_old_rules_and_agents_ask_for_is_no_material() -> None:
    """Source: the facts' section 3: statutes, capital, 发行员证, no record of crime and house filing are not asked of retail."""
    labels = "".join(one["label"] for one in read(FORMS["publication_retail"] / "materials.yml")["materials"])
    assert not [word for word in ("章程", "注册资本", "发行员", "犯罪", "房屋备案", "告知承诺") if word in labels]
