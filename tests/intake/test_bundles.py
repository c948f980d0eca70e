"""A bundle is what was declared: nothing of it is held twice, waited for in vain, or stood for by two composite licences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from api.intake import IntakeServices, open_intake, published_forms
from api.intake.acts import read_act
from api.intake.event import Event
from api.problems import Problem
from bot.catalog import Published
from bot.catalog.processes import Definitions, JointOrder
from tests.actions.conftest import Clock
from tests.intake.elsewhere import Faulty, carry, searched, undone
from tests.intake.test_issuing import (
    CIPHER,
    FORMS,
    OFFICES,
    POLICE,
    act,
    clock,
    engine,
    example,
    holder,
    opened,
    published,
    services,
    shelves,
)

__all__ = ["clock", "engine", "opened", "published", "services", "shelves"]
VENUE, HYGIENE, FOOD = FORMS
KTV = "行业综合许可证（歌舞娱乐）"


def part(form: str, forms: Sequence[str] = FORMS, name: str = "b_1") -> dict[str, Any]:
    """What is handed in for one form of a KTV."""
    bundle = {"id": name, "forms": list(forms), "scenario": "ktv_all"}
    return {"form": form, "application": example(form), "bundle": bundle}


def hand_in(services: IntakeServices, form: str, key: str = "", **more: Any) -> str:
    """The reference that it is held under."""
    return services.desk.take("daoban", key or f"b_1:{form}", part(form, **more))[0].reference


def grant(services: IntakeServices, form: str, reference: str) -> None:
    """It is accepted, reviewed and granted."""
    act(services, form, reference, "accepted")
    if form == VENUE:
        services.opining.give(POLICE, reference, {"step": "verify", "verdict": "agree"})
    act(services, form, reference, "granted")


def composites(services: IntakeServices, *references: str) -> list[str]:
    """The composite licences that anybody was ever told of."""
    events = (event for one in references for event in services.desk.history.of(one))
    return [one.composite.identifier for one in events if one.composite is not None]


def refusal(does: Callable[[], Any]) -> Problem:
    with pytest.raises(Problem) as refused:
        does()
    return refused.value


def test_the_composite_licence_waits_for_a_part_that_was_declared(services: IntakeServices) -> None:
    references = {}
    for form in (VENUE, HYGIENE):
        references[form] = hand_in(services, form)
        grant(services, form, references[form])
        # Each permit has its own days: the one that is not in holds up nothing but the licence that stands for all.
        assert act(services, form, references[form], "issued").composite is None
    references[FOOD] = hand_in(services, FOOD)
    grant(services, FOOD, references[FOOD])
    last = act(services, FOOD, references[FOOD], "issued")
    assert last.composite is not None
    assert last.composite.title == KTV
    assert composites(services, *references.values()) == [last.composite.identifier]


@pytest.mark.parametrize("order", [(VENUE, HYGIENE), (HYGIENE, VENUE)], ids=lambda one: one[0])
def test_a_part_that_is_withdrawn_first_leaves_the_others_their_composite_licence(
    services: IntakeServices, order: tuple[str, str]
) -> None:
    references = {form: hand_in(services, form) for form in FORMS}
    services.desk.withdraw("daoban", references[FOOD])
    for form in order:
        grant(services, form, references[form])
    found = [act(services, form, references[form], "issued").composite for form in order]
    assert [one.title if one else None for one in found] == [None, KTV]


def test_a_part_that_is_withdrawn_last_brings_the_others_their_composite_licence(
    services: IntakeServices, shelves: tuple[Faulty, str], clock: Clock
) -> None:
    references = {form: hand_in(services, form) for form in FORMS}
    for form in (HYGIENE, VENUE):
        grant(services, form, references[form])
        assert act(services, form, references[form], "issued").composite is None
        carry(services, clock, 3)
    act(services, FOOD, references[FOOD], "accepted")
    assert composites(services, *references.values()) == []
    services.desk.withdraw("daoban", references[FOOD], "先不卖吃的")
    services.desk.withdraw("daoban", references[FOOD])
    (composite,) = composites(services, *references.values())
    # It is told with the licence that was issued last, in the name of who issued that.
    told = services.desk.history.of(references[VENUE])[-1]
    assert (told.status, told.office, told.licence, told.due) == ("issued", OFFICES[VENUE].office, None, None)
    assert KTV in told.words
    assert composite in told.words
    assert [one.status for one in services.desk.history.of(references[FOOD])] == ["received", "accepted", "withdrawn"]
    carry(services, clock, 3)
    assert undone(services) == 0
    held = {one["identifier"]: one for one in searched(shelves[1], holder(VENUE))}
    assert {one["title"] for one in held[composite]["content"]["stands_for"]} == {
        "娱乐经营许可证", "上海市公共场所卫生许可证",
    }  # fmt: skip
    last = services.desk.history.of(references[VENUE])[-1]
    assert (last.status, composite in last.words) == ("delivered", True)
    # With one of them it ends.
    act(services, HYGIENE, references[HYGIENE], "revoked", words="材料是假的")
    carry(services, clock, 3)
    held = {one["identifier"]: one for one in searched(shelves[1], holder(VENUE))}
    assert held[composite]["status"] == "revoked"


@pytest.mark.parametrize("left", [(VENUE,), (VENUE, HYGIENE), (HYGIENE, FOOD)], ids="-".join)
def test_what_is_left_of_a_bundle_has_a_composite_licence_only_where_it_is_still_one(
    services: IntakeServices, left: Sequence[str]
) -> None:
    references = {form: hand_in(services, form) for form in FORMS}
    for form in left:
        grant(services, form, references[form])
        act(services, form, references[form], "issued")
    for form in FORMS:
        if form not in left:
            services.desk.withdraw("daoban", references[form])
    # Fewer than two permits are no composite licence, and without its venue a shop is no KTV.
    assert len(composites(services, *references.values())) == (1 if left == (VENUE, HYGIENE) else 0)


def test_a_form_stands_once_in_a_bundle_until_it_is_withdrawn(services: IntakeServices) -> None:
    first = hand_in(services, VENUE)
    again = refusal(lambda: hand_in(services, VENUE, "another-key"))
    assert (again.status, again.code, again.more) == (409, "part-held", {"reference": first})
    assert first in again.detail
    checked = refusal(lambda: services.desk.check("daoban", "another-key", part(VENUE)))
    assert (checked.status, checked.code) == (409, "part-held")
    # The same key is the same application, and another bundle or client another matter.
    assert hand_in(services, VENUE) == first
    assert hand_in(services, VENUE, "k2", name="b_2") != first
    assert services.desk.take("another", "k1", part(VENUE))[0].reference != first
    services.desk.withdraw("daoban", first)
    second = hand_in(services, VENUE, "another-key")
    assert second != first
    references = [second, *(hand_in(services, form) for form in (HYGIENE, FOOD))]
    for form, reference in zip(FORMS, references, strict=True):
        grant(services, form, reference)
    assert [act(services, form, one, "issued").composite is None for form, one in zip(FORMS, references, strict=True)] == [
        True, True, False,
    ]  # fmt: skip
    # Nothing of the one that replaced it counts as done with the one that was taken back.
    entry = services.desk.registry.by_reference(first)
    assert entry is not None
    assert {one.state.value for one in services.casework.review.tasks(entry)} <= {"open", "waiting", "not_needed"}


@pytest.fixture
def many(empty: Engine, published: Published, clock: Clock) -> IntakeServices:
    """The intake on each database."""
    forms = published_forms(published.catalog)
    return open_intake(empty, CIPHER, forms, clock, definitions=lambda: published.definitions)


def test_of_several_at_once_one_is_held(many: IntakeServices) -> None:
    def tried(number: int) -> str:
        try:
            return hand_in(many, VENUE, f"k{number % 4}")
        except Problem as refused:
            return str(refused.more["reference"])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(tried, range(16)))) == 1
    assert len(many.desk.registry.parts("daoban", "b_1")) == 1


@pytest.mark.parametrize("only", [True, False], ids=["checked", "handed-in"])
def test_a_bundle_of_a_form_that_nobody_knows_is_refused(services: IntakeServices, only: bool) -> None:
    body = part(VENUE, (VENUE, "nonsense"))
    does = services.desk.check if only else services.desk.take
    found = refusal(lambda: does("daoban", "k1", body))
    assert (found.status, found.errors) == (422, (("/bundle/forms/1", "没有这种申请书"),))


def test_what_the_law_wants_decided_first_is_waited_for_also_before_it_is_in(
    engine: Engine, published: Published, clock: Clock
) -> None:
    ktv = published.definitions.bundles["ktv"]
    ordered = replace(ktv, order=(JointOrder(HYGIENE, VENUE, "law"),))
    definitions: Definitions = replace(published.definitions, bundles={**published.definitions.bundles, "ktv": ordered})
    forms = published_forms(published.catalog)
    services = open_intake(engine, CIPHER, forms, clock, definitions=lambda: definitions)
    reference = hand_in(services, HYGIENE)
    act(services, HYGIENE, reference, "accepted")
    early = refusal(lambda: act(services, HYGIENE, reference, "granted"))
    assert (early.status, early.code) == (409, "not-in-yet")
    assert "娱乐场所" in early.detail
    # What never comes holds nothing up for ever: it may be refused, or the other is taken back.
    foreseen = read_act({"kind": "refused", "seq": 2, "words": "没有娱乐经营许可"})
    assert services.casework.preview(OFFICES[HYGIENE], reference, foreseen).status == "refused"
    venue = hand_in(services, VENUE)
    assert refusal(lambda: act(services, HYGIENE, reference, "granted")).code == "not-heard"
    services.desk.withdraw("daoban", venue)
    assert act(services, HYGIENE, reference, "granted").status == "granted"


def issued(services: IntakeServices) -> tuple[dict[str, str], list[Event]]:
    """References and licences of a whole KTV."""
    references = {form: hand_in(services, form) for form in FORMS}
    for form, reference in references.items():
        grant(services, form, reference)
    return references, [act(services, form, reference, "issued") for form, reference in references.items()]


@pytest.mark.parametrize("kind", ["recalled", "revoked"])
def test_who_loses_a_permit_is_told_of_the_composite_licence_that_ends_with_it(
    services: IntakeServices, kind: str
) -> None:
    references, events = issued(services)
    composite = events[-1].composite
    assert composite is not None
    ended = act(services, VENUE, references[VENUE], kind, words="投资人有禁止情形")
    assert ended.words == (
        f"投资人有禁止情形\n「{KTV}」（编号 {composite.identifier}）也同时失效，请不要再用；一起申请的别的许可证不受影响。"
    )
    # The next one ends nothing but itself.
    assert act(services, FOOD, references[FOOD], kind, words="材料是假的").words == "材料是假的"


def test_a_composite_licence_ends_also_with_the_longest_words(
    services: IntakeServices, shelves: tuple[Faulty, str], clock: Clock
) -> None:
    references, events = issued(services)
    act(services, VENUE, references[VENUE], "revoked", words="理" * 1000)
    carry(services, clock, 6)
    assert undone(services) == 0
    assert events[-1].composite is not None
    held = {one["identifier"]: one["status"] for one in searched(shelves[1], holder(FOOD))}
    assert held[events[-1].composite.identifier] == "revoked"


@pytest.mark.parametrize("kind", ["granted", "granted_with_deferral"])
def test_who_grants_against_a_department_says_why(services: IntakeServices, kind: str) -> None:
    reference = hand_in(services, VENUE)
    act(services, VENUE, reference, "accepted")
    services.opining.give(POLICE, reference, {"step": "verify", "verdict": "refuse", "words": "有前科"})
    found = refusal(lambda: act(services, VENUE, reference, kind))
    assert (found.status, found.errors[0][0]) == (422, "/words")
    assert act(services, VENUE, reference, kind, words="已满五年，依法不在禁止之列").status == kind


def test_who_grants_while_something_is_owed_says_what(services: IntakeServices) -> None:
    reference = hand_in(services, FOOD)
    act(services, FOOD, reference, "accepted")
    found = refusal(lambda: act(services, FOOD, reference, "granted_with_deferral", words="  "))
    assert (found.status, found.errors) == (422, (("/words", "要写明还欠什么材料、什么时候补上"),))
    assert act(services, FOOD, reference, "granted_with_deferral", words="健康证明一个月内补。").status
