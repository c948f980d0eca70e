"""A correction mends the application: who applies stays, unless a point lets that be changed."""

from __future__ import annotations

import copy
from typing import Any, Final

import httpx
import pytest

from api.intake import IntakeServices, published_forms
from api.intake.event import Point
from api.intake.same_applicant import names_applicant
from bot.catalog import Published
from tests.intake.test_papers import (
    FOOD,
    HOTEL,
    MARKET,
    POLICE,
    clock,
    does,
    example,
    printer,
    published,
    services,
    web,
)
from tests.intake.test_taking import PATH

__all__ = ["clock", "printer", "published", "services", "web"]

AREA: Final = {"pointer": "/premises/total_area", "words": "和租赁合同上的面积不一样"}
NAME: Final = {"pointer": "/operator/name", "words": "和营业执照不一样"}
OTHER: Final[dict[str, Any]] = {"/operator/name": "上海别家餐饮管理有限公司", "/legal_rep/name": "赵六"}
PASSPORT: Final[dict[str, Any]] = {
    "/legal_rep/id_type": "passport", "/legal_rep/id_no": None, "/legal_rep/document_no": "E12345678",
    "/legal_rep/ethnicity": None, "/legal_rep/domicile": None,
}  # fmt: skip


def changed(form: str, changes: dict[str, Any]) -> dict[str, Any]:
    """The form's application with other values at some places; None: with nothing there."""
    application = copy.deepcopy(example(form))
    for pointer, value in changes.items():
        *outer, last = pointer.split("/")[1:]
        at = application
        for name in outer:
            at = at[name]
        if value is None:
            del at[last]
        else:
            at[last] = value
    return application


def hand_in(web: httpx.Client, form: str, bundle: list[str] | None = None) -> str:
    """The reference of an application, alone or as a part of a bundle."""
    more = {"bundle": {"id": "b1", "forms": bundle}} if bundle else {}
    taken = web.post(PATH, json={"form": form, "application": example(form), **more}, headers={"Idempotency-Key": form})
    assert taken.status_code == 201, taken.text
    return str(taken.json()["reference"])


def answer(web: httpx.Client, reference: str, form: str, changes: dict[str, Any]) -> httpx.Response:
    """The correction of a received application, answered."""
    body = {"correction": f"{reference}:c2", "application": changed(form, changes)}
    return web.post(f"{PATH}/{reference}/supplements", json=body, headers={"Idempotency-Key": f"s:{form}"})


@pytest.mark.parametrize(
    ("points", "changes"),
    [
        pytest.param([AREA], {"/premises/total_area": 81}, id="what-was-asked"),
        pytest.param([AREA], {"/contact/name": "王芳", "/contact/mobile": "13900139000"}, id="somebody-else-to-call"),
        pytest.param([AREA], {"/operator/name": " 上海阿婆餐饮管理有限公司"}, id="another-way-of-writing"),
        pytest.param([NAME], OTHER, id="a-point-names-one-of-them"),
        pytest.param([AREA, NAME], {**OTHER, "/premises/total_area": 81}, id="one-point-of-several"),
        pytest.param(
            [{"pointer": "/legal_rep/gender", "words": "和身份证不一样"}],
            {"/legal_rep/id_no": "11010519491231002X", "/legal_rep/gender": "female"},
            id="computed-from-one",
        ),
        pytest.param([{"pointer": "/legal_rep/id_type", "words": "是护照"}], PASSPORT, id="another-kind-of-number"),
    ],
)
def test_an_honest_correction_is_taken(
    web: httpx.Client, services: IntakeServices, points: list[dict[str, str]], changes: dict[str, Any]
) -> None:
    reference = hand_in(web, FOOD)
    does(services, reference, MARKET, "correction_begun", points=points)
    taken = answer(web, reference, FOOD, changes)
    assert (taken.status_code, taken.json().get("status")) == (200, "correction_ended"), taken.text
    assert web.get(f"{PATH}/{reference}").json()["application"] == changed(FOOD, changes)


@pytest.mark.parametrize(
    ("points", "changes"),
    [
        pytest.param([AREA], OTHER, id="another-place-was-asked"),
        pytest.param([AREA], {"/operator/uscc": "91110000600037341L"}, id="the-firms-number"),
        pytest.param([AREA], {"/legal_rep/id_no": "310106196211036956"}, id="the-heads-number"),
        pytest.param([{"material": "M02", "words": "看不清"}], OTHER, id="a-material-was-asked"),
    ],
)
def test_nobody_else_applies_after_a_correction(
    web: httpx.Client, services: IntakeServices, points: list[dict[str, str]], changes: dict[str, Any]
) -> None:
    reference = hand_in(web, FOOD)
    does(services, reference, MARKET, "correction_begun", points=points)
    refused = answer(web, reference, FOOD, changes)
    assert refused.status_code == 422
    assert {one["pointer"] for one in refused.json()["errors"]} == {f"/application{place}" for place in changes}
    assert all("补正没有要求改这一处" in one["detail"] for one in refused.json()["errors"])
    assert web.get(f"{PATH}/{reference}").json()["application"] == example(FOOD)
    # It is open as before, and answered by what was asked.
    assert answer(web, reference, FOOD, {"/premises/total_area": 81}).status_code == 200


@pytest.mark.parametrize(
    ("pointer", "names"),
    [
        pytest.param("/operator/name", True, id="the-place"),
        pytest.param("/operator", True, id="around-it"),
        pytest.param("/legal_rep/nickname", True, id="beside-it-where-there-is-no-such-place"),
        pytest.param("/legal_rep/gender", True, id="computed-from-it"),
        pytest.param("/legal_rep/mobile", False, id="beside-it"),
        pytest.param("/agent/name", False, id="who-acts-for-them"),
        pytest.param("/contact", False, id="who-is-called"),
        pytest.param("/food_safety_staff/0/id_no", False, id="in-a-list"),
        pytest.param("/chain/hq_name", False, id="another-firm"),
        pytest.param("/nothing", False, id="nowhere"),
    ],
)
def test_a_point_lets_be_changed_who_applies(published: Published, pointer: str, names: bool) -> None:
    form = published_forms(published.catalog)[FOOD]
    assert names_applicant(form, [Point("", "", pointer)]) is names


@pytest.mark.parametrize("first", [FOOD, HOTEL])
def test_what_another_part_of_the_bundle_was_asked_changes_in_both(
    web: httpx.Client, services: IntakeServices, first: str
) -> None:
    """A conversation has one name for all its applications; which answer comes first changes nothing."""
    references = {form: hand_in(web, form, [FOOD, HOTEL]) for form in (FOOD, HOTEL)}
    does(services, references[HOTEL], POLICE, "correction_begun", points=[NAME])
    does(services, references[FOOD], MARKET, "correction_begun", points=[AREA])
    for form in (first, FOOD if first == HOTEL else HOTEL):
        taken = answer(web, references[form], form, {"/operator/name": OTHER["/operator/name"]})
        assert taken.status_code == 200, taken.text
