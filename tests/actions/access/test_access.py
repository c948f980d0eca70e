"""The table of who may do what, cell by cell, and what holds whatever the table says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.access import ROLES, RULES, Matter, Organisation, Organisations, may
from actions.access.organisations import BadOrganisations
from actions.access.rules import ACTIONS

JINGAN, PUDONG = "310106", "310115"
TREE = Organisations(
    (
        Organisation("city", "市", "city"),
        Organisation("jingan", "静安区", "district", "city", JINGAN),
        Organisation("jingan-hall", "静安大厅", "hall", "jingan"),
        Organisation("jingan-3", "3 号窗口", "window", "jingan-hall"),
        Organisation("jingan-5", "5 号窗口", "window", "jingan-hall"),
        Organisation("jingan-bank", "网点", "outlet", "jingan"),
        Organisation("pudong-1", "1 号窗口", "window", "pudong-hall"),
        Organisation("pudong-hall", "浦东大厅", "hall", "pudong"),
        Organisation("pudong", "浦东新区", "district", "city", PUDONG),
    )
)


@dataclass(frozen=True)
class Who:
    """Somebody of the staff."""

    id: str
    role: str
    organisation: str


PEOPLE = {
    "app": Who("app", "applicant", "city"),
    "lin": Who("lin", "clerk", "jingan-3"),
    "pan": Who("pan", "clerk", "pudong-1"),
    "qian": Who("qian", "bank_clerk", "jingan-bank"),
    "rev": Who("rev", "reviewer", "jingan"),
    "du": Who("du", "supervisor", "jingan"),
    "shi": Who("shi", "supervisor", "city"),
    "aut": Who("aut", "author", "city"),
    "zhi": Who("zhi", "knowledge_keeper", "city"),
    "guan": Who("guan", "administrator", "city"),
    "shen": Who("shen", "auditor", "city"),
}
MATTERS = {
    "begun online in Jing'an, waits, nobody has it": Matter(district=JINGAN, waiting=True),
    "begun online in Jing'an, nobody waits": Matter(district=JINGAN),
    "begun online in Pudong, waits, nobody has it": Matter(district=PUDONG, waiting=True),
    "begun online in Pudong, nobody waits": Matter(district=PUDONG),
    "begun online, place not said, nobody waits": Matter(),
    "online in Jing'an, lin has it": Matter(district=JINGAN, owner="lin"),
    "begun at another window of lin's hall, its clerk has it": Matter("jingan-5", owner="he"),
    "begun at the outlet, on its list, qian has it": Matter("jingan-bank", owner="qian"),
    "begun at the outlet, not on its list, qian has it": Matter("jingan-bank", owner="qian", at_bank=False),
    "begun at pan's window, pan has it": Matter("pudong-1", owner="pan"),
    "to be begun at lin's window": Matter("jingan-3"),
    "to be begun at the outlet": Matter("jingan-bank"),
    "figures of Jing'an": Matter(district=JINGAN),
    "figures of Pudong": Matter(district=PUDONG),
    "none": Matter(),
}


def cells() -> Iterator[tuple[str, str, str, bool]]:
    """Matter, action, person, and whether they may."""
    lines = (Path(__file__).parent / "matrix.txt").read_text("utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    people, matter = rows[0].split(), ""
    for row in rows[1:]:
        if row.startswith("matter: "):
            matter = row.removeprefix("matter: ")
            continue
        action, *told = row.split()
        assert len(told) == len(people), row
        assert set(told) <= {"y", "-"}, row
        yield from ((matter, action, who, mark == "y") for who, mark in zip(people, told, strict=True))


CELLS = list(cells())


def test_the_table_tells_of_everybody_and_everything() -> None:
    assert len(CELLS) >= 400
    assert len(CELLS) == len({cell[:3] for cell in CELLS})
    assert {who for _, _, who, _ in CELLS} == set(PEOPLE)
    assert {matter for matter, _, _, _ in CELLS} == set(MATTERS)
    assert {PEOPLE[who].role for who in PEOPLE} == set(ROLES) == set(RULES)
    assert {action for _, action, _, _ in CELLS} >= set(ACTIONS)


@pytest.mark.parametrize(("matter", "action"), list(dict.fromkeys(cell[:2] for cell in CELLS)))
def test_nobody_may_more_or_less_than_the_table_says(matter: str, action: str) -> None:
    told = {who: allowed for about, doing, who, allowed in CELLS if (about, doing) == (matter, action)}
    found = {who: may(TREE, PEOPLE[who], action, MATTERS[matter]) for who in told}
    assert {who: one.allowed for who, one in found.items()} == told
    assert all(one.allowed != bool(one.why) for one in found.values())


PERSONS = st.sampled_from(list(PEOPLE.values()))
ACTING = st.sampled_from(ACTIONS)
ABOUT = st.builds(
    Matter,
    organisation=st.sampled_from(("", "nowhere", *(one.id for one in TREE))),
    district=st.sampled_from(("", JINGAN, PUDONG, "310101")),
    owner=st.sampled_from(("", "lin", "pan", "qian", "somebody")),
    waiting=st.booleans(),
    at_bank=st.booleans(),
)


@given(PERSONS, st.text(max_size=20), ABOUT)
def test_what_no_rule_names_is_refused(person: Who, action: str, matter: Matter) -> None:
    assert action in ACTIONS or not may(TREE, person, action, matter).allowed


@given(PERSONS, ACTING, ABOUT)
def test_whoever_has_no_seat_or_no_role_may_nothing(person: Who, action: str, matter: Matter) -> None:
    assert not may(TREE, replace(person, organisation="nowhere"), action, matter).allowed
    assert not may(TREE, replace(person, role="king"), action, matter).allowed


@given(PERSONS, st.sampled_from(("value.unmask", "case.write", "case.fill", "file.open")), ABOUT)
def test_nobody_sees_values_whole_or_writes_in_what_they_do_not_have(person: Who, action: str, matter: Matter) -> None:
    assert matter.owner == person.id or not may(TREE, person, action, matter).allowed


@given(PERSONS, ABOUT)
def test_only_an_auditor_reads_the_trail_and_an_auditor_nothing_else(person: Who, matter: Matter) -> None:
    allowed = {action for action in ACTIONS if may(TREE, person, action, matter).allowed}
    assert any(action.startswith("audit.") for action in allowed) == (person.role == "auditor")
    assert person.role != "auditor" or all(action.startswith("audit.") for action in allowed)
    assert person.role != "administrator" or allowed == {"staff.keep"}


@given(st.sampled_from(ACTIONS), ABOUT)
def test_the_citys_supervisor_may_whatever_a_districts_may(action: str, matter: Matter) -> None:
    assert not may(TREE, PEOPLE["du"], action, matter).allowed or may(TREE, PEOPLE["shi"], action, matter).allowed


@pytest.mark.parametrize(
    ("known", "words"),
    [
        pytest.param([Organisation("a", "甲", "city"), Organisation("a", "乙", "city")], "一样", id="twice"),
        pytest.param([Organisation("a", "甲", "palace")], "kind", id="no-such-kind"),
        pytest.param([Organisation("a", "甲", "hall", "b")], "parent", id="no-parent"),
        pytest.param([Organisation("a", "甲", "hall")], "parent", id="a-hall-alone"),
        pytest.param([Organisation("a", "甲", "city", "a")], "parent", id="a-city-under-itself"),
        pytest.param(
            [Organisation("a", "甲", "city"), Organisation("b", "乙", "window", "a")], "parent", id="a-window-under-the-city"
        ),
        pytest.param([Organisation("a", "甲", "city"), Organisation("b", "乙", "district", "a")], "区划代码", id="no-code"),
        pytest.param([Organisation("a", "甲", "city", "", JINGAN)], "区划代码", id="a-city-with-a-code"),
    ],
)  # fmt: skip
def test_organisations_that_make_no_tree(known: list[Organisation], words: str) -> None:
    with pytest.raises(BadOrganisations, match=words):
        Organisations(known)
