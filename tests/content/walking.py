"""A made-up applicant who answers whatever is asked with some acceptable value, until nothing is left to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from typing import Any

from bot.engine.address import Address
from bot.engine.answers import refuse, refuse_in_context, write
from bot.engine.case import Case, Roster, Stored
from bot.engine.catalog import Release
from bot.engine.commands import Absence
from bot.engine.document import Application, application
from bot.engine.facts import Fact
from bot.engine.needs import active_permits, wanted
from bot.engine.view import View
from bot.engine.wanted import Wanted

TODAY = date(2026, 3, 1)
WORDS: dict[str, Any] = {
    "person_name": "李梅",
    "company_name": "上海阿婆餐饮管理有限公司",
    "id_card": "11010519491231002X",
    "uscc": "91310106MA1FY0000G",
    "mobile": "13800138000",
    "phone": "02162345678",
    "email": "shop@example.com",
    "url": "https://shop.example.com",
    "plate": "沪A12345",
    "address": "上海市静安区南京西路1234号",
}
TEXTS = {
    "subdistrict": "南京西路街道",
    "room": "201室",
    "floor": "一楼",
    "postcode": "200040",
    "sc_no": "SC10431010600012",
    "jy_no": "JY23101060012343",
    "number": "YB13101060012340",
    "document_no": "E12345678",
    "licence_no": "新出发沪零字第M7553号",
    "drug.licence_no": "沪CB021100001",
    "hq_licence_no": "沪BA021100001",
    "icp_no": "沪ICP备12345678号-1",
    "built_year": "2008年",
}
NUMBERS = (0, 1, 4, 18.5, 60, 150, 150.5, 320)
DATES = ("2020-05-06", "2026-03-01", "2028-12-31")


@dataclass(frozen=True)
class Walk:
    """Where a walk ended: the id of an outcome, or None with the applications to be filed as they then were, by form."""

    outcome: str | None
    applications: Mapping[str, Application]
    view: View

    @property
    def application(self) -> Application:
        """The only application, where the scenario has one."""
        (only,) = self.applications.values()
        return only


def walk(release: Release, random: Random, said: Mapping[str, Any], offered: Mapping[str, Sequence[str]]) -> Walk:
    """Answers until nothing is wanted.

    Args:
        said: fact -> the answer to give, None for 「没有」; others are drawn.
        offered: fact -> the choices that the scenario offers of it.
    """
    case = Case("case", release.scenario.id)
    for turn in range(1, 200):
        view = View(release, case, TODAY)
        outcome = next((r.outcome for r in release.scenario.rules if r.outcome and view.truth(r.when) is True), None)
        asked = wanted(view)
        if outcome is None and not asked:
            asked = _reopened(view)
        if outcome is not None or not asked:
            return Walk(outcome, {form.id: application(view, form) for form, _ in active_permits(view)}, view)
        for one in asked.values():
            case = _answer(View(release, case, TODAY), case, one, turn, random, said, offered)
    raise AssertionError(f"still asking after 200 rounds: {sorted(asked)}")


def _reopened(view: View) -> dict[str, Wanted]:
    """The fields that a later answer put at odds with a check, to be answered again, as the review does."""
    checks = [check for form in view.release.forms.values() for check in form.checks]
    broken = [one for one in checks if view.truth(one.refuse) is True]
    return {one.fact: Wanted(Address(one.fact)) for one in broken}


def _answer(
    view: View,
    case: Case,
    one: Wanted,
    turn: int,
    random: Random,
    said: Mapping[str, Any],
    offered: Mapping[str, Sequence[str]],
) -> Case:
    if one.more:
        return _another(case, one, random)
    fact = view.release.facts[one.address.fact]
    for _ in range(80):
        value = said[fact.id] if fact.id in said else _draw(fact, random, offered.get(fact.id))
        if fact.id not in said and fact.optional and random.random() < 0.5:
            value = None
        absence = Absence.NONE if value is None else None
        if refuse(view, one.address, value, absence) is None:
            stored = Stored(value, "", "said", "applicant", datetime(2026, 3, 1), turn, absence=absence)
            after = write(case, one.address, stored)
            if refuse_in_context(view, after, one.address) is None:
                return after
    raise AssertionError(f"no acceptable answer to {one.address.key}")


def _another(case: Case, one: Wanted, random: Random) -> Case:
    roster = case.lists[one.address.fact]
    if random.random() < 0.3:
        roster = Roster((*roster.items, str(roster.next)), roster.next + 1)
    else:
        roster = replace(roster, complete=True)
    return replace(case, lists={**case.lists, one.address.fact: roster})


def _draw(fact: Fact, random: Random, offered: Sequence[str] | None) -> Any:
    options = list(offered or [option.value for option in fact.options])
    if fact.kind == "choice":
        return random.choice(options)
    if fact.kind == "multi_choice":
        least = max(fact.limits.min_items or 1, 1)
        return tuple(random.sample(options, random.randint(least, len(options))))
    if fact.kind == "boolean":
        return random.choice((True, False))
    if fact.kind == "integer":
        return random.randint(0, 9)
    if fact.kind in ("area", "number", "percentage"):
        return random.choice(NUMBERS)
    if fact.kind == "date":
        return random.choice(DATES)
    return WORDS.get(fact.kind) or TEXTS.get(fact.id) or TEXTS.get(fact.id.rpartition(".")[2], "某某文字")
